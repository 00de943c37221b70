"""When one is away: planned, moved, called off; a short absence is until when, and who takes the phone (D8, M4)."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.book.deputies import others_wait, read_deputies
from aetui.desk.book.people import picked_name, picks
from aetui.desk.leave import handover as desk_handover
from aetui.desk.leave.leaving import plan_line, step_out
from aetui.desk.leave.state import Handover
from aetui.desk.leave.which import standing
from aetui.desk.typed.lines import people
from aetui.domain.errors import DeskError
from aetui.domain.handover import is_short
from aetui.domain.lines import absence
from aetui.domain.lines.absence import AbsenceLine
from aetui.domain.records import Absence
from aetui.locales.dates import clock, when
from aetui.locales.errors import sentence
from aetui.screens.frame.questions import AskingScreen
from aetui.widgets.cells import Parts


class Planning:
    """Which absence a screen shows, of those that stand, and how it is planned there. `seen`: the handover as it stands."""

    def __init__(self, screen: AskingScreen) -> None:
        self.screen = screen
        self.seen: Handover | None = None
        self._chosen = ""

    def chosen(self, now: datetime) -> Absence | None:
        """The absence that is shown: the one that was chosen while it stands, else the first."""
        there = standing(self.screen.desk, now)
        return next((a for a in there if a.id == self._chosen), there[0] if there else None)

    def another(self) -> None:
        """From when to when; a name behind it takes everything."""
        self.screen.ask("handover.span", self._take_span, understand=self._span_words)

    def following(self) -> None:
        """Another of the absences that stand."""
        there = [a.id for a in standing(self.screen.desk, self.screen.now())]
        if self.seen is not None and self.seen.absence.id in there:
            self._choose(there[(there.index(self.seen.absence.id) + 1) % len(there)])

    def _choose(self, absence_id: str) -> None:
        self._chosen = absence_id
        self.screen.language_changed()  # everything anew

    def _take_span(self, text: str) -> None:
        read, now = self._read_span(text), self.screen.now()
        desk_handover.check(self.screen.desk, read.start, read.end, now)
        if read.cover or (read.why and not is_short(read.start, read.end)):
            absence = plan_line(self.screen.desk, self.screen.say, read, now)
            self._choose(absence.id)
            if not is_short(read.start, read.end) and others_wait(self.screen.desk):
                self._ask_deputies(absence.id)
            if read.cover and is_short(read.start, read.end):
                self._tell_out(read.end, read.cover)
        elif is_short(read.start, read.end):
            self._ask_phone(read.start, read.end)
        else:
            self._ask_why(read.start, read.end)

    def _read_span(self, text: str) -> AbsenceLine:
        return absence.read(text, now=self.screen.now(), cal=self.screen.desk.calendar, people=people(self.screen.desk))

    def _span_words(self, text: str) -> Parts:
        """From when to when, why, and who takes everything."""
        if not text.strip():
            return ()
        try:
            read = self._read_span(text)
        except DeskError as mistake:
            return ((sentence(self.screen.say, mistake), "soon"),)
        span = self._from_to(read.start, read.end)
        return ((" · ".join(t for t in (span, read.why, f"@{read.cover}" if read.cover else "") if t), "act"),)

    def _ask_phone(self, start: datetime, end: datetime) -> None:
        """Who takes the phone meanwhile: a digit or a name; nobody yet where the answer is empty."""

        def take(text: str) -> None:
            if text.strip():
                self._step_out(start, end, picked_name(self.screen.desk, text))
            else:
                self._choose(desk_handover.plan(self.screen.desk, self.screen.say, start, end, self.screen.now()).id)

        self.screen.ask(
            "handover.phone", take, until=clock(self.screen.desk.local(end)), people=picks(self.screen.desk)
        )

    def _step_out(self, start: datetime, end: datetime, who: str) -> None:
        absence = step_out(self.screen.desk, self.screen.say, start, end, who, self.screen.now())
        self._choose(absence.id)
        self._tell_out(end, who)

    def _tell_out(self, end: datetime, who: str) -> None:
        self.screen.desk_app.tell(
            self.screen.say("handover.stepped_out", name=who, until=clock(self.screen.desk.local(end)))
        )

    def _ask_why(self, start: datetime, end: datetime) -> None:
        def take(text: str) -> None:
            why, _, reach = text.replace("；", ";").partition(";")
            made = desk_handover.plan(
                self.screen.desk, self.screen.say, start, end, self.screen.now(), why=why, reach=reach
            )
            self._choose(made.id)
            if others_wait(self.screen.desk):
                self._ask_deputies(made.id)

        self.screen.ask("handover.why", take)

    def _ask_deputies(self, absence_id: str) -> None:
        """Who approves and who hears of trouble meanwhile; an empty answer names nobody."""

        def take(text: str) -> None:
            approves, hears = read_deputies(self.screen.desk, text)
            if approves or hears:
                name_deputies = desk_handover.name_deputies
                name_deputies(self.screen.desk, absence_id, self.screen.now(), approves=approves, hears=hears)

        self.screen.ask("handover.deputies", take, of=absence_id)

    def name_at_end(self, text: str) -> tuple[str, str]:
        """(a colleague's name, the rest), where the last word names one."""
        rest, _, last = text.strip().rpartition(" ")
        people = self.screen.desk.profile.people if self.screen.desk.profile else []
        found = next((p.name for p in people if rest and last.lstrip("@＠") == p.name), "")
        return (found, rest) if found else ("", text)

    def other_span(self) -> None:
        """Another span: cut short or prolonged."""
        seen = self.seen
        if seen is None:
            self.another()
            return

        old = seen.absence

        def take(text: str) -> None:
            start, end = self._span_of(old, text)
            if (start, end) != (old.start, old.end):
                desk_handover.change_span(
                    self.screen.desk, self.screen.say, old.id, self.screen.now(), start=start, end=end
                )

        self.screen.ask(
            "handover.span",
            take,
            of=old.id,
            edits=absence.write_span(old, cal=self.screen.desk.calendar, lang=self.screen.say.lang),
            understand=lambda text: self._other_words(old, text),
        )

    def _span_of(self, old: Absence, text: str) -> tuple[datetime, datetime]:
        return absence.read_span(text, now=self.screen.now(), cal=self.screen.desk.calendar, start=old.start)

    def _other_words(self, old: Absence, text: str) -> Parts:
        """From when to when it will be; an end alone leaves its start."""
        if not text.strip():
            return ()
        try:
            start, end = self._span_of(old, text)
        except DeskError as mistake:
            return ((sentence(self.screen.say, mistake), "soon"),)
        return ((self._from_to(start, end), "act"),)

    def _from_to(self, start: datetime, end: datetime) -> str:
        local, now = self.screen.desk.local, self.screen.now()
        return f"{when(self.screen.say, local(start), now)} – {when(self.screen.say, local(end), now)}"

    def cancel(self) -> None:
        seen = self.seen
        if seen is not None:
            with self.screen.minding():
                desk_handover.cancel(self.screen.desk, seen.absence.id, self.screen.now())
                self.screen.desk_app.tell(self.screen.say("handover.cancelled"))
