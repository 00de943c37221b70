"""What one change says of a document, and what several say together, in the order of their clocks. Pure: JSON values in, JSON values out.

A change is taken apart into what it said of each place: a field, a key, a thing of a list that has an id. Of a place of which two
said something the later word counts. What is taken out of a list stays where another, which that didn't see, said something of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final, Literal

Path = tuple[str, ...]
"""Where in a document: field names, keys, ids of what stands in lists."""


class _Nothing:
    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


ABSENT: Final = _Nothing("ABSENT")
GONE: Final = _Nothing("GONE")
"""The word of a change that took something out of a list."""
Kind = Literal["map", "things", "set"]
"""A field or a key each; a list of things with ids; a list of texts, numbers or facts, each of them once."""
Stays = Callable[[Path], bool]
"""Whether what stands there was spoken of by one that a removal of it didn't see."""
Before = Callable[[Path], Any]
"""What stood there before it was taken away, as far as the change saw that it was; ABSENT where it wasn't."""


def applied(doc: Any, before: Any, after: Any, path: Path, stays: Stays, gone: Before) -> Any:
    """What stands in a place of the document when a change that was made from `before` to `after` is laid over it."""
    if before is ABSENT and doc is not ABSENT and _has_id(after):
        before = gone(path)
    if before == after:
        return doc
    kind = _kind(before, after)
    if kind is None or (doc is not ABSENT and _kind(doc, after if after is not ABSENT else before) != kind):
        return after
    if doc is ABSENT and _has_id(after):
        return after
    found = _parts(kind, doc)
    was, now = _parts(kind, before), _parts(kind, after)
    keys = [*now, *(key for key in was if key not in now)]
    for key in keys:
        here, said, word = found.get(key, ABSENT), was.get(key, ABSENT), now.get(key, ABSENT)
        if kind != "map" and word is ABSENT:
            value = here if stays((*path, key)) else ABSENT
        else:
            value = applied(here, said, word, (*path, key), stays, gone)
        if value is ABSENT:
            found.pop(key, None)
        else:
            found[key] = value
    if not found:
        return after if after is not ABSENT and not now else ABSENT
    if kind == "map":
        return {key: found[key] for key in (*(k for k in now if k in found), *(k for k in found if k not in now))}
    if list(was) == list(now):
        return [found[key] for key in found]
    return [found[key] for key in _order(list(found), list(now))]


def words(before: Any, after: Any, path: Path, gone: Before) -> Iterable[tuple[Path, Any]]:
    """What a change says: of which places, and what; ABSENT: that a field or a key holds nothing, GONE."""
    if before is ABSENT and _has_id(after):
        before = gone(path)
    if before == after:
        return
    kind = _kind(before, after)
    if kind is None or (after is ABSENT and _has_id(before)):
        yield path, after if kind is None else GONE
        return
    was, now = _parts(kind, before), _parts(kind, after)
    for key in dict.fromkeys((*was, *now)):
        said, word = was.get(key, ABSENT), now.get(key, ABSENT)
        if kind != "map" and word is ABSENT:
            yield (*path, key), GONE
        else:
            yield from words(said, word, (*path, key), gone)


def at(document: Any, path: Path) -> Any:
    """What stands there; ABSENT where nothing does."""
    for part in path:
        kind = _kind(document, document)
        if kind is None:
            return ABSENT
        document = _parts(kind, document).get(part, ABSENT)
        if document is ABSENT:
            return ABSENT
    return document


def overlap(one: Path, other: Path) -> bool:
    """Whether one place is in the other."""
    n = min(len(one), len(other))
    return one[:n] == other[:n]


def _order(there: list[str], said: list[str]) -> list[str]:
    """What is there in the order that was said; what wasn't named stands behind what it stood behind."""
    named, present = set(said), set(there)
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for key in there:
        if key in named:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    found = behind.get(None, [])
    for key in said:
        if key in present:
            found += [key, *behind.get(key, ())]
    return found


def _kind(before: Any, after: Any) -> Kind | None:
    """How two values of one place are compared; None: each as a whole. What a record holds nothing of is left out of it."""
    if before is ABSENT or after is ABSENT:
        there = after if before is ABSENT else before
        if isinstance(there, dict):
            return "map" if "at" not in there or "id" in there else None
        before = after = there
    if isinstance(before, dict) and isinstance(after, dict):
        return "map" if all("id" in one or "at" not in one for one in (before, after)) else None
    if isinstance(before, list) and isinstance(after, list):
        if not before and not after:
            return None
        if all(_things(one) for one in (before, after)):
            return "things"
        if all(_plain(one) for one in (before, after)):
            return "set"
    return None


def _parts(kind: Kind, value: Any) -> dict[str, Any]:
    if value is ABSENT:
        return {}
    if kind == "map":
        return dict(value)
    if kind == "things":
        return {one["id"]: one for one in value}
    return {json.dumps(one): one for one in value}


def _has_id(value: Any) -> bool:
    return isinstance(value, dict) and "id" in value


def _things(value: list[Any]) -> bool:
    """A list of things that each have an id of their own."""
    ids = [one["id"] for one in value if isinstance(one, dict) and isinstance(one.get("id"), str)]
    return len(ids) == len(value) == len(set(ids))


def _plain(value: list[Any]) -> bool:
    """A list of texts, numbers and facts (what was done, and when) that are all different."""
    plain = all(isinstance(one, str | int) or (isinstance(one, dict) and "at" in one) for one in value)
    return plain and len({json.dumps(one) for one in value}) == len(value)
