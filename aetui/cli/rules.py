"""`aetui rules`: the rulebook, with the source's words."""

from __future__ import annotations

from aetui.cli.command import arg, command
from aetui.cli.found import RULE
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.rulepage import due_of, page, rows


@command("rules", arg("rule", RULE, required=False))
def rules(session: Session, rule: str | None) -> None:
    desk, say = session.desk, session.say
    if rule is not None:
        facts = page(desk, say, rule)
        session.out({key: value for key, _, value, _ in facts}, (f"{label}  {words}" for _, label, _, words in facts))
        return
    every = rows(desk, say)
    keys = ("rule", "source", "title", "due", "on")
    lines = table(
        [rule_id, source, title, due_of(desk, say, rule_id), "" if on else say("rules.off")]
        for rule_id, source, title, _, on in every
    )
    session.out([dict(zip(keys, row, strict=True)) for row in every], lines)
    session.warn_of_doubts()
