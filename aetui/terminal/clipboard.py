"""The clipboard, as a terminal gives it: by an escape sequence that it takes or doesn't, and never says which (OSC 52).

tmux keeps a buffer of its own and passes the text on to the terminal around it (`load-buffer -w`, from 3.2 on), which works
whatever its `set-clipboard` says. GNU screen hands on only what is wrapped for it, in pieces.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

LIMIT = 74_994
"""Bytes of text at most: 100,000 in base64, beyond which terminals cut it or take none."""
TMUX = ("tmux", "load-buffer", "-w", "-")
_WAIT = 3.0  # seconds for tmux; it answers in milliseconds, or not at all
_PIECE = 250  # characters in one piece for screen, which cuts longer ones

Way = Literal["terminal", "tmux", ""]
"""How a text was handed over; empty: it wasn't, being too long or there being no terminal."""


def fits(text: str) -> bool:
    """Whether a clipboard takes that much."""
    return len(text.encode()) <= LIMIT


def osc52(text: str, env: Mapping[str, str] | None = None) -> str:
    """The sequence that puts a text on the clipboard of the terminal, wrapped where GNU screen lies between. The text is in base64:
    nothing in it can end the sequence."""
    env = os.environ if env is None else env
    sequence = f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    if "STY" not in env or "TMUX" in env:
        return sequence
    pieces = (sequence[at : at + _PIECE] for at in range(0, len(sequence), _PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def in_tmux(env: Mapping[str, str] | None = None) -> bool:
    return bool((os.environ if env is None else env).get("TMUX"))


async def to_tmux(text: str) -> bool:
    """Hand the text to tmux, beside the event loop; False where it didn't take it (none there, an older one)."""
    import asyncio
    from subprocess import DEVNULL, PIPE

    try:
        process = await asyncio.create_subprocess_exec(
            *TMUX,
            stdin=PIPE,
            stdout=DEVNULL,
            stderr=DEVNULL,
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(text.encode()), _WAIT)
    except (OSError, TimeoutError):
        with suppress(ProcessLookupError):
            process.kill()
        return False
    return process.returncode == 0


def from_shell(text: str) -> Way:
    """Put a text on the clipboard from a command: through tmux, else through the terminal that the command was typed in, wherever
    its output goes."""
    if not fits(text):
        return ""
    if in_tmux():
        import subprocess

        with suppress(OSError, subprocess.TimeoutExpired):
            done = subprocess.run(TMUX, input=text.encode(), capture_output=True, timeout=_WAIT, check=False)
            if done.returncode == 0:
                return "tmux"
    try:
        with open(os.ctermid(), "w", encoding="ascii") as terminal:  # noqa: PTH123  a device
            terminal.write(osc52(text))
    except (OSError, AttributeError):  # no terminal; a system that names none
        return ""
    return "terminal"
