"""`aetui` as processes by the hundred: each forked from one that has the program loaded.

To a shell it is the program: a file that can be run, with its own arguments, streams, folder, environment and status. What
a start itself does, Python's and the reading of modules, isn't done again: that is tested where the program is started.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import marshal
import os
import pkgutil
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

SCREENS = ("screens", "widgets", "web", "app", "router", "terminal", "office", "__main__", "_styles")
"""Aren't loaded: a command that needs them loads them itself."""
LIBRARIES = (
    "arrow", "chinese_calendar", "dateutil.parser", "dateutil.relativedelta", "docx", "icalendar", "jinja2", "lxml.etree",
    "pypinyin", "rich.console", "rich.table", "tomllib", "tzlocal", "zoneinfo",
)  # fmt: skip
"""Are loaded, though the program itself loads them only where it uses them: that they come late is tested where it is started."""

_ASKS = """
import _socket, array, marshal, os, sys
given = []
for n in (0, 1, 2):
    try:
        os.fstat(n)
        given.append(n)
    except OSError:
        pass
server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
server.connect(sys.argv[1])
what = marshal.dumps((given, sys.argv[2:], os.getcwd(), dict(os.environ)))
server.sendmsg([len(what).to_bytes(8, "big")], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", given))])
server.sendall(what)
said = server.recv(1)
os._exit(said[0] if said else 70)
"""


@cache
def program() -> Path:
    """The folder in which `aetui` lies; its server ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="forked-"))
    argv = [sys.executable, "-P", __file__, str(folder / "socket")]
    env = {name: value for name, value in os.environ.items() if not name.startswith("AETUI_")} | {"PYTHONUTF8": "1"}
    server = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    assert server.stdin is not None
    assert server.stdout is not None
    assert server.stdout.read(1) == b"!"
    asking = shlex.join([sys.executable, "-SIc", _ASKS, str(folder / "socket")])
    (folder / "aetui").write_text(f'#!/bin/sh\nexec {asking} "$@"\n', "utf-8")
    (folder / "aetui").chmod(0o700)
    atexit.register(subprocess.run, ["rm", "-r", str(folder)], check=False)
    atexit.register(server.stdin.close)
    return folder


def _serve(path: str) -> None:
    import aetui
    import aetui.cli.main

    for module in pkgutil.walk_packages(aetui.__path__, "aetui."):
        if module.name.split(".")[1] not in SCREENS:
            importlib.import_module(module.name)
    for library in LIBRARIES:
        importlib.import_module(library)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen(64)
    os.write(1, b"!")
    while True:
        ready, _, _ = select.select([listening, 0], [], [])
        if 0 in ready:
            return  # whoever asked is gone
        one, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _answer(one)
        one.close()


def _answer(one: socket.socket) -> None:
    """As a process that was started so."""
    size, streams, _, _ = socket.recv_fds(one, 8, 3)
    what = b""
    while len(what) < int.from_bytes(size, "big"):
        what += one.recv(1 << 20)
    given, argv, folder, environ = marshal.loads(what)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    os.chdir(folder)
    sys.argv = ["aetui", *argv]
    for number in (0, 1, 2):
        os.close(number)
    for number, stream in zip(given, streams, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    made: list[Any] = [
        open(number, "wr"[number == 0], encoding="utf-8", closefd=False) if number in given else None  # noqa: SIM115  # as long as it lives
        for number in (0, 1, 2)
    ]
    sys.stdin, sys.stdout, sys.stderr = made
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = made
    leave = os._exit

    def told(status: int) -> None:
        one.send(bytes([status]))
        leave(status)

    os._exit = told  # type: ignore[assignment]
    from aetui.__main__ import main

    try:
        main()
    finally:
        leave(70)  # never so: it has left


if __name__ == "__main__":
    _serve(sys.argv[1])
