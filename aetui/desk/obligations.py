"""An obligation is met by a fact, or let go with a reason; either is written where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from msgspec.structs import replace

from aetui.desk.cards import card_by_number, link_item, next_number
from aetui.desk.core import Change, Desk
from aetui.desk.facts import clean, past
from aetui.domain import marks
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.obligations import OPEN, STARTED_BY, Obligation
from aetui.domain.records import (
    KINDS,
    Absence,
    Brief,
    Call,
    Card,
    Fact,
    Fulfilment,
    Item,
    Made,
    Meeting,
    Memo,
    Paper,
    Passed,
    Person,
    Record,
    Step,
    Todo,
)
from aetui.domain.week import CONFIRM


def find_obligation(desk: Desk, rule: str, subject: str, now: datetime) -> Obligation:
    """The open obligation of that rule on that subject: a card number, a client's name, an id, or words of it.

    Raises NotThere when there is none, BadInput when there are several (they are in the message).
    """
    from aetui.desk.clients import resolve
    from aetui.desk.finder import Ambiguous, best_of, find_one, labels
    from aetui.desk.rulepage import the_rule

    rule = the_rule(desk, rule)
    owed = [o for o in desk.obligations(now) if o.rule == rule]
    exact = [o for o in owed if subject.strip() in (o.id, *o.records, o.number)]
    if not exact and not best_of(owed, subject):
        # Whose it is, where no words of its own say which: a client's, or the user's own.
        client = None
        with suppress(NotThere):
            client = resolve(desk, subject)
        exact = [o for o in owed if client is not None and o.client_id == client.id]
        if not exact and desk.profile and best_of([Person(name=desk.profile.name or "")], subject):
            exact = [o for o in owed if o.subject_type == "user"]
    if len(exact) > 1:
        raise Ambiguous("obligation.ambiguous", exact, labels(exact), rule=rule, subject=subject)
    return exact[0] if exact else find_one(owed, subject, kind="obligation", rule=rule, subject=subject)


def find_open(desk: Desk, obligation_id: str, now: datetime) -> Obligation | None:
    """The open obligation of that id, or None."""
    return next((o for o in desk.obligations(now) if o.id == obligation_id), None)


def meet(
    desk: Desk,
    obligation: Obligation,
    now: datetime,
    *,
    at: datetime | None = None,
    how: str | None = None,
    by: str | None = None,
    why: str | None = None,
) -> None:
    """Write the fact that meets an obligation. `at`: when it was done, if not now; `why`: the reason for
    passing a gate. Raises BadInput for a time to come, Refused when a gate is shut."""
    when = past(at, now)
    if obligation.state not in OPEN:
        raise NotThere("obligation.ended", rule=obligation.rule, subject=obligation.what)
    fact = Fact(at=when, how=clean(how), by=clean(by), why=clean(why))
    with desk.change("obligation.met", now, rule=obligation.rule, what=obligation.what) as change:
        write_met(change, obligation, fact)


def waive(desk: Desk, obligation: Obligation, why: str, now: datetime) -> None:
    """Let an obligation go, for a reason that is kept. Raises BadInput without one."""
    if not clean(why):
        raise BadInput("why.empty")
    if obligation.state not in OPEN:
        raise NotThere("obligation.ended", rule=obligation.rule, subject=obligation.what)
    fact = Fact(at=now, why=clean(why))
    with desk.change("obligation.waived", now, rule=obligation.rule, what=obligation.what) as change:
        write_waived(change, obligation, fact)


def write_waived(change: Change, obligation: Obligation, fact: Fact) -> None:
    """Inside a change: the obligation is let go; `fact.why` says why."""
    named = obligation.named
    if named.comes_round:
        change.new(Fulfilment, rule=named.rule, subject=named.subject, period=named.period, done=fact, let_go=True)
        return
    record = _record(change, obligation)
    change.put(replace(record, waived={**record.waived, named.key: fact}))


def write_instead(change: Change, obligation: Obligation, fact: Fact) -> None:
    """Inside a change: this fact in the place of the one that ended the obligation. What stands on a card stays there
    (Y3). Raises Refused when a gate is shut."""
    named = obligation.named
    if named.comes_round:
        old = change.desk.book.fulfilment(named.rule, named.subject, named.period)
        if old is not None:
            change.delete(old)
    else:
        record = _record(change, obligation)
        if named.key in record.waived:
            change.put(replace(record, waived={k: f for k, f in record.waived.items() if k != named.key}))
        elif obligation.rule == "card.open":
            return
    write_met(change, obligation, fact)


def let_go(desk: Desk, obligation: Obligation) -> Fact | None:
    """When and why an obligation was let go; None where it wasn't."""
    named = obligation.named
    if named.comes_round:
        held = desk.book.fulfilment(named.rule, named.subject, named.period)
        return held.done if held is not None and held.let_go else None
    record = record_of(desk, obligation)
    return record.waived.get(named.key) if record else None


