"""What of a record somebody outside the house reads (Law 5, *Documents*): no remark, no step that the house alone takes, and no
day in words that say another one to who reads them later.

Such words are cut where their date stands beside them, else written as the full date. They are reckoned from when they were
typed; where that is known to lie between two moments alone, which make two days of them, they are cut: no date is better than a
wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, cast

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Desk, R
from aetui.domain.lines.parts import cut_out
from aetui.domain.papers import is_of_house, without_house
from aetui.domain.plainwords.said import SaidDay, said_days
from aetui.domain.records import Card, Item, Meeting, Memo, Step, Strategy, Todo, ToldStep, Topic
from aetui.domain.records.fields import with_texts
from aetui.domain.text import for_client
from aetui.locales import Texts
from aetui.locales.dates import clock, day_full

P = TypeVar("P", Step, ToldStep)
S = TypeVar("S", bound=msgspec.Struct)

_WORDS = frozenset(("what", "audience", "text", "terms", "excludes", "delay", "conclusion"))
"""The fields in which a sentence is typed; titles and names are none."""


class WhenTyped(NamedTuple):
    """Between which moments a text was typed, and the times that stand beside it on a paper, or stood there when it was."""

    first: datetime
    last: datetime
    beside: frozenset[datetime] = frozenset()


def outward(desk: Desk, record: R) -> R:
    """The record as somebody outside the house may see it."""
    shown = with_texts(record, for_client)
    if isinstance(shown, Card):
        return cast("R", _card(desk, shown))
    if isinstance(shown, Meeting):
        return cast("R", _meeting(desk, shown))
    if isinstance(shown, Item | Memo | Todo):
        return _told(desk, shown, typed_of(desk, shown))
    return shown


def typed_of(desk: Desk, record: Item | Memo | Todo) -> WhenTyped:
    """When a text that is a record of its own was typed."""
    item = record if isinstance(record, Item) else desk.get(Item, getattr(record, "item_id", None))
    if item is not None:
        return _between(item.at, item.at, *_times(record))
    if isinstance(record, Memo):
        last = min(record.updated_at, record.sent.at) if record.sent else record.updated_at
        return _between(record.created_at, last, *_times(record))
    return _between(record.created_at, record.updated_at, *_times(record))


def _card(desk: Desk, card: Card) -> Card:
    item, times = desk.get(Item, card.item_id), [*_times(card)]
    typed = order = _between(card.opened_at, card.updated_at, *times)
    if item is not None and for_client(item.text) == card.brief.what:  # typed on the phone
        order = _between(item.at, item.at, *times)
    elif card.order_sent is not None and not card.order_changed:
        order = _between(card.opened_at, card.order_sent.at, *times)
    shown = _told(desk, replace(card, steps=_steps(card.steps)), typed, but=("brief", "strategy"))
    return replace(
        shown,
        brief=_told(desk, card.brief, order),
        strategy=_told(desk, card.strategy, order),
        steps=[step for step in shown.steps if step.what],
        schedule_sendings=[replace(one, steps=_steps(one.steps)) for one in shown.schedule_sendings],
    )


def _meeting(desk: Desk, meeting: Meeting) -> Meeting:
    out = [fact.at for fact in (meeting.minutes.signed, meeting.minutes.sent) if fact is not None]
    began = meeting.start or meeting.created_at
    points = _between(meeting.created_at, meeting.updated_at, *_times(meeting))
    written = _between(began, min(meeting.updated_at, *out) if out else meeting.updated_at, *_times(meeting))
    topics = [_told(desk, topic, _of_part(topic, written)) for topic in meeting.minutes.topics]
    topics = [replace(t, actions=[a for a in t.actions if a.what is None or a.what]) for t in topics]
    return replace(
        meeting,
        points=[point for point in (_told(desk, one, points) for one in meeting.points) if point.text],
        minutes=replace(meeting.minutes, topics=[t for t in topics if t.title or t.conclusion or t.actions]),
    )


def _between(first: datetime, last: datetime, *beside: datetime) -> WhenTyped:
    return WhenTyped(first, max(first, last), frozenset(beside))


def outward_words(desk: Desk, text: str, typed: WhenTyped) -> str:
    """One text of it."""
    words = without_house(text)
    beside = {_minute(at) for at in typed.beside}
    last = said_days(words, now=typed.last, cal=desk.calendar) if typed.last != typed.first else None
    for n, said in reversed([*enumerate(said_days(words, now=typed.first, cal=desk.calendar))]):
        sure = last is None or _same(said, last[n : n + 1])
        without = cut_out(words, said.first, said.last)
        if without != words and (_minute(said.at) in beside or not sure):
            words = without
        elif sure:
            words = words[: said.start] + _dated(said, words[said.end :], desk.local(said.at)) + words[said.end :]
    return words


def _same(one: SaidDay, last: list[SaidDay]) -> bool:
    return [(day.day, day.until, day.moment and day.at) for day in last] == [
        (one.day, one.until, one.moment and one.at)
    ]


def _dated(said: SaidDay, behind: str, at: datetime) -> str:
    """The day in the language of the words, so that the sentence goes on behind it."""
    say = Texts(said.lang)
    full = day_full(say, said.day)
    if said.until is not None and said.until != said.day:
        full = say("outward.days", first=full, last=day_full(say, said.until))
    if said.moment:
        full = say("outward.clock", day=full, clock=clock(at))
    if said.part is not None:
        full = say(f"outward.part.{said.part}", day=full)
    if said.span:
        full = say("outward.within" if said.limit else "outward.on", day=full)
    elif said.limit:
        full = say("outward.within", day=full)
    if said.owned:
        full = say("outward.owned", day=full)
    elif said.bare and not said.span and not said.limit:
        full = say("outward.from" if said.until else "outward.on", day=full)
    apart = said.part is None and behind[:1].isascii() and behind[:1].isalnum()
    return full + (" " if apart else "")


def _steps(steps: list[P]) -> list[P]:
    return [step for step in steps if step.what and not is_of_house(step.what)]


def _told(desk: Desk, value: S, typed: WhenTyped, *, but: tuple[str, ...] = ()) -> S:
    """`value`, a record or a part of one, with each sentence in it as it may be read, save in the fields `but`."""
    changed: dict[str, Any] = {}
    for name in value.__struct_fields__:
        if name in but:
            continue
        held = getattr(value, name)
        sentence = name in _WORDS or isinstance(value, Strategy) or (name == "title" and isinstance(value, Topic))
        new: Any = held
        if isinstance(held, str) and sentence:
            new = outward_words(desk, held, typed)
        elif isinstance(held, msgspec.Struct):
            new = _told(desk, held, _of_part(held, typed))
        elif isinstance(held, list):
            new = [_told(desk, one, _of_part(one, typed)) if isinstance(one, msgspec.Struct) else one for one in held]
        if new != held:
            changed[name] = new
    return replace(value, **changed) if changed else value


def _of_part(part: Any, typed: WhenTyped) -> WhenTyped:
    at = getattr(part, "at", None)
    times = [*_times(part)]
    if isinstance(part, Topic):
        times += [action.due for action in part.actions if action.due is not None]
    typed = typed._replace(beside=typed.beside | {*times})
    return typed._replace(first=at, last=at) if isinstance(at, datetime) else typed


def _times(value: Any) -> Iterator[datetime]:
    """The times of a record or a part of one, with those that were given up."""
    for name in ("due", "deliver_at", "remind_at", "start", "end"):
        if isinstance(at := getattr(value, name, None), datetime):
            yield at
    for name in ("moved", "deliver_moved"):
        yield from (one.due for one in getattr(value, name, ()))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
