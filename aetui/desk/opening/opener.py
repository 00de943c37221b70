"""Opening a place with the system's own opener: an argument list and never a shell, nothing that would run."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from aetui.desk.opening.places import Spot
from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern

State = Literal["there", "folder", "missing", "unseen"]
"""A file or an address, a folder, nothing there; not seen yet: a network drive that doesn't answer."""

_RUNS = pattern(
    r".*\.(?:app|bat|bin|cmd|com|command|cpl|desktop|exe|gadget|hta|inf|jar|js|jse|lnk|msc|msi|msp|pif|pl|ps1|psm1|py|pyw|rb|reg|run|scf|scpt|"
    r"scr|sh|shb|terminal|tool|url|vb|vbe|vbs|webloc|workflow|ws|wsf|wsh|appimage|action|prefpane|osx|jnlp|application|xbap|settingcontent-ms)\Z"
)
PATIENCE = 2.0
"""Seconds that a command waits for a drive to answer."""
_FAILS_WITHIN = 1.5
"""Seconds within which an opener that can't open says so."""


class Sights:
    """What was seen of places. Each path is looked at in a thread of its own that nobody waits for: a network drive that is gone holds up
    nothing, at the program's end neither."""

    def __init__(self, on_seen: Callable[[], None] = lambda: None) -> None:
        self._seen: dict[str, State] = {}
        self._asked: set[str] = set()
        self._on_seen = on_seen
        self._lock = threading.Lock()

    def state(self, place: Spot) -> State:
        """What is known by now; the first time it is asked for it is looked up."""
        if place.sort != "path":
            return "there"
        with self._lock:
            new = place.address not in self._asked
            self._asked.add(place.address)
        if new:
            threading.Thread(target=self._look, args=(place.address,), daemon=True).start()
        return self._seen.get(place.address, "unseen")

    def forget(self) -> None:
        """Whatever was seen may have changed."""
        with self._lock:
            self._asked.clear()

    def _look(self, path: str) -> None:
        state = look(path)
        if self._seen.get(path) != state:
            self._seen[path] = state
            self._on_seen()


def look(path: str) -> State:
    """What is there; may take as long as a drive takes."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return "missing"
    return "folder" if stat.S_ISDIR(found.st_mode) else "there"


def patient(places: list[Spot]) -> list[State]:
    """What is at each place; one that isn't seen within PATIENCE is told so."""
    done = threading.Event()
    sights = Sights(done.set)
    paths = [place for place in places if place.sort == "path"]
    found = [sights.state(place) for place in places]
    for _ in paths:
        if "unseen" not in found:
            break
        done.wait(PATIENCE)
        done.clear()
        found = [sights.state(place) for place in places]
    return found


def open_place(place: Spot) -> str:
    """Open it; answers what was opened: of a program, a script or a starter its folder. For a thread: a drive may take its time. Raises
    BadInput: nothing there, no opener, or one that couldn't."""
    address = place.address
    if place.sort == "path":
        state = look(address)
        if state == "missing":
            raise BadInput("open.missing", target=place.target)
        address = _harmless(address)
    _start(address)
    return address


def _harmless(path: str) -> str:
    """The path itself, or the folder in which a thing lies that would run."""
    real = os.path.realpath(path)
    if any(_RUNS.fullmatch(name.casefold()) for name in (path.rstrip("/\\"), real)):
        return str(Path(real).parent)
    found = Path(real).stat()
    if stat.S_ISDIR(found.st_mode):
        return real
    if not stat.S_ISREG(found.st_mode) or (os.name == "posix" and found.st_mode & 0o111):
        return str(Path(real).parent)
    return real


def _start(address: str) -> None:
    if sys.platform == "win32":
        try:
            os.startfile(address)
        except OSError as error:
            raise BadInput("open.failed", target=address, why=error.strerror or error) from None
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        running = subprocess.Popen(
            [opener, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise BadInput("open.no_opener", opener=opener, target=address) from None
    try:
        status = running.wait(_FAILS_WITHIN)
    except subprocess.TimeoutExpired:
        return  # it shows what it was given, and goes on doing so
    if status != 0:
        raise BadInput("open.failed", target=address, why=f"{opener} {status}")
