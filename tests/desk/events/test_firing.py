"""An event runs its command once a desk, whoever sees it first; what fails is told once, what takes long is ended with its children."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desks import at, the_owed

from aetui.desk.core import Desk
from aetui.desk.events import firing, marks, runner
from aetui.desk.events.firing import Started, fire, gather, untold
from aetui.desk.events.hooks import EVENTS, Hooks
from aetui.desk.events.marks import read_marks
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.obligations import meet
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Day, Fact, Paper
from aetui.locales import Texts
from aetui.locales.errors import sentence

NOW, SAY = at("11:30"), Texts("zh")
WRITES = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"


class Ear:
    """A command that writes down what it is given."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.file = desk, folder / "heard.jsonl"
        self.hooks = Hooks({event: [sys.executable, "-c", WRITES, str(self.file)] for event in EVENTS})

    def look(self, now: Any, hooks: Hooks | None = None) -> list[Started]:
        path = self.desk.store.path
        started = fire(gather(self.desk, SAY, now, hooks or self.hooks, read_marks(path)))
        for one in started:
            assert one.runner.wait(30) == 0
        return started

    @property
    def heard(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines()] if self.file.exists() else []


@pytest.fixture
def ear(desk: Desk, tmp_path: Path) -> Ear:
    return Ear(desk, tmp_path)


def told(ear: Ear) -> list[tuple[str, list[str]]]:
    return [(one["event"], [item["id"] for item in one["items"]]) for one in ear.heard]


def test_soon_then_late_each_once(desk: Desk, ear: Ear) -> None:
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    promise = the_owed(desk, "call.promise", NOW)
    assert ear.look(NOW) == []
    soon = promise.act_by - desk.rulebook.rules[promise.rule].warning
    for moment in (soon - timedelta(minutes=1), soon, soon, promise.due, promise.due + timedelta(minutes=1)):
        ear.look(moment)
    mine = [(event, ids) for event, ids in told(ear) if promise.id in ids]
    assert [event for event, _ in mine] == ["soon", "late"]
    first = next(one for one in ear.heard if promise.id in [item["id"] for item in one["items"]])
    assert (first["aetui"], first["desk"], first["whose"], first["lang"]) == (1, "liwen", "李雯", "zh")
    (item,) = (item for item in first["items"] if item["id"] == promise.id)
    assert (item["client"], item["title"], item["due"]) == ("梅林", "承诺：给报价", promise.due.isoformat())


def test_what_stands_when_hooks_are_first_seen_runs_nothing(desk: Desk, ear: Ear) -> None:
    for n in range(40):
        record_call(desk, NOW, [f"> {12 + n % 6}:00 第{n}稿"], client="梅林")
    late = NOW + timedelta(days=2)
    assert sum(o.state == "overdue" for o in desk.obligations(late)) >= 40
    assert ear.look(late) == []
    assert ear.look(late + timedelta(minutes=1)) == []
    assert ear.heard == []


def test_what_turns_between_two_looks_is_one_event_with_a_list(desk: Desk, ear: Ear) -> None:
    ear.look(NOW)
    for n in range(40):
        record_call(desk, NOW, [f"> {12 + n % 6}:00 第{n}稿"], client="梅林")
    ear.look(NOW + timedelta(days=2))
    (late,) = (one for one in ear.heard if one["event"] == "late")
    assert len([item for item in late["items"] if item["rule"] == "call.promise"]) == 40
    assert f"另有 {len(late['items']) - 1} 件" in late["text"]
    assert not {f"soon {item['id']}" for item in late["items"]} - read_marks(desk.store.path).seen.keys()


