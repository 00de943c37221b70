"""How gathered reports are told, on screens and in the shell (A8)."""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.desk.month.gathered import AeMonth, Gathered, UsedPart
from aetui.locales import Texts
from aetui.locales.dates import day_number, stamp


def used_words(desk: Desk, say: Texts, part: UsedPart) -> str:
    """Whose figures they are, and as of when."""
    if part.who is None:
        return say("month.ours")
    return say("month.as_of", who=part.who, time=stamp(desk.local(part.made)))


def left_words(say: Texts, seen: Gathered) -> str:
    """How many days are left until the reports are to be with the AD."""
    if seen.due is None:
        return ""
    key = "today" if seen.left == 0 else "left" if seen.left > 0 else "past"
    return say(f"month.left.{key}", n=abs(seen.left))


def ae_words(desk: Desk, say: Texts, seen: Gathered, one: AeMonth) -> str:
    """Whether that AE's reports are in, or how long is left."""
    if one.made is not None:
        return say("month.in", time=stamp(desk.local(one.made)))
    return " · ".join(word for word in (say("month.not_in"), left_words(say, seen)) if word)


def chased_words(desk: Desk, say: Texts, one: AeMonth) -> str:
    """When she was asked for what is missing."""
    if one.made is not None or one.chased is None:
        return ""
    return say("month.chased", day=day_number(desk.local(one.chased.at).date()))
