"""Coming back (D8): what came due, what was done with proof, what is open, what is new, and what two say differently;
each taken over again on our own desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import do, memo, schedule, todo
from aetui.desk.card.cards import client_cards
from aetui.desk.core import Change, Desk
from aetui.desk.facts import clean, past
from aetui.desk.leave.handover import by_number, get_in
from aetui.desk.leave.state import handover_of, with_lines
from aetui.desk.obligations import let_go, write_instead, write_met
from aetui.domain import marks
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.handover import step_of_card
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Absence, Card, CoverLine, Fact, Item, Memo, Step, Todo
from aetui.domain.records.refs import Ref
from aetui.domain.text import made_of
from aetui.locales import Texts
from aetui.locales.dates import day_number

Group = Literal["conflict", "done", "own", "due", "open", "new"]
GROUPS: tuple[Group, ...] = ("conflict", "done", "own", "due", "open", "new")
"""Two tell it differently; the cover did it; our own desk ended it; it came due and nobody did it; it is still open; it came up
meanwhile."""
Refusals = list[tuple[CoverLine, DeskError]]
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


class TakeOver(msgspec.Struct, frozen=True):
    """What is said of a line that is taken over. `side`: whose word is taken where two differ; `did`: that the cover did
    it, how and when, where no log of theirs came."""

    side: int | None = None
    did: Fact | None = None


PLAIN = TakeOver()


class TakenOver(msgspec.Struct, frozen=True):
    """What came of taking lines over. `kept_open`: the lines whose duty stays open although the cover did it, each with what
    refused: a gate is the user's own to pass."""

    absence: Absence
    kept_open: Refusals = []


def tally(desk: Desk, say: Texts, absence: Absence, now: datetime) -> dict[Group, int]:
    """How many lines there are of each fate, those that were taken over already too."""
    counts: dict[Group, int] = dict.fromkeys(GROUPS, 0)
    for fate in fates(desk, say, absence, now):
        counts[fate.group] += 1
    owed, until = _owed(desk, absence, now), min(now, absence.end)
    for line in absence.lines:
        if line.returned is not None:
            due = line.due is not None and line.due <= until
            own = line.done is None and _ours(desk, say, absence, line, owed) is not None
            counts["done" if line.done else "own" if own else "due" if due else "open"] += 1
    return counts


def fates(desk: Desk, say: Texts, absence: Absence, now: datetime) -> list[Fate]:
    """Every line that isn't taken over yet, and what arose meanwhile: first what two say differently, then what is
    done, what came due, what is open, what is new."""
    seen = handover_of(desk, say, absence, now)
    owed = _owed(desk, absence, now)
    until = min(now, absence.end)
    found = [_fate(desk, say, absence, line, owed, until) for line in seen.lines if line.returned is None]
    found += [Fate(line, "new", None, [], line.due is not None and line.due <= until) for line in seen.new]
    return sorted(found, key=lambda f: (GROUPS.index(f.group), f.line.due is None, f.line.due or absence.end, f.line.n))


def find_fate(absence: Absence, left: Sequence[Fate], said: str) -> Fate:
    """The line that is meant, of those that are left: by its number as the lists show it, its id or key, or words of it.
    Raises NotThere: none, several, or one that was taken over already."""
    taken = next((one for one in absence.lines if said.strip() == str(one.n) and one.returned), None)
    if taken is not None:
        raise NotThere("absence.taken", line=said.strip(), what=taken.what)
    line = by_number([fate.line for fate in left], said)
    return next(fate for fate in left if fate.line is line)


