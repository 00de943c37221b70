"""Lines for a terminal that is no screen: made harmless, and padded by cells."""

from __future__ import annotations

from aetui.domain.patterns import pattern

# C0 and C1 controls, what turns the direction of text around, and halves of characters.
_STEERING = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENDS = pattern("[\r\n\u0085\u2028\u2029]+")


def harmless(text: str) -> str:
    """`text` as one line, without anything that a terminal would take for a command."""
    if text.isprintable():  # most are; lone surrogates and controls aren't
        return text
    return _STEERING.sub("�", _ENDS.sub(" ", text).replace("\t", " "))


def columns(rows: list[list[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines whose columns stand under each other; the columns named in `right` are set flush right."""
    from rich.cells import cell_len

    clean = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(cell_len(row[n]) for row in clean) for n in range(len(clean[0]))] if clean else []
    lines = []
    for row in clean:
        cells = [
            " " * (widths[n] - cell_len(cell)) + cell if n in right else cell + " " * (widths[n] - cell_len(cell))
            for n, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
