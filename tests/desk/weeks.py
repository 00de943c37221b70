"""A week of an AE's desk, lived by verbs and closed day by day, and the AM's desk beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from desks import all_of, at, fill

from aetui.desk.book.profile import set_profile, set_profiles
from aetui.desk.card.brief import fill_brief
from aetui.desk.card.money import estimate
from aetui.desk.card.schedule import add_steps, confirm_schedule, finish_step, send_schedule, understand
from aetui.desk.card.state import start_work
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.review import close_day, review
from aetui.desk.day.todos import add_todo
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.obligations import find_obligation, meet, waive
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.desk.phone.calls import record_call
from aetui.domain.amounts import read_money
from aetui.domain.records import Client, Person
from aetui.locales import Texts

ZH = Texts("zh")
FRIDAY, NEXT_MONDAY = at("17:45", 27), datetime.fromisoformat("2026-11-30T09:10:00+08:00")


def close(desk: Desk, day: int) -> None:
    """Everything that is undecided to the next day, and the AM's check."""
    when, which = at("17:40", day), date(2026, 11, day)
    decide(desk, review(desk, when, which).undecided, "tomorrow", when, day=which)
    close_day(desk, when, by="王磊", day=which)


def live_a_week(desk: Desk) -> None:
    """On an empty desk of `fill`: promises kept, late and let go; calls, cards, steps, reports; each day closed."""
    set_profile(desk, "am", "王磊", at("9:00"))
    record_call(
        desk,
        at("9:32"),
        [
            "+ 秋季海报 下周五前",
            "> 周三12:00前给修改稿",
            "> 周二17:00前给样",
            "? 报价 周二10:00",
            "* 销量涨了",
            "# 林总难说话",
        ],
        client="梅林",
    )
    record_call(desk, at("10:40"), ["> 周四12:00前出完稿", "! 型号写错", "> 下周三给排期"], client="申花", way="out")
    meet(desk, find_obligation(desk, "trouble.report", "型号写错", at("10:50")), at("10:50"), how="王磊，重印")
    meet(desk, find_obligation(desk, "news.share", "销量涨了", at("17:00")), at("17:00"), how="例会上说了")
    close(desk, 23)
    number = "2611-001"
    add_steps(desk, number, [understand(desk, "文案 周四12:00", at("9:10", 24))], at("9:10", 24))
    send_schedule(desk, number, at("9:20", 24), how="e-mail")
    meet(desk, find_obligation(desk, "call.promise", "给样", at("18:30", 24)), at("18:30", 24), how="晚了半小时")
    meet(desk, find_obligation(desk, "call.return", "报价", at("9:50", 24)), at("9:50", 24), how="报了")
    fill_brief(desk, number, at("10:00", 24), what="横版", audience="门店", kind="other")
    estimate(desk, number, read_money("12000"), at("10:01", 24))
    start_work(desk, number, at("10:02", 24))
    steps = [understand(desk, line, at("10:05", 24)) for line in ("打样 下周二12:00",)]
    add_steps(desk, number, steps, at("10:05", 24))
    close_day(desk, at("17:40", 24), by="王磊", why="还在写", day=date(2026, 11, 24))
    confirm_schedule(desk, number, at("11:00", 25), how="电话")
    meet(desk, find_obligation(desk, "call.promise", "修改稿", at("11:30", 25)), at("11:30", 25), how="发了")
    record_call(desk, at("14:00", 25), ["? 下月排期 周五12:00"], client="益力", way="out")
    close(desk, 25)
    waive(desk, find_obligation(desk, "call.promise", "出完稿", at("9:30", 26)), "客户改了主意", at("9:30", 26))
    finish_step(desk, number, "文案", at("11:00", 26))
    subject = Subject(client=next(c for c in all_of(desk, Client) if c.short == "梅林"))
    send_paper(desk, build(desk, ZH, "weekly", subject, at("15:00", 26)), "x", subject, at("15:00", 26), by="王磊")
    add_todo(desk, "拜访陈小姐", at("15:10", 26), day=date(2026, 12, 2), client_id=subject.client and subject.client.id)
    add_meeting(
        desk, "媒介例会", at("15:20", 26), client="益力", start=datetime.fromisoformat("2026-12-03T14:00+08:00")
    )
    close(desk, 26)
    close(desk, 27)


def ae_desk(folder: Path, name: str = "李雯") -> Desk:
    desk = Desk.open(folder / f"{name}.json", program="test", now=at("9:00"))
    fill(desk)
    set_profile(desk, "name", name, at("9:00"))
    return desk


def am_desk(folder: Path, *executives: str) -> Desk:
    """An AM's desk without clients of its own; its days are closed."""
    desk = Desk.open(folder / "wanglei.json", program="test", now=at("9:00"))
    values = {"name": "王磊", "roles": "AM", "timezone": "Asia/Shanghai", "calendar": "CN"}
    set_profiles(desk, values, at("9:00"))
    people = [Person(name="赵敏", role="AD"), *(Person(name=name, role="AE") for name in executives)]
    profile = desk.profile
    assert profile is not None
    from msgspec.structs import replace

    with desk.change("test", at("9:00")) as change:
        change.put(replace(profile, people=people))
    for day in range(5):
        close_day(desk, at("17:00") + timedelta(days=day), by="赵敏", why="x", day=date(2026, 11, 23 + day))
    return desk
