"""The minutes as they go out (M6–M8): decisions first, actions by person with full dates, by side who was there, to whom, signed."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile
from zlib import compress, crc32

import pytest
from desks import at

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profile, set_profiles
from aetui.desk.core import Desk
from aetui.desk.meeting.agenda import write_points
from aetui.desk.meeting.meetings import add_meeting, meeting_of
from aetui.desk.meeting.minutes import circulate_minutes, send_minutes, sign_minutes, write_minutes
from aetui.desk.papers import Subject, build, message_of, written
from aetui.desk.papers.sending import sheet_of
from aetui.documents.sheet import Points, Sheet, Signatures, Table
from aetui.domain.records import Contact, Meeting, Paper
from aetui.locales import Texts

NOW, AFTER = at("10:00"), at("16:00", 26)


def picture(path: Path, grey: int = 0) -> Path:
    """A PNG of 20 by 20."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")

    head = (20).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    rows = compress((b"\0" + bytes((grey,)) * 20) * 20)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    return path


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    people = {"people": "王磊:AM,小王:studio", "agency": "梅高"}
    set_profiles(desk, people, NOW)
    add_client(desk, "安井", NOW, contacts=[Contact(name="陈小姐"), Contact(name="赵总")], keys=["aj"])
    made = add_meeting(
        desk, "提案会", NOW, client="安井", start=at("14:00", 26), place="ours", attendees=["陈小姐", "小王", "路人甲"]
    )
    write_points(desk, made.id, ["主视觉", "预算 # 底线四十万", "样品"], NOW)
    lines = [
        "= 主视觉",
        "用第二稿",
        "横竖都要",
        "@小王 下周一 改标题",
        "@陈小姐 周五 给照片",
        "= 预算",
        "不变 # 先别松口",
        "@小王 周五 报价",
    ]
    write_minutes(desk, made.id, lines, AFTER)
    add_meeting(desk, "二次会", AFTER, client="安井", start=at("10:00", 30), place="theirs")
    return meeting_of(desk, made.id, AFTER)


def sheet(desk: Desk, meeting: Meeting, lang: str = "zh") -> Sheet:
    return build(desk, Texts(lang), "minutes", Subject(meeting=meeting_of(desk, meeting.id, AFTER)), AFTER)


def signature(made: Sheet) -> Signatures:
    (found,) = [block for part in made.parts for block in part.blocks if isinstance(block, Signatures)]
    return found


def test_what_it_says_and_in_which_order(desk: Desk, meeting: Meeting) -> None:
    made = sheet(desk, meeting)
    facts = dict(made.facts)
    assert (facts["编号"], facts["会议时间"]) == ("C-2026-001", "2026年11月26日 周四 14:00 – 15:00")
    assert (facts["日期"], facts["地点"]) == ("2026年11月26日 周四", "我方公司")
    assert (facts["客户方"], facts["我方"]) == ("陈小姐、路人甲", "李雯、小王")
    assert facts["分发"] == "安井：陈小姐、路人甲；梅高：小王、王磊"
    assert [part.heading for part in made.parts] == ["决议", "后续动作", "未及讨论，转下次会议", "下次会议", "确认"]
    (decided,) = made.parts[0].blocks
    assert isinstance(decided, Points)
    assert decided.items == ["主视觉：用第二稿；横竖都要", "预算：不变"]
    (table,) = made.parts[1].blocks
    assert isinstance(table, Table)
    assert [row[:3] for row in table.rows] == [
        ["陈小姐", "给照片", "2026年11月27日 周五 18:00"],
        ["小王", "报价", "2026年11月27日 周五 18:00"],
        ["", "改标题", "2026年11月30日 周一 18:00"],
    ]
    text = written(desk, made, "md").decode()
    assert "2026年11月30日 周一 10:00 – 11:00 · 贵公司 · 二次会" in text
    assert "2 个工作日内（2026年11月30日 周一 18:00 前）如无异议" in text
    assert "四十万" not in text
    assert "松口" not in text
    english = written(desk, sheet(desk, meeting, "en"), "md").decode()
    for words in ("## Decisions", "## Actions", "Carried over to the next meeting", "For the client: 陈小姐, 路人甲"):
        assert words in english
    assert "within 2 working days of issue, by Mon 30 November 2026, 18:00" in english


@pytest.mark.parametrize(
    ("said", "there"), [("off", ""), ("0", ""), ("3d", "3 个工作日内（2026年12月1日"), ("5 天", "5 个")]
)
def test_whether_it_counts_as_agreed_the_profile_says(desk: Desk, meeting: Meeting, said: str, there: str) -> None:
    set_profile(desk, "agreed", said, NOW)
    text = written(desk, sheet(desk, meeting), "md").decode()
    assert ("无异议" in text) is bool(there)
    assert there in text