def take_over(
    desk: Desk,
    say: Texts,
    absence_id: str,
    chosen: Mapping[str, TakeOver],
    now: datetime,
) -> TakenOver:
    """Back on our own desk, as one change: these lines, by key or id, each with what is said of it. Taking a line back is
    not doing it: its duty stays as it stands. What the cover finished, by a log of theirs or as is said now, meets it
    here, with the cover as proof; where two differ the other word stays in the line's log. When every line is taken
    over and what is new was seen, the absence is over. Raises NotThere; BadInput where two differ and no side is said, where
    a side is said and nothing differs, or where somebody did it whom nobody named."""
    kept_open: Refusals = []
    with desk.change("absence.take_over", now) as change:
        absence = get_in(change, absence_id)
        left = fates(desk, say, absence, now)
        named = {name: fate for fate in left for name in (fate.line.id, fate.key)}
        wanted: dict[str, TakeOver] = {}
        for name, choice in chosen.items():
            fate = named.get(name)  # a line that is new has its id when it is put, and its key before
            if fate is None:
                raise NotThere("absence.line", line=name)
            wanted[fate.key] = choice
        owed = _owed(desk, absence, now)
        made = []
        for line in handover_of(desk, say, absence, now).lines:
            held = named.get(line.id)
            said = wanted.get(held.key) if held else None
            made.append(_taken(change, held, owed, now, said, kept_open) if held and said else line)
        for fate in left:
            if fate.line.id not in {line.id for line in made}:  # what is new has its number from now on
                fresh = replace(fate.line, arose=True)
                said = wanted.get(fate.key)
                made.append(_taken(change, replace(fate, line=fresh), owed, now, said, kept_open) if said else fresh)
        over = Fact(at=now) if all(line.returned for line in made) else None
        end = min(absence.end, max(now, absence.start)) if over else absence.end
        absence = change.put(replace(with_lines(absence, made), returned=over, end=end))
    return TakenOver(absence, kept_open)


def plain(left: Iterable[Fate]) -> dict[str, TakeOver]:
    """Every line whose fate is told in one way, to be taken over as it stands."""
    return {fate.key: PLAIN for fate in left if fate.group != "conflict"}


def did(now: datetime, how: str | None, at: datetime | None = None) -> TakeOver:
    """That the cover did it. `at`: when, if not now. Raises BadInput for a time to come."""
    return TakeOver(did=Fact(at=past(at, now), how=clean(how)))


# Inside


def _owed(desk: Desk, absence: Absence, now: datetime) -> dict[str, Obligation]:
    """The duties as they stand, and as they ended since the handover was made."""
    return {o.id: o for o in desk.obligations(now, ended_since=absence.created_at)}


def _fate(
    desk: Desk, say: Texts, absence: Absence, line: CoverLine, obligations: dict[str, Obligation], until: datetime
) -> Fate:
    theirs = [fact for fact in (line.done, *line.claims) if fact is not None]
    ours = _ours(desk, say, absence, line, obligations)
    said = {(fact.at, fact.how) for fact in (*theirs, *([ours] if ours else []))}
    group: Group = "open"
    if theirs and len(said) > 1:
        group = "conflict"
    elif theirs or ours is not None:
        group = "done" if theirs else "own"
    due = line.due is not None and line.due <= until
    if group == "open":
        group = "new" if line.arose and not line.log else "due" if due else "open"
    return Fate(line, group, ours, theirs, due)


def _ours(desk: Desk, say: Texts, absence: Absence, line: CoverLine, obligations: dict[str, Obligation]) -> Fact | None:
    """How our own desk ended a line's thing, or put it off while we were away; None where it stands as it did."""
    me = desk.owner
    if line.obligation_id:
        held = obligations.get(line.obligation_id)
        if held is None or held.state in OPEN or held.state == "missed":
            return None
        gone = let_go(desk, held)
        if gone is not None:
            return Fact(at=gone.at, how=say("return.waived", why=gone.why or ""), by=gone.by or me)
        return Fact(at=held.met_at or absence.start, how=held.how, by=held.by or me)
    kind, key = Ref.parse(line.key or "").pair
    fact = None
    if kind == "todos" and (thing := desk.get(Todo, key)) is not None:
        moved = thing.carried[-1] if thing.carried else None
        fact = thing.done
        if thing.dropped is not None:
            fact = replace(thing.dropped, how=say("return.waived", why=thing.dropped.why or ""))
        elif fact is None and moved is not None and moved.at >= absence.created_at:
            fact = Fact(at=moved.at, how=say("return.moved", day=day_number(thing.day)))
    elif kind == "memos" and (written := desk.get(Memo, key)) is not None:
        fact = written.sent or written.done
    elif kind == "cards" and (card := desk.get(Card, key)) is not None:
        step = _step_of(card, line)
        fact = (step.done if step else None) or card.delivered or card.closed
    return replace(fact, by=fact.by or me) if fact else None


