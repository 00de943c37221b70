"""What a rulebook holds: rules and the source's own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.hints import HintTable, shipped_hints
from aetui.domain.rulebook.language import Due, When, parse_due, parse_span, parse_when
from aetui.domain.tongues import Text

Shift = Literal["", "first", "last", "next"]
Each = Literal["", "user", "client", "ae"]

MAXIMS = {"八": tuple(f"八.{n}" for n in range(1, 11)), "九": tuple(f"九.{n}" for n in range(1, 21))}
SKILLS = {letter: tuple(f"{letter}{n}" for n in range(1, 13)) for letter in ("P", "H")}
"""专业技巧 and 人际技巧: what an AE is looked at by."""
SKILL_LINES = tuple(line for lines in SKILLS.values() for line in lines)
LISTS: dict[str, tuple[str, ...]] = {**MAXIMS, **SKILLS}
"""The source's four lists, each with the ids of its lines."""
LINES_OF_THE_DAY = tuple(line for lines in LISTS.values() for line in lines)
_DIGITS = {"8": "八", "9": "九"}


class RulebookError(BadInput):
    """A mistake in a rulebook's file; names file, rule and key."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule. An event rule has `trigger` and `due`, a calendar rule `when` and `each`.

    `source`: ids of source.md, the one that is shown first. `met`: what fact meets it (see `vocabulary`).
    `roles`: whose duty it is; empty: everyone's. The other fields are expressions of `language`.
    """

    id: str = ""
    source: list[str] = []
    words: Text
    title: Text
    line: Text | None = None
    met: str = "logged"
    on: bool = True
    warn: str = "1 h"
    roles: list[str] = []
    trigger: list[str] = []
    due: str = ""
    when: str = ""
    each: Each = ""
    shift: Shift = ""
    lead: str = ""
    own: bool = False  # added by the user's file, or at their word
    since: datetime | None = None  # of a calendar rule: nothing due before is owed

    @property
    def calendar(self) -> bool:
        """Whether it comes round by itself, rather than start from a record."""
        return bool(self.when)

    @property
    def due_at(self) -> Due:
        return parse_due(self.due)

    @property
    def comes(self) -> When:
        return parse_when(self.when)

    @property
    def warning(self) -> timedelta:
        """How long before `act_by` the obligation is `soon`."""
        return parse_span(self.warn)

    @property
    def leads(self) -> timedelta:
        """How long before its due day a monthly or yearly obligation begins to stand."""
        return parse_span(self.lead) if self.lead else timedelta(days=10)

    def binds(self, roles: Iterable[str]) -> bool:
        """Whether it is the duty of someone with these roles."""
        return not self.roles or not {r.upper() for r in self.roles}.isdisjoint(r.upper() for r in roles)

    def put(self, lang: str, what: str, owner: str | None = None) -> str:
        """How a list puts an obligation of this rule. `what` and `owner` are the user's own words.

        The word that decides stands first, since several duties share one long name: `赴会 · 媒介例会`,
        `send the agenda: media meeting`. What a list cuts is the name's tail.
        """
        if self.line is None:
            return _BETWEEN.get(lang).join(filter(None, (self.title.get(lang), what.strip())))
        # One pass, so that braces in the user's words stay what they are.
        head, *rest = self.line.get(lang).split("{")
        words = {"what": what, "owner": owner or ""}
        out = [head]
        for piece in rest:
            name, brace, tail = piece.partition("}")
            out.append(words[name] + tail if brace and name in words else "{" + piece)
        return "".join(out).strip(" :：→")


class Rulebook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The rules in force, by id, and the source's words, by id (`D4`, `九.5`). `own_hints`: those in force where a user's file says
    something of them."""

    rules: dict[str, Rule] = msgspec.field(name="rule")
    sources: dict[str, Text] = msgspec.field(name="source", default_factory=dict)
    own_hints: HintTable | None = None

    @property
    def hinting(self) -> HintTable:
        """What typed lines are read by for hints (N2 to N5)."""
        return self.own_hints or shipped_hints()

    @cached_property
    def event_rules(self) -> dict[str, list[Rule]]:
        """The event rules that are on, by trigger."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules.values():
            if rule.on and not rule.calendar:
                for trigger in rule.trigger:
                    found.setdefault(trigger, []).append(rule)
        return found

    @cached_property
    def calendar_rules(self) -> list[Rule]:
        """The calendar rules that are on."""
        return [rule for rule in self.rules.values() if rule.on and rule.calendar]

    def source_named(self, asked: str) -> str | None:
        """The id of the source that is meant: `D4`, `九.5`, `9.5`, a list by its letter (`P`, `八`, `8`) or its name (`专业技巧`)."""
        chapter, dot, number = asked.strip().upper().partition(".")
        found = _DIGITS.get(chapter, chapter) + dot + number
        if found in self.sources:
            return found
        said = asked.strip().casefold()
        return next((one for one in LISTS if said in (self.sources[one].zh, self.sources[one].en.casefold())), None)

    def words(self, rule_or_source: str, lang: str) -> str:
        """The source's words by a source id (`D4`, `九.5`, `9.5`) or a rule's id. Raises KeyError."""
        rule = self.rules.get(rule_or_source)
        if rule is not None:
            return rule.words.get(lang)
        return self.sources[self.source_named(rule_or_source) or rule_or_source].get(lang)

    def title(self, rule_id: str, lang: str) -> str:
        """A rule's short name; the id itself for a rule that is no longer there."""
        rule = self.rules.get(rule_id)
        return rule.title.get(lang) if rule else rule_id

    def line_of_the_day(self, day: date, lang: str) -> str:
        """The words of `maxim_of`."""
        return self.sources[maxim_of(day)].get(lang)


def maxim_of(day: date) -> str:
    """The id of that day's line: of the four lists, a new one each day, all of them in turn."""
    return LINES_OF_THE_DAY[(day.toordinal() + _FIRST_LINE) % len(LINES_OF_THE_DAY)]


# Between a rule's own word and what it is about.
_BETWEEN = Text(zh=" · ", en=": ")
# 2026-11-23 reads 八.6, as in the drawn board.
_FIRST_LINE = (5 - date(2026, 11, 23).toordinal()) % len(LINES_OF_THE_DAY)