def test_an_inside_meetings_go_to_nobody_outside(desk: Desk, meeting: Meeting) -> None:
    inside = add_meeting(
        desk, "创意会", NOW, client=None, kind="creative", start=at("11:00", 26), attendees=["小王", "老李"]
    )
    write_minutes(desk, inside.id, ["= 海报 # 客户很急", "再画两稿", "@小王 周五 交稿"], AFTER)
    made = sheet(desk, inside)
    facts = dict(made.facts)
    assert (facts["与会"], facts["分发"]) == ("李雯、小王、老李", "梅高：小王、老李")
    text = written(desk, made, "md").decode()
    assert "无异议" not in text
    assert "# 客户很急" in text or "\\# 客户很急" in text


def test_without_a_picture_a_line_is_left_to_sign_by_hand(desk: Desk, meeting: Meeting) -> None:
    """Never a typed name that feigns a hand."""
    signed = sign_minutes(desk, meeting.id, "李雯", AFTER).minutes
    assert signed.signed is not None
    assert (signed.signed.how, signed.signature_id) == ("hand", None)
    block = signature(sheet(desk, meeting))
    assert (block.lines, block.picture_ids) == ([("记录人签名  李雯  2026年11月26日 周四", "")], [""])
    for form in ("html", "docx"):
        made = written(desk, sheet(desk, meeting), form)
        assert b"data:image" not in made
        assert not (form == "docx" and any("media/" in name for name in ZipFile(BytesIO(made)).namelist()))


def test_ones_own_picture_stands_on_the_line(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    path = picture(tmp_path / "sig.png")
    set_profile(desk, "signature", str(path), NOW)
    minutes = sign_minutes(desk, meeting.id, "李雯", AFTER).minutes
    assert minutes.signed is not None
    assert minutes.signed.how == "picture"
    assert b64encode(path.read_bytes()) in written(desk, sheet(desk, meeting), "html")
    word = ZipFile(BytesIO(written(desk, sheet(desk, meeting), "docx")))
    assert path.read_bytes() in [word.read(name) for name in word.namelist() if "media/" in name]
    send_minutes(desk, meeting.id, AFTER, how="e-mail")
    # Another picture is for what is signed from then on: what went out stays as it went.
    set_profile(desk, "signature", str(picture(tmp_path / "new.png", 99)), AFTER)
    (sent,) = desk.each(Paper)
    kept = sheet_of(sent)
    assert kept is not None
    assert b64encode(path.read_bytes()) in written(desk, kept, "html")
    circulate_minutes(desk, meeting.id, AFTER)
    assert meeting_of(desk, meeting.id, AFTER).minutes.out is not None


def test_anothers_hand_and_ones_own_where_one_says_so(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    set_profile(desk, "signature", str(picture(tmp_path / "sig.png")), NOW)
    for by, hand, how in (("王磊", False, "hand"), ("李雯", False, "picture"), ("李雯", True, "hand")):
        minutes = sign_minutes(desk, meeting.id, by, AFTER, hand=hand).minutes
        assert minutes.signed is not None
        assert (minutes.signed.by, minutes.signed.how, bool(minutes.signature_id)) == (by, how, how == "picture")
    write_minutes(desk, meeting.id, ["= 别的"], AFTER)
    again = meeting_of(desk, meeting.id, AFTER).minutes
    assert (again.signed, again.signature_id) == (None, None)  # other words were signed


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        ("2d", "请在2026年11月30日 周一 18:00前告诉我"),
        ("1d", "请在2026年11月27日 周五 18:00前告诉我"),
        ("off", "与您的理解有出入，请告诉我"),
    ],
)
def test_their_message_says_until_when_as_the_paper_does(desk: Desk, meeting: Meeting, agreed: str, told: str) -> None:
    set_profile(desk, "agreed", agreed, AFTER)
    message = message_of(desk, sheet(desk, meeting))
    assert told in message
    assert "工作日" not in message


def test_inside_the_house_nobody_is_asked_to_object(desk: Desk) -> None:
    made = add_meeting(desk, "拟案会", NOW, client=None, start=at("14:00", 26), kind="proposal")
    write_minutes(desk, made.id, ["= 主视觉", "用第二稿", "@小王 下周一 改标题"], AFTER)
    assert "出入" not in message_of(desk, sheet(desk, made))
