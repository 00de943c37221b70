"""The ledger of what is owed, kept from one moment to the next: a change derives anew what it touches, a moment what turns.

A piece is what the rules make of one record, or one calendar rule. While a piece is derived, the book notes what it is asked
and `now` with which later moments it is compared; the piece holds until one of these answers changes or such a moment comes.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import msgspec

from aetui.domain.book import Book
from aetui.domain.derive import Bound, bound, started, urgency
from aetui.domain.derive.calendar import recurring_by
from aetui.domain.derive.cover import covered
from aetui.domain.derive.dating import dated
from aetui.domain.derive.judging import Deriving
from aetui.domain.derive.kept import KeptLedger, KeptPiece, as_kept, as_made
from aetui.domain.derive.turning import FOREVER, Turning
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Absence
from aetui.domain.records.asked import Asked
from aetui.domain.records.liveness import is_live
from aetui.domain.rulebook.model import Rule, Rulebook

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar

Name = tuple[str, str]
"""Of a piece: a kind and a record's id, `rule` and a calendar rule's, `own` and a trigger's place."""
Order = tuple[bool, datetime, datetime, bool, str]

_AT_ONCE = 200
"""From so many pieces on, sorting all is quicker than putting each in its place."""


class _Piece(msgspec.Struct, frozen=True):
    """`until`: all of it holds; `there`: that there are just these duties does, however they stand. `cut`: something of before `since`
    was left out."""

    asked: frozenset[Asked]
    until: datetime
    there: datetime
    cut: bool
    open: list[tuple[Order, Obligation]]
    past: list[tuple[datetime, Obligation]]


