"""What a rule makes of what started, at one moment: an obligation, or (`counting`) as little of one as is counted."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import NoDuty, Start
from aetui.domain.obligations import Obligation, State
from aetui.domain.records import Fact
from aetui.domain.refs import ObligationId
from aetui.domain.rulebook.model import Rule
from aetui.domain.text import parted

Made = TypeVar("Made")


class Judging(Moment, Generic[Made]):
    """A moment at which duties are judged; `made` says what becomes of one."""

    def made(
        self,
        rule: Rule,
        obligation_id: str,
        start: Start,
        due: datetime,
        state: State,
        fact: Fact | None,
        waived: Fact | None,
        ended_at: datetime | None,
    ) -> Made:
        """What becomes of a duty that stands or ended as `state`; what is `soon` is `pending` here."""
        raise NotImplementedError

    def obligation(
        self,
        rule: Rule,
        obligation_id: str,
        start: Start,
        *,
        due: datetime,
        fact: Fact | None = None,
        waived: Fact | None = None,
    ) -> Made | None:
        """The obligation as it stands now; None where none is owed or asked for."""
        proof, over = fact or waived, self.over(start)
        ended_at = proof.at if proof else over
        if not self.owed(start, due, ended_at):
            return None
        due = self.fixed(due)
        state = self.ended_as(due, over, fact, waived)
        return None if state is None else self.made(rule, obligation_id, start, due, state, fact, waived, ended_at)

    def judge(self, rule: Rule, start: Start, met: Met) -> Made | None:
        """The obligation that `rule` makes of what started; None where none is owed or asked for."""
        named = ObligationId(rule.id, start.record.id, start.part_id)
        key, obligation_id = named.key, str(named)
        try:
            fact = self._fact(start, met, key, obligation_id)
        except NoDuty:
            return None
        waived: Fact | None = start.record.waived.get(key)
        ended = fact if waived is None else self._first(fact, waived)
        if ended is not None and not self.wants(ended.at):
            return None
        self.cal.guessed = False
        due = start.due or self.due_of(rule, start)
        start.estimated = self.cal.guessed
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

    def _fact(self, start: Start, met: Met, key: str, obligation_id: str) -> Fact | None:
        if start.fact is not None:
            return start.fact
        found = met(self, start)
        logged: Fact | None = start.record.met.get(key)
        serving = self.book.serving(obligation_id)
        if logged is None and not serving:
            return found
        served = [Fact(at=c.at) for c in serving if c.way == "out" and c.at >= start.start]
        facts = [f for f in (found, logged, *served) if f is not None]
        return min(facts, key=lambda f: f.at) if facts else None

    @staticmethod
    def _first(fact: Fact | None, waived: Fact) -> Fact:
        """What ended it: done or let go, whichever came first."""
        return fact if fact is not None and fact.at <= waived.at else waived


class Deriving(Judging[Obligation]):
    """Obligations with all that is told of them."""

    @cached_property
    def ended_at(self) -> dict[str, datetime]:
        """When each ended, by its id."""
        return {}

    def made(
        self,
        rule: Rule,
        obligation_id: str,
        start: Start,
        due: datetime,
        state: State,
        fact: Fact | None,
        waived: Fact | None,
        ended_at: datetime | None,
    ) -> Obligation:
        begin, proof = self.fixed(min(start.start, due)), fact or waived
        self.cal.guessed = False
        act_by = self.fixed(self.cal.act_by(begin, due))
        # A time that was agreed (10:00) stands; only an end of work may lie on the wrong day.
        moves = self.cal.guessed and (act_by != due or due == self.cal.day_end(self.local_day(due)))
        if state == "pending" and act_by - self.now <= rule.warning:
            state = "soon"
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
            what=parted(start.what)[0],
            start=begin,
            due=due,
            act_by=act_by,
            state=state,
            met_at=self.fixed(fact.at) if fact else None,
            how=proof.how if proof else None,
            by=proof.by if proof else None,
            reason=proof.why if proof else None,
            owner=start.owner,
            estimated=start.estimated or moves,
        )
