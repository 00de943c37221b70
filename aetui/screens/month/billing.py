"""Bills (R8): the cards that can be billed at the left, late money by its age at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from aetui.commands import BILLING
from aetui.desk.card.brief import fill_brief
from aetui.desk.day.today import client_name
from aetui.desk.month.billing import Bills, bills
from aetui.desk.papers import Subject
from aetui.domain.cards.billing import AGES, Aged, ToBill
from aetui.domain.records import Card
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.amounts import amount, late_words, sums_words
from aetui.screens.frame.columns import CLIENT_CELLS
from aetui.screens.frame.page import PageScreen
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Row, Section, heading


class BillingScreen(PageScreen):
    """Enter opens the card. Where nobody said whether a card is billable, `x` says that it is, `w` that it isn't."""

    WHERE = BILLING

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        return ((self.say("billing.title"), "ink bold"),), ()

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        seen, say = bills(self.desk, now), self.say
        late = self._late(seen)
        return (
            [
                self._able("able", seen.sure, say("billing.able", n=len(seen.sure)), say("billing.able.none")),
                *([self._able("unsaid", seen.unsaid, say("billing.open"), "")] if seen.unsaid else []),
            ],
            late or [Section("late", heading(say("billing.late", n=0)), (), say("billing.late.none"))],
        )

    def finish(self, ref: str) -> bool:
        return self._said(ref, billable=True) or super().finish(ref)

    def action_waive(self) -> None:
        if not self._said(self.ref, billable=False):
            self.desk_app.tell(self.say("billing.nothing"))

    def page_paper(self) -> tuple[str, Subject]:
        return "billing", Subject()

    # Inside

    def _said(self, ref: str, *, billable: bool) -> bool:
        """Whether the client pays for the card under the cursor; False where that isn't asked."""
        kind, key = Ref.parse(ref).pair
        card = self.desk.get(Card, key) if kind == "cards" else None
        if card is None or card.billable is not None:
            return False
        with self.minding():
            fill_brief(self.desk, card.number, self.now(), billable=billable)
        return True

    def _able(self, name: str, found: Sequence[ToBill], title: str, hint: str) -> Section:
        sums: dict[str, Decimal] = {}
        for one in found:
            sums[one.currency] = sums.get(one.currency, Decimal()) + one.left
        head: list[Part] = [*heading(title), (f"   {sums_words(self.say, sums)}" if found else "", "dim")]
        rows = [self._bill(one) for one in found]
        if name == "unsaid":
            rows.append(Row("", ((self.say("billing.unsaid.keys"), "faint"),)))
        return Section(name, tuple(head), rows, hint)

    def _bill(self, one: ToBill) -> Row:
        say, card = self.say, one.card
        left = (
            (f"{card.number} ", "act"),
            (fit(client_name(self.desk, card.client_id), CLIENT_CELLS) + " ", "dim"),
            (card.title, "ink"),
        )
        note = "billing.part" if one.billed else f"card.state.{card.state}"
        state: Part = (f"{say('billing.unsaid')}  ", "soon") if one.open else (f"{say(note)}  ", "dim")
        return Row(ref_to("cards", card.id), left, (state, (amount(say, one.left, one.currency), "ink")))

    def _late(self, seen: Bills) -> list[Section]:
        """A section an age, the oldest first."""
        sections = []
        for age in range(len(AGES), -1, -1):
            there = [one for one in seen.late if one.age == age]
            if there:
                name = (*heading(self.say(f"billing.age.{age}"), len(there)), (f"   {self._sums(seen, age)}", "late"))
                sections.append(Section(f"age{age}", name, [self._aged(one, n) for n, one in enumerate(there)]))
        if sections:
            total = (*heading(self.say("billing.late", n=len(seen.late))), (f"   {self._sums(seen)}", "late bold"))
            sections.insert(0, Section("late", total, [Row("", ((self.say("billing.late.tip"), "faint"),))]))
        return sections

    def _sums(self, seen: Bills, age: int | None = None) -> str:
        return sums_words(self.say, seen.sums(age))

    def _aged(self, one: Aged, n: int) -> Row:
        say, card = self.say, one.card
        days = late_words(say, one, "billing")
        left = (
            (f"{card.number} ", "act"),
            (fit(client_name(self.desk, card.client_id), CLIENT_CELLS) + " ", "dim"),
            (one.line.text or card.title, "ink"),
        )
        sum_ = amount(say, one.line.amount, one.line.currency)
        right = ((f"{sum_} ", "ink"), (" " * max(8 - width(days), 0) + days, "late"))
        return Row(ref_to("cards", card.id, f"{one.line.id}{n}"), left, right)
