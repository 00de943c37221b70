"""A work in words: the rounds of its review inside (Q1)."""

from __future__ import annotations

from aetui.domain.cards.works import rounds_of
from aetui.domain.records.card import ReviewRound, Work
from aetui.locales import Texts


def round_line(say: Texts, n: int, one: ReviewRound) -> str:
    """One round: `第 2 轮 王磊 退回：标题不清；logo 太小`, `第 3 轮 王磊 通过`."""
    who = one.held.by or ""
    if one.wrong:
        return say("work.round.returned", n=n, who=who, wrong=say("work.points").join(one.wrong))
    said = say("work.round.passed", n=n, who=who)
    return " · ".join(filter(None, (said, one.held.how)))


def work_lines(say: Texts, work: Work) -> list[str]:
    """What its rounds tell beyond that it was reviewed: why it was returned, what was changed, and that a later one passed it."""
    told: list[str] = []
    rounds = rounds_of(work)
    for n, one in enumerate(rounds, 1):
        if one.wrong or len(rounds) > 1:
            told.append(round_line(say, n, one))
        told += [say("work.changed", what=fact.how or "") for fact in one.changed]
    return told
