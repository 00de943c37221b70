"""`aetui rules`: the rulebook, with the source's words and where on the desk they live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aetui.cli.command import arg, command
from aetui.cli.found import SOURCE
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.rulepage import RuleFact, due_of, page, rows
from aetui.locales import Texts


@command("rules", arg("rule", SOURCE, required=False))
def rules(session: Session, rule: str | None) -> None:
    desk, say = session.desk, session.say
    if rule is not None:
        facts = page(desk, say, rule)
        session.out({one.key: one.value for one in facts}, _page(say, facts))
        return
    every = rows(desk, say)
    keys = ("rule", "source", "title", "due", "on")
    lines = table(
        [rule_id, source, title, due_of(desk, say, rule_id), "" if on else say("rules.off")]
        for rule_id, source, title, _, on in every
    )
    session.out([dict(zip(keys, row, strict=True)) for row in every], lines)
    session.warn_of_doubts()


def _page(say: Texts, facts: Sequence[RuleFact]) -> Iterator[str]:
    """A label before the first of the lines of each."""
    return table([say(f"rule.{one.key}") if not n else "", words] for one in facts for n, words in enumerate(one.words))
