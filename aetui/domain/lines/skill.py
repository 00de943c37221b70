"""A line of 专业技巧 or 人际技巧 as it is judged: of oneself `4 提案三次都过了`, of an AE `稳：提案三次都过了`."""

from __future__ import annotations

from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import quoted
from aetui.domain.patterns import pattern
from aetui.domain.records import SelfMark, SkillWord
from aetui.domain.text import cleaned

LOWEST, HIGHEST = 1, 5
_MARK = pattern(r"([1-5１-５])(?:分|/5)?(?:\s+|[,，、:：;；]\s*|$)")
_NUMBER = pattern(r"-?[\d.]+(?:分|/5)?")
_UNMARKED = pattern(r"[-–]\s+")
_COLON = pattern(r"[:：]")
_QUOTED = pattern(r'"((?:[^"\n]|"")*)"\s*(?:[:：]|$)')


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
