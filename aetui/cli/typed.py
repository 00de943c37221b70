"""Text of several lines for a command: as an argument, from standard input (`-`), or from `$EDITOR`."""

from __future__ import annotations

import sys

import click

from aetui.domain.errors import BadInput


def typed_lines(text: str) -> list[str]:
    """The lines that are not empty; `-` reads standard input, or, on a terminal, what is written in `$EDITOR`. Raises
    BadInput (`text.none`) without any."""
    said = text
    if text == "-":
        said = (click.edit() or "") if sys.stdin.isatty() else sys.stdin.read()
    lines = [line for line in said.splitlines() if line.strip()]
    if not lines:
        raise BadInput("text.none")
    return lines
