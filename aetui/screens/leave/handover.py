"""Before leave, by keyboard: every thing gets someone who takes care of it and has said so (D8)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from aetui.commands import HANDOVER
from aetui.desk.book.people import picked_name, picks
from aetui.desk.copying.build import copy_of_line
from aetui.desk.copying.text import Copied
from aetui.desk.day.today import client_name
from aetui.desk.files.given import path_typed
from aetui.desk.leave import handover as desk_handover
from aetui.desk.leave.bundles import send_out
from aetui.desk.leave.leaving import note_told, review_first, to_tell
from aetui.desk.leave.sheet import write_sheet
from aetui.desk.leave.state import Handover, handover_of
from aetui.desk.opening.places import Spot, of_line
from aetui.domain.records import CoverLine
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.handover import lacks_words
from aetui.screens.frame.asking import gated
from aetui.screens.frame.one_by_one import OneByOneScreen
from aetui.screens.frame.opening import OpensPlaces
from aetui.screens.leave import sections as show
from aetui.screens.leave.coming_back_sections import ref_of
from aetui.screens.leave.planning import Planning
from aetui.screens.leave.words import Words
from aetui.widgets.keyline import KeyHint
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Row, Section
from aetui.widgets.theme import style_sheet


class HandoverScreen(OneByOneScreen, OpensPlaces):
    """The absence that is prepared or runs. The cursor's line is the one at hand; a digit gives it to that person."""

    WHERE = HANDOVER
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("one_by_one"), style_sheet("handover")]

    def __init__(self) -> None:
        super().__init__()
        self.planning = Planning(self)
        self.words = Words(self, self.planning, lambda: self.at_hand, self._lines)

    @property
    def at_hand(self) -> CoverLine | None:
        """The line under the cursor."""
        key = Ref.parse(self.left.ref).id
        return next((line for line in self._lines() if key in (line.key, line.id)), None)

    @property
    def named(self) -> str:
        hand = self.at_hand
        return hand.what if hand is not None else ""

    def places(self) -> list[Spot]:
        """What the line at hand names, and the card that it is about."""
        hand = self.at_hand
        return of_line(self.desk, hand) if hand is not None else []

    def _lines(self) -> list[CoverLine]:
        return self.planning.seen.all if self.planning.seen else []

    def _opened(self) -> None:
        if self.planning.seen is None:
            self.action_another()
        elif self.planning.seen.absence.end <= self.now():
            self.action_come_back()

    # The line at hand

    def _digit(self, n: int) -> bool:
        """The line at hand goes to that person."""
        with self.minding():
            self._give(picked_name(self.desk, str(n)))
        return True

    def _give(self, who: str, lines: list[CoverLine] | None = None) -> None:
        """The line at hand, or these, are that person's, and the next without a cover is at hand; whom that replaces is told.
        Raises BadInput."""
        hand, seen = self.at_hand, self.planning.seen
        chosen = lines or ([hand] if hand else [])
        if seen is None or not chosen:
            return
        keys = [line.key or line.id for line in chosen]
        after = desk_handover.cover(self.desk, self.say, seen.absence.id, keys, who, self.now())
        name = next(line.cover for line in after.lines if (line.key or line.id) in keys) or who
        old = Counter(line.cover for line in chosen if line.cover and line.cover != name)
        if lines or old:
            self._tell_given(name, chosen, old)
        self._to(lambda line: not line.cover, beyond=chosen)

    def _tell_given(self, name: str, chosen: list[CoverLine], old: Counter[str]) -> None:
        say = self.say
        what = chosen[0].what
        if len(chosen) > 1:
            client = client_name(self.desk, chosen[0].client_id) or say("handover.nobodys")
            what = say("handover.all_of_client", client=client, n=len(chosen))
        told = say("handover.gave", name=name, what=what)
        if old:
            who = say("list.comma").join(f"{one} {n}" if len(chosen) > 1 else one for one, n in old.items())
            told = say("handover.replaced", who=who, name=name, what=what)
        self.desk_app.tell(told, late=bool(old))

    def _to(self, waits: Callable[[CoverLine], bool], beyond: list[CoverLine]) -> None:
        """The cursor goes to the first line that waits after these, else to the first that does; where none does it stays."""
        keys = {line.key or line.id for line in beyond}
        lines = self._lines()
        last = max((n for n, line in enumerate(lines) if (line.key or line.id) in keys), default=-1)
        found = next((line for line in [*lines[last + 1 :], *lines[: last + 1]] if waits(line)), None)
        if found is not None:
            self.left.select(ref_to("cover", found.key or found.id))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        if event.lines is self.left:
            self.action_same()

    def action_same(self) -> None:
        """The same as the line above."""
        lines, hand = self._lines(), self.at_hand
        if hand is None:
            return
        before = lines[: lines.index(hand)]
        who = next((line.cover for line in reversed(before) if line.cover), hand.cover)
        if who:
            with self.minding():
                self._give(who)
        else:
            self.action_person()

    def action_person(self) -> None:
        """By digit, name, its beginning, pinyin or initials; a name that isn't in the profile as it is typed."""
        hand = self.at_hand
        if hand is not None:
            self._ask_whom([hand], hand.what)

    def action_client_all(self) -> None:
        """All of this client's to whom the line at hand, else one of theirs above it, has; where none has, it is asked to
        whom: never silently to the one before."""
        hand = self.at_hand
        if hand is None:
            return
        theirs = [line for line in self._lines() if line.client_id == hand.client_id]
        above = theirs[: theirs.index(hand) + 1]
        who = next((line.cover for line in reversed(above) if line.cover), None)
        if who is not None:
            with self.minding():
                self._give(who, theirs)
            return
        client = client_name(self.desk, hand.client_id) or self.say("handover.nobodys")
        self._ask_whom(theirs, self.say("handover.all_of_client", client=client, n=len(theirs)))

    def _ask_whom(self, lines: list[CoverLine], what: str) -> None:
        """To whom these go, by a digit or a name; the one who has the line above stands there already."""
        every = self._lines()
        before = every[: every.index(lines[0])]
        default = next((line.cover for line in reversed(before) if line.cover), "")
        self.ask(
            "handover.whom",
            lambda text: self._give(picked_name(self.desk, text), lines),
            default=default,
            of=f"{lines[0].key} {len(lines)}",
            what=what,
            people=picks(self.desk),
        )

    def to_copy(self) -> Copied | None:
        """The line at hand, for whoever covers it."""
        hand = self.at_hand
        return copy_of_line(self.desk, self.say, hand, self.now()) if hand is not None else None

    def action_told(self) -> None:
        """The client of the line at hand: the text to tell them is copied, how they were told is noted."""
        hand, seen = self.at_hand, self.planning.seen
        found = to_tell(self.desk, self.say, seen) if seen else []
        one = next((t for t in found if hand and t.client_id == hand.client_id), None)
        if one is None or seen is None:
            self.desk_app.tell(self.say("handover.tell_none"))
            return
        absence_id = seen.absence.id
        if one.fact is not None:
            with self.minding():
                note_told(self.desk, absence_id, one.client_id, self.now())
            return
        self.desk_app.copy(Copied(one.text))
        self.ask(
            "handover.told",
            lambda how: note_told(self.desk, absence_id, one.client_id, self.now(), how=how),
            default=self.say("handover.by_phone"),
            of=f"told {one.client_id}",
            name=one.contact or one.client,
        )

    def action_review_first(self) -> None:
        """The day's review before leaving; Esc comes back here (D1)."""
        self.go("review")

    def action_come_back(self) -> None:
        """What happened, one after another, taken over again."""
        seen = self.planning.seen
        if seen is not None:
            self.go("coming_back", seen.absence.id)

    def action_said_back(self) -> None:
        """They said this line back."""
        hand = self.at_hand
        if hand is not None:
            with self.minding():
                self._acknowledge([hand], None)
                self.left.action_step(1)

    def action_said_all(self) -> None:
        """The person of the line at hand said all of theirs back, in person; asked of one who did already: in what other way."""
        hand = self.at_hand
        if hand is None or not hand.cover:
            self.desk_app.tell(self.say("error.absence.nobody"), late=True)
            return
        who, usual = hand.cover, self.say("handover.in_person")
        mine = [line for line in self._lines() if line.cover == who]
        if all(line.acknowledged for line in mine):
            self.ask(
                "handover.how",
                lambda how: self._said(mine, who, how),
                edits=hand.acknowledged.how if hand.acknowledged else None,
                default=usual,  # not said yet: it is proposed, and Enter says it
                of=who,
                name=who,
            )
            return
        with self.minding():
            self._said([line for line in mine if not line.acknowledged], who, usual)
            self._to(lambda line: bool(line.cover) and line.acknowledged is None, beyond=[hand])

    def _said(self, lines: list[CoverLine], who: str, how: str) -> None:
        self._acknowledge(lines, how)
        self.desk_app.tell(self.say("handover.all_of", name=who, n=len(lines), how=how))

    def _acknowledge(self, lines: list[CoverLine], how: str | None) -> None:
        """Raises BadInput for a line that nobody covers."""
        seen = self.planning.seen
        if seen is not None:
            keys = [line.key or line.id for line in lines]
            desk_handover.acknowledge(self.desk, self.say, seen.absence.id, self.now(), keys=keys, how=how)

    def action_arrange(self) -> None:
        seen = self.planning.seen
        if seen is None:
            return

        def arrange(why: str | None) -> None:
            desk_handover.arrange(self.desk, seen.absence.id, self.now(), why=why)
            first = review_first(self.desk, seen.absence, self.now())
            self.desk_app.tell(self.say("handover.review_first" if first else "handover.arranged"))

        gated(self, self.prompt, f"pass {seen.absence.id}", arrange)

    def action_show_record(self) -> None:
        """What the line is about."""
        hand = self.at_hand
        if hand is not None:
            self.open_ref(ref_of(hand))

    def action_write_file(self) -> None:
        """The sheet, whole or of the person of the line at hand; the ending says the form."""
        seen = self.planning.seen
        if seen is None:
            return
        default = str(Path.home() / f"{self.say('handover.paper')}.docx")
        self.ask("handover.file", lambda text: self._write(text, seen), default=default)

    def _write(self, text: str, seen: Handover) -> Coroutine[object, object, object] | None:
        who, path = self.planning.name_at_end(text)
        return self._to_file(path_typed(path), seen, who or None) if path.strip() else None

    async def _to_file(self, path: Path, seen: Handover, who: str | None) -> None:
        """Raises BadInput where it can't be written: the path is asked for again."""
        if path.suffix.lower() == ".json":
            send_out(self.desk, seen.absence, path, person=who)
        else:
            await asyncio.to_thread(write_sheet, self.desk, self.say, seen, path, self.now(), person=who)
        self.desk_app.tell(self.say("paper.written", file=path))

    # Showing

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """Without an absence there is one thing to do: say when."""
        return super().hints() if self.planning.seen else self.hints_of("absence_span", "review_first", "undo", "home")

    def _look(self) -> None:
        now = self.now()
        absence = self.planning.chosen(now)
        self.planning.seen = seen = handover_of(self.desk, self.say, absence, now) if absence else None
        self.keys.show(*self.hints())
        if seen is None:
            self.left.show()
            self.right.show()
        else:
            self.left.show(*show.lines_section(self.desk, self.say, seen, now))
            self.right.show(
                show.missing_section(self.desk, self.say, seen, now),
                show.people_section(self.desk, self.say, seen),
                show.tell_section(self.desk, self.say, seen),
            )
        self._show_thing()
        self._show_head(now)

    def _show_thing(self) -> None:
        hand = self.at_hand
        if hand is not None:
            away = self.planning.seen.away if self.planning.seen else {}
            self.thing.show(show.line_section(self.desk, self.say, hand, away, self.now()))
        elif self.planning.seen is None:
            self.thing.show(Section("none", (), [Row("", ((self.say("handover.none"), "ink"),), (), 0)]))
        else:
            self.thing.show()

    def _show_head(self, now: datetime) -> None:
        seen = self.planning.seen
        n = sum(line.cover is not None and line.acknowledged is not None for line in seen.all) if seen else 0
        total = len(seen.all) if seen else 0
        done = ((f"{self.say('handover.n_arranged')} ", "dim"), (f"{n}", "ink bold"), (f" / {total}", "dim"))
        lacks: tuple[tuple[str, str], ...] = ()
        if seen is not None and not seen.complete:
            lacks = ((f"   {lacks_words(self.say, seen.lacks)}", "soon"),)
        elif seen is not None and total:
            lacks = ((f"   ✓ {self.say('handover.all_said')}", "done"),)
        self.top.show(((self.say("handover.title"), "ink bold"), *lacks), (), (*done, *self.time_of_day(now)))
        self.bar.show(n / total if total else 0.0)

    # The absence itself

    def action_another(self) -> None:
        self.planning.another()

    def action_next_absence(self) -> None:
        self.planning.following()

    def action_absence_span(self) -> None:
        self.planning.other_span()

    def action_absence_cancel(self) -> None:
        self.planning.cancel()

    # What is written on the line at hand

    def action_instruct(self) -> None:
        self.words.ask_field("do", "instruction")

    def action_otherwise(self) -> None:
        self.words.ask_field("if", "otherwise")

    def action_whom(self) -> None:
        self.words.ask_field("call", "call")

    def action_files(self) -> None:
        self.words.ask_field("files", "files")

    def action_template(self) -> None:
        self.words.template()

    def action_template_all(self) -> None:
        self.words.template_all()
