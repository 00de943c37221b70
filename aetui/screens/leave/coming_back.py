"""Coming back: what came due, what was done, what is open, what is new, one after another, taken over in one key (D8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from aetui.commands import RETURN
from aetui.desk.files.given import path_typed
from aetui.desk.leave.bundles import take_back
from aetui.desk.leave.coming_back import GROUPS, OURS, PLAIN, Fate, TakenOver, TakeOver, did, fates, plain, take_over
from aetui.domain.records import Absence
from aetui.domain.records.refs import Ref
from aetui.locales.errors import reason
from aetui.screens.frame.one_by_one import OneByOneScreen
from aetui.screens.leave import coming_back_sections as show
from aetui.widgets.lines import LineList
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet


class ComingBackScreen(OneByOneScreen):
    """What became of each line of one absence. The cursor's line is the one at hand; where two tell it differently
    both stand side by side, and a key says whose word counts."""

    WHERE = RETURN
    CSS_PATH: ClassVar[list[Any]] = [style_sheet("one_by_one"), style_sheet("handover")]

    def __init__(self, absence_id: str) -> None:
        super().__init__()
        self._absence_id = absence_id
        self._left: list[Fate] = []

    @property
    def absence(self) -> Absence | None:
        return self.desk.get(Absence, self._absence_id)

    @property
    def at_hand(self) -> Fate | None:
        """The line under the cursor."""
        key = Ref.parse(self.left.ref).id
        return next((fate for fate in self._left if fate.key == key), None)

    @property
    def named(self) -> str:
        hand = self.at_hand
        return hand.line.what if hand is not None else ""

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        event.stop()
        if event.lines is self.left:
            self.action_take_over()

    def _digit(self, n: int) -> bool:
        """That side of a conflict is taken, as they stand."""
        hand = self.at_hand
        sides = show.sides(hand) if hand is not None and hand.group == "conflict" else []
        if 1 <= n <= len(sides):
            self._take(TakeOver(side=sides[n - 1][0]))
        return 1 <= n <= len(sides)

    # Taking over

    def action_take_over(self) -> None:
        """This line is our own again, as it stands; what the cover's log says is done, is done."""
        self._take(PLAIN)

    def action_take_ours(self) -> None:
        self._take(TakeOver(side=OURS))

    def action_take_theirs(self) -> None:
        self._take(TakeOver(side=OURS + 1))

    def action_cover_did(self) -> None:
        """The cover did it, as they tell us: how."""
        hand = self.at_hand
        if hand is None:
            return
        if not hand.line.cover:
            self.desk_app.tell(self.say("error.absence.nobody"), late=True)
            return
        self.ask("return.did", lambda how: self._take(did(self.now(), how), hand), of=hand.key, name=hand.line.cover)

    def _take(self, choice: TakeOver, fate: Fate | None = None) -> None:
        hand = fate or self.at_hand
        if hand is None:
            return
        with self.minding():
            self._tell_kept_open(take_over(self.desk, self.say, self._absence_id, {hand.key: choice}, self.now()))

    def _tell_kept_open(self, taken: TakenOver) -> bool:
        """What the cover did, and a gate of ours keeps open; whether there is any."""
        for line, refused in taken.kept_open:
            why = reason(self.say, refused)
            self.desk_app.tell(self.say("return.kept_open", what=line.what, why=why), late=True)
        return bool(taken.kept_open)

    def action_take_all(self) -> None:
        """Everything that is told in one way, as it stands; and what of it is done, and what isn't."""
        chosen = plain(self._left)
        if not self._left:
            return
        n = {group: sum(fate.group == group for fate in self._left) for group in GROUPS}
        with self.minding():
            taken = take_over(self.desk, self.say, self._absence_id, chosen, self.now()) if chosen else None
            if taken is not None and self._tell_kept_open(taken):
                return
            told = self.say(
                "return.took", n=len(chosen), done=n["done"], own=n["own"], due=n["due"], open=n["open"] + n["new"]
            )
            waiting = f" {self.say('return.left', n=n['conflict'])}" if n["conflict"] else ""
            self.desk_app.tell(told + waiting, late=bool(waiting))

    def action_fetch_log(self) -> None:
        """A cover's log comes in."""

        def take(text: str) -> None:
            if text.strip():
                take_back(self.desk, path_typed(text), self.now())
                self.desk_app.tell(self.say("return.log_in"))

        self.ask("return.file", take, of=self._absence_id)

    def action_show_record(self) -> None:
        """What the line is about."""
        hand = self.at_hand
        if hand is not None:
            self.open_ref(show.ref_of(hand.line))

    # Showing

    def _look(self) -> None:
        now, absence = self.now(), self.absence
        self.keys.show(*self.hints())
        over = absence is None or absence.returned or absence.cancelled
        self._left = fates(self.desk, self.say, absence, now) if absence is not None and not over else []
        if self._left:
            self.left.show(*show.fates_sections(self.desk, self.say, self._left, now))
        else:
            self.left.show(Section("none", (), (), self.say("return.over" if over else "return.none")))
        if absence is not None:
            self.right.show(
                show.sum_section(self.desk, self.say, absence, now),
                show.taken_section(self.desk, self.say, absence),
            )
        self._show_thing()
        self._show_head(now)

    def _show_thing(self) -> None:
        hand = self.at_hand
        self.thing.show(*([show.fate_section(self.desk, self.say, hand, self.now())] if hand else []))

    def _show_head(self, now: datetime) -> None:
        absence = self.absence
        n = sum(line.returned is not None for line in absence.lines) if absence else 0
        total = n + len(self._left)
        done = ((f"{self.say('return.n_taken')} ", "dim"), (f"{n}", "ink bold"), (f" / {total}", "dim"))
        self.top.show(((self.say("return.title"), "ink bold"),), (), (*done, *self.time_of_day(now)))
        self.bar.show(n / total if total else 1.0)
