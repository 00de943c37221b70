"""An AM's Friday closed (A3): the summary in words, the week reviewed."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts import rounds
from aetui.desk.core import Desk
from aetui.desk.facts import clean
from aetui.desk.phone.drafts import LineDrafts
from aetui.desk.week.team import REVIEW, fulfilment_of, past_gates, week_of_team, write_summary
from aetui.domain.clock.periods import span
from aetui.domain.derive.calendar import ME
from aetui.domain.errors import BadInput
from aetui.domain.records import Fact, Fulfilment


def draft_key(period: str) -> str:
    """Under what half-typed words are kept."""
    return f"week.words {period}"


def write_words(desk: Desk, period: str, words: str, now: datetime) -> None:
    """Write the summary, as a change of its own; the same words are none. Once the week is reviewed it stands with the
    review. Raises BadInput without words."""
    said = clean(words)
    if said is None:
        raise BadInput("team.words")
    with desk.change("week.words", now, what=period) as change:
        held = fulfilment_of(desk, REVIEW, period)
        if held is None:
            write_summary(change, period, said)
        elif held.done.how != said:
            change.put(replace(held, done=replace(held.done, how=said)))
    drafts, key = LineDrafts(desk), draft_key(period)
    if drafts.load(key):  # what was half-typed before is said now
        drafts.forget(key)


def close_week(
    desk: Desk,
    now: datetime,
    words: str | None = None,
    *,
    period: str | None = None,
    why: str | None = None,
) -> Fulfilment:
    """The week is reviewed and the next one planned (A3), with the summary in words. Refused while an AE's week wasn't
    taken in, or an AE's client has nothing planned, unless a reason is written down. Raises Refused, BadInput: not an
    AM's desk, a week to come, one that is reviewed, no words."""
    seen = week_of_team(desk, now, period)
    said, reason = clean(words) or clean(seen.words), clean(why)
    if not seen.leads:
        raise BadInput("team.not_am")
    if span(seen.period)[0] > desk.local(now).date():
        raise BadInput("team.to_come", text=seen.period)
    if seen.closed is not None:
        raise BadInput("team.closed", text=seen.period)
    fact = past_gates(seen, Fact(at=now, how=said, by=desk.owner, why=reason))
    with desk.change("week.close", now, what=seen.period) as change:
        closed = rounds.note(
            change, REVIEW, ME, seen.period, fact
        )  # let go before, it stays so, and bears what was done
    return closed
