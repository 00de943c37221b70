"""`aetui letter`, and where else what came from colleagues is told: by the shell, read aloud, as on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from carrying import carry, house
from desks import all_of, at, owed
from said import data, good
from shell import Shell, shell_at

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.obligations import meet
from aetui.desk.phone.calls import begin_call, log_item
from aetui.domain.records import Todo

House = dict[str, Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[House]:
    """李雯 gave 小王 a to-do, reported trouble to 王磊, and told both good news."""
    with house(tmp_path) as found:
        mine = found["liwen"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王", due=at("17:00"))
        call = begin_call(mine, at("10:00"), client="梅林")
        for line, rule in (("! 印厂停电", "trouble.report"), ("* 提案过了", "news.share")):
            log_item(mine, call.id, line, at("10:01"))
            (duty,) = owed(mine, rule, at("10:02"))
            meet(mine, duty, at("10:02"), how="换二厂")
        carry(found)
        yield found


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    one = shell_at(tmp_path, at("11:30").isoformat(), capsys, monkeypatch)

    def call(user: str, *argv: str, now: str = "") -> tuple[int, str, str]:
        monkeypatch.setenv("AETUI_USER", user)
        return one(*argv, now=now)

    return call


def test_what_came_is_listed_and_answered(desks: House, aetui: Shell) -> None:
    listed = data(aetui("xiaowang", "letter", "--json"))
    assert {(one["act"], one["way"], one["who"], one["state"]) for one in listed} == {
        ("todo.give", "in", "李雯", "waiting"),
        ("news.share", "in", "李雯", "waiting"),
    }
    (given,) = (one for one in listed if one["act"] == "todo.give")
    assert (given["text"], given["due"], given["answers"]) == (
        "重出完稿", "2026-11-23T17:00:00+08:00", ["taken", "refused", "done"],
    )  # fmt: skip
    assert "接下了" in good(aetui("xiaowang", "letter", "take", "完稿", "--how", "下午出"))
    assert "看到了" in good(aetui("xiaowang", "letter", "done", "提案"))
    carry(desks)
    assert "@小王 接下了" in good(aetui("liwen", "todo", "list"))
    shown = good(aetui("liwen", "letter", "show", "完稿"))
    assert "李雯 → 小王" in shown
    assert "接下了：下午出" in shown
    assert "办完了" in good(aetui("xiaowang", "letter", "done", given["id"][:8], "--how", "已发"))
    carry(desks)
    assert data(aetui("liwen", "letter", "show", "完稿", "--json"))["state"] == "done"
    assert all_of(desks["liwen"], Todo)[0].done is not None


def test_trouble_is_answered_by_met_as_by_letter(desks: House, aetui: Shell) -> None:
    (duty,) = (one for one in data(aetui("wanglei", "due", "--json")) if one["rule"] == "trouble.answer")
    assert (duty["source"], duty["due"], duty["subject"]["type"]) == ("R10", "2026-11-23T10:32:00+08:00", "letter")
    status, _, err = aetui("wanglei", "met", "trouble.answer", duty["id"])
    assert (status, "答复" in err) == (2, True)
    good(aetui("wanglei", "met", "trouble.answer", duty["id"], "--how", "可以，加 800"))
    carry(desks)
    assert "可以，加 800" in good(aetui("liwen", "letter", "show", "印厂"))
    told = data(aetui("liwen", "today", "--json"))["letters"]
    assert [(one["who"], one["act"]) for one in told] == [("王磊", "answer")]
    assert "答复：可以，加 800" in good(aetui("liwen", "today"))
    good(aetui("liwen", "letter", "read", "印厂"))
    assert data(aetui("liwen", "today", "--json"))["letters"] == []


def test_refused_stands_on_the_giver_s_board(desks: House, aetui: Shell) -> None:
    status, _, err = aetui("xiaowang", "letter", "refuse", "完稿")
    assert status == 2
    assert err
    good(aetui("xiaowang", "letter", "refuse", "完稿", "--why", "手上排满了"))
    carry(desks)
    assert "婉拒：手上排满了" in good(aetui("liwen", "today"))
    assert "婉拒了" in good(aetui("liwen", "todo", "list"))


def test_what_can_not_be_said_is_refused_in_a_sentence(desks: House, aetui: Shell) -> None:
    assert aetui("xiaowang", "letter", "answer", "完稿", "好")[0] == 2
    assert aetui("liwen", "letter", "take", "完稿")[0] == 2
    assert aetui("xiaowang", "letter", "take", "没有的")[0] == 1


def test_a_to_do_says_who_gave_it(desks: House, aetui: Shell) -> None:
    assert "李雯交办" in good(aetui("xiaowang", "todo", "list"))
    (todo,) = data(aetui("xiaowang", "todo", "list", "--json"))
    assert todo["given_by"] == "李雯"
    finish_todo(desks["xiaowang"], todo["id"], at("11:00"))
    carry(desks)
    assert all_of(desks["liwen"], Todo)[0].done is not None


def test_undo_of_an_answer_is_one_change(desks: House, aetui: Shell) -> None:
    good(aetui("xiaowang", "letter", "refuse", "完稿", "--why", "手上排满了"))
    good(aetui("xiaowang", "undo"))
    carry(desks)
    assert data(aetui("liwen", "letter", "show", "完稿", "--json"))["state"] == "undone"
    assert all_of(desks["xiaowang"], Todo)[0].dropped is None


def test_in_no_office_there_are_none(tmp_path: Path, aetui: Shell) -> None:
    good(aetui("u", "todo", "出样", "--owner", "小王"))
    assert good(aetui("u", "letter")).strip() == "没有往来的信。"
    assert data(aetui("u", "today", "--json"))["letters"] == []


def test_the_shell_says_that_it_goes_to_their_desk(desks: House, aetui: Shell) -> None:
    assert "到小王的桌面上" in good(aetui("liwen", "todo", "@小王 周五 出样"))
    assert "到王磊的桌面上" in good(aetui("liwen", "memo", "带样品", "--to", "王磊"))
    assert "桌面上" not in good(aetui("liwen", "todo", "@老张 周五 印样"))
    assert "桌面上" not in good(aetui("liwen", "todo", "自己的"))