def test_many_programs_at_once_run_it_once(desk: Desk, ear: Ear) -> None:
    ear.look(NOW)
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    late = at("10:30", 24)
    found = [gather(desk, SAY, late, ear.hooks, read_marks(desk.store.path)) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        started = [one for each in pool.map(fire, found) for one in each]
    for one in started:
        one.runner.wait(30)
    assert len([one for one in ear.heard if one["event"] == "late"]) == 1


def test_an_event_that_is_asked_for_later_begins_then(desk: Desk, ear: Ear) -> None:
    record_call(desk, NOW, ["> 12:00 给报价"], client="梅林")
    only = Hooks({"soon": ear.hooks.commands["soon"]})
    ear.look(NOW, only)
    late = NOW + timedelta(hours=1)
    ear.look(late)  # `late` is new here
    ear.look(late + timedelta(minutes=1))
    assert "late" not in [event for event, _ in told(ear)]


def test_a_day_that_is_closed_and_a_paper_that_is_sent(desk: Desk, ear: Ear) -> None:
    ear.look(NOW)
    with desk.change("paper.send", at("12:00")) as change:
        change.new(
            Paper,
            kind="agenda",
            title="媒介例会 议程 # 内部",
            text="x",
            to="陈小姐",
            sent=Fact(at=at("12:00"), how="邮件"),
        )
    ear.look(at("12:01"))
    with desk.change("day.close", at("18:10")) as change:
        change.new(Day, day=date(2026, 11, 23), closed=Fact(at=at("18:10")))
    ear.look(at("18:11"))
    ear.look(at("18:12"))
    paper, day = (next(one for one in ear.heard if one["event"] == event) for event in ("paper.sent", "day.closed"))
    assert (paper["title"], paper["time"], paper["items"][0]["to"]) == (
        "媒介例会 议程",
        at("12:00").isoformat(),
        "陈小姐",
    )
    assert "内部" not in paper["text"]
    assert day["items"] == [{"day": "2026-11-23", "closed": at("18:10").isoformat()}]
    assert [one["event"] for one in ear.heard].count("paper.sent") == 1


def test_what_was_done_long_ago_and_comes_only_now_is_not_told(desk: Desk, ear: Ear) -> None:
    """Papers that another machine sent, and told of."""
    ear.look(NOW)
    old, new = at("12:00"), at("11:00", 26)
    for n, when in enumerate((old, new)):
        with desk.change("import", at("12:00", 26)) as change:
            paper = Paper(
                id=f"{n}" * 20, created_at=when, updated_at=when, kind="memo", title="x", text="", sent=Fact(at=when)
            )
            change.take(paper)
    ear.look(at("12:00", 26))
    (sent,) = (one for one in ear.heard if one["event"] == "paper.sent")
    assert [item["sent"] for item in sent["items"]] == [new.isoformat()]


def test_while_a_meeting_runs_at_our_office_what_turns_waits(desk: Desk, ear: Ear) -> None:
    ear.look(NOW)
    add_meeting(desk, "提案", NOW, client="益力", start=at("14:00"), end=at("16:00"), place="ours")
    record_call(desk, NOW, ["> 15:00 给报价"], client="梅林")
    promise = the_owed(desk, "call.promise", NOW)

    def late() -> list[str]:
        return [id for event, ids in told(ear) for id in ids if event == "late" and id == promise.id]

    ear.look(at("15:30"))
    assert late() == []
    ear.look(at("16:05"))
    assert late() == [promise.id]


def test_what_lies_in_the_desks_folder_is_no_part_of_the_program(desk: Desk, ear: Ear, tmp_path: Path) -> None:
    for name in ("aetui", "json", "msgspec", "subprocess"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'taken')!r}, 'w')")
    ear.look(NOW)
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    bad = {"late": ["/no/such/program"]}
    ear.look(at("10:30", 24), Hooks(bad))
    assert not (tmp_path / "taken").exists()
    assert [one.key for one in untold(desk.store.path)] == ["event.not_started"]


def test_text_is_data(desk: Desk, ear: Ear, tmp_path: Path) -> None:
    evil = f"> 明天10:00 $(touch {tmp_path}/a); `touch {tmp_path}/b` \"' \\ %s"
    ear.look(NOW)
    record_call(desk, NOW, [evil], client="梅林")
    ear.look(at("10:30", 24))
    assert any("touch" in item["title"] for item in ear.heard[-1]["items"])
    assert not {"a", "b"} & {p.name for p in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("argv", "key"),
    [
        (["/no/such/program"], "event.not_started"),
        ([sys.executable, "-c", "raise SystemExit('没有网络')"], "event.failed"),
        ([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], "event.failed"),
    ],
)
def test_a_failure_is_told_once_until_it_worked(desk: Desk, ear: Ear, argv: list[str], key: str) -> None:
    bad = Hooks({"late": argv})
    ear.look(NOW, bad)
    keys: list[list[str]] = []
    for n, hooks in enumerate((bad, bad, Hooks({"late": ear.hooks.commands["late"]}), bad)):
        record_call(desk, NOW, [f"> 明天{10 + n}:00 第{n}稿"], client="梅林")
        assert len(ear.look(at(f"{10 + n}:30", 24), hooks)) == 1
        keys.append([one.key for one in untold(desk.store.path)])
        assert untold(desk.store.path) == []
    assert keys == [[key], [], [], [key]]
    (last,) = firing.failures(read_marks(desk.store.path), ["late"])
    assert "late" in sentence(SAY, last)


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_what_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(600)"
    )
    began = time.monotonic()
    why, words = runner.run([sys.executable, "-c", code], b"{}", limit_s=2.0)
    assert (why, words["seconds"]) == ("event.too_long", "2")
    assert time.monotonic() - began < 8
    deadline = time.monotonic() + 10
    left = [int(pid) for pid in pids.read_text().split()]
    assert len(left) == 2
    while any(_alive(pid) for pid in left) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(_alive(pid) for pid in left)


