"""Handovers as files between two desks: out to a cover, in on the cover's desk, and back with what was done (D8)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from aetui.desk.book.deputies import note_away
from aetui.desk.core import Change, Desk, new_id
from aetui.desk.day.today import client_name
from aetui.desk.facts import fact
from aetui.desk.files.bundle_file import Bundle, desk_id, read_bundle, write_bundle
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Absence, Away, Cover, CoverLine, Fact
from aetui.domain.records.refs import ObligationId

OUT, BACK = "handover", "handover-back"


class BundleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it travels."""

    id: str
    what: str
    client: str | None = None
    rule: str | None = None
    due: datetime | None = None
    act_by: datetime | None = None
    cover: str | None = None
    instruction: str | None = None
    otherwise: str | None = None
    call: str | None = None
    files: str | None = None
    log: list[Fact] = []
    done: Fact | None = None


class HandoverFile(Bundle, frozen=True, kw_only=True):
    """What a file holds. `desk` and `absence` say whose it is, `sum` that nobody wrote in it."""

    absence: str
    start: datetime
    end: datetime
    reach: str | None = None
    approves: str | None = None
    hears: str | None = None
    lines: list[BundleLine]


def send_out(desk: Desk, absence: Absence, file: Path, *, person: str | None = None) -> int:
    """Write the lines of one cover, or all that are covered, for `aetui import` on the cover's desk; how many.
    Raises BadInput where nobody covers any."""
    chosen = [line for line in absence.lines if line.cover and person in (None, line.cover)]
    if not chosen:
        raise BadInput("absence.covers_none", name=person or "")
    bundle = HandoverFile(
        aetui_bundle=OUT,
        desk=desk_id(desk),
        absence=absence.id,
        whose=desk.owner or "?",
        start=absence.start,
        end=absence.end,
        reach=absence.reach,
        approves=absence.approves,
        hears=absence.hears,
        lines=[
            BundleLine(
                id=line.id,
                what=line.what,
                client=client_name(desk, line.client_id) or None,
                rule=ObligationId.parse(line.obligation_id).rule if line.obligation_id else None,
                due=line.due,
                act_by=line.act_by,
                cover=line.cover,
                instruction=line.instruction,
                otherwise=line.otherwise,
                call=line.call,
                files=line.files,
            )
            for line in chosen
        ],
    )
    write_bundle(file, bundle)
    return len(chosen)


def take_in(desk: Desk, file: Path, now: datetime) -> int:
    """The lines of a colleague's handover that are for this desk, under 代管; how many are new or say something new.
    Raises BadInput: not a handover, edited, this desk's own, for somebody else, taken in already."""
    bundle = read_bundle(file, OUT, HandoverFile)
    if bundle.desk == desk_id(desk):
        raise BadInput("bundle.own", file=file.name)
    mine = [line for line in bundle.lines if desk.owner is None or line.cover in (None, desk.owner)]
    if not mine:
        names = list(dict.fromkeys(line.cover for line in bundle.lines if line.cover))
        raise BadInput("bundle.for_others", file=file.name, names=names)
    n = 0
    with desk.change("cover.take_in", now, what=bundle.whose) as change:
        there = {c.line_id: c for c in desk.each(Cover) if c.absence_id == bundle.absence}
        for line in mine:
            said: dict[str, Any] = {
                "what": line.what,
                "client": line.client,
                "start": bundle.start,
                "end": bundle.end,
                "reach": bundle.reach,
                "rule": line.rule,
                "due": line.due,
                "act_by": line.act_by or line.due,
                "instruction": line.instruction,
                "otherwise": line.otherwise,
                "call": line.call,
                "files": line.files,
            }
            held = there.get(line.id)
            kept = keep_in(change, held, whose=bundle.whose, absence_id=bundle.absence, line_id=line.id, **said)
            n += kept != held
        if not n:
            raise BadInput("bundle.twice", file=file.name)
        away = Away(start=bundle.start, end=bundle.end, approves=bundle.approves, hears=bundle.hears)
        note_away(change, bundle.whose, away)
    return n


