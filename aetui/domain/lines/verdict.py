"""What somebody said of a work, in one line: who, and what, point by point. `王磊` passes the work, `王磊：标题不清；logo 太小` returns
it with what was wrong; `陈小姐：字太小；logo 再大` is what the client said of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import quoted
from aetui.domain.patterns import pattern
from aetui.domain.records import SelfMark, SkillWord
from aetui.domain.text import cleaned, opening

_COLON = pattern(r"[:：]")
_ENDS = pattern(r"[;；\n]")
_QUOTED = pattern(r'\s*"((?:[^"\n]|"")*)"\s*(?:[:：]|$)')


class Verdict(msgspec.Struct, frozen=True):
    """Who said it (empty: nobody is named), and what, point by point: of a review what was wrong; nothing: it passes."""

    by: str
    points: tuple[str, ...] = ()


def read(text: str, *, known: Collection[str] | None = None) -> Verdict:
    """What stands before the first colon is who, what follows are the points, parted at `;` `；`; a name that holds a colon
    stands in quotes. `known`: who may have said it, where a line without one of them before a colon is points alone. What is for
    the house (`#`) stays with the point before it. Never raises."""
    line = cleaned(text)
    held = _QUOTED.match(line)
    if held is not None:
        return Verdict(held[1].replace('""', '"').strip(), _points(line[held.end() :]))
    by, *rest = _COLON.split(line, maxsplit=1)
    if known is not None and by.strip() not in known:
        return Verdict("", _points(line))
    return Verdict(by.strip(), _points("".join(rest)))


def write(by: str, points: Sequence[str] = ()) -> str:
    """The line again."""
    name = quoted(by) if _COLON.search(by) or by.startswith('"') else by
    return f"{name}：{'；'.join(points)}" if points else name


def _points(text: str) -> tuple[str, ...]:
    at = opening(text) if "\n" not in text else None
    said, remark = (text, "") if at is None else (text[:at], text[at:])
    points = _ENDS.split(said)
    points[-1] += remark
    return tuple(point for one in points if (point := one.strip()))


# A line of skills

LOWEST, HIGHEST = 1, 5
_MARK = pattern(r"([1-5１-５])(?:分|/5)?(?:\s+|[,，、:：;；]\s*|$)")
_NUMBER = pattern(r"-?[\d.]+(?:分|/5)?")
_UNMARKED = pattern(r"[-–]\s+")


def read_mark(text: str) -> SelfMark:
    """`4`, `4分，例子`, `例子` alone; what begins like a mark and is none stands behind `- `. Raises BadInput (`own.mark`) for a number that
    is no mark."""
    line = cleaned(text).strip()
    found = _MARK.match(line)
    if found is not None:
        return SelfMark(mark=int(found[1]), example=line[found.end() :].strip() or None)
    if _NUMBER.fullmatch(line):
        raise BadInput("own.mark", text=line)
    unmarked = _UNMARKED.match(line)
    return SelfMark(example=line[unmarked.end() if unmarked else 0 :] or None)


def write_mark(said: SelfMark | None) -> str:
    """The line again."""
    if said is None:
        return ""
    example = said.example or ""
    if said.mark is not None:
        return f"{said.mark} {example}".strip()
    doubtful = _MARK.match(example) or _NUMBER.fullmatch(example) or _UNMARKED.match(example)
    return f"- {example}" if doubtful else example


def read_word(text: str) -> SkillWord | None:
    """What stands before the first colon is the word, what follows the example; a word that holds a colon stands in quotes. None for an
    empty line. Raises BadInput (`appraisal.skill_word`) for an example without a word."""
    line = cleaned(text).strip()
    held = _QUOTED.match(line)
    if held is not None:
        word, example = held[1].replace('""', '"').strip(), line[held.end() :].strip()
    else:
        word, _, example = (part.strip() for part in _parted(line))
    if not word and example:
        raise BadInput("appraisal.skill_word", text=line)
    return SkillWord(word=word, example=example or None) if word else None


def write_word(said: SkillWord | None) -> str:
    """The line again."""
    if said is None:
        return ""
    word = quoted(said.word) if _COLON.search(said.word) or said.word.startswith('"') else said.word
    return f"{word}：{said.example}" if said.example else word


def _parted(line: str) -> tuple[str, str, str]:
    found = _COLON.search(line)
    return (line, "", "") if found is None else (line[: found.start()], found[0], line[found.end() :])
