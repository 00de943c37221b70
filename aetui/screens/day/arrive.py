"""Day one: a file of another program, seen as it was understood before it is taken (address books, invitations, to-dos)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from aetui.commands import ARRIVE
from aetui.desk.arrive.arrival import Arrival, Coming, Kind
from aetui.desk.arrive.reading import KINDS, Wishes, kind_of, read_arrival
from aetui.desk.book.clients import resolve
from aetui.desk.core import Changed, Desk
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place, keep_place
from aetui.domain.errors import DeskError
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.arriving import SIGNS, counts, heading, taken
from aetui.screens.frame.page import PageScreen
from aetui.screens.frame.reading import Reading
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Row, Section
from aetui.widgets.rows import heading as section_heading

_STYLES = {"new": "done", "changed": "act", "differs": "soon", "same": "faint", "left": "faint"}
_MANY = 300
"""Of more entries than that the writing is seen."""


class _Seen(msgspec.Struct, frozen=True):
    """A file, and how it is to be taken. `kind` None: it tells itself; `gone`: the new companies that are left out; `arrival`: what was
    understood."""

    file: Path
    kind: Kind | None = None
    wishes: Wishes = Wishes()
    gone: frozenset[str] = frozenset()
    arrival: Arrival | None = None


class ArriveScreen(PageScreen):
    """At the left what becomes of each entry, at the right how the file was understood. Nothing is written before the key that takes
    it."""

    WHERE = ARRIVE
    ARROWS_CROSS = False

    def __init__(self, file: Path | None = None) -> None:
        """`file`: the one to be seen first; without it, it is asked for."""
        super().__init__()
        self._first = file
        self._seen: _Seen | None = None
        self._typed = False
        """A file was typed that wasn't seen yet: where it can't be read, it is asked for again."""
        self._reading = Reading[_Seen](self, self._take, fail=self._unread)

    @property
    def _arrival(self) -> Arrival | None:
        return self._seen.arrival if self._seen else None

    def on_mount(self) -> None:
        super().on_mount()
        if self._first is None:
            self.call_after_refresh(self.action_arrive_file)
        else:
            self._begin(self._first)

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        said = counts(self.say, self._arrival) if self._arrival else ""
        if self._reading.name:
            said = self.say("arrive.reading", file=self._reading.name)
        title = heading(self.say, self._arrival) if self._arrival else self.say("arrive.title")
        return ((title, "ink bold"),), ((said, "dim"),)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        say, arrival = self.say, self._arrival
        if arrival is None:
            return (Section("rows", section_heading(say("arrive.what")), [], say("arrive.no_file")),), ()
        rows = [self._row(n, one) for n, one in enumerate(arrival.rows, 1)]
        told = [Row("", ((text, "ink"),), (), 0) for text in arrival.told]
        told += [Row("", ((text, "soon"),), (), 0) for text in self._wished()]
        gone = self._seen.gone if self._seen else ()
        if gone:
            told.append(Row("", ((say("arrive.gone", names=say("list.comma").join(sorted(gone))), "soon"),), (), 0))
        told.append(Row("", ((say("arrive.yes" if arrival.changes else "arrive.nothing"), "act"),), (), 0))
        return (
            (Section("rows", section_heading(say("arrive.what"), len(rows)), rows, say("arrive.no_file")),),
            (Section("told", section_heading(say("arrive.how")), told),),
        )

    def _wished(self) -> list[str]:
        """How it is taken otherwise than usual."""
        wishes, say = self._seen.wishes if self._seen else Wishes(), self.say
        found = [say("arrive.with_all")] if wishes.everything else []
        found += [say("arrive.with_over")] if wishes.over else []
        return found + ([say("arrive.with_client", client=wishes.client)] if wishes.client else [])

    def _row(self, n: int, one: Coming) -> Row:
        style = _STYLES[one.becomes]
        left: Parts = (
            (f"{SIGNS[one.becomes]} {self.say(f'arrive.becomes.{one.becomes}')}  ", style),
            (one.text, "faint" if style == "faint" else "ink"),
        )
        said = one.more.split(self.say("list.semicolon")) if one.more else []
        more = [((("        ", ""), (text, "dim")), ()) for text in said]
        return Row(ref_to("coming", n), left, (), 8, more)

    # The file, and how it is to be taken

    def action_arrive_file(self) -> None:
        file = self._seen.file if self._seen else None
        self._ask_file(str(file or file_place(self.desk)) + ("" if file else "/"))

    def _ask_file(self, said: str) -> None:
        self.ask("arrive", lambda text: self._begin(path_typed(text)), default=said)

    def _begin(self, file: Path) -> None:
        self._typed = True
        self._look(_Seen(file))

    def _look(self, wanted: _Seen) -> None:
        """It is read in a thread, what was shown stays until then: a long list takes seconds."""
        now, say = self.now(), self.say

        def read(desk: Desk) -> _Seen:
            kind = wanted.kind or kind_of(wanted.file)
            arrival = read_arrival(desk, wanted.file, kind, say, now, wanted.wishes)
            arrival.ready()
            return replace(wanted, kind=kind, arrival=arrival)

        self._reading.ask(wanted.file.name, read)
        self.refresh_all()

    def _take(self, seen: _Seen) -> None:
        if self._typed:
            self._typed = False
            keep_place(self.desk, seen.file.parent)
        self._seen = seen
        self.refresh_all()

    def _unread(self, mistake: DeskError) -> None:
        """What was shown stays."""
        self.refresh_all()
        self.desk_app.complain(mistake)
        if self._typed and not self.prompt.display:
            self._typed = False
            self.action_arrive_file()

    def _anew(self, seen: _Seen | None = None, **wishes: object) -> None:
        """The same file, to be taken otherwise."""
        seen = seen or self._seen
        if seen is not None:
            self._look(replace(seen, wishes=replace(seen.wishes, **wishes)))

    def action_next_kind(self) -> None:
        self._turn(1)

    def action_previous_kind(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        """It is read as something else, where what it holds was told wrongly; what was wished of the one means nothing of the other."""
        if self._seen and self._seen.kind:
            kind = KINDS[(KINDS.index(self._seen.kind) + by) % len(KINDS)]
            self._look(_Seen(self._seen.file, kind))

    def action_arrive_all(self) -> None:
        if self._seen:
            self._anew(everything=not self._seen.wishes.everything)

    def action_arrive_over(self) -> None:
        if self._seen:
            self._anew(over=not self._seen.wishes.over)

    def action_arrive_client(self) -> None:
        def take(text: str) -> None:
            client = resolve(self.desk, text) if text.strip() else None
            self._anew(client=client.name if client else None)

        self.ask("arrive_client", take)

    def action_arrive_leave(self) -> None:
        """The company of the row at hand is no client of ours, or is one after all."""
        seen, n = self._seen, Ref.parse(self.ref).id
        if seen is None or seen.arrival is None or seen.kind != "clients" or not n.isdecimal():
            self.desk_app.tell(self.say("arrive.no_company_here"))
            return
        row = seen.arrival.rows[int(n) - 1]
        if not row.company and not seen.gone:
            self.desk_app.tell(self.say("arrive.no_company_here"))
            return
        new = {one.text for one in seen.arrival.rows if one.company}
        gone = seen.gone | {row.text} if row.company else frozenset[str]()
        self._anew(replace(seen, gone=gone), only=sorted(new - gone) if gone else None)

    # Taking it

    def action_arrive_take(self) -> None:
        """Of much it is said first that it is being written."""
        arrival = self._arrival
        if self._reading.name:
            self.desk_app.tell(self.say("arrive.reading", file=self._reading.name))
        elif arrival is None or not arrival.changes:
            self.desk_app.tell(self.say("arrive.nothing"))
        elif len(arrival.rows) < _MANY:
            self._write(arrival)
        else:
            self.desk_app.tell(self.say("arrive.writing"))
            self.call_after_refresh(self._write, arrival)

    def _write(self, arrival: Arrival) -> None:
        if arrival is self._arrival and not self._reading.name:
            with self.minding():
                arrival.write(self.desk, self.now())
                self.desk_app.tell(taken(self.say, arrival))

    def desk_changed(self, changed: Changed) -> None:
        """What was compared with the desk is compared anew."""
        super().desk_changed(changed)
        self._anew()

    def language_changed(self) -> None:
        super().language_changed()
        self._anew()
