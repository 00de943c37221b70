"""The board runs the commands of events beside the keys, and tells what failed on its line."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from on_a_desk import Hand, at, on_screen

from aetui.desk.core import Desk
from aetui.desk.events import firing, looking
from aetui.desk.events.hooks import hooks_file
from aetui.desk.events.marks import read_marks
from aetui.desk.phone.calls import record_call
from aetui.screens.board.screen import BoardScreen

NOW, LATE = at("11:30"), at("10:31", 24)
WRITES = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"


def hook(desk: Desk, **events: list[str]) -> None:
    file = hooks_file(desk.store.path)
    file.write_text("\n".join(f"{event} = {json.dumps(command)}" for event, command in events.items()))
    file.chmod(0o600)


async def begun(desk: Desk, hand: Hand) -> None:
    await hand.until(lambda: read_marks(desk.store.path).since)


async def test_what_time_brings_runs_once_off_the_event_loop(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, threads, real = tmp_path / "heard", set(), firing._start

    def seen(*args: object) -> object:
        threads.add(threading.get_ident())
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(firing, "_start", seen)
    hook(desk, late=[sys.executable, "-c", WRITES, str(heard)])
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    async with on_screen(desk, BoardScreen(), now=NOW) as hand:
        await begun(desk, hand)
        hand.app._stands = LATE
        await hand.until(lambda: heard.exists() and heard.read_bytes().endswith(b"\n"))
        hand.app._stands = at("10:33", 24)
        await hand.until(lambda: not hand.app.beside._busy)
        await hand.until(lambda: all(run.ended for run in read_marks(desk.store.path).runs))
    (event,) = map(json.loads, heard.read_text("utf-8").splitlines())
    assert "承诺：给报价" in [item["title"] for item in event["items"]]
    assert threads
    assert threading.get_ident() not in threads


async def test_a_command_that_fails_is_told_on_the_line_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hook(desk, late=["/no/such/program"])
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    async with on_screen(desk, BoardScreen(), now=NOW, size=(120, 36)) as hand:
        await begun(desk, hand)
        hand.app._stands = LATE
        await hand.until(lambda: any(run.ended for run in read_marks(desk.store.path).runs))
        for minute in (32, 33, 34):
            hand.app._stands = at(f"10:{minute}", 24)
            await hand.until(lambda: all(run.told for run in read_marks(desk.store.path).runs))
            await hand.until(lambda: not hand.app.beside._busy)
        assert hand.app.complaints == 1


async def test_a_mistake_in_the_hooks_is_told_once_and_mended(desk: Desk) -> None:
    file = hooks_file(desk.store.path)
    file.write_text("soon = [")
    file.chmod(0o600)
    async with on_screen(desk, BoardScreen(), now=NOW, size=(120, 36)) as hand:
        await hand.until(lambda: hand.app.complaints)
        for minute in (32, 33, 34):
            hand.app._stands = at(f"11:{minute}")
            await hand.settle()
        assert hand.app.complaints == 1
        hook(desk, soon=["true"])
        hand.app._stands = at("11:36")
        await begun(desk, hand)
        assert hand.app.complaints == 1


async def test_a_board_without_hooks_makes_no_marks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "gather", lambda *_: pytest.fail("nobody asked for events"))
    async with on_screen(desk, BoardScreen(), now=NOW) as hand:
        record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
        hand.app._stands = LATE
        await hand.settle()
    assert not desk.store.path.with_suffix(".events").exists()
