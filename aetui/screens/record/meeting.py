"""The meeting: agenda before, minutes typed like a call, everything on its way out (M1–M8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.commands import MEETING, of
from aetui.desk.book.pictures import picture_of
from aetui.desk.day.today import client_name
from aetui.desk.fields import MEETING as FIELDS
from aetui.desk.fields import At, field_of
from aetui.desk.meeting.agenda import (
    add_points,
    add_preparation,
    come_to,
    confirm_agenda,
    drop_point,
    drop_preparation,
    send_agenda,
    tick,
    write_points,
)
from aetui.desk.meeting.meetings import attend_meeting, cancel_meeting, meeting_of, move_meeting, set_meeting
from aetui.desk.meeting.minutes import (
    add_minutes,
    circulate_minutes,
    confirm_minutes,
    lines_of,
    send_minutes,
    sign_minutes,
    write_minutes,
)
from aetui.desk.meeting.proposals import open_for, propose_named, work_of
from aetui.desk.papers import Subject
from aetui.desk.typed.lines import people
from aetui.desk.waiting import owner_of
from aetui.domain.derive.meetings import ends
from aetui.domain.errors import NotThere
from aetui.domain.lines import minutes as minutes_line
from aetui.domain.lines import moment, names
from aetui.domain.lines.minutes import ACTION_SIGNS
from aetui.domain.meeting.people import concerned
from aetui.domain.papers import papers_about
from aetui.domain.records import Meeting
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.roles import someone
from aetui.domain.text import without_remarks
from aetui.locales import agrees
from aetui.locales.dates import when
from aetui.screens.frame.form import change_field, time_words
from aetui.screens.frame.page import PageScreen
from aetui.screens.record import card_works
from aetui.screens.record import meeting_sections as show
from aetui.widgets.cells import Parts
from aetui.widgets.countdown import time_left
from aetui.widgets.keyline import KeyHint
from aetui.widgets.rows import Section


class MeetingScreen(PageScreen):
    """One meeting. `a` types minutes line by line, space ticks, `n` takes the next step of its papers."""

    WHERE = MEETING

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self._record_id = meeting_id

    @property
    def about(self) -> str:
        return self._record_id

    @property
    def meeting(self) -> Meeting | None:
        try:
            return meeting_of(self.desk, self._record_id, self.now())
        except NotThere:
            return None

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:
        meeting = self.meeting
        if meeting is None:
            return None
        kind = self.say(f"meeting.kind.{meeting.kind}") if meeting.kind else client_name(self.desk, meeting.client_id)
        left: Parts = ((meeting.title, "ink bold"), (f"   {kind}" if kind != meeting.title else "", "dim"))
        if meeting.cancelled:
            return left, ((self.say("meeting.cancelled"), "late"),)
        if meeting.start is None:
            return left, ((self.say("meeting.no_date"), "soon"),)
        right: list[tuple[str, str]] = [(when(self.say, self.desk.local(meeting.start), now), "act")]
        seconds = meeting.start.timestamp() - now.timestamp()
        if seconds > 0:
            right.append((f"   {self.say('phone.left')} {time_left(seconds, self.say('phone.day_word'))}", "ink bold"))
        return left, right

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        meeting, desk, say = self.meeting, self.desk, self.say
        if meeting is None:
            return (), ()
        minutes = show.minutes_section(desk, say, meeting)
        agenda = show.agenda_section(desk, say, meeting, now)
        end = ends(meeting)
        over = meeting.attended is not None or (end is not None and end <= now)
        first = (minutes, agenda) if over or minutes.rows else (agenda, minutes)
        return (
            (*first, show.obligations_section(desk, say, meeting, now)),
            (
                show.facts_section(desk, say, meeting, now),
                *((show.preparation_section(say, meeting),) if meeting.prep or meeting.client_id else ()),
                show.papers_section(desk, say, meeting),
            ),
        )

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """Works are put up at a 拟案会 alone."""
        meeting = self.meeting
        review = meeting is not None and meeting.kind == "proposal"
        return self.hints_of(*(c.id for c in of(MEETING) if c.rank and (review or c.id != "propose_work")))

    # Changing

    def edit(self, ref: str) -> bool:
        meeting = self.meeting
        kind, key = Ref.parse(ref).pair
        if meeting is None:
            return False
        if kind == "field":
            self._edit_field(meeting, key)
        elif kind == "line":
            lines, n = lines_of(self.desk, meeting), int(key)
            if n < len(lines):
                self.ask(
                    "minutes",
                    lambda text: self._rewrite(meeting, n, text),
                    of=f"{meeting.id} {n}",
                    edits=lines[n],
                    understand=self._words,
                )
        elif kind == "point":
            n = int(key)
            if n < len(meeting.points) and (todo := meeting.points[n].todo_id):
                self.open_ref(ref_to("todos", todo))
            elif n < len(meeting.points) and (one := work_of(self.desk, meeting.points[n])):
                card_works.review(self, one.card, one.work, meeting)
            elif n < len(meeting.points):
                default = meeting.points[n].text
                self.ask(
                    "point",
                    lambda text: self._rewrite_point(meeting, n, text),
                    of=f"{meeting.id} p{n}",
                    edits=default,
                )
        elif kind == "prep":
            self._tick(meeting, key)
        else:
            return False
        return True

    def _edit_field(self, meeting: Meeting, field: str) -> None:
        if field == "start":
            self.action_move()
            return
        at = At(self.desk, self.say, meeting, self.now())
        change_field(
            self,
            at,
            field_of(FIELDS, field),
            lambda said: set_meeting(self.desk, meeting.id, self.now(), **{field: said}),
        )

    def _rewrite(self, meeting: Meeting, n: int, text: str) -> None:
        lines = lines_of(self.desk, meeting)
        lines[n : n + 1] = [text] if text.strip() else []
        write_minutes(self.desk, meeting.id, lines, self.now())

    def _rewrite_point(self, meeting: Meeting, n: int, text: str) -> None:
        if not text.strip():
            drop_point(self.desk, meeting.id, meeting.points[n], self.now())
            return
        points = [p.text for p in meeting.points]
        write_points(self.desk, meeting.id, [*points[:n], text, *points[n + 1 :]], self.now())

    # Keys

    def action_minutes(self) -> None:
        """Line by line; on a point of the agenda its topic stands there to begin with."""
        meeting = self.meeting
        kind, key = Ref.parse(self.ref).pair
        if meeting is None:
            return
        if kind != "point":
            self._ask_minutes(meeting)
            return
        point = meeting.points[int(key)]
        self.ask(
            "minutes",
            lambda text: self._begin_topic(meeting, text),
            of=f"{meeting.id} {point.id}",
            default=f"= {without_remarks(point.text).strip()}",
            understand=self._words,
        )

    def _begin_topic(self, meeting: Meeting, text: str) -> None:
        if text.strip():
            add_minutes(self.desk, meeting.id, [text], self.now())
            self._ask_minutes(meeting)

    def _ask_minutes(self, meeting: Meeting) -> None:
        self.ask(
            "minutes",
            lambda text: add_minutes(self.desk, meeting.id, [text], self.now()),
            again=True,
            understand=self._words,
        )

    def _words(self, text: str) -> Parts:
        """At the end of the line: the action understood, or what the topic at hand still lacks (M7)."""
        meeting = self.meeting
        if meeting is None:
            return ()
        if text.strip()[:1] in ACTION_SIGNS:
            action = minutes_line.read_action(
                text.strip(), now=self.now(), cal=self.desk.calendar, people=people(self.desk)
            )
            due = when(self.say, self.desk.local(action.due), self.now()) if action.due else ""
            return (
                (
                    " · ".join(t for t in (owner_of(self.desk, self.say, action.owner, meeting.client_id), due) if t),
                    "act",
                ),
            )
        lacking = show.missing_of(self.say, meeting, len(meeting.minutes.topics) - 1) if meeting.minutes.topics else ""
        return ((self.say("card.lacks", what=lacking), "soon"),) if lacking else ()

    def action_point(self) -> None:
        if meeting := self.meeting:
            self.ask("point", lambda text: add_points(self.desk, meeting.id, [text], self.now()), again=True)

    def action_propose_work(self) -> None:
        """A work onto the agenda (Q1): those that aren't out yet are listed, by their places."""
        meeting = self.meeting
        if meeting is None:
            return
        if meeting.kind != "proposal":
            self.desk_app.tell(self.say("proposal.not_here"))
            return
        works = open_for(self.desk, meeting)
        if not works:
            self.desk_app.tell(self.say("proposal.no_works"))
            return
        self.ask(
            "propose_work",
            lambda said: propose_named(self.desk, meeting.id, said, self.now()),
            default=works[0].named if len(works) == 1 else "",
            works="  ".join(f"{n} {one.named}" for n, one in enumerate(works, 1)),
        )

    def action_prep_add(self) -> None:
        if meeting := self.meeting:
            self.ask("prep", lambda text: add_preparation(self.desk, meeting.id, text, self.now()), again=True)

    def action_tick(self) -> None:
        meeting = self.meeting
        kind, key = Ref.parse(self.ref).pair
        if meeting is None or kind not in ("prep", "point"):
            self.desk_app.tell(self.say("prep.not_here"))
            return
        if kind == "prep":
            self._tick(meeting, key)
            return
        with self.minding():
            come_to(self.desk, meeting.id, meeting.points[int(key)], self.now())

    def _tick(self, meeting: Meeting, line_id: str) -> None:
        """The line that somebody takes the telephones asks who (M4, M5)."""
        line = next((p for p in meeting.prep if p.id == line_id), None)
        if line is None or line.done or line.text != "cover":
            with self.minding():
                tick(self.desk, meeting.id, line_id, self.now())
            return
        self.ask(
            "cover",
            lambda by: tick(self.desk, meeting.id, line_id, self.now(), by=by),
            of=line_id,
            default=someone(self.desk.profile, "front_desk") or "",
        )

    def action_next_paper(self) -> None:
        """The next step: agenda sent, confirmed; attended; minutes signed, sent, circulated, confirmed."""
        meeting = self.meeting
        if meeting is None:
            return
        desk, now, one = self.desk, self.now, meeting.id
        end = ends(meeting)
        before = meeting.attended is None and (end is None or end > now())
        minutes = meeting.minutes
        if before and meeting.client_id and meeting.agenda_sent is None:
            self.ask("agenda_sent", lambda how: send_agenda(desk, one, now(), how=how), default=self.say("way.mail"))
        elif before and meeting.client_id and meeting.agenda_confirmed is None:
            self.ask("agenda_confirmed", lambda how: confirm_agenda(desk, one, now(), how=how))
        elif meeting.attended is None:
            with self.minding():
                attend_meeting(desk, one, now())
                self.desk_app.tell(self.say("meeting.attended"))
        elif minutes.signed is None:
            me = desk.owner or ""
            self.ask("sign", lambda by: self._sign(one, by), default=me)
        elif minutes.sent is None and meeting.client_id is not None:
            self.ask_gated("minutes_sent", self._send, default=self.say("way.mail"))
        elif minutes.circulated is None:
            known = concerned(desk.profile, meeting)
            self.ask_gated("circulated", self._circulate, default=names.write(known, comma=self.say("list.comma")))
        elif minutes.confirmed is None and meeting.client_id is not None:
            self.ask("minutes_confirmed", lambda how: confirm_minutes(desk, one, now(), how=how))
        else:
            self.desk_app.tell(self.say("meeting.all_done"))

    def _sign(self, meeting_id: str, by: str) -> None:
        """Whose own signature the profile has a picture of is asked whether it shall stand there."""
        desk = self.desk
        if by.strip() != desk.owner or picture_of(desk, "signature") is None:
            sign_minutes(desk, meeting_id, by, self.now())
            return
        self.ask(
            "sign_picture",
            lambda said: sign_minutes(desk, meeting_id, by, self.now(), hand=not agrees(said)),
            default="y",
        )

    def _send(self, how: str, why: str | None) -> None:
        send_minutes(self.desk, self._record_id, self.now(), how=how, why=why)

    def _circulate(self, whom: str, why: str | None) -> None:
        to = names.read(whom, known=self.desk.colleagues)
        circulate_minutes(self.desk, self._record_id, self.now(), to=to, why=why)

    def action_move(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return

        def take(text: str) -> None:
            start = moment.read(text, now=self.now(), cal=self.desk.calendar)
            self._tell_client(meeting, start)

        self.ask("move", take, understand=lambda text: self._start_words(meeting, text))

    def _start_words(self, meeting: Meeting, text: str) -> Parts:
        return time_words(At(self.desk, self.say, meeting, self.now()), field_of(FIELDS, "start"), text)

    def _tell_client(self, meeting: Meeting, start: datetime | None) -> None:
        self.ask(
            "told",
            lambda how: move_meeting(self.desk, meeting.id, self.now(), start=start, how=how),
            client=client_name(self.desk, meeting.client_id),
        )

    def action_cancel(self) -> None:
        if meeting := self.meeting:
            self.ask("cancel", lambda why: cancel_meeting(self.desk, meeting.id, why, self.now()))

    def action_remove(self) -> None:
        """Off goes the line, the point or the preparation under the cursor; undo brings it back."""
        meeting = self.meeting
        kind, key = Ref.parse(self.ref).pair
        if meeting is None or kind not in ("line", "point", "prep"):
            self.desk_app.tell(self.say("card.nothing_to_remove"))
            return
        with self.minding():
            if kind == "line":
                self._rewrite(meeting, int(key), "")
            elif kind == "point":
                self._rewrite_point(meeting, int(key), "")
            else:
                drop_preparation(self.desk, meeting.id, key, self.now())
            self.desk_app.tell(self.say("card.removed"))

    def action_papers(self) -> None:
        if meeting := self.meeting:
            front = "minutes" if meeting.minutes.topics else "agenda"
            kinds = sorted(papers_about("meeting"), key=lambda kind: kind != front)
            self.go("paper", kinds, Subject(meeting=meeting))

    def action_call(self) -> None:
        self.call_with(ref_to("meetings", self._record_id))
