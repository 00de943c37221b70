"""`aetui card`: the group of all that is done to a work card."""

from __future__ import annotations

from aetui.cli.command import group

ROOMS = {
    "order": "open set order",
    "pages": "list show",
    "steps": "step done move chase late drop schedule",
    "state": "start deliver close back",
    "money": "estimate agree money settle",
    "links": "link",
    "works": "work review propose tick ask sign send copy remark answer",
}

card = group("card", modules={name: f"card.{room}" for room, names in ROOMS.items() for name in names.split()})(None)
