"""`aetui demo`: the sample desk, thrown away: as the board, as text, or in a shell whose `aetui` works on it."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from pathlib import Path

from aetui.cli.command import command, flag
from aetui.cli.day.today import show
from aetui.cli.reach.itself import own_argv
from aetui.cli.screen import draw
from aetui.cli.session import Session
from aetui.desk.demo import demo_desk


@command("demo", flag("--print", "printed"), flag("--shell", "in_shell"), desk=False)
def demo(session: Session, printed: bool, in_shell: bool) -> None:
    if in_shell:
        _shell(session)
        return
    with tempfile.TemporaryDirectory(prefix="aetui-demo-") as folder:
        desk, now = demo_desk(Path(folder), session.told_now, session.say)
        session.lend(desk)
        session.asked_now = now.isoformat()
        try:
            if printed or session.json:
                show(session)
            else:
                draw(session, "screen.no_terminal", now=None, started=now)
        finally:
            session.close()  # before its folder goes, whatever happened


def _shell(session: Session) -> None:
    """Run the user's shell in a folder of its own, with `aetui` first on its path; the desk, and what was written there,
    go when it ends. The clock stands on the demo's Monday."""
    with tempfile.TemporaryDirectory(prefix="aetui-demo-", ignore_cleanup_errors=True) as room:
        folder = Path(room)
        desk, now = demo_desk(folder, session.told_now, session.say)
        zone = desk.profile.timezone if desk.profile else None
        desk.close()
        bin_ = folder / "bin"
        bin_.mkdir()
        _program(bin_)
        work = folder / "work"
        work.mkdir()
        env = {
            **os.environ,
            "PATH": f"{bin_}{os.pathsep}{os.environ.get('PATH', '')}",
            "AETUI_HOME": str(folder),
            "AETUI_USER": "demo",
            "AETUI_LANG": session.say.lang,
            "AETUI_NOW": now.isoformat(),
            **({"TZ": zone} if zone else {}),  # for a colleague's desk beside it, which names none
        }
        session.warn(session.say("demo.shell"))
        # What interrupts a command in it is the shell's own affair.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            subprocess.run([_users_shell()], env=env, cwd=work, check=False)
        finally:
            signal.signal(signal.SIGINT, before)


def _users_shell() -> str:
    if os.name == "nt":
        return os.environ.get("COMSPEC", "cmd.exe")
    return os.environ.get("SHELL") or "/bin/sh"


def _program(folder: Path) -> None:
    """`aetui` as a file that can be run, whatever way this one was started."""
    argv = own_argv()
    if os.name == "nt":
        (folder / "aetui.cmd").write_text(f"@{subprocess.list2cmdline(argv)} %*\r\n", "utf-8")
        return
    script = folder / "aetui"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(argv)} "$@"\n', "utf-8")
    script.chmod(0o700)
