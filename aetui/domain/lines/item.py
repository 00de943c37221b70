"""One thing said in a call: `> 周五17:30前给三个报价`, `@小王 周二前重出完稿` (D2; Marks)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from aetui.domain.marks import FORMS, ROWS, Mark, card_number
from aetui.domain.records import Item
from aetui.domain.text import cleaned, parted
from aetui.domain.whose import is_client_word

if TYPE_CHECKING:  # a quick note pays for what it uses
    from aetui.domain.clock.workcal import WorkCalendar

_PASSED = " \t　，,：:"
"""What may stand between an owner and what there is to do."""


class ItemLine(msgspec.Struct, frozen=True):
    """What a line says. The words of its time stay in `text`: `span` is where they stand in it, `offset` where in the cleaned line
    `text` begins. `untimed`: the line says itself that its words name no time. `number`: a card's."""

    mark: Mark
    owner: str | None
    text: str
    due: datetime | None = None
    span: tuple[int, int] | None = None
    offset: int = 0
    number: str | None = None
    untimed: bool = False


def may_be_timed(line: str) -> bool:
    """Whether the line has a mark whose time is looked for: only then is a calendar needed."""
    return ROWS[FORMS.get(cleaned(line).lstrip()[:1], "")].timed


def names_owner(line: str) -> bool:
    """Whether the line's mark says whose it is: only then are the names on the desk needed."""
    return FORMS.get(cleaned(line).lstrip()[:1], "") == "@"


def read(
    line: str, *, now: datetime, cal: WorkCalendar | None, known: tuple[str, ...] = (), timed: bool = True
) -> ItemLine:
    """The line taken apart. `now`: when it was said; `cal`: None where the line can't be timed (`may_be_timed`); `known`:
    colleagues and contacts, who need no space after `@name`; `timed`: False drops the time. A remark alone makes no promise, question, card or to-do. Never raises; `text` may be empty."""
    line = cleaned(line)
    mark, owner, text, offset = _signed(line, known)
    said, remark = parted(text)
    if remark and not said:
        words = f"{owner} {text}" if owner else remark
        return ItemLine("#", None, words, offset=max(line.find(words), 0))
    if owner and not text and owner not in known and not is_client_word(owner):
        # `@重出完稿`: what is to be done, and nobody named; no word is lost.
        text, offset = owner, max(line.find(owner), 0)
        owner = None
    if cal is None or not ROWS[mark].timed:
        return ItemLine(mark, owner, text, offset=offset, number=card_number(text))
    # Only lines that may hold a time pay for the grammar.
    from aetui.domain.plainwords import find_time

    bare = timed_again(text)
    if bare != text and find_time(bare, now=now, cal=cal) is not None:
        return ItemLine(mark, owner, bare, offset=offset, number=card_number(bare), untimed=True)
    found = find_time(text, now=now, cal=cal) if timed else None
    span = (found.start, found.end) if found else None
    return ItemLine(mark, owner, text, found.at if found else None, span, offset, card_number(text))


def write(item: Item, *, cal: WorkCalendar | None, known: tuple[str, ...] = (), lang: str = "zh") -> str:
    """The item as it would be typed when it was said: `@小王 周二前重出完稿`. `不限时` behind words whose time was dropped, and a
    whole time behind words that say another one than it has."""
    text = item.text
    if cal is not None and ROWS[item.mark].timed:
        from aetui.domain.lines.parts import NO_TIME, split_remark, whole_time
        from aetui.domain.plainwords import find_time

        found = find_time(text, now=item.at, cal=cal)
        if (found.at if found else None) != item.due:
            words, remark = split_remark(text)
            when = whole_time(item.due, cal) if item.due else NO_TIME.get(lang)
            # A remark that stood at a punctuation mark needs one: behind a letter or a figure it would be none.
            text = f"{words} {when}{'。' if remark and not remark[0].isspace() else ''}{remark}"
    if item.mark != "@":
        return f"{item.mark} {text}" if item.mark else text
    from aetui.domain.lines.parts import owner_words

    # A comma where nobody is named, so that the first word isn't a name.
    return f"{owner_words(item.owner, known).strip()} {text}" if item.owner else f"@，{text}"


def timed_again(line: str) -> str:
    """The line without the words by which it says that it has no time."""
    from aetui.domain.plainwords import no_time

    line = cleaned(line)
    words, _ = parted(line)
    end = no_time(words)
    if end is None:
        return line
    said = words[: len(words) - len(words[end:].lstrip(" ,，;；"))]
    return said.rstrip() + line[len(words) :]


def _signed(line: str, known: tuple[str, ...]) -> tuple[Mark, str | None, str, int]:
    """The mark, whose it is (`@`), the words, and where these begin."""
    lead = len(line) - len(line.lstrip())
    body = line.strip()
    mark = FORMS.get(body[:1], "")
    if not mark:
        return "", None, body, lead
    rest = body[1:]
    inner = rest.lstrip()
    offset = lead + 1 + len(rest) - len(inner)
    if mark != "@":
        return mark, None, inner, offset
    from aetui.domain.lines.parts import owner_at

    owner, end = owner_at(inner, 0, known)
    words = inner[end:].lstrip(_PASSED)
    return "@", owner or None, words, offset + len(inner) - len(words)
