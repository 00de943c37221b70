"""Coming back (D8): what came due, what was done with proof, what is open, what is new, and what two say differently;
each taken over again on our own desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.handover import get_in, look
from aetui.desk.obligations import let_go, write_instead, write_met
from aetui.domain import marks
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Absence, Card, CoverLine, Fact, Memo, Step, Todo
from aetui.locales import Texts

Group = Literal["conflict", "done", "open", "new"]
GROUPS: tuple[Group, ...] = ("conflict", "done", "open", "new")
OURS = 0
"""Which of the sides of a conflict is taken: our own desk's; 1, 2 … are `Fate.theirs` in order."""


class Fate(msgspec.Struct, frozen=True):
    """What became of one line. `ours`: how our own desk ended it or changed it meanwhile; `theirs`: that it was done,
    as the covers' logs say. Where these differ nothing is taken by itself. `due`: it came due meanwhile."""

    line: CoverLine
    group: Group
    ours: Fact | None
    theirs: list[Fact]
    due: bool

    @property
    def key(self) -> str:
        return self.line.key or self.line.id


def fates(desk: Desk, say: Texts, absence: Absence, now: datetime) -> list[Fate]:
    """Every line that isn't taken over yet, and what arose meanwhile: first what two say differently, then what is
    done, what is open, what is new."""
    seen = look(desk, say, absence, now)
    owed = _owed(desk, absence, now)
    until = min(now, absence.end)
    found = [_fate(desk, say, absence, line, owed, until) for line in absence.lines if line.returned is None]
    found += [Fate(line, "new", None, [], line.due is not None and line.due <= until) for line in seen.new]
    return sorted(found, key=lambda f: (GROUPS.index(f.group), f.line.due is None, f.line.due or absence.end))


def take_over(
    desk: Desk,
    say: Texts,
    absence_id: str,
    keys: Iterable[str],
    now: datetime,
    *,
    side: int | None = None,
) -> Absence:
    """Back on our own desk: what the cover finished meets its duty here, with the cover as proof. `side`: whose word
    is taken where two differ; the other stays in the line's log. When every line is taken over and what is new was
    seen, the absence is over. Raises NotThere; BadInput where two differ and `side` isn't said."""
    chosen = set(keys)
    with desk.change("absence.take_over", now) as change:
        absence = get_in(change, absence_id)
        left = fates(desk, say, absence, now)
        by_id = {fate.line.id: fate for fate in left}
        there = {name for fate in left for name in (fate.line.id, fate.key)}
        there |= {name for line in absence.lines for name in (line.id, line.key) if name}
        if not chosen <= there:
            raise NotThere("absence.line", line=" ".join(sorted(chosen - there)))
        owed = _owed(desk, absence, now)
        made = []
        for line in absence.lines:
            fate = by_id.get(line.id)
            if fate is not None and (line.id in chosen or line.key in chosen):
                line = _taken(change, fate, owed, now, side)
            made.append(line)
        fresh = [fate for fate in left if fate.group == "new"]
        made += [replace(fate.line, returned=Fact(at=now)) for fate in fresh if fate.key in chosen]
        unseen = any(fate.key not in chosen for fate in fresh)
        over = Fact(at=now) if all(line.returned for line in made) and not unseen else None
        end = min(absence.end, max(now, absence.start)) if over else absence.end
        absence = change.put(replace(absence, lines=made, returned=over, end=end))
    return absence


def take_all(desk: Desk, say: Texts, absence_id: str, now: datetime) -> tuple[Absence, int]:
    """Every line whose fate is plain; how many wait because two say differently."""
    absence = desk.get(Absence, absence_id)
    left = fates(desk, say, absence, now) if absence else []
    plain = [fate.key for fate in left if fate.group != "conflict"]
    return take_over(desk, say, absence_id, plain, now), len(left) - len(plain)


# Inside


def _owed(desk: Desk, absence: Absence, now: datetime) -> dict[str, Obligation]:
    """The duties as they stand, and as they ended since the handover was made."""
    return {o.id: o for o in desk.obligations(now, ended_since=absence.created_at)}


def _fate(
    desk: Desk, say: Texts, absence: Absence, line: CoverLine, owed: dict[str, Obligation], until: datetime
) -> Fate:
    theirs = [fact for fact in (line.done, *line.claims) if fact is not None]
    ours = _ours(desk, say, absence, line, owed)
    said = {(fact.at, fact.how) for fact in (*theirs, *([ours] if ours else []))}
    group: Group = "open"
    if theirs and len(said) > 1:
        group = "conflict"
    elif theirs or ours is not None:
        group = "done"
    return Fate(line, group, ours, theirs, line.due is not None and line.due <= until)


