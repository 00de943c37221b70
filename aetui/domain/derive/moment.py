"""The desk at one moment: what every family of rules reckons with. What is made of it, `judging` says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.derive.starts import Start
from aetui.domain.derive.turning import Now, Turning
from aetui.domain.marks import headline
from aetui.domain.obligations import State
from aetui.domain.records import Card, Client, Fact, Record
from aetui.domain.records.liveness import is_live
from aetui.domain.rulebook.model import Rule, Rulebook
from aetui.domain.whose import is_me, is_theirs

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar

RECENT = timedelta(days=40)
"""How long a day that nobody closed, and a user's own rule on a record that is settled otherwise, stay owed.
A book's front holds at least what was changed since."""

SHORT_NOTICE = timedelta(hours=2)
"""In working time, from the start of a duty whose due time would lie before it."""

Met = Callable[["Moment", Start], Fact | None]
"""What fact meets what started."""


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
        within: tuple[datetime, datetime] | None = None,
        turning: Turning | None = None,
    ) -> None:
        """`within`: only what falls due in this span is asked for; rounds of the calendar beyond needn't be reckoned. `turning`:
        notices until when all stays as it is, which takes its time."""
        # Of its own, to tell which times are reckoned over days that are only estimated.
        self.book, self.rulebook, self.cal = book, rulebook, cal.watching()
        self.now = Now.of(turning) if turning is not None else now.astimezone(UTC)
        self.now_of_states = Now.of(turning.states) if turning is not None else self.now
        """The same, asked for how a duty stands alone: whether there is one doesn't go by it."""
        self.since, self.ended, self.within = ended_since, ended, within
        self.refused = False
        """Whether something was left out that ended, or was changed last, before `since`."""
        self._clock: dict[tuple[date, int], datetime] = {}
        self._zones: dict[timedelta | None, timezone] = {None: UTC}
        profile = book.profile
        self.roles: Collection[str] = profile.roles if profile else ("AE",)
        self.name = profile.name if profile else None
        self.began = min(filter(None, (profile.created_at, book.began, self.now))) if profile else None
        """Since when the desk is there: its profile, or its earliest record. What lies ahead of the clock counts as now."""

    # Times

    def fixed(self, when: datetime) -> datetime:
        """The moment on the desk's clock, with its offset alone: two such are compared and subtracted rightly
        also across a change of summer time, which two times of one zone are not."""
        here = when.astimezone(self.cal.tz)
        offset = here.utcoffset()
        zone = self._zones.get(offset)
        if zone is None:
            zone = self._zones[offset] = timezone(offset) if offset else UTC
        return here.replace(tzinfo=zone, fold=0)

    def local_day(self, when: datetime) -> date:
        if not isinstance(when, Now):
            return when.astimezone(self.cal.tz).date()
        day = when.plain.astimezone(self.cal.tz).date()
        when.turning.not_after(self.midnight(day + timedelta(days=1)) - when.shift)
        return day

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
        """Nobody owes by the calendar what was due before the desk, or the client, was there."""
        client = self.book.get("clients", client_id) if client_id else None
        if client is None:
            return self.began
        there = min(client.created_at, self.now)
        return max(self.began, there) if self.began else there

    def someone_else(self, owner: str | None) -> bool:
        return bool(owner) and not is_me(owner or "", self.name)

    def theirs(self, owner: str, client_id: str | None) -> bool:
        """Whether that owner is the client's side."""
        client = self.book.get("clients", client_id) if client_id else None
        return is_theirs(owner, client if isinstance(client, Client) else None, self.book.profile)

    def number_of(self, card_id: str | None) -> str | None:
        card = self.book.get("cards", card_id) if card_id else None
        return card.number if isinstance(card, Card) else None

    def heading(self, text: str) -> str:
        """The user's words on an obligation, as a list puts them."""
        from aetui.domain.plainwords import behind_time

        return headline(text[behind_time(text, self.cal) :], limit=64)

    def looks_at(self, kind: str, record: Record) -> bool:
        """Whether an obligation may be wanted on that record of the book: it is live, or was changed since."""
        if self.ended or is_live(kind, record) or (self.since is not None and record.updated_at >= self.since):
            return True
        self.refused = True
        return False

    def records(self, kind: str, own_rule: bool) -> Iterable[Record]:
        """The records on which an obligation may be wanted: what is live, and what was changed since."""
        if self.ended:
            return list(self.book.of(kind))
        found = {record.id: record for record in self.book.live(kind)}
        if self.since is not None:
            found |= {record.id: record for record in self.book.touched(kind, self.since)}
        if own_rule:
            horizon = self.now - RECENT
            recent = list(self.book.touched(kind, horizon.plain if isinstance(horizon, Now) else horizon))
            if recent and isinstance(horizon, Now):  # until the first of them is no more
                horizon.turning.not_after(recent[0].updated_at - horizon.shift)
            found |= {record.id: record for record in recent}
        return list(found.values())

    def wants(self, ended_at: datetime) -> bool:
        """Whether an obligation that ended then is asked for."""
        if self.ended or (self.since is not None and ended_at >= self.since):
            return True
        self.refused = True
        return False

    # What a duty comes to

    def proof(self, start: Start, met: Met, obligation_id: str, key: str) -> Fact | None:
        """The first fact that meets it. What is older than its own start meets nothing, nor what was done when another
        duty had taken its place. `key`: the id's, on its own record. Raises NoObligation."""
        if start.fact is not None:
            return start.fact
        found = met(self, start)
        logged: Fact | None = start.record.met.get(key)
        serving = self.book.serving(obligation_id)
        if logged is None and not serving:
            return found if self._counts(start, found) else None
        served = [Fact(at=c.at) for c in serving if c.way == "out"]
        facts = [f for f in (found, logged, *served) if f is not None and self._counts(start, f)]
        return min(facts, key=lambda f: f.at) if facts else None

    @staticmethod
    def _counts(start: Start, fact: Fact | None) -> bool:
        return fact is not None and fact.at >= start.start and (start.until is None or fact.at < start.until)

    def end(
        self, start: Start, fact: Fact | None, waived: Fact | None
    ) -> tuple[datetime | None, Fact | None, Fact | None]:
        """When it ended, by what: done, let go, or neither (it lost its sense). What came first ended it."""
        proof = self.first(fact, waived)
        over = min(filter(None, (start.over, start.until)), default=None)
        lapse = start.lapse
        if proof is not None and all(t is None or proof.at <= t for t in (over, lapse)):
            return proof.at, (fact if proof is fact else None), (waived if proof is waived else None)
        if over is not None and (lapse is None or over <= lapse):
            return over, None, None
        return (lapse, None, None) if lapse is not None and lapse <= self.now else (None, None, None)

    @staticmethod
    def first(fact: Fact | None, waived: Fact | None) -> Fact | None:
        """What ended it: done or let go, whichever came first."""
        if fact is None or waived is None:
            return fact or waived
        return fact if fact.at <= waived.at else waived

    def state_of(
        self, due: datetime, ended_at: datetime | None, fact: Fact | None, waived: Fact | None
    ) -> State | None:
        """How it ended, or `overdue`; `pending` where it stands, None where it fell away."""
        if fact is not None:
            return "met" if fact.at <= due else "met_late"
        if waived is not None:
            return "waived"
        if ended_at is not None:
            # What lost its sense was missed, if it was overdue; else it is gone.
            return "missed" if due < ended_at else None
        return "overdue" if self.now_of_states > due else "pending"

    def due_of(self, rule: Rule, start: Start) -> datetime | None:
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
            # To be there is due at the time itself; on the way one is before it (`act_by`).
            found = start.at if due.kind == "travel" else self.cal.add_elapsed(start.at, -due.span)
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
