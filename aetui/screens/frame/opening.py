"""Screens on which a record names files, folders and addresses: one key opens them, beside the event loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread

from aetui.desk.opening.opener import Sights, open_place
from aetui.desk.opening.places import Spot
from aetui.domain.errors import DeskError
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.screens.frame.questions import AskingScreen
from aetui.widgets.cells import Part
from aetui.widgets.rows import Row, Section, heading

_STATES = {"missing": "soon", "unseen": "faint", "folder": "faint"}


class OpensPlaces(AskingScreen):
    """Subclasses say `places`. What is seen of them is looked up in threads that nobody waits for."""

    def __init__(self) -> None:
        super().__init__()
        self.sights = Sights(lambda: self._aside(self.places_seen))

    def places(self) -> Sequence[Spot]:
        """What the record at hand names."""
        raise NotImplementedError

    def places_seen(self) -> None:
        """One of them was looked up."""

    def action_open_named(self) -> None:
        """The only one at once, of several the one whose number is typed."""
        places = list(self.places())
        if not places:
            self.desk_app.tell(self.say("link.none_here"))
        elif len(places) == 1:
            self.open_one(places[0])
        else:
            say = self.say
            self.prompt.ask(
                say("ask.open_which"),
                lambda said: self._answered(places, said),
                like=say("ask.open_which.like"),
                above="\n".join(self._choice(n, place) for n, place in enumerate(places, 1)),
            )

    def _choice(self, n: int, place: Spot) -> str:
        state = self.sights.state(place)
        told = "" if state == "there" else f"({self.say(f'open.state.{state}')})"
        return " ".join(filter(None, (str(n), place.name, place.target, told)))

    def _answered(self, places: Sequence[Spot], said: str | None) -> None:
        typed = (said or "").strip()
        if typed.isdecimal() and 1 <= int(typed) <= len(places):
            self.open_one(places[int(typed) - 1])
        elif typed:
            self.desk_app.tell(self.say("error.link.unknown", name=typed), late=True)

    def open_one(self, place: Spot) -> None:
        """Hand it to the system's opener, which may take its time, as a drive may."""

        def run() -> None:
            try:
                opened = open_place(place)
            except DeskError as mistake:
                told = mistake
                self._aside(lambda: self.desk_app.complain(told))
            else:
                key = "open.opened" if opened == place.address else "open.folder"
                self._aside(lambda: self.desk_app.tell(self.say(key, target=opened)))

        Thread(target=run, daemon=True).start()

    def _aside(self, act: Callable[[], object]) -> None:
        """From a thread, while the program runs."""
        with suppress(RuntimeError):
            self.app.call_from_thread(act)


def places_section(say: Texts, places: Sequence[Spot], sights: Sights) -> Section:
    """What is named, by the numbers that open it; what isn't there is marked."""
    rows = []
    for n, place in enumerate(places, 1):
        state = sights.state(place)
        missing = state == "missing"
        left: list[Part] = [(f"{n}  ", "faint")]
        if place.name:
            left.append((f"{place.name}  ", "dim" if missing else "ink"))
        left.append((place.target, "dim" if missing or place.name else "ink"))
        right: list[Part] = [] if state == "there" else [(say(f"open.state.{state}"), _STATES[state])]
        rows.append(Row(ref_to("place", n), left, right, 3))
    return Section("places", heading(say("link.section"), len(places)), rows, say("link.none"))