def keep_in(change: Change, held: Cover | None, *, key: str | None = None, **said: Any) -> Cover:
    """Inside a change: a colleague's thing in our care, with its number; where it is here already, as it is said now, and what was
    done about it stays. `key`: the id of a new one."""
    if held is None:
        numbers = {c.id: c.n for c in (*change.desk.each(Cover), *change.made(Cover))}
        n, now = 1 + max([len(numbers), *numbers.values()]), change.now
        return change.put(Cover(id=key or new_id(), created_at=now, updated_at=now, n=n, **said))
    if all(getattr(held, name) == value for name, value in said.items()):
        return held
    return change.put(replace(held, **said))


def note(desk: Desk, cover_id: str, how: str, now: datetime) -> Cover:
    """Something was done about a thing in our care, which stays open. Raises BadInput without words, NotThere."""
    if not how.strip():
        raise BadInput("item.empty")
    return _noted(desk, "cover.note", cover_id, fact(now, how=how, by=desk.owner), done=False)


def finish(desk: Desk, cover_id: str, now: datetime, *, how: str | None = None) -> Cover:
    """A thing in our care is done, and how, where that is said. Raises NotThere."""
    return _noted(desk, "cover.finish", cover_id, fact(now, how=how, by=desk.owner), done=True)


def _noted(desk: Desk, verb: str, cover_id: str, noted: Fact, *, done: bool) -> Cover:
    with desk.change(verb, noted.at) as change:
        held = change.get(Cover, cover_id)
        if held is None or held.done is not None:
            raise NotThere("care.line.unknown", name=held.what if held else cover_id)
        change.args["what"] = held.what
        held = note_in(change, held, noted, done=done)
    return held


def note_in(change: Change, held: Cover, noted: Fact, *, done: bool) -> Cover:
    """Inside a change: that was done about it, and with it the thing is `done`."""
    return change.put(replace(held, log=[*held.log, noted], done=noted if done else None))


def send_back(desk: Desk, whose: str, file: Path) -> int:
    """Write what was done about a colleague's things, for their `aetui handover return`; how many lines."""
    held = [c for c in desk.each(Cover) if c.whose == whose.strip()]
    if not held:
        raise BadInput("absence.covers_none", name=whose)
    last = max(held, key=lambda c: (c.start, c.absence_id))
    mine = [c for c in held if c.absence_id == last.absence_id]
    bundle = HandoverFile(
        aetui_bundle=BACK,
        desk=desk_id(desk),
        absence=last.absence_id,
        whose=desk.owner or "?",
        start=last.start,
        end=last.end,
        lines=[BundleLine(id=c.line_id, what=c.what, log=c.log, done=c.done) for c in mine],
    )
    write_bundle(file, bundle)
    return len(mine)


def take_back(desk: Desk, file: Path, now: datetime) -> Absence:
    """What a cover did comes back to the lines of our absence. Where logs say differently that a thing was done, both
    stay; a line that was taken over already and says something new is to be looked at again. Raises BadInput: not a
    log of ours, edited, taken back already."""
    bundle = read_bundle(file, BACK, HandoverFile)
    absence = desk.get(Absence, bundle.absence)
    if absence is None:
        raise BadInput("bundle.other_desk", file=file.name)
    came = {line.id: line for line in bundle.lines}
    with desk.change("absence.return", now, who=bundle.whose) as change:
        made = []
        for line in absence.lines:
            back = came.get(line.id)
            made.append(with_log(line, back) if back is not None else line)
        if made != absence.lines:
            over = absence.returned if all(line.returned for line in made) else None
            absence = change.put(replace(absence, lines=made, returned=over))
        elif any(line.log or line.done for line in bundle.lines):
            raise BadInput("bundle.twice", file=file.name)
    return absence


def with_log(line: CoverLine, back: BundleLine) -> CoverLine:
    """A line with what its cover says was done; what came before stays, and nothing comes twice."""
    log = sorted({(f.at, f.how, f.by): f for f in (*line.log, *back.log)}.values(), key=lambda f: f.at)
    done, claims = line.done or back.done, list(line.claims)
    if back.done is not None and back.done not in (done, *claims):
        claims.append(back.done)
    if log == line.log and done == line.done and claims == line.claims:
        return line
    return replace(line, log=log, done=done, claims=claims, returned=None)
