"""Where what belongs to a card lies, on its page: opened by Enter or by its number, put there, taken off."""

from __future__ import annotations

from aetui.desk.opening import link_line
from aetui.desk.opening.links import add_link, drop_link, set_link
from aetui.desk.opening.places import Spot, of_card
from aetui.domain.records import Card
from aetui.domain.records.refs import Ref
from aetui.screens.frame.opening import OpensPlaces
from aetui.screens.frame.page import PageScreen
from aetui.widgets.cells import Parts


class CardPlaces(PageScreen, OpensPlaces):
    """The part of the card's page that opens what it names."""

    @property
    def card(self) -> Card | None:
        """The card of the page; None where it is gone."""
        raise NotImplementedError

    def places(self) -> list[Spot]:
        return of_card(self.desk, self.card) if self.card else []

    def places_seen(self) -> None:
        self.refresh_all()

    def place_at(self, ref: str) -> Spot | None:
        """The place that a row stands for."""
        kind, n = Ref.parse(ref).pair
        places = self.places()
        return places[int(n) - 1] if kind == "place" and n.isdecimal() and 1 <= int(n) <= len(places) else None

    def action_link(self) -> None:
        """A place onto the card; with the cursor on a work, onto that; on a place that was put there, that one written anew."""
        card, at = self.card, self.place_at(self.ref)
        if card is None:
            return
        if at is not None and at.link_id:
            old, link_id = link_line.write(link_line.LinkLine(at.target, at.name or None)), at.link_id
            self.ask(
                "link",
                lambda line: set_link(self.desk, card.number, link_id, line, self.now()),
                of=link_id,
                edits=old,
                understand=self._link_words,
            )
            return
        kind, key = Ref.parse(self.ref).pair
        work = next((w for w in card.works if kind == "work" and w.id == key), None)
        self.ask(
            "link",
            lambda line: add_link(self.desk, card.number, line, self.now(), work=work.id if work else None),
            naming=work.name if work else "",
            understand=self._link_words,
        )

    def drop_place(self, place: Spot) -> None:
        """Off the card; what stands in a text is taken out there."""
        card = self.card
        if card is not None:
            with self.minding():
                drop_link(self.desk, card.number, place.link_id or place.target, self.now())
                self.desk_app.tell(self.say("link.dropped"))

    def _link_words(self, line: str) -> Parts:
        read = link_line.read(line)
        return ((f"{read.name} → " if read.name else "→ ", "dim"), (read.target, "act")) if read.target else ()
