"""Several names in one line: clients on the first morning, attendees, who works on a client."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from aetui.domain.lines.parts import quoted
from aetui.domain.patterns import pattern
from aetui.domain.text import cleaned

_ENDS = pattern(r"[,，、;；\n]")
_QUOTE = pattern(r'\s*"((?:[^"\n]|"")*)"\s*(?:[,，、;；\n]|$)')


def read(text: str, *, known: Collection[str] = ()) -> list[str]:
    """The names, parted at `,` `，` `、` `;` `；` and line ends alone: a name may hold spaces. Where each word is one of `known`,
    spaces part them too. Each once, in order."""
    line, names, at = cleaned(text), [], 0
    while at < len(line):
        held = _QUOTE.match(line, at)
        if held is not None:
            names.append(held[1].replace('""', '"').strip())
            at = held.end()
            continue
        end = _ENDS.search(line, at)
        stop = end.start() if end else len(line)
        name = line[at:stop].strip()
        words = name.split()
        names += words if name not in known and all(word in known for word in words) else [name]
        at = stop + 1
    return list(dict.fromkeys(name for name in names if name))


def write(names: Sequence[str], *, comma: str = "、") -> str:
    """The line again; a name that holds such a sign stands in quotes."""
    return comma.join(quoted(name) if _ENDS.search(name) or name.startswith('"') else name for name in names)
