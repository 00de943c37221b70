"""A day of three desks in one office, lived in three terminals on a real server: what one does is painted on the other's board, and stands
on both desks; while the server is away everybody works on, and all of it arrives afterwards."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from desk_in_terminal import DeskInTerminal
from office_server import Office
from terminal import Terminal
from test_handover_keys import key, leave
from test_monday_keys import choose, to_the_board

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.office.exchange import sync
from aetui.desk.office.joining import join
from aetui.domain.letters.thread import Thread, thread_of
from aetui.domain.records import Absence, Letter, Paper, Record, Todo

NOW = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
R = TypeVar("R", bound=Record)
PEOPLE = (("赵总", "AD", None), ("林经理", "AM", "赵总"), ("李雯", "AE", "林经理"))


class Person(DeskInTerminal):
    """Somebody of the office, at a desk in a folder of their own."""

    def __init__(self, home: Path, name: str) -> None:
        super().__init__(home)
        self.name = name
        self.env["PGPASSFILE"] = os.environ["PGPASSFILE"]

    def open(self) -> Desk:
        return Desk.open(self.home / "liwen.json", program="tests", now=NOW)

    def begin(self, office: Office, role: str, above: str | None) -> None:
        """The desk, with a client where it is an AE's, in the office."""
        with closing(self.open()) as desk:
            values = {"name": self.name, "roles": role, "timezone": "Asia/Shanghai", "calendar": "CN"}
            set_profiles(desk, values | ({"people": f"{above}:supervisor"} if above else {}), NOW)
            if role == "AE":
                add_client(desk, "梅林食品", NOW, contact="陈小姐")
            join(desk, office.add(self.name, role, above), NOW, aside=False, tell=lambda *_: None)

    def records(self, kind: type[R]) -> list[R]:
        """What the file holds, once all is fetched."""
        with closing(self.open()) as desk:
            return list(desk.each(kind))

    def matters(self) -> dict[tuple[str, str], Thread]:
        """Each matter with another desk, by its act and what it is about."""
        found: dict[str, list[Letter]] = {}
        for one in self.records(Letter):
            found.setdefault(one.of or one.id, []).append(one)
        threads = (thread_of(some) for some in found.values())
        return {(one.root.act, str(one.root.args["text"])): one for one in threads if one is not None}


@pytest.fixture
def people(office: Office, tmp_path: Path) -> dict[str, Person]:
    found = {name: Person(tmp_path / role.lower(), name) for name, role, _ in PEOPLE}
    for name, role, above in PEOPLE:
        found[name].home.mkdir()
        found[name].begin(office, role, above)
    for name in ("林经理", "赵总"):  # whoever is above, once more: those below are there now
        with closing(found[name].open()) as desk:
            sync(desk)
    return found


def answer(terminal: Terminal, asked: str, words: str) -> None:
    """Words in the line that asks for them."""
    terminal.wait(asked)
    terminal.type(f"{words}\r")
    terminal.wait(lambda t: asked not in t.text)


def point_at(terminal: Terminal, what: str) -> None:
    """The cursor on what stands on the board's lists in those words: its head tells the most urgent too."""
    terminal.wait(lambda t: what in "\n".join(t.lines[_lists(t) :]))
    terminal.click(*terminal.find(what, _lists(terminal)))


def _lists(terminal: Terminal) -> int:
    return next((y for y, line in enumerate(terminal.lines) if "待办 Things to do" in line), terminal.rows)


def finish(terminal: Terminal, what: str, asked: str = "", words: str = "") -> None:
    """What is owed on the board in those words is done, by key."""
    point_at(terminal, what)
    terminal.press(key("done"))
    if asked:
        answer(terminal, asked, words)


def send_report(terminal: Terminal, how: str) -> None:
    """The week's report to the client, from the board and back."""
    terminal.press("s")
    terminal.wait("周报告   第48周")
    terminal.press("s")
    answer(terminal, "周报告怎么发的", how)
    terminal.wait("谁在电话里确认的")
    terminal.press("escape", "escape")
    to_the_board(terminal)


