"""What a rule makes of what started, at one moment: an obligation, or (`counting`) as little of one as is counted."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

import msgspec

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import NoObligation, Start
from aetui.domain.obligations import Obligation, State
from aetui.domain.records import Fact
from aetui.domain.records.refs import ObligationId
from aetui.domain.rulebook.model import Rule
from aetui.domain.text import parted

Made = TypeVar("Made")


class Judged(msgspec.Struct):
    """A duty of which everything is known but how it stands: what met it or let it go, when it ended."""

    rule: Rule
    id: str
    start: Start
    due: datetime
    fact: Fact | None
    waived: Fact | None
    ended_at: datetime | None


class Judging(Moment, Generic[Made]):
    """A moment at which duties are judged; `made` says what becomes of one."""

    def made(self, judged: Judged, state: State) -> Made:
        """What becomes of a duty that stands or ended as `state`; what is `soon` is `pending` here."""
        raise NotImplementedError

    def judge(self, rule: Rule, start: Start, met: Met) -> Made | None:
        """The obligation that `rule` makes of what started; None where none is owed or asked for."""
        named = ObligationId(rule.id, start.record.id, start.part_id, since=start.since)
        obligation_id, key = str(named), named.key
        try:
            fact = self.proof(start, met, obligation_id, key)
        except NoObligation:
            return None
        ended_at, fact, waived = self.end(start, fact, start.record.waived.get(key))
        if ended_at is not None and not self.wants(ended_at):
            return None
        self.cal.guessed = False
        due = start.due or self.due_of(rule, start)
        start.estimated = self.cal.guessed
        if due is None:
            return None
        return self._stands(Judged(rule, obligation_id, start, due, fact, waived, ended_at))

    def round(
        self, rule: Rule, obligation_id: str, start: Start, due: datetime, fact: Fact | None, waived: Fact | None
    ) -> Made | None:
        """The obligation of a calendar rule's period, as it stands now; None where none is owed or asked for. What bears
        its period meets it whenever it is done."""
        proof, lapse = self.first(fact, waived), start.lapse
        ended_at = proof.at if proof else lapse if lapse is not None and lapse <= self.now else None
        if ended_at is not None and not self.wants(ended_at):
            return None
        owed_from = self.owed_from(start.client_id)
        if owed_from is not None and due < owed_from:
            return None
        fact, waived = (fact if proof is fact else None), (waived if proof is waived else None)
        return self._stands(Judged(rule, obligation_id, start, due, fact, waived, ended_at))

    def _stands(self, judged: Judged) -> Made | None:
        judged.due = self.fixed(judged.due)
        state = self.state_of(judged.due, judged.ended_at, judged.fact, judged.waived)
        return None if state is None else self.made(judged, state)


class Deriving(Judging[Obligation]):
    """Obligations with all that is told of them."""

    @cached_property
    def ended_at(self) -> dict[str, datetime]:
        """When each ended, by its id."""
        return {}

    def made(self, judged: Judged, state: State) -> Obligation:
        rule, obligation_id, start, due = judged.rule, judged.id, judged.start, judged.due
        fact, waived, ended_at = judged.fact, judged.waived, judged.ended_at
        begin, proof = self.fixed(min(start.start, due)), fact or waived
        self.cal.guessed = False
        act_by = self.fixed(start.act_by or self.cal.act_by(begin, due))
        # A time that was agreed (10:00) stands; only an end of work may lie on the wrong day.
        moves = self.cal.guessed and (act_by != due or due == self.cal.day_end(self.local_day(due)))
        if state == "pending" and act_by - rule.warning <= self.now_of_states:
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
            theirs=start.owner is not None and self.theirs(start.owner, start.client_id),
            estimated=start.estimated or moves,
            late=start.late,
        )
