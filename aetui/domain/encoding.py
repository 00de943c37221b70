"""Bytes that others wrote as text: UTF-8, with or without a byte order mark, or GB18030."""

from __future__ import annotations

from collections.abc import Iterable

from aetui.domain.errors import BadInput

_MARK = b"\xef\xbb\xbf"


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
