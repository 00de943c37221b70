"""A desk with something of everything on it, and what each kind of paper is about there."""

from __future__ import annotations

from datetime import timedelta

from cards_made import NOW, in_work
from desks import all_of, at, client

from aetui.desk.card.money import add_money, estimate
from aetui.desk.card.schedule import add_steps, finish_step, understand
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.meeting.agenda import add_points
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.meeting.minutes import sign_minutes, write_minutes
from aetui.desk.month.appraisals import write_appraisal
from aetui.desk.month.plans import add_lines
from aetui.desk.papers import Subject
from aetui.desk.phone.calls import record_call
from aetui.domain.amounts import read_money
from aetui.domain.lines import estimate as estimate_line
from aetui.domain.papers import PAPERS
from aetui.domain.records import Card, Meeting


def story(desk: Desk) -> dict[str, Subject]:
    """A card, a meeting, a memo and a client with something of everything on them."""
    card = in_work(desk, "proof")
    lines = [understand(desk, t, NOW) for t in ("文案 @小王 周二12:00", "打样 周四12:00")]
    add_steps(desk, card.number, lines, NOW)
    finish_step(desk, card.number, "文案", NOW)
    estimate(desk, card.number, None, NOW, lines=estimate_line.read("外拍 8000；印刷 4000.50").lines)
    add_money(desk, card.number, "cost", read_money("3210"), NOW, text="机票")
    record_call(
        desk,
        NOW,
        ["> 周三给修改稿", "? 媒介排期 周四", "# 林总难说话", "! 型号写错", "@小王 周五前 重出", "随便一记"],
        client="梅林",
    )
    meeting = add_meeting(desk, "例会", NOW, client="梅林", start=at("14:00", 26), travel=timedelta(minutes=30))
    add_points(desk, meeting.id, ["排期", "预算"], NOW)
    later = at("16:00", 26)
    write_minutes(desk, meeting.id, ["= 排期", "改十五秒", "@小王 周五 出排期表"], later)
    sign_minutes(desk, meeting.id, "李雯", later)
    memo = write_memo(desk, "留会议室", NOW, to="小孙", card_id=card.id)
    add_lines(desk, "budget", client(desk, "梅林"), "2026-Q4", ["电视 200000", "促销 5万"], NOW)
    add_lines(desk, "media", client(desk, "梅林"), "2026-12", ["电视 15秒 12/1到12/15 ￥180000"], NOW)
    write_appraisal(desk, "小陆", 2026, NOW, strengths="守时", change_to="月薪加 500")
    (card,) = all_of(desk, Card)
    (meeting,) = all_of(desk, Meeting)
    about = {
        "card": Subject(card=card),
        "client": Subject(client=client(desk, "梅林")),
        "meeting": Subject(meeting=meeting),
        "memo": Subject(memo=memo),
        "desk": Subject(),
        "person": Subject(person="小陆"),
    }
    return {kind: about[spec.about] for kind, spec in PAPERS.items()}
