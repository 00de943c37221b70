"""不在岗位时，确保每件事都安排妥当 (D8): an absence planned, each thing covered and said back, arranged, and taken over again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts.absence import ARRANGE
from aetui.desk.book.deputies import check_deputy
from aetui.desk.book.people import away_of
from aetui.desk.core import Change, Desk
from aetui.desk.facts import clean, new_or_old
from aetui.desk.find.finder import ID_SIGNS, find_one
from aetui.desk.leave.lines import JOINT, line_for, needed
from aetui.desk.leave.state import Handover, handover_of, with_lines
from aetui.desk.meeting.agenda import phone_covered
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.handover import PHONE, arisen, chases, lines, numbered, overlapping, passed
from aetui.domain.records import Absence, CoverLine, Fact
from aetui.locales import Texts


def plan(
    desk: Desk,
    say: Texts,
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    why: str | None = None,
    reach: str | None = None,
    approves: str | None = None,
    hears: str | None = None,
) -> Absence:
    """An absence from `start` to `end`; its lines gather themselves. `approves`, `hears`: who does that meanwhile. Raises
    BadInput: past, end before start, overlapping another."""
    check(desk, start, end, now)
    for name in (approves, hears):
        check_deputy(desk, name)
    with desk.change("absence.plan", now, why=why or "") as change:
        end_passed(change, now)
        made = numbered([line_for(desk, say, need) for need in needed(desk, now, start, end)])
        absence = change.new(
            Absence,
            start=start,
            end=end,
            why=clean(why),
            reach=clean(reach),
            approves=clean(approves),
            hears=clean(hears),
            lines=made,
            counted=len(made),
        )
    return absence


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
    BadInput for no name, one's own, or someone who is away meanwhile; NotThere for a line that isn't there."""
    absence = _get(desk, absence_id)
    who = cover_name(desk, by, absence.start, absence.end)
    chosen = set(keys)
    theirs = chases_of(desk, absence, who, now) & chosen
    if theirs and theirs == chosen:
        raise BadInput("absence.chased", name=who)
    keys = chosen - theirs

    def edit(line: CoverLine) -> CoverLine:
        same = line.cover == who and instruction is None
        return replace(
            line,
            cover=who,
            instruction=line.instruction if instruction is None else clean(instruction),
            acknowledged=line.acknowledged if same else None,
        )

    return _edit(desk, say, "absence.cover", absence_id, keys, now, edit, what=who)


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
            instruction=new_or_old(instruction, line.instruction),
            otherwise=new_or_old(otherwise, line.otherwise),
            call=new_or_old(call, line.call),
            files=new_or_old(files, line.files),
        )

    return _edit(desk, say, "absence.instruct", absence_id, keys, now, edit)


def use_template(
    desk: Desk, say: Texts, absence_id: str, keys: Iterable[str], text: str, now: datetime, *, known: Iterable[str] = ()
) -> Absence:
    """A frequent instruction, before what the records say of the thing; it takes the place of another that is `known`.
    Raises BadInput for an empty one."""
    said_now, others = clean(text), set(known)
    if said_now is None:
        raise BadInput("item.empty")

    def edit(line: CoverLine) -> CoverLine:
        kept = [part for part in (line.instruction or "").split(JOINT) if part and part not in others]
        return replace(line, instruction=JOINT.join([said_now, *(part for part in kept if part != said_now)]))

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
        # Said back already, it stays so as of then; in what way can be said later.
        lambda line: replace(
            line,
            acknowledged=replace(line.acknowledged, how=fact.how or line.acknowledged.how)
            if line.acknowledged
            else fact,
        ),
    )


def chases_of(desk: Desk, absence: Absence, who: str, now: datetime) -> set[str]:
    """The lines, by key and id, in which `who` is the one to be chased (C3): nobody chases themselves."""
    wanted = needed(desk, now, absence.start, absence.end)
    keys = {need.key for need in wanted if need.obligation and chases(need, who)}
    return keys | {line.id for line in absence.lines if line.key in keys}


