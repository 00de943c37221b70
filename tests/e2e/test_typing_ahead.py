"""Fingers that are faster than the screen: a whole round of questions typed in one piece, before the first is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_in_terminal import DeskInTerminal
from test_monday_keys import to_the_board


@pytest.fixture
def desk(tmp_path: Path) -> DeskInTerminal:
    desk = DeskInTerminal(tmp_path)
    desk.set_up()
    return desk


def test_the_questions_before_leave(desk: DeskInTerminal) -> None:
    with desk.screen(at="17:30") as terminal:
        to_the_board(terminal)
        terminal.type("h12/1到12/5\r年假；138-0000\r")
        terminal.wait("件没有人")
    absence = desk.json("handover", "show", at="17:40")
    assert (absence["start"][:10], absence["why"], absence["reach"]) == ("2026-12-01", "年假", "138-0000")


def test_a_new_client(desk: DeskInTerminal) -> None:
    with desk.screen(at="09:30") as terminal:
        to_the_board(terminal)
        terminal.type("a光明乳业\r吴小姐\r021-5555\r周二 10:00\r")
        terminal.wait("光明")
        terminal.wait(lambda _: any(c["name"] == "光明乳业" for c in desk.json("client", "list", at="09:40")))
    made = next(c for c in desk.json("client", "list", at="09:40") if c["name"] == "光明乳业")
    assert [(c["name"], c["phone"]) for c in made["contacts"]] == [("吴小姐", "021-5555")]


def test_a_line_that_is_refused_takes_what_follows(desk: DeskInTerminal) -> None:
    with desk.screen(at="09:30") as terminal:
        to_the_board(terminal)
        terminal.type("+没有这家 海报\r")
        terminal.type("，加印")
        terminal.wait("没有这家 海报，加印")
    assert desk.json("card", "list", at="09:40") == []


def test_things_to_do_one_behind_the_other(desk: DeskInTerminal) -> None:
    with desk.screen(at="09:30") as terminal:
        to_the_board(terminal)
        terminal.type("t一\rt二\rt三\rc梅林\r> 周五给稿\r")
        terminal.wait("周五给稿")
        terminal.wait(lambda _: len(desk.json("today", at="09:40")["calls"]) == 1)
    today = desk.json("today", at="09:40")
    assert [t["text"] for t in today["todos"]] == ["一", "二", "三"]
    assert [i["text"] for c in today["calls"] for i in c["items"]] == ["周五给稿"]


def test_lines_pasted_without_brackets(desk: DeskInTerminal) -> None:
    with desk.screen(at="09:30") as terminal:
        to_the_board(terminal)
        terminal.type("c梅林\r+ 秋季海报\n> 周三12:00前给稿\r\n? 报价 明天10点\n半行")
        terminal.wait("报价 明天10点")
        terminal.wait(lambda _: len(desk.json("today", at="09:40")["calls"][0]["items"]) == 3)
        terminal.wait("半行")
    [call] = desk.json("today", at="09:40")["calls"]
    assert [(i["mark"], i["text"]) for i in call["items"]] == [
        ("+", "秋季海报"),
        (">", "周三12:00前给稿"),
        ("?", "报价 明天10点"),
    ]
