"""The tables' versions: each step is a file of SQL, and an office stands at the last that was run."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from aetui.office.errors import NewerOffice, NoOffice, OlderOffice

if TYPE_CHECKING:
    import psycopg

STEPS = ("1.sql",)
"""In order. What stands in a released one is never changed: a change is a step more."""


def latest() -> int:
    """The version that this program speaks."""
    return len(STEPS)


@cache
def _text(step: str) -> str:
    return (files("aetui.office") / "schema" / step).read_text("utf-8")


def role_of(office: str, what: str = "") -> str:
    """The name of one of an office's roles. `what`: `people`, `gone`, a desk, a device; empty: the owner. Roles belong to a whole server,
    so each name bears the office's id."""
    return f"aetui_{office}_{what}" if what else f"aetui_{office}"


def version_of(conn: psycopg.Connection) -> tuple[str, int]:
    """The office's id and the version of its tables. Raises NoOffice."""
    import psycopg

    try:
        row = conn.execute("SELECT id, version FROM aetui.office").fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        row = None
    except psycopg.errors.InsufficientPrivilege:
        raise NoOffice("office.login") from None
    if row is None:
        raise NoOffice
    return str(row[0]), int(row[1])


def need(version: int) -> None:
    """Raises NewerOffice, OlderOffice."""
    if version > latest():
        raise NewerOffice(version, latest())
    if version < latest():
        raise OlderOffice(version, latest())


def bring_up(conn: psycopg.Connection, office: str, version: int) -> None:
    """Run what is missing after `version`, inside the caller's transaction, as the owner. Raises NewerOffice."""
    from psycopg import sql

    if version > latest():
        raise NewerOffice(version, latest())
    conn.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role_of(office))))
    for step in STEPS[version:]:
        names = {what: sql.Identifier(role_of(office, what)) for what in ("people", "gone")}
        conn.execute(sql.SQL(_text(step)).format(owner=sql.Identifier(role_of(office)), **names))
    if version:
        conn.execute("UPDATE aetui.office SET version = %s", (latest(),))
    else:
        conn.execute("INSERT INTO aetui.office (id, version) VALUES (%s, %s)", (office, latest()))
    conn.execute("RESET ROLE")
