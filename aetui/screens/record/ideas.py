"""点子 (Y1): all ideas over all cards, those in use and those let go beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.commands import IDEAS
from aetui.desk.ideas import drop_idea, edit_idea, ended_ideas, open_ideas, show_idea, use_idea, written
from aetui.domain.records import Card, Client, Idea
from aetui.domain.records.refs import Ref, ref_to
from aetui.screens.frame.ideas import idea_words
from aetui.screens.frame.page import PageScreen
from aetui.screens.phone.memory import note_day
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Row, Section, heading


class IdeasScreen(PageScreen):
    """Enter writes the one at hand anew. `asking`: a new one is asked for at once."""

    WHERE = IDEAS
    OF_ROWS = PageScreen.OF_ROWS | {"use_idea", "drop_idea", "show_idea", "open_card"}

    def __init__(self, *, asking: bool = False) -> None:
        super().__init__()
        self._asking_first = asking

    def on_mount(self) -> None:
        if self._asking_first:
            self.call_after_refresh(self.action_idea)

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        n = len(open_ideas(self.desk))
        return ((self.say("idea.title"), "ink bold"), (f"   {self.say('idea.own_eyes')}", "dim")), ((f"{n}", "dim"),)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        opened, ended = open_ideas(self.desk), ended_ideas(self.desk)
        rows = [self._row(one, now) for one in opened]
        past = [self._row(one, now) for one in ended]
        return (
            (Section("ideas", heading(self.say("idea.open"), len(rows)), rows, self.say("idea.none")),),
            (Section("ended", heading(self.say("idea.ended"), len(past)), past, self.say("idea.ended.none")),),
        )

    def _row(self, one: Idea, now: datetime) -> Row:
        """The idea, then in a line of its own whose it is, since when, for what, and who saw it."""
        desk, say = self.desk, self.say
        card, client = desk.get(Card, one.card_id), desk.get(Client, one.client_id)
        about = f"{card.number} {card.title}" if card else client.short if client else say("idea.free")
        told: list[tuple[str, str]] = [
            (" · ".join(filter(None, (one.who, note_day(desk, one.at, now), about))), "dim"),
        ]
        if one.used:
            told.append((f" · {say('idea.was_used', day=note_day(desk, one.used.at, now))}", "done"))
        if one.dropped:
            told.append((f" · {say('idea.was_dropped', day=note_day(desk, one.dropped.at, now))}", "faint"))
        if one.shown:
            who = " ".join(filter(None, (one.shown.by, note_day(desk, one.shown.at, now))))
            told.append((f" · {say('idea.was_shown', who=who)}", "act"))
        style = "ink" if not (one.used or one.dropped) else "dim"
        return Row(ref_to("ideas", one.id), ((one.text, style),), (), 0, [((("  ", ""), *told), ())])

    def _at_hand(self) -> Idea | None:
        kind, key = Ref.parse(self.ref).pair
        return self.desk.get(Idea, key) if kind == "ideas" else None

    # Changing

    def edit(self, ref: str) -> bool:
        idea = self.desk.get(Idea, Ref.parse(ref).id)
        if idea is None:
            return False
        self.ask(
            "idea",
            lambda text: edit_idea(self.desk, idea.id, text, self.now()),
            of=idea.id,
            edits=written(self.desk, idea),
            understand=lambda text: idea_words(self.desk, self.say, text),
        )
        return True

    def action_use_idea(self) -> None:
        """`x`: it was used, or it wasn't after all."""
        idea = self._at_hand()
        if idea is None:
            self.desk_app.tell(self.say("page.nothing_here"))
            return
        with self.minding():
            used = use_idea(self.desk, idea.id, self.now()).used
            self.desk_app.tell(self.say("idea.used" if used else "idea.not_used", text=idea.text))

    def action_show_idea(self) -> None:
        """`s`: to whom it was shown; from then on others may read it."""
        idea = self._at_hand()
        if idea is None:
            self.desk_app.tell(self.say("page.nothing_here"))
            return
        self.ask(
            "idea_shown",
            lambda who: show_idea(self.desk, idea.id, self.now(), by=who),
            of=idea.id,
            naming=idea.text,
        )

    def action_remove(self) -> None:
        self.action_drop_idea()

    def action_drop_idea(self) -> None:
        """`w`: it is let go; said again, it is taken up anew."""
        idea = self._at_hand()
        if idea is None:
            self.desk_app.tell(self.say("page.nothing_here"))
            return
        with self.minding():
            dropped = drop_idea(self.desk, idea.id, self.now()).dropped
            self.desk_app.tell(self.say("idea.dropped" if dropped else "idea.taken_up", text=idea.text))

    def action_open_card(self) -> None:
        """The card that it is on, else the client."""
        idea = self._at_hand()
        if idea is not None and idea.card_id:
            self.open_ref(ref_to("cards", idea.card_id))
        elif idea is not None and idea.client_id:
            self.open_ref(ref_to("clients", idea.client_id))
        else:
            self.desk_app.tell(self.say("page.nothing_here"))
