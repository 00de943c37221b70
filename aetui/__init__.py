"""The desk of an advertising account executive, in a terminal; and, for scripts, as a TinyDB (`connect`, docs/scripts.md)."""

from __future__ import annotations

from aetui.version import __version__ as __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from aetui.store import DeskDB


def connect(path_or_user: str | PathLike[str] | None = None, *, program: str | None = None) -> DeskDB:
    """A desk as a TinyDB that is safe beside an open board (docs/scripts.md).

    `path_or_user`: a desk's file, a user's name, or None for whoever `AETUI_USER` or the login says. `program`: by which
    name the log calls the script; its file's name where none is given. From here on what goes wrong is told in a
    sentence of the user's language. Raises DeskError: no such name, a file that can't be used.
    """
    import sys
    from pathlib import Path

    from aetui.cli.session import Session
    from aetui.domain.errors import DeskError
    from aetui.locales.errors import sentence
    from aetui.store import DeskDB

    session = Session()
    DeskError.in_words = lambda mistake: sentence(session.say, mistake)
    if path_or_user is not None and (Path(path_or_user).name != path_or_user or path_or_user.endswith(".json")):
        path = Path(path_or_user)
    else:
        session.user = path_or_user
        path = session.path
    db = DeskDB(path, program=program or Path(sys.argv[0]).name or "python", told=False)
    session.know(next((document["lang"] for document in db.table("profile") if "lang" in document), None))
    return db
