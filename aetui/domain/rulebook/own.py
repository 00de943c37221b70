"""Rules of the user's own words: what comes round by itself, as rules among the shipped ones."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.domain.records import OwnRound, Profile
from aetui.domain.rulebook.language import WEEKDAYS, parse_when
from aetui.domain.rulebook.model import Rule, Rulebook
from aetui.domain.text import made_of
from aetui.domain.tongues import Text


def rule_id(one: OwnRound) -> str:
    return f"own.{one.id}"


def with_own(rulebook: Rulebook, profile: Profile | None) -> Rulebook:
    """The rulebook with what comes round at the user's own word."""
    if profile is None or not profile.rounds:
        return rulebook
    own = {rule_id(one): _rule(one) for one in profile.rounds if known(one.when)}
    return replace(rulebook, rules={**rulebook.rules, **own})


def _rule(one: OwnRound) -> Rule:
    title = made_of(one.text)
    text = Text(zh=title, en=title)
    return Rule(
        id=rule_id(one),
        words=Text(zh=one.text, en=one.text),
        title=text,
        when=one.when,
        each="user",
        shift="last" if one.when.split()[0].rstrip(",") in WEEKDAYS else "",
        own=True,
        since=one.since,
    )


def known(when: str) -> bool:
    """Whether this program can reckon with it; one written by a newer one is left alone."""
    try:
        return parse_when(when).kind in ("daily", "weekly", "monthly")
    except ValueError:
        return False
