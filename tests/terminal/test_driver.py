"""The terminal that is written to may go away in the middle of it."""

from __future__ import annotations

import os

from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from aetui.terminal.driver import TerminalOutput


def test_whoever_writes_to_a_terminal_that_is_gone_is_not_kept_waiting() -> None:
    ours, theirs = os.openpty()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with os.fdopen(theirs, "w", encoding="utf-8") as file:
        screen = TerminalOutput(file)
        assert screen.fileno() == theirs
        writer = WriterThread(screen)  # type: ignore[arg-type]
        writer.start()
        writer.write("还在")
        assert os.read(ours, 64).decode() == "还在"
        os.close(ours)
        for _ in range(3 * MAX_QUEUED_WRITES):
            assert writer.is_alive()
            writer.write("没有人看见")
        writer.stop()
        assert not writer.is_alive()
        os.dup2(nowhere, theirs)  # what the file still holds has somewhere to go as it is closed
    os.close(nowhere)
