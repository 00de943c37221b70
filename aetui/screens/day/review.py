"""今日事今日毕: one thing at a time, one key each; then tomorrow in order, the AM's check, and the day is closed (D1, A1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar

from aetui.commands import REVIEW
from aetui.desk.book.deputies import approver
from aetui.desk.book.people import picked_name, picks
from aetui.desk.check.sheet import am_of, unchecked
from aetui.desk.day.deciding import Decision, decide, split, stuck_answer
from aetui.desk.day.review import STUCK, Review, achieved_on, arrange, close_day, review
from aetui.desk.day.words import thing_words
from aetui.desk.papers.writer import Subject
from aetui.desk.phone.calls import set_call
from aetui.desk.week.team import week_follows
from aetui.domain.plainwords import parse_day, parse_span
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.review import Thing
from aetui.locales.dates import clock, day_line
from aetui.screens.day import sections as show
from aetui.screens.day.taking import ask_to_send, ask_to_take
from aetui.screens.frame.asking import card_question, gated
from aetui.screens.frame.maxim import ask_maxim
from aetui.screens.frame.one_by_one import OneByOneScreen
from aetui.screens.frame.page import NARROW
from aetui.widgets.keyline import KeyHint
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Row, Section
from aetui.widgets.theme import style_sheet

_ONCE_CLOSED = [f"screen.{one}" for one in ("papers", "week_review", "own_year", "maxim")]


class ReviewScreen(OneByOneScreen):
    """The day's review. The cursor in the list of what is left is the thing at hand: moving it skips and jumps."""

    WHERE = REVIEW
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("one_by_one"), style_sheet("review")]
    FREE = frozenset({"tab"})

    def __init__(self) -> None:
        super().__init__()
        self._seen: Review | None = None
        self._day: date | None = None
        self._marked: set[str] = set()
        self._opened_routine = False

    # What is at hand

    @property
    def at_hand(self) -> Thing | None:
        """The thing under the cursor."""
        seen = self._seen
        if seen is None:
            return None
        key = Ref.parse(self.left.ref).id
        return next((t for t in self._asked(seen) if t.key == key), None)

    def _asked(self, seen: Review) -> list[Thing]:
        """What can be decided: what is undecided, and the notes that were let through once they are looked at."""
        return [*seen.undecided, *(seen.routine if self._opened_routine else [])]

    def _things(self) -> list[Thing]:
        """Those that are marked, else the one at hand."""
        seen = self._seen
        marked = [t for t in self._asked(seen) if t.key in self._marked] if seen else []
        hand = self.at_hand
        return marked or ([hand] if hand else [])

    # Deciding

    def _decide(self, decision: Decision, things: list[Thing] | None = None, **words: Any) -> None:
        """Decide the things, else those that are marked or at hand. Raises BadInput; a gate asks for the words that open it."""
        seen, chosen = self._seen, things or self._things()
        if seen is None or not chosen:
            return

        def take(how: str | None, why: str | None) -> None:
            said = {"day": seen.day, **words, **({"how": how} if how else {}), **({"why": why} if why else {})}
            decide(self.desk, chosen, decision, self.now(), **said)
            self._marked.clear()
            self._tell_decided(len(chosen))

        gated(
            self,
            self.prompt,
            f"review pass {chosen[0].key}",
            lambda why: take(None, why),
            solved=lambda how: take(how, None),
            reports=[report for thing in chosen for report in thing.reports],
            rising=True,
        )

    def _tell_decided(self, n: int) -> None:
        """What was decided, with its verb, where the list of it isn't beside."""
        seen = self._seen
        if seen is None or self.size.width >= NARROW or not seen.decided:
            return
        last = seen.decided[-1]
        what = last.what if n == 1 else self.say("review.things", n=n)
        self.desk_app.tell(self.say("review.pair", key=show.decision_words(self.say, last, self.now()), value=what))

    @property
    def named(self) -> str:
        """What is decided: the thing at hand, or how many are marked."""
        things = self._things()
        if len(things) > 1:
            return self.say("review.n_marked", n=len(things))
        return thing_words(self.desk, self.say, things[0]) if things else ""

    @property
    def about(self) -> str:
        things = self._things()
        return things[0].key if things else "day"

    def ask(self, key: str, take: Callable[[str], object], **more: Any) -> None:
        """As every question, unless there is nothing to ask about."""
        if self._things() or key == "review.am":
            super().ask(key, take, **more)
        else:
            self.desk_app.tell(self.say("review.nothing_left"))

    def action_review_done(self) -> None:
        things = self._things()
        back = [t for t in things if t.kind == "returned"]
        if back:
            self.ask("review.answer", lambda how: self._decide("done", back, how=how))
        elif any(t.kind == "paper" for t in things):
            am = approver(self.desk, self.now())
            self.ask("review.approve", lambda who: self._decide("done", things, who=who), default=am)
        elif len(things) == 1 and things[0].kind == "call":
            self.ask("review.client", lambda name: self._whose(things, name))
        elif len(things) == 1 and things[0].kind == "card":
            # A card without a next step isn't done: it gets one.
            self.ask("review.next_step", lambda line: self._decide("step", things, how=line), of=things[0].key)
        elif len(things) == 1 and things[0].obligation and things[0].obligation.rule == "card.open":
            # Y3: on which card is for the user to say; empty opens one.
            put_on, usual = card_question(self, things[0].client_id)
            self.prompt.ask(
                put_on,
                lambda how: self._put_on(things, how),
                key=f"review card {things[0].key}",
                like=self.say("ask.how.card.open.like"),
                about=things[0].what,
                default=usual,
            )
        else:
            with self.minding():
                self._decide("done")

    def _put_on(self, things: list[Thing], how: str | None) -> None:
        if how is not None:
            with self.minding():
                self._decide("done", things, how=how)

    def _whose(self, things: list[Thing], name: str) -> None:
        """The call belongs to that client, and all that follows from it; no name: to none."""
        if name.strip():
            set_call(self.desk, things[0].record_id, self.now(), client=name.strip())
        else:
            self._decide("done", things)

    def action_tomorrow(self) -> None:
        if not self._stuck("tomorrow", None):
            with self.minding():
                self._decide("tomorrow")

    def action_another_day(self) -> None:
        things = self._things()

        def take(text: str) -> None:
            to = parse_day(text, now=self.now(), cal=self.desk.calendar)
            if not self._stuck("day", to, things):
                self._decide("day", things, to=to)

        self.ask("review.day", take)

    def action_give(self) -> None:
        things = self._things()
        self.ask(
            "review.someone",
            lambda who: self._decide("someone", things, who=picked_name(self.desk, who)),
            people=picks(self.desk),
        )

    def action_drop(self) -> None:
        things = self._things()
        self.ask("review.drop", lambda why: self._decide("drop", things, why=why))

    def _stuck(self, decision: Decision, to: date | None, things: list[Thing] | None = None) -> bool:
        """Carried over three times, a thing is asked what is in the way: split it, give it away, drop it, or why."""
        chosen = things or self._things()
        thing = next((t for t in chosen if t.carried >= STUCK), None)
        seen = self._seen
        if thing is None or seen is None:
            return False

        def take(text: str) -> None:
            kind, rest = stuck_answer(self.desk, text)
            if kind == "split":
                split(self.desk, thing, rest.replace("；", ";").split(";"), self.now(), day=seen.day)
            elif kind == "drop":
                self._decide("drop", chosen, why=rest)
            elif kind == "someone":
                self._decide("someone", chosen, who=rest)
            elif rest:
                words: dict[str, Any] = {"to": to} if to else {}
                self._decide(decision, chosen, why=rest, **words)

        self.ask("review.stuck", take, n=thing.carried)
        return True

    def action_call(self) -> None:
        """The client of the thing at hand; what was decided, or lies ahead, has its own."""
        lines = self.focused if isinstance(self.focused, LineList) else self.left
        seen = self._seen
        key = Ref.parse(lines.ref).id
        thing = next((t for t in (*seen.undecided, *seen.tomorrow) if t.key == key), None) if seen else None
        self.call_with(ref_to("clients", thing.client_id) if thing and thing.client_id else thing.ref if thing else "")

    def action_mark(self) -> None:
        thing = self.at_hand
        if thing is not None:
            self._marked ^= {thing.key}
            self._look()
            self.left.action_step(1)

    def action_alike(self) -> None:
        """Mark all that are of the same kind as the one at hand; all of them marked already: none."""
        thing, seen = self.at_hand, self._seen
        if thing is None or seen is None:
            return
        group = {t.key for t in self._asked(seen) if t.alike == thing.alike}
        self._marked = self._marked - group if group <= self._marked else self._marked | group
        self._look()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        seen = self._seen
        if seen is None:
            return
        if event.ref == show.ROUTINE:
            self._turn_routine()
            return
        if (
            Ref.parse(event.ref).kind == "plan"
            and not seen.undecided
            and event.lines is self.left
            and seen.closed is None
        ):
            self.action_close_day()
            return
        thing = next((t for t in (*self._asked(seen), *seen.tomorrow) if Ref.parse(event.ref).id == t.key), None)
        if thing is not None:
            self.open_ref(thing.ref)

    def _turn_routine(self) -> None:
        """The notes that were let through are looked at, or folded again; they stand in the list of what can be decided."""
        self._opened_routine = not self._opened_routine
        self._look()
        if self.focused is not self.left:
            self.action_next_list()
        self.left.select(show.ROUTINE)

    def on_line_list_nothing_to_open(self, event: LineList.NothingToOpen) -> None:
        """With nothing left and nothing ahead there is no row to stand on; Enter closes the day all the same."""
        if event.lines is self.left and self._seen is not None and not self._seen.undecided:
            self.action_close_day()

    def action_open(self) -> None:
        if isinstance(self.focused, LineList):
            self.focused.action_open()

    # Tomorrow

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, direction: int) -> None:
        """The thing under the cursor one place up or down in tomorrow's order."""
        seen, here = self._seen, self._plan()
        if seen is None or here is None:
            return
        order = [t.key for t in seen.tomorrow]
        n = order.index(here)
        if 0 <= n + direction < len(order):
            order.insert(n + direction, order.pop(n))
            with self.minding():
                arrange(self.desk, seen.day, order, self.now())

    def _plan(self) -> str | None:
        lines = self.focused if isinstance(self.focused, LineList) else self.left
        ref = Ref.parse(lines.ref)
        if ref.kind != "plan":
            self.desk_app.tell(self.say("review.no_plan"))
            return None
        return ref.id

    def action_minutes_of(self) -> None:
        seen, here = self._seen, self._plan()
        if seen is None or here is None:
            return

        def answered(text: str | None) -> None:
            if text and text.strip():
                with self.minding():
                    said = text.strip()
                    span = int(said) if said.isdecimal() else int(parse_span(said).total_seconds() // 60)
                    arrange(self.desk, seen.day, [t.key for t in seen.tomorrow], self.now(), minutes={here: span})

        about = next((t.what for t in seen.tomorrow if t.key == here), "")
        like = self.say("ask.review.minutes.like")
        self.prompt.ask(self.say("ask.review.minutes"), answered, key=f"minutes {here}", like=like, about=about)

    # The end

    def action_close_day(self) -> None:
        seen = self._seen
        if seen is None or seen.closed is not None:
            return
        am = approver(self.desk, self.now())
        if seen.undecided:
            # Say what the gate says; a reason opens it.
            self._close("")
            return
        self.ask("review.am", lambda by: self._close(by), default=am)

    def _close(self, by: str) -> None:
        seen = self._seen
        assert seen is not None

        def close(why: str | None) -> None:
            close_day(self.desk, self.now(), by=by, why=why, day=seen.day)
            self.call_after_refresh(self.action_maxim)

        gated(self, self.prompt, f"review pass {seen.day}", close)

    def action_maxim(self) -> None:
        """A line on the maxim of the day that is reviewed, if one likes."""
        if self._seen is not None:
            ask_maxim(self, self._seen.day)

    def action_send_day(self) -> None:
        if self._seen is not None:
            ask_to_send(self, self._seen.day)

    def action_take_day(self) -> None:
        ask_to_take(self)

    def page_paper(self) -> tuple[str, Subject] | None:
        """The day's record (A1)."""
        return ("day", Subject(period=self._seen.day.isoformat())) if self._seen is not None else None

    # Showing

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """First things are decided, then tomorrow is put in order and the day closed, then there is its paper."""
        seen = self._seen
        if seen is not None and seen.closed is not None:
            follows = ("week_review",) if week_follows(self.desk, self.now()) else ()
            return self.hints_of(*follows, "papers", "maxim", "own_year", "send_day", "take_day", "undo", "home")
        if seen is not None and not seen.undecided:
            return self.hints_of("close_day", "send_day", "take_day", "earlier", "later", "minutes_of", "undo", "home")
        hints, last = super().hints()
        return [h for h in hints if h.action not in _ONCE_CLOSED], last

    def _look(self) -> None:
        """Read the review anew, and show it. The day stays the one that was begun."""
        now = self.now()
        seen = review(self.desk, now, self._day)
        self._day, self._seen = seen.day, seen
        self._marked &= {t.key for t in self._asked(seen)}
        desk, say = self.desk, self.say
        self.left.tick(now.timestamp())
        routine = show.routine_sections(desk, say, seen, self._marked, opened=self._opened_routine)
        if seen.undecided:
            self.left.show(show.left_section(desk, say, seen, self._marked), *routine)
            self.right.show(show.decided_section(say, seen, now), show.tomorrow_section(desk, say, seen, now))
        elif seen.closed is None:
            here, beside = (routine, []) if self._opened_routine else ([], routine)
            self.left.show(show.tomorrow_section(desk, say, seen, now), *here)
            self.right.show(show.decided_section(say, seen, now), *beside)
        else:
            self.left.show(show.tomorrow_section(desk, say, seen, now))
            self.right.show(*show.achieved_sections(desk, say, seen, achieved_on(desk, seen, now), now))
        self.keys.show(*self.hints())
        self.set_class(not seen.undecided, "-stage")
        self._show_thing()
        self._show_head(now)

    def _show_thing(self) -> None:
        seen, thing = self._seen, self.at_hand
        if seen is None:
            return
        now = self.now()
        if thing is not None:
            self.thing.show(show.thing_section(self.desk, self.say, seen, thing, now))
        else:
            self.thing.show(*self._stage(seen))

    def _stage(self, seen: Review) -> list[Section]:
        """What stands large when nothing is undecided any more."""
        say = self.say
        if seen.closed is not None:
            checked = self.desk.book.begun(seen.day)
            by = checked.checked.by if checked is not None and checked.checked else seen.closed.by
            who = f" · {by}" if by else ""
            texts = [(say("review.is_closed"), "done bold"), (f"{clock(self.desk.local(seen.closed.at))}{who}", "dim")]
            left = unchecked(self.desk, checked) if checked is not None else None
            if left is not None:
                texts.append(
                    (say(f"{left}.screen" if say.has(f"{left}.screen") else left, am=am_of(self.desk)), "soon")
                )
            texts.append((say("review.paper"), "act"))
            follows = week_follows(self.desk, self.now())
            texts += [(say(follows), "act bold")] if follows else []
            texts += show.check_to_do(self.desk, say, self.now())
        else:
            texts = [
                (say("review.all_decided", day=show.day_name(say, seen.day, self.now())), "done bold"),
                (say("review.order_tomorrow", day=show.day_name(say, seen.following, self.now())), "ink"),
                (say("review.then_close"), "act"),
            ]
        return [Section("stage", (), [Row("", (text,), (), 0) for text in texts])]

    def _show_head(self, now: datetime) -> None:
        seen = self._seen
        if seen is None:
            return
        n, total = len(seen.decided), len(seen.decided) + len(seen.undecided)
        late = seen.day < now.date()
        title = (
            (self.say("review.title"), "ink bold"),
            (f"   {day_line(self.say, seen.day)}", "late" if late else "dim"),
            (f" {self.say('state.overdue')}" if late else "", "late"),
        )
        done = ((f"{self.say('review.n_decided')} ", "dim"), (f"{n}", "ink bold"), (f" / {total}", "dim"))
        self.top.show(title, (), (*done, *self.time_of_day(now)))
        self.bar.show(n / total if total else 1.0)
