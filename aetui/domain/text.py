"""What is typed, before anything looks at it: invisible characters go, and the house's remark is told from the line.

Two questions have one answer here. Which characters count (`cleaned`): a mark behind a byte order mark is a mark, a time with
a zero width space inside is that time. What is for the house alone (`parted`, `for_client`): domain.md, Marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from aetui.domain.named import pathless
from aetui.domain.patterns import pattern

_LINE_ENDS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# Controls but tab and line feed; what Unicode lets a font ignore; halves of characters; code points that are none.
_SUSPECT = pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Those of them that count as printable: marks, selectors and fillers.
_PRINTABLE_SUSPECTS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
# Symbols that a joiner may join or a selector may colour.
_EMOJI = pattern(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]"
)
_FLAG = "\N{WAVING BLACK FLAG}"
_KEYCAP = "\u20e3"
_ZWNJ, _ZWJ = "\u200c", "\u200d"


def cleaned(text: str) -> str:
    """`text` without what nobody sees: format characters, direction overrides, fillers, controls. Line ends of every sort
    become line feeds, tabs stay; joined emoji, their colours and flags, and the joiners of the scripts that need them stay
    too; half a character becomes U+FFFD. Idempotent."""
    if text.isprintable() and _PRINTABLE_SUSPECTS.isdisjoint(text):
        return text  # the most, and no pattern is needed to see it
    text = _LINE_ENDS.sub("\n", text)
    if _SUSPECT.search(text) is None:
        return text
    kept: list[str] = []
    for n, char in enumerate(text):
        if _SUSPECT.match(char) is None:
            kept.append(char)
        elif "\ud800" <= char <= "\udfff":
            kept.append("\N{REPLACEMENT CHARACTER}")
        elif _needed(char, kept[-1] if kept else "", text[n + 1 : n + 2]):
            kept.append(char)
    return "".join(kept)


def _needed(char: str, before: str, after: str) -> bool:
    """Whether an invisible character changes what is seen around it."""
    if not before:
        return False
    if char == _ZWJ and _EMOJI.match(before) and after and _EMOJI.match(after):
        return True
    if char in (_ZWNJ, _ZWJ):  # Persian, Arabic; behind a virama in the scripts of India
        return unicodedata.bidirectional(before) == "AL" or unicodedata.combining(before) == 9
    if char in "\ufe0e\ufe0f":
        return (before != "\ufe0f" and bool(_EMOJI.match(before))) or (before in "0123456789#*" and after == _KEYCAP)
    if "\U000e0020" <= char <= "\U000e007f":  # a flag of a part of a country
        return before == _FLAG or "\U000e0020" <= before < "\U000e007f"
    return "\U000e0100" <= char <= "\U000e01ef" and unicodedata.name(before, "").startswith("CJK")


_SIGN = pattern("[#＃]")
_TOPIC = pattern("[#＃](?=[^\\s#＃])(?P<name>[^#＃\n]{1,32}?)(?<=[^\\s，,、；;：:])[#＃]")
_APART = pattern("(?<=[\u2e80-\uffef])\\s+(?=[\u2e80-\uffef])")
_COLOUR = pattern("(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?![0-9A-Za-z])")
_LINK = pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|(?<![\w.])[\w-]+(?:\.[\w-]+)+/)[!-~]*", re.ASCII)
_LINK_TAIL = pattern(r"[,.;:!?'\")\]}]+#*\Z")
_QUOTED = pattern('(?<![0-9A-Za-z])"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』')
_HANGING = " \t　，,、；;：:（([【「—–-"


def opening(text: str) -> int | None:
    """Where in the first line of `text` the house's remark begins, with its sign; None without one."""
    line = text.partition("\n")[0]
    signs = [found.start() for found in _SIGN.finditer(line)]
    if not signs:
        return None
    closed = -1  # up to here a topic reaches
    passed: list[tuple[int, int]] | None = None
    for at in signs:
        if at < closed or not _may_open(line[:at]) or _counts(line, at + 1):
            continue
        topic = _TOPIC.match(line, at)
        if topic is not None and _APART.search(topic["name"]) is None:
            closed = topic.end()
            continue
        passed = list(_passed(line)) if passed is None else passed
        if not any(start <= at < end for start, end in passed):
            return at
    return None


def _may_open(before: str) -> bool:
    """Whether a sign behind these words may open a remark: at the start, behind a space, punctuation or another sign."""
    last = before.rstrip("\ufe0e\ufe0f")[-1:]
    return not last or unicodedata.category(last)[0] not in "LNM"


def _counts(line: str, after: int) -> bool:
    """Whether what follows a sign makes it a number's or a colour's."""
    return line[after : after + 1].isdigit() or _COLOUR.match(line, after) is not None


def _passed(line: str) -> Iterator[tuple[int, int]]:
    """The spans in which a sign is a character like any other: links, and quoted names."""
    for link in _LINK.finditer(line):
        tail = _LINK_TAIL.search(link[0])
        yield link.start(), link.start() + (tail.start() if tail else len(link[0]))
    for quoted in _QUOTED.finditer(line):
        yield quoted.span()


def parted(text: str) -> tuple[str, str]:
    """A cleaned text as (what may leave the house, the house's remark), line by line; the remark is "" without one.

    A single line's first part is a beginning of it: spans found in one hold in the other. A line that is a remark alone
    leaves nothing behind.
    """
    if "#" not in text and "＃" not in text:
        return text, ""
    if "\n" not in text:
        at = opening(text)
        return (text, "") if at is None else (text[:at].rstrip(_HANGING), text[at + 1 :].strip())
    kept, remarks = [], []
    for line in text.split("\n"):
        words, remark = parted(line)
        if words or opening(line) is None:
            kept.append(words)
        if remark:
            remarks.append(remark)
    return "\n".join(kept), "\n".join(remarks)


def without_remarks(text: str) -> str:
    """A text cleaned, and without what the house remarked."""
    return parted(cleaned(text))[0]


def for_client(text: str) -> str:
    """What of a text may leave the house: cleaned, without its remarks, and of a path of the house the name at its end alone."""
    return pathless(without_remarks(text))


def listed(words: Iterable[str]) -> str:
    """What a user wrote, several in one line, each once: joined as their script joins (`甲、乙`, `a, b`)."""
    each = list(dict.fromkeys(word for word in words if word))
    return ("、" if any(unicodedata.east_asian_width(c) in "WF" for word in each for c in word) else ", ").join(each)


def made_of(line: str) -> str:
    """What a title, an action, a to-do made from a line is called: the line without its remark. Of one that is a remark alone,
    which makes none by itself, all of it."""
    return without_remarks(line).strip() or line
