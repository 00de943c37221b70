"""Text from users is data: what a terminal would take as a command, or hide, becomes a visible sign."""

from __future__ import annotations

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LINE_END = "↵"

_KEPT_FORMATS = {
    0x200C,  # zero width non-joiner: needed by several scripts
    0x200D,  # zero width joiner: holds an emoji together
    0x2060,  # word joiner
    0x00AD,  # soft hyphen
}


class _Table(dict[int, str]):
    """For str.translate: decides for each code point once, and remembers it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code == 0x09:
            safe = " "
        elif code in (0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029):
            safe = _LINE_END
        elif code < 0x20:
            safe = chr(0x2400 + code)
        elif code == 0x7F:
            safe = "␡"
        elif char.isprintable() or code in _KEPT_FORMATS or char.isspace():
            safe = char
        elif 0xE000 <= code <= 0xF8FF or code >= 0xE0000:
            # Private use (icon fonts), tags inside flags, unassigned planes: odd, but harmless.
            safe = char if code & 0xFFFE != 0xFFFE else REPLACEMENT
        else:
            # C1 controls, direction overrides and isolates, lone surrogates, fillers that hide.
            safe = REPLACEMENT
        self[code] = safe
        return safe


_TABLE = _Table()


def safe(text: str) -> str:
    """`text` as one line that a terminal can only show: no control, no escape, no direction override.

    Line ends become `↵`, a tab a space, other controls their picture (`␛`) or `�`; no character is dropped.
    """
    return text if text.isprintable() else text.translate(_TABLE)


def is_typed(char: str) -> bool:
    """May this character come into a text by typing? Joiners may (emoji), controls and overrides may not."""
    return bool(char) and (char.isprintable() or safe(char) == char)
