"""不在岗位时，确保每件事都安排妥当 (D8): an absence planned, each thing covered and said back, arranged, and taken over again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Change, Desk, new_id
from aetui.desk.facts import clean, said
from aetui.desk.obligations import find_open, write_met
from aetui.domain.derive import derive
from aetui.domain.errors import BadInput, DeskError, NotThere, Refused
from aetui.domain.gates import uncovered
from aetui.domain.handover import Need, lines, needs, overlapping
from aetui.domain.records import Absence, CoverLine, Fact, Item, Memo, Passed, Todo
from aetui.locales import Texts
from aetui.locales.wording import title


class Handover(msgspec.Struct, frozen=True):
    """How far a handover is: the lines that count, what no line stands for yet (new, uncovered), and what is missing."""

    absence: Absence
    lines: list[CoverLine]
    new: list[CoverLine]

    @property
    def all(self) -> list[CoverLine]:
        return [*self.lines, *self.new]

    @property
    def uncovered(self) -> list[CoverLine]:
        return [line for line in self.all if not line.cover]

    @property
    def silent(self) -> list[CoverLine]:
        """Covered, and not said back yet."""
        return [line for line in self.all if line.cover and line.acknowledged is None]

    @property
    def complete(self) -> bool:
        return not self.uncovered and not self.silent


def plan(
    desk: Desk,
    say: Texts,
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    why: str | None = None,
    reach: str | None = None,
) -> Absence:
    """An absence from `start` to `end`; its lines gather themselves. Raises BadInput: past, end before start,
    overlapping another."""
    _check(desk, start, end, now)
    with desk.change("absence.plan", now, why=why or "") as change:
        wanted = _needed(desk, now, start, end)
        made = [_line(desk, say, need, now) for need in wanted]
        absence = change.new(Absence, start=start, end=end, why=clean(why), reach=clean(reach), lines=made)
    return absence


def current(desk: Desk, now: datetime) -> Absence | None:
    """The absence that is prepared or runs, or that is to be taken back: the earliest that stands."""
    found = [a for a in desk.book.live_of(Absence) if a.end > now or a.lines]
    return min(found, key=lambda a: (a.start, a.id), default=None)


def the_absence(desk: Desk, now: datetime) -> Absence:
    """As `current`. Raises NotThere."""
    found = current(desk, now)
    if found is None:
        raise NotThere("absence.none")
    return found


def look(desk: Desk, say: Texts, absence: Absence, now: datetime) -> Handover:
    """The handover as it stands now: what arose since it was made is `new`."""
    if absence.start <= now or absence.returned:
        return Handover(absence, list(absence.lines), [])
    standing, fresh = lines(absence.lines, _needed(desk, now, absence.start, absence.end))
    return Handover(absence, standing, [_line(desk, say, need, now) for need in fresh])


def cover(
    desk: Desk,
    say: Texts,
    absence_id: str,
    keys: Iterable[str],
    by: str,
    now: datetime,
    *,
    instruction: str | None = None,
) -> Absence:
    """That person takes care of these lines (by key or id). Given to another, it is to be said back anew. Raises
    BadInput for no name or one's own, NotThere for a line that isn't there."""
    who = by.strip()
    if not who:
        raise BadInput("review.who")
    if desk.profile and who == desk.profile.name:
        raise BadInput("absence.self", name=who)

    def edit(line: CoverLine) -> CoverLine:
        same = line.cover == who and instruction is None
        return replace(
            line,
            cover=who,
            instruction=line.instruction if instruction is None else clean(instruction),
            acknowledged=line.acknowledged if same else None,
        )

    return _edit(desk, say, "absence.cover", absence_id, keys, now, edit, who=who)


def instruct(
    desk: Desk,
    say: Texts,
    absence_id: str,
    keys: Iterable[str],
    now: datetime,
    *,
    instruction: str | None = None,
    otherwise: str | None = None,
    call: str | None = None,
    files: str | None = None,
) -> Absence:
    """What to do, what if not, whom to call, where the files lie; None leaves a field, an empty text empties it."""

    def edit(line: CoverLine) -> CoverLine:
        return replace(
            line,
            instruction=said(instruction, line.instruction),
            otherwise=said(otherwise, line.otherwise),
            call=said(call, line.call),
            files=said(files, line.files),
        )

    return _edit(desk, say, "absence.instruct", absence_id, keys, now, edit)


def acknowledge(
    desk: Desk,
    say: Texts,
    absence_id: str,
    now: datetime,
    *,
    by: str | None = None,
    keys: Iterable[str] = (),
    how: str | None = None,
) -> Absence:
    """They said it back, line by line (`keys`) or all of a person's (`by`). Raises BadInput for a line that nobody
    covers, or a person who covers none."""
    absence = _get(desk, absence_id)
    chosen = [*keys, *(line.id for line in absence.lines if by and line.cover == by.strip())]
    if not chosen:
        raise BadInput("absence.covers_none", name=by or "")
    if any(line.id in chosen or line.key in chosen for line in absence.lines if not line.cover):
        raise BadInput("absence.nobody")
    fact = Fact(at=now, how=clean(how))
    return _edit(
        desk,
        say,
        "absence.acknowledge",
        absence_id,
        chosen,
        now,
        lambda line: replace(line, acknowledged=line.acknowledged or fact),
    )


def arrange(desk: Desk, say: Texts, absence_id: str, now: datetime, *, why: str | None = None) -> Absence:
    """Everything is arranged (D8). Refused while a line has no cover or wasn't said back, or something new has none,
    unless a reason is written down. Raises Refused."""
    reason = clean(why)
    with desk.change("absence.arrange", now) as change:
        absence = _get_in(change, absence_id)
        seen = look(desk, say, absence, now)
        absence = replace(absence, lines=seen.all)
        lacking = uncovered(absence)
        if (lacking or not absence.lines) and not reason:
            raise Refused("gate.handover", rule="D8", n=len(lacking))
        passed = [Passed(gate="handover", why=reason, at=now)] if lacking and reason else []
        fact = Fact(at=now, why=reason if passed else None)
        absence = change.put(replace(absence, arranged=fact, passed=[*absence.passed, *passed]))
    return absence


def change_span(
    desk: Desk,
    say: Texts,
    absence_id: str,
    now: datetime,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
) -> Absence:
    """Cut short or prolonged: the lines are reckoned anew, covers stay with their things. Raises BadInput."""
    with desk.change("absence.span", now) as change:
        old = _get_in(change, absence_id)
        first, last = start or old.start, end or old.end
        if last <= first:
            raise BadInput("absence.order")
        if last <= now or overlapping(desk.book.live_of(Absence), first, last, but=old.id):
            raise BadInput("absence.overlaps" if last > now else "absence.past")
        standing, fresh = lines(old.lines, _needed(desk, now, first, last))
        made = [*standing, *(_line(desk, say, need, now) for need in fresh)]
        # Something new that nobody covers: it isn't arranged any more.
        arranged = old.arranged if all(line.cover and line.acknowledged for line in made) else None
        absence = change.put(replace(old, start=first, end=last, lines=made, arranged=arranged))
    return absence


def cancel(desk: Desk, absence_id: str, now: datetime) -> Absence:
    """The absence won't be; its lines stay as they were written."""
    with desk.change("absence.cancel", now) as change:
        absence = change.put(replace(_get_in(change, absence_id), cancelled=Fact(at=now)))
    return absence