def record_of(desk: Desk, obligation: Obligation) -> Record | None:
    """The record that started an obligation; None for one that comes round by itself."""
    named = obligation.named
    return None if named.comes_round else desk.book.get(STARTED_BY[obligation.subject_type], named.subject)


def needs_words(obligation: Obligation) -> bool:
    """Whether meeting it asks for words of its own: R10 wants the proposed solution written down."""
    return obligation.rule == "trouble.report"


# Inside


def _record(change: Change, obligation: Obligation) -> Record:
    found = change.get(KINDS[STARTED_BY[obligation.subject_type]], obligation.named.subject)
    if found is None:
        raise NotThere("obligation.unknown", rule=obligation.rule, subject=obligation.what)
    return found


def write_met(change: Change, obligation: Obligation, fact: Fact) -> None:
    """Inside a change: the fact that meets the obligation. Raises Refused when a gate is shut."""
    named = obligation.named
    subject, period = named.subject, named.period
    if period:
        if obligation.rule == "week.review":
            from aetui.desk.team import reviewed

            fact = reviewed(change.desk, period, fact, change.now)
        elif obligation.rule == "year.appraisal":
            from aetui.desk.appraisals import pass_finance

            pass_finance(change, subject, int(period), fact.why)
        elif obligation.rule == CONFIRM:
            _paper_confirmed(change, subject, period, fact)
        change.new(Fulfilment, rule=obligation.rule, subject=subject, period=period, done=fact)
        return
    record = _record(change, obligation)
    writer = _WRITERS.get((obligation.rule, type(record)))
    if writer is None:
        change.put(replace(record, met={**record.met, named.key: fact}))
        return
    change.put(writer(change, record, named.part, fact))


def _paper_confirmed(change: Change, client_id: str, period: str, fact: Fact) -> None:
    """C2: the report that came bears it too; the last of that week, where it was sent again."""
    papers = [p for p in change.desk.book.all_of(Paper) if p.kind == "weekly" and p.client_id == client_id]
    paper = max((p for p in papers if p.period == period), key=lambda p: (p.sent.at, p.id), default=None)
    if paper is not None:
        change.put(replace(change.get(Paper, paper.id) or paper, confirmed=fact))


def _item_done(_: Change, record: Record, __: str, fact: Fact) -> Record:
    assert isinstance(record, Item)
    return replace(record, done=fact)


def _item_reported(change: Change, record: Record, part: str, fact: Fact) -> Record:
    _solution(fact)
    return _item_done(change, record, part, fact)


def _solution(fact: Fact) -> None:
    if not fact.how:
        raise Refused("gate.solution", rule="R10")


def _item_carded(change: Change, record: Record, _: str, fact: Fact) -> Record:
    """Y3, D4: put the item on the card named in `how`, or open one for it."""
    assert isinstance(record, Item)
    number = marks.card_number(fact.how or "")
    card = card_by_number(change.desk, number) if number else None
    if number and card is None:
        raise NotThere("card.unknown", name=number)
    if card is not None:
        return link_item(change, record.id, card)
    if record.client_id is None:
        raise BadInput("card.needs_client")
    title = marks.headline(fact.how or record.text)
    opened = change.new(
        Card,
        number=next_number(change, fact.at),
        client_id=record.client_id,
        title=title,
        brief=Brief(what=record.text),
        requested_at=record.at,
        opened_at=fact.at,
        deliver_at=record.due,
        item_id=record.id,
    )
    made = Made(type="card", id=opened.id)
    return replace(link_item(change, record.id, opened), made=record.made or made)


def _field(field: str) -> Callable[[Change, Record, str, Fact], Record]:
    def write(_: Change, record: Record, __: str, fact: Fact) -> Record:
        return replace(record, **{field: fact})

    return write


