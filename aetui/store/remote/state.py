"""What a record is by all changes that touched it: the same on every device, in whatever order these came there. Pure.

The changes stand in the order of their clocks. Each is what it says of each place (`fields`); the later word counts. A deletion that
didn't see another change, before it or after it, is none, unless that gave a number alone. Of a place of which two said something else, and neither saw the other, the
word that lost stands beside the record, until one that saw it speaks of the place, or it is settled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

import msgspec

from aetui.store.remote.fields import ABSENT, GONE, Path, applied, at, overlap, words

STAMPS = frozenset({"created_at", "updated_at", "earlier"})
"""Fields that every change writes: two that differ in them alone say the same."""
NUMBERS = {"cards": frozenset({"number", "renumbered"}), "covers": frozenset({"n"})}
"""Fields that the desk gives by itself, by kind: a card's also anew, where two have one (`numbers`)."""


class Op(msgspec.Struct, frozen=True):
    """What one change did to one record: its device and its number there, its clock, by device the last changes that it saw; the record
    before and after it (ABSENT: none). `at`: when, ISO. `settled`: conflicts that it took away (False) or put back, by their keys.
    `words`: what it says, where that is known without the changes before it (`said_alone`)."""

    clock: int
    device: str
    n: int
    saw: Mapping[str, int]
    token: str
    at: str
    before: Any
    after: Any
    settled: Mapping[str, Any] = {}
    words: Mapping[Path, Any] | None = None

    @property
    def place(self) -> tuple[int, str, int]:
        """By which changes are put in order."""
        return self.clock, self.device, self.n

    def covers(self, device: str) -> int:
        """The last change of a device that it saw; of its own, itself."""
        return max(self.saw.get(device, 0), self.n if device == self.device else 0)

    def sees(self, other: Op) -> bool:
        return other.n <= self.covers(other.device)

    @property
    def touches(self) -> bool:
        """Whether it did anything to the record itself."""
        return not (self.before is ABSENT and self.after is ABSENT)

    @property
    def speaks(self) -> bool:
        """Whether it says more than that the record goes."""
        return self.after is not ABSENT and self.before != self.after


class Displaced(msgspec.Struct, frozen=True):
    """A word that lost: of which place, what it said and what counts, and the changes that said both."""

    path: Path
    aside: Any
    kept: Any
    loser: Op
    winner: Op

    @property
    def key(self) -> str:
        return key_of(self.path, self.loser.token)


def key_of(path: Sequence[str], token: str) -> str:
    """By which a conflict is known on all devices, among those of its record."""
    return "\n".join((token, *path))


def said_alone(before: Any, after: Any) -> dict[Path, Any] | None:
    """What a change says; None where it depends on what it saw: it brought something back that had been taken away."""
    back: list[Path] = []

    def asked(path: Path) -> Any:
        back.append(path)
        return ABSENT

    found = dict(words(before, after, (), asked))
    return None if back else found


class State(msgspec.Struct):
    """What comes of some changes."""

    value: Any
    beside: list[Displaced]


