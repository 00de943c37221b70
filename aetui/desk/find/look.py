"""How records of one kind are looked at by the finder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Look(msgspec.Struct, Generic[T], frozen=True):
    """How records of one kind are looked at.

    `names`: each names the record alone when it is typed whole. `aliases`: so does each in a book of its own, but one that
    begins another's name is not preferred (a firm's short name that we made ourselves). `keys`: how the names sound, where that is
    kept with the record; None: it is reckoned when nothing else was found. `told`: by what it is told from its like.
    `bare`: a query without what adds nothing to it, tried where nothing was found. `label`: what it is called in a list, its
    first name by default. `text`: it is known by running text or by a number of its own, so that a bare number is no part of
    it. `newest`: of several with one name the last is meant, as of a work's versions.
    """

    kind: str
    names: Callable[[T], Iterable[str | None]]
    aliases: Callable[[T], Iterable[str | None]] = lambda _: ()
    keys: Callable[[T], Iterable[str]] | None = None
    more: Callable[[T], Iterable[str | None]] = lambda _: ()
    label: Callable[[T], str] | None = None
    told: Callable[[T], str] = lambda _: ""
    bare: Callable[[str], str] = lambda query: query
    text: bool = False
    newest: bool = False