class Ledger:
    """The duties of a book that are open, or ended since `since`, as `derive` finds them."""

    def __init__(
        self,
        book: Book,
        rulebook: Rulebook,
        cal: WorkCalendar,
        since: datetime | None,
        *,
        base: Ledger | None = None,
        there: bool = False,
    ) -> None:
        """`base`: one of an earlier moment, whose pieces are taken where they still hold. `there`: those of it whose duties are the
        same ones by then are taken however they stand; what it hasn't is right."""
        self.book, self.rulebook, self.cal, self.since = book, rulebook, cal, since
        self._base, self._there = base, there
        self._forget()

    def _forget(self) -> None:
        self._version = -1
        self._at: datetime | None = None
        self._whole: frozenset[Asked] = frozenset()
        self._whole_until = FOREVER
        self._pieces: dict[Name, _Piece] = {}
        self._by_asked: dict[Asked, set[Name]] = {}
        self._news = False  # since it was taken over
        self._unread: tuple[list[tuple[Name, _Piece]], msgspec.Raw] | None = (
            None  # what was asked for pieces taken over
        )
        self._turns: list[tuple[datetime, Name]] = []
        self._open: list[tuple[Order, Obligation]] = []
        self._past: dict[Name, list[tuple[datetime, Obligation]]] = {}
        self._by_kind: dict[str, list[Bound]] = {}
        self._own: list[Bound] = []
        self._rules: dict[str, Rule] = {}

    def obligations(self, now: datetime, ended_since: datetime | None) -> list[Obligation]:
        """What is owed at `now`, as `derive` says it, in its order; with what ended since then. The list is the caller's own."""
        self.bring_up_to(now)
        if ended_since is not None and (self.since is None or ended_since < self.since):
            self._reach_back(now, ended_since)
        open_ones = [obligation for _, obligation in self._open]
        if ended_since is None and not self.book.live_of(Absence):
            return open_ones
        m = self._moment(now, None)
        found = covered(m, open_ones)
        if ended_since is not None:
            past = {o.id: (at, o) for ended in self._past.values() for at, o in ended if at >= ended_since}
            found += [o for _, o in sorted(past.values(), key=lambda one: (-one[0].timestamp(), one[1].id))]
        return found

    @property
    def until(self) -> datetime:
        """Before then, and while nothing is changed, what is owed is what it was when it was last asked for."""
        return min(self._whole_until, self._turns[0][0] if self._turns else FOREVER)

    # Bringing it up to date

    def _moment(self, now: datetime, turning: Turning | None) -> Deriving:
        return Deriving(self.book, self.rulebook, now, self.cal, self.since, False, None, turning)

    def bring_up_to(self, now: datetime) -> None:
        """Derive anew what was changed or turned until `now`."""
        changes = self.book.changes_since(self._version) if self._at is not None and now >= self._at else None
        touched = None if changes is None else {one for change in changes for one in change}
        if touched is None or not touched.isdisjoint(self._whole) or now >= self._whole_until:
            self._begin(now)
        else:
            self._derive(now, self._stale(touched, now))
        self._news = self._news or self.book.version != self._version
        self._version, self._at = self.book.version, now

    def kept(self) -> KeptLedger | None:
        """As it stands, up to date with the book, for a later program that holds the same records; None where it was taken over so."""
        if self._at is None or self._base is not None:
            return None
        self.bring_up_to(self._at)
        if not self._news:
            return None
        self._read_asked()
        zone = self.cal.tz
        # As they follow on each other, so that they needn't be sorted again.
        first = {o.id: n for n, (_, o) in enumerate(self._open)}
        last = len(first)
        pieces = sorted(self._pieces.items(), key=lambda one: first[one[1].open[0][1].id] if one[1].open else last)
        return KeptLedger(
            self._at,
            self.since,
            self.book.began,
            self._whole_until,
            [
                KeptPiece(
                    name,
                    p.until,
                    p.there,
                    p.cut,
                    [as_kept(o, zone) for _, o in p.open] + [as_kept(o, zone, at) for at, o in p.past],
                )
                for name, p in pieces
            ],
            msgspec.Raw(msgspec.json.encode([sorted(p.asked) for _, p in pieces])),
        )

    def take_over(self, kept: KeptLedger, now: datetime) -> bool:
        """Go on from what was kept of the very same records, rules and calendar; whether it can. From here on the book must be
        filled before it changes."""
        if not kept.at <= now < kept.whole_until:
            return False
        self.book.began_before = kept.began
        self._bind(now)
        zone, self.since = self.cal.tz, kept.since
        for one in kept.pieces:
            made = [(k.ended, as_made(k, zone)) for k in one.made]
            past = [(at, o) for at, o in made if at is not None]
            opened = [(urgency(o), o) for at, o in made if at is None]
            piece = _Piece(frozenset(), one.until, one.there, one.cut, opened, past)
            self._pieces[one.name] = piece
            if past:
                self._past[one.name] = past
        self._turns = sorted((p.until, name) for name, p in self._pieces.items() if p.until < FOREVER)
        self._unread = list(self._pieces.items()), kept.asked
        self._put_in_order()
        self._version, self._at = self.book.version, kept.at
        return True

    def _read_asked(self) -> None:
        """What was asked for the pieces that were taken over: it matters once something changes."""
        if self._unread is None:
            return
        (taken, data), self._unread = self._unread, None
        for (name, piece), asked in zip(taken, msgspec.json.decode(data, type=list[list[Asked]]), strict=True):
            if self._pieces.get(name) is not piece:
                continue  # derived anew since
            self._pieces[name] = msgspec.structs.replace(piece, asked=frozenset(asked))
            for one in asked:
                self._by_asked.setdefault(one, set()).add(name)

    def _bind(self, now: datetime) -> tuple[Deriving, Turning]:
        """Which rules are looked at on which records."""
        self._forget()
        self.book.changes_since(self.book.version)  # from here on it remembers
        turning = Turning(now)
        with _Watch(self.book, turning) as watch:
            m = self._moment(now, turning)
            self._by_kind, self._own = bound(m)
        self._whole, self._whole_until = frozenset(watch.asked), watch.until
        self._rules = {rule.id: rule for rule in self.rulebook.calendar_rules}
        return m, turning

    def _begin(self, now: datetime) -> None:
        self.book.fill()  # of what isn't here nobody can tell how it was before
        m, turning = self._bind(now)
        names: list[Name] = [(kind, record.id) for kind in self._by_kind for record in m.records(kind, own_rule=False)]
        names += self._whatever_is_changed()
        self._derive(now, names, m, turning)

    def _whatever_is_changed(self) -> Iterator[Name]:
        """The pieces that are of no one record."""
        yield from (("own", str(n)) for n in range(len(self._own)))
        yield from (("rule", rule_id) for rule_id in self._rules)

    def _reach_back(self, now: datetime, since: datetime) -> None:
        """Hold what ended since then, too: what was cut, and of what is no longer live the records that were changed since."""
        before, self.since = self.since, since
        names = {name for name, piece in self._pieces.items() if piece.cut} | {*self._whatever_is_changed()}
        for kind in self._by_kind:
            for record in self.book.touched(kind, since):
                if before is not None and record.updated_at >= before:
                    break
                if not is_live(kind, record):
                    names.add((kind, record.id))
        self._derive(now, names)

    def _valid(self, piece: _Piece) -> datetime:
        return piece.there if self._there else piece.until

    def _stale(self, touched: set[Asked], now: datetime) -> set[Name]:
        if touched:
            self._read_asked()
        names = {name for one in touched for name in self._by_asked.get(one, ())}
        names |= {(one[1], one[2]) for one in touched if one[0] == "get" and one[1] in self._by_kind}
        while self._turns and self._turns[0][0] <= now:
            until, name = heappop(self._turns)
            piece = self._pieces.get(name)
            if piece is not None and self._valid(piece) == until:
                names.add(name)
        return names

    def _derive(
        self, now: datetime, names: Iterable[Name], m: Deriving | None = None, turning: Turning | None = None
    ) -> None:
        names = list(names)
        if not names:
            return
        self._news = True
        if m is None or turning is None:
            turning = Turning(now)
            m = self._moment(now, turning)
        many = len(names) > _AT_ONCE
        for name in names:
            self._drop(name, many)
            piece = self._taken(now, name) or self._piece(m, turning, name)
            if piece is None:
                continue
            self._pieces[name] = piece
            if piece.past:
                self._past[name] = piece.past
            for one in piece.asked:
                self._by_asked.setdefault(one, set()).add(name)
            valid = self._valid(piece)
            if valid < FOREVER:
                heappush(self._turns, (valid, name))
            if not many:
                for entry in piece.open:
                    self._put(entry)
        if many:
            self._put_in_order()

    def _put_in_order(self) -> None:
        # One duty may come of two pieces, alike.
        self._open = sorted({o.id: (key, o) for p in self._pieces.values() for key, o in p.open}.values(), key=_order)

    def _taken(self, now: datetime, name: Name) -> _Piece | None:
        """The base's piece, where it holds until then."""
        if self._base is None:
            return None
        self._base._read_asked()
        piece = self._base._pieces.get(name)
        return piece if piece is not None and self._valid(piece) > now else None

    def _drop(self, name: Name, many: bool) -> None:
        piece = self._pieces.pop(name, None)
        self._past.pop(name, None)
        if piece is None:
            return
        for one in piece.asked:
            self._by_asked[one].discard(name)
            if not self._by_asked[one]:
                del self._by_asked[one]
        if not many:
            for key, _ in piece.open:
                place = bisect_left(self._open, key, key=_order)
                if place < len(self._open) and self._open[place][0] == key:
                    del self._open[place]

    def _put(self, entry: tuple[Order, Obligation]) -> None:
        place = bisect_left(self._open, entry[0], key=_order)
        if place == len(self._open) or self._open[place][0] != entry[0]:
            insort(self._open, entry, key=_order)

    def _piece(self, m: Deriving, turning: Turning, name: Name) -> _Piece | None:
        kind, key = name
        m.refused = False
        with _Watch(self.book, turning) as watch:
            found = list(self._made(m, kind, key))
        if not found and kind in self._by_kind and watch.until == FOREVER and watch.asked == {("get", kind, key)}:
            return None  # most records start nothing, and can't before they are changed
        ended = m.ended_at
        return _Piece(
            frozenset(watch.asked),
            watch.until,
            watch.there,
            m.refused,
            [(urgency(o), o) for o in found if o.state in OPEN],
            [(ended[o.id], o) for o in found if o.state not in OPEN],
        )

    def _made(self, m: Deriving, kind: str, key: str) -> Iterator[Obligation]:
        if kind == "rule":
            yield from (dated(m, o) for o in recurring_by(m, self._rules[key]))
        elif kind == "own":
            one = self._own[int(key)]
            for record in m.records(one.kind, own_rule=True):
                yield from started(m, record, (one,))
        else:
            held = self.book.held(kind, key)
            if held is not None and m.looks_at(kind, held):
                yield from started(m, held, self._by_kind[kind])


class _Watch:
    """What the book is asked meanwhile, and until when the answers of `now` hold."""

    def __init__(self, book: Book, turning: Turning) -> None:
        self._book, self._turning = book, turning
        self.asked: set[Asked] = set()
        self.until = self.there = FOREVER

    def __enter__(self) -> _Watch:
        self._book.asked = self.asked
        self._turning.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._book.asked, self.there = None, self._turning.until
        self.until = min(self.there, self._turning.states.until)


def _order(entry: tuple[Order, Obligation]) -> Order:
    return entry[0]