class _Fold:
    """Changes in their order, and their words by place: what each asks of the others is looked up, so that many cost as much each as few."""

    def __init__(self, kind: str, ops: Sequence[Op], hard: bool) -> None:
        self.kind, self.hard = kind, hard
        self.ops = sorted(ops, key=lambda op: op.place)
        self.words: dict[tuple[str, int], Mapping[Path, Any]] = {}
        self.latest: dict[tuple[str, Path], Op] = {}
        self._of: dict[Path, list[tuple[Op, Any]]] = {}
        """The words of a place, in order."""
        self._within: dict[Path, list[tuple[Op, Path, Any]]] = {}
        """The words of a place and of what is in it."""
        self._made: dict[str, list[Op]] = {}
        self._gone = [op for op in self.ops if op.after is ABSENT]
        for op in self.ops:
            self._made.setdefault(op.device, []).append(op)
            said = dict(words(op.before, op.after, (), self.gone(op))) if op.words is None else op.words
            self.words[op.device, op.n] = said
            for path, word in said.items():
                self._of.setdefault(path, []).append((op, word))
                for n in range(1, len(path) + 1):
                    self._within.setdefault(path[:n], []).append((op, path, word))
                self.latest[op.device, path] = op
        for made in self._made.values():
            made.sort(key=lambda op: op.n)

    def _latest(self, path: Path, wanted: Callable[[Op, Any], bool]) -> Op | None:
        """The latest change with a word of that place, of what is in it or what it is in, that is wanted."""
        at_it: Iterable[tuple[Op, Any]] = ((op, said) for op, _, said in reversed(self._within.get(path, ())))
        over = (reversed(self._of.get(path[:n], ())) for n in range(len(path) or 1))
        found = (next((op for op, said in words if wanted(op, said)), None) for words in (at_it, *over))
        return max((op for op in found if op is not None), key=lambda op: op.place, default=None)

    def _spoken_apart(self, op: Op) -> bool:
        """Whether one keeps what it takes away, that didn't see it, and that it didn't see. What a device saw it saw in all its later changes."""
        for device, made in self._made.items():
            for n in range(bisect_right(made, op.covers(device), key=lambda one: one.n), len(made)):
                if made[n].sees(op):
                    break
                if self._keeps(made[n]):
                    return True
        return False

    def gone(self, op: Op) -> Callable[[Path], Any]:
        """What stood in a place before it was taken away, where the change saw that."""

        def before(path: Path) -> Any:
            def took(other: Op, _: Any) -> bool:
                return (
                    other is not op and op.sees(other) and at(other.after, path) is ABSENT is not at(other.before, path)
                )

            taken = self._latest(path, took)
            return ABSENT if taken is None else at(taken.before, path)

        return before

    def value(self) -> Any:
        ops = [op for op in self.ops if op.touches]
        doc = ops[0].before
        for op in ops:
            if self._is_hidden(op):
                continue
            if op.after is ABSENT and op.before is not ABSENT:
                if self.hard or not self._spoken_apart(op):
                    doc = ABSENT
                continue
            if doc is ABSENT and op.before is not ABSENT:
                # A replica takes each deletion for one; who wrote after it, and saw it, knows that it was none.
                gone = takewhile(lambda other, op=op: other.place < op.place, self._gone)  # type: ignore[misc]
                doc = op.after if all(op.sees(other) for other in gone) else ABSENT
                continue
            doc = applied(doc, op.before, op.after, (), self._stays(op), self.gone(op))
        return doc

    def _keeps(self, op: Op) -> bool:
        """Whether it says anything that a deletion would lose: what the desk gave by itself, nobody said."""
        return op.speaks and any(not self._is_plain(path) or not path for path in self.words[op.device, op.n])

    def _is_hidden(self, op: Op) -> bool:
        """Whether all that it says is of whole fields of which others speak after it: it needn't be laid over the record."""
        said = self.words[op.device, op.n]
        if not said or ABSENT in (op.before, op.after) or any(len(path) != 1 for path in said):
            return False
        return all((last := self._within[path][-1])[0] is not op and last[1] == path for path in said)

    def _stays(self, op: Op) -> Callable[[Path], bool]:
        def stays(path: Path) -> bool:
            return any(
                not (said is GONE and place == path) and not (op.sees(other) or other.sees(op))
                for other, place, said in self._within.get(path, ())
            )

        return stays

    def beside(self) -> list[Displaced]:
        """The words that lost and that nobody spoke over who saw them; each with the one that counts."""
        found: list[Displaced] = []
        if len(self._made) == 1:
            return found
        for op in self.ops:
            for path, said in self.words[op.device, op.n].items():
                if said is GONE or self._is_plain(path) or self._is_over(op, path):
                    continue
                last = self._last(op, path)
                if last is None or last is op or last.sees(op):
                    continue
                place, kept = next(
                    (place, kept)
                    for place, kept in self.words[last.device, last.n].items()
                    if overlap(place, path) and kept is not GONE
                )
                if place != path or kept != said:
                    found.append(Displaced(path, said, kept if place == path else at(last.after, path), op, last))
        return found

    def _is_plain(self, path: Path) -> bool:
        """Whether nobody need be asked about that place."""
        return not path or path[0] in STAMPS or path[-1] == "id" or path[0] in NUMBERS.get(self.kind, ())

    def _is_over(self, op: Op, path: Path) -> bool:
        """Whether somebody who saw it spoke of the place."""
        if self.latest[op.device, path] is not op:
            return True
        return self._latest(path, lambda other, _: other is not op and other.sees(op)) is not None

    def _last(self, op: Op, path: Path) -> Op | None:
        """The change whose word of that place counts; what it took out of a list stays, where it didn't see `op`."""
        return self._latest(path, lambda other, said: said is not GONE or other.sees(op))


def state(kind: str, ops: Sequence[Op], reads: Callable[[Any], bool], *, hard: bool = False) -> State:
    """What the record is after these changes, of which the first saw all that were before any of them. `reads`: whether a document is
    a record; what is none by bringing together is as the latest change left it. `hard`: each deletion counts (a replica that
    doesn't see every change of the record)."""
    fold = _Fold(kind, ops, hard)
    value = fold.value()
    if value is not ABSENT and not reads(value):
        whole = next((op.after for op in reversed(fold.ops) if op.after is not ABSENT and reads(op.after)), ABSENT)
        value = value if whole is ABSENT else whole
    return State(value, [] if hard else fold.beside())
