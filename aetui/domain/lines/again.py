"""What comes round by itself, in one line: `每周五 交工时表`, `每月10号 报销`, `every friday 3pm send the timesheet`."""

from __future__ import annotations

import re

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import parse_slot
from aetui.domain.plainwords.lexer import normalize
from aetui.domain.plainwords.numbers import value
from aetui.domain.rulebook.language import WEEKDAYS
from aetui.domain.text import cleaned, parted

_EVERY = pattern(r"每(?:个)?(?:周|星期|礼拜|天|日|月|年|工作日|隔|逢)|隔(?:周|天|日)|\bevery\b")
HAN = "一二三四五六日天"
NAMES = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
CLOCK = (
    r"(?:(?:上午|早上|中午|下午|晚上)? ?\d{1,2} ?(?:[:：] ?\d{2}|点(?:半|\d{1,2}分?)?)|(?:at )?\d{1,2}(?::\d{2})? ?(?:am|pm)|"
    r"(?:at )?\d{1,2}:\d{2})"
)
_DAY = (
    rf"每个?(?:周|星期|礼拜)(?P<han>[{HAN}])(?![{HAN}、/])|(?P<daily>每个?(?:工作)?[天日])|"
    rf"每个?月(?P<dom>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[号日]|"
    rf"every (?:(?P<name>{NAMES})|(?P<day>(?:working |week)?day)|(?:month on )?(?:the )?(?P<nth>\d{{1,2}})(?:st|nd|rd|th))(?![a-z])"
)
_HEAD = pattern(rf"\s*(?:{_DAY})(?! ?的)(?: ?(?P<clock>{CLOCK}))?[\s，,：:]*")
_TAIL = pattern(rf"[\s，,]+(?:{_DAY})(?: ?(?P<clock>{CLOCK}))?\s*$")


class Again(msgspec.Struct, frozen=True):
    """What comes round: `text`, and when, as the rulebook puts it (`friday, end of work`, `working day 09:30`, `day 10`)."""

    text: str
    when: str


def read(line: str) -> Again | None:
    """What comes round by the line; None where it says nothing of the kind, or nothing that is understood."""
    text = cleaned(line)
    low = normalize(parted(text)[0])
    found = _HEAD.match(low) or _TAIL.search(low)
    if found is None:
        return None
    rest = (text[: found.start()] + text[found.end() :]).strip(" \t　，,。；;：:、")
    when = _when(found)
    return Again(rest, when) if rest and when else None


def speaks_of_more(line: str) -> bool:
    """Whether the line says that something comes round, also where that isn't understood."""
    return _EVERY.search(normalize(parted(cleaned(line))[0])) is not None


def write(again: Again) -> str:
    """`每周五 15:00 交工时表`: each of these is read in every language."""
    day, _, clock = again.when.replace(", end of work", "").rpartition(" ")
    if ":" not in clock:
        day, clock = f"{day} {clock}".strip(), ""
    said = {name: f"每周{han}" for name, han in zip(WEEKDAYS, HAN, strict=False)} | {"working day": "每个工作日"}
    head = said.get(day) or f"每月{day.removeprefix('day ')}号"
    return " ".join(t for t in (head, clock, again.text) if t)


def _when(found: re.Match[str]) -> str:
    if found["dom"] or found["nth"]:
        said = found["dom"] or found["nth"]
        day = int(said) if said.isdecimal() else value(said) or 0
        # A month's rule has no time of day: the end of work.
        return f"day {day}" if 1 <= day <= 31 and not found["clock"] else ""
    name = "working day"
    if found["han"]:
        name = WEEKDAYS[min(HAN.index(found["han"]), 6)]
    elif found["name"]:
        name = next(full for full in WEEKDAYS if full.startswith(found["name"][:3]))
    if not found["clock"]:
        return f"{name}, end of work"
    try:
        minute = parse_slot(f"周一 {found['clock'].removeprefix('at ')}").minute
    except BadInput:
        return ""
    return f"{name} {minute // 60:02d}:{minute % 60:02d}"
