"""`aetui meeting`: the group of all that is done to a meeting."""

from __future__ import annotations

from aetui.cli.command import group

ROOMS = {"date": "add list set move attend cancel", "papers": "show agenda prep minutes"}

meeting = group(
    "meeting",
    modules={
        "import": "arrive.meetings",
        **{name: f"meeting.{room}" for room, names in ROOMS.items() for name in names.split()},
    },
)(None)
