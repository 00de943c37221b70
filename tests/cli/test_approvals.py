"""What is to be signed or approved, by the shell: asked for, listed, answered, told (A2, Q2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from carrying import carry, house
from desks import all_of, at, client
from said import data, good
from shell import Shell, shell_at

from aetui.desk.card.cards import open_card
from aetui.desk.card.works import add_work
from aetui.desk.core import Desk
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.domain.records import Card, Paper

House = dict[str, Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[House]:
    """李雯 has a work to be signed, and sent a weekly report."""
    with house(tmp_path) as found:
        mine = found["liwen"]
        card = open_card(mine, "中秋海报", at("9:30"), client=client(mine, "梅林").id)
        add_work(mine, card.number, "主视觉", at("9:31"), kind="artwork")
        subject = Subject(client=client(mine, "梅林"), period="2026-W48")
        send_paper(mine, build(mine, mine.say, "weekly", subject, at("10:00")), "# 梅林", subject, at("10:00"))
        carry(found)
        yield found


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    one = shell_at(tmp_path, at("11:30").isoformat(), capsys, monkeypatch)

    def call(user: str, *argv: str, now: str = "") -> tuple[int, str, str]:
        monkeypatch.setenv("AETUI_USER", user)
        return one(*argv, now=now)

    return call


def test_a_work_is_asked_for_signed_and_told(desks: House, aetui: Shell) -> None:
    (card,) = all_of(desks["liwen"], Card)
    assert "等王磊签" in good(aetui("liwen", "card", "ask", card.number, "主视觉", "--note", "明天要发"))
    carry(desks)
    (due,) = (one for one in data(aetui("wanglei", "due", "--json")) if one["rule"] == "work.sign")
    assert (due["source"], due["subject"]["number"]) == ("Q2", card.number)
    shown = good(aetui("wanglei", "letter", "show", "主视觉"))
    assert "中秋海报" in shown
    assert "明天要发" in shown
    assert "签了" in good(aetui("wanglei", "letter", "done", "主视觉", "--how", "很清楚"))
    carry(desks)
    held = data(aetui("liwen", "card", "show", card.number, "--json"))
    assert held["works"][0]["signed"]["by"] == "王磊"
    good(aetui("liwen", "card", "send", card.number, "主视觉"))


def test_it_is_asked_for_no_more_or_returned(desks: House, aetui: Shell) -> None:
    (card,) = all_of(desks["liwen"], Card)
    good(aetui("liwen", "card", "ask", card.number, "1"))
    good(aetui("liwen", "card", "ask", card.number, "1", "--back"))
    carry(desks)
    assert not [one for one in data(aetui("wanglei", "due", "--json")) if one["rule"] == "work.sign"]
    code, _, told = aetui("liwen", "card", "ask", card.number, "1", "--back")
    assert code == 2
    assert "主视觉" in told
    good(aetui("liwen", "card", "ask", card.number, "1"))
    carry(desks)
    assert "退回" in good(aetui("wanglei", "letter", "refuse", "主视觉", "--why", "标题不清"))
    carry(desks)
    assert "标题不清" in good(aetui("liwen", "card", "show", card.number))


@pytest.mark.parametrize("way", ["letter", "team", "met"])
def test_a_paper_is_approved_any_way(desks: House, aetui: Shell, way: str) -> None:
    (paper,) = all_of(desks["liwen"], Paper)
    assert paper.title in good(aetui("wanglei", "team", "check"))
    assert paper.title in good(aetui("wanglei", "letter"))
    if way == "letter":
        good(aetui("wanglei", "letter", "done", paper.title))
    elif way == "team":
        good(aetui("wanglei", "team", "approve", "1"))
    else:
        good(aetui("wanglei", "met", "paper.approve", paper.title))
    carry(desks)
    (held,) = (one for one in data(aetui("liwen", "report", "list", "--json")) if one["id"] == paper.id)
    assert held["approved"]["by"] == "王磊"
    assert "王磊" in good(aetui("liwen", "report", "list"))


def test_a_paper_is_approved_before_it_goes(desks: House, aetui: Shell) -> None:
    week = ("report", "weekly", "梅林", "--period", "2026-W47")
    assert "王磊" in good(aetui("liwen", *week, "--ask"))
    carry(desks)
    assert "还没发" in good(aetui("wanglei", "team", "check"))
    good(aetui("wanglei", "team", "return", "2", "--how", "没写含税"))
    carry(desks)
    assert "没写含税" in good(aetui("liwen", "team"))
    good(aetui("liwen", *week, "--ask"))
    carry(desks)
    good(aetui("wanglei", "team", "approve", "2"))
    carry(desks)
    assert "带着王磊的批准发出" in good(aetui("liwen", *week, "--send", "--how", "邮件"))