def take_over(desk: Desk, say: Texts, absence_id: str, keys: Iterable[str], now: datetime) -> Absence:  # noqa: ARG001
    """Back on our own desk: what the cover finished meets its duty here, with the cover as proof. When every line is
    taken over, the absence is over."""
    chosen = set(keys)
    with desk.change("absence.take_over", now) as change:
        absence = _get_in(change, absence_id)
        made = []
        for line in absence.lines:
            mine = line.id in chosen or line.key in chosen
            if mine and line.returned is None:
                _settle(change, desk, line, now)
                line = replace(line, returned=Fact(at=now))
            made.append(line)
        over = Fact(at=now) if all(line.returned for line in made) else None
        end = min(absence.end, max(now, absence.start)) if over else absence.end
        absence = change.put(replace(absence, lines=made, returned=over, end=end))
    return absence


def the_line(seen: Handover, said: str) -> CoverLine:
    """The line that is meant: its place in the list (1 …), its id or key, or words of it. Raises NotThere."""
    from aetui.desk.names import fold

    clean = said.strip()
    if clean.isdecimal() and 1 <= int(clean) <= len(seen.all):
        return seen.all[int(clean) - 1]
    words = fold(clean)
    for line in seen.all:
        if clean in (line.id, line.key):
            return line
    found = [line for line in seen.all if words and words in fold(line.what)]
    if len(found) != 1:
        raise NotThere("absence.line", line=said)
    return found[0]


