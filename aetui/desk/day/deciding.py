"""Deciding what is undecided at the end of a day, one thing after another (D1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal, TypedDict, Unpack

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts import memo as memo_acts
from aetui.desk.acts import todo as todo_acts
from aetui.desk.acts.papers import ANSWER, APPROVE, RETURN
from aetui.desk.book.people import whole_name
from aetui.desk.core import Change, Desk
from aetui.desk.day.review import KEPT, begun_in
from aetui.desk.day.today import client_name
from aetui.desk.day.todos import carry_in
from aetui.desk.facts import clean
from aetui.desk.obligations import write_met, write_waived
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.obligations import TROUBLE, Obligation
from aetui.domain.records import Card, Decided, Fact, Letter, Memo, Paper, TeamPaper, Todo
from aetui.domain.records.refs import Ref
from aetui.domain.review import Thing, following
from aetui.domain.text import listed, made_of
from aetui.locales import in_any
from aetui.locales.wording import title

Decision = Literal["done", "tomorrow", "day", "someone", "drop", "step"]


OWN_WORD = ("paper.approve", "work.sign")
"""Rules that ask for our own word, and nobody else's."""
_CALLS = ("week.call", "call.return")


GROUPS = (("moved", ("tomorrow", "day", "split")), ("given", ("someone",)), ("dropped", ("drop",)))
"""How a closed day tells its decisions, beside what was done."""


class Said(TypedDict, total=False):
    """What is said with a decision: the day that it moves to, who does it, the proof or the next step, the reason."""

    to: date | None
    who: str | None
    how: str | None
    why: str | None


class Choice(msgspec.Struct, frozen=True):
    """What is decided: `to` a day, by `who`, `how` it was done, `why`; each without blanks at its ends, None where nothing was said."""

    decision: Decision
    to: date | None
    who: str | None
    how: str | None
    why: str | None


def decide(
    desk: Desk,
    things: Sequence[Thing],
    decision: Decision,
    now: datetime,
    *,
    day: date,
    **said: Unpack[Said],
) -> None:
    """Decide some things at once, as one change. `to`: the day it moves to (`day`); `who`: who does it (`someone`);
    `how`: the proof (`done`); `why`: the reason (`drop`, or for carrying on). Raises BadInput for a day that is past, no
    name, no reason; Refused where doing it needs words of its own (R10) or a gate is shut. What concerns the same step,
    item or client is decided with each (`Thing.also`). `step`: the next step of a card, as `how` says it."""
    following_ = following(day, desk.local(now).date(), desk.calendar)
    to = following_ if decision == "tomorrow" else said.get("to")
    choice = Choice(decision, to, clean(said.get("who")), clean(said.get("how")), clean(said.get("why")))
    if decision == "day" and (choice.to is None or choice.to < following_):
        raise BadInput("review.day_past")
    if decision == "someone" and not choice.who:
        raise BadInput("review.who")
    if decision == "drop" and not choice.why:
        raise BadInput("why.empty")
    if decision == "done" and any(thing.kind == "card" for thing in things):
        raise BadInput("review.step")  # a card without a next step isn't done by saying so
    with desk.change("review.decide", now, what=listed(_words(desk, t) for t in things)) as change:
        notes = []
        for thing in things:
            before = {todo.id for todo in change.made(Todo)}
            sent = _is_sent(change, thing)
            _one(change, thing, choice)
            for other in thing.also:
                _with_it(change, thing, other, choice)
            made = [todo.id for todo in change.made(Todo) if todo.id not in before and desk.get(Todo, todo.id) is None]
            moved = {"day": f"{to}", "tomorrow": f"{to}", "someone": f"@{choice.who}"}.get(decision)
            reason = " ".join(t for t in (moved, choice.why) if t) or None
            noted = "kept" if decision == "done" and thing.kind in KEPT else decision
            act = "memo.sent" if _is_sent(change, thing) and not sent else thing.act
            notes.append(
                Decided(
                    what=_words(desk, thing),
                    decision=noted,
                    why=reason,
                    key=thing.key,
                    at=now,
                    made=made,
                    also=[other.key for other in thing.also],
                    act=act,
                )
            )
        begun = begun_in(change, day)
        change.put(replace(begun, decided=[*begun.decided, *notes]))


