"""Day one: a file of another program, seen as it was understood before it is taken (address books, invitations, to-dos)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from aetui.commands import ARRIVE
from aetui.desk.arrive.arrival import Arrival, Coming, Kind
from aetui.desk.arrive.reading import KINDS, Wishes, kind_of, read_arrival
from aetui.desk.book.clients import resolve
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place, keep_place
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.arriving import SIGNS, counts, heading
from aetui.screens.frame.page import PageScreen
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Row, Section
from aetui.widgets.rows import heading as section_heading

_STYLES = {"new": "done", "changed": "act", "differs": "soon", "same": "faint", "left": "faint"}


class ArriveScreen(PageScreen):
    """At the left what becomes of each entry, at the right how the file was understood. Nothing is written before the key that takes it."""

    WHERE = ARRIVE
    ARROWS_CROSS = False

    def __init__(self, file: Path | None = None) -> None:
        """`file`: the one to be seen first; without it, it is asked for."""
        super().__init__()
        self._first = file
        self._file: Path | None = None
        self._kind: Kind = "clients"
        self._wishes = Wishes()
        self._gone: frozenset[str] = frozenset()
        """The new companies that are left out."""
        self._arrival: Arrival | None = None

    def on_mount(self) -> None:
        super().on_mount()
        if self._first is None:
            self.call_after_refresh(self.action_arrive_file)
        else:
            with self.minding():
                self._begin(self._first)

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        if self._arrival is None:
            return ((self.say("arrive.title"), "ink bold"),), ()
        return ((heading(self.say, self._arrival), "ink bold"),), ((counts(self.say, self._arrival), "dim"),)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        say, arrival = self.say, self._arrival
        if arrival is None:
            return (Section("rows", section_heading(say("arrive.what")), [], say("arrive.no_file")),), ()
        rows = [self._row(n, one) for n, one in enumerate(arrival.rows, 1)]
        told = [Row("", ((text, "ink"),), (), 0) for text in arrival.told]
        told += [Row("", ((text, "soon"),), (), 0) for text in self._wished()]
        if self._gone:
            told.append(
                Row("", ((say("arrive.gone", names=say("list.comma").join(sorted(self._gone))), "soon"),), (), 0)
            )
        told.append(Row("", ((say("arrive.yes" if arrival.changes else "arrive.nothing"), "act"),), (), 0))
        return (
            (Section("rows", section_heading(say("arrive.what"), len(rows)), rows, say("arrive.no_file")),),
            (Section("told", section_heading(say("arrive.how")), told),),
        )

    def _wished(self) -> list[str]:
        """How it is taken otherwise than usual."""
        wishes, say = self._wishes, self.say
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
        place = str(self._file or file_place(self.desk)) + ("" if self._file else "/")

        def take(text: str) -> None:
            file = path_typed(text)
            self._begin(file)
            keep_place(self.desk, file.parent)

        self.ask("arrive", take, default=place)

    def _begin(self, file: Path) -> None:
        """Raises BadInput, NotThere."""
        self._kind, self._wishes, self._gone = kind_of(file), Wishes(), frozenset()
        self._read(file)

    def _read(self, file: Path) -> None:
        """Raises BadInput, NotThere: what was shown stays."""
        arrival = read_arrival(self.desk, file, self._kind, self.say, self.now(), self._wishes)
        self._file, self._arrival = file, arrival
        self.refresh_all()

    def _anew(self, **wishes: object) -> None:
        """The same file, to be taken otherwise."""
        before = self._wishes, self._kind
        self._wishes = replace(self._wishes, **wishes)
        try:
            if self._file is not None:
                self._read(self._file)
        except BaseException:
            self._wishes, self._kind = before
            raise

    def action_next_kind(self) -> None:
        self._turn(1)

    def action_previous_kind(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        """It is read as something else: where what it holds was told wrongly."""
        with self.minding():
            before = self._kind
            self._kind = KINDS[(KINDS.index(self._kind) + by) % len(KINDS)]
            try:
                self._anew(client=None, only=None)
            except BaseException:
                self._kind = before
                raise

    def action_arrive_all(self) -> None:
        with self.minding():
            self._anew(everything=not self._wishes.everything)

    def action_arrive_over(self) -> None:
        with self.minding():
            self._anew(over=not self._wishes.over)

    def action_arrive_client(self) -> None:
        def take(text: str) -> None:
            client = resolve(self.desk, text) if text.strip() else None
            self._anew(client=client.name if client else None)

        self.ask("arrive_client", take)

    def action_arrive_leave(self) -> None:
        """The company of the row at hand is no client of ours, or is one after all."""
        arrival, n = self._arrival, Ref.parse(self.ref).id
        if arrival is None or self._kind != "clients" or not n.isdecimal():
            self.desk_app.tell(self.say("arrive.no_company_here"))
            return
        row = arrival.rows[int(n) - 1]
        if row.more != self.say("arrive.client") and not self._gone:
            self.desk_app.tell(self.say("arrive.no_company_here"))
            return
        new = {one.text for one in arrival.rows if one.becomes == "new" and one.more == self.say("arrive.client")}
        with self.minding():
            self._gone = self._gone | {row.text} if row.more == self.say("arrive.client") else frozenset()
            self._anew(only=sorted(new - self._gone) if self._gone else None)

    # Taking it

    def action_arrive_take(self) -> None:
        arrival = self._arrival
        if arrival is None or not arrival.changes:
            self.desk_app.tell(self.say("arrive.nothing"))
            return
        with self.minding():
            arrival.write(self.now())
            told = f"arrive.taken.{arrival.kind}"
            self._anew()
            self.desk_app.tell(self.say(told, n=arrival.count("new"), changed=arrival.count("changed")))

    def language_changed(self) -> None:
        with self.minding():
            self._anew()
        super().language_changed()
