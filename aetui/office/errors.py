"""What can go wrong between a desk and its office. None holds a password, nor has a cause that might."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aetui.domain.errors import BadInput, DeskError

if TYPE_CHECKING:
    import psycopg


class OfficeAway(DeskError):
    """The server can't be reached, or doesn't answer, now; the desk works on."""

    status = 3

    def __init__(self, key: str = "office.away") -> None:
        super().__init__(key)


class OfficeRemoved(DeskError):
    """This login may read only that its person was removed; her desk stays hers."""

    status = 3

    def __init__(self) -> None:
        super().__init__("office.removed")


class NewerOffice(DeskError):
    """The office's tables are newer than this program."""

    status = 3

    def __init__(self, theirs: int, ours: int) -> None:
        super().__init__("office.newer", theirs=theirs, ours=ours)


class OlderOffice(DeskError):
    """The office's tables are older than this program: its keeper brings them up to date (`Keeper.migrate`)."""

    status = 3

    def __init__(self, theirs: int, ours: int) -> None:
        super().__init__("office.older", theirs=theirs, ours=ours)


class NoExtra(DeskError):
    """The program was installed without what speaks to a server."""

    status = 3

    def __init__(self) -> None:
        super().__init__("office.extra")


class WrongPassword(DeskError):
    """The server doesn't take the password that libpq found, or none was found."""

    status = 3

    def __init__(self, login: str) -> None:
        super().__init__("office.password", login=login)


class NoOffice(DeskError):
    """The database holds no office, or this login isn't of it."""

    status = 3

    def __init__(self, key: str = "office.none") -> None:
        super().__init__(key)


class OtherBytes(DeskError):
    """A number of this device stands there with another change: another copy of its file has used it. The device takes a new id
    (`Server.another_device`). `n`: the first such number."""

    def __init__(self, n: int) -> None:
        super().__init__("office.bytes", n=n)
        self.n = n


def _is_tls(said: str) -> bool:
    return any(word in said for word in ("SSL", "certificate", "root.crt", "TLS"))


def _unreached(error: psycopg.Error, login: str) -> DeskError:
    """Why no connection came about. libpq gives no codes before there is one, so its words are looked at, and the server's, which may
    be in another language: what isn't known is away."""
    said = str(error)
    if "pg_hba.conf" in said:
        return OfficeAway("office.away.shut")
    if "password" in said.lower() or (error.pgconn is not None and error.pgconn.needs_password):
        return WrongPassword(login)
    if "does not exist" in said and "database" in said:
        return NoOffice()
    if "permission denied for database" in said or (
        "role" in said and ("does not exist" in said or "not permitted" in said)
    ):
        return NoOffice("office.login")
    if _is_tls(said):
        return OfficeAway("office.away.tls")
    if "too many" in said or "remaining connection slots" in said:
        return OfficeAway("office.away.busy")
    return OfficeAway()


def said_so(error: psycopg.Error, login: str) -> DeskError:
    """What the server, or libpq, said, for the user."""
    from psycopg import errors

    match error:
        case errors.DiskFull() | errors.OutOfMemory():
            return OfficeAway("office.away.full")
        case errors.ReadOnlySqlTransaction():
            return OfficeAway("office.away.read_only")
        case (
            errors.QueryCanceled()
            | errors.LockNotAvailable()
            | errors.DeadlockDetected()
            | errors.TooManyConnections()
            | errors.SerializationFailure()
        ):
            return OfficeAway("office.away.busy")
        case errors.InvalidPassword() | errors.InvalidAuthorizationSpecification():
            return WrongPassword(login)
        case errors.InsufficientPrivilege():
            return NoOffice("office.denied")
        case errors.InvalidSchemaName() | errors.UndefinedTable() | errors.UndefinedFunction():
            return NoOffice()
        case errors.ForeignKeyViolation() | errors.NotNullViolation() | errors.CheckViolation():
            return BadInput("office.row", why=error.diag.constraint_name or error.diag.column_name or "")
        case errors.InterfaceError():
            return OfficeAway()
    if error.sqlstate == "AE001":
        return OtherBytes(int(error.diag.message_detail or 0))
    if error.sqlstate is None and isinstance(error, errors.OperationalError):
        return _unreached(error, login)
    if isinstance(error, errors.OperationalError):
        return OfficeAway()
    return BadInput("office.said", why=(error.diag.message_primary or type(error).__name__))


@contextmanager
def told(login: str) -> Iterator[None]:
    """What psycopg raises inside is told in our words. Raises DeskError."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise said_so(error, login) from None
