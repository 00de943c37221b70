"""A card's facts, and its 来龙去脉: what was asked, opened, said, sent and proved, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.fields import CARD, At, Field, shown
from aetui.desk.waiting import asked_one
from aetui.domain.budget import balances
from aetui.domain.cards.works import rounds_of
from aetui.domain.gates import card_missing
from aetui.domain.letters.acts import SOURCE_OF
from aetui.domain.marks import ROWS
from aetui.domain.records import Call, Card, Client, Fact, Item, ScheduleSending, Step, Work
from aetui.domain.records.refs import ObligationId, ref_to
from aetui.locales import Texts
from aetui.locales.amounts import amount, balance
from aetui.locales.dates import stamp
from aetui.locales.works import round_line


class HistoryLine(msgspec.Struct, frozen=True):
    """One line of a timeline: when (`11/23 10:40`), a sign or mark, what happened, the rule behind it.

    `at` orders it; `ref` names the record that it comes from, where it has one of its own.
    """

    stamp: str
    sign: str
    text: str
    source: str
    at: datetime
    ref: str = ""


def card_facts(desk: Desk, card: Card, say: Texts, now: datetime) -> list[tuple[str, str]]:
    """What the card says of itself, as (label, value); what isn't said yet is left out."""
    client = desk.get(Client, card.client_id)
    at = At(desk, say, card, now)
    last = card.estimates[-1] if card.estimates else None
    facts = [
        (say("card.fact.client"), client.name if client else ""),
        (say("card.fact.state"), say(f"card.state.{card.state}")),
        *((say(f"card.field.{field.key}"), _fact_of(at, field)) for field in CARD if field.key != "title"),
        (say("card.fact.estimate"), amount(say, last.amount, last.currency) if last else ""),
        (say("card.fact.balance"), "; ".join(balance(say, b) for b in balances([card], now)) if card.money else ""),
        (say("card.fact.copy"), say("list.comma").join(f"{w.name}: {w.copy_at}" for w in card.works if w.copy_at)),
        (say("card.fact.lacks"), say("list.comma").join(say(f"lack.{key}") for key in card_missing(card))),
    ]
    return [(label, value) for label, value in facts if value]


def _fact_of(at: At, field: Field) -> str:
    """Who asked is told with when."""
    told = shown(at, field)
    return f"{told} {stamp(at.desk.local(at.record.requested_at))}".strip() if field.key == "requested_by" else told


def card_timeline(desk: Desk, card: Card, say: Texts) -> list[HistoryLine]:
    """Everything that happened on the card, oldest first."""
    told = [
        *_opening(desk, card, say),
        *_items(desk, card),
        *_work(desk, card, say),
        *_answers(desk, card, say),
        *_ending(desk, card, say),
    ]
    return sorted(told, key=lambda m: m.at)


def item_ref(item: Item) -> str:
    return ref_to("items", item.id)


def _moment(desk: Desk, at: datetime, sign: str, text: str, source: str, ref: str = "") -> HistoryLine:
    return HistoryLine(stamp(desk.local(at)), sign, text, source, at, ref)


def _fact(desk: Desk, fact: Fact, text: str, source: str, sign: str = "✓") -> HistoryLine:
    """A fact with its evidence behind it: `工作进度表发出 · e-mail · 周先生`."""
    return _moment(desk, fact.at, sign, " · ".join(t for t in (text, fact.how, fact.by, fact.why) if t), source)


def _opening(desk: Desk, card: Card, say: Texts) -> Iterator[HistoryLine]:
    item = desk.get(Item, card.item_id)
    if item is not None:
        call = desk.get(Call, item.call_id)
        who = (call.contact if call else None) or card.requested_by or ""
        text = say("card.told.asked", who=who, text=item.text) if who else item.text
        yield _moment(desk, card.requested_at, item.mark or "·", text, ROWS[item.mark].source, item_ref(item))
    else:
        who = card.requested_by or ""
        yield _moment(desk, card.requested_at, "+", say("card.told.requested", who=who).strip(), "D4")
    at_once = card.opened_at == card.requested_at
    yield _moment(desk, card.opened_at, "✓", say("card.told.opened_at_once" if at_once else "card.told.opened"), "D4")


def _items(desk: Desk, card: Card) -> Iterator[HistoryLine]:
    for item in desk.book.items_on(card.id):
        if item.id == card.item_id:
            continue
        owner = f"@{item.owner} " if item.owner else ""
        yield _moment(desk, item.at, item.mark or "·", owner + item.text, ROWS[item.mark].source, item_ref(item))


