"""Undo and redo: whatever was done on a desk, all of it goes back exactly, and comes again exactly."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from desks import all_of, at, carry_todo, everything, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aetui.desk.book.clients import add_client, write_client
from aetui.desk.book.people import add_person
from aetui.desk.book.profile import set_own_day, set_profile
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.day.todos import add_todo, drop_todo, finish_todo
from aetui.desk.demo import demo_desk
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.obligations import meet, waive
from aetui.desk.phone.calls import (
    begin_call,
    edit_item,
    end_call,
    log_item,
    promise_to_question,
    record_call,
    retract_item,
    set_call,
)
from aetui.domain.errors import DeskError
from aetui.domain.records import Call, Client, Item, Todo
from aetui.locales.history import SUBJECTS

Act = Callable[[Desk, datetime, int, str], object]
LINES = (
    "一句",
    "+ 海报 周五前",
    "> 周三12:00前给稿",
    "? 报价",
    "! 错了",
    "* 好",
    "$ 外拍 8000",
    "@小王 完稿",
    "# 内部",
    "$ 车费 2611-001",
)


def pick(found: list[str], n: int) -> str:
    return found[n % len(found)] if found else "nobody"


def calls(desk: Desk, n: int) -> str:
    return pick([c.id for c in all_of(desk, Call)], n)


def items(desk: Desk, n: int) -> str:
    return pick([i.id for i in all_of(desk, Item)], n)


def todos(desk: Desk, n: int) -> str:
    return pick([t.id for t in all_of(desk, Todo)], n)


def who(desk: Desk, n: int) -> Client:
    found = list(desk.book.clients.values())
    return found[n % len(found)]


WAYS = ("in", "out", "missed")
ACTS: dict[str, Act] = {
    "begin": lambda d, now, n, _: begin_call(d, now, client=who(d, n), way=WAYS[n % 3]),  # type: ignore[arg-type]
    "begin with nobody": lambda d, now, n, _: begin_call(d, now),
    "record": lambda d, now, n, line: record_call(d, now, [line, LINES[n % 10]], client=who(d, n), way=WAYS[n % 2]),  # type: ignore[arg-type]
    "log": lambda d, now, n, line: log_item(d, calls(d, n), line, now),
    "edit": lambda d, now, n, line: edit_item(d, items(d, n), line, now),
    "retract": lambda d, now, n, _: retract_item(d, items(d, n), now),
    "to question": lambda d, now, n, _: promise_to_question(d, items(d, n), now),
    "set": lambda d, now, n, _: set_call(d, calls(d, n), now, client=who(d, n // 3), way=WAYS[n % 3]),  # type: ignore[arg-type]
    "end": lambda d, now, n, _: end_call(d, calls(d, n), now, answered=[items(d, n)]),
    "card": lambda d, now, n, _: open_card(d, "海报", now, client=who(d, n)),
    "client": lambda d, now, n, _: add_client(d, f"客户{n}", now, keys=[]),
    "away": lambda d, now, n, _: write_client(d, who(d, n).id, now, active=n % 2 == 0),
    "todo": lambda d, now, n, line: add_todo(d, line, now),
    "done": lambda d, now, n, _: finish_todo(d, todos(d, n), now),
    "drop": lambda d, now, n, _: drop_todo(d, todos(d, n), "不用了", now),
    "carry": lambda d, now, n, _: carry_todo(d, todos(d, n), date(2026, 11, 24 + n % 5), now),
    "memo": lambda d, now, n, line: write_memo(d, line, now, to="小孙", remind_at=now + timedelta(hours=1)),
    "meeting": lambda d, now, n, _: add_meeting(d, "会", now, client=who(d, n), start=now + timedelta(hours=n)),
    "profile": lambda d, now, n, _: set_profile(d, "ad", f"赵{n}", now),
    "meet": lambda d, now, n, _: meet(d, (o := d.obligations(now))[n % len(o)], now, how="电话"),
    "waive": lambda d, now, n, _: waive(d, (o := d.obligations(now))[n % len(o)], "免了", now),
}  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 11), st.sampled_from(LINES)), min_size=1, max_size=14
    )
)
def test_all_goes_back_and_comes_again(life: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        desk = Desk.open(path, program="test", now=at("9:00"))
        fill(desk)
        now = at("9:01")
        stands = [everything(desk)]
        for name, n, line in life:
            now += timedelta(minutes=1)
            before = everything(desk)
            try:
                ACTS[name](desk, now, n, line)
            except DeskError:
                assert everything(desk) == before, name
            if everything(desk) != before:
                stands.append(everything(desk))
        owed = desk.obligations(now, ended=True)
        for earlier in reversed(stands[:-1]):
            assert desk.undo(now) is not None
            assert everything(desk) == earlier
        assert desk.obligations(now) == Desk.open(path, program="other", now=now).obligations(now)
        for later in stands[1:]:
            assert desk.redo(now) is not None
            assert everything(desk) == later
        assert desk.redo(now) is None
        assert desk.obligations(now, ended=True) == owed
        desk.close()
        again = Desk.open(path, program="test", now=now)
        assert everything(again) == stands[-1]
        assert again.obligations(now, ended=True) == owed
        again.close()


def test_back_to_an_empty_desk(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "a.json", program="test", now=at("9:00"))
    fill(desk)
    whole = everything(desk)
    n = len(desk.store.log(100))
    for _ in range(n):
        assert desk.undo(at("9:01")) is not None
    assert everything(desk) == {}
    assert desk.undo(at("9:02")) is None
    for _ in range(n):
        assert desk.redo(at("9:03")) is not None
    assert everything(desk) == whole
    desk.close()


def test_what_another_program_did_is_heard_and_can_be_taken_back(tmp_path: Path) -> None:
    one = Desk.open(tmp_path / "a.json", program="one", now=at("9:00"))
    fill(one)
    two = Desk.open(tmp_path / "a.json", program="two", now=at("9:00"))
    heard: list[tuple[bool, int]] = []
    quiet = one.subscribe(lambda changed: heard.append((changed.own, len(changed.edits))))
    add_todo(two, "买纸", at("9:10"))
    assert not one.book.live_of(Todo)
    assert one.poll()
    assert not one.poll()
    assert [t.text for t in one.book.live_of(Todo)] == ["买纸"]
    assert one.undo(at("9:11")) is not None
    assert heard == [(False, 1), (True, 1)]
    assert two.poll()
    assert not two.book.live_of(Todo)
    quiet()
    add_todo(one, "买笔", at("9:12"))
    assert len(heard) == 2
    one.close()
    two.close()


def test_what_is_put_and_says_nothing_new_is_no_change(desk: Desk) -> None:
    """At the same moment, a day and a year later; what was changed and put back within one change neither."""
    client = add_client(desk, "光明乳业", at("9:00"))
    entries = len(desk.store.log(100))
    for later in (timedelta(), timedelta(days=1), timedelta(days=365)):
        with desk.change("client.set", at("9:00") + later) as change:
            assert change.put(client) == client
        with desk.change("client.set", at("9:00") + later) as change:
            change.put(replace(client, team=["x"]))
            change.put(client)
    assert len(desk.store.log(100)) == entries
    assert desk.get(Client, client.id) == client


def test_every_change_says_what_it_was_about(tmp_path: Path) -> None:
    """`撤销了：挂断` alone tells nobody what is gone."""
    desk, now = demo_desk(tmp_path, None)
    owed = desk.obligations(now)
    meet(desk, next(o for o in owed if o.rule == "week.report"), now, how="e-mail")
    waive(desk, next(o for o in owed if o.rule == "week.call"), "停业", now)
    retract_item(desk, next(i for i in desk.each(Item) if not i.mark).id, now)
    finish_todo(desk, next(t for t in desk.each(Todo) if t.done is None).id, now)
    set_own_day(desk, date(2027, 1, 4), False, now)
    add_person(desk, "小李", "设计", now)
    silent = [e for e in desk.store.log(60) if not any(e.args.get(word) for word in SUBJECTS) and e.verb != "demo"]
    desk.close()
    assert silent == []
