"""The one report of trouble (R10, C3, D7): all that is late on a card or of a client, and the message that tells the supervisor of it.

It is a matter of the house: no paper is made of it, and none that a client reads repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from aetui.desk.book.deputies import hears_trouble
from aetui.desk.core import RECENT, Desk
from aetui.desk.day.today import client_name
from aetui.desk.papers.frame import writer_line
from aetui.domain.obligations import STARTED_BY, TELLS, TROUBLE, Obligation
from aetui.domain.records import Item
from aetui.domain.records.asked import stands_on
from aetui.locales import Texts
from aetui.locales.dates import left, moment_line
from aetui.locales.wording import title


class Trouble(msgspec.Struct, frozen=True):
    """What is reported. `to`: who hears of it now, empty where the profile knows nobody; `about`: the client and the card; `said`: the
    words of a `!`, and `said_at`; `late`: all that is late there by now, also what was reported before, by its due time."""

    report: Obligation
    to: str
    about: str
    late: tuple[Obligation, ...]
    said: str = ""
    said_at: datetime | None = None


def trouble_of(desk: Desk, report: Obligation, now: datetime) -> Trouble:
    """What there is to report, or was reported. `report`: a duty of `trouble.report`."""
    item = desk.get(Item, report.subject_id) if report.subject_type == "item" else None
    card = next(iter(desk.book.numbered(report.number)), None) if report.number else None
    work = f"{card.number} {card.title}" if card is not None else ""
    about = " ".join(t for t in (client_name(desk, report.client_id), work) if t)
    to = hears_trouble(desk, now) or ""
    if item is not None and item.mark == "!":
        return Trouble(report, to, about, (), item.text, item.at)
    place = _stands_on(desk, report)
    late = [
        o for o in desk.obligations(now) if o.rule in TELLS and o.state == "overdue" and _stands_on(desk, o) == place
    ]
    return Trouble(report, to, about, tuple(sorted(late, key=lambda o: (o.due, o.id))))


def late_since(obligation: Obligation) -> datetime:
    """Since when it is late: since it was due, or since it was asked for with a time that was past."""
    return max(obligation.due, obligation.start)


def trouble_lines(desk: Desk, say: Texts, trouble: Trouble, now: datetime) -> list[str]:
    """What is late, a line each: what, whose, when it was due and how long ago; of a `!`, what was said and when."""
    if trouble.said_at is not None:
        return [say("trouble.said", what=trouble.said, at=moment_line(say, desk.local(trouble.said_at)))]
    return [_line(desk, say, one, now) for one in trouble.late]


def trouble_message(desk: Desk, say: Texts, trouble: Trouble, now: datetime, *, solution: str = "") -> str:
    """The message to whoever hears of it: what is late, and the solution that is proposed (an empty line to fill in without one)."""
    lines = trouble_lines(desk, say, trouble, now)
    numbered = [f"{n}. {line}" for n, line in enumerate(lines, 1)] if len(lines) > 1 else lines
    proposed = solution or trouble.report.how or ""
    told = [
        say("paper.message.to", name=trouble.to) if trouble.to else say("paper.message.hello"),
        _head(say, trouble),
        *numbered,
        say("trouble.solution", how=proposed),
        writer_line(desk, say, reach=True),
    ]
    return "\n".join(line for line in told if line) + "\n"


def last_reported(desk: Desk, now: datetime) -> Obligation | None:
    """The report that was made last, not long ago."""
    since = now - RECENT
    found = [o for o in desk.obligations(now, ended_since=since) if o.rule == TROUBLE and o.met_at is not None]
    return max(found, key=lambda o: (o.met_at or o.due, o.id), default=None)


def _head(say: Texts, trouble: Trouble) -> str:
    about = trouble.about or trouble.report.what
    if trouble.said_at is not None:
        return say("trouble.head", about=about)
    if not trouble.late:
        return say("trouble.gone", about=about, what=trouble.report.what)
    return say("trouble.late", about=about, n=len(trouble.late))


def _line(desk: Desk, say: Texts, one: Obligation, now: datetime) -> str:
    words = title(say, one, desk.rulebook)
    named = f"{words} @{one.owner}" if one.owner and one.owner not in words else words
    due = moment_line(say, desk.local(one.due))
    return say("trouble.line", what=named, due=due, late=_long(say, (now - late_since(one)).total_seconds()))


def _long(say: Texts, seconds: float) -> str:
    """`2天 3:30`, `1:05`: to the minute."""
    return left(say, seconds) if seconds >= 86400 else left(say, seconds).rpartition(":")[0]


def _stands_on(desk: Desk, obligation: Obligation) -> tuple[str, str]:
    """The card that it is late on, else the client, else itself: kind and id (C3)."""
    key = obligation.named.subject
    item = desk.get(Item, key) if obligation.subject_type == "item" else None
    return stands_on(item) if item is not None else (STARTED_BY[obligation.subject_type], key)


def said_of(desk: Desk, say: Texts, reports: Sequence[Obligation], now: datetime) -> str:
    """What is about to be reported, to be shown above the question for the solution: what it is on, then a line each."""
    told: list[str] = []
    for report in reports:
        trouble = trouble_of(desk, report, now)
        lines = trouble_lines(desk, say, trouble, now)
        told += [_head(say, trouble), *(f"· {line}" for line in lines)]
    return "\n".join(told)
