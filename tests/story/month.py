"""November of an AM, 王磊, with two AEs, 李雯 and 周敏: meetings inside, a returned work, an approval refused, a re-planned schedule, a
quiet client, overdue money; and what each keeps of herself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from living import Moment, at, keys
from on_a_desk import Hand

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.papers import Subject
from aetui.domain.records import Card, Client, Contact, Meeting, Slot
from aetui.screens.day.review import ReviewScreen
from aetui.screens.month.appraisal import AppraisalScreen
from aetui.screens.month.own_check import OwnCheckScreen
from aetui.screens.month.own_year import OwnYearScreen
from aetui.screens.month.plan import PlanScreen
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.screens.week.check import CheckScreen
from aetui.screens.week.review import WeekReviewScreen

CARD = "2611-001"
LW, ZM, WL = "liwen", "zhoumin", "wanglei"
PEOPLE = {
    LW: {"name": "李雯", "roles": "AE", "people": "王磊:AM,小李:文案,小王:studio"},
    ZM: {"name": "周敏", "roles": "AE", "people": "王磊:AM,小王:studio"},
    WL: {"name": "王磊", "roles": "AM", "people": "赵敏:AD,李雯:AE,周敏:AE"},
}
BOOK = {
    LW: (("梅林食品", "陈小姐", 3), ("申花家电", "周先生", 4)),
    ZM: (("益力饮料", "刘经理", 2),),
    WL: (("梅林食品", "陈小姐", 3),),
}
SOUNDS = {
    "梅林食品": ["meilinshipin", "mlsp", "meilin", "ml"],
    "申花家电": ["shenhuajiadian", "shjd", "shenhua", "sh"],
    "益力饮料": ["yiliyinliao", "ylyl", "yili", "yl"],
}


def begun(folder: Path) -> None:
    """Three desks with names, colleagues and clients, as of the first Monday."""
    for who, values in PEOPLE.items():
        desk = Desk.open(folder / f"{who}.json", program="tests", now=at("11-02 09:00"))
        usual = {"timezone": "Asia/Shanghai", "calendar": "CN", "agency": "梅高广告", "phone": "021-6666-0000"}
        set_profiles(desk, {**values, **usual}, at("11-02 09:00"))
        for name, contact, weekday in BOOK[who]:
            person = Contact(name=contact, title="经理", phone="021-5555-0101", keys=["x"])
            slot = Slot(weekday=weekday, minute=16 * 60)
            add_client(desk, name, at("11-02 09:00"), contacts=[person], report=slot, keys=SOUNDS[name])
        desk.close()


def board(desk: Desk) -> None:
    return None


def call(desk: Desk) -> Any:
    return CallScreen()


def by_name(desk: Desk, short: str) -> Client:
    return next(c for c in desk.book.clients.values() if c.short == short)


def card(desk: Desk) -> Any:
    return CardScreen(next(iter(desk.each(Card))).id)


def meeting(desk: Desk) -> Any:
    return MeetingScreen(max(desk.each(Meeting), key=lambda one: one.created_at).id)


def client(short: str) -> Any:
    return lambda desk: ClientScreen(by_name(desk, short).id)


def on(what: str, name: str = "", number: str | None = None) -> Any:
    """The ref of a step, a work or a line of money by its words, or of an open duty by its rule."""

    def ref(hand: Hand) -> str:
        desk = hand.app.desk
        if what == "duty":
            owed = (o for o in desk.obligations(hand.app.now()) if o.rule == name and number in (None, o.number))
            return f"obligation:{next(owed).id}"
        held = next(iter(desk.each(Card)), None)
        parts: Any = {"step": held.steps, "work": held.works, "money": held.money}.get(what) if held else None
        if parts is None:
            return f"{what}:{name}"
        said = next(p for p in parts if name in (getattr(p, "what", None) or getattr(p, "name", None) or p.text))
        return f"{what}:{said.id}"

    return ref


STEPS = ("文案 @小李 周四12:00", "打样 @印厂 下周三12:00")
WORK = on("work", "海报稿")
STORY: list[Moment] = [
    Moment(
        "11-02 09:32", LW, call,
        keys("=梅林", "=+ 秋季海报 下周五前", "=> 周三12:00前给修改稿", "=# 林总难说话", "=@陈小姐 周五前 给logo源文件", "f8"),
        [["call", "梅林", "+ 秋季海报 下周五前", "> 周三12:00前给修改稿", "# 林总难说话", "@陈小姐 周五前 给logo源文件", "--with", "陈小姐"]],
    ),
    Moment(
        "11-02 10:00", LW, card,
        keys((on("field", "audience"), "enter"), "=门店", (on("field", "kind"), "enter"), "=打样", "e", "=外拍 8000；印刷 4000.50",
             (on("estimate"), "x"), "=陈小姐", "n", "a", *(f"={line}" for line in STEPS), "escape", "s", "=e-mail"),
        [["card", "set", CARD, "--for", "门店"], ["card", "set", CARD, "--kind", "打样"],
         ["card", "estimate", CARD, "--line", "外拍 8000", "--line", "印刷 4000.50"],
         ["card", "agree", CARD, "--by", "陈小姐"], ["card", "start", CARD],
         *(["card", "step", CARD, line] for line in STEPS), ["card", "schedule", CARD, "--sent", "--how", "e-mail"]],
    ),
    Moment(
        "11-03 10:30", LW, card,
        keys((on("duty", "card.schedule_confirm"), "x"), "=陈小姐说收到", "p", "=海报稿"),
        [["met", "card.schedule_confirm", CARD, "--how", "陈小姐说收到"], ["card", "work", CARD, "海报稿"]],
    ),
    Moment(
        "11-04 11:00", LW, board,
        keys("i", "=小孙 周四留会议室 16:30"),
        [["memo", "小孙 周四留会议室 16:30"]],
    ),
    Moment(
        "11-05 11:00", LW, card,
        keys((WORK, "enter"), "=王磊：标题不清；logo 太小", (on("step", "文案"), "x")),
        [["card", "review", CARD, "海报稿", "--by", "王磊", "--wrong", "标题不清", "--wrong", "logo 太小"],
         ["card", "done", CARD, "文案"]],
    ),
    Moment(
        "11-06 11:00", LW, card,
        keys((on("step", "打样"), "enter"), "=打样 @印厂 11/12 12:00", "s", "=e-mail"),
        [["card", "move", CARD, "打样", "11/12 12:00"], ["card", "schedule", CARD, "--sent", "--how", "e-mail"]],
    ),
    Moment(
        "11-09 10:00", LW, card,
        keys((WORK, "m"), "=周二10:00 @王磊"),
        [["card", "propose", CARD, "海报稿", "--start", "周二10:00 @王磊"]],
    ),
    Moment(
        "11-10 11:30", LW, meeting,
        keys("a", "== 秋季海报", "=用横版", "=@小王 周三18:00 改横版", "escape"),
        [["meeting", "minutes", "拟案会", "= 秋季海报", "用横版", "@小王 周三18:00 改横版"]],
    ),
    Moment(
        "11-10 15:00", LW, card,
        keys("dollar_sign", "=发票 12000.50 首款 11/12", "escape"),
        [["card", "money", CARD, "发票", "12000.50", "--text", "首款", "--due", "11/12"]],
    ),
    Moment(
        "11-11 10:00", ZM, call,
        keys("=益力", "f3", "=> 周五12:00前给排期", "=! 瓶标印错型号", "f8"),
        [["call", "益力", "> 周五12:00前给排期", "! 瓶标印错型号", "--out", "--with", "刘经理"]],
    ),
    Moment(
        "11-11 10:20", ZM, client("益力"),
        keys((on("duty", "trouble.report"), "x"), "=王磊知道了，建议重印"),
        [["met", "trouble.report", "益力", "--how", "王磊知道了，建议重印"]],
    ),
    Moment(
        "11-13 10:00", LW, card,
        keys((on("duty", "trouble.report", CARD), "x"), "=王磊：首款周一催财务"),
        [["met", "trouble.report", CARD, "--how", "王磊：首款周一催财务"]],
    ),
    Moment(
        "11-13 15:00", LW, lambda desk: PaperScreen(("weekly",), Subject(client=by_name(desk, "梅林"))),
        keys("s", "=e-mail"),
        [["report", "weekly", "梅林", "--send", "--how", "e-mail"]],
    ),
    Moment(
        "11-13 18:00", LW, lambda desk: ReviewScreen(),
        keys("i", "=今天没抱怨"),
        [["self", "maxim", "今天没抱怨", "--on", "2026-11-02"]],
    ),
    Moment(
        "11-13 18:05", LW, lambda desk: WeekReviewScreen(),
        keys("e", "={F}/week.json"),
        [["team", "send", "{F}/week.json"]],
    ),
    Moment(
        "11-13 18:06", ZM, lambda desk: WeekReviewScreen(),
        keys("e", "={F}/week-zm.json"),
        [["team", "send", "{F}/week-zm.json"]],
    ),
    Moment(
        "11-13 18:10", WL, lambda desk: WeekReviewScreen(),
        keys("b", "={F}/week.json", "escape", "b", "={F}/week-zm.json", "escape", "a", "=周二 梅林 打样确认 @李雯", "escape"),
        [["team", "take", "{F}/week.json"], ["team", "take", "{F}/week-zm.json"], ["team", "plan", "周二 梅林 打样确认 @李雯"]],
    ),
    Moment(
        "11-13 18:20", WL, lambda desk: CheckScreen(),
        keys("w", "=没写含税", "e", "={F}/back.json"),
        [["team", "return", "1", "--how", "没写含税"], ["team", "back", "李雯", "{F}/back.json"]],
    ),
    Moment(
        "11-16 09:30", LW, lambda desk: ReviewScreen(),
        keys("b", "={F}/back.json"),
        [["import", "{F}/back.json"]],
    ),
    Moment(
        "11-16 10:00", LW, lambda desk: PaperScreen(("weekly",), Subject(client=by_name(desk, "梅林"))),
        keys("s", "=e-mail，含税的"),
        [["report", "weekly", "梅林", "--send", "--how", "e-mail，含税的"]],
    ),
    Moment(
        "11-27 16:00", LW, lambda desk: OwnCheckScreen(line="P7"),
        keys("enter", "=4 提案三次都过了", ("own_line:H12", "enter"), "=5 一次没迟到"),
        [["self", "check", "P7", "4 提案三次都过了"], ["self", "check", "H12", "5 一次没迟到"]],
    ),
    Moment(
        "11-27 17:00", LW, lambda desk: OwnYearScreen(),
        keys("g", "={F}/own.json"),
        [["self", "give", "{F}/own.json"]],
    ),
    Moment(
        "11-27 17:40", WL, lambda desk: AppraisalScreen("李雯", 2026),
        keys(("skill:P7", "enter"), "=稳：提案三次都过了", ("word:goals", "enter"), "=带一位新人", "b", "={F}/own.json"),
        [["appraisal", "李雯", "--skill", "P7 稳：提案三次都过了"], ["appraisal", "李雯", "--goals", "带一位新人"], ["import", "{F}/own.json"]],
    ),
    Moment(
        "11-27 17:50", WL, lambda desk: PlanScreen("budget", by_name(desk, "梅林").id, "2026-Q4"),
        keys("a", "=海报 30000", "=电视 200000", "escape"),
        [["plan", "budget", "--client", "梅林", "--period", "2026-Q4", "海报 30000", "电视 200000"]],
    ),
    Moment(
        "11-27 17:55", WL, lambda desk: PlanScreen("media", by_name(desk, "梅林").id, "2026-12"),
        keys("a", "=电视 15秒 12/1到12/15 200000", "escape"),
        [["plan", "media", "--client", "梅林", "--period", "2026-12", "电视 15秒 12/1到12/15 200000"]],
    ),
]  # fmt: skip
