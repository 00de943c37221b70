"""A line cut into tokens: words of the tables (the longest that fits), figures, and the rest.

Figures are taken as a whole with their dots, colons, slashes and dashes, so that `021-5555-0101`, `16:9`,
`12.12` and `2611-002` are never taken for the times that they contain.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from aetui.domain.patterns import pattern
from aetui.domain.plainwords import chinese, english, guards, numbers
from aetui.domain.plainwords.meaning import FRACTION, THEME, Clock, DayWords, Token, Word
from aetui.domain.plainwords.own import BEFORE, OwnTimes

_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)}
_LOWER = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_FORMS = dict(
    zip(
        map(ord, "點號週禮兩後內個鐘時這幾間從現遲於開過節國慶陽農曆歷舊陰臘閏報發"),
        "点号周礼两后内个钟时这几间从现迟于开过节国庆阳农历历旧阴腊闰报发",
        strict=True,
    )
)
_SIGNS = {ord(a): b for a, b in zip("〇―—–‐‑−〜～’\u3000\u00a0\t", "零------~~'   ", strict=True)}
# Full-width letters are lowered too.
_NORMAL = (
    _LOWER
    | _FULL_WIDTH
    | {0xFF21 + n: 0x61 + n for n in range(26)}
    | _FORMS
    | _SIGNS
    | {ord(c): " " for c in "\r\n\x0b\x0c"}
)

_FIGURES = pattern(r"[0-9]+(?:[.:/\-][0-9]+)*")
_MOMENT = pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]"
    r"([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9:])"
)
_CLOCK = pattern(r"([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?")
_DATE = pattern(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_MONTH_DAY = pattern(r"([0-9]{1,2})/([0-9]{1,2})")
_DAY_OF_LUNAR = (
    "初[一二三四五六七八九十]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|三十"
)
_LUNAR = pattern(
    r"(农历|阴历|旧历|夏历)? ?(?:(闰)?(正|冬|腊|十[一二]|1[0-2]|[一二三四五六七八九十]|[1-9])月 ?|(大年))"
    rf"({_DAY_OF_LUNAR}|(?:[12][0-9]|30|[1-9])(?![0-9]))[日号]?"
)
_MAY_BE_LUNAR = frozenset("农阴旧夏闰正冬腊大一二三四五六七八九十123456789")
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_CARD_NUMBER = pattern(r"[0-9]{4}-[0-9]{3,4}(?![0-9-])")
_DAY_FIRST = pattern(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_SPACES = pattern(r" +")
_LETTERS = pattern(r"[a-z_]+(?:'[a-z]+)?")
_LETTERS_BEFORE = pattern(r"[a-z]+$")
_PUNCT = frozenset(",.;:!?，。；：！？、()[]{}<>《》【】「」“”\"'…|·/\\")
_LARGE = tuple("百千万亿")
# Letters that figures may follow at once: fri17:30, nov28, 1h30m.
_BEFORE_FIGURES = frozenset((*english.WEEKDAY_NAMES, *english.MONTHS[0], *english.MONTHS[1], "h", "d", "w"))


def normalize(text: str) -> str:
    """The same text, character for character, in the forms that the tables know."""
    return text.translate(_NORMAL)


def _index() -> dict[str, tuple[tuple[str, Word], ...]]:
    """The words by their first two characters (or the one that they have), the longest first."""
    table: dict[str, Word] = dict(english.words())
    for text, word in chinese.words():
        table.setdefault(text, word)
    table.update((text, Word("other")) for text in chinese.DECOYS)
    table |= {"~": Word("range"), "-": Word("range"), "+": Word("plus")}
    found: dict[str, list[tuple[str, Word]]] = {}
    for text in sorted(table, key=len, reverse=True):
        found.setdefault(text[:2], []).append((text, table[text]))
    return {beginning: tuple(entries) for beginning, entries in found.items()}


_WORDS = _index()


def lex(line: str, *, first: bool = False, own: OwnTimes = ()) -> list[Token]:
    """The tokens of a normalized line, covering all of it; `first`: up to the first that is no space. `own`: the house's own words."""
    found: list[Token] = []
    named = _table(own) if own else {}
    i, n = 0, len(line)
    while i < n:
        c = line[i]
        if (
            (c in named and (token := _own(line, i, named[c])) is not None)
            or (c in _MAY_BE_LUNAR and (token := _lunar(line, i)) is not None)
            or (token := _word(line, i)) is not None
        ):
            found.append(token)
        elif "0" <= c <= "9":
            found.extend(_figures(line, i))
        elif c in numbers.NUMERALS:
            found.append(_numerals(line, i))
        elif c == " ":
            found.append(Token("space", i, _SPACES.match(line, i).end(), " "))  # type: ignore[union-attr]
        elif "a" <= c <= "z" or c == "_":
            found.append(Token("other", i, _LETTERS.match(line, i).end(), c))  # type: ignore[union-attr]
        else:
            found.append(Token("punct" if c in _PUNCT else "other", i, i + 1, c))
        i = found[-1].end
        if first and found[-1].kind != "space":
            break
    return found


