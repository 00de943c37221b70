"""A table as CSV that spreadsheet programs open as it is, Chinese too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from aetui.domain.text import cleaned

# A cell that begins so would be run as a formula; the wide forms too, where East Asian input is usual.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Mapping[str, object]], fields: Sequence[str]) -> bytes:
    """Rows as UTF-8 CSV with a byte order mark, which Excel needs to see that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_cell(row.get(field)) for field in fields])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    text = "" if value is None else cleaned(str(value))
    return "'" + text if text.startswith(_FORMULA) else text