def _alive(pid: int) -> bool:
    """Whether it still runs: one that nobody buried yet doesn't."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
    except OSError:
        return True


def test_a_command_that_reads_nothing_and_says_much_holds_nothing_up() -> None:
    code = "import sys; sys.stderr.write('x' * 5_000_000); sys.stdout.write('y' * 5_000_000)"
    assert runner.run([sys.executable, "-c", code], b"z" * 5_000_000) == (None, {})


def test_at_most_so_many_at_once_and_the_rest_at_the_next_look(desk: Desk, ear: Ear) -> None:
    ear.look(NOW)
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    with marks.changing(desk.store.path) as held:
        for n in range(firing.AT_ONCE):
            run = marks.Run(id=str(n), event="late", n=1, title="", at=NOW, began=time.time())
            held.runs.append(run)
    assert ear.look(at("10:30", 24)) == []
    with marks.changing(desk.store.path) as held:
        held.runs[0].began -= 60  # its end was never noted
    assert len(ear.look(at("10:31", 24))) == 1
    for n in range(firing.AT_ONCE):
        firing.ended(desk.store.path, str(n))
    ear.look(at("10:32", 24))
    assert {event for event, _ in told(ear)} >= {"late"}


def test_marks_that_nothing_stands_for_are_forgotten(desk: Desk, ear: Ear) -> None:
    ear.look(NOW)
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    promise = the_owed(desk, "call.promise", NOW)
    ear.look(at("10:30", 24))
    meet(desk, promise, at("10:40", 24))
    key = f"late {promise.id}"
    ear.look(at("10:50", 24))
    assert key in read_marks(desk.store.path).seen
    ear.look(at("10:50", 24) + firing.FORGET)
    assert key not in read_marks(desk.store.path).seen


def test_a_system_without_room_for_a_process_is_a_failure_of_that_run(
    desk: Desk, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear.look(NOW)
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")

    def none(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(firing.subprocess, "Popen", none)
    assert ear.look(at("10:30", 24)) == []
    assert {one.key for one in untold(desk.store.path)} == {"event.not_started"}


def test_marks_that_cant_be_kept_run_nothing(desk: Desk, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    ear.look(NOW)
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(marks, "replace_durably", full)
    with pytest.raises(OSError, match="No space"):
        ear.look(at("10:30", 24))
    assert ear.heard == []


def test_what_is_spoilt_beside_the_desk_begins_anew(desk: Desk, ear: Ear) -> None:
    record_call(desk, NOW, ["> 12:00 给报价"], client="梅林")
    ear.look(NOW)
    marks.marks_file(desk.store.path).write_bytes(b"{")
    assert ear.look(at("13:00")) == []
    assert read_marks(desk.store.path).since.keys() == set(EVENTS)


def test_the_runner_outlives_who_started_it(desk: Desk, ear: Ear, tmp_path: Path) -> None:
    """It is a process of its own, in a session of its own."""
    ear.look(NOW)
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    (started,) = fire(gather(desk, SAY, at("10:30", 24), Hooks({"late": [sys.executable, "-c", "import os; open('sid', 'w').write(str(os.getsid(0)))"]}), msgspec.convert({"since": {"late": NOW}}, marks.Marks)))  # fmt: skip
    started.runner.wait(30)
    assert int((tmp_path / "sid").read_text()) != os.getsid(0)
    assert subprocess.run([sys.executable, "-c", "import aetui.desk.events.runner"], check=True).returncode == 0
