"""What arrives while an input method is on: wide characters, and full-width signs in place of keys."""

from __future__ import annotations

import unicodedata

_SIGNS = {"、": "\\", "￥": "$", "·": "`", "。": ".", "《": "<", "》": ">", "！": "!"}


def from_input_method(text: str) -> bool:
    """Was this typed through an input method, so that a command's letter cannot have been meant?"""
    return any(unicodedata.east_asian_width(char) in "WF" for char in text)


def keyboard_sign(text: str) -> str | None:
    """The sign of the keyboard that one full-width character stands for (`？` → `?`, `、` → `\\`); None for others."""
    if len(text) != 1:
        return None
    if text in _SIGNS:
        return _SIGNS[text]
    return chr(ord(text) - 0xFEE0) if "\uff01" <= text <= "\uff5e" else None
