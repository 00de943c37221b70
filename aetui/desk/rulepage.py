"""The rulebook as a user reads it: a line a rule, and a page with the source's own words."""

from __future__ import annotations

from contextlib import suppress

from aetui.desk.core import Desk
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.locales import LANGS, Texts
from aetui.locales.rules import due_words, span_words, when_words

RuleRow = tuple[str, str, str, str, bool]
"""Rule, source, title, when it is due as the rules file says it, whether it is on."""


def rows(desk: Desk, say: Texts) -> list[RuleRow]:
    """Every rule in force or switched off."""
    return [
        (rule_id, " ".join(rule.source), rule.title.get(say.lang), rule.when or rule.due, rule.on)
        for rule_id, rule in desk.rulebook.rules.items()
    ]


def due_of(desk: Desk, say: Texts, rule_id: str) -> str:
    """When the rule is due, in words."""
    book = desk.rulebook
    rule = book.rules[rule_id]
    said = [when_words(say, rule.when, lambda other: book.title(other, say.lang))] if rule.when else []
    return " · ".join([*said, *([due_words(say, rule.due)] if rule.due else [])])


def the_rule(desk: Desk, asked: str) -> str:
    """The id of the rule that is meant: by its id, a part of it, or what it is called in either language. Raises NotThere,
    BadInput where several are."""
    book = desk.rulebook.rules
    look: Look[str] = Look("rules", lambda rule: (rule, *(book[rule].title.get(lang) for lang in LANGS)), text=True)
    return asked if asked in book else find_one(list(book), asked, look, kind="rules", rule=asked)


def page(desk: Desk, say: Texts, asked: str) -> list[tuple[str, str, str, str]]:
    """A rule (`card.schedule`, or as it is called) or a source id (`D4`, `九.5`) as (key, label, value, the value in words) lines.
    Raises NotThere, BadInput where several are meant."""
    book = desk.rulebook
    rule = book.rules.get(asked)
    words = None
    if rule is None:
        with suppress(KeyError):
            words = book.words(asked, say.lang)
    if rule is None and words is None:
        asked = the_rule(desk, asked)
        rule = book.rules[asked]
    if rule is None:
        facts = [("source", asked), ("words", words or "")]
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
    words_of = {"due": lambda: due_of(desk, say, asked), "warn": lambda: span_words(say, rule.warning) if rule else ""}
    return [
        (key, say("rule.id" if key == "rule" else f"rule.{key}"), value, words_of.get(key, lambda value=value: value)())
        for key, value in facts
        if value
    ]
