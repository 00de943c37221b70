"""A file of another program as text; what is none is told in one sentence, before anything is made of it."""

from __future__ import annotations

from pathlib import Path

from aetui.domain.encoding import as_utf8, decoded
from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern
from aetui.domain.text import cleaned

MOST_BYTES = 16_000_000
MOST_LINES = 50_000
"""More is no list that anybody keeps by hand, and would bury a desk."""

_CONTROLS = pattern("[\x00-\x08\x0e-\x1f]")
_ENDS = pattern("\r\n|\r")


def as_text(data: bytes, file: Path) -> str:
    """The text of a file, its lines parted by line feeds, without what nobody sees. Raises BadInput: empty, no text, too
    long, or in no encoding known (by its line)."""
    if len(data) > MOST_BYTES or data.count(b"\n") > MOST_LINES:
        raise BadInput("arrive.huge", file=file, n=MOST_LINES)
    if data.startswith(b"PK\x03\x04"):  # a workbook as Excel and WPS keep it
        raise BadInput("arrive.workbook", file=file)
    plain = as_utf8(data)
    if _CONTROLS.search(plain.decode("latin-1")):
        raise BadInput("arrive.binary", file=file)
    try:
        lines = decoded(_ENDS.sub("\n", plain.decode("latin-1")).encode("latin-1").split(b"\n"))
    except BadInput as error:
        raise BadInput("arrive.encoding", file=file, **error.args_) from None
    text = cleaned("\n".join(lines))
    if not text.strip():
        raise BadInput("arrive.empty", file=file)
    return text
