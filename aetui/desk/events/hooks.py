"""The user's hooks: which event runs which command, from `NAME.hooks.toml` beside the desk.

Written by the user's own hand alone: nothing that the program writes or takes in makes such a file, and one that others may write is
not heeded, for what stands in it is run.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import msgspec

from aetui.domain.errors import BadInput
from aetui.store.file import kernel
from aetui.store.file.files import companion

SOON, LATE, CLOSED, SENT, LETTER = EVENTS = ("soon", "late", "day.closed", "paper.sent", "letter.came")
"""What there is. A letter is told by the office, where there is one."""


class Hooks(msgspec.Struct, frozen=True):
    """By event, its command: the program and its arguments, as they stand."""

    commands: dict[str, list[str]]


def hooks_file(desk_file: Path) -> Path:
    return companion(desk_file, "hooks.toml")


def read_hooks(desk_file: Path) -> Hooks | None:
    """The hooks of a desk; None where there are none. Raises BadInput: it can't be read, others may write it, it is not TOML, names an
    event that there isn't, or something that is no command."""
    path = hooks_file(desk_file)
    try:
        fd = kernel.open_private(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    except OSError:
        raise BadInput("hooks.unreadable", file=path.name) from None
    with os.fdopen(fd, "rb") as file:
        _need_own(os.fstat(file.fileno()), path)
        content = file.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("hooks.unreadable", file=path.name) from None
    return Hooks(dict(_commands(text, path.name)))


def _need_own(found: os.stat_result, path: Path) -> None:
    """Nobody else may say what is run: the file is the user's own (or the system's), and no one else may write it, or put another in its
    place."""
    if os.name == "nt":
        return
    if found.st_uid not in (os.geteuid(), 0):
        raise BadInput("hooks.owner", file=path)
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise BadInput("hooks.writable", file=path)
    folder = path.parent.stat()
    if folder.st_mode & stat.S_IWOTH and not folder.st_mode & stat.S_ISVTX:
        raise BadInput("hooks.writable", file=path.parent)


def _commands(text: str, name: str) -> list[tuple[str, list[str]]]:
    import tomllib

    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        raise BadInput("hooks.toml", file=name, mistake=mistake) from None
    found = []
    for event, command in _flat(whole):
        if event not in EVENTS:
            raise BadInput("hooks.event", file=name, event=event, events=list(EVENTS))
        if not (isinstance(command, list) and command and all(isinstance(w, str) and "\0" not in w for w in command)):
            raise BadInput("hooks.command", file=name, event=event)
        if not command[0]:
            raise BadInput("hooks.command", file=name, event=event)
        found.append((event, [_at_home(word) for word in command]))
    return found


def _flat(whole: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """`day.closed = …` is a table in TOML; `"day.closed" = …` is none."""
    found: list[tuple[str, Any]] = []
    for key, value in whole.items():
        name = f"{before}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found


def _at_home(word: str) -> str:
    """The one thing that a shell would have done: `~/` is the user's own folder."""
    return os.path.expanduser(word) if word.startswith("~/") else word  # noqa: PTH111
