"""What was reckoned from a desk's files, kept beside them: it holds while each of them is as it was.

A cache and no more: of one state of the files, of one program and its libraries, checked by its sum; whatever is wrong with it, it
isn't there. It is written in place, so that the folder looks as it did, by which it is known that nothing came to lie beside the desk.
"""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from aetui.store.file import kernel
from aetui.store.file.files import FileMark, Files, companion, mark_of, sealed
from aetui.version import __version__

_CODE = Path(__file__).parents[2]


class Stamp(msgspec.Struct, frozen=True):
    """The state of a desk's files: data and journal as they were read, what else is read from beside them, the folder; and the
    program."""

    data: FileMark | None
    journal: FileMark | None
    rules: FileMark | None
    office: FileMark | None
    folder: int
    program: str


class _Kept(msgspec.Struct):
    stamp: Stamp
    held: msgspec.Raw


def stamp(files: Files) -> Stamp:
    """The state that the files are in. Raises OSError."""
    rules, folder = mark_of(companion(files.data, "rules.toml")), files.folder.stat().st_mtime_ns
    return Stamp(files.mark(), mark_of(files.journal), rules, mark_of(files.office), folder, _program())


def _program() -> str:
    """Which code reckons. A checkout changes without its version, hence its files' times; libraries come and go in their folder."""
    libraries = Path(str(msgspec.__file__)).parents[1]
    code = (one for part in ("derive", "rulebook", "clock") for one in os.scandir(_CODE / "domain" / part))
    times = (one.stat().st_mtime_ns for one in code if one.name.endswith((".py", ".toml", ".json")))
    return f"{__version__} {libraries.stat().st_mtime_ns} {sum(times)}"


def read(files: Files, path: Path) -> bytes | None:
    """What is kept in a file, where the desk's files are as they were when it was."""
    try:
        data = kernel.read(path)
        if sealed(data[9:-1]) != data:
            return None
        kept = msgspec.json.decode(data[9:-1], type=_Kept)
        return bytes(kept.held) if kept.stamp == stamp(files) else None
    except (OSError, ValueError):
        return None


def make_room(path: Path) -> None:
    """Have the file there before something else is kept by the looks of the folder. Raises OSError."""
    if not os.path.lexists(path):
        os.close(kernel.open_private(path, os.O_WRONLY | os.O_CREAT))


def write(files: Files, path: Path, held: bytes, data: FileMark | None, journal: FileMark | None) -> None:
    """Keep something that was reckoned from the data file and the journal of these marks, where both are still so. What fails is let
    be."""
    with suppress(OSError):
        fd = kernel.open_private(path, os.O_WRONLY | os.O_CREAT)
        try:
            now = stamp(files)
            if (now.data, now.journal) == (data, journal):
                line = sealed(msgspec.json.encode(_Kept(now, msgspec.Raw(held))))
                kernel.write_all(fd, line)
                os.ftruncate(fd, len(line))
        finally:
            os.close(fd)
