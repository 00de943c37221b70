"""Rows of a table as other programs write them: comma, semicolon, tab; quoted cells with line ends in them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern

_SIGNS = ",;\t|，"
_SAMPLE = 50
_SEP = pattern(r"sep=(.)\n")
_FORMULA = pattern(r"'(?=[=+\-@＝＋－＠])")
csv.field_size_limit(1 << 20)


class TableRow(msgspec.Struct, frozen=True):
    """A row: in which line of the file it begins, and its cells, without the space around them."""

    number: int
    cells: list[str]

    def cell(self, n: int | None) -> str:
        return self.cells[n] if n is not None and n < len(self.cells) else ""


def rows_of(text: str, file: Path) -> list[TableRow]:
    """The rows that aren't empty. Raises BadInput (`arrive.quote`) where a quotation doesn't end, by the line in which its row begins."""
    told = _SEP.match(text)  # as Excel writes it
    sign = told[1] if told else _sign(text)
    first = 2 if told else 1
    source = io.StringIO(text[told.end() :] if told else text, newline="")
    found: list[TableRow] = []
    # Strict alone tells of a quotation without an end; but it refuses quotes within a cell, which others write.
    for strict in (True, False):
        source.seek(0)
        reader = csv.reader(source, delimiter=sign, strict=strict)
        found, at = [], first
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    found.append(TableRow(at, [_FORMULA.sub("", cell.strip()) for cell in cells]))
                at = first + reader.line_num
        except csv.Error as error:
            if "end of data" in str(error) or not strict:
                raise BadInput("arrive.quote", file=file, line=at) from None
            continue
        return found
    return found


def _sign(text: str) -> str:
    """The sign between cells: the one that cuts the most of the first rows into as many cells, and more than one."""
    best, most = ",", 0.0
    for sign in _SIGNS:
        try:
            reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=sign)
            widths = [len(row) for row, _ in zip(reader, range(_SAMPLE), strict=False) if row]
        except csv.Error:
            continue
        width, n = Counter(w for w in widths if w > 1).most_common(1)[0] if any(w > 1 for w in widths) else (1, 0)
        good = n / max(len(widths), 1) + width / 1000
        if width > 1 and good > most:
            best, most = sign, good
    return best
