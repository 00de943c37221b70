"""A look for what happened, by whichever program goes by: events run their commands, and failures are told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from aetui.desk.core import Desk
from aetui.desk.events.firing import AtHand, failures, fire, gather, untold
from aetui.desk.events.hooks import Hooks, hooks_file, read_hooks
from aetui.desk.events.marks import Marks, marks_file, read_marks, state_of
from aetui.domain.errors import BadInput, DeskError
from aetui.locales import Texts
from aetui.store.file.files import FileMark, mark_of


def look(desk: Desk, say: Texts, now: datetime) -> list[DeskError]:
    """Run the commands of what is new, without waiting for them; what is to be told of the hooks, and of those that ran before."""
    path = desk.store.path
    try:
        hooks = read_hooks(path)
    except BadInput as mistake:
        return [mistake]
    return go(gather(desk, say, now, hooks, read_marks(path))) if hooks is not None else []


def go(found: AtHand) -> list[DeskError]:
    """In any thread: as `look`, of what was gathered."""
    try:
        fire(found)
        return untold(found.desk_file)
    except TimeoutError:
        return []  # whoever is at it looks for the same
    except OSError as error:
        return [BadInput("hooks.marks", file=marks_file(found.desk_file), why=error.strerror or error)]


class Looks:
    """The looks of a program that stays open: a file is read where it looks different from before."""

    def __init__(self, desk: Desk, tell: Callable[[DeskError], object]) -> None:
        """`tell`: how a mistake in the hooks is told, once for each time that they were written."""
        self._desk, self._tell = desk, tell
        self._hooks: Hooks | None = None
        self._hooked: FileMark | None = None
        self._marks = Marks()
        self._marked: FileMark | None = None

    @property
    def on(self) -> bool:
        """Whether there are hooks. Looks at the folder."""
        path = self._desk.store.path
        try:
            mark = mark_of(hooks_file(path))
        except OSError:
            mark = None
        if mark != self._hooked:
            self._hooked = mark
            try:
                self._hooks = read_hooks(path)
            except BadInput as mistake:
                self._hooks = None
                self._tell(mistake)
        return self._hooks is not None

    def gathered(self, say: Texts, now: datetime) -> AtHand | None:
        """What is to be told of now; None where there are no hooks."""
        if not self.on or self._hooks is None:
            return None
        path = self._desk.store.path
        mark = state_of(path)
        if mark != self._marked or mark is None:
            self._marks, self._marked = read_marks(path), mark
        return gather(self._desk, say, now, self._hooks, self._marks)


def mistakes(desk_file: Path) -> list[DeskError]:
    """What is wrong with the hooks, or with the last command of each event; told whenever it is asked for."""
    try:
        hooks = read_hooks(desk_file)
    except BadInput as mistake:
        return [mistake]
    return list(failures(read_marks(desk_file), hooks.commands)) if hooks is not None else []
