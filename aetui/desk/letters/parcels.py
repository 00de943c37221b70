"""What a file between desks holds, as one argument of a letter: the same bytes, pressed."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from aetui.desk.files.bundle_file import Bundle, packed
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import word
from aetui.domain.letters.handing_in import pressed, unpressed
from aetui.domain.records import Letter

LARGEST = 3_000_000
"""So long may it be as text: a letter may take 4 MB."""

B = TypeVar("B", bound=Bundle)


def body_of(bundle: Bundle) -> str:
    """It as a letter carries it. Raises BadInput where that is too much."""
    text = pressed(packed(bundle))
    if len(text) > LARGEST:
        raise BadInput("letter.too_big")
    return text


def bytes_in(letter: Letter) -> bytes:
    """What a letter carries so. Raises BadInput where that is no such thing."""
    try:
        return unpressed(word(letter, "body"))
    except ValueError:
        raise BadInput("letter.unreadable") from None


def named(bundle: B, letter: Letter) -> B:
    """Whose it is says the office, and not it."""
    return replace(bundle, whose=letter.who)