def stuck_answer(desk: Desk, text: str) -> tuple[str, str]:
    """What was said of a thing that was carried over too often: `split` with its pieces, `drop` with the reason, `someone` with the
    name, else `why` with the reason for carrying it on; empty where nothing was said."""
    said = text.strip()
    splits = in_any("answer.split")
    head = next((word for word in (*splits, *in_any("answer.drop")) if said.lower().startswith(word)), "")
    if head:
        return "split" if head in splits else "drop", said[len(head) :].lstrip(" :：，,")
    return ("someone", whole_name(desk, said)) if said[:1] in ("@", "＠") else ("why", said)


def split(desk: Desk, thing: Thing, parts: Sequence[str], now: datetime, *, day: date) -> None:
    """A to-do that won't move, in smaller pieces on the next working day; the whole is let go for them."""
    pieces = [part.strip() for part in parts if part.strip()]
    if thing.kind != "todo" or len(pieces) < 2:
        raise BadInput("review.split")
    with desk.change("review.decide", now, what=thing.what) as change:
        todo = _todo(change, thing)
        to = following(day, desk.local(now).date(), desk.calendar)
        for piece in pieces:
            change.new(
                Todo,
                text=piece,
                day=to,
                owner=todo.owner,
                card_id=todo.card_id,
                client_id=todo.client_id,
                item_id=todo.item_id,
            )
        why = listed(pieces)
        change.put(replace(todo, dropped=Fact(at=now, why=why)))
        begun = begun_in(change, day)
        note = Decided(what=thing.what, decision="split", why=why, key=thing.key, at=now)
        change.put(replace(begun, decided=[*begun.decided, note]))


def _words(desk: Desk, thing: Thing) -> str:
    """A thing as the day's record calls it. A duty that nobody worded (C1) goes by its client and its rule's line."""
    obligation = thing.obligation
    if obligation is None:
        return thing.what
    named = title(desk.say, obligation, desk.rulebook)
    return named if thing.what else f"{client_name(desk, thing.client_id)} {named}".strip()


def _is_sent(change: Change, thing: Thing) -> bool:
    """Whether a memo is out."""
    memo_id = (
        thing.record_id
        if thing.kind == "memo"
        else thing.obligation.subject_id
        if (thing.obligation is not None and thing.obligation.rule == "memo.remind")
        else ""
    )
    memo = change.get(Memo, memo_id) if memo_id else None
    return memo is not None and memo.sent is not None


def _with_it(change: Change, thing: Thing, other: Thing, choice: Choice) -> None:
    """What a decision on a thing means for what concerns the same step, item or client. Reminding somebody is not doing it,
    and a report of lateness goes with the lateness; giving it to somebody is done once."""
    if choice.decision == "done":
        whole = thing.obligation is None or thing.obligation.rule != "card.chase"
        goes_along = other.kind == "todo" or (other.obligation is not None and other.obligation.rule in _CALLS)
        if whole and goes_along:
            _one(change, other, choice)
    elif choice.decision == "drop" or (choice.decision in ("tomorrow", "day") and other.kind == "todo"):
        _one(change, other, choice)


def _one(change: Change, thing: Thing, choice: Choice) -> None:
    if thing.obligation is not None:
        _obligation(change, thing, thing.obligation, choice)
    elif thing.kind == "todo":
        _decide_todo(change, thing, choice)
    elif thing.kind == "memo":
        _memo(change, thing, choice)
    elif thing.kind == "paper":
        paper = change.get(Paper, thing.record_id) if choice.decision == "done" else None
        if paper is not None:
            do(change, APPROVE, paper, Fact(at=change.now, by=choice.who, how=choice.how, why=choice.why))
    elif thing.kind in ("copy", "sheet"):
        _team(change, thing, choice)
    elif thing.kind == "returned":
        paper = change.get(Paper, thing.record_id) if choice.decision == "done" else None
        if paper is not None:
            do(change, ANSWER, paper, Fact(at=change.now, by=change.desk.owner, how=choice.how))
    elif choice.decision == "step":
        _next_step(change, thing, choice.how or "")
    elif choice.decision in ("tomorrow", "day", "someone"):
        card = change.get(Card, thing.record_id)
        change.new(
            Todo,
            text=made_of(thing.what),
            day=choice.to or change.desk.calendar.next_working(change.desk.local(change.now).date()),
            owner=choice.who,
            card_id=card.id if card else None,
            client_id=thing.client_id,
            item_id=thing.item_id,
        )