def test_a_day_of_three_desks(people: dict[str, Person], office: Office) -> None:
    ad, am, ae = people.values()
    with ExitStack() as stack:
        zhaos, lins, hers = (stack.enter_context(one.screen(at="10:00")) for one in (ad, am, ae))
        for terminal in (hers, lins, zhaos):
            terminal.wait("● 办公室")
            to_the_board(terminal)

        # Trouble on the telephone is reported, and answered.
        choose(hers, "ml", "梅林食品", 0)
        for n, item in enumerate(("! 印厂停电，样张出不来", "> 17:30前给修改稿"), 1):
            hers.wait("逐条记录")
            hers.type(f"{item}\r")
            hers.wait(f"逐条记录 {n}")
        hers.press("f8")
        to_the_board(hers)
        finish(hers, "报告主管：印厂停电", "附上建议的办法", "换二厂，加 900")
        finish(lins, "答复问题：李雯 印厂停电", "怎么答复", "可以，900 以内")
        hers.wait("林经理 答复：可以，900 以内")

        # Her board, looked at by the AM, who gives a to-do there; it is taken on, and done.
        lins.press(key("team"))
        lins.wait("我的小组")
        lins.press("enter")
        lins.wait("李雯 的桌面，只能看")
        lins.wait("17:30前给修改稿")
        lins.press(key("todo"))
        answer(lins, "要 李雯 做什么", "问陈小姐样品收到没有 16:00")
        finish(hers, "接不接：林经理 问陈小姐样品", "接下，回一句", "好，午后问")
        lins.press("escape", "escape")
        to_the_board(lins)
        lins.wait("@李雯 接下了")

        # The server is away: everybody works on, and sees how much waits.
        office.part()
        for terminal in (hers, lins, zhaos):
            terminal.wait("○")
        point_at(hers, "问陈小姐样品收到没有")
        hers.press(key("done"))
        hers.wait("✓ 问陈小姐样品")
        hers.wait("○ 待发 1")
        hers.press(key("todo"))
        answer(hers, "要做什么", "批一下打样费 @林经理 17:00")
        hers.wait("○ 待发 2")
        lins.press(key("todo"))
        answer(lins, "要做什么", "看梅林报价 @李雯 15:00")
        lins.wait("○ 待发 1")
        assert "批一下打样费" not in lins.text
        office.mend()
        for terminal in (hers, lins, zhaos):
            terminal.wait("● 办公室")
        lins.wait("@李雯 办完了")
        finish(lins, "接不接：李雯 批一下打样费", "接下，回一句", "马上")
        hers.wait("@林经理 接下了")
        hers.wait("接不接：林经理 看梅林报价")
        point_at(hers, "○ 看梅林报价")
        hers.press("enter")
        hers.wait("林经理 → 李雯  等答复")
        hers.press("escape")
        to_the_board(hers)

        # A paper that went to the client is returned, sent as it should be, and approved.
        send_report(hers, "邮件")
        point_at(lins, "审批：李雯 每周工作进度报告")
        lins.press(key("waive"))
        answer(lins, "退回：要改什么", "没写含税")
        lins.wait("退回了：审批：李雯")
        hers.wait("林经理 退回")
        ae.run("report", "answer", "每周工作进度报告", "--how", "写上了含税", at="10:00")
        finish(lins, "─── 审批：李雯 每周工作进度报告", "批准；带一句话", "可以")
        hers.wait(lambda t: "林经理 退回" not in t.text)

        # Away from tomorrow: a line is the AM's at once, and said back.
        hers.press(key("handover"))
        answer(hers, "什么时候不在", "明天到周五")
        answer(hers, "为什么；怎么找我", "年假；手机")
        hers.wait("件没有人")
        hers.press("1")
        hers.wait("1 件未确认")
        lins.wait("代管 1")
        finish(lins, "接不接：李雯 承诺：给修改稿", "接下，回一句", "记下了，17:30前给")
        hers.wait("✓ 林经理    承诺：给修改稿")
        hers.press("escape")
        to_the_board(hers)

        # The day is handed in, and signed.
        hers.press("r")
        hers.wait("今日事今日毕")
        hers.press("s")
        hers.wait("交给林经理核对了")
        hers.press("escape")
        to_the_board(hers)
        finish(lins, "─── 核对一天：李雯", "核对一天：李雯 2026-11-23 · ", "按这样办")
        hers.wait("林经理 核对签回")

        # The AD sees all of it, each board as it is.
        zhaos.press(key("team"))
        zhaos.wait(lambda t: "我的小组" in t.text and all(f" {name} " in t.text for name in ("林经理", "李雯")))
        zhaos.press("down", "enter")
        zhaos.wait("李雯 的桌面，只能看")
        zhaos.wait("✓ 问陈小姐样品收到没有")
        zhaos.press("escape")
        zhaos.wait("我的小组")
        zhaos.press("escape")
        for terminal in (hers, lins, zhaos):
            to_the_board(terminal)
            leave(terminal)

    # Both desks tell the same of each matter, and each stands where it was left.
    there, here = am.matters(), ae.matters()
    assert {what: one.state for what, one in here.items()} == {
        ("trouble.report", "印厂停电，样张出不来"): "done",
        ("todo.give", "问陈小姐样品收到没有"): "done",
        ("todo.give", "批一下打样费"): "taken",
        ("todo.give", "看梅林报价"): "waiting",
        ("handover.line", "承诺：给修改稿"): "taken",
        ("paper.approve", "每周工作进度报告 · 梅林食品"): "done",
        ("day.check", "2026-11-23"): "done",
    }
    assert {what: [one.id for one in thread.letters] for what, thread in there.items()} == {
        what: [one.id for one in thread.letters] for what, thread in here.items()
    }
    assert [one.args["how"] for one in here["trouble.report", "印厂停电，样张出不来"].said] == ["可以，900 以内"]
    (paper,) = ae.records(Paper)
    assert paper.returned is not None
    assert (paper.returned.how, paper.answered and paper.answered.how) == ("没写含税", "写上了含税")
    assert (paper.approved and paper.approved.by) == "林经理"
    (absence,) = ae.records(Absence)
    assert [line.acknowledged.by for line in absence.lines if line.acknowledged] == ["林经理"]
    assert {one.text: one.done is not None for one in am.records(Todo)} == {
        "问陈小姐样品收到没有": True,
        "批一下打样费": False,
        "看梅林报价": False,
    }
