"""A device joins: with a line that holds a password good once, which is replaced by one that nobody has seen."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from aetui.domain.errors import BadInput
from aetui.office import address, pgpass, schema
from aetui.office.errors import NoOffice, OfficeRemoved, WrongPassword, told
from aetui.office.keeper import colleagues
from aetui.store.remote.standing import Standing


class Arrived(msgspec.Struct, frozen=True):
    """Whom the office takes a login for. `channel`: where it is told that something came. `last`: the number of the
    last change of this device that is there."""

    state: str
    desk: str
    device: str
    name: str
    role: str
    channel: str | None
    last: int | None


def arrive(conn: Any) -> Arrived:
    """How a login stands. Raises OfficeRemoved; NoOffice: the login isn't of this office, or its line to join with was never taken up."""
    arrived = Arrived(
        *conn.execute("SELECT state, desk, device, name, role, channel, last FROM aetui.arrive()").fetchone()
    )
    if arrived.state == "removed":
        raise OfficeRemoved
    if arrived.state == "nobody":
        raise NoOffice("office.login")
    return arrived


def login_of(line: str) -> str:
    """Whose line to join with it is; empty where it is none. Raises BadInput."""
    return address.parse(line.strip()).get("user", "")


def join(line: str, *, timeout_s: float = 10) -> Standing:
    """Take up a line to join with: how the desk stands then. The new password lies in libpq's file.

    May be said again where it was broken off. Raises BadInput: no such line, it was used, or it is older than a week; OfficeAway,
    OfficeRemoved, NewerOffice, OlderOffice, NoExtra; Unusable: the password can't be kept. Then nothing was changed.
    """
    parts = address.parse(line.strip())
    login, password = parts.pop("user", ""), parts.pop("password", "")
    if not password or not login.startswith("aetui_"):
        raise BadInput("office.line")
    parts = address.secured({k: v for k, v in parts.items() if k in address.KEPT})
    try:
        conn = address.connect({**parts, "user": login, "password": password}, timeout_s=timeout_s, login=login)
        used = False
    except WrongPassword:
        try:  # by this machine, which was stopped before it could say so: the new password lies here
            conn, used = address.connect({**parts, "user": login}, timeout_s=timeout_s, login=login), True
        except WrongPassword:
            raise BadInput("office.line.used") from None
    try:
        with told(login):
            office, version = schema.version_of(conn)
            schema.need(version)
            if not used:
                _take_up(conn, parts, login)
            arrived = arrive(conn)
            return Standing(
                office=office, url=address.url_of(parts), login=login, desk=arrived.desk, device=arrived.device, name=arrived.name, role=arrived.role, channel=arrived.channel or "", people=colleagues(conn)
            )  # fmt: skip
    finally:
        conn.close()


def _take_up(conn: Any, parts: dict[str, str], login: str) -> None:
    """The new password is kept before it is the login's: whoever is stopped between still has the line's."""
    if arrive(conn).state == "old":
        raise BadInput("office.line.old")
    conn.execute("SELECT aetui.take_up()")
    password = secrets.token_urlsafe(24)
    pgpass.keep(parts, login, password)
    conn.pgconn.change_password(login.encode(), password.encode())
