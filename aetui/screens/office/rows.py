"""The rows of those whom one answers for, and of what is late on their desks. Pure of keys."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.office.team import Member, late_on, words_of
from aetui.domain.obligations import Obligation
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import when
from aetui.locales.errors import sentence
from aetui.screens.frame.columns import CLIENT_CELLS, name_room
from aetui.screens.frame.duty_time import clock_room, countdown
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.countdown import Live
from aetui.widgets.rows import Later, Row, Section, first_that_fits, heading

NAME_CELLS = 14
"""A name takes at most so many, what it stands in for another's included."""
COLUMNS = ("late", "soon", "today", "owed", "cards")
STYLES = {"late": "late bold", "soon": "soon bold"}
BAR_CELLS = 12
FULL = 20
"""So many things in a week fill a bar, where nobody has more."""
FIRST_CELLS = 30
"""What the thing that presses most needs to say anything; with less room it isn't told."""


class TeamRows:
    """In one language; `own`: the desk from which they are looked at; `cells`: the list's width."""

    def __init__(self, own: Desk, say: Texts, cells: int) -> None:
        self._own, self._say, self._cells = own, say, cells
        self._gap = max(max(width(say(f"office.column.{name}")) for name in COLUMNS) + 2, 6)

    def sections(self, members: Sequence[Member], reading: Container[str], now: datetime) -> list[Section]:
        say = self._say
        if not members:
            return [Section("team", heading(say("office.team"), 0), (), say("office.nobody"))]
        who = f"{say('office.column.who')} {len(members)}"
        names = name_room((who, *(self._name(one) for one in members)), NAME_CELLS)
        full = max([FULL, *(one.counted.week for one in members if one.counted)])
        rows = [self._member(one, names, full, now, reading=one.desk in reading) for one in members]
        return [Section("team", self._columns(who, names), rows, right=self._last()), self._late(members)]

    def _name(self, member: Member) -> str:
        return "  " * member.level + member.replica.person.name

    def _columns(self, who: str, names: int) -> tuple[Part, ...]:
        say = self._say
        told = [(fit(say(f"office.column.{name}"), self._gap, "right"), "dim") for name in COLUMNS]
        week = ("  " + fit(say("office.column.week"), self._bar + 4), "dim")
        first = ((f"  {say('office.column.first')}", "dim"),) if self._tells_first(names) else ()
        return ((fit(who, names), "ink bold"), *told, week, *first)

    def _last(self) -> tuple[Part, ...]:
        return ((self._say("office.column.changed"), "dim"),)

    @property
    def _bar(self) -> int:
        return BAR_CELLS if self._cells >= 76 else 6

    def _tells_first(self, names: int) -> bool:
        return self._cells - names - len(COLUMNS) * self._gap - self._bar - 6 - 12 >= FIRST_CELLS

    def _member(self, member: Member, names: int, full: int, now: datetime, *, reading: bool) -> Row:
        say, seen, person = self._say, member.counted, member.replica.person
        ref = ref_to("desks", member.desk)
        name: Part = (fit(self._name(member), names), "dim" if person.gone else "ink bold")
        gone: tuple[Part, ...] = ((say("office.gone"), "soon"), ("  ", "")) if person.gone else ()
        if seen is None:
            said: Part = (
                (sentence(say, member.why), "late")
                if member.why is not None
                else (say("office.reading"), "faint")
                if reading
                else (say("office.never_came"), "soon")
            )
            return Row(ref, (name, ("  ", ""), said), gone, wrap=names + 2)
        left: list[Part | Live] = [name]
        for column in COLUMNS:
            n = getattr(seen, column)
            left.append((fit(f"{n}" if n else "·", self._gap, "right"), STYLES.get(column, "ink") if n else "faint"))
        used = round(seen.week / full * self._bar)
        left += [("  ", ""), ("━" * used, "accent"), ("─" * (self._bar - used), "rest"), (f"{seen.week:>4}", "dim")]
        if self._tells_first(names) and seen.first is not None:
            client, what, number = words_of(say, seen, seen.first)
            words = " ".join(filter(None, (client, number, what)))
            left += [("  ", ""), countdown(say, seen.first), (f"  {words}", "ink")]
        changed = (when(say, self._own.local(seen.changed), self._own.local(now)), "dim") if seen.changed else ("", "")
        forms = (Row(ref, tuple(left), (*gone, changed)), Row(ref, tuple(left), gone or (changed,)))
        return first_that_fits(forms, self._cells, now.timestamp())

    def _late(self, members: Sequence[Member]) -> Section:
        say = self._say
        late = late_on(members)
        names = name_room((member.replica.person.name for member, _ in late), NAME_CELLS)
        clients = name_room(
            {name for one in members if one.counted for name in one.counted.clients.values()}, CLIENT_CELLS
        )
        room = clock_room(say)

        def row(n: int) -> Row:
            member, one = late[n]
            assert member.counted is not None
            client, what, number = words_of(say, member.counted, one)
            left = (
                countdown(say, one, room),
                ("  ", ""),
                (fit(member.replica.person.name, names), "ink bold"),
                ("  ", ""),
                (fit(client, clients), "dim"),
                ("  ", ""),
                (what, "ink"),
            )
            right = (*(((f"{number} ", "faint"),) if number else ()), (one.source, "faint"))
            return Row(_of(member, one), left, right)

        of = (say.lang, self._cells, names, clients, [(member.desk, one) for member, one in late])
        rows = Later([_of(member, one) for member, one in late], row, of)
        return Section("late", heading(say("office.late"), len(late)), rows, say("office.late.none"))


def _of(member: Member, one: Obligation) -> str:
    """A duty on somebody's desk."""
    return ref_to("theirs", f"{member.desk}/{one.id}")
