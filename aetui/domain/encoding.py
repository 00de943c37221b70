"""Bytes that others wrote as text: UTF-8, with or without a byte order mark, GB18030, or, in files, UTF-16."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from aetui.domain.errors import BadInput

_MARK = b"\xef\xbb\xbf"


def as_utf8(data: bytes) -> bytes:
    """A file in UTF-16, which Windows writes, as UTF-8; without its mark it is known by the zero bytes of its first letters. Any other as
    it is, without the mark of UTF-8."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").encode()
    if data[:1] and data[1:2] == b"\x00":
        return data.decode("utf-16-le", "replace").encode()
    if data[:1] == b"\x00":
        return data.decode("utf-16-be", "replace").encode()
    return data.removeprefix(_MARK)


class Decoder:
    """Lines of bytes as text, one after another. Once a line can be GB18030 alone, a later one that would also be UTF-8 of
    two bytes a character (two hanzi by chance look so) is taken for GB18030 as well."""

    def __init__(self, chinese: bool = False) -> None:
        self._chinese = chinese
        self._lines = 0

    def line(self, raw: bytes) -> str:
        """The next line. Raises BadInput (`input.encoding`) with its number for one that is neither."""
        self._lines += 1
        if self._lines == 1:
            raw = raw.removeprefix(_MARK)
        try:
            text = raw.decode()
            if not self._chinese or text.isascii() or max(text) > "\u07ff":
                return text
        except UnicodeDecodeError:
            pass
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            raise BadInput("input.encoding", line=self._lines) from None
        self._chinese = True
        return text


def decoded(lines: Iterable[bytes]) -> list[str]:
    """All of an input at once. Raises BadInput (`input.encoding`) with the number of the first line that is neither."""
    raws = list(lines)
    first = Decoder()
    texts = [first.line(raw) for raw in raws]
    if not first._chinese:
        return texts
    again = Decoder(chinese=True)
    return [again.line(raw) for raw in raws]
