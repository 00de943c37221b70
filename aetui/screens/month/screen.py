"""An AM's month: quarter budgets, media plans, monthly reports, client by client; the year's appraisals (A6–A8, A10)."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from aetui.commands import MONTH
from aetui.desk.check.sheet import checker
from aetui.desk.copying.text import Copied
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place, keep_place
from aetui.desk.month.all_at_once import KINDS, copy_all, hand_in_all, plan_kind, to_hand_in
from aetui.desk.month.gathered import REPORT
from aetui.desk.month.month_file import chase_month, note_text, send_month
from aetui.desk.month.overview import APPRAISAL, Month, month
from aetui.desk.month.plans import add_lines, the_plan
from aetui.desk.papers import Subject
from aetui.domain.clock.periods import after, before, span
from aetui.domain.papers import PAPERS
from aetui.domain.plans import RULES
from aetui.domain.records import Client
from aetui.domain.records.refs import Ref, ref_to, round_id
from aetui.domain.records.team import PlanKind
from aetui.screens.frame.page import PageScreen
from aetui.screens.frame.taking_in import ask_clients, take_in
from aetui.screens.month import sections as show
from aetui.screens.month.plan_sections import typed_words
from aetui.widgets.cells import Part, Parts
from aetui.widgets.keyline import KeyHint
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet

_KINDS: dict[str, PlanKind] = {"budget": "budget", "media": "media"}

_AM_ONLY, _AE_ONLY = frozenset({"take_weeks", "chase_month"}), frozenset({"hand_in_month"})


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

    def hints(self) -> tuple[list[KeyHint], tuple[KeyHint, ...]]:
        """The footer leaves out what is another role's."""
        hints, last = super().hints()
        others = _AE_ONLY if (self._seen or self.seen).mine else _AM_ONLY
        return [hint for hint in hints if hint.action.rpartition(".")[2] not in others], last

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
        right = [
            show.report_section(desk, say, seen),
            *show.gathered_section(desk, say, seen),
            show.appraisal_section(desk, say, seen),
        ]
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
        elif kind == "gather":
            self.action_take_weeks()
        elif kind == "monthly" and client is not None:
            self._show_paper(kind, Subject(client=client, period=seen.month))
        elif kind == "appraisal":
            self.go("appraisal", key, seen.year)
        else:
            return False
        return True

    def page_paper(self) -> tuple[str, Subject] | None:
        """The paper of what the cursor stands on: read, handed in, written to a file."""
        kind, key = Ref.parse(self.ref).pair
        seen = self._seen or self.seen
        if kind == "appraisal":
            return kind, Subject(person=key, period=str(seen.year))
        client = self.desk.get(Client, key)
        if client is None or kind not in PAPERS:
            return None
        return kind, Subject(client=client, period=seen.periods[_KINDS[kind]] if kind in _KINDS else seen.month)

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

    # All of a kind at once

    def _kind(self) -> str:
        """The kind of paper that the cursor stands among."""
        kind = Ref.parse(self.ref).kind
        return kind if kind in KINDS else "monthly" if kind == "gather" else ""

    def action_plan_lines(self) -> None:
        """Line after line from the client at hand on; an empty one goes on to the next."""
        kind, key = plan_kind(self._kind()), Ref.parse(self.ref).id
        if kind is None:
            self.desk_app.tell(self.say("month.on_plans"))
            return
        clients = [row.client for row in self.seen.plans[kind]]
        at = next((n for n, client in enumerate(clients) if client.id == key), 0)
        self._ask_line(kind, self.seen.periods[kind], clients[at:])

    def _ask_line(self, kind: PlanKind, period: str, clients: Sequence[Client]) -> None:
        if not clients:
            return
        client = clients[0]

        def take(text: str) -> None:
            if text.strip():
                add_lines(self.desk, kind, client, period, [text], self.now())
            self._ask_line(kind, period, clients if text.strip() else clients[1:])

        def words(text: str) -> Parts:
            plan = the_plan(self.desk, kind, client.id, period)
            return typed_words(self.desk, self.say, plan, period, text, self.now())

        named = f"{client.short} {self.say(f'month.{kind}', period=period)}"
        self.ask("plan_line", take, of=f"{kind} {client.id} {period}", naming=named, understand=words)

    def action_plan_copy_all(self) -> None:
        kind = plan_kind(self._kind())
        if kind is None:
            self.desk_app.tell(self.say("month.on_plans"))
            return
        with self.minding():
            made = copy_all(self.desk, kind, self.seen.periods[kind], self.now())
            self.desk_app.tell(self.say("plan.copied_all", names=self.say("list.comma").join(c.short for c in made)))

    def action_hand_in_all(self) -> None:
        """All that is owed of the kind at hand goes to the AD."""
        kind = self._kind()
        if not kind:
            self.desk_app.tell(self.say("month.on_papers"))
            return
        plan = plan_kind(kind)
        period = self.seen.periods[plan] if plan else self.seen.month
        found, comma = to_hand_in(self.desk, kind, period, self.now()), self.say("list.comma")

        def take(how: str) -> None:
            sent = hand_in_all(self.desk, kind, period, self.now(), how=how)
            told = [self.say("month.went", kind=self.say(f"paper.{kind}"), n=len(sent), to=sent[0].to or "–")]
            if found.waiting:
                told.append(self.say("month.waits", names=comma.join(c.short for c in found.waiting)))
            self.desk_app.tell(" ".join(told))

        if not found.clients:
            with self.minding():
                hand_in_all(self.desk, kind, period, self.now())
            return
        names = comma.join(client.short for client in found.clients)
        self.ask("month.all", take, of=kind, default=self.say("way.mail"), kind=self.say(f"paper.{kind}"), names=names)

    # The AEs' months

    def action_take_weeks(self) -> None:
        self.ask("week.take", self._take, of="take", default=str(file_place(self.desk)))

    def _take(self, text: str) -> Coroutine[object, object, object] | None:
        return self._take_in(path_typed(text)) if text.strip() else None

    async def _take_in(self, path: Path) -> None:
        await take_in(self, path)
        ask_clients(self)

    def action_chase_month(self) -> None:
        """The AE at hand is asked for her month, else each whose month is missing; what they are written goes into the clipboard."""
        kind, name = Ref.parse(self.ref).pair
        with self.minding():
            asked = chase_month(self.desk, self.seen.month, self.now(), name if kind == "gather" else None)
            text = "\n".join(note_text(self.desk, self.seen.gathered, one) for one in asked)
            names = self.say("list.comma").join(one.who for one in asked)
            self.desk_app.copy(Copied(text, house=True), self.say("month.chase.done", names=names))

    def action_hand_in_month(self) -> None:
        """Our own clients' month for the AM: on her desk in the office, else as a file."""
        period = self.seen.month
        to = checker(self.desk, self.now())
        if to is not None:
            with self.minding():
                made = send_month(self.desk, period, None, self.now())
                self.desk_app.tell(self.say("month.gone", period=period, n=len(made.reports), who=to.name))
            return
        name = f"{self.desk.owner or 'month'}-{period}.json"

        def take(text: str) -> None:
            if text.strip():
                file = path_typed(text)
                made = send_month(self.desk, period, file, self.now())
                keep_place(self.desk, file.parent)
                self.desk_app.tell(self.say("month.sent", period=made.period, n=len(made.reports), file=file))

        self.ask("month.file", take, of=period, default=str(file_place(self.desk) / name))

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