def _step_of(card: Card, line: CoverLine) -> Step | None:
    """The step of a card that a line is about; of a line of an older file, the first open one that is called so."""
    if line.step is not None:
        return next((s for s in card.steps if s.id == line.step), None)
    called = [s for s in card.steps if line.what in (named := step_of_card(card, s), f"{card.number} {named}")]
    return next((s for s in called if s.done is None), called[0] if called else None)


def _taken(
    change: Change, fate: Fate, obligations: dict[str, Obligation], now: datetime, choice: TakeOver, kept_open: Refusals
) -> CoverLine:
    """The line as it is taken over; what was said of it stays, whichever side is taken."""
    line, theirs, side = fate.line, fate.theirs, choice.side
    if choice.did is not None:
        return _done_by_cover(change, fate, obligations, now, choice.did, kept_open)
    if fate.group != "conflict":
        if side is not None:
            raise BadInput("absence.agree", line=line.what)
        if theirs and fate.ours is None:
            _settle(change, line, theirs[0], obligations, kept_open)
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
    _settle(change, line, chosen, obligations, kept_open)
    others = [fact for fact in theirs if fact != chosen]
    return replace(line, log=log, done=chosen, claims=others, returned=Fact(at=now, by=chosen.by or line.cover))


def _done_by_cover(
    change: Change, fate: Fate, obligations: dict[str, Obligation], now: datetime, said: Fact, kept_open: Refusals
) -> CoverLine:
    """They did it, as they tell us, though no log says so."""
    line = fate.line
    if not line.cover:
        raise BadInput("absence.nobody")
    if fate.theirs or fate.ours is not None:
        raise BadInput("absence.done_already", line=line.what)
    fact = replace(said, by=line.cover)
    _settle(change, line, fact, obligations, kept_open)
    return replace(line, log=[*line.log, fact], done=fact, returned=Fact(at=now))


def _settle(
    change: Change, line: CoverLine, done: Fact, obligations: dict[str, Obligation], kept_open: Refusals
) -> None:
    """What the cover finished is done here too, also where its time has passed here meanwhile (`missed`); what a gate refuses
    is told in `kept_open`."""
    fact = replace(done, by=done.by or line.cover)
    if line.obligation_id:
        held = obligations.get(line.obligation_id)
        if held is None:
            return
        if held.rule == "card.open" and not marks.card_number(fact.how or ""):
            fact = replace(fact, how=_card_for(change, held))
        try:
            (write_met if held.state in OPEN or held.state == "missed" else write_instead)(change, held, fact)
        except DeskError as refused:
            # A gate is the user's own to pass: the duty stays open, which is told, and the line shows the proof.
            kept_open.append((line, refused))
        return
    kind, key = Ref.parse(line.key or "").pair
    if kind == "todos" and (thing := change.get(Todo, key)) is not None:
        do(change, todo.DONE, replace(thing, done=None, dropped=None), fact)
    elif kind == "memos" and (said := change.get(Memo, key)) is not None:
        do(change, memo.END, replace(said, sent=None, done=None), fact)
    elif kind == "cards" and (card := change.get(Card, key)) is not None:
        step = _step_of(card, line)
        if step is not None:
            do(change, schedule.STEP, card, fact, step.id, anew=True)
        else:  # a card without a step: what was done stands with it as a to-do that is done
            day = change.desk.local(fact.at).date()
            change.new(Todo, text=made_of(line.what), day=day, card_id=card.id, client_id=card.client_id, done=fact)


def _card_for(change: Change, held: Obligation) -> str:
    """On which card that goes which the cover named no card for: of money (Y3), the only one that its client has in hand; else a
    new one, called after what was asked for."""
    item = change.get(Item, held.named.subject)
    cards = (
        client_cards(change.desk, held.client_id) if item is not None and item.mark == "$" and held.client_id else []
    )
    return cards[0].number if len(cards) == 1 else "+"


def _message(change: Change, line: CoverLine, now: datetime) -> None:
    """What the cover wrote down on the phone is ours to answer: a to-do of today (D3)."""
    if Ref.parse(line.key or "").kind == "phone" and line.log:
        words = [" ".join(t for t in (f"{fact.by or line.cover}:", fact.how) if t) for fact in line.log if fact.how]
        day = change.desk.local(now).date()
        change.new(Todo, text="; ".join(words), day=day, client_id=line.client_id)
