"""Text of several lines for a command: as an argument, from standard input (`-`), or from `$EDITOR`."""

from __future__ import annotations

import sys

from aetui.domain.errors import BadInput


def typed_lines(text: str) -> list[str]:
    """The lines that are not empty; `-` reads standard input. Raises BadInput (`text.none`) without any."""
    said = sys.stdin.read() if text == "-" else text
    lines = [line for line in said.splitlines() if line.strip()]
    if not lines:
        raise BadInput("text.none")
    return lines
