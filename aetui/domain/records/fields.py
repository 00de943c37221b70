"""Every text that a record holds, wherever in it, mended by one function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

# What names other records, or is one of a few signs, isn't a text that somebody wrote.
_NAMES = frozenset({"id", "uid", "origin", "key", "keys", "mark", "made", "serves", "tomorrow"})


def with_texts(value: T, mend: Callable[[str], str]) -> T:
    """`value`, a record or any part of one, with `mend` done to each text in it; ids, keys and marks stay. The same object
    where nothing is changed."""
    return cast("T", _mended(value, mend))


def _mended(value: Any, mend: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        new = mend(value)
        return value if new == value else new
    if isinstance(value, msgspec.Struct):
        changed = {}
        for name in value.__struct_fields__:
            if name in _NAMES or name.endswith("_id"):
                continue
            old = getattr(value, name)
            new = _mended(old, mend)
            if new is not old:
                changed[name] = new
        return msgspec.structs.replace(value, **changed) if changed else value
    if isinstance(value, list | tuple):
        items = [_mended(one, mend) for one in value]
        if all(new is old for new, old in zip(items, value, strict=True)):
            return value
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        held = {key: _mended(one, mend) for key, one in value.items()}
        return held if any(held[key] is not value[key] for key in value) else value
    return value
