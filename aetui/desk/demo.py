"""The demo: a desk with a Monday on it, made through the desk's own verbs and thrown away afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from aetui.desk.calls import end_call, record_call
from aetui.desk.clients import add_client
from aetui.desk.core import Desk
from aetui.desk.meetings import add_meeting
from aetui.desk.memos import write_memo
from aetui.desk.obligations import meet
from aetui.desk.profile import set_profiles
from aetui.desk.todos import add_todo, finish_todo
from aetui.domain.records import Contact, Slot

MONDAY = datetime.fromisoformat("2026-11-23T11:30:05+08:00")
"""The demo's clock starts here."""


def demo_desk(folder: Path, now: datetime | None) -> tuple[Desk, datetime]:
    """A desk in `folder` as it stands on a Monday at 11:30, and that moment (or `now`)."""
    moment = now or MONDAY
    monday = MONDAY.replace(second=0)
    desk = Desk.open(folder / "demo.json", program="aetui demo", now=moment)

    def at(clock: str, days: int = 0) -> datetime:
        hour, minute = clock.split(":")
        return monday.replace(hour=int(hour), minute=int(minute)) + timedelta(days=days)

    set_profiles(
        desk,
        {
            "name": "李雯",
            "roles": "AE",
            "timezone": "Asia/Shanghai",
            "hours": "09:00-18:00",
            "calendar": "CN",
            "people": "王磊:supervisor,赵敏:AD,小孙:front_desk,小王:studio,阿杰:media",
        },
        at("9:00", -4),
    )
    meilin = add_client(
        desk,
        "梅林食品",
        at("9:01", -4),
        contacts=[Contact(name="陈小姐", title="品牌经理", phone="021-5555-0101")],
        report=Slot(weekday=3, minute=16 * 60),
        market="秋季主推 330g 礼盒；竞品福源本月买一送一；采购每周三开会，周三上午别打电话。",
    )
    shenhua = add_client(
        desk,
        "申花家电",
        at("9:02", -4),
        contacts=[Contact(name="周先生", title="市场部", phone="021-5555-0202")],
        report=Slot(weekday=4, minute=11 * 60),
    )
    yili = add_client(
        desk,
        "益力饮料",
        at("9:03", -4),
        contacts=[Contact(name="刘经理", phone="021-5555-0303")],
        report=Slot(weekday=2, minute=15 * 60),
    )
    # Last Thursday and Friday, so that the memory beside a call has something to remember.
    _, logged = record_call(
        desk,
        at("15:20", -4),
        ["口头报告：平面第二稿周二出", "? 超市立牌尺寸 周五中午", "> 周一10:00前给样"],
        client=meilin,
        way="out",
        contact="陈小姐",
    )
    answer, _ = record_call(
        desk, at("10:30", -3), ["立牌尺寸 60×160，按上次的"], client=meilin, way="out", contact="陈小姐"
    )
    end_call(desk, answer.id, at("10:33", -3), answered=[logged[1].item.id])
    promise = next(o for o in desk.obligations(at("9:10")) if o.rule == "call.promise")
    meet(desk, promise, at("9:10"), how="样送到前台，陈小姐收了")
    for days, client, contact in ((-4, meilin, "陈小姐"), (-3, shenhua, "周先生")):
        for owed in desk.obligations(at("17:00", days)):
            if owed.rule == "week.report" and owed.client_id == client.id:
                meet(desk, owed, at("10:50" if days == -3 else "15:40", days), how=f"传真，{contact}收")
    for owed in desk.obligations(at("17:30", -3)):
        if owed.rule in ("week.report_confirm", "day.review"):
            meet(desk, owed, at("17:30", -3), how="电话确认" if owed.rule == "week.report_confirm" else "都已安排")
    _day_closed(desk, at("17:55", -4))
    _day_closed(desk, at("17:55", -3))
    # Monday.
    add_todo(desk, "整理样品柜", at("9:05"))
    record_call(
        desk,
        at("9:32"),
        [
            "+ 秋季海报加一个横版，用在超市入口",
            "> 周三12:00前给修改稿",
            "? 秋季海报的报价什么时候能给 明天上午10点",
            "* 上一期促销销量涨了两成，陈小姐很满意",
            "下周一起改由陈小姐直接确认，不再经过林总",
        ],
        client=meilin,
        contact="陈小姐",
    )
    record_call(desk, at("10:15"), [], client=shenhua, way="missed")
    record_call(
        desk,
        at("10:40"),
        [
            "+ 双十二促销单页，A4 双面，周五前要打样",
            "$ 外拍场地费 8000，先垫",
            "! 上周的完稿型号写错了，客户那边已经印了两千份",
            "@小王 周二17:00前重出完稿",
        ],
        client=shenhua,
        way="out",
        contact="周先生",
    )
    record_call(
        desk,
        at("11:05"),
        ["口头报告：海报已出街，杂志稿周三交", "? 想知道下月媒介排期 周三", "没有新的工作指示"],
        client=yili,
        way="out",
        contact="刘经理",
    )
    done = next(t for t in desk.book.live("todos") if getattr(t, "text", "") == "整理样品柜")
    finish_todo(desk, done.id, at("9:25"))
    add_todo(desk, "秋季海报报价单", at("11:10"), client_id=meilin.id)
    add_todo(desk, "单页打样", at("11:11"), client_id=shenhua.id)
    add_todo(desk, "跟媒介要下月排期", at("11:12"), owner="阿杰", client_id=yili.id)
    add_meeting(
        desk,
        "媒介例会",
        at("11:15"),
        client=yili,
        start=at("14:00", 3),
        end=at("15:30", 3),
        travel=timedelta(minutes=40),
    )
    write_memo(desk, "提醒小孙周四留会议室", at("11:16"), to="小孙", remind_at=at("16:30"))
    return desk, moment


def _day_closed(desk: Desk, when: datetime) -> None:
    from aetui.domain.records import Day, Fact

    with desk.change("demo", when) as change:
        change.new(Day, day=desk.local(when).date(), closed=Fact(at=when))
