"""The work card: schedule and what happened at the left, job order, money and works at the right."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from textual.worker import Worker, WorkerState

from aetui.commands import CARD
from aetui.desk.card.brief import confirm_order, fill_brief, send_order
from aetui.desk.card.money import agree_estimate, drop_money, settle
from aetui.desk.card.pace import measure, short_step, short_steps
from aetui.desk.card.schedule import (
    add_steps,
    chase_step,
    drop_step,
    finish_step,
    follow_step,
    reopen_step,
    rewrite_step,
    send_schedule,
    understand,
)
from aetui.desk.card.schedule import typed as typed_step
from aetui.desk.card.state import close, deliver, start_work, step_back
from aetui.desk.card.works import add_work, drop_work
from aetui.desk.day.today import client_name
from aetui.desk.fields import CARD as FIELDS
from aetui.desk.fields import At, field_of
from aetui.desk.papers import Subject
from aetui.desk.waiting import owner_of
from aetui.domain.cards.pace import Pace
from aetui.domain.cards.steps import following
from aetui.domain.errors import DeskError
from aetui.domain.gates import order_is_confirmed
from aetui.domain.papers import papers_about
from aetui.domain.records import Card, MoneyLine, Step, Work
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales import agrees
from aetui.locales.dates import when
from aetui.locales.works import pace_words
from aetui.screens.frame import understood as entries
from aetui.screens.frame.form import change_field
from aetui.screens.frame.opening import places_section
from aetui.screens.record import card_sections as show
from aetui.screens.record import card_works
from aetui.screens.record.card_plan import CardPlan
from aetui.widgets.cells import Parts
from aetui.widgets.countdown import time_left
from aetui.widgets.rows import Section

P = TypeVar("P", Step, MoneyLine, Work)

READ_AHEAD = "read ahead"


class CardScreen(CardPlan):
    """One card, from open to closed. Enter changes what the cursor stands on."""

    WHERE = CARD

    def __init__(self, card_id: str, *, planning: bool = False) -> None:
        """`planning`: it was just opened, and its steps are asked for at once."""
        super().__init__()
        self._record_id, self._planning = card_id, planning
        self._measured = False

    def on_mount(self) -> None:
        super().on_mount()
        if self._planning:
            self.call_after_refresh(self.action_step)
        if self.card and self.card.state != "closed":
            self.run_worker(self._read_ahead, name=READ_AHEAD, thread=True)

    def _read_ahead(self) -> None:
        """What steps took before (A5) is read beside the first picture."""
        with contextlib.suppress(DeskError):  # whatever is asked for next will tell
            measure(self.desk, self.now())

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker.name == READ_AHEAD and event.state is WorkerState.SUCCESS:
            self._measured = True
            self.refresh_all()

    def _short(self, card: Card) -> dict[str, Pace]:
        return short_steps(self.desk, card, self.now()) if self._measured else {}

    @property
    def about(self) -> str:
        return self._record_id

    @property
    def card(self) -> Card | None:
        return self.desk.get(Card, self._record_id)

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:
        card = self.card
        if card is None:
            return None
        left: Parts = (
            (card.number + " ", "act bold"),
            (card.title, "ink bold"),
            (f"   {client_name(self.desk, card.client_id)}", "dim"),
            (f" · {card.requested_by}" if card.requested_by else "", "dim"),
        )
        state = self.say(f"card.state.{card.state}")
        if card.deliver_at is None or card.delivered is not None or card.state == "closed":
            return left, ((state, "act"),)
        seconds = card.deliver_at.timestamp() - now.timestamp()
        words, style = ("phone.left", "ink bold") if seconds >= 0 else ("phone.late", "late bold")
        date_ = self.say("card.deliver", time=when(self.say, self.desk.local(card.deliver_at), now))
        left_words = f"{self.say(words).strip()} {time_left(abs(seconds), self.say('phone.day_word'))}"
        return left, ((date_, "dim"), (f"   {state}", "act"), (f"   {left_words}", style))

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:
        card = self.card
        if card is None:
            return (), ()
        desk, say = self.desk, self.say
        right = max(self.size.width - cells - 12, 20) if self.right.display else cells
        return (
            (
                show.schedule_section(desk, say, card, now, cells, self._short(card)),
                show.obligations_section(desk, say, card, now),
                show.timeline_section(desk, say, card),
            ),
            (
                show.order_section(desk, say, card, now),
                show.money_section(desk, say, card, now, right),
                show.works_section(say, card, right),
                places_section(say, self.places(), self.sights),
                show.strategy_section(desk, say, card, now),
                show.client_section(desk, say, card),
            ),
        )

    # Enter: change what the cursor stands on

    def edit(self, ref: str) -> bool:
        card = self.card
        kind, key = Ref.parse(ref).pair
        if card is None:
            return False
        if kind == "field":
            at = At(self.desk, self.say, card, self.now())
            change_field(
                self,
                at,
                field_of(FIELDS, key),
                lambda said: fill_brief(self.desk, card.number, self.now(), **{key: said}),
            )
        elif kind == "step" and (step := _of(card.steps, key)):
            self._edit_step(card, step)
        elif kind == "money" and (line := _of(card.money, key)):
            self._edit_money(card, line)
        elif kind == "money_item":
            self._write_item(card, key)
        elif kind == "estimate":
            self.action_estimate()
        elif kind == "work" and (work := _of(card.works, key)):
            card_works.advance(self, card, work)
        elif kind == "criterion":
            self.action_criterion()
        elif place := self.place_at(ref):
            self.open_one(place)
        elif kind == "remark" and (said := card_works.remarked(card, key)):
            card_works.answer(self, card, *said)
        else:
            return kind == "told"
        return True

    def _edit_step(self, card: Card, step: Step) -> None:
        self.ask(
            "step_edit",
            lambda text: self._take_step(card, step, text),
            of=step.id,
            edits=typed_step(self.desk, step, self.say.lang),
            understand=lambda text: self._step_words(text, step.id),
        )

    def _take_step(self, card: Card, step: Step, text: str) -> None:
        line = understand(self.desk, text, self.now())
        later = following(card.steps, step.id) if line.due and step.due and line.due != step.due else []
        rewrite_step(self.desk, card.number, step.id, line, self.now())
        if later and step.due:
            self._offer_following(card, step.id, step.due, len(later))

    def _offer_following(self, card: Card, step_id: str, old: datetime, n: int) -> None:
        """The later steps may move along, within the delivery date."""

        def answered(said: str | None) -> None:
            if agrees(said):
                with self.minding():
                    follow_step(self.desk, card.number, step_id, old, self.now())

        self.prompt.ask(self.say("ask.follow", n=n), answered, default="y", like="y")

    def _step_words(self, text: str, step: str | None = None) -> Parts:
        if not text.strip():
            return ()
        line = understand(self.desk, text, self.now())
        card = self.card
        whose = owner_of(self.desk, self.say, line.owner, card.client_id if card else None)
        owner = [(f"{whose} ", "act")] if whose else []
        return (*owner, *entries.due_words(self, text, line.due), *self._pace_words(line.what, line.due, step))

    def _pace_words(self, what: str, due: datetime | None, step: str | None) -> Parts:
        """That a step that is added, or written anew, has less time than such steps took (A5)."""
        card = self.card
        pace = short_step(self.desk, card, what, due, self.now(), step=step) if card and self._measured else None
        words = pace_words(self.say, pace, self.desk.calendar.hours.working, brief=True) if pace else ""
        return ((f"  {words}", "soon"),) if words else ()

    def page_refs(self) -> list[str]:
        return [ref_to("cards", self._record_id)]

    # Changing

    def action_step(self) -> None:
        if card := self.card:
            self.ask(
                "step",
                lambda text: add_steps(self.desk, card.number, [understand(self.desk, text, self.now())], self.now()),
                again=True,
                understand=self._step_words,
            )

    def action_chase(self) -> None:
        card = self.card
        kind, key = Ref.parse(self.ref).pair
        step = _of(card.steps, key) if card and kind == "step" else None
        if card is None or step is None:
            self.desk_app.tell(self.say("card.no_step"))
            return
        self.ask(
            "how.card.chase",
            lambda how: chase_step(self.desk, card.number, step.id, self.now(), how=how),
            of=step.id,
            naming=step.what,
            owner=step.owner or "",
        )

    def finish(self, ref: str) -> bool:
        card = self.card
        kind, key = Ref.parse(ref).pair
        if card is None:
            return False
        if kind == "step" and (step := _of(card.steps, key)):
            with self.minding():
                if step.done:
                    reopen_step(self.desk, card.number, step.id, self.now())
                else:
                    finish_step(self.desk, card.number, step.id, self.now())
        elif kind == "money" and (line := _of(card.money, key)):
            self.ask(
                "settle", lambda how: settle(self.desk, card.number, key, self.now(), how=how), of=key, naming=line.text
            )
        elif kind == "money_item":
            self._write_item(card, key)
        elif kind == "estimate":
            self.ask(
                "agreed",
                lambda by: agree_estimate(self.desk, card.number, self.now(), by=by),
                default=card.requested_by or "",
            )
        elif kind in ("work", "criterion", "remark"):
            return self.edit(ref)
        else:
            return super().finish(ref)
        return True

    def action_work(self) -> None:
        if card := self.card:
            self.ask("work", lambda name: add_work(self.desk, card.number, name, self.now()))

    def action_send_schedule(self) -> None:
        if card := self.card:
            self.ask_gated(
                "sent_schedule",
                lambda how, why: send_schedule(self.desk, card.number, self.now(), how=how, why=why),
                default=self.say("way.mail"),
            )

    def action_remove(self) -> None:
        """Off the card with what the cursor stands on; undo brings it back."""
        card = self.card
        kind, key = Ref.parse(self.ref).pair
        verbs = {"step": drop_step, "money": drop_money, "work": drop_work}
        if place := self.place_at(self.ref):
            self.drop_place(place)
            return
        if card is None or kind not in verbs:
            self.desk_app.tell(self.say("card.nothing_to_remove"))
            return
        with self.minding():
            verbs[kind](self.desk, card.number, key, self.now())
            self.desk_app.tell(self.say("card.removed"))

    def action_next_state(self) -> None:
        card = self.card
        if card is None:
            return
        if card.state == "closed":
            self.desk_app.tell(self.say("card.is_closed"))
        elif card.state == "open":
            self.gated(lambda why: start_work(self.desk, card.number, self.now(), why=why))
        elif card.state == "in_work":
            self.ask("delivered", lambda how: self._deliver(card, how))
        else:
            self.gated(lambda why: close(self.desk, card.number, self.now(), why=why))

    def _deliver(self, card: Card, how: str) -> None:
        """R8: now that it is delivered it can be billed, so whether it is billable is asked where nobody said."""
        after = deliver(self.desk, card.number, self.now(), how=how)

        def answered(said: str | None) -> None:
            if said and said.strip():
                with self.minding():
                    fill_brief(self.desk, card.number, self.now(), billable=agrees(said))

        if after.billable is None:
            self.prompt.ask(self.say("ask.billable"), answered, like=self.say("ask.billable.like"))

    def action_state_back(self) -> None:
        if card := self.card:
            with self.minding():
                step_back(self.desk, card.number, self.now())

    def action_propose(self) -> None:
        if card := self.card:
            card_works.propose_here(self, card, self.ref)

    def action_ask_sign(self) -> None:
        if card := self.card:
            card_works.ask_here(self, card, self.ref)

    def action_criterion(self) -> None:
        if card := self.card:
            card_works.tick_here(self, card, self.ref)

    def action_remark(self) -> None:
        if card := self.card:
            card_works.remark_here(self, card, self.ref)

    def action_order(self) -> None:
        """The job order goes back to the client, and is confirmed (R4): one key, whichever comes next."""
        card = self.card
        if card is None:
            return
        if card.order_sent is None or card.order_changed or order_is_confirmed(card):
            self.ask_gated(
                "order_sent",
                lambda how, why: send_order(self.desk, card.number, self.now(), how=how, why=why),
                default=self.say("way.mail"),
            )
        else:
            self.ask(
                "order_confirmed",
                lambda by: confirm_order(self.desk, card.number, self.now(), by=by),
                default=card.requested_by or "",
            )

    def action_papers(self) -> None:
        if card := self.card:
            self.go("paper", papers_about("card"), Subject(card=card))

    def action_call(self) -> None:
        self.call_with(ref_to("cards", self._record_id))


def _of(parts: Sequence[P], key: str) -> P | None:
    return next((part for part in parts if part.id == key), None)
