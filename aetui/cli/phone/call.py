"""`aetui call`: on the phone, from a shell."""

from __future__ import annotations

from typing import Any

from aetui.cli.command import arg, command, flag, opt
from aetui.cli.found import CLIENT_NAME, CONTACT
from aetui.cli.phone.note import note
from aetui.cli.session import Session


@command(
    "call",
    arg("client", CLIENT_NAME, required=False),
    arg("items", nargs=-1, metavar="ITEM"),
    *(opt(f"--{way}", "way", flag_value=way) for way in ("in", "out", "missed")),
    opt("--with", "contact", type=CONTACT),
    opt("--at"),
    *(opt(f"--{channel}", "channel", flag_value=channel) for channel in ("visit", "chat")),
    flag("--new"),
    desk=False,  # what of it is read is said first
)
def call(session: Session, **given: Any) -> None:
    note(session, **given)
