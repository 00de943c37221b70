"""The one finder: which record a user means by what was typed, for every kind of record, on the screen as in the shell.

An exact number, name or id comes first; then the place in a list, where the command's own list printed one; then a
beginning, pinyin, a part, initials, and words in any order. A bare number is a place or a whole name and nothing else, an id
needs its first six characters. Several that match equally are told, never chosen from: `Ambiguous` carries them, so that a
screen can ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Generic

import msgspec

from aetui.desk.find.look import Look, T
from aetui.desk.find.names import fold, sounds
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.patterns import pattern

ID_SIGNS = 6
"""So many signs of an id's beginning name its record."""
_NEAR = 3
"""So many names that come close are told where nothing is found."""
_WORD = pattern(r"[^\W_]+")
_BRACKETS = pattern(r"[()]+")

EXACT, PLACE, BEGINNING, SOUND, PART, SOUND_BEGINS, WORDS = range(7)
"""How well a query names a record, the best first."""


class Ambiguous(BadInput):
    """Several records match equally; `records` are they, `label` names one in a list to choose from."""

    def __init__(self, key: str, records: Sequence[Any], labels: Sequence[str], /, **args: object) -> None:
        super().__init__(key, names=list(labels), **args)
        self.records = list(records)
        self.labels = list(labels)


def ident(record: Any) -> str:
    """The id of a record; empty for what has none of its own."""
    return str(getattr(record, "id", "") or "")


def find_one(
    records: Iterable[T],
    query: str,
    look: Look[T] | None = None,
    *,
    listed: Sequence[T] | None = None,
    past: Iterable[T] = (),
    kind: str | None = None,
    **said: object,
) -> T:
    """The record that `query` means. `listed`: the records in the order in which the command's own list numbers them, where
    it does. `past`: looked through where none of `records` fits. `kind`: of the errors' keys, where it isn't the records' own
    or there may be none; `said`: what else these tell.

    Raises NotThere (`KIND.unknown`, with the names that come nearest) and Ambiguous (`KIND.ambiguous`)."""
    there = list(records)
    found = look or (_look_of(there[0]) if there else None)
    best = best_of(there, query, found, listed=listed) if found else []
    if not best:
        before = list(past)
        found = found or (_look_of(before[0]) if before else None)
        best = best_of(before, query, found)
    if not best:
        near = nearest(there, query, found) if found else []
        raise NotThere(f"{_kind(kind, found)}.unknown", name=query.strip(), near=near, **said)
    if len(best) > 1:
        assert found is not None
        raise Ambiguous(f"{_kind(kind, found)}.ambiguous", best, labels(best, found), name=query.strip(), **said)
    return best[0]


def best_of(
    records: Iterable[T], query: str, look: Look[T] | None = None, *, listed: Sequence[T] | None = None
) -> list[T]:
    """The records that `query` names equally well, and better than any other; in their order."""
    there = list(records)
    found = ranked(there, query, look, listed=listed)
    best = [record for rank, record in found if rank == found[0][0]]
    how = look or (_look_of(there[0]) if there else None)
    if how is not None and how.newest and len({fold(_first(how, record)) for record in best}) == 1:
        return best[-1:]
    return best


def matches(records: Iterable[T], query: str, look: Look[T] | None = None) -> list[T]:
    """Every record that `query` may mean, the best first; all of them where nothing is typed."""
    there = list(records)
    return [record for _, record in ranked(there, query, look)] if fold(query) else there


