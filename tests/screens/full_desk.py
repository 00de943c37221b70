"""The demo's Monday with something on every page: a card that is worked on, a meeting with minutes, a leave that is planned,
plans, an appraisal, and thirty duties."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from aetui.desk.book.profile import set_profiles
from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card
from aetui.desk.card.money import add_money, estimate
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.card.works import add_work
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.demo import demo_desk
from aetui.desk.leave.handover import cover, plan
from aetui.desk.meeting.agenda import add_points
from aetui.desk.month.appraisals import write_appraisal
from aetui.desk.month.plans import add_lines
from aetui.domain.amounts import Money
from aetui.domain.records import Card, Client, Meeting
from aetui.locales import Texts

_WORDS = {
    "zh": {
        "steps": ("文案 @小王 周二12:00", "设计第一稿 @小王 周三17:00", "内部审议 周四10:00", "打样 @小王 周五15:00"),
        "work": "横版海报",
        "cost": "外拍场地费",
        "points": ("一季度媒介排期", "双十二投放", "下月预算"),
        "plan": ("电视 15秒 12/1到12/15 200000", "电梯海报 12/1到12/31 80000", "年框返点 -5000"),
        "ae": "小陆",
        "strengths": "提案有准备，客户信任",
        "why": "休假；手机 138-0000-0001",
        "cards": "{n}号店开业海报",
        "todo": "核对第{n}版报价",
    },
    "en": {
        "steps": ("copy @Will tue 12:00", "first layout @Will wed 17:00", "inside review thu 10:00", "proofs @Will fri 15:00"),
        "work": "landscape poster",
        "cost": "location fee",
        "points": ("first quarter's media schedule", "Double Twelve spots", "next month's budget"),
        "plan": ("TV 15s 12/1 to 12/15 200000", "elevator posters 12/1 to 12/31 80000", "annual bonus -5000"),
        "ae": "Lou",
        "strengths": "well prepared pitches, trusted by the client",
        "why": "on leave; mobile 138-0000-0001",
        "cards": "opening poster for store {n}",
        "todo": "check version {n} of the quote",
    },
}  # fmt: skip

COST, ARTWORK = Money(Decimal(8000), "CNY"), Money(Decimal(6000), "CNY")


def full_desk(folder: Path, lang: str) -> Desk:
    """Everything on it was typed on that Monday. `lang`: whose words."""
    say, words = Texts(lang), _WORDS[lang]
    desk, now = demo_desk(folder, None, say)
    people = f"{say('demo.people')},{words['ae']}:AE"
    set_profiles(desk, {"roles": "AE,AM", "people": people}, now)
    (client, *_) = desk.each(Client)
    card = next(iter(desk.each(Card)))
    add_steps(desk, card.number, [understand(desk, line, now) for line in words["steps"]], now)
    estimate(desk, card.number, None, now, lines=[(words["cost"], COST), (words["work"], ARTWORK)])
    add_money(desk, card.number, "cost", COST, now, text=words["cost"], due=now + timedelta(days=2))
    fill_brief(desk, card.number, now, deliver_at=now + timedelta(days=7))
    add_work(desk, card.number, words["work"], now, kind="artwork")
    meeting = next(iter(desk.each(Meeting)))
    add_points(desk, meeting.id, list(words["points"]), now)
    add_lines(desk, "media", client, "2026-12", list(words["plan"]), now)
    write_appraisal(desk, words["ae"], 2026, now, strengths=words["strengths"])
    for n in range(1, 9):
        open_card(desk, words["cards"].format(n=n), now, client=client, deliver_at=now + timedelta(days=n))
        add_todo(desk, words["todo"].format(n=n), now)
    away = plan(desk, say, now + timedelta(days=8), now + timedelta(days=12), now, why=words["why"])
    lines = [line.id for line in away.lines]
    cover(desk, say, away.id, lines[: len(lines) // 2], say("demo.dates.who"), now)
    return desk