def _ours(desk: Desk, say: Texts, absence: Absence, line: CoverLine, owed: dict[str, Obligation]) -> Fact | None:
    """How our own desk ended a line's thing, or put it off while we were away; None where it stands as it did."""
    me = desk.owner
    if line.obligation_id:
        held = owed.get(line.obligation_id)
        if held is None or held.state in OPEN or held.state == "missed":
            return None
        gone = let_go(desk, held)
        if gone is not None:
            return Fact(at=gone.at, how=say("return.waived", why=gone.why or ""), by=gone.by or me)
        return Fact(at=held.met_at or absence.start, how=held.how, by=held.by or me)
    kind, _, key = (line.key or "").partition(":")
    fact = None
    if kind == "todos" and (todo := desk.get(Todo, key)) is not None:
        moved = todo.carried[-1] if todo.carried else None
        fact = todo.done
        if todo.dropped is not None:
            fact = replace(todo.dropped, how=say("return.waived", why=todo.dropped.why or ""))
        elif fact is None and moved is not None and moved.at >= absence.created_at:
            fact = Fact(at=moved.at, how=say("return.moved", day=f"{todo.day:%m/%d}"))
    elif kind == "memos" and (memo := desk.get(Memo, key)) is not None:
        fact = memo.sent or memo.done
    elif kind == "cards" and (card := desk.get(Card, key)) is not None:
        step = _step_of(card, line)
        fact = (step.done if step else None) or card.delivered or card.closed
    return replace(fact, by=fact.by or me) if fact else None


def _step_of(card: Card, line: CoverLine) -> Step | None:
    """The step of a card that a line names."""
    return next((s for s in card.steps if line.what.endswith(f": {s.what}")), None)


def _taken(change: Change, fate: Fate, owed: dict[str, Obligation], now: datetime, side: int | None) -> CoverLine:
    """The line as it is taken over; what was said of it stays, whichever side is taken."""
    line, theirs = fate.line, fate.theirs
    if fate.group != "conflict":
        if theirs and fate.ours is None:
            _settle(change, line, theirs[0], owed)
        elif fate.ours is None:
            _message(change, line, now)
        return replace(line, returned=Fact(at=now))
    if side is None or side > len(theirs):
        raise BadInput("absence.two_say", line=line.what)
    log = [*line.log, *([fate.ours] if fate.ours and fate.ours not in line.log else [])]
    log.sort(key=lambda fact: fact.at)
    if side == OURS:
        return replace(line, log=log, returned=Fact(at=now, by=change.desk.owner))
    chosen = theirs[side - 1]
    _settle(change, line, chosen, owed)
    others = [fact for fact in theirs if fact != chosen]
    return replace(line, log=log, done=chosen, claims=others, returned=Fact(at=now, by=chosen.by or line.cover))


def _settle(change: Change, line: CoverLine, done: Fact, owed: dict[str, Obligation]) -> None:
    """What the cover finished is done here too, also where its time has passed here meanwhile (`missed`)."""
    fact = replace(done, by=done.by or line.cover)
    if line.obligation_id:
        held = owed.get(line.obligation_id)
        if held is None:
            return
        if held.rule == "card.open" and not marks.card_number(fact.how or ""):
            fact = replace(fact, how=None)  # the card that is opened is called after what was asked for
        try:
            (write_met if held.state in OPEN or held.state == "missed" else write_instead)(change, held, fact)
        except DeskError:
            return  # a gate is the user's own to pass: the duty stays open, the line shows the proof
        return
    kind, _, key = (line.key or "").partition(":")
    if kind == "todos" and (todo := change.get(Todo, key)) is not None:
        change.put(replace(todo, done=fact, dropped=None))
    elif kind == "memos" and (memo := change.get(Memo, key)) is not None:
        change.put(replace(memo, done=fact))
    elif kind == "cards" and (card := change.get(Card, key)) is not None:
        step = _step_of(card, line)
        if step is not None:
            steps = [replace(s, done=fact) if s.id == step.id else s for s in card.steps]
            change.put(replace(card, steps=steps))
        else:  # a card without a step: what was done stands with it as a to-do that is done
            day = change.desk.local(fact.at).date()
            change.new(Todo, text=line.what, day=day, card_id=card.id, client_id=card.client_id, done=fact)


def _message(change: Change, line: CoverLine, now: datetime) -> None:
    """What the cover wrote down on the phone is ours to answer: a to-do of today (D3)."""
    if (line.key or "").startswith("phone:") and line.log:
        words = [" ".join(t for t in (f"{fact.by or line.cover}:", fact.how) if t) for fact in line.log if fact.how]
        day = change.desk.local(now).date()
        change.new(Todo, text="; ".join(words), day=day, client_id=line.client_id)