def ranked(
    records: Iterable[T], query: str, look: Look[T] | None = None, *, listed: Sequence[T] | None = None
) -> list[tuple[int, T]]:
    """The records that `query` may mean and how well it names each, the best first, those alike in their order."""
    there, asked = list(records), fold(query)
    if not there or not asked:
        return []
    how = look or _look_of(there[0])
    words = [fold(word) for word in _WORD.findall(query)]
    place = _place(asked, listed)
    found: list[tuple[int, int, T]] = []
    for n, record in enumerate(there):
        rank = _rank(how, record, asked, words, query.strip())
        if place is not None and record is place and rank != EXACT:
            rank = PLACE
        if rank is not None:
            found.append((rank, n, record))
    if not found and how.keys is None and asked.isascii() and not asked.isdecimal() and len(asked) > 1:
        # pypinyin costs a third of a second: asked for only where nothing else was found.
        found = [
            (SOUND_BEGINS, n, record)
            for n, record in enumerate(there)
            if any(sounds(name, asked) for name in how.names(record) if name)
        ]
    if not found and how.bare(query.strip()) != query.strip():
        return ranked(there, how.bare(query.strip()), how, listed=listed)
    return [(rank, record) for rank, _, record in sorted(found, key=lambda f: f[:2])]


def picks(typed: str, entries: Sequence[tuple[Sequence[str], str]], *, spoken: bool) -> list[int]:
    """Which of some entries, each its names and more words on it, the words typed mean, by their places, the best first: a
    name begins so, or sounds so (`spoken`: pinyin and initials count), then one holds them, then the other words do. All where
    nothing is typed."""
    asked, words = fold(typed), [fold(word) for word in typed.split()]
    spoken = spoken and asked.isascii()
    found: list[tuple[int, int]] = []
    for n, (names, more) in enumerate(entries):
        folded, everything = [fold(name) for name in names], fold(" ".join([*names, more]))
        if any(name.startswith(asked) for name in folded):
            rank = BEGINNING
        elif spoken and any(sounds(name, asked, whole=True) for name in names):
            rank = SOUND
        elif any(all(word in name for word in words) for name in folded):
            rank = PART
        elif spoken and any(all(sounds(name, word) for word in words) for name in names):
            rank = SOUND_BEGINS
        elif all(word in everything for word in words):
            rank = WORDS
        else:
            continue
        found.append((rank, n))
    return [n for _, n in sorted(found)]


def labels(records: Sequence[T], look: Look[T] | None = None) -> list[str]:
    """What each of some records is called, told apart where two have one name: by time or place, at last by the id."""
    if not records:
        return []
    how = look or _look_of(records[0])
    names = [how.label(record) if how.label else _first(how, record) for record in records]
    for more in (how.told, lambda record: ident(record)[:ID_SIGNS]):
        twice = {name for name in names if names.count(name) > 1}
        names = [
            f"{name} ({more(record)})" if name in twice and more(record) else name
            for name, record in zip(names, records, strict=True)
        ]
    return names


def nearest(records: Iterable[T], query: str, look: Look[T] | None = None) -> list[str]:
    """The names that come nearest to what was typed: by their characters, or by their sound where those differ."""
    there, asked = list(records), fold(query)
    if not there or not asked or asked.isdecimal():
        return []
    how = look or _look_of(there[0])
    shown = labels(there, how)
    near: list[tuple[float, int]] = []
    for n, record in enumerate(there):
        names = [fold(name) for name in (*how.names(record), *how.aliases(record)) if name]
        keys = list(how.keys(record)) if how.keys is not None and asked.isascii() else []
        near.append((max((_alike(asked, name) for name in (*names, *keys)), default=0.0), n))
    close = [n for share, n in sorted(near, key=lambda f: (-f[0], f[1])) if share >= 0.5]
    return list(dict.fromkeys(shown[n] for n in close))[:_NEAR]


class Head(msgspec.Struct, Generic[T], frozen=True):
    """Who a line begins with. `records`: one, several that match equally, or none; `start`, `end`: the span in the line."""

    records: list[T]
    start: int
    end: int

    @property
    def record(self) -> T | None:
        """The one that is meant; None where nobody is, or several are."""
        return self.records[0] if len(self.records) == 1 else None


