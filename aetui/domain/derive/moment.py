"""The desk at one moment: what every family of rules reckons with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.derive.starts import NoDuty, Start
from aetui.domain.obligations import Obligation, State
from aetui.domain.records import Card, Fact, Record
from aetui.domain.rulebook.model import Rule, Rulebook

if TYPE_CHECKING:
    from aetui.domain.workcal import WorkCalendar

RECENT = timedelta(days=40)
"""How long a day that nobody closed, and a user's own rule on a record that is settled otherwise, stay owed.
A book's front holds at least what was changed since."""

SHORT_NOTICE = timedelta(hours=2)
"""In working time, from the start of a duty whose due time would lie before it."""

Met = Callable[["Moment", Start], Fact | None]


class Moment:
    """One derivation: the records, the rules and `now`, and which ended obligations are wanted."""

    def __init__(
        self,
        book: Book,
        rulebook: Rulebook,
        now: datetime,
        cal: WorkCalendar,
        ended_since: datetime | None,
        ended: bool,
    ) -> None:
        self.book, self.rulebook, self.cal = book, rulebook, cal
        self.now = now.astimezone(UTC)
        self.since, self.ended = ended_since, ended
        self.ended_at: dict[str, datetime] = {}  # by the obligation's id
        self._clock: dict[tuple[date, int], datetime] = {}
        profile = book.profile
        self.roles: Collection[str] = profile.roles if profile else ("AE",)
        self.name = profile.name if profile else None
        self.began = profile.created_at if profile else None

    # Times

    def fixed(self, when: datetime) -> datetime:
        """The moment on the desk's clock, with its offset alone: two such are compared and subtracted rightly
        also across a change of summer time, which two times of one zone are not."""
        local = when.astimezone(self.cal.tz)
        offset = local.utcoffset()
        return local.replace(tzinfo=timezone(offset) if offset else UTC, fold=0)

    def local_day(self, when: datetime) -> date:
        return when.astimezone(self.cal.tz).date()

    def midnight(self, day: date) -> datetime:
        return self.clock(day, 0)

    def clock(self, day: date, minute: int) -> datetime:
        """That minute of that day on the desk's clock."""
        found = self._clock.get((day, minute))
        if found is None:
            found = self.fixed(datetime.combine(day, time(minute // 60, minute % 60), self.cal.tz))
            self._clock[day, minute] = found
        return found

    # Who owes, and what is looked at

    def binds(self, rule: Rule) -> bool:
        return rule.on and rule.binds(self.roles)

    def owed_from(self, client_id: str | None) -> datetime | None:
        """Nobody owes what was due before the desk, or the client, was there."""
        client = self.book.clients.get(client_id) if client_id else None
        if client is None:
            return self.began
        return max(self.began, client.created_at) if self.began else client.created_at

    def someone_else(self, owner: str | None) -> bool:
        return bool(owner) and owner != self.name

    def number_of(self, card_id: str | None) -> str | None:
        card = self.book.get("cards", card_id) if card_id else None
        return card.number if isinstance(card, Card) else None

    def records(self, kind: str, own_rule: bool) -> Iterable[Record]:
        """The records on which an obligation may be wanted: what is live, and what was changed since."""
        if self.ended:
            return list(self.book.of(kind))
        live = self.book.live(kind)
        horizon = self.now - RECENT if own_rule else None
        since = min(filter(None, (self.since, horizon)), default=None)
        if since is None:
            return list(live)
        return list({r.id: r for r in (*live, *self.book.touched(kind, since))}.values())

    def wants(self, ended_at: datetime) -> bool:
        """Whether an obligation that ended then is asked for."""
        return self.ended or (self.since is not None and ended_at >= self.since)

    # Judging

    def judge(self, rule: Rule, start: Start, met: Met) -> Obligation | None:
        """The obligation that `rule` makes of what started; None where none is owed or asked for."""
        key = f"{rule.id}:{start.part_id}" if start.part_id else rule.id
        obligation_id = f"{rule.id}:{start.record.id}" + (f".{start.part_id}" if start.part_id else "")
        try:
            fact = self._fact(start, met, key, obligation_id)
        except NoDuty:
            return None
        waived: Fact | None = start.record.waived.get(key)
        ended = self._first(fact, waived)
        if ended is not None and not self.wants(ended.at):
            return None
        due = start.due or self._due(rule, start)
        if due is None:
            return None
        return self.obligation(
            rule,
            obligation_id,
            start,
            due=due,
            fact=fact if ended is fact else None,
            waived=waived if ended is waived else None,
        )

    def obligation(
        self,
        rule: Rule,
        obligation_id: str,
        start: Start,
        *,
        due: datetime,
        fact: Fact | None = None,
        waived: Fact | None = None,
    ) -> Obligation | None:
        """The obligation as it stands now; None where none is owed or asked for."""
        proof, over = fact or waived, start.over
        if start.lapse is not None and start.lapse <= self.now:
            over = min(over, start.lapse) if over else start.lapse
        ended_at = proof.at if proof else over
        if ended_at is not None and not self.wants(ended_at):
            return None
        owed_from = self.owed_from(start.client_id)
        if owed_from is not None and due < owed_from:
            return None
        begin, due = self.fixed(min(start.start, due)), self.fixed(due)
        act_by = self.fixed(self.cal.act_by(begin, due))
        state = self._state(rule, due, act_by, over, fact, waived)
        if state is None:
            return None
        if ended_at is not None:
            self.ended_at[obligation_id] = ended_at
        return Obligation(
            id=obligation_id,
            rule=rule.id,
            source=start.source or (rule.source[0] if rule.source else rule.id),
            subject_type=start.subject_type,
            subject_id=start.subject_id,
            number=start.number,
            client_id=start.client_id,
            what=start.what,
            start=begin,
            due=due,
            act_by=act_by,
            state=state,
            met_at=self.fixed(fact.at) if fact else None,
            how=proof.how if proof else None,
            by=proof.by if proof else None,
            reason=proof.why if proof else None,
            owner=start.owner,
        )

    def _state(
        self,
        rule: Rule,
        due: datetime,
        act_by: datetime,
        over: datetime | None,
        fact: Fact | None,
        waived: Fact | None,
    ) -> State | None:
        if fact is not None:
            return "met" if fact.at <= due else "met_late"
        if waived is not None:
            return "waived"
        if over is not None:
            # What can't be met any more was missed, if it had fallen due; else it fell away.
            return "missed" if due <= over else None
        if self.now > due:
            return "overdue"
        return "soon" if act_by - self.now <= rule.warning else "pending"

    def _fact(self, start: Start, met: Met, key: str, obligation_id: str) -> Fact | None:
        if start.fact is not None:
            return start.fact
        logged: Fact | None = start.record.met.get(key)
        served = [Fact(at=c.at) for c in self.book.serving(obligation_id) if c.way == "out" and c.at >= start.start]
        facts = [f for f in (met(self, start), logged, *served) if f is not None]
        return min(facts, key=lambda f: f.at) if facts else None

    @staticmethod
    def _first(fact: Fact | None, waived: Fact | None) -> Fact | None:
        """What ended it: done or let go, whichever came first."""
        if fact is None or waived is None:
            return fact or waived
        return fact if fact.at <= waived.at else waived

    def _due(self, rule: Rule, start: Start) -> datetime | None:
        due = rule.due_at
        if due.kind == "at" or (due.typed and start.at is not None):
            return start.at  # a time agreed with someone doesn't move
        if due.kind in ("elapsed", "working", "working_days"):
            return self.after(rule, start.start)
        if due.kind == "day_end":
            day = self.local_day(start.start)
            found = self.cal.day_end(self.cal.on_or_after(day))
        else:
            if start.at is None:
                return None
            back = timedelta(minutes=start.record.travel_min) if due.kind == "travel" else due.span
            found = self.cal.add_elapsed(start.at, -back)
        return found if found >= start.start else self._short_notice(start)

    def after(self, rule: Rule, begin: datetime) -> datetime:
        """A due time reckoned from its start."""
        due = rule.due_at
        if due.kind == "working":
            return self.cal.add_working(begin, due.span)
        if due.kind == "working_days":
            return self.cal.add_working_days(begin, due.days)
        if due.kind == "day_end":
            return self.cal.day_end(self.cal.on_or_after(self.local_day(begin)))
        return self.cal.add_elapsed(begin, due.span)

    def _short_notice(self, start: Start) -> datetime | None:
        if start.cap is None:
            return self.cal.add_working(start.start, SHORT_NOTICE)
        if start.cap <= start.start:
            return None  # it is over before the duty could begin
        return min(self.cal.add_working(start.start, SHORT_NOTICE), start.cap)
