"""An obligation is met by a fact, or let go with a reason; either is written where it belongs."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any, Unpack

from msgspec.structs import replace

from aetui.desk.acts import act_for, do, not_before, rounds
from aetui.desk.core import RECENT, Change, Desk
from aetui.desk.facts import Proof, clean, fact
from aetui.desk.meeting.carrying import hold
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.obligations import ANSWERED, OPEN, STARTED_BY, TROUBLE, Obligation
from aetui.domain.records import KINDS, Card, Client, Fact, Fulfilment, Letter, Person, Record
from aetui.locales import Texts
from aetui.locales.wording import title


def find_obligation(
    desk: Desk, rule: str, subject: str, now: datetime, *, number: str | None = None, ended: bool = False
) -> Obligation:
    """The open obligation of that rule on that subject: a card number, a client's name, an id, or words of it. `number`: of
    several, the one on that card. `ended`: one that has ended lately.

    Raises NotThere when there is none, BadInput when there are several (they are in the message).
    """
    from aetui.desk.book.clients import resolve
    from aetui.desk.find.finder import Ambiguous, best_of, find_one, labels
    from aetui.desk.rulepage import the_rule

    rule = the_rule(desk, rule)
    since = now - RECENT if ended else None
    obligations = [
        o for o in desk.obligations(now, ended_since=since) if o.rule == rule and (o.state not in OPEN) == ended
    ]
    if ended:  # of several on one subject the last
        obligations = list(
            {o.records: o for o in sorted(obligations, key=lambda o: (o.met_at or o.due, o.id))}.values()
        )
    exact = [o for o in obligations if subject.strip() in (o.id, *o.records, o.number)]
    if not exact and not best_of(obligations, subject):
        # Whose it is, where no words of its own say which: a client's, or the user's own.
        client = None
        with suppress(NotThere):
            client = resolve(desk, subject)
        exact = [o for o in obligations if client is not None and o.client_id == client.id]
        if not exact and desk.profile and best_of([Person(name=desk.profile.name or "")], subject):
            exact = [o for o in obligations if o.subject_type == "user"]
    on_card = [o for o in exact or best_of(obligations, subject) if number and o.number == number]
    exact = on_card or exact
    if len(exact) > 1:
        raise Ambiguous("obligation.ambiguous", exact, labels(exact), rule=rule, subject=subject)
    return exact[0] if exact else find_one(obligations, subject, kind="obligation", rule=rule, subject=subject)


def find_open(desk: Desk, obligation_id: str, now: datetime) -> Obligation | None:
    """The open obligation of that id, or None."""
    return next((o for o in desk.obligations(now) if o.id == obligation_id), None)


def meet(
    desk: Desk,
    obligation: Obligation,
    now: datetime,
    *,
    card: Card | None = None,
    **proof: Unpack[Proof],
) -> None:
    """Do the act that meets an obligation. `at`: when it was done, if not now; `why`: the reason for passing a gate; `card`: the
    one that an item is put on. Raises BadInput for a time to come or before the duty began, Refused when a gate is shut."""
    done = fact(now, **proof)
    if obligation.state not in OPEN:
        raise NotThere("obligation.ended", rule=obligation.rule, subject=obligation.what)
    with desk.change("obligation.met", now, **_words(desk, obligation)) as change:
        write_met(change, obligation, done, card=card)


def _words(desk: Desk, obligation: Obligation) -> dict[str, str]:
    """What the log says of it."""
    client = desk.get(Client, obligation.client_id)
    return {"rule": obligation.rule, "client": client.short if client else "", "what": obligation.what}


def waive(desk: Desk, obligation: Obligation, why: str, now: datetime) -> None:
    """Let an obligation go, for a reason that is kept. Raises BadInput without one."""
    if not clean(why):
        raise BadInput("why.empty")
    if obligation.state not in OPEN:
        raise NotThere("obligation.ended", rule=obligation.rule, subject=obligation.what)
    fact = Fact(at=now, why=clean(why))
    with desk.change("obligation.waived", now, **_words(desk, obligation)) as change:
        write_waived(change, obligation, fact)


def write_waived(change: Change, obligation: Obligation, fact: Fact) -> None:
    """Inside a change: the obligation is let go; `fact.why` says why."""
    named = obligation.named
    if named.comes_round:
        change.new(Fulfilment, rule=named.rule, subject=named.subject, period=named.period, done=fact, let_go=True)
        return
    record = _record(change, obligation)
    change.put(replace(record, waived={**record.waived, named.key: fact}))
    if isinstance(record, Letter):  # what was given is refused
        from aetui.desk.letters.answering import drop_made

        drop_made(change, record, fact)


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
    write_met(change, obligation, fact, anew=True)


def as_json(desk: Desk, say: Texts, obligation: Obligation, now: datetime) -> dict[str, Any]:
    """An obligation as `aetui due --json` lists it, and an event tells of it; times in the desk's zone."""

    def iso(moment: datetime | None) -> str | None:
        return desk.local(moment).isoformat(timespec="seconds") if moment else None

    client = desk.get(Client, obligation.client_id)
    subject = {"type": obligation.subject_type, "id": obligation.subject_id}
    return {
        "id": obligation.id,
        "rule": obligation.rule,
        "source": obligation.source,
        "title": title(say, obligation, desk.rulebook),
        "subject": {**subject, "number": obligation.number} if obligation.number else subject,
        "client": client.short if client else None,
        "start": iso(obligation.start),
        "due": iso(obligation.due),
        "act_by": iso(obligation.act_by),
        "state": obligation.state,
        "remaining_s": round(obligation.remaining(now)),
        "met_at": iso(obligation.met_at),
        "how": obligation.how,
        "by": obligation.by,
        "reason": obligation.reason,
        "owner": obligation.owner,
        "cover": obligation.cover,
        "estimated": obligation.estimated,
    }


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
    return obligation.rule in (TROUBLE, ANSWERED)


# Inside


def _record(change: Change, obligation: Obligation) -> Record:
    found = change.get(KINDS[STARTED_BY[obligation.subject_type]], obligation.named.subject)
    if found is None:
        raise NotThere("obligation.unknown", rule=obligation.rule, subject=obligation.what)
    return found


def write_met(
    change: Change, obligation: Obligation, fact: Fact, *, card: Card | None = None, anew: bool = False
) -> None:
    """Inside a change: the act that meets the obligation, found by its rule's `met` word; of one that is no act, the fact is
    logged on the record. `anew`: in the place of what was done first. `card`: the one that an item is put on. Raises Refused when a gate is shut, BadInput."""
    named, desk = obligation.named, change.desk
    if named.comes_round:
        rounds.fulfil(change, named, fact, anew=anew)
        return
    fact = not_before(desk, fact, obligation.start)
    record = _record(change, obligation)
    rule = desk.rulebook.rules.get(obligation.rule)
    act = act_for(rule.met, type(record)) if rule is not None else None
    if act is None:
        change.put(replace(record, met={**record.met, named.key: fact}))
    else:
        with hold(change, record) as full:
            do(change, act, full, fact, named.part, card=card, anew=anew)
