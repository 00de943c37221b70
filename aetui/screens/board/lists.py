"""What the board's lists show, row by row, made from the day as `desk.day.today` sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from aetui.desk.check.waits import waits
from aetui.desk.core import Desk
from aetui.desk.day.folding import BoardRow, Owed, days_of, fold
from aetui.desk.day.today import CallSeen, Today, client_name, in_care
from aetui.desk.leave.which import to_take_back
from aetui.desk.month.billing import on_board
from aetui.desk.phone.drafts import left_on_the_phone
from aetui.desk.waiting import asked_one, todo_owner
from aetui.domain.gates import card_missing
from aetui.domain.obligations import Obligation
from aetui.domain.records import Call, Card, Item, Todo
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.amounts import sums_words
from aetui.locales.dates import clock, stamp, when
from aetui.locales.wording import title
from aetui.screens.board.letters import letters_section
from aetui.screens.frame.columns import CLIENT_CELLS, SHORTEST
from aetui.screens.frame.duty_time import LATE, countdown
from aetui.widgets.cells import Part, Parts, cut, fit, width
from aetui.widgets.countdown import Countdown, Live, TimeBar
from aetui.widgets.rows import Later, Row, Section, first_that_fits, fits, heading
from aetui.widgets.ruler import RulerDay, RulerMark

SIGNS = {"in": ("←", "done"), "out": ("→", "act"), "missed": ("×", "late")}
SOURCE_CELLS = 8
"""What a row of 时限 keeps: at most so much for the client, at least what the language needs for what is owed; the card and the rule."""
OPENED = 3
"""How many items of the newest call are shown below it, at the least."""
CALLS = 12
TELLING = 4

AT_ONCE = 200
"""So many rows of 时限 are made at once; of more each when it is seen."""

LEAST, CALL_LINES = 5, 9
"""Lines that 时限 keeps at the least, and that are kept for 通话 below it before anything folds."""


class Lists:
    """Rows for one desk in one language."""

    def __init__(self, desk: Desk, say: Texts, owed: Owed | None = None) -> None:
        """`owed`: as it was reckoned last."""
        self.desk, self.say = desk, say
        self._reckoned = owed or Owed(())
        self._tz = desk.tz

    def reckoned(self, seen: Today) -> Owed:
        """What is owed, reckoned once for the same duties."""
        if self._reckoned.obligations != seen.owed:
            self._reckoned = Owed(seen.owed)
        return self._reckoned

    def owed(self, seen: Today, cells: int = 0, room: int = 0) -> Section:
        """时限: time left, a thin bar of time used, client, what, rule. `cells`: the list's width; `room`: its lines, for
        more than which what comes later folds into lines with a count (0: nothing folds)."""
        owed = self.reckoned(seen)
        rows = owed.rows
        now = self.desk.local(seen.now)
        today_ = now.date()
        tomorrow = self.desk.calendar.next_working(today_)
        folded = fold(rows, room or len(rows) + 1, today_, tomorrow, self._day)
        names_cells = min(max([width(client_name(self.desk, key)) for key in owed.clients], default=0), CLIENT_CELLS)
        bar = self._bar_cells(cells, names_cells)
        every: list[BoardRow | Row] = [*folded.today]
        if folded.today and (folded.ahead or folded.folds):
            every.append(Row("", (("─" * max(cells, 8), "rest"),)))
        every += folded.ahead
        every += [self._fold(name, some, now, more=bool(folded.ahead)) for name, some in folded.folds]

        def row(n: int) -> Row:
            one = every[n]
            return one if isinstance(one, Row) else self._obligation(one, cells, names_cells, bar, now)

        refs = [one.ref if isinstance(one, Row) else ref_to("obligation", one.first.id) for one in every]
        shown = Later(refs, row) if len(refs) > AT_ONCE else tuple(row(n) for n in range(len(refs)))
        counts = self._counts(rows, today_, tomorrow) if len(rows) > len(folded.today) > 0 else ()
        title_ = (*heading(self.say("board.owed"), len(rows)), *counts)
        return Section("owed", title_, shown, self.say("empty.owed"))

    def _day(self, obligation: Obligation) -> date:
        return obligation.act_by.astimezone(self._tz).date()

    def _counts(self, rows: list[BoardRow], today_: date, tomorrow: date) -> Parts:
        """`今天 11 · 明天 6 · 以后 14`."""
        now, next_ = days_of(rows, today_, tomorrow, self._day)
        counted = (
            ("board.today", now),
            ("board.tomorrow", next_ - now),
            ("board.later", len(rows) - next_),
        )
        said = " · ".join(f"{self.say(key)} {n}" for key, n in counted if n)
        return ((f"   {said}", "faint"),)

    def _bar_cells(self, cells: int, names: int) -> int:
        """What is left for the bar once forty cells are kept for the words."""
        clock_ = width(self.say("board.late")) + 9
        return (
            min(max(cells - clock_ - names - 4 - SOURCE_CELLS - self.say.facts.obligation_cells, 0) // 2 * 2, 8)
            if cells
            else 8
        )

    def _fold(self, name: str, rows: tuple[BoardRow, ...], now: datetime, *, more: bool) -> Row:
        """`以后 14 件，最近 周一 9:00 梅林 …`; Enter and z unfold it. `more`: some of the next day's stand above."""
        first, key = rows[0].first, "tomorrow_more" if more and name == "tomorrow" else name
        moment = self.desk.local(first.due)
        at = clock(moment) if name != "later" and moment.date() == self._day(first) else when(self.say, moment, now)
        client = client_name(self.desk, first.client_id)
        left = (
            (self.say(f"board.fold.{key}", n=len(rows)), "dim"),
            (f" {at} ", "ink"),
            (f"{client} ".lstrip(), "dim"),
            (title(self.say, first, self.desk.rulebook), "faint"),
        )
        return Row(ref_to("fold", name), left, ((self.say("board.unfold"), "act"),))

    def _obligation(self, row: BoardRow, cells: int, names: int, bar: int, now: datetime) -> Row:
        """In `cells` cells, of which the client has `names` and the bar `bar`. The card's number gives way to what is owed."""
        obligation = row.first
        soon = obligation.state == "soon"
        name = client_name(self.desk, obligation.client_id)
        words = title(self.say, obligation, self.desk.rulebook)
        left: tuple[Part | Live, ...] = (
            countdown(self.say, obligation, style="soon bold" if soon else "ink")._replace(
                word=self.say("board.soon") if soon else ""
            ),
            (" ", ""),
            *(
                (
                    TimeBar(
                        obligation.start.timestamp(),
                        obligation.act_by.timestamp(),
                        cells=bar,
                        style="soon" if soon else "accent",
                        late_from=obligation.due.timestamp(),
                    ),
                    (" ", ""),
                )
                if bar
                else ()
            ),
            (fit(name, names), "dim"),
            (" " if names else "", ""),
            (words, "ink"),
            *((f" · {self._other(one, now)}", "dim") for one in row.others[:1]),
        )
        cover = ((f"{obligation.cover} ", "dim"),) if obligation.cover else ()
        if obligation.cover == "":
            cover = ((f"? {self.say('board.uncovered')} ", "soon"),)
        number = ((f"{obligation.number.partition('-')[2]} ", "faint"),) if obligation.number else ()
        whole = Row(ref_to("obligation", obligation.id), left, (*cover, *number, (obligation.source, "faint")))
        without = whole._replace(right=(*cover, (obligation.source, "faint")))
        return first_that_fits((whole, without), cells, now.timestamp())

    def _other(self, obligation: Obligation, now: datetime) -> str:
        """What else is owed on the same step: its own due time, or its chase."""
        at = when(self.say, self.desk.local(obligation.due), now)
        return self.say("board.chase_by" if obligation.rule == "card.chase" else "board.due_by", time=at)

    def care(self, now: datetime) -> Section | None:
        """代管: what is in our care for colleagues; nothing where there is none."""
        held = in_care(self.desk, now)
        if not held:
            return None
        rows = []
        for one in held:
            until, due = one.act_by or one.due or one.end, one.due or one.end
            late = self.say("phone.late")
            cells = width(late.strip()) + 1 + LATE
            left_ = Countdown(
                until.timestamp(),
                cells,
                late_word=late,
                day_word=self.say("phone.day_word"),
                late_from=due.timestamp(),
            )
            left = (left_, (f"  {one.whose} ", "act"), (f"{one.client or ''} ", "dim"), (one.what, "ink"))
            more = [((("            ", ""), (one.instruction, "dim")), ())] if one.instruction else []
            rows.append(Row(ref_to("covers", one.id), left, (("D8", "faint"),), None, more))
        return Section("care", heading(self.say("board.care"), len(rows)), tuple(rows))

    def waits(self) -> Section | None:
        """等你看的: the AEs' days and papers, the AMs' summaries; nothing where there are none."""
        found = waits(self.desk, self.say)
        rows = [
            Row(
                one.ref,
                ((f"{one.whose} ", "act"), (one.what, "ink")),
                ((self.say(f"check.to.{one.kind}"), "soon"), (f"  {one.source}", "faint")),
            )
            for one in found
        ]
        return Section("waits", heading(self.say("check.waiting"), len(rows)), tuple(rows)) if rows else None

    def back(self, now: datetime) -> Section | None:
        """回来了: an absence that ended, and what of it isn't taken back yet; nothing where there is none."""
        found = to_take_back(self.desk, now)
        if found is None:
            return None
        absence, n = found
        span = f"{stamp(self.desk.local(absence.start))} – {stamp(self.desk.local(absence.end))}"
        row = Row(
            ref_to("absences", absence.id),
            ((self.say("return.board.row", span=span, n=n), "ink"), (f"  {absence.why or ''}", "dim")),
            ((self.say("return.board.open"), "act"),),
        )
        return Section("back", heading(self.say("return.board"), n), (row,))

    def left_side(self, seen: Today, cells: int, lines: int, *, folded: bool) -> list[Section]:
        """Coming back, what was left on the phone, what is owed, what is in our care, the calls; `folded`: so many rows of it that all
        have a place in `lines`."""
        back, left, care = self.back(seen.now), self.left_lines(seen.now), self.care(seen.now)
        led, letters = self.waits(), letters_section(self.desk, self.say, seen.now)
        others = sum(2 + len(one.rows) for one in (back, left, letters, led, care) if one is not None)
        called = 2 + min(max(len(self.calls(seen).rows), 1), CALL_LINES, lines // 3)
        room = max(lines - 1 - others - called, LEAST) if lines and folded else 0
        owed = self.owed(seen, cells, room)
        free = lines - 1 - len(owed.rows) - others - 2
        return [one for one in (back, left, letters, owed, led, care, self.calls(seen, free)) if one is not None]

    def left_lines(self, now: datetime) -> Section | None:
        """What was left on the phone: calls that weren't hung up, each with its half-typed line, and a line that belongs to
        no call yet; nothing where there is none."""
        rows = [self._left(call, text, now) for call, text in left_on_the_phone(self.desk, now)]
        return Section("resume", heading(self.say("phone.unfinished"), len(rows)), tuple(rows)) if rows else None

    def _left(self, call: Call | None, text: str, now: datetime) -> Row:
        if call is None:
            return Row(ref_to("resume"), ((self.say("board.spare") + " ", "soon"), (text, "ink")))
        name = client_name(self.desk, call.client_id) or self.say("board.unknown")
        n = len(self.desk.book.items_of(call.id))
        left: tuple[Part, ...] = (
            (f"{when(self.say, self.desk.local(call.at), now)} ", "soon"),
            (f"{name} ", "ink bold"),
            (text, "ink"),
        )
        return Row(ref_to("resume", call.id), left, ((self.say("board.items", n=n), "dim"),) if n else ())

    def todos(self, seen: Today, cells: int = 0) -> Section:
        rows = tuple(self._todo(t, seen, cells) for t in seen.todos)
        waiting = sum(1 for t in seen.todos if t.done is None)
        return Section("todos", heading(self.say("board.todos"), waiting), rows, self.say("empty.todos"))

    def _todo(self, todo: Todo, seen: Today, cells: int) -> Row:
        done = todo.done is not None
        sign: Part = ("✓ ", "done") if done else ("○ ", "dim")
        left = (sign, (todo.text, "faint" if done else "ink"))
        carried = ((self.say("board.carried"), "soon"),) if not done and todo.day < seen.now.date() else ()
        whose = todo_owner(self.desk, self.say, todo)
        owner = ((whose, "dim"),) if whose else ()
        card = self.desk.get(Card, todo.card_id)
        of = card.number if card else client_name(self.desk, todo.client_id)

        def form(of: str) -> Row:
            said = (*carried, *owner, *(((of, "dim"),) if of else ()))
            spaced = [part for one in said for part in ((" ", ""), one)][1:]
            return Row(ref_to("todos", todo.id), left, tuple(spaced))

        return first_that_fits((form(of), form(cut(of, SHORTEST))), cells, seen.now.timestamp())

    def cards(self, seen: Today, cells: int = 0) -> Section:
        """工作卡. `cells`: the list's width (0: as wide as it takes)."""
        rows = self._card_rows(seen, cells, short=False) or self._card_rows(seen, cells, short=True) or []
        title = heading(self.say("board.cards"), len(rows))
        able = on_board(self.desk, seen.now)
        if able is not None:  # R8: from the 20th on
            words = self.say("board.billing", n=len(able.all))
            left = ((words, "act"), (f"  {sums_words(self.say, able.to_bill())}", "dim"))
            rows.append(Row(ref_to("billing"), left, ((self.say("board.billing.open"), "act"),)))
        return Section("cards", title, tuple(rows), self.say("empty.cards"))

    def _card_rows(self, seen: Today, cells: int, *, short: bool) -> list[Row] | None:
        """The first form of each that fits; None where one doesn't tell what it lacks in its row, and shorter ones may."""
        rows, now = [], seen.now.timestamp()
        for card in seen.cards:
            for place, form in enumerate(self._card(card, seen, cells, short=short)):
                told = place < TELLING
                if not cells or fits(form, cells, now):
                    break
            if not (told or short):
                return None
            rows.append(form)
        return rows

    def _card(self, card: Card, seen: Today, cells: int, *, short: bool) -> Iterator[Row]:
        """What a card's row says, and what while there is no room for all of that: title and date come before the client's whole
        name and the number's month (`short`: left away). What the card lacks is told by the first `TELLING` forms in the row, `+2` for
        what more there is, and by the others on a line below."""
        date_: tuple[Part, ...] = ()
        if card.deliver_at:
            at = self.desk.local(card.deliver_at)
            late = card.delivered is None and at < seen.now
            text = self.say("card.deliver", time=when(self.say, at, seen.now))
            date_ = ((f"{self.say('state.overdue')} {text}" if late else text, "late" if late else "dim"),)
        number = card.number.partition("-")[2] if short else card.number
        lacks = [self.say(f"lack.{key}") for key in card_missing(card)]

        def missing(n: int) -> str:
            if not lacks[:n]:
                return ""
            more = f" +{len(lacks) - n}" if len(lacks) > n else ""
            return self.say("card.lacks", what=self.say("list.comma").join(lacks[:n])) + more

        def form(client_cells: int, n: int) -> Row:
            shown = cut(client_name(self.desk, card.client_id), client_cells)
            left = ((number, "act"), (f" {shown} ", "dim"), (card.title, "ink"))
            words = missing(n)
            right = ((words + "  " * bool(date_), "soon"), *date_) if words else date_
            indent = " " * (width(number) + 1)
            every = [missing(some) for some in range(len(lacks), 0, -1)] if not n else []
            below = next((one for one in every if width(indent + one) <= cells), "".join(every[-1:]))
            return Row(
                ref_to("cards", card.id), left, right, None, [(((indent, ""), (below, "soon")), ())] if below else ()
            )

        forms = (
            (CLIENT_CELLS, len(lacks)),
            (CLIENT_CELLS, 2),
            (CLIENT_CELLS, 1),
            (SHORTEST, 1),
            (CLIENT_CELLS, 0),
            (SHORTEST, 0),
        )
        return (form(client_cells, n) for client_cells, n in forms)

    def calls(self, seen: Today, room: int = 0) -> Section:
        """通话, newest first. The items of the newest call stand below it; of `room` lines what is free goes to more of
        them, and to those of the calls before."""
        rows: list[Row] = []
        calls = seen.calls[:CALLS]
        free = max(room - len(calls), OPENED)
        for call in calls:
            rows.append(self._call(call))
            items = call.items[:free] if call is calls[0] or len(call.items) <= free else []
            rows += [self._item(i, seen) for i in items]
            free -= len(items)
        title_ = (*heading(self.say("board.calls"), len(seen.calls)), *self._quiet(seen))
        return Section("calls", title_, tuple(rows), self.say("empty.calls"))

    def _quiet(self, seen: Today) -> Parts:
        """`久未联系 2，Q 打电话`: whom nothing was heard of for long (D3)."""
        n = len(seen.quiet)
        return ((f"   {self.say('quiet.board', n=n)}", "soon"),) if n else ()

    def _call(self, seen: CallSeen) -> Row:
        call = seen.call
        sign, style = SIGNS[call.way]
        note = call.contact or ""
        if call.way == "missed":
            note = self.say("board.missed")
            if seen.returned_at:
                note += " · " + self.say("call.returned", time=clock(self.desk.local(seen.returned_at)))
        left: tuple[Part, ...] = (
            (f"{clock(self.desk.local(call.at)):>5} ", "dim"),
            (f"{sign}  ", style),
            (client_name(self.desk, call.client_id) or self.say("board.unknown"), "ink"),
            (f" {note}", "dim"),
        )
        count = ((self.say("board.items", n=len(seen.items)), "dim"),) if seen.items else ()
        return Row(ref_to("calls", call.id), left, count)

    def _item(self, item: Item, seen: Today) -> Row:
        right: tuple[Part, ...] = ()
        card = self.desk.get(Card, item.card_id)
        if card:
            right = ((card.number, "dim"),)
        elif item.due:
            right = ((when(self.say, self.desk.local(item.due), seen.now), "dim"),)
        owner = f"{item.owner} " if item.owner else ""
        left: tuple[Part, ...] = (
            (" " * 9 + f"{item.mark or '·'} ", "act" if item.mark else "faint"),
            (owner + item.text, "ink"),
        )
        return Row(ref_to("items", item.id), left, right)

    def done(self, seen: Today) -> Section:
        rows = tuple(
            Row(
                ref_to("obligation", o.id),
                (
                    (f"{clock(self.desk.local(o.met_at)) if o.met_at else '':>5} ", "dim"),
                    ("– " if o.state == "waived" else "✓ ", "dim" if o.state == "waived" else "done"),
                    (f"{client_name(self.desk, o.client_id)} ".lstrip(), "dim" if o.state == "waived" else "done"),
                    (title(self.say, o, self.desk.rulebook), "dim" if o.state == "waived" else "done"),
                ),
                (
                    *(((self.say("board.met_late"), "soon"), (" ", "")) if o.state == "met_late" else ()),
                    (o.source, "faint"),
                ),
            )
            for o in seen.done
        )
        return Section("done", heading(self.say("board.done"), len(rows)), rows, self.say("empty.done"))

    def ruled(self, seen: Today, now: datetime) -> RulerDay:
        """The working day as a ruler shows it, with what is due and what meets on it."""
        hours = self.desk.calendar.hours
        today_ = now.date()
        marks: list[RulerMark] = []
        start_of, end_of = self.desk.calendar.at(today_, 0), self.desk.calendar.at(today_, 24 * 60)
        for obligation in self.reckoned(seen).between(start_of, end_of):
            at = obligation.act_by.astimezone(self._tz)
            style = "late" if obligation.state == "overdue" else "soon" if obligation.state == "soon" else "ink"
            name = self.desk.rulebook.title(obligation.rule, self.say.lang)
            if obligation.owner:
                who = asked_one(self.desk, self.say, obligation.owner, obligation.client_id)
                name = self.say("board.mark", what=name, who=who)
            closing = obligation.rule == "day.review"
            marks.append(RulerMark(at.hour * 60 + at.minute, name, style, "◆" if closing else "▲"))
        for meeting in seen.meetings:
            if meeting.start is not None:
                start = self.desk.local(meeting.start)
                end = self.desk.local(meeting.end) if meeting.end else start + timedelta(hours=1)
                first = start.hour * 60 + start.minute
                last = end.hour * 60 + end.minute if end.date() == today_ else 1440
                marks.append(RulerMark(first, meeting.title, "act", "▔", last))
        lunch = (hours.lunch_start, hours.lunch_end) if hours.lunch_end > hours.lunch_start else None
        return RulerDay(hours.start, hours.end, lunch, now.hour * 60 + now.minute, tuple(marks))
