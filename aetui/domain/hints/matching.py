"""The patterns of hints: how one is written, and where it stands in a clause.

A pattern is made of words as they stand and of lists, `{give}`; `…` leaves room for some words between two of them, in one clause.
An entry of a list may be a pattern too: `{surname}总`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from aetui.domain.patterns import pattern

KNOWN = "known"
"""The list that a desk fills: names of clients and of their people."""

ROOM = 10
"""So many words, or characters of Chinese, may stand where a pattern has its `…`."""

BARRED = "!"
"""Before a word of a list: nothing that it holds counts as a word of that list (`!说话` of `说`)."""

Span = tuple[int, int]
Spans = tuple[Span, ...]
"""Where the pieces of a pattern stand in a clause."""

_PIECE = pattern(r"\{([^{}]*)\}|(…|\.{3})|([^{}…]+?)(?=\{|…|\.{3}|$)")
_BETWEEN = pattern(r"[\s的了过着个]*|'s\s+")
_TOKEN = pattern(r"[a-z0-9']+|[^\sa-z0-9']")


@lru_cache(maxsize=4096)
def pieces(written: str) -> tuple[tuple[str, str], ...]:
    """A pattern's pieces, as (`list`, its name), (`room`, ""), (`word`, itself). Raises ValueError for what is no pattern."""
    found: list[tuple[str, str]] = []
    at = 0
    text = written.strip().lower()
    if text and not any(sign in text for sign in ("{", "}", "…", "...")):
        return (("word", text),)  # the most are, and no pattern is needed to see it
    while at < len(text):
        here = _PIECE.match(text, at)
        if here is None or here.end() == at:
            raise ValueError(written)
        at = here.end()
        name, room, word = here.groups()
        if room:
            found.append(("room", ""))
        elif name is not None:
            found.append(("list", name.strip()))
        elif word.strip():
            found.append(("word", word.strip()))
    if not found or found[0][0] == "room" or found[-1][0] == "room":
        raise ValueError(written)
    return tuple(found)


class ClauseLists:
    """The words of the lists in one clause, each found once."""

    def __init__(self, lists: Mapping[str, list[str]], known: Collection[str]) -> None:
        self._lists, self._names = lists, [name.lower() for name in known if name.strip()]
        self._clause = ""
        self._found: dict[str, list[Span]] = {}

    def turn_to(self, clause: str) -> None:
        """Another clause is looked at."""
        if clause != self._clause:
            self._clause, self._found = clause, {}

    def matches(self, written: str) -> Iterator[Spans]:
        """Where a pattern stands in the clause: each piece of it."""
        ways: list[Spans] = [()]
        room = False
        for kind, name in pieces(written):
            if kind == "room":
                room = True
                continue
            spans = self._of(name) if kind == "list" else self._word(name)
            ways = [
                (*way, span) for way in ways for span in spans if not way or self._follows(way[-1], span, room=room)
            ]
            if not ways:
                return
            room = False
        yield from ways

    def _of(self, name: str) -> list[Span]:
        found = self._found.get(name)
        if found is None:
            self._found[name] = []  # a list that holds itself ends here
            entries = self._names if name == KNOWN else self._lists.get(name, ())
            spans: set[Span] = set()
            barred: set[Span] = set()
            for entry in entries:
                word, into = (entry[1:], barred) if entry[0] == BARRED else (entry, spans)
                if "{" in word:
                    into.update((way[0][0], way[-1][1]) for way in self.matches(word))
                elif word.rstrip("*") in self._clause:  # most words aren't there
                    into.update(self._word(word))
            found = self._found[name] = sorted(s for s in spans if not any(meet(s, other) for other in barred))
        return found

    def _word(self, word: str) -> list[Span]:
        clause, spans = self._clause, []
        begins = word.endswith("*")
        word = word.rstrip("*")
        at = clause.find(word)
        while at >= 0:
            end = at + len(word)
            if _apart(clause, at, word[0], -1) and (begins or _apart(clause, end, word[-1], 0)):
                spans.append((at, end))
            at = clause.find(word, at + 1)
        return spans

    def _follows(self, before: Span, after: Span, *, room: bool) -> bool:
        if after[0] < before[1]:
            return False
        between = self._clause[before[1] : after[0]]
        if room:
            return len(_TOKEN.findall(between)) <= ROOM
        return _BETWEEN.fullmatch(between) is not None


def _apart(clause: str, at: int, edge: str, by: int) -> bool:
    """Whether a Latin word begins or ends there; of Chinese nothing is asked."""
    place = at + by
    if not (edge.isascii() and edge.isalnum()) or not 0 <= place < len(clause):
        return True
    beside = clause[place]
    return not (beside.isascii() and beside.isalnum())


def meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
