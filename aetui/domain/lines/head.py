"""The name that begins a line: a client's, a receiver's."""

from __future__ import annotations

from collections.abc import Iterable

from aetui.domain.lines.parts import SEPARATORS, Cut, name_at, quoted
from aetui.domain.plainwords.lexer import normalize


def take_head_name(cut: Cut, names: Iterable[str], *, key: str = "client") -> str:
    """The longest known name at the head of the line, which may hold spaces, `&` and full stops and needs no space after it
    where it isn't Latin; else a name in quotes, else the first word. Taken off the line."""
    line = cut.text[: cut.end]
    begin = len(line) - len(line.lstrip())
    end = max((stop for name in names if (stop := _ends(line, begin, name))), default=0)
    if end:
        name = line[begin:end]
    else:
        name, end = name_at(line, begin)
    if name:
        cut.take_head(key, (begin, end))
    return name


def head_words(name: str) -> str:
    """A name as the head of a line."""
    return name if name_at(f"{name} ", 0)[0] == name and name == name.strip(SEPARATORS) else quoted(name)


def _ends(line: str, begin: int, name: str) -> int:
    """Where `name` ends, where the line begins with it; 0 where it doesn't. Capitals and full-width forms count the same."""
    wanted = normalize(name.strip())
    end = begin + len(wanted)
    if not wanted or normalize(line[begin:end]) != wanted:
        return 0
    after = line[end : end + 1]
    return 0 if wanted[-1].isascii() and wanted[-1].isalnum() and after.isascii() and after.isalnum() else end
