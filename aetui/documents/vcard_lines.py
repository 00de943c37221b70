"""The lines of a vCard file, as phones, mail programs and Outlook really write them.

Read by ourselves: the library that writes ours gives a whole file up for one line that it can't read. Here each line is a
property or is told by its number: unfolded pictures, 2.1's quoted-printable, UTF-16, GBK line by line, and line separators
inside a text are what address books hold.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

import msgspec

from aetui.domain.encoding import as_utf8

_NAME = re.compile(r"(?:[\w-]+\.)?([A-Za-z][A-Za-z0-9-]*)((?:;(?:\"[^\"]*\"|[^\":])*)?):(.*)", re.DOTALL)
_ENDS = re.compile(rb"\r\n|\n|\r")
_BINARY = frozenset({"BASE64", "B"})


class Property(msgspec.Struct, frozen=True):
    """A property of a vCard. `types`: its TYPE parameters and those that 2.1 writes bare, in capitals; `preference`: of those
    alike the smaller is preferred."""

    line: int
    name: str
    types: frozenset[str]
    preference: int
    value: str

    @property
    def parts(self) -> list[str]:
        """The value parted at its semicolons, each part unescaped."""
        return [_unescaped(part) for part in re.split(r"(?<!\\);", self.value)]

    @property
    def text(self) -> str:
        return _unescaped(self.value)


def properties(data: bytes) -> Iterator[Property | int]:
    """The properties of a file one after another; the number of a line that is none."""
    for number, raw in _logical(as_utf8(data)):
        found = _property(number, raw)
        yield number if found is None else found


# Inside


def _logical(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with what belongs to them: folded, softly broken, or the unfolded rest of a picture. Empty ones are left out."""
    held, begin = b"", 0
    for number, line in enumerate(_ENDS.split(data), 1):
        if held and line[:1] in (b" ", b"\t"):
            held += line[1:]
        elif held and held.endswith(b"=") and _quoted(held):
            held = held[:-1] + line
        elif held and line.strip() and b":" not in line and _binary(held):
            held += line.strip()
        elif line.strip():
            if held:
                yield begin, held
            held, begin = line, number
    if held:
        yield begin, held


def _params(raw: bytes) -> bytes:
    return raw.partition(b":")[0].upper()


def _quoted(raw: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in _params(raw)


def _binary(raw: bytes) -> bool:
    return any(
        part.partition(b"=")[2].decode("ascii", "replace") in _BINARY or part in (b"BASE64",)
        for part in _params(raw).split(b";")[1:]
    )


def _property(number: int, raw: bytes) -> Property | None:
    found = _NAME.fullmatch(raw.decode("latin-1"))
    if found is None:
        return None
    types: set[str] = set()
    charset, quoted, preference = "", False, 100
    for part in found[2].split(";")[1:]:
        name, _, said = part.strip().upper().rpartition("=")
        values = {value.strip('" ') for value in said.split(",")}
        if name == "CHARSET":
            charset = said.strip('" ').lower()
        elif name == "PREF":
            preference = int(said) if said.isdecimal() else preference
        elif name in ("", "TYPE"):
            types |= values
        if name in ("", "ENCODING"):
            quoted = quoted or "QUOTED-PRINTABLE" in values
    if "PREF" in types:
        preference = 1  # as 4.0 writes the first choice
    value = found[3].encode("latin-1")
    return Property(
        line=number,
        name=found[1].upper(),
        types=frozenset(types),
        preference=preference,
        value=_decoded(quopri.decodestring(value) if quoted else value, charset),
    )


def _decoded(value: bytes, charset: str) -> str:
    for name in (charset, "utf-8", "gb18030"):
        try:
            if name:
                return value.decode("gb18030" if name in ("gbk", "gb2312") else name)
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("utf-8", "replace")


def _unescaped(text: str) -> str:
    return re.sub(r"\\([nN,;:\\])", lambda m: "\n" if m[1] in "nN" else m[1], text).strip()
