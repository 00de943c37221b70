"""What is owed is read where nothing changed since it was kept, derived where anything did, and the same either way."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from desks import at, fill

from aetui.desk import ledger
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.phone.calls import record_call
from aetui.domain.derive import derive
from aetui.domain.derive.ledger import Ledger
from aetui.domain.obligations import Obligation
from aetui.store.file import deskfile, kept

NOW, LATER = at("11:00"), at("11:20")
NIGHT = at("8:30", 24)


@pytest.fixture(params=["folded", "in the journal"])
def path(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with duties whose last program derived them and ended."""
    if request.param == "in the journal":
        monkeypatch.setattr(deskfile, "SMALL", 100)
    path = tmp_path / "liwen.json"
    desk = opened(path)
    fill(desk)
    record_call(desk, at("9:30"), ["> 周三12:00前给修改稿", "? 报价什么时候能给 明天上午10点"], client="梅林")
    desk.obligations(NOW)
    desk.close()
    assert kept_file(path).exists()
    return path


def opened(path: Path) -> Desk:
    return Desk.open(path, program="test", now=NOW)


def kept_file(path: Path) -> Path:
    return path.with_name(path.name + ".ledger")


def whole(desk: Desk, now: object = LATER) -> list[Obligation]:
    return derive(desk.whole(), desk.rulebook, now, cal=desk.calendar)  # type: ignore[arg-type]


def test_a_start_reads_what_the_last_program_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    derived: list[object] = []
    piece = Ledger._piece
    monkeypatch.setattr(Ledger, "_piece", lambda *args: derived.append(args[-1]) or piece(*args))
    desk = opened(path)
    found = desk.obligations(NOW)
    assert found
    assert not derived
    assert found == whole(desk, NOW)
    assert desk.obligations(LATER) == whole(desk)
    desk.close()
    desk = opened(path)
    assert desk.obligations(NIGHT, ended_since=at("0:00", 24))
    assert desk.obligations(NIGHT) == whole(desk, NIGHT)
    desk.close()


def another_program(path: Path) -> None:
    desk = opened(path)
    add_todo(desk, "订会议室 @小王 10:00前", at("9:50"))
    desk.close()


def a_rule(path: Path) -> None:
    path.with_name("liwen.rules.toml").write_text('[rule."call.promise"]\ndue = "typed, else +1 working h"\n')


def flipped(path: Path) -> None:
    data = bytearray(kept_file(path).read_bytes())
    data[len(data) // 2] ^= 1
    kept_file(path).write_bytes(data)


def cut(path: Path) -> None:
    kept_file(path).write_bytes(kept_file(path).read_bytes()[:-40])


def edited(path: Path) -> None:
    path.write_text(path.read_text().replace("修改稿", "定稿"))


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def no_words(path: Path) -> None:
    kept_file(path).write_bytes(b"")


@pytest.mark.parametrize("happens", [another_program, a_rule, flipped, cut, edited, touched, no_words])
def test_whatever_changed_since_all_is_derived(path: Path, happens: Callable[[Path], None]) -> None:
    happens(path)
    desk = opened(path)
    assert desk.rulebook
    assert desk.rulebook_error is None
    assert ledger.load(desk) is None
    assert desk.obligations(LATER) == whole(desk)
    desk.close()
    desk = opened(path)
    assert ledger.load(desk) is not None, "and kept for the next"
    assert desk.obligations(LATER) == whole(desk)
    desk.close()


def test_another_version_of_the_program_and_another_zone_derive(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened(path)
    with monkeypatch.context() as other:
        other.setattr(kept, "__version__", "0.0.1")
        assert ledger.load(desk) is None
    assert ledger.load(desk) is not None
    with monkeypatch.context() as other:
        from zoneinfo import ZoneInfo

        other.setattr(Desk, "tz", ZoneInfo("Europe/Berlin"))
        assert ledger.load(desk) is None
    desk.close()


def test_what_is_changed_first_after_a_start_is_taken_in(path: Path) -> None:
    """Nothing was read of its kind before: by this program, by another, by an undo."""
    desk = opened(path)
    before = desk.obligations(LATER)
    record_call(desk, LATER, ["> 周五前给报价"], client="申花")
    assert desk.obligations(LATER) == whole(desk) != before
    desk.undo(LATER)
    assert desk.obligations(LATER) == whole(desk) == before
    desk.close()

    desk, other = opened(path), opened(path)
    before = desk.obligations(LATER)
    record_call(other, LATER, ["> 周五前给报价"], client="申花")
    other.close()
    assert desk.poll()
    assert desk.obligations(LATER) == whole(desk) != before
    set_profile(desk, "hours", "10:00-19:00", LATER)
    assert desk.obligations(LATER) == whole(desk)
    desk.close()


def test_who_only_reads_keeps_nothing_anew(path: Path) -> None:
    for _ in range(2):  # the first finds the front of a large desk, and leaves it for the others
        desk = opened(path)
        desk.obligations(NOW)
        desk.close()
    stood = kept_file(path).stat().st_mtime_ns
    desk = opened(path)
    desk.obligations(NOW)
    desk.close()
    assert kept_file(path).stat().st_mtime_ns == stood


def test_before_the_moment_it_is_of_all_is_derived(path: Path) -> None:
    desk = opened(path)
    early = at("10:15")
    assert desk.obligations(early) == whole(desk, early)
    desk.close()
