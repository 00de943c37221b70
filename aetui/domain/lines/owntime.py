"""A word of the house's own for a time, in one line: `例会日 = 每周二 10:00`, `press day = every 2nd Thursday 15:00`."""

from __future__ import annotations

import re

from aetui.domain.errors import BadInput
from aetui.domain.lines.again import CLOCK, HAN, NAMES
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import parse_slot, speaks_of_time
from aetui.domain.plainwords.lexer import lex, normalize
from aetui.domain.plainwords.numbers import value
from aetui.domain.plainwords.own import LAST
from aetui.domain.records import OwnTime
from aetui.domain.rulebook.language import WEEKDAYS
from aetui.domain.text import cleaned

LONGEST = 20
_SHORTEST = 2
_WEEK = "(?:周|星期|礼拜)"
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NTH = rf"(?P<enth>[1-5](?:st|nd|rd|th)|{'|'.join(_ORDINALS)}|last)"
_WHEN = pattern(
    rf"(?:每个?{_WEEK}(?P<han>[{HAN}])|"
    rf"每个?月(?:的)?(?:第(?P<nth>[1-5一二三四五])|(?P<hlast>最后一?))个?{_WEEK}(?P<nhan>[{HAN}])|"
    r"每个?月(?:的)?(?:(?P<dom>\d{1,2}|[一二三四五六七八九十]{1,3})[号日]|(?P<end>最后一天|月底|底|末))|"
    rf"every (?:{_NTH} )?(?P<name>{NAMES})(?: of (?:the|each|every) month)?|"
    r"every (?:month on )?(?:the )?(?P<edom>\d{1,2})(?:st|nd|rd|th)(?: of (?:the|each|every) month)?|"
    r"(?P<eend>every last day(?: of (?:the|each|every) month)?|every month end))"
    rf"(?: ?,? ?(?P<clock>{CLOCK}))?"
)
_SIGNS = pattern(r"[#＃@＠!！?？>》*＊$￥¥+＋=＝\"“”「」『』;；\n\d]")
_SPLIT = pattern(r"[;；\n]+")
_EQUALS = pattern(r"\s*[=＝:：]\s*")


def read(text: str) -> OwnTime:
    """The word and when it is. Raises BadInput: `times.line`, which isn't of that form; `times.when`, when isn't understood;
    `times.word`, a word that can be none, or says a time already."""
    said = cleaned(text).strip()
    word, found, when = _parted(said)
    if not (word and found and when):
        raise BadInput("times.line", text=said)
    _check(word)
    match = _WHEN.fullmatch(normalize(when).strip())
    made = _made(word, match) if match is not None else None
    if made is None:
        raise BadInput("times.when", text=when)
    return made


def read_all(text: str) -> tuple[OwnTime, ...]:
    """Several, between semicolons or line ends; of two on one word the last. Raises BadInput, as `read`."""
    found = [read(one) for one in _SPLIT.split(text) if one.strip()]
    return tuple({normalize(one.word): one for one in found}.values())


def write(own: OwnTime) -> str:
    """The same line again, in the language of its word."""
    return f"{own.word} = {_chinese(own) if not own.word.isascii() else _english(own)}"


def write_all(own: tuple[OwnTime, ...] | list[OwnTime]) -> str:
    return "; ".join(write(one) for one in own)


def _parted(said: str) -> tuple[str, bool, str]:
    found = _EQUALS.search(said)
    if found is None:
        return said, False, ""
    return " ".join(said[: found.start()].split()), True, said[found.end() :].strip()


def _check(word: str) -> None:
    """A word that says a time already would be read in two ways; a sign would be a mark's."""
    tokens = lex(normalize(word))
    known = len(tokens) == 1 and tokens[0].kind not in ("other", "punct")
    signs = _SIGNS.search(word) is not None or not word[0].isalpha() or not word[-1].isalpha()
    if not _SHORTEST <= len(word) <= LONGEST or signs or known or speaks_of_time(word):
        raise BadInput("times.word", word=word)


def _made(word: str, found: re.Match[str]) -> OwnTime | None:
    minute = _minute(found["clock"])
    if minute == _NONE:
        return None
    if found["end"] or found["eend"]:
        return OwnTime(word=word, day=31, minute=minute)
    dom = found["dom"] or found["edom"]
    if dom:
        day = int(dom) if dom.isdecimal() else value(dom) or 0
        return OwnTime(word=word, day=day, minute=minute) if 1 <= day <= 31 else None
    han, name = found["han"] or found["nhan"], found["name"]
    weekday = min(HAN.index(han), 6) if han else next(n for n, w in enumerate(WEEKDAYS) if w.startswith(name[:3]))
    return OwnTime(word=word, weekday=weekday, nth=_nth(found), minute=minute)


def _nth(found: re.Match[str]) -> int | None:
    said = found["nth"] or found["enth"] or ""
    if found["hlast"] or said == "last":
        return LAST
    if said in _ORDINALS:
        return _ORDINALS.index(said) + 1
    digits = said[:1]
    return (int(digits) if digits.isascii() else value(digits)) if digits else None


_NONE = -2
"""Of a clock that no day has."""


def _minute(said: str | None) -> int | None:
    if not said:
        return None
    try:
        return parse_slot(f"周一 {said.removeprefix('at ')}").minute
    except BadInput:
        return _NONE


def _chinese(own: OwnTime) -> str:
    if own.weekday is None:
        day = "每月最后一天" if own.day == 31 else f"每月{own.day}日"
    elif own.nth is None:
        day = f"每周{HAN[own.weekday]}"
    else:
        day = f"每月{'最后一个' if own.nth == LAST else f'第{HAN[own.nth - 1]}个'}周{HAN[own.weekday]}"
    return f"{day}{_clock(own)}"


def _english(own: OwnTime) -> str:
    if own.weekday is None:
        return f"{'every last day of the month' if own.day == 31 else f'every {_ordinal(own.day or 1)}'}{_clock(own)}"
    which = "" if own.nth is None else "last " if own.nth == LAST else f"{_ordinal(own.nth)} "
    month = "" if own.nth is None else " of the month"
    return f"every {which}{WEEKDAYS[own.weekday].title()}{month}{_clock(own)}"


def _clock(own: OwnTime) -> str:
    return "" if own.minute is None else f" {own.minute // 60:02d}:{own.minute % 60:02d}"


def _ordinal(n: int) -> str:
    ending = "th" if n in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