def _attended(_: Change, record: Record, __: str, fact: Fact) -> Record:
    """M1: whoever ticks a meeting off when it is over was there in time, unless they say otherwise (`at`)."""
    assert isinstance(record, Meeting)
    leaves = record.start - timedelta(minutes=record.travel_min) if record.start else fact.at
    in_time = min(fact.at, leaves) if record.end and fact.at >= record.end else fact.at
    return replace(record, attended=replace(fact, at=in_time))


def _delivered(_: Change, record: Record, __: str, fact: Fact) -> Record:
    assert isinstance(record, Card)
    state = "delivered" if record.state == "in_work" else record.state
    return replace(record, delivered=fact, state=state)


def _step(edit: Callable[[Step, Fact], Step]) -> Callable[[Change, Record, str, Fact], Record]:
    def write(_: Change, record: Record, part: str, fact: Fact) -> Record:
        assert isinstance(record, Card)
        return replace(record, steps=[edit(s, fact) if s.id == part else s for s in record.steps])

    return write


def _step_reported(step: Step, fact: Fact) -> Step:
    _solution(fact)
    return replace(step, reported=fact)


def _todo_chased(_: Change, record: Record, __: str, fact: Fact) -> Record:
    assert isinstance(record, Todo)
    return replace(record, chased=[*record.chased, fact])


def _settled(_: Change, record: Record, part: str, fact: Fact) -> Record:
    assert isinstance(record, Card)
    return replace(record, money=[replace(m, settled=fact) if m.id == part else m for m in record.money])


def _prepared(_: Change, record: Record, __: str, fact: Fact) -> Record:
    assert isinstance(record, Meeting)
    return replace(record, prep=[p if p.done else replace(p, done=fact) for p in record.prep])


def _minutes(_: Change, record: Record, __: str, fact: Fact) -> Record:
    """M7, M8: minutes go out complete and signed, or with a written reason."""
    from aetui.domain.gates import complete_minutes

    assert isinstance(record, Meeting)
    minutes = record.minutes
    missing = complete_minutes(minutes)
    if (missing or minutes.signed is None) and not fact.why:
        raise Refused("gate.minutes", rule="M7")
    signed = minutes.signed or fact
    done = replace(minutes, signed=signed, sent=minutes.sent or fact, circulated=minutes.circulated or fact)
    record = replace(record, minutes=done)
    if missing and fact.why:
        record = replace(record, passed=[*record.passed, Passed(gate="minutes", why=fact.why, at=fact.at)])
    return record


def _minutes_confirmed(_: Change, record: Record, __: str, fact: Fact) -> Record:
    assert isinstance(record, Meeting)
    return replace(record, minutes=replace(record.minutes, confirmed=fact))


def _arranged(change: Change, record: Record, _: str, fact: Fact) -> Record:
    """D8: as `handover.arrange`, whichever way it is asked for."""
    from aetui.desk.handover import arranged

    assert isinstance(record, Absence)
    return arranged(change, record, fact)


_WRITERS: dict[tuple[str, type[Record]], Callable[[Change, Record, str, Fact], Record]] = {
    ("card.open", Item): _item_carded,
    ("card.schedule", Card): _field("schedule_sent"),
    ("card.schedule_confirm", Card): _field("schedule_confirmed"),
    ("card.step", Card): _step(lambda step, fact: replace(step, done=fact)),
    ("card.chase", Card): _step(lambda step, fact: replace(step, chased=[*step.chased, fact])),
    ("card.chase", Todo): _todo_chased,
    ("card.deliver", Card): _delivered,
    ("card.money", Card): _settled,
    ("call.return", Call): _field("returned"),
    ("call.return", Item): _item_done,
    ("call.promise", Item): _item_done,
    ("trouble.report", Item): _item_reported,
    ("trouble.report", Card): _step(_step_reported),
    ("news.share", Item): _item_done,
    ("meeting.agenda", Meeting): _field("agenda_sent"),
    ("meeting.agenda_confirm", Meeting): _field("agenda_confirmed"),
    ("meeting.prepare", Meeting): _prepared,
    ("meeting.attend", Meeting): _attended,
    ("meeting.minutes", Meeting): _minutes,
    ("meeting.minutes_confirm", Meeting): _minutes_confirmed,
    ("memo.remind", Memo): _field("done"),
    ("absence.arrange", Absence): _arranged,
}