def begins_a_time(line: str, own: OwnTimes = ()) -> bool:
    """Whether the first word of a normalized line is one that a time may begin with, at a glance."""
    return any(token.kind not in ("space", "other", "punct") for token in lex(line, first=True, own=own))


@lru_cache(maxsize=8)
def _table(own: OwnTimes) -> dict[str, tuple[tuple[str, DayWords], ...]]:
    """The words, normalized, with what stands before them, by their first character, the longest first. `a` is the place in `own`, `b`
    which one from today on, `c` its minute of the day and one more, 0 where it has none."""
    found: dict[str, list[tuple[str, DayWords]]] = {}
    for n, one in enumerate(own):
        word = normalize(one.word)
        minute = 0 if one.minute is None else one.minute + 1
        for before, which in BEFORE:
            if before.isascii() and before and not word.isascii():
                continue
            text = f"{before}{word}"
            found.setdefault(text[0], []).append((text, DayWords("own", n, which, minute)))
    return {first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in found.items()}


def _own(line: str, i: int, words: tuple[tuple[str, DayWords], ...]) -> Token | None:
    """A word of the house's own that stands there by itself."""
    for text, day in words:
        end = i + len(text)
        if line.startswith(text, i) and _stands_alone(line, i, end):
            return Token("day", i, end, text, day=day)
    return None


def _lunar(line: str, i: int) -> Token | None:
    """农历八月十五, 腊月初八, 七月初七: a month that only the lunar calendar has, or a day that only it has."""
    found = _LUNAR.match(line, i)
    if found is None or (i and line[i - 1].isdigit() and line[i].isdigit()):
        return None
    told, leap, month_text, new_year, day_text = found.groups()
    sure = told or new_year or month_text in _LUNAR_MONTHS
    if not sure and day_text[0] not in "初廿":
        return None
    if not told and day_text[0] == "初" and guards.is_numeral(line, found.end(), day_text[-1]):
        return None  # 七月初三个方案
    start, end = found.span()
    if leap:
        return Token("other", start, end, found[0])
    month = 1 if new_year else _LUNAR_MONTHS.get(month_text) or _plain_number(month_text)
    day = _plain_number(day_text.lstrip("初").replace("廿", "二十"))
    if not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    return Token("day", start, end, found[0], day=DayWords("lunar", month, day), weak=THEME)


def _plain_number(text: str) -> int:
    return int(text) if text.isascii() else numbers.value(text) or 0


