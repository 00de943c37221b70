"""A weekly time: `周四 16:00`, `Thu 16:00` (C2)."""

from __future__ import annotations

from aetui.domain.plainwords import parse_slot
from aetui.domain.records import Slot
from aetui.domain.text import cleaned
from aetui.domain.tongues import Text

_NAMES = Text(zh="周一 周二 周三 周四 周五 周六 周日", en="Mon Tue Wed Thu Fri Sat Sun")


def read(text: str) -> Slot | None:
    """None: no time is agreed. Raises BadInput (`time.slot`) for what is no weekly time."""
    said = cleaned(text).strip()
    return parse_slot(said) if said else None


def write(slot: Slot | None, *, lang: str = "zh") -> str:
    if slot is None:
        return ""
    return f"{_NAMES.get(lang).split()[slot.weekday]} {slot.minute // 60:02d}:{slot.minute % 60:02d}"
