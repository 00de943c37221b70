"""Papers on the screen: read, sent, written to a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from on_a_desk import at, new_desk, on_screen

from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.meeting.minutes import sign_minutes, write_minutes
from aetui.desk.papers import Subject
from aetui.domain.records import Card, Client, Meeting, Paper
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.widgets.typing_line import TypingLine

NOW = at("10:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    open_card(desk, "秋季海报", at("09:30"), client="梅林食品")
    add_steps(desk, "2611-001", [understand(desk, "文案 @小王 周三", at("09:40"))], at("09:40"))
    return desk


@pytest.mark.parametrize("key", ["o", "f12"])
async def test_a_schedule_is_read_sent_and_written(desk: Desk, tmp_path: Path, key: str) -> None:
    (card,) = desk.each(Card)
    async with on_screen(desk, CardScreen(card.id), now=NOW) as hand:
        await hand.press(key)
        assert isinstance(hand.screen, PaperScreen)
        for words in ("工作进度表 · 秋季海报", "文案", "小王", "11月25日 周三 18:00", "梅林食品"):
            assert words in hand.text
        await hand.press("s", "enter")
        [paper] = desk.each(Paper)
        assert (paper.kind, paper.sent.how) == ("schedule", "邮件")
        assert next(iter(desk.each(Card))).schedule_sent is not None
        await hand.press("u")
        assert list(desk.each(Paper)) == []
        assert next(iter(desk.each(Card))).schedule_sent is None
        file = tmp_path / "进度表.docx"
        await hand.press("e")
        await hand.type(f"{file}\n")
        await hand.until(lambda: "写好了" in hand.text)
        assert "工作进度表" in [p.text for p in Document(str(file)).paragraphs]
        await hand.press("e")
        await hand.type(f"{tmp_path / 'no' / 'x.md'}\n")
        await hand.until(lambda: "写不了" in hand.text)
        await hand.press("escape", "right", "right")  # the path stands to be mended
        assert "还没有估价" in hand.text  # nothing to show says what to do
        await hand.press("s", "left", "left", "escape")
        assert isinstance(hand.screen, CardScreen)


async def test_a_clients_and_a_meetings_papers(desk: Desk) -> None:
    client = next(c for c in desk.each(Client) if c.short == "梅林")
    async with on_screen(desk, ClientScreen(client.id), now=NOW) as hand:
        await hand.press("o")
        assert "每周工作进度报告 · 梅林食品" in hand.text
        await hand.press("right")
        assert "月度报告 · 梅林食品" in hand.text
    meeting = add_meeting(desk, "例会", NOW, client="梅林食品", start=at("14:00", 26))
    later = at("16:00", 26)
    write_minutes(desk, meeting.id, ["= 排期", "不变"], later)
    sign_minutes(desk, meeting.id, "李雯", later)
    async with on_screen(desk, MeetingScreen(meeting.id), now=later) as hand:
        await hand.press("o", "s")
        assert "M7" in hand.text  # before anything is asked that the gate would throw away
        assert "仍要发会议记录" in hand.text
        await hand.type("客户等着\n")
        await hand.press("enter")
        assert next(iter(desk.each(Meeting))).minutes.sent is not None
        [paper] = desk.each(Paper)
        assert paper.sent.why == "客户等着"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    (card,) = desk.each(Card)
    async with on_screen(desk, CardScreen(card.id), now=NOW, size=size, lang=lang) as hand:
        await hand.press("o")
        assert "秋季海报" in hand.text
        assert "{" not in hand.text


@pytest.mark.parametrize(
    ("lang", "name"), [("zh", "工作进度表-秋季海报-2611-001.docx"), ("en", "Work-schedule-秋季海报-2611-001.docx")]
)
async def test_a_file_is_offered_by_a_name_without_signs(desk: Desk, lang: str, name: str) -> None:
    (card,) = desk.each(Card)
    async with on_screen(desk, CardScreen(card.id), now=NOW, lang=lang) as hand:
        await hand.press("o", "f9")
        assert Path(hand.app.focused.text).name == name  # type: ignore[union-attr]


async def test_a_path_where_it_cannot_be_written_is_asked_for_again(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    wrong = str(tmp_path / "plain" / "日报.docx")
    async with on_screen(desk, PaperScreen(["day"], Subject(period="2026-11-23")), now=at("17:40")) as hand:
        await hand.press("f9")
        hand.app.focused.text = ""  # type: ignore[union-attr]
        await hand.type(f"{wrong}\n")
        await hand.until(lambda: isinstance(hand.app.focused, TypingLine) and hand.app.focused.text == wrong)
        await hand.press("escape")  # left, it is offered when it is asked for again
        await hand.press("f9")
        assert hand.app.focused.text == wrong  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["i", "f4"])
async def test_the_message_is_copied_in_one_key(desk: Desk, key: str) -> None:
    (card,) = desk.each(Card)
    async with on_screen(desk, CardScreen(card.id), now=NOW) as hand:
        await hand.press("o", key)
        assert "附上“秋季海报" in hand.app.clipboard
        assert hand.app.clipboard.startswith("陈小姐，您好：")
        assert ".copied.txt" in hand.text
        await hand.press("end")
        assert "随文" in hand.text  # where the terminal takes nothing, it stands here


async def test_to_whom_and_with_a_copy_to_whom(desk: Desk) -> None:
    (card,) = desk.each(Card)
    async with on_screen(desk, CardScreen(card.id), now=NOW) as hand:
        await hand.press("o", "W")
        hand.app.focused.select_all()  # type: ignore[union-attr]
        await hand.type("林总\n")
        await hand.until(lambda: "抄送谁" in hand.text)
        hand.app.focused.select_all()  # type: ignore[union-attr]
        await hand.type("王磊、小王\n")
        await hand.until(lambda: "王磊、小王" in hand.text)
        assert "林总" in hand.text
        await hand.press("s", "enter")
        [paper] = desk.each(Paper)
        assert (paper.to, paper.copies) == ("林总", ["王磊", "小王"])
