"""An AM's month: quarter budgets, media plans, monthly reports, client by client; the year's appraisals (A6–A8, A10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from aetui.commands import MONTH
from aetui.desk.month.overview import APPRAISAL, REPORT, Month, month
from aetui.desk.papers import Subject
from aetui.domain.clock.periods import after, before, span
from aetui.domain.plans import RULES
from aetui.domain.records import Client
from aetui.domain.records.refs import Ref, ref_to, round_id
from aetui.domain.records.team import PlanKind
from aetui.screens.frame.page import PageScreen
from aetui.screens.month import sections as show
from aetui.widgets.cells import Part, Parts
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet

_KINDS: dict[str, PlanKind] = {"budget": "budget", "media": "media"}


class MonthScreen(PageScreen):
    """One month, `2026-11`; the one it is where none is named. Enter opens the plan, the report, the appraisal."""

    WHERE = MONTH
    CSS_PATH: ClassVar = [style_sheet("page"), style_sheet("month")]
    ARROWS_CROSS = False

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._name = name
        self._seen: Month | None = None

    @property
    def seen(self) -> Month:
        """The month as the desk has it now."""
        self._name = self._name or show.now_month(self.desk, self.now())
        self._seen = month(self.desk, self._name, self.now())
        return self._seen

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        seen, say = self._seen or self.seen, self.say
        left: Parts = ((show.month_name(say, seen.month), "ink bold"), (f"   {say('month.of_am')}", "dim"))
        owed, late = show.counts(seen)
        right: list[Part] = [(say("head.owed", n=owed), "ink bold" if owed else "dim")]
        right.append((f"   {say('head.late', n=late)}", "late bold" if late else "dim"))
        return left, right

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        desk, say, seen = self.desk, self.say, self.seen
        budget = show.plan_section(desk, say, seen, "budget")
        media = show.plan_section(desk, say, seen, "media")
        left = [*show.role_section(desk, say, seen), budget, media]
        right = [show.report_section(desk, say, seen), show.appraisal_section(desk, say, seen)]
        ahead = show.ahead_section(say, seen)
        if self.right.display:
            return [*left, *ahead], right
        return [*left, *right, *ahead], ()

    # Keys

    def action_open(self) -> None:
        self.action_edit()

    def edit(self, ref: str) -> bool:
        kind, key = Ref.parse(ref).pair
        seen = self._seen or self.seen
        client = self.desk.get(Client, key)
        if kind == "ahead":
            self.action_period_after()
        elif kind in _KINDS and client is not None:
            self.go("plan", _KINDS[kind], client.id, seen.periods[_KINDS[kind]])
        elif kind == "monthly" and client is not None:
            self._show_paper(kind, Subject(client=client, period=seen.month))
        elif kind == "appraisal":
            self.go("appraisal", key, seen.year)
        else:
            return False
        return True

    def action_papers(self) -> None:
        """The paper of what the cursor stands on: read, handed in, written to a file."""
        kind, key = Ref.parse(self.ref).pair
        seen = self._seen or self.seen
        if kind == "appraisal":
            self._show_paper(kind, Subject(person=key, period=str(seen.year)))
        elif client := self.desk.get(Client, key):
            period = seen.periods[_KINDS[kind]] if kind in _KINDS else seen.month
            self._show_paper(kind, Subject(client=client, period=period))

    def _show_paper(self, kind: str, subject: Subject) -> None:
        self.go("paper", (kind,), subject)

    def obligation_id(self, ref: str) -> str:
        kind, key = Ref.parse(ref).pair
        seen = self._seen or self.seen
        if kind == "appraisal":
            return round_id(APPRAISAL, key, seen.year)
        if kind == "obligation":
            return key
        rule = RULES[_KINDS[kind]] if kind in _KINDS else REPORT
        return round_id(rule, key, seen.month) if kind in (*_KINDS, "monthly") else ""

    def action_call(self) -> None:
        """The client of the row at hand."""
        self.call_with(ref_to("clients", Ref.parse(self.ref).id))

    def action_period_before(self) -> None:
        if span(self.seen.month)[0].year > 1:
            self._turn(before(self.seen.month))

    def action_period_after(self) -> None:
        self._turn(after(self.seen.month))

    def _turn(self, name: str) -> None:
        self._name = name
        self.refresh_all()
