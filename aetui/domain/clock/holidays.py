"""Which days of a year are worked, for a country: only where it differs from Monday to Friday.

The libraries behind it are imported when a day is asked for, never before: `chinese_calendar` for mainland
China (5 ms; it knows the make-up working days), `holidays` (155 ms) for every other country, and for China's years
whose make-up working days aren't published yet: its statutory days and those given in lieu, an estimate.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from aetui.domain.errors import BadInput
from aetui.domain.tongues import Text

if TYPE_CHECKING:
    from holidays import HolidayBase

WEEKDAYS = "weekdays"
CHINA = "CN"

# What `holidays` knows, so that a profile is checked without importing it; a test holds the two together.
_CODES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())

Exceptions = dict[date, bool]
"""Days of one year that differ from Monday to Friday: True is worked, False is free."""


def check_country(country: str) -> str:
    """The code as it is kept: `weekdays`, `CN`, `US`, a country's part `DE-BY`.

    Raises BadInput (`profile.calendar`) for any other."""
    text = country.strip()
    if text.lower() == WEEKDAYS:
        return WEEKDAYS
    code = text.upper()
    nation, _, part = code.partition("-")
    if nation not in COUNTRIES or (part and not _has_part(nation, part)):
        raise BadInput("profile.calendar", text=country)
    return code


def exceptions(country: str, year: int) -> Exceptions | None:
    """The year's exceptions; None where the calendar does not know the year."""
    if country == WEEKDAYS:
        return {}
    if country == CHINA and published(country, year):
        return _china(year)
    return _elsewhere(country, year)


def published(country: str, year: int) -> bool:
    """Whether that year's days are known for sure: China's make-up working days are decreed a year at a time."""
    if country != CHINA:
        return True
    from chinese_calendar.constants import holidays

    first, last = min(holidays).year, max(holidays).year
    return bool(first <= year <= last)


@lru_cache(maxsize=8)
def names(country: str, year: int) -> dict[date, Text]:
    """What the days of a year are called, in Chinese and English (elsewhere than in China: as the country calls
    them): its holidays, and the working days that make up for one."""
    if country == WEEKDAYS:
        return {}
    if country != CHINA:
        return {day: Text(name, name) for day, name in (_known(country, year) or {}).items() if day.year == year}
    if not published(country, year):
        english: dict[date, str] = dict(_known(country, year, "en_US") or {})
        chinese: dict[date, str] = dict(_known(country, year, "zh_CN") or {})
        return {day: Text(name, english.get(day, name)) for day, name in chinese.items() if day.year == year}
    from chinese_calendar.constants import Holiday, holidays, workdays

    called = {one.value: one.chinese for one in Holiday}
    days = {**holidays, **workdays}
    return {day: Text(called.get(name, name), name) for day, name in days.items() if day.year == year}


def _known(country: str, year: int, language: str | None = None) -> HolidayBase | None:
    """The library's holidays of that year; None where it doesn't know the country."""
    from holidays import country_holidays

    nation, _, part = country.partition("-")
    try:
        return country_holidays(nation, subdiv=part or None, years=[year], language=language)
    except NotImplementedError:
        return None


def _china(year: int) -> Exceptions:
    # The library's own is_workday searches its whole table on every call; the tables say the same at once.
    from chinese_calendar.constants import holidays, workdays

    found: Exceptions = {day: False for day in holidays if day.year == year and day.weekday() < 5}
    found.update((day, True) for day in workdays if day.year == year and day.weekday() >= 5)
    return found


def _elsewhere(country: str, year: int) -> Exceptions | None:
    known = _known(country, year)
    if known is None or not known.start_year <= year <= known.end_year:
        return None
    found: Exceptions = {}
    first = date(year, 1, 1)
    for n in range((date(year, 12, 31) - first).days + 1):
        day = first + timedelta(days=n)
        worked = known.is_working_day(day)
        if worked != (day.weekday() < 5):
            found[day] = worked
    return found


def _has_part(nation: str, part: str) -> bool:
    if nation == CHINA:
        return False
    from holidays import country_holidays

    try:
        country_holidays(nation, subdiv=part)
    except NotImplementedError:
        return False
    return True
