"""`aetui office`: several desks, one house. Keeping it, joining it, how this desk stands."""

from __future__ import annotations

import sys
from typing import Any

from aetui.cli.command import arg, command, flag, group, opt
from aetui.cli.confirm import confirmed
from aetui.cli.found import ROLE
from aetui.cli.office.shown import as_json, moved_json, page, versions, versions_json
from aetui.cli.session import Session
from aetui.cli.stdin import typed_lines
from aetui.cli.streams import Progress
from aetui.desk.files.clashes import clashes, settle
from aetui.desk.office import joining, keeping
from aetui.desk.office.exchange import sync
from aetui.desk.office.status import status
from aetui.domain.roles import role_sign
from aetui.locales.errors import sentence


def show(session: Session) -> None:
    """How this desk stands."""
    found = status(session.desk)
    session.out(lambda: as_json(session, found), page(session, found))
    if found.away is not None:
        session.warn(sentence(session.say, found.away))


office = group("office")(show)


@command("status", of=office)
def tell_status(session: Session) -> None:
    show(session)


URL = opt("--url")
"""Of the office that is kept; without it the one that was made from here."""


@command("init", arg("url"), of=office, desk=False)
def init(session: Session, url: str) -> None:
    made = keeping.init(session.folder, url)
    session.out({"office": made}, session.say("office.made", office=made))


@command("add", arg("name"), opt("--role", type=ROLE, required=True), opt("--am"), URL, of=office, desk=False)
def add(session: Session, name: str, role: str, am: str | None, url: str | None) -> None:
    with keeping.kept_from(session.folder, url) as keeper:
        line = keeper.add(name, role_sign(role), am)
    session.out({"name": name, "line": line}, [session.say("office.added", name=name), line])


@command("remove", arg("name"), opt("--device", type=int), URL, flag("--yes"), of=office, desk=False)
def remove(session: Session, name: str, device: int | None, url: str | None, yes: bool) -> None:
    about = "office.remove" if device is None else "office.remove.machine"
    if confirmed(session, about, yes=yes, name=name, n=device):
        with keeping.kept_from(session.folder, url) as keeper:
            if device is None:
                keeper.remove(name)
            else:
                keeper.remove_machine(name, device)
        said = "office.removed" if device is None else "office.removed.machine"
        session.out({"name": name, "device": device}, session.say(said, name=name, n=device))


@command("migrate", URL, of=office, desk=False)
def migrate(session: Session, url: str | None) -> None:
    with keeping.kept_from(session.folder, url) as keeper:
        before, after = keeper.migrate()
    session.out({"before": before, "after": after}, session.say("office.migrated", before=before, after=after))


@command("join", arg("line"), flag("--aside"), of=office)
def join(session: Session, line: str, aside: bool) -> None:
    with Progress(session.say, "office") as tell:
        joined = joining.join(session.desk, _line(session, line), session.now, aside=aside, tell=tell)
    session.kept = True
    stands, say = joined.stands, session.say
    data: dict[str, Any] = {"office": stands.office, "name": stands.name, "role": stands.role, "how": joined.how}
    data |= {"records": joined.records, "backup": str(joined.backup) if joined.backup else None}
    lines = [say(f"office.joined.{joined.how}", name=stands.name, n=joined.records)]
    if joined.backup:
        lines.append(say("office.joined.aside", backup=joined.backup))
    session.out(data, [*lines, say("office.joined.who_reads")])


def _line(session: Session, line: str) -> str:
    """`-`: from standard input, where no list of processes shows it; on a terminal it is typed unseen."""
    if line != "-":
        return line
    if sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        return getpass(session.say("office.line"))
    return next(iter(typed_lines(line)))


def show_conflicts(session: Session) -> None:
    """What was said in two ways, by its numbers."""
    found = clashes(session.desk, session.say, session.now)
    session.out(lambda: [versions_json(session, one) for one in found], versions(session, found))


command("conflicts", of=office)(show_conflicts)


@command("settle", arg("n", type=int), flag("--other"), of=office)
def settle_one(session: Session, n: int, other: bool) -> None:
    settle(session.desk, n, "other" if other else "here", session.now)
    show_conflicts(session)


@command("leave", of=office)
def leave(session: Session) -> None:
    left = joining.leave(session.desk.store)
    session.kept = True
    session.out({"office": left.stands.office, "waiting": left.waiting}, session.say("office.left", n=left.waiting))


@command("sync", of=office)
def bring_in_step(session: Session) -> None:
    with Progress(session.say, "office") as tell:
        moved = sync(session.desk, tell)
    if moved is None:
        session.out({"busy": True}, session.say("office.sync.busy"))
        return
    session.kept = True
    session.out(lambda: moved_json(moved), session.say("office.synced", **moved_json(moved)))
    for told in moved.told:
        session.warn(sentence(session.say, told))
