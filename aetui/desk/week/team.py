"""The AM's Friday (A3): the team's week in figures, next week planned, the written summary, and the week reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.facts import clean
from aetui.desk.periods import moments
from aetui.desk.week.team_clients import as_here, team_book
from aetui.desk.week.team_file import weeks_taken
from aetui.desk.week.team_lists import Since, changed_since
from aetui.desk.week.team_plan import Planned, planned, unplanned
from aetui.desk.week.team_week import own_week
from aetui.domain.clock.periods import week_of
from aetui.domain.derive.calendar import ME
from aetui.domain.errors import BadInput, Refused
from aetui.domain.figures import together
from aetui.domain.records import Fact, Fulfilment, Summary, Tally, TeamClient, TeamWeek
from aetui.domain.roles import someone

REVIEW, SUMMARY = "week.review", "week.summary"
_EARLY = timedelta(days=10)
"""So long before its week a duty of it may be met and still stand at hand."""


class Team(msgspec.Struct, frozen=True):
    """A week of the team. `missing`: AEs whose week wasn't taken in; `bare`: (AE, client) with nothing planned;
    `closed`: the week reviewed, `handed`: its summary handed to the AD; `leads`: whether this desk owes the review. `strange`: the
    AEs' clients whom our book lacks; `since`: what has changed since the summary was handed in."""

    period: str
    own: TeamWeek
    weeks: list[TeamWeek]
    missing: list[str]
    plan: list[Planned]
    bare: list[tuple[str, str]]
    closed: Fact | None
    handed: Fact | None
    words: str
    leads: bool
    strange: list[TeamClient] = []
    since: list[Since] = []

    @property
    def all(self) -> list[TeamWeek]:
        return [*self.weeks, self.own]


def week_of_team(desk: Desk, now: datetime, period: str | None = None) -> Team:
    """The week of that name, else of `now`, as it stands. Raises BadInput for what is no week."""
    return with_own(desk, own_week(desk, now, period))


def with_own(desk: Desk, own: TeamWeek) -> Team:
    """As `look`, where our own week was reckoned already."""
    names = executives(desk)
    kept = weeks_taken(desk, own.period)
    book = team_book(desk)
    weeks = as_here(book, kept)
    weeks.sort(key=lambda w: names.index(w.whose) if w.whose in names else len(names))
    leads = leads_team(desk)
    plan = planned(desk, own, weeks, own.period)
    came = {week.whose for week in weeks}
    closed, handed = (_done(desk, rule, own.period) for rule in (REVIEW, SUMMARY))
    words = words_of(desk, own.period)
    return Team(
        period=own.period,
        own=own,
        weeks=weeks,
        missing=[name for name in names if name not in came],
        plan=plan,
        bare=unplanned(own, weeks, plan) if leads else [],
        closed=closed,
        handed=handed,
        words=words,
        leads=leads,
        strange=book.strange() if leads else [],
        since=changed_since(desk, own.period, kept) if handed else [],
    )


def leads_team(desk: Desk) -> bool:
    """Whether this desk owes the week's review: an AM's does."""
    rule = desk.rulebook.rules.get(REVIEW)
    return rule is not None and rule.on and rule.binds(desk.profile.roles if desk.profile else ("AE",))


def leads_ams(desk: Desk) -> bool:
    """Whether AMs hand their weeks to this desk: an AD's, a GM's."""
    roles = {role.upper() for role in (desk.profile.roles if desk.profile else ())}
    return not roles.isdisjoint({"AD", "GM"})


def executives(desk: Desk) -> list[str]:
    """The AEs that the profile names, without ourselves."""
    people = desk.profile.people if desk.profile else []
    return list(dict.fromkeys(p.name for p in people if (p.role or "").upper() == "AE" and p.name != desk.owner))


def by_client(week: TeamWeek) -> Iterator[Tally]:
    """A week's figures by client, those of the house itself last."""
    found: dict[tuple[str, str | None], list[Tally]] = {}
    for tally in week.tallies:
        found.setdefault((tally.client, tally.client_id), []).append(tally)
    for (client, client_id), rows in sorted(found.items(), key=lambda one: (not one[0][0], one[0][0], one[0][1] or "")):
        yield together(rows, client=client, client_id=client_id)


def words_of(desk: Desk, period: str) -> str:
    """The written summary: with the week's review, and before it as it was written so far."""
    held = fulfilment_of(desk, REVIEW, period)
    if held is not None:
        return held.done.how or ""
    written = _summary(desk, period)
    return written.text if written is not None else ""


def reviewed(desk: Desk, period: str, fact: Fact, now: datetime) -> Fact:
    """The proof that a week was reviewed, where its gates let it pass: as `close_week`, for whoever notes it otherwise."""
    seen = week_of_team(desk, now, period)
    return past_gates(seen, replace(fact, how=fact.how or clean(seen.words)))


def past_gates(seen: Team, fact: Fact) -> Fact:
    """The reason stays where there was something to pass."""
    if not fact.how:
        raise BadInput("team.words")
    if seen.missing and not fact.why:
        raise Refused("gate.week", rule="A3", names=list(seen.missing))
    if seen.bare and not fact.why:
        raise Refused("gate.week_plan", rule="A3", whats=[f"{who} {what}".strip() for who, what in seen.bare])
    return fact if seen.missing or seen.bare else replace(fact, why=None)


def week_follows(desk: Desk, now: datetime) -> str:
    """What follows when the day is closed, as a key of the catalogue: on the day of the week's review, while it is open,
    that; for an AE who has an AM, on the week's last working day, to hand the week over; else nothing."""
    today = desk.local(now).date()
    for obligation in desk.obligations(now):
        if obligation.rule == REVIEW and desk.local(obligation.act_by).date() <= today:
            return "team.follows"
    last = week_of(desk.calendar.next_working(today)) != week_of(today)
    return "team.follows.own" if last and not leads_team(desk) and someone(desk.profile, "AM") else ""


def _summary(desk: Desk, period: str) -> Summary | None:
    """What was written of that week; of two (two machines each wrote one) the later."""
    return max((s for s in desk.each(Summary) if s.period == period), key=lambda s: (s.updated_at, s.id), default=None)


def write_summary(change: Change, period: str, said: str) -> None:
    """Inside a change: the written summary of that week; the same words change nothing."""
    old = _summary(change.desk, period)
    if old is None:
        change.new(Summary, period=period, text=said)
    elif old.text != said:
        change.put(replace(old, text=said))


def _done(desk: Desk, rule: str, period: str) -> Fact | None:
    held = fulfilment_of(desk, rule, period)
    return held.done if held is not None else None


def fulfilment_of(desk: Desk, rule: str, period: str) -> Fulfilment | None:
    """What met a duty of ours; an old one is fetched from the file."""
    found = desk.book.met(rule, ME, period)
    if found is None and moments(desk, period)[0] - _EARLY < desk.since:
        same = (f for f in desk.each(Fulfilment) if (f.rule, f.subject, f.period) == (rule, ME, period))
        found = min((f for f in same if not f.let_go), key=lambda f: (f.done.at, f.id), default=None)
    return found