def _word(line: str, i: int) -> Token | None:
    for text, word in (*_WORDS.get(line[i : i + 2], ()), *_WORDS.get(line[i], ())):
        end = i + len(text)
        if line.startswith(text, i) and (line[i] > "z" or _stands_alone(line, i, end)):
            day = word.day
            if day is not None and day.kind == "of_week" and guards.is_numeral(line, end, text[-1]):
                # 下周三个稿子: the week, and three of something
                day, end = DayWords("week", day.a), end - 1
            return Token(word.kind, i, end, line[i:end], word.n, day, word.part, None, None, word.unit, word.weak)
    return None


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Whether what is written in letters is a word by itself, and no piece of a name, file or address."""
    if _letter(line, start):
        if _letter(line, start - 1) or line[start - 1 : start] == "_":
            return False
        if line[start - 1 : start] in tuple(".@'-") and _letter(line, start - 2):
            return line[start - 1] == "-" and _two_weekdays(line, start - 1)
    if _letter(line, end - 1):
        if _letter(line, end) or line[end : end + 1] == "_":
            return False
        if line[end : end + 1] in (".", "@", "-", "'") and _letter(line, end + 1):
            return line[end] == "-" and _two_weekdays(line, end)
    return True


def _letter(line: str, i: int) -> bool:
    return 0 <= i < len(line) and "a" <= line[i] <= "z"


def _two_weekdays(line: str, dash: int) -> bool:
    """`mon-fri`: a dash between two weekdays joins a range, not a compound."""
    before, after = _LETTERS_BEFORE.search(line, max(dash - 9, 0), dash), _LETTERS.match(line, dash + 1)
    names = english.WEEKDAY_NAMES
    return before is not None and after is not None and before[0] in names and after[0] in names


def _figures(line: str, i: int) -> list[Token]:
    """The tokens of the figures that begin here: one, or two with a range between them."""
    if not (joined := _joined_before(line, i)) and (moment := _MOMENT.match(line, i)):
        return [_moment(moment)]
    end = _FIGURES.match(line, i).end()  # type: ignore[union-attr]
    text = line[i:end]
    if joined or line[end : end + 1] in _LARGE:  # A4, v2.0, 第3; 30万
        return [Token("other", i, end, text)]
    whole = _figure(text, i)
    if _CARD_NUMBER.fullmatch(text):
        return [whole]
    if whole.kind == "other" and text.count("-") == 1:
        dash = text.index("-")
        first, last = _figure(text[:dash], i), _figure(text[dash + 1 :], i + dash + 1)
        if first.kind == last.kind != "other" and first.kind != "decimal":
            return [first, Token("range", first.end, last.start, "-"), last]
    return [whole]


def _joined_before(line: str, i: int) -> bool:
    """Whether the figures at `i` only continue what stands before them."""
    if i == 0:
        return False
    before = line[i - 1]
    if before == "." and line[max(i - 4, 0) : i - 1] in english.MONTHS[1]:  # nov.28
        return False
    if before in "-/":
        return i > 1 and line[i - 2].isascii() and line[i - 2].isalnum()
    if _letter(line, i - 1):
        return _LETTERS_BEFORE.search(line, max(i - 9, 0), i)[0] not in _BEFORE_FIGURES  # type: ignore[index]
    return before in "_.@#第几数"


def _figure(text: str, start: int) -> Token:
    end = start + len(text)
    if text.isdigit():
        # Longer ones are numbers of other things, and too costly to read.
        return Token("number", start, end, text, int(text)) if len(text) <= 4 else Token("other", start, end, text)
    if found := _CLOCK.fullmatch(text):
        hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
        if hour < 24 or (hour == 24 and minute == second == 0):
            clock = Clock(hour, minute, second, twelve=len(found[1]) == 1)
            return Token("clock", start, end, text, clock=clock)
    elif found := _DATE.fullmatch(text):
        day = _date(int(found[1]), int(found[3]), int(found[4]))
        if day:
            return Token("day", start, end, text, day=day)
    elif (found := _DAY_FIRST.fullmatch(text)) and (day := _the_one_reading(found)):
        return Token("day", start, end, text, day=day)
    elif found := _MONTH_DAY.fullmatch(text):
        month, dom = int(found[1]), int(found[2])
        if month_has(month, dom):
            # 1/2, 3/4, 9/10 are rather parts of a whole, unless something bears the date out.
            return Token(
                "day",
                start,
                end,
                text,
                day=DayWords("month_day", month, dom),
                weak=FRACTION if month < dom <= 10 else 0,
            )
    elif text.count(".") == 1 and len(text) <= 5 and text.replace(".", "").isdigit():
        return Token("decimal", start, end, text)
    return Token("other", start, end, text)


def _numerals(line: str, i: int) -> Token:
    end = i
    while end < len(line) and line[end] in numbers.NUMERALS:
        end += 1
    text, before = line[i:end], line[max(i - 1, 0) : i]
    vague = line[end : end + 1] == "几" or before in ("第", "几", "数", "廿", "卅")
    known = None if vague else numbers.value(text)
    return Token("other", i, end, text) if known is None else Token("number", i, end, text, known)


def _moment(found: re.Match[str]) -> Token:
    """ISO 8601. A line that only looks like it (month 13) holds no time."""
    start, end = found.span()
    try:
        when = datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '').upper()}")
    except ValueError:
        return Token("other", start, end, found[0])
    return Token("moment", start, end, found[0], when=when)


def two_ways(text: str) -> bool:
    """Whether figures that look like a date say another day in another country: 3/12/2026."""
    found = _DAY_FIRST.fullmatch(text)
    return found is not None and found[2] == "/" and len(_readings(found)) == 2


def no_such(text: str) -> bool:
    """Whether figures that were no time look like a time of day or a date: 25:00, 11/31, 2026-13-01. What may as well be a ratio
    or a part of a whole doesn't (60:40, 16/40)."""
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) < 30
    if found := _MONTH_DAY.fullmatch(text):
        return int(found[1]) <= 12 and 13 <= int(found[2]) <= 31
    return bool(_DATE.fullmatch(text) or _MOMENT.fullmatch(text))


def _readings(found: re.Match[str]) -> set[tuple[int, int, int]]:
    """The days that figures may be, the year last, as the month or the day stands first."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += 2000 if len(found[4]) == 2 else 0
    pairs = ((year, first, second), (year, second, first))
    return {one for one in pairs if _date(*one)}


def _the_one_reading(found: re.Match[str]) -> DayWords | None:
    """The day, where every country reads the same one: 13/12/2026."""
    days = _readings(found) if found[2] == "/" and len(found[4]) == 4 else set()
    return DayWords("date", *days.pop()) if len(days) == 1 else None


def _date(year: int, month: int, day: int) -> DayWords | None:
    return DayWords("date", year, month, day) if 1900 <= year <= 2999 and month_has(month, day, year) else None


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return _LENGTHS[month - 1] + leap


def month_has(month: int, day: int, year: int = 2000) -> bool:
    """Whether that month has that day; without a year, in some year."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)
