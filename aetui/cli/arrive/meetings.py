"""`aetui meeting import`: invitations and calendars of other programs (M1)."""

from __future__ import annotations

from pathlib import Path

from aetui.cli.arrive.taking import YES, take
from aetui.cli.command import ALL, FILE, arg, command
from aetui.cli.found import OF_CLIENT
from aetui.cli.session import Session
from aetui.desk.arrive.invites import invites
from aetui.domain.records import Client


@command("import", arg("file", FILE), OF_CLIENT, ALL, YES)
def import_(session: Session, file: Path, client: Client | None, everything: bool, yes: bool) -> None:
    """--client: whose those are whose guests nobody knows; --all: those too that have no guests."""
    take(session, invites(session.desk, file, session.say, session.now, client=client, everything=everything), yes=yes)