def arrange(desk: Desk, absence_id: str, now: datetime, *, why: str | None = None) -> Absence:
    """Everything is arranged (D8). Refused while a line has no cover or wasn't said back, or something new has none,
    unless a reason is written down. Raises Refused."""
    reason = clean(why)
    with desk.change("absence.arrange", now) as change:
        absence = do(change, ARRANGE, get_in(change, absence_id), Fact(at=now, why=reason))
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
        old = get_in(change, absence_id)
        first, last = start or old.start, end or old.end
        if last <= first:
            raise BadInput("absence.order")
        if last <= now or overlapping(desk.book.live_of(Absence), first, last, but=old.id):
            raise BadInput("absence.overlaps" if last > now else "absence.past")
        wanted = needed(desk, now, first, last)
        stored = numbered(old.lines, old.counted)
        if old.start <= now:  # it runs: what the covers have stays theirs
            held = [line for line in stored if line.cover or line.due is None or line.due <= last]
            fresh = arisen(held, wanted, last)
        else:
            held, fresh = lines(stored, wanted)
        old = with_lines(old, stored)
        made = [*held, *numbered([line_for(desk, say, need) for need in fresh], old.counted)]
        # Something new that nobody covers: it isn't arranged any more.
        arranged = old.arranged if all(line.cover and line.acknowledged for line in made) else None
        absence = change.put(replace(with_lines(old, made), start=first, end=last, arranged=arranged))
    return absence


def name_deputies(
    desk: Desk, absence_id: str, now: datetime, *, approves: str | None = None, hears: str | None = None
) -> Absence:
    """Who approves papers and who hears of trouble meanwhile; None leaves it, an empty name takes it off. Raises BadInput."""
    for name in (approves, hears):
        check_deputy(desk, name)
    with desk.change("absence.deputies", now) as change:
        old = get_in(change, absence_id)
        after = replace(old, approves=new_or_old(approves, old.approves), hears=new_or_old(hears, old.hears))
        absence = change.put(after) if after != old else old
    return absence


def cancel(desk: Desk, absence_id: str, now: datetime) -> Absence:
    """The absence won't be; its lines stay as they were written."""
    with desk.change("absence.cancel", now) as change:
        absence = change.put(replace(get_in(change, absence_id), cancelled=Fact(at=now)))
    return absence


def the_line(seen: Handover, said: str) -> CoverLine:
    """The line that is meant: its number, as every list shows it, its id or key, or words of it. Raises NotThere, BadInput
    where several are."""
    return by_number(seen.all, said)


def by_number(there: Sequence[CoverLine], said: str) -> CoverLine:
    """The one of these lines that is meant; a number is the line's own, never a place. Raises NotThere, BadInput."""
    clean_ = said.strip()
    if clean_.isdecimal() and len(clean_) < ID_SIGNS:
        found = next((line for line in there if line.n == int(clean_)), None)
        if found is None:
            raise NotThere("absence.line.unknown", name=said)
        return found
    return find_one(there, said, kind="absence.line")


# Inside


def check(desk: Desk, start: datetime, end: datetime, now: datetime) -> None:
    """Raises BadInput: the end before the start, all of it past, or another absence in that time."""
    if end <= start:
        raise BadInput("absence.order")
    if end <= now:
        raise BadInput("absence.past")
    other = overlapping(desk.book.live_of(Absence), start, end)
    if other is not None:
        raise BadInput("absence.overlaps", time=desk.local(other.start))


def cover_name(desk: Desk, said: str, start: datetime, end: datetime) -> str:
    """The cover's name. Raises BadInput for none, one's own, or someone who is away in that time."""
    who = said.strip()
    if not who:
        raise BadInput("review.who")
    if who == desk.owner:
        raise BadInput("absence.self", name=who)
    away = away_of(desk, start, end).get(who)
    if away is not None:
        raise BadInput("absence.cover_away", name=who, start=desk.local(away.start), end=desk.local(away.end))
    return who


def end_passed(change: Change, now: datetime) -> None:
    """Short absences that are over by themselves are over on the record too."""
    for old in list(change.desk.book.live_of(Absence)):
        if passed(old, now):
            change.put(replace(old, returned=Fact(at=old.end)))


def _get(desk: Desk, absence_id: str) -> Absence:
    found = desk.get(Absence, absence_id)
    if found is None:
        raise NotThere("absence.none")
    return found


def get_in(change: Change, absence_id: str) -> Absence:
    return change.need(Absence, absence_id, "absence.none")


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
        absence = get_in(change, absence_id)
        seen = handover_of(desk, say, absence, now)
        fresh = [line for line in seen.new if line.key in chosen]
        there = {line.id for line in seen.lines} | {line.key for line in (*seen.lines, *fresh)}
        if not chosen <= there:
            raise NotThere("absence.line", line=sorted(chosen - {k for k in there if k}))
        held = [*seen.lines, *fresh]
        made = [edit(line) if line.id in chosen or line.key in chosen else line for line in held]
        arranged = absence.arranged if all(line.cover and line.acknowledged for line in made) else None
        absence = change.put(replace(with_lines(absence, made), arranged=arranged))
        phone = next((line for line in made if line.key == PHONE and line.acknowledged and line.cover), None)
        if phone is not None and phone.cover:
            phone_covered(change, absence.start, absence.end, phone.cover)
    return absence
