"""What comes on standard input: UTF-8, with or without a byte order mark, or GB18030 (interface.md)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import BinaryIO

import click

from aetui.domain.encoding import Decoder, decoded
from aetui.domain.errors import BadInput
from aetui.domain.text import cleaned

_PAUSE = 0.05  # seconds without a byte, after which who writes is taken to write on
_READ = 65536


def typed_in() -> str:
    """All of standard input as clean text. Raises BadInput (`input.encoding`) for a line that is in neither encoding."""
    source = _source()
    raws = source.read().split(b"\n") if source is not None else []
    return "\n".join(cleaned(text) for text in decoded(raws))


def typed_lines(text: str) -> list[str]:
    """The lines that are not empty, clean; `-` reads standard input, or, on a terminal, what is written in `$EDITOR`. Raises
    BadInput (`text.none`) without any, `input.encoding` where it is in no encoding known."""
    source_text = text
    if text == "-":
        source_text = (click.edit() or "") if sys.stdin is not None and sys.stdin.isatty() else typed_in()
    lines = list(_lines(source_text))
    if not lines:
        raise BadInput("text.none")
    return lines


def lines_in() -> Iterator[str]:
    """The lines of standard input that aren't empty, clean, each as soon as it is there.

    What is finite, a file or a pipe whose writer has ended, is looked through first. Raises BadInput (`input.encoding`)
    with the number of a line that is in neither encoding: before the first line is handed on, where all is there by then.
    """
    source = _source()
    if source is None:
        return
    begun, ended = _at_hand(source)
    raws = begun.split(b"\n")
    rest = b"" if ended else raws.pop()
    for text in decoded(raws):
        yield from _lines(text)
    if ended:
        return
    decoder = Decoder()
    for raw in raws:
        decoder.line(raw)
    while not rest.endswith(b"\n") and (more := source.readline()):
        rest += more
    while rest:
        yield from _lines(decoder.line(rest))
        rest = source.readline()


def _source() -> BinaryIO | None:
    """Standard input as bytes; None where a shell has closed it."""
    if sys.stdin is None:
        return None
    # What was put in its place may be text alone.
    return getattr(sys.stdin, "buffer", None) or BytesIO(sys.stdin.read().encode("utf-8", "surrogateescape"))


def _lines(text: str) -> Iterator[str]:
    return (line for line in cleaned(text).split("\n") if line.strip())


def _at_hand(source: BinaryIO) -> tuple[bytes, bool]:
    """What can be read without waiting longer than a pause, and whether that is all there will be."""
    if not _can_wait(source):
        return source.read(), True
    import select

    assert isinstance(source, BufferedReader)
    got = b""
    while select.select([source], [], [], _PAUSE)[0]:
        piece = source.read1(_READ)
        if not piece:
            return got, True
        got += piece
    return got, False


def _can_wait(source: BinaryIO) -> bool:
    """Whether it can be asked if a byte is there: not on Windows, not for what a test puts in its place."""
    try:
        return os.name == "posix" and isinstance(source, BufferedReader) and source.fileno() >= 0
    except (OSError, ValueError):
        return False
