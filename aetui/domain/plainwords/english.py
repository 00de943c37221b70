"""English words of time. A phrase is written with single spaces; any run of them is read."""

from __future__ import annotations

from collections.abc import Iterator

from aetui.domain.plainwords.meaning import DayWords, Kind, Part, Unit, Word, listed

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Short names; `sat`, `sun`, `mon` and `wed` are words of their own and need something that bears them out.
SHORT = {
    "mon": (0, 1),
    "tue": (1, 0),
    "tues": (1, 0),
    "wed": (2, 1),
    "weds": (2, 1),
    "thu": (3, 0),
    "thur": (3, 0),
}
SHORT |= {"thurs": (3, 0), "fri": (4, 0), "sat": (5, 2), "sun": (6, 2)}
WEEKDAY_NAMES = frozenset((*WEEKDAYS, *SHORT))
MONTHS = (
    listed("january february march april may june july august september october november december"),
    listed("jan feb mar apr may jun jul aug sep oct nov dec"),
)

PHRASES: dict[str, Word] = {
    "today": Word("day", day=DayWords("offset", 0)),
    "tomorrow": Word("day", day=DayWords("offset", 1)),
    "tmr": Word("day", day=DayWords("offset", 1)),
    "tmrw": Word("day", day=DayWords("offset", 1)),
    "day after tomorrow": Word("day", day=DayWords("offset", 2)),
    "yesterday": Word("day", day=DayWords("offset", -1)),
    "day before yesterday": Word("day", day=DayWords("offset", -2)),
    "tonight": Word("day", day=DayWords("offset", 0), part="evening"),
    "this morning": Word("day", day=DayWords("offset", 0), part="morning"),
    "this afternoon": Word("day", day=DayWords("offset", 0), part="afternoon"),
    "this evening": Word("day", day=DayWords("offset", 0), part="evening"),
    "last night": Word("day", day=DayWords("offset", -1), part="evening"),
    "this week": Word("day", day=DayWords("week", 0)),
    "next week": Word("day", day=DayWords("week", 1)),
    "last week": Word("day", day=DayWords("week", -1)),
    "week after next": Word("day", day=DayWords("week", 2)),
    "weekend": Word("day", day=DayWords("weekend", 0), weak=2),
    "this weekend": Word("day", day=DayWords("weekend", 0), weak=1),
    "next weekend": Word("day", day=DayWords("weekend", 1), weak=1),
    "end of week": Word("day", day=DayWords("week", 0)),
    "end of this week": Word("day", day=DayWords("week", 0)),
    "end of next week": Word("day", day=DayWords("week", 1)),
    "eow": Word("day", day=DayWords("week", 0)),
    "end of month": Word("day", day=DayWords("month_end")),
    "end of this month": Word("day", day=DayWords("from_month_end", 0)),
    "end of next month": Word("day", day=DayWords("from_month_end", 1)),
    "month end": Word("day", day=DayWords("month_end"), weak=1),
    "month-end": Word("day", day=DayWords("month_end"), weak=1),
    "eom": Word("day", day=DayWords("month_end")),
    "end of year": Word("day", day=DayWords("year_end")),
    "end of this year": Word("day", day=DayWords("year_end", 0)),
    "end of next year": Word("day", day=DayWords("year_end", 1)),
    "year end": Word("day", day=DayWords("year_end"), weak=1),
    "year-end": Word("day", day=DayWords("year_end"), weak=1),
    "eoy": Word("day", day=DayWords("year_end")),
    "christmas": Word("day", day=DayWords("eve", 12, 25), weak=2),
    "new year": Word("day", day=DayWords("eve", 1, 1), weak=2),
    "next month": Word("other"),
    "usa today": Word("other"),
    "tonight show": Word("other"),
    "today show": Word("other"),
    "black friday": Word("other"),
    "good friday": Word("other"),
    "cyber monday": Word("other"),
    "o'clock": Word("sharp"),
    "oclock": Word("sharp"),
    "sharp": Word("sharp"),
    "am": Word("meridiem", 0),
    "a.m.": Word("meridiem", 0),
    "a.m": Word("meridiem", 0),
    "pm": Word("meridiem", 12),
    "p.m.": Word("meridiem", 12),
    "p.m": Word("meridiem", 12),
    "half": Word("half"),
    "no later than": Word("by"),
    "due": Word("by"),
    "from now": Word("after"),
    "from today": Word("after"),
    "later": Word("after"),
    "ago": Word("ago"),
    "now": Word("now"),
    "just now": Word("now"),
}
PHRASES |= {f"end of the {what}": PHRASES[f"end of {what}"] for what in ("week", "month", "year")}

