"""Where something lies, in one line: `客户 brief D:\\\\客户\\\\梅林\\\\brief.docx`: what it is, and the path or address."""

from __future__ import annotations

import msgspec

from aetui.domain.lines.parts import SEPARATORS, quoted
from aetui.domain.named import named_in
from aetui.domain.records import Link
from aetui.domain.text import cleaned

_QUOTES = '"“”「」『』'


class LinkLine(msgspec.Struct, frozen=True):
    """What a line says. `target` is empty where the line is."""

    target: str
    name: str | None = None


def read(line: str) -> LinkLine:
    """The first place that the line names, and the words around it; where it names none, the whole line is the place. Never raises."""
    text = " ".join(cleaned(line).split("\n")).strip()
    found = next(iter(named_in(text)), None)
    if found is None:
        return LinkLine(text.strip(_QUOTES + SEPARATORS))
    words = f"{text[: found.start].strip(SEPARATORS)} {text[found.end :].strip(SEPARATORS)}".strip()
    return LinkLine(found.target, words or None)


def write(link: Link | LinkLine) -> str:
    """The line again; a path that would be read otherwise stands in quotes."""
    for target in (link.target, quoted(link.target)):
        line = f"{link.name} {target}" if link.name else target
        if read(line) == LinkLine(link.target, link.name):
            return line
    return line
