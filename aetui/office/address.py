"""Where an office's server is, and how it is reached: as libpq says it, without a password.

A password is looked for where libpq looks: `pgpass`, a service file, the environment. To a server that isn't this machine, TLS with a
certificate whose name is checked, unless the address says otherwise.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from aetui.domain.errors import BadInput
from aetui.office.errors import NoExtra, told

KEPT = frozenset(
    {"host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert", "sslnegotiation", "sslsni", "channel_binding", "require_auth", "gssencmode", "target_session_attrs", "load_balance_hosts"}
)  # fmt: skip
"""What of an address holds on any machine; the rest (files, a service, a password) is each machine's own."""
_ALIVE = {"keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3", "tcp_user_timeout": "30000"}
"""A server whose network is gone is noticed within a minute."""


@contextmanager
def extra() -> Iterator[None]:
    """Raises NoExtra where psycopg isn't installed, or has no libpq."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise NoExtra from None
    yield


def parse(url: str) -> dict[str, str]:
    """An address by its parts. Raises BadInput, which doesn't repeat it: it may hold a password."""
    with extra():
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    try:
        if "\0" in url:  # where C would stop reading
            raise ProgrammingError
        return {key: str(value) for key, value in conninfo_to_dict(url).items() if value not in (None, "")}
    except ProgrammingError:
        pass
    raise BadInput("office.url")


def is_near(parts: dict[str, str]) -> bool:
    """Whether each host of the address is this machine. What the environment or a service says counts as well."""
    hosts = parts.get("hostaddr") or parts.get("host") or os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST", "")
    if "service" in parts or ("PGSERVICE" in os.environ and not hosts):
        return False
    return all(_is_near(host) for host in hosts.split(","))


def _is_near(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def secured(parts: dict[str, str]) -> dict[str, str]:
    """The address with TLS where it says nothing of it and the server is another machine. The authorities that vouch for it: those of
    libpq's `root.crt`, or where there is none those that the system knows."""
    if "sslmode" in parts or "PGSSLMODE" in os.environ or is_near(parts):
        return parts
    parts = {**parts, "sslmode": "verify-full"}
    if "sslrootcert" not in parts and "PGSSLROOTCERT" not in os.environ and not _own_root().exists():
        parts["sslrootcert"] = "system"
    return parts


def _own_root() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "")) / "postgresql" / "root.crt"
    return Path.home() / ".postgresql" / "root.crt"


def url_of(parts: dict[str, str], login: str = "", password: str = "") -> str:
    """The address on one line, as a URL that libpq reads."""
    who = quote(login, safe="") + (f":{quote(password, safe='')}" if password else "")
    plain = {k: v for k, v in parts.items() if k in KEPT and k not in ("dbname",)}
    if (host := plain.get("host", "")) and not set("/@,:") & set(host + plain.get("port", "")):
        place = plain.pop("host") + (f":{plain.pop('port')}" if "port" in plain else "")
    else:
        place = ""
    more = f"?{urlencode(plain, quote_via=quote, safe='')}" if plain else ""
    return f"postgresql://{f'{who}@' if who else ''}{place}/{quote(parts.get('dbname', ''), safe='')}{more}"


def connect(parts: dict[str, str], *, timeout_s: float, login: str) -> Any:
    """A connection in autocommit: each statement is a transaction, as a pooler likes it, and none is prepared. Raises DeskError."""
    with extra():
        import psycopg
    given: dict[str, Any] = {
        **_ALIVE,
        "application_name": "aetui",
        **secured(parts),
        "connect_timeout": max(2, round(timeout_s)),
    }
    with told(login):
        return psycopg.connect(**given, autocommit=True, prepare_threshold=None)
