"""What is drawn for characters that terminals don't agree on; what is stored stays as it was typed.

Signs that some terminals draw two cells wide (`─ ╭ · → ○ “ …`) have a stand-in of one cell that is narrow everywhere.
Letters of that kind (Greek, Cyrillic) have none, and stay. Of joined emoji the first is drawn, without its variation
and skin tone, in the cells that were reckoned for the whole: else the line's right edge moves.
"""

from __future__ import annotations

import re

from aetui.widgets.cells import graphemes, width

_SIGNS = {
    "─": "-", "━": "=", "═": "=", "│": "|", "┃": "|", "║": "|",
    "╭": ".", "╮": ".", "╰": "'", "╯": "'",
    "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "╴": "-", "╵": "'", "╶": "-", "╷": ".",
    "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "=", "▍": "=", "▎": "|", "▏": "|", "▐": "=",
    "▁": "_", "▂": "_", "▃": "_", "▄": "=", "▅": "=", "▆": "#", "▇": "#", "▀": "\"", "▔": "-", "▕": "|",
    "░": ".", "▒": ":", "▓": "#",
    "→": ">", "←": "<", "↑": "^", "↓": "v", "↔": "-", "⇒": ">",
    "○": "o", "◐": "o", "●": "*", "◎": "@", "◆": "*", "◇": "o", "■": "#", "□": "o", "▲": "^", "△": "^", "▼": "v", "▽": "v",
    "▶": ">", "▷": ">", "◀": "<", "◁": "<", "★": "*", "☆": "*", "♀": "f", "♂": "m", "♪": "~", "※": "*", "†": "+",
    "·": ".", "…": "~", "‥": ":", "—": "-", "–": "-", "―": "-", "‖": "|", "•": "*", "‘": "'", "’": "'", "“": '"', "”": '"',
    "×": "x", "÷": "/", "±": "+", "°": "o", "§": "S", "¶": "P", "¨": '"', "´": "'", "¸": ",", "¿": "?", "¡": "!", "ª": "a",
    "º": "o", "¹": "1", "²": "2", "³": "3", "®": "R", "¤": "$", "−": "-", "∞": "8", "≈": "~", "≠": "#", "≤": "<", "≥": ">", "≡": "=",
    "√": "v", "∶": ":", "∵": ":", "∴": ":", "∑": "S", "∏": "P", "∠": "<", "⊙": "o", "⌒": "^", "′": "'", "″": '"', "‰": "%",
    "┄": "-", "┊": "|", "€": "E", "℃": "C", "℉": "F", "№": "N", "℡": "T", "™": "T", "Ω": "O", "�": "?",
}  # fmt: skip
_CIRCLED = {chr(0x2460 + n): str(n + 1) for n in range(9)}

PLAIN: dict[int, str] = {ord(sign): stand_in for sign, stand_in in (_SIGNS | _CIRCLED).items()}
"""For str.translate: the stand-in of each sign, one narrow character."""

_JOINED = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
_plain = False


def use_plain(plain: bool) -> None:
    """Draw with stand-ins from now on, or with the signs themselves."""
    global _plain  # one program draws on one terminal
    _plain = plain


def as_drawn(text: str) -> str:
    """`text` as it is drawn, in as many cells: single emoji, and the signs that this terminal draws in one cell."""
    if text.isascii():
        return text
    if _JOINED.search(text):
        text = "".join(_single(text[a:b], cells) for a, b, cells in graphemes(text))
    return text.translate(PLAIN) if _plain else text


def _single(grapheme: str, cells: int) -> str:
    """The first character of what is joined, filled up to the cells of the whole."""
    if not _JOINED.search(grapheme):
        return grapheme
    first = _JOINED.sub("", grapheme)[:1]
    return first + " " * (cells - width(first)) if width(first) <= cells else " " * cells
