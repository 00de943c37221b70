"""A wire between a program and the server that does what wires and poolers do: hears nothing more, loses an answer, drops notices."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

from office_server import Fresh

_SOCKET = ".s.PGSQL.5432"


class Wire:
    """`answers`: whether what the server says comes through; `notices`: whether its notices do, which a pooler keeps to itself."""

    def __init__(self, base: Fresh) -> None:
        self._base = base
        self.answers = self.notices = True
        self.lost = threading.Event()
        """Set once an answer was lost."""
        self._folder = Path(mkdtemp(prefix="aep-"))
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self._folder / _SOCKET))
        self._listening.listen()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"postgresql:///{self._base.name}?host={quote(str(self._folder), safe='')}"

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(str(self._base.way / _SOCKET))
                self._open += [near, far]
                threading.Thread(target=self._there, args=(near, far), daemon=True).start()
                threading.Thread(target=self._back, args=(far, near), daemon=True).start()

    def _there(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(65536):
                far.sendall(data)
        self._shut(near, far)

    def _back(self, far: socket.socket, near: socket.socket) -> None:
        """Message by message: a letter, four bytes of length, the rest."""
        with suppress(OSError), far.makefile("rb") as stream:
            while len(head := stream.read(5)) == 5:
                body = stream.read(int.from_bytes(head[1:], "big") - 4)
                if not self.answers:
                    self.lost.set()
                elif self.notices or head[:1] != b"A":
                    near.sendall(head + body)
        self._shut(near, far)

    def _shut(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """As when somebody pulls the plug."""
        self._shut(*self._open)

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()
        for path in (self._folder / _SOCKET,):
            path.unlink(missing_ok=True)
        self._folder.rmdir()
