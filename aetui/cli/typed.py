"""Text of several lines for a command: as an argument, from standard input (`-`), or from `$EDITOR`."""

from __future__ import annotations

import sys

import click

from aetui.cli.stdin import typed_in
from aetui.domain.errors import BadInput
from aetui.domain.text import cleaned


def typed_lines(text: str) -> list[str]:
    """The lines that are not empty, clean; `-` reads standard input, or, on a terminal, what is written in `$EDITOR`. Raises
    BadInput (`text.none`) without any, `input.encoding` where it is in no encoding known."""
    said = text
    if text == "-":
        said = (click.edit() or "") if sys.stdin is not None and sys.stdin.isatty() else typed_in()
    lines = [line for line in cleaned(said).split("\n") if line.strip()]
    if not lines:
        raise BadInput("text.none")
    return lines
