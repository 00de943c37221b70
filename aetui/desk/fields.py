"""One row a field: what a card, a client and a meeting say of themselves. A page and its editing, `show`, `set` and JSON come
from here; what a field is called stands in the catalogues (`card.field.KEY`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, TypeVar, get_args

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.domain.records import Place, Record, Strategy
from aetui.locales import Texts
from aetui.locales.dates import clock, clock_of, when
from aetui.locales.kinds import kind_named

R = TypeVar("R", bound=Record)


class At(msgspec.Struct, frozen=True):
    """Where a field is read and written: on which desk, in which language, of which record, when."""

    desk: Desk
    say: Texts
    record: Any
    now: datetime

    @property
    def kind(self) -> str:
        """What its fields' names begin with in the catalogues."""
        return type(self.record).__name__.lower()

    def label(self, field: Field) -> str:
        """What a field is called."""
        return self.say(f"{self.kind}.field.{field.key}")

    def later(self, now: datetime) -> At:
        """The same, at another moment."""
        return replace(self, now=now)


class Grammar(msgspec.Struct, frozen=True):
    """How one kind of field is read from a line, and written so that it can be typed again. `shown`: as a page says it, where
    that is something else. `word`: what its option takes (`cli.word.…`). `ways`: the few values that it has, one after another.
    An empty line is None. `timed`: it is read as a time. Reading raises BadInput."""

    read: Callable[[At, str], Any]
    write: Callable[[At, Any], str] = lambda _, value: value or ""
    shown: Callable[[At, Any], str] | None = None
    word: str = "text"
    ways: tuple[Any, ...] = ()
    timed: bool = False


def _lines(name: str) -> Any:
    """A grammar of lines: whoever lists cards doesn't wait for it."""
    return import_module(f"aetui.domain.lines.{name}")


def _colleagues(at: At) -> Sequence[str]:
    from aetui.desk.typed.lines import people

    return people(at.desk).names


def _kind(at: At, value: str | None) -> str:
    return at.say(f"kind.{value}") if value else ""


def _end_read(at: At, text: str) -> datetime | None:
    """`16:00` alone is that clock on the meeting's day."""
    found: datetime | None = _lines("moment").read(text, now=at.now, cal=at.desk.calendar, day_of=at.record.start)
    return found


def _time_shown(at: At, value: datetime | None) -> str:
    return when(at.say, at.desk.local(value), at.desk.local(at.now)) if value else ""


def _slot_shown(at: At, value: Any) -> str:
    return f"{at.say(f'weekday.{value.weekday}')} {clock_of(value.minute)}" if value else ""


TEXT = Grammar(lambda _, text: text.strip() or None)
KIND = Grammar(lambda at, text: kind_named(at.say, text), _kind, word="kind")
TIME = Grammar(
    lambda at, text: _lines("moment").read(text, now=at.now, cal=at.desk.calendar),
    lambda at, value: _lines("moment").write(value, cal=at.desk.calendar),
    _time_shown,
    word="time",
    timed=True,
)
START = replace(TIME, shown=lambda at, value: _time_shown(at, value) or at.say("meeting.no_date"))
END = replace(TIME, read=_end_read, shown=lambda at, value: clock(at.desk.local(value)) if value else "")
SLOT = Grammar(
    lambda _, text: _lines("slot").read(text),
    lambda at, value: _lines("slot").write(value, lang=at.say.lang),
    _slot_shown,
    word="slot",
)
NAMES = Grammar(
    lambda at, text: _lines("names").read(text, known=_colleagues(at)),
    lambda at, value: _lines("names").write(value, comma=at.say("list.comma")),
    lambda at, value: at.say("list.comma").join(value),
    word="names",
)
SPAN = Grammar(
    lambda _, text: _lines("moment").read_span(text),
    lambda _, minutes: _lines("moment").write_span(minutes),
    word="span",
)
PLACE = Grammar(
    lambda _, text: text,
    lambda at, value: at.say(f"place.{value}"),
    word="place",
    ways=get_args(Place),
)
ACTIVE = Grammar(
    lambda _, text: bool(text),
    lambda at, value: at.say("client.active" if value else "client.left"),
    ways=(True, False),
)
BILLABLE = Grammar(
    lambda _, text: bool(text),
    lambda at, value: "" if value is None else at.say("card.billable" if value else "card.unbillable"),
    ways=(True, False),
)


