"""The money of a card on its page: estimates, lines of money, and `$` items that are no line yet (D5, R8, Y3)."""

from __future__ import annotations

from decimal import Decimal

from aetui.desk.card.money import add_money, estimate, rewrite_money, tax_on
from aetui.domain.errors import BadInput
from aetui.domain.lines import estimate as estimate_line
from aetui.domain.lines import money as money_line
from aetui.domain.lines.money import TypedMoney
from aetui.domain.records import Card, MoneyKind, MoneyLine
from aetui.locales.amounts import amount
from aetui.locales.errors import sentence
from aetui.locales.kinds import money_kinds
from aetui.screens.frame import understood as entries
from aetui.screens.record import card_sections as show
from aetui.screens.record.card_places import CardPlaces
from aetui.widgets.cells import Parts


class CardMoney(CardPlaces):
    """The part of the card's page that asks for amounts."""

    def _edit_money(self, card: Card, line: MoneyLine) -> None:
        kind = self.say(f"money.{line.kind}")
        said = money_line.write(line, kind=kind, cal=self.desk.calendar, lang=self.say.lang)

        def take(text: str) -> None:
            typed = self._read_money(text)
            rewrite_money(self.desk, card.number, line.id, typed.kind, typed.money, typed.text, typed.due, self.now())

        self.ask("money", take, of=line.id, edits=said, understand=self._money_words)

    def _write_item(self, card: Card, item_id: str) -> None:
        item = show.unwritten(self.desk, card, item_id)
        if item is None:
            return

        def take(text: str) -> None:
            typed = self._read_money(text)
            add_money(
                self.desk, card.number, typed.kind, typed.money, self.now(), text=typed.text, due=typed.due, item=item
            )

        self.ask("money", take, of=item.id, default=item.text, understand=self._money_words)

    def _read_money(self, text: str) -> TypedMoney:
        kinds: dict[str, MoneyKind] = money_kinds(self.say)
        return money_line.read(text, kinds=kinds, now=self.now(), cal=self.desk.calendar)

    def _money_words(self, text: str) -> Parts:
        try:
            typed = self._read_money(text)
        except BadInput as mistake:
            return ((sentence(self.say, mistake), "soon"),) if text.strip() else ()
        said = f"{self.say(f'money.{typed.kind}')} {amount(self.say, typed.money.amount, typed.money.currency)}"
        return ((f"{said} ", "act"), *entries.due_words(self, typed.text, typed.due))

    def action_estimate(self) -> None:
        card = self.card
        if card is None:
            return
        last = card.estimates[-1] if card.estimates else None

        def take(text: str) -> None:
            estimate(self.desk, card.number, None, self.now(), said=estimate_line.read(text))

        said = estimate_line.write(last) if last else None
        self.ask("estimate", take, edits=said, of=f"{card.id} estimate", understand=self._estimate_words)

    def _estimate_words(self, text: str) -> Parts:
        """How many lines were understood, and their sum."""
        if not text.strip():
            return ()
        try:
            read = estimate_line.read(text)
        except BadInput as mistake:
            return ((sentence(self.say, mistake), "soon"),)
        if read.amount is not None:
            return ((amount(self.say, read.amount.amount, read.amount.currency), "act"),)
        net, currency = sum((m.amount for _, m in read.lines), Decimal()), read.lines[0][1].currency
        total = net + tax_on(net, read.tax)
        return (
            (
                self.say("card.estimate.lines", n=len(read.lines), total=amount(self.say, total, currency)),
                "act",
            ),
        )

    def action_money(self) -> None:
        if card := self.card:

            def take(text: str) -> None:
                typed = self._read_money(text)
                add_money(self.desk, card.number, typed.kind, typed.money, self.now(), text=typed.text, due=typed.due)

            self.ask("money", take, again=True, understand=self._money_words)
