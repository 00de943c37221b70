"""The meeting's screen, by keys."""

from __future__ import annotations

from pathlib import Path
from zlib import compress, crc32

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.meeting.agenda import write_points
from aetui.desk.meeting.meetings import add_meeting, attend_meeting
from aetui.desk.meeting.minutes import add_minutes
from aetui.domain.records import Meeting, MeetingKind, Todo
from aetui.locales import Texts
from aetui.screens.board.screen import BoardScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.widgets.lines import LineList


def a_png() -> bytes:
    """A picture of 20 by 20, white."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")

    head = (20).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    rows = compress((b"\0" + b"\xff" * 20) * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BEFORE, AFTER = at("10:00"), at("16:00", 26)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    add_meeting(desk, "媒介例会", at("09:30"), client="益力", start=at("14:00", 26))
    return desk


def meeting(desk: Desk) -> Meeting:
    (one,) = desk.each(Meeting)
    return one


def to(hand: Hand, ref: str) -> None:
    screen = hand.screen
    assert isinstance(screen, MeetingScreen)
    for lines in (screen.left, screen.right):
        if lines.select(ref):
            lines.focus()
            return
    raise AssertionError(f"{ref}\n{hand.text}")


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_before_the_meeting(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    async with on_screen(desk, MeetingScreen(meeting(desk).id), now=BEFORE) as hand:
        await hand.press("p" if letters else "f4")
        await hand.type("排期\n", "预算\n", "\n")
        assert [p.text for p in meeting(desk).points] == ["排期", "预算"]
        to(hand, "point:1")
        await hand.press("delete")
        assert [p.text for p in meeting(desk).points] == ["排期"]
        await hand.press("n" if letters else "f5")
        await hand.type("e-mail\n")
        await hand.press("n" if letters else "f5")
        await hand.type("电话\n")
        assert meeting(desk).agenda_sent is not None
        assert meeting(desk).agenda_confirmed is not None
        to(hand, f"prep:{meeting(desk).prep[0].id}")
        await hand.press("space" if letters else "f6")
        assert meeting(desk).prep[0].done is not None
        assert "1/5" in hand.text
        await hand.press("P" if letters else "ctrl+e")
        await hand.type("样品\n", "\n")
        assert meeting(desk).prep[-1].text == "样品"
        to(hand, "field:place")
        await hand.press("enter")
        assert meeting(desk).place == "ours"
        for field, said in (("room", "三楼"), ("attendees", "陈小姐、王磊"), ("travel", "45m"), ("end", "16:00")):
            to(hand, f"field:{field}")
            await hand.press("enter")
            await hand.type(said + "\n")
        now = meeting(desk)
        assert (now.room, now.attendees, now.travel_min, now.end) == ("三楼", ["陈小姐", "王磊"], 45, at("16:00", 26))
        await hand.press("d" if letters else "f7")
        await hand.type("周五15:00\n", "电话刘经理\n")
        assert (meeting(desk).start, meeting(desk).end) == (at("15:00", 27), at("17:00", 27))
        assert "原定 11/26 14:00" in hand.text
        await hand.press("X" if letters else "f13")
        await hand.type("客户出差\n")
        assert meeting(desk).cancelled is not None


async def test_minutes_are_typed_like_a_call(desk: Desk) -> None:
    async with on_screen(desk, MeetingScreen(meeting(desk).id), now=AFTER) as hand:
        await hand.press("a")
        await hand.type("= 排期\n")
        assert "缺 结论、后续动作、分工、期限" in hand.text  # named while typing
        await hand.type("三十秒改十五秒\n")
        await hand.type("@小王 周五前 出排期表")
        assert "@小王 · 明天 18:00" in hand.text
        await hand.press("enter", "enter")
        assert "齐" in hand.text
        assert [t.text for t in desk.each(Todo)] == ["出排期表"]
        await hand.press("n")  # there
        await hand.press("n")
        await hand.type("李雯\n")
        await hand.press("n", "enter")
        await hand.press("n")
        await hand.type("王磊\n")
        await hand.press("n")
        await hand.type("没问题\n")
        minutes = meeting(desk).minutes
        assert minutes.signed is not None
        assert minutes.sent is not None
        assert (minutes.signed.by, minutes.sent.how) == ("李雯", "邮件")
        assert minutes.circulated is not None
        assert minutes.confirmed is not None
        assert desk.obligations(AFTER, ended_since=BEFORE)
        assert not [o for o in desk.obligations(AFTER) if o.rule.startswith("meeting.minutes")]
        await hand.press("n")
        assert "都办完了" in hand.text


async def test_incomplete_minutes_go_out_for_a_reason_only(desk: Desk) -> None:
    async with on_screen(desk, MeetingScreen(meeting(desk).id), now=AFTER) as hand:
        await hand.press("a")
        await hand.type("= 排期\n", "\n")
        await hand.press("n", "n")
        await hand.type("李雯\n")
        await hand.press("n")
        assert "M7：议题" in hand.text
        await hand.type("客户等着\n")
        assert meeting(desk).minutes.sent is None
        await hand.press("enter")
        assert [p.why for p in meeting(desk).passed] == ["客户等着"]
        assert "破例" in hand.text


async def test_a_line_is_edited_in_place(desk: Desk) -> None:
    async with on_screen(desk, MeetingScreen(meeting(desk).id), now=AFTER) as hand:
        await hand.press("a")
        await hand.type("= 排期\n", "三十秒\n", "\n")
        to(hand, "line:1")
        await hand.press("enter")
        await hand.type("十五秒\n")
        assert meeting(desk).minutes.topics[0].conclusion == "十五秒"
        await hand.press("delete")
        assert meeting(desk).minutes.topics[0].conclusion is None
        await hand.press("u")
        assert meeting(desk).minutes.topics[0].conclusion == "十五秒"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(desk, MeetingScreen(meeting(desk).id), now=BEFORE, size=size, lang=lang) as hand:
        assert "媒介例会" in hand.text
        assert "{" not in hand.text


async def test_a_point_becomes_a_topic_in_one_key_and_what_is_left_is_carried(desk: Desk) -> None:
    write_points(desk, meeting(desk).id, ["排期", "预算", "样品"], BEFORE)
    async with on_screen(desk, MeetingScreen(meeting(desk).id), now=AFTER) as hand:
        assert hand.text.count("没谈到，转下次") == 3
        to(hand, "point:0")
        await hand.press("a", "enter")
        await hand.type("三十秒改十五秒\n", "\n")
        assert [t.title for t in meeting(desk).minutes.topics] == ["排期"]
        assert hand.text.count("没谈到，转下次") == 2
        to(hand, "point:2")
        await hand.press("space")
        assert hand.text.count("没谈到，转下次") == 1
        await hand.press("space")
        assert hand.text.count("没谈到，转下次") == 2
        await hand.press("u")
        coming = add_meeting(desk, "媒介例会", AFTER, client="益力", start=at("14:00", 30))
        await hand.settle()
        assert "转到 11/30" in hand.text
    async with on_screen(desk, MeetingScreen(coming.id), now=AFTER) as hand:
        assert "1. 预算" in hand.text
        assert "转自 11/26" in hand.text


@pytest.mark.parametrize("how", ["letters", "function keys"])
async def test_the_coordination_meeting_is_there_before_its_first_word(desk: Desk, how: str) -> None:
    set_profile(desk, "roles", "AD", at("09:00"))
    now = at("09:00", 30)
    async with on_screen(desk, BoardScreen(), now=now, size=(120, 36)) as hand:
        await hand.press("1")
        assert "业务协调会" in hand.text
        lists = hand.screen.query_one("#left", LineList)
        assert lists.select("obligation:week.coordination:me:2026-W49")
        await hand.press("enter")
        assert isinstance(hand.screen, MeetingScreen)
        assert not [m for m in desk.each(Meeting) if m.kind]
        await hand.press("p" if how == "letters" else "f4")
        await hand.type("人手\n", "\n")
        (made,) = [m for m in desk.each(Meeting) if m.kind]
        assert (made.id, [p.text for p in made.points]) == ("week.coordination-2026-W49", ["人手"])
        await hand.press("u")
        assert not [m for m in desk.each(Meeting) if m.kind]
        assert isinstance(hand.screen, MeetingScreen)  # it is shown from its rule again


@pytest.mark.parametrize(("answer", "how"), [("y", "picture"), ("n", "hand")])
async def test_ones_own_signature_is_asked_for_where_there_is_a_picture(
    desk: Desk, tmp_path: Path, answer: str, how: str
) -> None:
    path = tmp_path / "sig.png"
    path.write_bytes(a_png())
    set_profile(desk, "signature", str(path), BEFORE)
    attend_meeting(desk, meeting(desk).id, AFTER)
    add_minutes(desk, meeting(desk).id, ["= 排期", "改十五秒", "@小王 周五 出排期表"], AFTER)
    async with on_screen(desk, MeetingScreen(meeting(desk).id), now=AFTER) as hand:
        await hand.press("n", "enter")  # one's own name stands there
        assert "用签名图？" in hand.text
        await hand.type(f"{answer}\n")
        minutes = meeting(desk).minutes
        assert minutes.signed is not None
        assert (minutes.signed.how, bool(minutes.signature_id)) == (how, how == "picture")
        assert {"picture": "签名图", "hand": "手签"}[how] in hand.text


@pytest.mark.parametrize("kind", ["proposal", "creative", "media", "other"])
async def test_a_meeting_inside_asks_for_nothing_that_goes_to_a_client(desk: Desk, kind: MeetingKind) -> None:
    made = add_meeting(desk, "碰头", at("09:30"), client=None, kind=kind, start=at("10:00", 26), attendees=["小王"])
    write_points(desk, made.id, ["海报"], BEFORE)
    async with on_screen(desk, MeetingScreen(made.id), now=AFTER, size=(120, 36)) as hand:
        assert Texts("zh")(f"meeting.kind.{kind}") in hand.text.splitlines()[0]
        assert ("加作品" in hand.text) is (kind == "proposal")
        await hand.press("n")  # there
        to(hand, "point:0")
        await hand.press("a", "enter")
        await hand.type("再画两稿\n", "@小王 周五 交稿\n", "\n")
        await hand.press("n", "enter")
        await hand.press("n")
        assert "内部传给了谁？" in hand.text
        assert "小王" in hand.text
        await hand.press("enter")
        held = desk.get(Meeting, made.id)
        assert held is not None
        assert held.minutes.out is not None
        assert (held.minutes.sent, held.minutes.circulated_to) == (None, ["小王"])
        await hand.press("n")
        assert "都办完了" in hand.text
        assert not [o for o in desk.obligations(AFTER) if o.subject_id == made.id]