class Field(msgspec.Struct, frozen=True):
    """`key` names it in the catalogues and to verbs. `at`: where it stands in the record, else under its key. `option`: of `set`
    in the shell, `--for`; else its key; "": it isn't set there. `several`: the option stands once for each of its values. `stays`: an empty line leaves it as it is. `empty` makes
    what it is without a value."""

    key: str
    grammar: Grammar = TEXT
    at: tuple[str, ...] = ()
    option: str | None = None
    several: bool = False
    stays: bool = False
    empty: Callable[[], Any] = lambda: None

    @property
    def is_flag(self) -> bool:
        """Whether it is one of two, and its option takes no value: `--active/--left`."""
        return "/" in (self.option or "")

    def of(self, record: Record) -> Any:
        """Its value in that record."""
        value: Any = record
        for name in self.at or (self.key,):
            value = getattr(value, name)
        return value

    def put(self, record: R, value: Any) -> R:
        """The record with another value; an empty text is none, a length of time is kept in minutes."""
        if isinstance(value, str):
            value = value.strip() or self.empty()
        elif isinstance(value, timedelta):
            value = int(value.total_seconds() // 60)
        elif isinstance(value, list | tuple):
            value = [one.strip() for one in value if one.strip()]
        written: R = _put(record, self.at or (self.key,), value)
        return written


ORDER = (
    Field("title"),
    Field("what", at=("brief", "what")),
    Field("audience", at=("brief", "audience"), option="for"),
    Field("kind", KIND),
    Field("deliver_at", TIME, option="deliver"),
    Field("requested_by", option="by"),
    Field("billable", BILLABLE, option="billable/--unbillable"),
    Field("delay"),
)
"""The job order (R6, R8), in the order of the form."""
STRATEGY = tuple(
    Field(key, at=("strategy", key), option="strategy" if key == "proposition" else None)
    for key in Strategy.__struct_fields__
)
"""The creative brief (R7)."""
CARD = (*ORDER, *STRATEGY)
"""What a card says of itself."""
CLIENT = (
    Field("name"),
    Field("short", empty=str),
    Field("report", SLOT),
    Field("team", NAMES, empty=list),
    Field("copies", NAMES, option="copy", empty=list),
    Field("active", ACTIVE, option="active/--left"),
)
"""The book (R1)."""
MEETING = (
    Field("title"),
    Field("start", START, option=""),  # it is moved, with those invited told (M1)
    Field("end", END, stays=True),
    Field("place", PLACE, stays=True),
    Field("room"),
    Field("travel", SPAN, at=("travel_min",), empty=int),
    Field("attendees", NAMES, option="who", several=True, empty=list),
)
"""When, where, with whom."""


def field_of(fields: Sequence[Field], key: str) -> Field:
    """The field of that key."""
    return next(field for field in fields if field.key == key)


def written(at: At, field: Field) -> str:
    """The field as it can be typed again."""
    return field.grammar.write(at, field.of(at.record))


def shown(at: At, field: Field) -> str:
    """The field as a page says it; empty where nothing is said."""
    return (field.grammar.shown or field.grammar.write)(at, field.of(at.record))


def worded(at: At, fields: Sequence[Field], but: Collection[str] = ()) -> list[tuple[str, str]]:
    """What is said of the fields, as (label, value): those that say nothing are left out, and those of `but`."""
    return [(at.label(f), value) for f in fields if f.key not in but and (value := shown(at, f))]


def read(at: At, field: Field, text: str) -> Any:
    """What a line says of the field, as `put` takes it: None leaves it as it is, an empty text empties it. Raises BadInput."""
    said = field.grammar.read(at, text) if text.strip() else None
    return said if said is not None or field.stays else ""


def put(record: R, fields: Sequence[Field], said: Mapping[str, Any]) -> R:
    """The record with what is said of its fields; None leaves one as it is, an empty text empties it. Raises TypeError for a
    name that is no field's."""
    unknown = set(said) - {field.key for field in fields}
    if unknown:
        raise TypeError(f"no field: {', '.join(sorted(unknown))}")
    for field in fields:
        if said.get(field.key) is not None:
            record = field.put(record, said[field.key])
    return record


def _put(record: Any, path: Sequence[str], value: Any) -> Any:
    name, *rest = path
    return replace(record, **{name: _put(getattr(record, name), rest, value) if rest else value})