def head(records: Iterable[T], line: str, look: Look[T] | None = None) -> Head[T]:
    """Who is named at the head of a line: the longest name that stands there wins; it may hold spaces, `&` and full stops.
    Else as many of the first words as are the beginning, the pinyin or the initials of a name."""
    there = list(records)
    start = len(line) - len(line.lstrip())
    if not there or start == len(line):
        return Head([], start, start)
    how = look or _look_of(there[0])
    whole = max(
        (_ends(line, start, name) for r in there for name in (*how.names(r), *how.aliases(r)) if name), default=0
    )
    ends = [m.end() for m in re.finditer(r"\S+", line)]
    most = max(len((name or "").split()) for r in there for name in how.names(r))
    for end in sorted({whole, *ends[:most]} - {0}, reverse=True):
        if end < whole:
            break
        said = line[start:end]
        found = ranked(there, said, how)
        several = len(said.split()) > 1
        good = [
            (rank, r) for rank, r in found if rank <= (BEGINNING if several else SOUND_BEGINS) and len(fold(said)) > 1
        ]
        if good:
            return Head([r for rank, r in good if rank == good[0][0]], start, end)
    return Head([], start, start)


def by_id(records: Iterable[T], query: str) -> list[T]:
    """The records of that id, or whose id begins so (six characters at least)."""
    typed = query.strip()
    return [
        r for r in records if typed and (ident(r) == typed or (len(typed) >= ID_SIGNS and ident(r).startswith(typed)))
    ]


# Inside


def _kind(kind: str | None, look: Look[Any] | None) -> str:
    return kind or (look.kind if look else "record")


def _rank(how: Look[T], record: T, asked: str, words: list[str], typed: str) -> int | None:
    names = [fold(name) for name in how.names(record) if name]
    own = ident(record)
    if asked in names or (own and typed == own) or any(_told(how, record, own, asked, name) for name in names):
        return EXACT
    if len(typed) >= ID_SIGNS and own.startswith(typed):
        return EXACT
    if how.text and asked.isdecimal():
        return None
    parts = [*names, *(fold(name) for name in how.aliases(record) if name)]
    if any(name.startswith(asked) for name in parts):
        return BEGINNING
    keys = list(how.keys(record)) if how.keys is not None else []
    if asked in keys and asked in _own_keys(how, record, keys):
        return SOUND
    if any(asked in name for name in parts):
        return PART
    if any(key.startswith(asked) for key in keys):
        return SOUND_BEGINS
    everything = [*parts, *(fold(text) for text in how.more(record) if text)]
    if words and all(any(word in text for text in everything) for word in words):
        return WORDS
    return None


def _told(how: Look[T], record: T, own: str, asked: str, name: str) -> bool:
    """Whether it is the name with what tells it from its like behind (see `labels`), with brackets or without: the day, or the day
    and the time; the beginning of the id."""
    rest = asked.removeprefix(name)
    if not rest or rest == asked:
        return False
    more = how.told(record)
    ways = {fold(more), fold(next(iter(more.split()), "")), own[:ID_SIGNS]}
    return all(piece in ways for piece in _BRACKETS.split(rest) if piece)


def _own_keys(how: Look[T], record: T, keys: list[str]) -> list[str]:
    """The sounds of the whole names alone: a short form's (`ml` of 梅林食品) are the beginnings of others' too."""
    n = 2 * sum(1 for name in how.names(record) if name)
    return keys[:n]


def _place(asked: str, listed: Sequence[T] | None) -> T | None:
    if listed is None or not asked.isdecimal() or not 1 <= int(asked) <= len(listed):
        return None
    return listed[int(asked) - 1]


def _first(how: Look[T], record: T) -> str:
    return next((name for name in how.names(record) if name), "") or ident(record)


def _alike(asked: str, name: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, asked, name, autojunk=False).ratio()


def _ends(line: str, start: int, name: str) -> int:
    """Where a name ends that stands in `line` at `start`, however its spaces, width and capitals were typed; 0 where it
    doesn't stand there, or goes on as another word."""
    wanted, seen = fold(name), ""
    for end in range(start + 1, len(line) + 1):
        seen = fold(line[start:end])
        if seen == wanted:
            after = line[end : end + 1]
            return end if not after or not (after.isalnum() or after in "&＆") else 0
        if not wanted.startswith(seen):
            return 0
    return 0


def _look_of(record: T) -> Look[T]:
    from aetui.desk.find.looks import LOOKS

    found: Look[T] = LOOKS[type(record)]
    return found
