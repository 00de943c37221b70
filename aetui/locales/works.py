"""A work in words: the rounds of its review inside, what the client said of it (Q1); and a job order's way to the client (R4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from aetui.domain.cards.changes import PlanChange
from aetui.domain.cards.pace import Pace
from aetui.domain.cards.works import asks_for_answer, rounds_of
from aetui.domain.gates import order_is_confirmed
from aetui.domain.records.card import Card, ReviewRound, Work
from aetui.locales import Texts


def round_line(say: Texts, n: int, one: ReviewRound) -> str:
    """One round: `第 2 轮 王磊 退回：标题不清；logo 太小`, `第 3 轮 王磊 通过`."""
    who = one.held.by or ""
    if one.wrong:
        return say("work.round.returned", n=n, who=who, wrong=say("work.points").join(one.wrong))
    said = say("work.round.passed", n=n, who=who)
    ticks = say("work.ticked", n=len(one.ticked)) if one.ticked else ""
    return " · ".join(filter(None, (said, ticks, one.held.how)))


def work_lines(say: Texts, work: Work) -> list[str]:
    """What its rounds tell beyond that it was reviewed: why it was returned, what was changed, and that a later one passed it; whose
    signature it waits for."""
    told: list[str] = []
    rounds = rounds_of(work)
    for n, one in enumerate(rounds, 1):
        if one.wrong or one.ticked or len(rounds) > 1:
            told.append(round_line(say, n, one))
        told += [say("work.changed", what=fact.how or "") for fact in one.changed]
    if work.asked is not None and not (work.signed or work.sent):
        told.append(say("work.asked_of", who=work.asked.by or ""))
    return told


def remark_lines(say: Texts, work: Work) -> list[str]:
    """What the client said of it, numbered as it is answered, and what was answered."""
    told: list[str] = []
    for n, one in enumerate(work.remarks, 1):
        by = say("work.remark.by", by=one.by) if one.by else ""
        waits = f"  ({say('work.remark.open')})" if asks_for_answer(one) else ""
        told.append(f"{n}. {by}{one.text}{waits}")
        if one.answer:
            told.append(f"   {say('work.remark.answered', what=one.answer.how or '')}")
    return told


def order_state(say: Texts, card: Card, stamp: Callable[[datetime], str]) -> str:
    """Whether the job order went back to the client, and whether they said that it is right (R4)."""
    if order_is_confirmed(card) and card.order_confirmed:
        said = card.order_confirmed
        return say("card.order.confirmed", time=stamp(said.at), by=said.by or "").strip()
    sent = card.order_sent
    if sent and card.order_changed:
        return say("card.order.changed", time=stamp(card.order_changed))
    return say("card.order.sent", time=stamp(sent.at), by="").strip() if sent else say("card.order.unsent")


def change_words(say: Texts, one: PlanChange, me: str, moment: Callable[[datetime], str]) -> str:
    """What of a plan is another now (R3): `文案：周三 12:00 → 周四 12:00`. `me`: whose a step without an owner is; `moment`: a time
    in words."""

    def told(value: str | datetime | None) -> str:
        if isinstance(value, datetime):
            return moment(value)
        return value or (me if one.kind == "owner" else say("schedule.no_time"))

    return say(f"schedule.change.{one.kind}", what=one.what, was=told(one.was), now=told(one.now))


def pace_words(say: Texts, pace: Pace, day: timedelta, *, brief: bool = False) -> str:
    """That a step has less time than such steps took (A5): `时间偏紧：只给 1 天，通常要 2.5 天`; `brief`: for the end of a line.
    `day`: a working day's length."""

    def told(span: timedelta) -> str:
        if span < day:
            return say("pace.hours", n=f"{span / timedelta(hours=1):.1f}".removesuffix(".0"))
        return say("pace.days", n=f"{span / day:.1f}".removesuffix(".0"))

    key = "pace.brief" if brief else "pace.short"
    return say(key, given=told(pace.given), usual=told(pace.usual), n=pace.n)
