"""domain.md, "Settled, point by point", as one types it: what is done at the shell, and what `due --all` says of it afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data, good
from shell import Shell, shell_at

CARD = "2611-001"


def day(words: str) -> str:
    """`24 10:00` in November 2026."""
    date, clock = words.split()
    return f"2026-11-{date}T{clock}:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A Tuesday at ten: a client, a card for her with two steps, due on Friday."""
    call = shell_at(tmp_path, day("24 10:00"), capsys, monkeypatch)
    for words in (
        "profile timezone Asia/Shanghai",
        "profile name 李雯",
        "profile supervisor 王磊",
        "client add 梅林食品 --contact 陈小姐",
        "card open 海报 --client 梅林 --deliver 11/27",
    ):
        good(call(*words.split()))
    for step in ("完稿 @小王 周三12:00", "打样 @小王 周四12:00"):
        good(call("card", "step", CARD, step))
    return call


def states(aetui: Shell, now: str, rule: str) -> list[str]:
    found = data(aetui("due", "--all", "--json", now=day(now)))
    return sorted(one["state"] for one in found if one["rule"] == rule)


def at(aetui: Shell, when: str, *words: str) -> None:
    good(aetui(*words, now=day(when)))


@pytest.mark.parametrize(
    ("moved", "asked", "expected"),
    [
        ("25 11:00", "25 11:01", ["pending"]),  # not due yet: the old one is gone
        ("25 12:30", "25 12:31", ["missed", "pending"]),  # overdue: it stays as missed
    ],
)
def test_a_step_that_is_moved(aetui: Shell, moved: str, asked: str, expected: list[str]) -> None:
    at(aetui, "24 10:05", "card", "drop", CARD, "打样")
    at(aetui, moved, "card", "move", CARD, "完稿", "11/26 16:00")
    assert states(aetui, asked, "card.step") == expected


CHANGES = {
    "added": ("step", CARD, "校对 @小王 周四15:00"),
    "dropped": ("drop", CARD, "打样"),
    "moved": ("move", CARD, "打样", "11/26 16:00"),
    "the delivery date": ("set", CARD, "--deliver", "11/30"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_schedule_that_was_sent_and_changed_is_sent_again(aetui: Shell, change: str) -> None:
    at(aetui, "24 11:00", "card", "schedule", CARD, "--sent", "--by", "王磊")
    assert states(aetui, "24 11:01", "card.schedule_again") == []
    at(aetui, "24 12:00", "card", *CHANGES[change])
    assert states(aetui, "24 12:01", "card.schedule_again") == ["pending"]
    at(aetui, "24 14:00", "card", "schedule", CARD, "--sent", "--by", "王磊")
    assert states(aetui, "24 14:01", "card.schedule_again") == ["met"]
    assert states(aetui, "24 14:01", "card.schedule") == ["met"]


def test_doing_a_step_is_no_change_and_what_is_changed_back_owes_nothing(aetui: Shell) -> None:
    at(aetui, "24 11:00", "card", "schedule", CARD, "--sent", "--by", "王磊")
    at(aetui, "24 12:00", "card", "done", CARD, "完稿")
    assert states(aetui, "24 12:01", "card.schedule_again") == []
    at(aetui, "24 12:10", "card", "move", CARD, "打样", "11/26 16:00")
    assert states(aetui, "24 12:11", "card.schedule_again") == ["pending"]
    at(aetui, "24 12:20", "card", "move", CARD, "打样", "11/26 12:00")
    assert states(aetui, "24 12:21", "card.schedule_again") == []


def test_what_gets_late_after_a_report_asks_anew(aetui: Shell) -> None:
    assert states(aetui, "25 12:01", "trouble.report") == ["pending"]
    at(aetui, "25 12:10", "card", "late", CARD, "完稿", "--how", "加一个人")
    assert states(aetui, "25 12:11", "trouble.report") == ["met"]
    assert states(aetui, "26 12:01", "trouble.report") == ["met", "pending"]


@pytest.mark.parametrize(("done", "expected"), [("25 12:30", []), ("25 17:00", ["missed"])])
def test_if_nothing_is_late_any_more_the_report_is_gone_or_missed(aetui: Shell, done: str, expected: list[str]) -> None:
    at(aetui, done, "card", "done", CARD, "完稿")
    assert states(aetui, "25 17:30", "trouble.report") == expected


def test_a_closed_card_keeps_its_money(aetui: Shell) -> None:
    at(aetui, "24 10:10", "card", "money", CARD, "invoice 8000 首款", "--due", "11/30 12:00")
    at(aetui, "25 12:30", "card", "close", CARD, "--why", "客户停了")
    assert states(aetui, "25 12:31", "card.step") == ["missed"]
    assert states(aetui, "25 12:31", "card.money") == ["pending"]
    assert states(aetui, "30 12:01", "card.money") == ["overdue"]
    assert "pending" in states(aetui, "30 12:01", "trouble.report")


def test_anothers_todo_with_a_day_alone_is_due_at_its_end_of_work(aetui: Shell) -> None:
    at(aetui, "24 10:10", "todo", "@小王 周三 送打样")
    (one,) = [t for t in data(aetui("todo", "list", "--json")) if t["text"] == "送打样"]
    assert one["owner"] == "小王"
    assert one["due"] == day("25 18:00")


def test_a_meeting_that_is_moved_and_one_that_is_called_off(aetui: Shell) -> None:
    at(aetui, "24 10:10", "meeting", "add", "提案", "--client", "梅林", "--start", "11/27 14:00")
    assert states(aetui, "24 10:11", "meeting.attend") == ["pending"]
    at(aetui, "24 10:20", "meeting", "move", "提案", "--start", "11/30 14:00", "--how", "电话")
    assert states(aetui, "24 10:21", "meeting.attend") == ["met", "pending"]
    assert states(aetui, "24 10:21", "meeting.agenda") == ["pending"]
    at(aetui, "24 10:30", "meeting", "cancel", "提案", "--why", "客户没空")
    assert states(aetui, "24 10:31", "meeting.attend") == ["met"]
    assert states(aetui, "24 10:31", "meeting.agenda") == []
