"""The rulebook as a user reads it: a line a rule, and a page with the source's own words."""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.domain.errors import NotThere
from aetui.locales import Texts

RuleRow = tuple[str, str, str, str, bool]
"""Rule, source, title, when it is due, whether it is on."""


def rows(desk: Desk, say: Texts) -> list[RuleRow]:
    """Every rule in force or switched off."""
    return [
        (rule_id, " ".join(rule.source), rule.title.get(say.lang), rule.when or rule.due, rule.on)
        for rule_id, rule in desk.rulebook.rules.items()
    ]


def page(desk: Desk, say: Texts, asked: str) -> list[tuple[str, str, str]]:
    """A rule (`card.schedule`) or a source id (`D4`, `九.5`) as (key, label, value) lines. Raises NotThere."""
    book = desk.rulebook
    rule = book.rules.get(asked)
    if rule is None:
        try:
            words = book.words(asked, say.lang)
        except KeyError:
            raise NotThere("rules.unknown", rule=asked) from None
        facts = [("source", asked), ("words", words)]
        facts += [("rule", r) for r, known in book.rules.items() if asked.upper() in known.source]
    else:
        facts = [
            ("id", asked),
            ("source", " ".join(rule.source)),
            ("words", rule.words.get(say.lang)),
            ("title", rule.title.get(say.lang)),
            ("starts", " ".join(rule.trigger) or rule.each),
            ("due", rule.when or rule.due),
            ("met", rule.met),
            ("roles", " ".join(rule.roles)),
            ("warn", rule.warn),
        ]
    return [(key, say("rule.id" if key == "rule" else f"rule.{key}"), value) for key, value in facts if value]
