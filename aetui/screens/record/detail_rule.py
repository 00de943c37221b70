"""A rule as it is read: the source's words, what the desk does for it and where, the duties that come of it."""

from __future__ import annotations

from collections.abc import Sequence

from aetui.desk.core import Desk
from aetui.desk.rulepage import RuleFact, page
from aetui.domain.errors import DeskError
from aetui.locales import Texts
from aetui.widgets.cells import Parts, fit, width
from aetui.widgets.rows import Row, Section, heading

_ABOUT = ("word", "example", "title", "starts", "due", "met", "roles", "warn")


def rule_head(desk: Desk, say: Texts, asked: str) -> Parts:
    """Which rule it is, in one line."""
    said = {one.key: one for one in _page(desk, say, asked)}
    name = said.get("title") or said.get("word")
    title = name.words[0] if name else said["words"].words[0] if "lines" in said else ""
    return ((say("rule.id") + "  ", "dim"), (asked + "  ", "act bold"), (title, "ink bold"))


def rule_sections(desk: Desk, say: Texts, asked: str) -> list[Section]:
    """Everything on its page; empty where there is no such rule (any more)."""
    said = {one.key: one for one in _page(desk, say, asked)}
    if not said:
        return []
    quote = say.facts.quotes.format
    words = [Row("", ((quote(said["words"].words[0]), "ink"),), (), 2)]
    sections = [Section("words", ((asked, "act bold"),), words)]
    about = [said[key] for key in _ABOUT if key in said]
    if about:
        sections.append(Section("about", (), _facts(say, about)))
    lives = [said[key] for key in ("does", "screens", "keys", "commands", "papers") if key in said]
    if lives:
        sections.append(Section("lives", heading(say("rule.lives")), _facts(say, lives)))
    for key in ("source", "list", "lines", "rules"):
        if key in said and said[key].refs:
            one = said[key]
            rows = [Row(ref, ((text, "ink"),), (), 4) for ref, text in zip(one.refs, one.words, strict=True)]
            sections.append(Section(key, heading(say(f"rule.{key}")), rows))
    return sections


def _page(desk: Desk, say: Texts, asked: str) -> list[RuleFact]:
    try:
        return page(desk, say, asked)
    except DeskError:
        return []  # a rule of the user's file that was taken out meanwhile


def _facts(say: Texts, said: Sequence[RuleFact]) -> list[Row]:
    """The label before the first of the lines of each; the lines stand under each other."""
    room = max(width(say(f"rule.{one.key}")) for one in said) + 2
    return [
        Row("", ((fit(say(f"rule.{one.key}") if not n else "", room), "dim"), (words, "ink")), (), room)
        for one in said
        for n, words in enumerate(one.words)
    ]
