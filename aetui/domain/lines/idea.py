"""An idea in one line: `用真人照片 2611-003`, `结尾倒着放 @小王` (Y1)."""

from __future__ import annotations

import msgspec

from aetui.domain.lines.parts import NOBODY, Cut, People, in_words, owner_words, split_remark, take_owner
from aetui.domain.marks import card_span
from aetui.domain.records import Idea


class IdeaLine(msgspec.Struct, frozen=True):
    """What a line says. `who`: whose idea it is (None: one's own); `card`: the number of a card, which stays in the words."""

    text: str
    who: str | None = None
    card: str | None = None


def read(line: str, *, people: People = NOBODY) -> IdeaLine:
    """An `@name` says whose it is. Never raises; `text` may be empty."""
    cut = Cut(line)
    who = people.owner(take_owner(cut, people))
    number = card_span(cut.masked())
    return IdeaLine(cut.words(), who, number[0] if number else None)


def write(idea: Idea, *, people: People = NOBODY) -> str:
    """The same line again."""
    words, remark = split_remark(idea.text)
    line = (in_words(words) if words else "") + owner_words(idea.who, people.owners)
    return line.strip() + remark if line else remark.strip()
