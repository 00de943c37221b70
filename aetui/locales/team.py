"""What an AM's Friday says of her team, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from aetui.domain.records import TeamMonth, TeamPaper
from aetui.locales import Texts


class ChangedSince(Protocol):
    """What has changed since a summary was handed in: `what` (the words, a week, the plan), whose, how many."""

    @property
    def what(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def n(self) -> int: ...


def since_words(say: Texts, found: Iterable[ChangedSince]) -> str:
    """`交后有变：摘要，李雯的一周`; empty where nothing has."""
    told = [say(f"team.since.{one.what}", who=one.who, n=one.n) for one in found]
    return say("team.since", what=say("list.comma").join(told)) if told else ""


def handed_words(say: Texts, paper: TeamPaper | None, *, late: bool, stamp: Callable[[datetime], str]) -> str:
    """How an AM's summary stands on the AD's desk (A3): not in, late, unread since, read."""
    if paper is None:
        return say("summary.late" if late else "summary.not_in")
    if paper.read is not None:
        return say("summary.was_read", time=stamp(paper.read.at))
    return say("summary.unread", time=stamp(paper.sent.at))


def month_words(say: Texts, month: TeamMonth) -> str:
    """An AE's month that was taken in."""
    return say("month.taken", who=month.whose, period=month.period, n=len(month.reports))