def _work(desk: Desk, card: Card, say: Texts) -> Iterator[HistoryLine]:
    for estimate in card.estimates:
        yield _moment(
            desk,
            estimate.at,
            "✓",
            say("card.told.estimate", amount=amount(say, estimate.amount, estimate.currency)),
            "D5",
        )
        if estimate.agreed:
            yield _fact(desk, estimate.agreed, say("card.told.agreed"), "D5")
    for fact, key in ((card.order_sent, "card.told.order_sent"), (card.order_confirmed, "card.told.order_confirmed")):
        if fact:
            yield _fact(desk, fact, say(key), "R4")
    for n, sending in enumerate(sendings_of(card)):
        yield _fact(desk, sending.sent, say("card.told.schedule_sent"), "R3" if n else "D4")
        if sending.confirmed:
            yield _fact(desk, sending.confirmed, say("card.told.schedule_confirmed"), "C2")
    for told in card.reported:
        yield _fact(desk, told, say("card.told.reported", what=card.title), "R10", "!")
    for step in card.steps:
        yield from _step(desk, card, step, say)
    for line in card.money:
        sum_ = amount(say, line.amount, line.currency)
        if line.at:
            text = say("card.told.money", kind=say(f"money.{line.kind}"), amount=sum_, text=line.text)
            yield _moment(desk, line.at, "$", text.strip(), "Y3")
        if line.settled and line.settled.at != line.at:
            yield _fact(desk, line.settled, say("card.told.settled", text=line.text, amount=sum_), "R8")
    for work in card.works:
        if work.made_at:
            yield _moment(desk, work.made_at, "·", say("card.told.made", name=work.name), "Q1")
        yield from _shown(desk, work, say)
        yield from _remarks(desk, work, say)


def sendings_of(card: Card) -> list[ScheduleSending]:
    """Every time that its schedule went out; of a record of an older file the first alone."""
    if card.schedule_sendings or card.schedule_sent is None:
        return card.schedule_sendings
    return [ScheduleSending(sent=card.schedule_sent, confirmed=card.schedule_confirmed)]


def _step(desk: Desk, card: Card, step: Step, say: Texts) -> Iterator[HistoryLine]:
    for fact in step.chased:
        who = asked_one(desk, say, step.owner, card.client_id)
        text = say("card.told.chased", owner=who, what=step.what)
        yield _fact(desk, fact, text, "C3", "→")
    if step.reported:
        yield _fact(desk, step.reported, say("card.told.reported", what=step.what), "R10", "!")
    if step.done:
        yield _fact(desk, step.done, step.what, "R3")


def _shown(desk: Desk, work: Work, say: Texts) -> Iterator[HistoryLine]:
    for n, one in enumerate(rounds_of(work), 1):
        text = f"{work.name} {round_line(say, n, replace(one, held=Fact(at=one.held.at, by=one.held.by)))}"
        proof = Fact(at=one.held.at, how=one.held.how, why=one.held.why)
        yield _fact(desk, proof, text, "Q1", "!" if one.wrong else "✓")
        for change in one.changed:
            yield _moment(desk, change.at, "·", f"{work.name} {say('work.changed', what=change.how or '')}", "Q1")
    for key, fact, source in (
        ("signed", work.signed, "A2"),
        ("sent", work.sent, "Q2"),
        ("client_signed", work.client_signed, "Q2"),
    ):
        if fact:
            yield _fact(desk, fact, say(f"card.told.{key}", name=work.name), source)


def _remarks(desk: Desk, work: Work, say: Texts) -> Iterator[HistoryLine]:
    """Q1: what the client said of it, and what was answered."""
    for one in work.remarks:
        by = say("work.remark.by", by=one.by) if one.by else ""
        yield _moment(desk, one.at, "?", f"{work.name} · {by}{one.text}", "Q1")
        if one.answer:
            answered = say("work.remark.answered", what=one.answer.how or "")
            yield _moment(desk, one.answer.at, "✓", f"{work.name} · {one.text} · {answered}", "Q1")


def _answers(desk: Desk, card: Card, say: Texts) -> Iterator[HistoryLine]:
    """R10: what was said by whom in the office to trouble that was reported, of the card or of a line on it."""
    from aetui.desk.letters.shown import matters_about, said

    for ref in (ref_to("cards", card.id), *map(item_ref, desk.book.items_on(card.id))):
        for thread in matters_about(desk, ref):
            for one in thread.said if thread.mine else ():
                words = f"{one.who} {said(desk, say, one, one.sent_at)}"
                yield _moment(
                    desk, one.sent_at, "←", words, SOURCE_OF.get(thread.root.act, ""), ref_to("letters", one.id)
                )


def _ending(desk: Desk, card: Card, say: Texts) -> Iterator[HistoryLine]:
    if card.delivered:
        yield _fact(desk, card.delivered, say("card.told.delivered"), "A5")
    if card.closed:
        yield _fact(desk, card.closed, say("card.told.closed"), "A5")
    rules = desk.rulebook.rules
    for met, facts in ((True, card.met), (False, card.waived)):
        for key, fact in facts.items():
            rule = rules.get(ObligationId.parse(key).rule)
            name = rule.title.get(say.lang) if rule else key
            source = rule.source[0] if rule and rule.source else ""
            text = name if met else say("card.told.waived", what=name)
            yield _fact(desk, fact, text, source, "✓" if met else "–")
    for one in card.renumbered:
        yield _moment(desk, one.at, "·", say("card.told.renumbered", was=one.was), "")
    for passed in card.passed:
        yield _moment(desk, passed.at, "!", say("card.told.passed", gate=passed.gate, why=passed.why), "")
