"""`aetui copy`: what stands on the desk as text for a chat or a mail, on the clipboard (as the key on a screen does)."""

from __future__ import annotations

from aetui.cli.command import arg, command, flag
from aetui.cli.session import Session
from aetui.desk.copying.build import copy_of
from aetui.desk.copying.meant import refs_meant
from aetui.desk.copying.text import Copied, keep_copied, shortened
from aetui.domain.errors import NotThere
from aetui.terminal.clipboard import fits, from_shell


@command("copy", arg("what"), arg("part", required=False), flag("--print", "printed"))
def copy(session: Session, what: str, part: str | None, printed: bool) -> None:
    """--print: to standard output, for another program; the clipboard stays as it is."""
    found = copy_of(session.desk, session.say, refs_meant(session.desk, what, part), session.now)
    if found is None:
        raise NotThere("copying.unknown", name=what)
    hand_over(session, found, printed=printed)


def hand_over(session: Session, copied: Copied, *, printed: bool = False) -> None:
    """Put it on the clipboard and into its file, and say where it lies; `printed`: only print it."""
    if printed:
        session.out({"text": copied.text, "house": copied.house}, copied.text.splitlines())
        return
    file = keep_copied(session.desk, copied.text)
    way = from_shell(copied.text)
    key = "copy.too_long" if not fits(copied.text) else "copy.house" if copied.house else "copy.done"
    data = {"text": copied.text, "house": copied.house, "file": str(file), "clipboard": way or None}
    session.out(data, session.say(key if way or not fits(copied.text) else "copy.no_terminal", file=shortened(file)))
