"""The demo: a desk with a Monday on it, made through the desk's own verbs and thrown away afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.obligations import meet
from aetui.desk.phone.calls import end_call, record_call
from aetui.domain.records import Contact, Slot
from aetui.locales import FIRST, Texts

MONDAY = datetime.fromisoformat("2026-11-23T11:30:05+08:00")
"""The demo's clock starts here."""


def demo_desk(folder: Path, now: datetime | None, say: Texts | None = None) -> tuple[Desk, datetime]:
    """A desk in `folder` as it stands on a Monday at 11:30, and that moment (or `now`). `say`: in whose language its
    people speak; Chinese by default."""
    say = say or Texts(FIRST)
    moment = now or MONDAY
    monday = MONDAY.replace(second=0)
    desk = Desk.open(folder / "demo.json", program="aetui demo", now=moment)
    desk.spoken = say.lang  # the papers that it keeps are in it too

    def at(clock: str, days: int = 0) -> datetime:
        hour, minute = clock.split(":")
        return monday.replace(hour=int(hour), minute=int(minute)) + timedelta(days=days)

    set_profiles(
        desk,
        {
            "name": say("demo.me"),
            "roles": "AE",
            "timezone": "Asia/Shanghai",
            "people": say("demo.people"),
            "title": say("demo.title"),
            "phone": "021-5555-0100",
            "email": "ae@example.com",
            "agency": say("demo.agency"),
            "address": say("demo.address"),
        },
        at("9:00", -4),
    )
    meilin = add_client(
        desk,
        say("demo.food"),
        at("9:01", -4),
        contacts=[Contact(name=say("demo.food.contact"), title=say("demo.food.title"), phone="021-5555-0101")],
        report=Slot(weekday=3, minute=16 * 60),
        notes=[("market", say("demo.food.market"))],
    )
    shenhua = add_client(
        desk,
        say("demo.home"),
        at("9:02", -4),
        contacts=[Contact(name=say("demo.home.contact"), title=say("demo.home.title"), phone="021-5555-0202")],
        report=Slot(weekday=4, minute=11 * 60),
    )
    yili = add_client(
        desk,
        say("demo.drink"),
        at("9:03", -4),
        contacts=[Contact(name=say("demo.drink.contact"), phone="021-5555-0303")],
        report=Slot(weekday=2, minute=15 * 60),
    )
    # Last Thursday and Friday, so that the memory beside a call has something to remember.
    _, logged = record_call(
        desk,
        at("15:20", -4),
        [say("demo.thursday.1"), say("demo.thursday.2"), say("demo.thursday.3")],
        client=meilin,
        way="out",
        contact=say("demo.food.contact"),
    )
    answer, _ = record_call(
        desk, at("10:30", -3), [say("demo.friday.1")], client=meilin, way="out", contact=say("demo.food.contact")
    )
    end_call(desk, answer.id, at("10:33", -3), answered=[logged[1].item.id])
    promise = next(o for o in desk.obligations(at("9:10")) if o.rule == "call.promise")
    meet(desk, promise, at("9:10"), how=say("demo.sample.how"))
    for days, client in ((-4, meilin), (-3, shenhua)):
        for obligation in desk.obligations(at("17:00", days)):
            if obligation.rule == "week.report" and obligation.client_id == client.id:
                meet(
                    desk,
                    obligation,
                    at("10:50" if days == -3 else "15:40", days),
                    how=say("demo.fax.home" if days == -3 else "demo.fax.food"),
                )
    for obligation in desk.obligations(at("17:30", -3)):
        if obligation.rule == "week.report_confirm":
            meet(desk, obligation, at("17:30", -3), how=say("demo.by_phone"))
    _day_closed(desk, at("17:55", -4))
    _day_closed(desk, at("17:55", -3))
    # Monday.
    add_todo(desk, say("demo.tidy"), at("9:05"))
    record_call(
        desk,
        at("9:32"),
        [
            say("demo.food.call.1"),
            say("demo.food.call.2"),
            say("demo.food.call.3"),
            say("demo.food.call.4"),
            say("demo.food.call.5"),
        ],
        client=meilin,
        contact=say("demo.food.contact"),
    )
    record_call(desk, at("10:15"), [], client=shenhua, way="missed")
    record_call(
        desk,
        at("10:40"),
        [
            say("demo.home.call.1"),
            say("demo.home.call.2"),
            say("demo.home.call.3"),
            say("demo.home.call.4"),
        ],
        client=shenhua,
        way="out",
        contact=say("demo.home.contact"),
    )
    record_call(
        desk,
        at("11:05"),
        [say("demo.drink.call.1"), say("demo.drink.call.2"), say("demo.drink.call.3")],
        client=yili,
        way="out",
        contact=say("demo.drink.contact"),
    )
    done = next(t for t in desk.book.live("todos") if getattr(t, "text", "") == say("demo.tidy"))
    finish_todo(desk, done.id, at("9:25"))
    add_todo(desk, say("demo.quote"), at("11:10"), client_id=meilin.id)
    add_todo(desk, say("demo.proofs"), at("11:11"), client_id=shenhua.id)
    add_todo(desk, say("demo.dates"), at("11:12"), owner=say("demo.dates.who"), client_id=yili.id)
    add_meeting(
        desk,
        say("demo.meeting"),
        at("11:15"),
        client=yili,
        start=at("14:00", 3),
        end=at("15:30", 3),
        travel=timedelta(minutes=40),
    )
    write_memo(desk, say("demo.memo"), at("11:16"), to=say("demo.memo.to"), remind_at=at("16:30"))
    return desk, moment


def _day_closed(desk: Desk, when: datetime) -> None:
    from aetui.domain.records import Day, Fact

    with desk.change("demo", when) as change:
        change.new(Day, day=desk.local(when).date(), closed=Fact(at=when))
