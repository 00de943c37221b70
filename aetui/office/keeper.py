"""Who keeps an office: makes it, lets people in, takes them out, brings its tables up to date. Needs a login that owns the database and may
make roles; it need not be a superuser."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Any

from aetui.domain.errors import BadInput, NotThere
from aetui.office import address, schema
from aetui.office.errors import told
from aetui.store.remote.standing import Colleague

OLDEST = 150000
"""PostgreSQL 15: security of rows for who asks, `public` closed."""
LINE_LIVES = timedelta(days=7)
"""How long a line to join with may be taken up."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CONNECTIONS = 20
"""How many a device may have at once: two a board, one a command."""

_SETTINGS = {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s", "timezone": "UTC"}


def token(size: int) -> str:
    """Letters and digits that can be told apart when read out."""
    return "".join(secrets.choice(_LETTERS) for _ in range(size))


class Keeper:
    """The keeper's connection. `url`: with the keeper's login; its password from where libpq looks.

    Each method is one transaction. Raises OfficeAway, WrongPassword, NoExtra; NoOffice where the database has none.
    """

    def __init__(self, url: str, *, timeout_s: float = 10) -> None:
        self._parts = address.parse(url)
        self.login = self._parts.get("user", "")
        self._conn: Any = address.connect(self._parts, timeout_s=timeout_s, login=self.login)
        self.login = self._conn.info.user

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._conn.close()

    @contextmanager
    def _at(self) -> Iterator[Any]:
        """A transaction; one keeper at a time."""
        with told(self.login), self._conn.transaction():
            self._conn.execute("SELECT pg_advisory_xact_lock(hashtext('aetui.keeper'))")
            yield self._conn

    @contextmanager
    def _in(self) -> Iterator[tuple[Any, str]]:
        """A transaction in an office of this version, and its id."""
        with self._at() as conn:
            office, version = schema.version_of(conn)
            schema.need(version)
            yield conn, office

    def init(self) -> str:
        """Make an office in this database. Returns its id. Raises BadInput: there is one, the server is too old, or this login may not."""
        from psycopg import sql

        if self._conn.info.server_version < OLDEST:
            raise BadInput("office.server", version=self._conn.info.server_version // 10000)
        with self._at() as conn:
            may, there, name = conn.execute(
                "SELECT (r.rolsuper OR r.rolcreaterole) AND (r.rolsuper OR pg_has_role(d.datdba, 'MEMBER')),"
                " to_regnamespace('aetui') IS NOT NULL, d.datname FROM pg_roles r, pg_database d"
                " WHERE r.rolname = session_user AND d.datname = current_database()"
            ).fetchone()
            if there:
                raise BadInput("office.there", name=name)
            if not may:
                raise BadInput("office.keeper", login=self.login)
            office = token(8)
            owner, people, gone = (sql.Identifier(schema.role_of(office, what)) for what in ("", "people", "gone"))
            database = sql.Identifier(name)
            for text in (
                "CREATE ROLE {owner} NOLOGIN",
                "CREATE ROLE {people} NOLOGIN",
                "CREATE ROLE {gone} NOLOGIN",
                "GRANT {owner} TO SESSION_USER",
                "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "GRANT CONNECT ON DATABASE {database} TO {people}, {gone}",
                "CREATE SCHEMA aetui AUTHORIZATION {owner}",
            ):
                conn.execute(sql.SQL(text).format(owner=owner, people=people, gone=gone, database=database))
            schema.bring_up(conn, office, 0)
        return office

    def migrate(self) -> tuple[int, int]:
        """Bring the tables up to what this program speaks. Returns the versions before and after. Raises NewerOffice."""
        with self._at() as conn:
            office, version = schema.version_of(conn)
            if version != schema.latest():
                schema.bring_up(conn, office, version)
            return version, schema.latest()

    def people(self) -> list[Colleague]:
        """Everybody, also who was removed, in the order in which they came."""
        with self._in() as (conn, _):
            return colleagues(conn)

    def add(self, name: str, role: str, am: str | None = None) -> str:
        """Let somebody in. Returns the line to join with, good once, for a week. Of a name that is there: a further device of that desk,
        whose role stays; with another `am`, she answers to that one from now on.

        Raises NotThere: nobody called `am`; BadInput: she would answer for herself, or the name can't be one.
        """
        name = " ".join(name.split())
        if not name or len(name) > 80 or not name.isprintable():
            raise BadInput("office.name", name=name)
        with self._in() as (conn, office):
            above = self._desk_of(conn, am) if am else None
            row = conn.execute("SELECT desk, answers_to FROM aetui.people WHERE name = %s AND gone_at IS NULL", (name,)).fetchone()  # fmt: skip
            if row is None:
                desk = self._new_desk(conn, office, name, role, above)
            else:
                desk = row[0]
                if above and above != row[1]:
                    self._answer_to(conn, desk, above, name)
            return self._new_device(conn, office, desk)

    def _desk_of(self, conn: Any, name: str) -> str:
        row = conn.execute("SELECT desk FROM aetui.people WHERE name = %s AND gone_at IS NULL", (name,)).fetchone()
        if row is None:
            names = conn.execute("SELECT name FROM aetui.people WHERE gone_at IS NULL ORDER BY added_at").fetchall()
            raise NotThere("office.person", name=name, names=[n for (n,) in names])
        return str(row[0])

    def _new_desk(self, conn: Any, office: str, name: str, role: str, above: str | None) -> str:
        from psycopg import sql

        desk = token(8)
        conn.execute("INSERT INTO aetui.people (desk, name, role, answers_to) VALUES (%s, %s, %s, %s)", (desk, name, role, above))  # fmt: skip
        conn.execute("INSERT INTO aetui.channels VALUES (%s, %s)", (desk, f"aetui_{secrets.token_hex(16)}"))
        conn.execute("INSERT INTO aetui.mailboxes VALUES (%s)", (desk,))
        names = (sql.Identifier(schema.role_of(office, what)) for what in (desk, "people"))
        conn.execute(sql.SQL("CREATE ROLE {} NOLOGIN IN ROLE {}").format(*names))
        return desk

    def _answer_to(self, conn: Any, desk: str, above: str, name: str) -> None:
        upwards = "WITH RECURSIVE above(desk) AS (SELECT %s UNION SELECT p.answers_to FROM aetui.people p JOIN above a USING (desk)) SELECT desk FROM above"
        if desk in {d for (d,) in conn.execute(upwards, (above,))}:
            raise BadInput("office.circle", name=name)
        conn.execute("UPDATE aetui.people SET answers_to = %s WHERE desk = %s", (above, desk))

    def _new_device(self, conn: Any, office: str, desk: str) -> str:
        from psycopg import sql

        nth = conn.execute("SELECT count(*) + 1 FROM aetui.devices WHERE desk = %s", (desk,)).fetchone()[0]
        device, password = f"{desk}-{nth}", token(20)
        login = schema.role_of(office, device.replace("-", "_"))
        # Hashed here: a password in a statement would stand in the server's log.
        hashed = self._conn.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
        conn.execute(
            sql.SQL("CREATE ROLE {} LOGIN IN ROLE {} CONNECTION LIMIT {} PASSWORD {}").format(
                sql.Identifier(login), sql.Identifier(schema.role_of(office, desk)), sql.Literal(CONNECTIONS), sql.Literal(hashed)
            )
        )  # fmt: skip
        for name, value in _SETTINGS.items():
            conn.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(sql.Identifier(login), sql.Identifier(name), value)
            )
        conn.execute(
            "INSERT INTO aetui.devices (device, desk, login, line_until) VALUES (%s, %s, %s, now() + %s)",
            (device, desk, login, LINE_LIVES),
        )
        info = self._conn.info
        here = {"host": info.host, "port": str(info.port), "dbname": info.dbname}
        return address.url_of(here | {k: v for k, v in self._parts.items() if k in address.KEPT}, login, password)

    def remove(self, name: str) -> None:
        """Take somebody out: her logins may read only that she was removed, at once. What she wrote stays. Who answered to her answers to
        whom she answered to. Raises NotThere."""
        from psycopg import sql

        with self._in() as (conn, office):
            desk = self._desk_of(conn, name)
            role, gone = (sql.Identifier(schema.role_of(office, what)) for what in (desk, "gone"))
            logins = conn.execute("SELECT DISTINCT login FROM aetui.devices WHERE desk = %s", (desk,)).fetchall()
            for login in (sql.Identifier(row[0]) for row in logins):
                conn.execute(sql.SQL("REVOKE {} FROM {}").format(role, login))
                conn.execute(sql.SQL("GRANT {} TO {}").format(gone, login))
            conn.execute("SELECT pg_notify(channel, '') FROM aetui.channels WHERE desk = %s", (desk,))
            conn.execute("DELETE FROM aetui.channels WHERE desk = %s", (desk,))
            conn.execute("UPDATE aetui.people o SET answers_to = p.answers_to FROM aetui.people p WHERE p.desk = %s AND o.answers_to = p.desk AND o.gone_at IS NULL", (desk,))  # fmt: skip
            conn.execute("UPDATE aetui.people SET gone_at = now() WHERE desk = %s", (desk,))
            conn.execute(sql.SQL("DROP ROLE {}").format(role))

    def remove_machine(self, name: str, nth: int) -> None:
        """Take one machine of somebody out, as one that was lost; the person and her others stay. What is still connected reads and writes
        nothing more. Raises NotThere; BadInput: she has no such machine."""
        from psycopg import sql

        with self._in() as (conn, office):
            desk = self._desk_of(conn, name)
            there = conn.execute(
                "SELECT split_part(device, '-', 2)::int, login, to_char(heard_at, 'YYYY-MM-DD') FROM aetui.devices"
                " WHERE desk = %s AND (joined_at IS NOT NULL OR line_until > now()) ORDER BY 1",
                (desk,),
            ).fetchall()
            login = next((login for n, login, _ in there if n == nth), None)
            if login is None:
                told = ", ".join(f"{n} ({heard or '—'})" for n, _, heard in there)
                raise BadInput("office.machine", name=name, n=nth, there=told or "—")
            names = {"role": schema.role_of(office, desk), "gone": schema.role_of(office, "gone"), "login": login}
            of = {key: sql.Identifier(value) for key, value in names.items()}
            conn.execute(sql.SQL("REVOKE {role} FROM {login}").format(**of))
            conn.execute(sql.SQL("GRANT {gone} TO {login}").format(**of))
            conn.execute("UPDATE aetui.devices SET joined_at = NULL, line_until = now() WHERE login = %s", (login,))
            conn.execute("SELECT pg_notify(channel, '') FROM aetui.channels WHERE desk = %s", (desk,))


def colleagues(conn: Any) -> list[Colleague]:
    """Everybody whom this connection may see."""
    rows = conn.execute("SELECT name, role, desk, answers_to, gone_at IS NOT NULL FROM aetui.people ORDER BY added_at, desk").fetchall()  # fmt: skip
    return [Colleague(name=name, role=role, desk=desk, answers_to=above, gone=gone) for name, role, desk, above, gone in rows]  # fmt: skip