# Inside


def _check(desk: Desk, start: datetime, end: datetime, now: datetime) -> None:
    if end <= start:
        raise BadInput("absence.order")
    if end <= now:
        raise BadInput("absence.past")
    other = overlapping(desk.book.live_of(Absence), start, end)
    if other is not None:
        raise BadInput("absence.overlaps", time=desk.local(other.start))


def _needed(desk: Desk, now: datetime, start: datetime, end: datetime) -> list[Need]:
    """What needs a cover: also what comes round or turns due until the end, as if nobody did anything."""
    owed = desk.obligations(now)
    then = derive(desk.book, desk.rulebook, end, cal=desk.calendar, ended_since=now)
    return needs(desk.book, owed, then, start, end)


def _line(desk: Desk, say: Texts, need: Need, now: datetime) -> CoverLine:  # noqa: ARG001
    """A line filled in from the records: the duty by its rule's words, the last words on it, whom to call."""
    what = title(say, need.obligation, desk.rulebook) if need.obligation else need.what
    if need.key.startswith("phone:"):
        what = say("handover.phone", client=need.what)
    elif need.number and need.number not in what:
        what = f"{need.number} {what}"
    client = desk.book.clients.get(need.client_id or "")
    contact = client.contacts[0] if client and client.contacts else None
    call = " ".join(t for t in (contact.name, contact.phone or "") if t) if contact else None
    return CoverLine(
        id=new_id(),
        key=need.key,
        what=what,
        client_id=need.client_id,
        obligation_id=need.obligation.id if need.obligation else None,
        due=need.due,
        instruction=_last_words(desk, need),
        call=call,
    )


def _last_words(desk: Desk, need: Need) -> str | None:
    """The last thing that was said of it, where that says more than the line itself."""
    key = need.obligation.id.split(":", 1)[1].partition(".")[0] if need.obligation else ""
    item = desk.book.get("items", key) if key else None
    if isinstance(item, Item) and item.text != need.what:
        return item.text
    on_card = [
        i for c in desk.book.of("cards") if getattr(c, "number", None) == need.number for i in desk.book.items_on(c.id)
    ]
    last = max(on_card, key=lambda i: i.at, default=None) if need.number else None
    return last.text if last is not None and last.text not in need.what else None


def _get(desk: Desk, absence_id: str) -> Absence:
    found = desk.get(Absence, absence_id)
    if found is None:
        raise NotThere("absence.none")
    return found


def _get_in(change: Change, absence_id: str) -> Absence:
    found = change.get(Absence, absence_id)
    if found is None:
        raise NotThere("absence.none")
    return found


def _edit(
    desk: Desk,
    say: Texts,
    verb: str,
    absence_id: str,
    keys: Iterable[str],
    now: datetime,
    edit: Callable[[CoverLine], CoverLine],
    **words: str,
) -> Absence:
    chosen = set(keys)
    with desk.change(verb, now, **words) as change:
        absence = _get_in(change, absence_id)
        seen = look(desk, say, absence, now)
        fresh = [line for line in seen.new if line.key in chosen]
        there = {line.id for line in seen.lines} | {line.key for line in (*seen.lines, *fresh)}
        if not chosen <= there:
            raise NotThere("absence.line", line=" ".join(sorted(chosen - {k for k in there if k})))
        held = [*seen.lines, *fresh]
        made = [edit(line) if line.id in chosen or line.key in chosen else line for line in held]
        arranged = absence.arranged if all(line.cover and line.acknowledged for line in made) else None
        absence = change.put(replace(absence, lines=made, arranged=arranged))
    return absence


def _settle(change: Change, desk: Desk, line: CoverLine, now: datetime) -> None:
    """What the cover finished is done here too, as far as it is open here."""
    if line.done is None:
        return
    fact = replace(line.done, by=line.done.by or line.cover)
    if line.obligation_id:
        owed = find_open(desk, line.obligation_id, now)
        if owed is not None:
            try:
                write_met(change, owed, fact)
            except DeskError:
                return  # a gate is the user's own to pass: the duty stays open, the line shows the proof
        return
    kind, _, key = (line.key or "").partition(":")
    if kind == "todos":
        todo = change.get(Todo, key)
        if todo is not None and not (todo.done or todo.dropped):
            change.put(replace(todo, done=fact))
    elif kind == "memos":
        memo = change.get(Memo, key)
        if memo is not None and not (memo.sent or memo.done):
            change.put(replace(memo, done=fact))
