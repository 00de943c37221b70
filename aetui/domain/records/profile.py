"""The profile: who sits at the desk, and the people around."""

from datetime import date, datetime

import msgspec

from aetui.domain.records.base import Part, Record

# What a desk is reckoned with that says nothing else.
HOURS, LUNCH, COUNTRY, QUIET_DAYS, AGREED_DAYS = "09:00-18:00", "12:00-13:00", "CN", 5, 2


class Away(Part, frozen=True, kw_only=True):
    """A colleague's absence: [start, end]. `approves`, `hears`: who approves papers and hears of trouble in their place."""

    start: datetime
    end: datetime
    approves: str | None = None
    hears: str | None = None


class Person(Part, frozen=True, kw_only=True):
    """Someone in the house. `role`: supervisor, AM, AD, AE, front_desk, or what the user wrote."""

    name: str
    role: str | None = None
    phone: str | None = None
    keys: list[str] = []
    away: list[Away] = []


class OwnDay(Part, frozen=True, kw_only=True):
    """A day that the house itself decided on, worked or free, above every table. `name`: why (公司放假)."""

    day: date
    worked: bool
    name: str | None = None


class OwnRound(Part, frozen=True, kw_only=True):
    """What comes round at the user's own word. `when` is an expression of the rulebook (`friday, end of work`, `day 10`); nothing
    due before `since` is owed."""

    id: str
    text: str
    when: str
    since: datetime


class OwnTime(Part, frozen=True, kw_only=True):
    """A word of the house's own for a time that comes round (例会日, press day). Of each week: `weekday` (0 is Monday), with `nth` of each
    month (1 to 5; -1: the last one). Of each month: `day` (31: its last). `minute` after midnight; None: the end of work."""

    word: str
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    minute: int | None = None


class Borne(Part, frozen=True, kw_only=True):
    """A picture that papers bear: the file that it was taken from, and the record that holds it."""

    file: str
    picture_id: str


class Profile(Record, frozen=True, kw_only=True):
    """个人: whose desk it is. Times of day are `HH:MM-HH:MM` on the clock of `timezone` (IANA name, or
    None: the system's)."""

    name: str | None = None
    title: str | None = None
    phone: str | None = None
    email: str | None = None
    agency: str | None = None
    address: str | None = None
    logo: Borne | None = None  # the agency's, on the letterhead
    signature: Borne | None = None  # one's own, under what one signs (M8)
    roles: list[str] = msgspec.field(default_factory=lambda: ["AE"])
    people: list[Person] = []
    timezone: str | None = None
    hours: str = HOURS
    lunch: str = LUNCH
    calendar: str = COUNTRY
    own_days: list[OwnDay] = []
    lang: str | None = None
    theme: str | None = None
    quiet_days: int = QUIET_DAYS  # working days without any contact, after which a client counts as quiet (D3)
    agreed_days: int = AGREED_DAYS  # working days after which minutes count as agreed (M8); 0: they don't say so
    remind: str | None = None  # line, bell, notice or off; None: line
    glyphs: str | None = None  # plain or lines; None: as the terminal draws them
    rounds: list[OwnRound] = []
    own_times: list[OwnTime] = []
    input_method: str | None = None  # fcitx5, ibus or macism; None: left alone
