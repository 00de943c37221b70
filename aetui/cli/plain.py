"""Lines for a terminal that is no screen: made harmless, and padded by cells."""

from __future__ import annotations

import re

# C0 and C1 controls but the tab, and what turns the direction of text around.
_STEERING = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """`text` without anything that a terminal would take for a command. Line ends stay as they are."""
    return "\n".join(_STEERING.sub("�", line) for line in text.split("\n"))


def pad(text: str, width: int) -> str:
    """`text` cut or filled to `width` cells."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) == width else set_cell_size(text, width)


def columns(rows: list[list[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines whose columns stand under each other; the columns named in `right` are set flush right."""
    from rich.cells import cell_len

    widths = [max(cell_len(row[n]) for row in rows) for n in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = [
            " " * (widths[n] - cell_len(cell)) + cell if n in right else cell + " " * (widths[n] - cell_len(cell))
            for n, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
