"""A report of trouble on the screen and in the shell: all that is late there is shown, and one message tells it (R10, C3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.cli.main import run
from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.phone.calls import record_call
from aetui.domain.obligations import TROUBLE
from aetui.domain.records import Client
from aetui.domain.records.refs import ref_to
from aetui.locales import LANGS
from aetui.screens.day.review import ReviewScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.detail import DetailScreen
from aetui.widgets.lines import LineList
from aetui.widgets.paragraph import Paragraph
from aetui.widgets.prompt import Prompt

NOW = at("14:00", 25)
HOW = "加一位设计，周四补上"
WHATS = ("文案", "打样", "送印")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Of three steps that are late two were reported before."""
    desk = new_desk(tmp_path)
    client = next(c for c in desk.each(Client) if c.short == "梅林")
    card = open_card(desk, "秋季海报", at("09:00"), client=client)
    lines = ("文案 周二12:00", "打样 周二12:10", "送印 周三12:00")
    add_steps(desk, card.number, [understand(desk, line, at("09:00")) for line in lines], at("09:00"))
    early = at("12:30", 24)
    meet(desk, find_obligation(desk, TROUBLE, card.number, early), early, how="明早给")
    return desk


def the_report(desk: Desk) -> str:
    return ref_to("obligation", find_obligation(desk, TROUBLE, "2611-001", NOW).id)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("lang", LANGS)
async def test_all_that_is_late_stands_above_the_question_and_one_key_copies_it(
    desk: Desk, size: tuple[int, int], lang: str
) -> None:
    async with on_screen(desk, DetailScreen(the_report(desk)), now=NOW, size=size, lang=lang) as hand:
        await hand.press("Y")
        before = hand.app.clipboard
        await hand.press("x")
        asked = hand.screen.query_one(Prompt).query(Paragraph).first()
        shown = "\n".join(text for line in asked.paint(200, 50) for text, _ in line)
        assert asked.display
        assert all(what in shown for what in WHATS)
        await hand.type(HOW + "\n")
        await hand.press("Y")
        after = hand.app.clipboard
    for text in (before, after):
        assert [line[0] for line in text.splitlines()[2:5]] == ["1", "2", "3"]
        assert all(what in text for what in WHATS)
    assert (HOW in before, HOW in after) == (False, True)
    assert "王磊" in after


async def test_who_reports_has_the_message_at_once(desk: Desk) -> None:
    """It is to be sent now: reporting copies it, and says that it is for the house."""
    (card,) = desk.book.numbered("2611-001")
    async with on_screen(desk, CardScreen(card.id), now=NOW) as hand:
        lists = [lines for lines in hand.screen.query(LineList) if the_report(desk) in lines.refs]
        lists[0].focus()
        lists[0].select(the_report(desk))
        await hand.press("x")
        await hand.type(HOW + "\n")
        assert HOW in hand.app.clipboard
        assert "内部，别给客户" in hand.text


async def test_the_review_asks_below_what_is_reported(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    record_call(desk, at("09:30"), ["! 型号写错"], client="梅林")
    async with on_screen(desk, ReviewScreen(), now=at("17:00")) as hand:
        screen = hand.screen
        assert isinstance(screen, ReviewScreen)
        for _ in range(10):
            if screen.at_hand is None or screen.at_hand.reports:
                break
            await hand.press("j")
        await hand.press("x")
        assert "梅林 出了问题" in hand.text
        assert "型号写错（11月23日 周一 9:30）" in hand.text
        await hand.type("重印\n")
        assert "建议的办法：重印" in hand.app.clipboard


@pytest.mark.parametrize("lang", LANGS)
def test_the_shell_says_the_same(desk: Desk, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    home = desk.store.path.parent
    desk.close()

    def aetui(*words: str) -> str:
        status = run(["--home", str(home), "--user", "liwen", "--now", NOW.isoformat(), "--lang", lang, *words])
        out = capsys.readouterr()
        assert status == 0, out.err
        return out.out

    shown = aetui("met", TROUBLE, "2611-001", "--message")
    assert all(what in shown for what in WHATS)
    assert HOW not in shown
    data = json.loads(aetui("met", TROUBLE, "2611-001", "--how", HOW, "--json"))
    assert [one["title"].rpartition("：" if lang == "zh" else ": ")[2] for one in data["late"]] == list(WHATS)
    assert [one["late_since"] for one in data["late"]] == [one["due"] for one in data["late"]]
    assert (data["state"], data["to"], HOW in data["message"]) == ("met", "王磊", True) or data["state"] == "met_late"
    assert aetui("met", TROUBLE, "2611-001", "--message") == data["message"]


def test_no_other_duty_has_a_message(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    home = desk.store.path.parent
    desk.close()
    words = ["met", "card.step", "文案", "--message", "--how", "好了"]
    assert run(["--home", str(home), "--user", "liwen", "--now", NOW.isoformat(), *words]) == 2
    assert "--message" in capsys.readouterr().err
    assert [
        o.state for o in Desk.open(home / "liwen.json", program="t", now=NOW).obligations(NOW) if o.what == "文案"
    ] == ["overdue"]