PARTS: dict[Part, str] = {
    "first": "first thing",
    "morning": "morning",
    "noon": "noon,midday",
    "lunch": "lunch,lunchtime",
    "afternoon": "afternoon",
    "evening": "evening,night",
    "midnight": "midnight",
    "off": "eod,cob,eob,close of business,close of play,end of day,end of the day,end of business",
}
# Parts that are a time without a day (by noon); the others are one only beside a day (tuesday afternoon).
OWN_PARTS = frozenset({"noon", "midday", "midnight", "eod", "cob", "eob"})

KINDS: dict[Kind, str] = {
    "by": "by,before,until,till",
    "at": "at,on,around,about,@",
    "in": "in,within",
    "since": "after,since,past,every,each,any,last,previous",
    "article": "the",
    "an": "a,an,one",
    "of": "of,for",
    "range": "to,through,thru",
    "ordinal": "st,nd,rd,th",
}

UNITS: dict[Unit, dict[str, int]] = {
    "minute": {
        "min": 1,
        "mins": 1,
        "minute": 1,
        "minutes": 1,
        "h": 60,
        "hr": 60,
        "hrs": 60,
        "hour": 60,
        "hours": 60,
    },
    "day": {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14},
    "month": {"month": 1, "months": 1},
    "working_day": {f"{a} {b}": 1 for a in ("working", "business", "work") for b in ("day", "days")}
    | {"workday": 1, "workdays": 1},
    "working_minute": {"working hour": 60, "working hours": 60, "business hours": 60, "business hour": 60},
}
NUMBERS = listed("two three four five six seven eight nine ten eleven twelve")
# Units in one letter are read where nothing else can be meant: +30m, and a span by itself (45m, 2d).
LETTERS: dict[str, tuple[Unit, int]] = {"m": ("minute", 1), "d": ("day", 1), "w": ("day", 7)}


def words() -> Iterator[tuple[str, Word]]:
    """Every word of the table with its meaning."""
    yield from PHRASES.items()
    for n, name in enumerate(WEEKDAYS):
        yield name, Word("day", day=DayWords("weekday", n))
        yield from _weekday(name, n)
    for name, (n, weak) in SHORT.items():
        yield name, Word("day", day=DayWords("weekday", n), weak=weak)
        yield from _weekday(name, n)
    for names in MONTHS:
        for n, name in enumerate(names, 1):
            yield name, Word("month_name", n)
    yield "sept", Word("month_name", 9)
    for part, texts in PARTS.items():
        for text in texts.split(","):
            yield text, Word("part", part=part, weak=0 if text in OWN_PARTS or " " in text else 2)
    for kind, texts in KINDS.items():
        yield from ((text, Word(kind)) for text in texts.split(","))
    for unit, names_of in UNITS.items():
        yield from ((text, Word("unit", n, unit=unit)) for text, n in names_of.items())
    for n, text in enumerate(NUMBERS, 2):
        yield text, Word("number", n)
    for text, n in (("fifteen", 15), ("twenty", 20), ("thirty", 30), ("sixty", 60)):
        yield text, Word("number", n)
    yield "quarter", Word("quarter")
    for text, (unit, n) in LETTERS.items():
        yield text, Word("unit", n, unit=unit, weak=2)


def _weekday(name: str, n: int) -> Iterator[tuple[str, Word]]:
    yield f"next {name}", Word("day", day=DayWords("of_week", 1, n))
    yield f"this {name}", Word("day", day=DayWords("of_week", 0, n))
    yield f"coming {name}", Word("day", day=DayWords("weekday", n))
    yield f"last {name}", Word("day", day=DayWords("of_week", -1, n))
    for every in ("every", "each"):
        yield f"{every} {name}", Word("day", day=DayWords("never"))
