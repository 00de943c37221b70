"""A client's media plan or quarter budget: its lines typed one after another, what has changed, the actual (A6, A7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from aetui.commands import PLAN
from aetui.desk.month.plans import add_lines, copy_last, drop_line, move_line, rewrite_line, the_plan
from aetui.desk.papers import Subject
from aetui.domain.clock.periods import after, before, span
from aetui.domain.lines import plan as plan_line
from aetui.domain.plans import total
from aetui.domain.records import Client, Plan, PlanLine
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.records.team import PlanKind
from aetui.locales.amounts import amount
from aetui.screens.frame.page import PageScreen
from aetui.screens.month import plan_sections as show
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet


class PlanScreen(PageScreen):
    """One client's plan of one period, whether or not anything stands on it yet. Enter changes a line."""

    WHERE = PLAN
    CSS_PATH: ClassVar = [style_sheet("page"), style_sheet("month")]
    ARROWS_CROSS = False

    def __init__(self, kind: PlanKind, client_id: str, period: str) -> None:
        super().__init__()
        self._kind, self._client_id, self._period = kind, client_id, period
        self._seen: Plan | None = None  # as it was last shown

    @property
    def about(self) -> str:
        return f"{self._kind} {self._client_id} {self._period}"

    @property
    def client(self) -> Client | None:
        return self.desk.get(Client, self._client_id)

    @property
    def plan(self) -> Plan | None:
        return the_plan(self.desk, self._kind, self._client_id, self._period)

    # Showing

    def _show(self) -> None:
        self._seen = self.plan
        super()._show()

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        client, plan, say = self.client, self._seen, self.say
        if client is None:
            return None
        left: Parts = (
            (client.name, "ink bold"),
            (f"   {self._period}", "act bold"),
            (f" {say(f'paper.{self._kind}')}", "dim"),
        )
        if plan is None:
            return left, ((say("month.no_plan"), "dim"),)
        state = show.handed_note(say, plan)
        return left, (
            state,
            (f"   {say('plan.total')} ", "dim"),
            (amount(self.say, total(plan.lines), plan.currency), "ink bold"),
        )

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:
        client, plan, desk, say = self.client, self._seen, self.desk, self.say
        if client is None:
            return (), ()
        left = (show.lines_section(desk, say, plan, now, cells), show.changes_section(desk, say, plan))
        right = (
            *([show.actual_section(desk, say, client, plan, self._period, now)] if self._kind == "budget" else []),
            show.obligation_section(desk, say, self._kind, client, self._period, now),
            *show.versions_section(desk, say, plan),
            show.client_section(say, client),
        )
        return (left, right) if self.right.display else ((*left, *right), ())

    # Keys

    def edit(self, ref: str) -> bool:
        plan, line = self.plan, self._line(ref)
        if plan is None or line is None:
            return Ref.parse(ref).kind == "change"
        self.ask(
            "plan_line_edit",
            lambda text: rewrite_line(self.desk, plan.id, line.id, text, self.now()),
            of=line.id,
            edits=plan_line.write(line, plan.currency, lang=self.say.lang),
            understand=self._words,
        )
        return True

    def _line(self, ref: str) -> PlanLine | None:
        kind, key = Ref.parse(ref).pair
        plan = self.plan
        return next((x for x in plan.lines if x.id == key), None) if plan and kind == "line" else None

    def _words(self, text: str) -> Parts:
        """What the line is understood to say, while it is typed."""
        return show.typed_words(self.desk, self.say, self.plan, self._period, text, self.now())

    def action_plan_line(self) -> None:
        if client := self.client:
            kind, period = self._kind, self._period
            self.ask(
                "plan_line",
                lambda text: add_lines(self.desk, kind, client, period, [text], self.now()),
                again=True,
                understand=self._words,
            )

    def action_remove(self) -> None:
        plan, line = self.plan, self._line(self.ref)
        if plan is None or line is None:
            self.desk_app.tell(self.say("plan.nothing_there"))
            return
        with self.minding():
            drop_line(self.desk, plan.id, line.id, self.now())
            self.desk_app.tell(self.say("card.removed"))

    def action_plan_copy(self) -> None:
        client, old = self.client, self.plan
        if client is None:
            return
        with self.minding():
            made = copy_last(self.desk, self._kind, client, self._period, self.now())
            self.desk_app.tell(self.say("plan.copied", n=len(made.lines) - (len(old.lines) if old else 0)))

    def action_line_up(self) -> None:
        self._move(-1)

    def action_line_down(self) -> None:
        self._move(1)

    def _move(self, direction: int) -> None:
        plan, line = self.plan, self._line(self.ref)
        if plan is not None and line is not None:
            with self.minding():
                move_line(self.desk, plan.id, line.id, direction, self.now())

    def action_call(self) -> None:
        self.call_with(ref_to("clients", self._client_id))

    def action_period_before(self) -> None:
        if span(self._period)[0].year > 1:
            self._period = before(self._period)
            self.refresh_all()

    def action_period_after(self) -> None:
        self._period = after(self._period)
        self.refresh_all()

    def page_paper(self) -> tuple[str, Subject] | None:
        client = self.client
        return (self._kind, Subject(client=client, period=self._period)) if client else None
