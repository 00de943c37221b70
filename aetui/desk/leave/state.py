"""A handover as it stands (D8): which absence, its lines with their numbers, and what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.book.people import away_of
from aetui.desk.core import Desk
from aetui.desk.leave.lines import line_for, needed
from aetui.desk.phone.drafts import LineDrafts
from aetui.domain.handover import Lacks, Need, arisen, lacking, lines, numbered
from aetui.domain.records import Absence, Away, CoverLine
from aetui.locales import Texts

_NUMBERS = "handover numbers {}"


class Handover(msgspec.Struct, frozen=True):
    """How far a handover is: the lines that count, what no line stands for yet (new, uncovered), and what is missing.
    `away`: the people around who are away themselves meanwhile."""

    absence: Absence
    lines: list[CoverLine]
    new: list[CoverLine]
    lacks: Lacks = Lacks()
    away: dict[str, Away] = {}

    @property
    def all(self) -> list[CoverLine]:
        return [*self.lines, *self.new]

    @property
    def complete(self) -> bool:
        """Nothing is lacking: it can be called arranged (D8)."""
        return not self.lacks


def handover_of(desk: Desk, say: Texts, absence: Absence, now: datetime) -> Handover:
    """The handover as it stands now: what arose since it was made is `new`. Every line has its number."""
    stored = numbered(absence.lines, absence.counted)
    if absence.returned or absence.cancelled:
        return Handover(absence, stored, [])
    wanted = needed(desk, now, absence.start, absence.end)
    stored = _as_it_stands(desk, say, stored, wanted)
    held, fresh = lines(stored, wanted)
    if absence.start <= now:
        held, fresh = stored, arisen(stored, wanted, absence.end)
    fresh.sort(key=lambda need: (need.since is None, need.since or now, need.key))
    shown = numbers_shown(desk, absence.id) if fresh else {}
    last = max([absence.counted, *(line.n for line in stored), *shown.values()])
    new = numbered([replace(line_for(desk, say, need), n=shown.get(need.key, 0)) for need in fresh], last)
    people = desk.profile.people if desk.profile else []
    pressing = [line for line in new if line.act_by is None or line.act_by <= absence.end]
    lacks = lacking([*held, *pressing], people, absence.start, absence.end)
    here = {name: Away(start=desk.local(a.start), end=desk.local(a.end)) for name, a in lacks.away.items()}
    lacks = replace(lacks, away=here)
    return Handover(absence, held, new, lacks, away_of(desk, absence.start, absence.end))


def keep_numbers(desk: Desk, seen: Handover) -> None:
    """The numbers of what is new were shown: each stays that line's, whatever is met or comes up before it has one of its own in the
    records. Kept beside the desk, as half-typed lines are: it is no change of it."""
    shown = numbers_shown(desk, seen.absence.id) if seen.new else {}
    fresh = {line.key: line.n for line in seen.new if line.key and line.key not in shown}
    if fresh:
        text = msgspec.json.encode({**shown, **fresh}).decode()
        LineDrafts(desk).keep(_NUMBERS.format(seen.absence.id), text)


def numbers_shown(desk: Desk, absence_id: str) -> dict[str, int]:
    """The numbers under which lines were shown that have none in the records yet, by key."""
    try:
        return msgspec.json.decode(LineDrafts(desk).load(_NUMBERS.format(absence_id)) or "{}", type=dict[str, int])
    except msgspec.DecodeError:
        return {}


def with_lines(absence: Absence, made: Sequence[CoverLine]) -> Absence:
    """The absence with these lines in the place of its own. A number that went with its line is not given again."""
    return replace(absence, lines=list(made), counted=max([absence.counted, *(line.n for line in made)]))


def _as_it_stands(desk: Desk, say: Texts, stored: Sequence[CoverLine], wanted: Sequence[Need]) -> list[CoverLine]:
    """The lines with the name and the time that their things have now, as every other list shows them."""
    fresh = {need.key: line_for(desk, say, need) for need in wanted}
    made = []
    for line in stored:
        now = fresh.get(line.key or "")
        same = now is not None and not line.returned and now.step == line.step  # not the step behind it
        made.append(replace(line, what=now.what, due=now.due, act_by=now.act_by) if now and same else line)
    return made