def _team(change: Change, thing: Thing, choice: Choice) -> None:
    """The AM's word on what an AE handed in: her day signed, her paper approved, or returned with the reason as the remark."""
    from aetui.desk.check.signing import sign_in

    if choice.decision == "someone":
        raise BadInput("check.own_word")
    if choice.decision == "done" and thing.kind == "sheet":
        sign_in(change, thing.record_id)
    elif choice.decision in ("done", "drop") and thing.kind == "copy":
        paper = change.need(TeamPaper, thing.record_id, "copy.unknown", name=thing.what)
        back = choice.decision == "drop"
        said = Fact(at=change.now, by=change.desk.owner, how=choice.why if back else choice.how)
        do(change, RETURN if back else APPROVE, paper, said)


def _todo(change: Change, thing: Thing) -> Todo:
    return change.need(Todo, thing.record_id, "todo.unknown", name=thing.what)


def _next_step(change: Change, thing: Thing, line: str) -> None:
    """A card gets its next step (Y2, R3), as a line says it. Raises BadInput."""
    from aetui.desk.card.schedule import put_steps, understand

    card = change.get(Card, thing.record_id) if thing.kind == "card" else None
    if card is None:
        raise BadInput("review.step")
    put_steps(change, card, [understand(change.desk, line, change.now)], change.now)


def _obligation(change: Change, thing: Thing, obligation: Obligation, choice: Choice) -> None:
    now = change.now
    if choice.decision == "done":
        if obligation.rule == TROUBLE and not choice.how:
            raise Refused("gate.solution", rule="R10")
        write_met(change, obligation, Fact(at=now, how=choice.how, why=choice.why))
    elif choice.decision == "drop":
        write_waived(change, obligation, Fact(at=now, why=choice.why))
    elif choice.decision == "someone":
        if obligation.rule in OWN_WORD:
            raise BadInput("check.own_word")
        if obligation.rule in ("card.step", "card.chase", "todo.accept") and _given(
            change, thing, obligation, choice.who
        ):
            return
        day = change.desk.local(max(obligation.act_by, now)).date()
        due = obligation.due if obligation.due > now else None
        words = made_of(thing.what) if thing.what else _words(change.desk, thing)
        change.new(Todo, text=words, day=day, owner=choice.who, due=due, client_id=obligation.client_id)
    # Tomorrow, or another day: the duty stands as it does, and the day's record says that it was seen.


def _given(change: Change, thing: Thing, obligation: Obligation, who: str | None) -> bool:
    """The step, or the to-do, that a duty speaks of is somebody's from now on; False where there is neither."""
    step = obligation.named.part
    card = change.get(Card, obligation.named.subject) if step else None
    if card is not None:
        change.put(replace(card, steps=[replace(s, owner=who) if s.id == step else s for s in card.steps]))
        return True
    letter = change.get(Letter, obligation.named.subject) if obligation.subject_type == "letter" else None
    if letter is not None:  # it is taken on, and passed on
        write_met(change, obligation, Fact(at=change.now, how=f"@{who}"))
        about = Ref.parse(letter.about or "")
        got = change.get(Todo, about.id) if about.kind == "todos" else None
        if got is not None:
            change.put(replace(got, owner=who))
        return got is not None
    todos = [t for one in thing.whole if one.kind == "todo" and (t := change.get(Todo, one.record_id))]
    for todo in todos:
        change.put(replace(todo, owner=who))
    return bool(todos)


def _decide_todo(change: Change, thing: Thing, choice: Choice) -> None:
    todo = _todo(change, thing)
    if todo.done or todo.dropped:
        raise NotThere("todo.unknown", name=todo.text)
    if choice.decision == "done":
        do(change, todo_acts.DONE, todo, Fact(at=change.now, how=choice.how))
    elif choice.decision == "drop":
        do(change, todo_acts.DROP, todo, Fact(at=change.now, why=choice.why))
    elif choice.decision == "someone":
        change.put(replace(todo, owner=choice.who))
    elif choice.to is not None:
        carry_in(change, todo, choice.to, choice.why)


def _memo(change: Change, thing: Thing, choice: Choice) -> None:
    memo = change.need(Memo, thing.record_id, "memo.unknown", name=thing.what)
    if choice.decision == "done":
        do(change, memo_acts.END, memo, Fact(at=change.now, how=choice.how))
    elif choice.decision == "drop":
        change.put(replace(memo, done=Fact(at=change.now, why=choice.why)))
    elif choice.to is not None:
        change.put(replace(memo, remind_at=change.desk.calendar.day_start(choice.to) + timedelta(hours=1)))
