"""How many cells the terminal gives to characters that Unicode calls ambiguous (`─ ╭ · → ○`), found out by printing one.

A terminal set up for East Asian fonts draws them two cells wide, and bends each line that counts on one. It is asked
before the driver starts, since a late answer looks like a key; what was typed meanwhile is handed on.
"""

from __future__ import annotations

import json
import os
import re
import select
import termios
import tty
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import NamedTuple

PATIENCE = 0.05  # seconds that a terminal has for its answer
_ASK = "\r○\x1b[6n"
_WIPE = "\r\x1b[K"
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_NAMES = ("TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LC_TERMINAL", "VTE_VERSION", "KONSOLE_VERSION", "COLORTERM")
_SIGNS = ("TMUX", "STY", "WT_SESSION", "KITTY_WINDOW_ID", "SSH_TTY")


class Answer(NamedTuple):
    """Whether ambiguous characters are two cells wide (None: no answer came in time), and what was typed meanwhile."""

    wide: bool | None
    typed: bytes


def ask(inside: int, outside: int, patience: float = PATIENCE) -> Answer:
    """Print one on `outside` and read the cursor's place from `inside` (both file descriptors of a terminal)."""
    try:
        before = termios.tcgetattr(inside)
    except termios.error:
        return Answer(None, b"")
    got = b""
    found = None
    try:
        tty.setcbreak(inside, termios.TCSANOW)
        os.write(outside, _ASK.encode())
        end = monotonic() + patience
        while found is None and (left := end - monotonic()) > 0 and select.select([inside], [], [], left)[0]:
            data = os.read(inside, 1024)
            if not data:
                break
            got += data
            found = _ANSWER.search(got)
        os.write(outside, _WIPE.encode())
    except OSError:
        return Answer(None, got)
    finally:
        termios.tcsetattr(inside, termios.TCSANOW, before)
    if found is None:
        return Answer(None, got)
    return Answer(int(found[1]) > 2, got[: found.start()] + got[found.end() :])


def known_as(env: Mapping[str, str]) -> str:
    """What tells one terminal from another, of what it says of itself in the environment."""
    return " ".join([*(env.get(name, "-") for name in _NAMES), *(name for name in _SIGNS if env.get(name))])


def is_wide(inside: int, outside: int, memory: Path, env: Mapping[str, str] = os.environ) -> Answer:
    """The answer of this terminal: as remembered in the file `memory`, else asked for and remembered there."""
    name = known_as(env)
    kept = _read(memory)
    if name in kept:
        return Answer(kept[name], b"")
    answer = ask(inside, outside)
    if answer.wide is not None:
        _write(memory, {**kept, name: answer.wide})
    return answer


def _read(memory: Path) -> dict[str, bool]:
    """What is remembered; nothing where the file is gone or is none: it is worth one question."""
    try:
        kept = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in kept.items() if isinstance(v, bool)} if isinstance(kept, dict) else {}


def _write(memory: Path, kept: dict[str, bool]) -> None:
    try:
        memory.write_text(json.dumps(kept, indent=0, sort_keys=True), "utf-8")
    except OSError:
        return  # asked again next time
