"""The records in memory, and the indices by which they are found.

A book may hold all records or only its front, those that are live or recent; the rest is fetched by id when
asked for. It is filled once, at once or each kind when first asked for, and then changed record by record; all ways lead to
the same book.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import count, islice
from typing import TypeVar, cast

from aetui.domain.records import KIND_OF, KINDS, Call, Card, Client, Day, Fulfilment, Item, Letter, Profile
from aetui.domain.records.asked import Asked, answers, days_active, moments, stands_on
from aetui.domain.records.base import Record
from aetui.domain.records.liveness import is_live
from aetui.domain.time_index import Activity, TimeIndex, drop_from, line_of

R = TypeVar("R", bound=Record)
Fetch = Callable[[str, str], Record | None]
Later = Callable[[str], Iterable[Record]]
_CHANGES = 256
"""How many changes back a book can tell what they touched."""


class Book:
    """The records by kind and id. `fetch(kind, id)` finds what the book doesn't hold; `later(kind)` gives the records of a kind
    when they are first asked for, as they then stand: a quick note asks for few kinds."""

    def __init__(
        self, records: Iterable[tuple[str, Record]] = (), fetch: Fetch | None = None, later: Later | None = None
    ) -> None:
        self._fetch = fetch
        self._later = later
        self._waiting = set(KINDS) if later else set()
        self._records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        # Reckoned by kind when first asked for: whoever counts years asks for neither.
        self._live: dict[str, dict[str, Record]] = {}
        self._touched: dict[str, TimeIndex] = {}
        self.version = 0
        """Another after each change."""
        self._calls = TimeIndex()
        self._call_n: dict[str, int] = {}
        """Of each call the how manieth it came: of one moment the one that was noted last is the last."""
        self._next_call = count()
        self._calls_of: dict[str, TimeIndex] = {}
        self._outgoing: dict[str, TimeIndex] = {}
        self._serving: dict[str, dict[str, Call]] = {}
        self._items_of: dict[str, dict[str, Item]] = {}
        self._promises: dict[tuple[str, str], dict[str, Item]] = {}
        self._numbered: dict[str, dict[str, Card]] = {}
        self._card_items: dict[str, dict[str, Item]] = {}
        self._fulfilled: dict[tuple[str, str, str], dict[str, Fulfilment]] = {}
        self._days: dict[date, dict[str, Day]] = {}
        self._threads: dict[str, dict[str, Letter]] = {}
        self._matters: dict[str, dict[str, Letter]] = {}
        # Reckoned when first asked for: a quick note never asks, and it is a third of filling a book.
        self._activity: Activity | None = None
        self._began: datetime | None = None
        self._began_known = True
        self.began_before: datetime | None = None
        """What `began` is known to be while not all was read."""
        self._profile: Profile | None = None
        self._profile_known = False
        self._newest: datetime | None = None
        self._newest_known = False
        self.asked: set[Asked] | None = None
        """Takes what is asked of the book, while somebody wants to know it."""
        self._changes: deque[tuple[Asked, ...]] | None = None
        for kind, record in records:
            self.apply(kind, record.id, record)

    def _of(self, kind: str) -> dict[str, Record]:
        """The records of a kind by id, and with them the indices over them."""
        if self._waiting and kind in self._waiting and self._later is not None:
            self._waiting.discard(kind)
            for record in self._later(kind):
                self._learn(kind, record)
        return self._records[kind]

    def _all(self) -> Iterator[Record]:
        """The records of every kind."""
        return (record for kind in KINDS for record in self._of(kind).values())

    def fill(self) -> None:
        """Read what wasn't asked for yet: for who is to see one moment of the desk."""
        for kind in tuple(self._waiting):
            self._of(kind)

    def waits_for(self, kind: str) -> bool:
        """Whether a kind wasn't asked for yet: what is changed on it need not be applied."""
        return kind in self._waiting

    # Reading

    @property
    def began(self) -> datetime | None:
        """When the earliest record of the desk was made, as far as the book holds it."""
        if self.asked is not None:
            self.asked.add(("began",))
        if self._waiting:
            if self.began_before is not None:
                return self.began_before
            self.fill()
        if not self._began_known:
            self._began, self._began_known = min(self._made(), default=None), True
        return self._began

    @property
    def newest(self) -> datetime | None:
        """When the newest record was made, as far as the book holds it: ahead of the clock where a clock ran ahead."""
        if self.asked is not None:
            self.asked.add(("newest",))
        if not self._newest_known:
            self._newest, self._newest_known = max(self._made(), default=None), True
        return self._newest

    def _made(self) -> Iterator[datetime]:
        return (record.created_at for record in self._all())

    @property
    def profile(self) -> Profile | None:
        """Whose desk it is; the oldest where two machines each made one."""
        if self.asked is not None:
            self.asked.add(("of", "profile"))
        if not self._profile_known:  # asked for each row of a list
            found = cast("Collection[Profile]", self._of("profile").values())
            self._profile, self._profile_known = min(found, key=lambda r: (r.created_at, r.id), default=None), True
        return self._profile

    @property
    def clients(self) -> Mapping[str, Client]:
        """The clients by id; a live view."""
        if self.asked is not None:
            self.asked.add(("of", "clients"))
        return cast("dict[str, Client]", self._of("clients"))

    def get(self, kind: str, record_id: str) -> Record | None:
        """The record of that id, fetched where the book doesn't hold it; None where there is none."""
        if self.asked is not None:
            self.asked.add(("get", kind, record_id))
        found = self._of(kind).get(record_id)
        if found is None and self._fetch is not None:
            found = self._fetch(kind, record_id)
        return found

    def held(self, kind: str, record_id: str) -> Record | None:
        """As `get`, of what the book holds itself."""
        if self.asked is not None:
            self.asked.add(("get", kind, record_id))
        return self._of(kind).get(record_id)

    def of(self, kind: str) -> Collection[Record]:
        """The records of one kind that the book holds; a live view."""
        if self.asked is not None:
            self.asked.add(("of", kind))
        return self._of(kind).values()

    def live(self, kind: str) -> Collection[Record]:
        """Those that can still matter (`liveness.is_live`); a live view."""
        if self.asked is not None:
            self.asked.add(("of", kind))
        return self._living(kind).values()

    def all_of(self, cls: type[R]) -> Collection[R]:
        """As `of`, by the records' type."""
        if self.asked is not None:
            self.asked.add(("of", KIND_OF[cls]))
        return cast("Collection[R]", self._of(KIND_OF[cls]).values())

    def live_of(self, cls: type[R]) -> Collection[R]:
        """As `live`, by the records' type."""
        if self.asked is not None:
            self.asked.add(("of", KIND_OF[cls]))
        return cast("Collection[R]", self._living(KIND_OF[cls]).values())

    def touched(self, kind: str, since: datetime) -> Iterator[Record]:
        """The records changed at or after `since`, the oldest change first."""
        if self.asked is not None:
            self.asked.add(("of", kind))
        held = self._of(kind)
        line = self._touched.get(kind)
        if line is None:
            line = self._touched[kind] = TimeIndex()
            for record in held.values():
                line.add(record.updated_at, record.id)
        return (held[key] for key in line.since(since))

    def calls_between(self, start: datetime, end: datetime) -> Iterator[Call]:
        """The calls in [start, end), oldest first."""
        if self.asked is not None:
            self.asked.add(("of", "calls"))
        held = cast("dict[str, Call]", self._of("calls"))
        return (held[key] for key in self._calls.between(start, end))

    def calls_of(self, client_id: str, before: datetime) -> Iterator[Call]:
        """A client's calls before a moment, newest first."""
        if self.asked is not None:
            self.asked.add(("of", "calls"))
        held = cast("dict[str, Call]", self._of("calls"))
        line = self._calls_of.get(client_id)
        return (held[key] for key in line.before(before)) if line else iter(())

    def outgoing(self, client_id: str | None, start: datetime, end: datetime | None = None) -> Call | None:
        """The first call out to a client in [start, end); None where there was none."""
        if self.asked is not None:
            self.asked.add(("outgoing", client_id or ""))
        held = cast("dict[str, Call]", self._of("calls"))
        line = self._outgoing.get(client_id) if client_id else None
        key = line.first_since(start) if line else None
        call = held[key] if key else None
        return call if call and (end is None or call.at < end) else None

    def called(self, client_id: str, before: datetime) -> Call | None:
        """The last call out to a client before a moment; None where there was none."""
        if self.asked is not None:
            self.asked.add(("outgoing", client_id))
        held = cast("dict[str, Call]", self._of("calls"))
        line = self._outgoing.get(client_id)
        key = next(line.before(before), None) if line else None
        return held[key] if key else None

    def serving(self, obligation_id: str) -> Collection[Call]:
        """The calls that served an obligation."""
        if self.asked is not None:
            self.asked.add(("serving", obligation_id))
        self._of("calls")
        return self._serving.get(obligation_id, {}).values()

    def items_of(self, call_id: str) -> Collection[Item]:
        """The items of a call, in no order."""
        if self.asked is not None:
            self.asked.add(("items_of", call_id))
        self._of("items")
        return self._items_of.get(call_id, {}).values()

    def items_on(self, card_id: str) -> Collection[Item]:
        """The items that stand on a card, in no order."""
        if self.asked is not None:
            self.asked.add(("items_on", card_id))
        self._of("items")
        return self._card_items.get(card_id, {}).values()

    def numbered(self, number: str) -> Collection[Card]:
        """The cards of that number."""
        if self.asked is not None:
            self.asked.add(("of", "cards"))
        self._of("cards")
        return self._numbered.get(number, {}).values()

    def thread(self, root_id: str) -> Collection[Letter]:
        """The letter of that id and those that belong to it, in no order."""
        if self.asked is not None:
            self.asked.add(("thread", root_id))
        self._of("letters")
        return self._threads.get(root_id, {}).values()

    def letters_about(self, ref: str) -> Collection[Letter]:
        """The letters that began something about that record, in no order."""
        if self.asked is not None:
            self.asked.add(("letters_about", ref))
        self._of("letters")
        return self._matters.get(ref, {}).values()

    def promises_on(self, kind: str, record_id: str) -> Collection[Item]:
        """The promises that stand on a card, a client, or on nothing but themselves (`stands_on`), in no order."""
        if self.asked is not None:
            self.asked.add(("promises", kind, record_id))
        self._of("items")
        return self._promises.get((kind, record_id), {}).values()

    def fulfilment(self, rule: str, subject: str, period: str) -> Fulfilment | None:
        """What met or let go a recurring obligation; the earliest where there are several."""
        if self.asked is not None:
            self.asked.add(("fulfilment", rule, subject, period))
        self._of("fulfilments")
        found = self._fulfilled.get((rule, subject, period))
        if found and len(found) == 1:
            return next(iter(found.values()))
        return min(found.values(), key=lambda f: (f.done.at, f.id)) if found else None

    def met(self, rule: str, subject: str, period: str) -> Fulfilment | None:
        """What met a recurring obligation, the earliest; one that let it go is none."""
        if self.asked is not None:
            self.asked.add(("fulfilment", rule, subject, period))
        self._of("fulfilments")
        found = [f for f in self._fulfilled.get((rule, subject, period), {}).values() if not f.let_go]
        return min(found, key=lambda f: (f.done.at, f.id), default=None)

    def day(self, day: date) -> Day | None:
        """The record of a closed day; the earliest closing where there are several."""
        if self.asked is not None:
            self.asked.add(("day", day.isoformat()))
        self._of("days")
        found = [(d.closed.at, d.id, d) for d in self._days.get(day, {}).values() if d.closed]
        return min(found)[2] if found else None

    def begun(self, day: date) -> Day | None:
        """The record of a day whose review was begun, closed or not; the oldest where there are several."""
        if self.asked is not None:
            self.asked.add(("day", day.isoformat()))
        self._of("days")
        found = self._days.get(day)
        return min(found.values(), key=lambda d: (d.created_at, d.id)) if found else None

    def active(self, start: datetime, end: datetime) -> bool:
        """Whether anything was changed on the desk in [start, end), the profile apart."""
        if self.asked is not None:
            self.asked.update(days_active(start, end))
        if self._activity is None:
            self.fill()
            self._activity = Activity()
            for record in self._all():
                for at in moments(record):
                    self._activity.add(at)
        return self._activity.any_between(start, end)

    # Changing

    def apply(self, kind: str, record_id: str, after: Record | None) -> None:
        """Take in one change: the record as it now stands, or None when it is gone."""
        self.version += 1
        if kind == "profile":
            self._profile_known = False
        before = self._of(kind).get(record_id)
        began, newest = (self._began, self._began_known), (self._newest, self._newest_known)
        if before is not None:
            self._forget(kind, before)
        if after is not None:
            self._learn(kind, after)
        if self._changes is not None:
            touched = {("get", kind, record_id), ("of", kind)}
            if began != (self._began, self._began_known):
                touched.add(("began",))
            if newest != (self._newest, self._newest_known):
                touched.add(("newest",))
            for record in (before, after):
                if record is not None:
                    touched.update(answers(record))
            for moment in {*moments(before)} ^ {*moments(after)}:
                touched.add(("active", datetime.fromtimestamp(moment, UTC).date().isoformat()))
            self._changes.append(tuple(touched))

    def changes_since(self, version: int) -> Iterable[tuple[Asked, ...]] | None:
        """The questions that were answered otherwise after each change since that version of the book; None where it can't
        tell: it begins to remember once it was asked, what isn't here yet must be read before it changes (`fill`)."""
        if self._changes is None:
            self._changes = deque(maxlen=_CHANGES)
        ago = self.version - version
        if ago > len(self._changes):
            return None
        return islice(self._changes, len(self._changes) - ago, None)

    def _living(self, kind: str) -> dict[str, Record]:
        live = self._live.get(kind)
        if live is None:
            live = self._live[kind] = {key: r for key, r in self._of(kind).items() if is_live(kind, r)}
        return live

    def _learn(self, kind: str, record: Record) -> None:
        self._records[kind][record.id] = record
        if self._began is None or record.created_at < self._began:
            self._began = record.created_at
        if self._newest_known and (self._newest is None or record.created_at > self._newest):
            self._newest = record.created_at
        if kind in self._live and is_live(kind, record):
            self._live[kind][record.id] = record
        if kind in self._touched:
            self._touched[kind].add(record.updated_at, record.id)
        if self._activity is not None:
            for at in moments(record):
                self._activity.add(at)
        if isinstance(record, Item):
            of_call = self._items_of.get(record.call_id)
            if of_call is None:
                of_call = self._items_of[record.call_id] = {}
            of_call[record.id] = record
            if record.mark == ">":
                self._promises.setdefault(stands_on(record), {})[record.id] = record
            if record.card_id:
                self._card_items.setdefault(record.card_id, {})[record.id] = record
        elif isinstance(record, Call):
            n = self._call_n[record.id] = next(self._next_call)
            for line in self._lines(record):
                line.add(record.at, record.id, n)
            for obligation in record.serves:
                self._serving.setdefault(obligation, {})[record.id] = record
        elif isinstance(record, Fulfilment):
            self._fulfilled.setdefault((record.rule, record.subject, record.period), {})[record.id] = record
        elif isinstance(record, Card):
            self._numbered.setdefault(record.number, {})[record.id] = record
        elif isinstance(record, Day):
            self._days.setdefault(record.day, {})[record.id] = record
        elif isinstance(record, Letter):
            self._threads.setdefault(record.of or record.id, {})[record.id] = record
            if record.about and record.of is None:
                self._matters.setdefault(record.about, {})[record.id] = record

    def _forget(self, kind: str, record: Record) -> None:
        del self._records[kind][record.id]
        if record.created_at == self._began:
            self._began_known = False
        if record.created_at == self._newest:
            self._newest_known = False
        if kind in self._live:
            self._live[kind].pop(record.id, None)
        if kind in self._touched:
            self._touched[kind].remove(record.updated_at, record.id)
        if self._activity is not None:
            for at in moments(record):
                self._activity.remove(at)
        if isinstance(record, Item):
            drop_from(self._items_of, record.call_id, record.id)
            if record.mark == ">":
                drop_from(self._promises, stands_on(record), record.id)
            if record.card_id:
                drop_from(self._card_items, record.card_id, record.id)
        elif isinstance(record, Call):
            n = self._call_n.pop(record.id)
            for line in self._lines(record):
                line.remove(record.at, record.id, n)
            for obligation in record.serves:
                drop_from(self._serving, obligation, record.id)
        elif isinstance(record, Fulfilment):
            drop_from(self._fulfilled, (record.rule, record.subject, record.period), record.id)
        elif isinstance(record, Card):
            drop_from(self._numbered, record.number, record.id)
        elif isinstance(record, Day):
            drop_from(self._days, record.day, record.id)
        elif isinstance(record, Letter):
            drop_from(self._threads, record.of or record.id, record.id)
            if record.about and record.of is None:
                drop_from(self._matters, record.about, record.id)

    def _lines(self, call: Call) -> Iterator[TimeIndex]:
        yield self._calls
        if call.client_id:
            yield line_of(self._calls_of, call.client_id)
            if call.way == "out":
                yield line_of(self._outgoing, call.client_id)
