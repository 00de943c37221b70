"""The names on the desk, which are never a time, whatever they hold: 后天机器人, 明天控股, 午后红茶, 张三点头."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from itertools import chain, count

_SHORTEST = 2  # a name of one character would hide that character everywhere
_STANDS_FOR_A_NAME = "\u25a1"


class Names:
    """Names, as `source` tells them when the first text is looked at. A short name that is a time as it stands (明天,
    for 明天控股) would hide that time: `source` leaves it out (`plainwords.is_time`)."""

    def __init__(self, source: Callable[[], Iterable[str]] = tuple) -> None:
        self._source = source

    @cached_property
    def _longest_first(self) -> list[str]:
        known = {name.strip() for name in self._source()}
        return sorted((name for name in known if len(name) >= _SHORTEST), key=len, reverse=True)

    def hidden(self, text: str) -> str:
        """The text, character for character, with every name's characters replaced by ones that mean nothing."""
        for name in self._longest_first:
            if name in text or (" " in name and name.lower() in text.lower()):
                text = _without(text, name)
        return text


NOBODY = Names()


def _without(text: str, name: str) -> str:
    # Case tells a name from a word (May, may), but nobody types two words by chance.
    held, wanted = (text.lower(), name.lower()) if " " in name else (text, name)
    if len(held) != len(text):  # İ: a capital that is longer when small
        held, wanted = text, name
    at = held.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (_joined(text, at) or _joined(text, end)):
            text = text[:at] + _STANDS_FOR_A_NAME * (end - at) + text[end:]
            held = held[:at] + _STANDS_FOR_A_NAME * (end - at) + held[end:]
        at = held.find(wanted, end)
    return text


def _joined(text: str, at: int) -> bool:
    """Whether a Latin word runs on over that place: Sun in Sunday."""
    return 0 < at < len(text) and _latin(text[at - 1]) and _latin(text[at])


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def free_short(short: str, name: str, taken: Collection[str]) -> str:
    """The short name that a client goes by: `short` where nobody else has it, else the whole name, numbered where that is
    taken too."""
    numbered = (f"{name} {n}" for n in count(2))
    return next(one for one in chain((short, name), numbered) if one not in taken)
