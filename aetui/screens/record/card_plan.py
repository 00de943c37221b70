"""A card planned like another, or by a list of one's own; its steps kept as such a list (D4, R3)."""

from __future__ import annotations

from aetui.desk.card.templates import plan_like, save_template, templates
from aetui.screens.record.card_money import CardMoney


class CardPlan(CardMoney):
    """The part of the card's page that plans it like something else."""

    def action_steps_like(self) -> None:
        """By the number or the name of a list, or the number of a card; the lists for its kind of work stand first."""
        card, say = self.card, self.say
        if card is None:
            return
        there = templates(self.desk, card.kind)
        lines = [
            say("template.choices", n=n, name=one.name, steps=say("list.comma").join(step.what for step in one.steps))
            for n, one in enumerate(there[:9], 1)
        ]

        def answered(said: str | None) -> None:
            if said and said.strip():
                with self.minding():
                    after = plan_like(self.desk, card.number, said.strip(), self.now())
                    untimed = [step.what for step in after.steps if step.due is None and step.done is None]
                    if untimed:
                        self.desk_app.tell(say("card.like_untimed", steps=say("list.comma").join(untimed)))

        self.prompt.ask(say("ask.like"), answered, like=say("ask.like.like"), above="\n".join(lines))

    def action_steps_keep(self) -> None:
        if card := self.card:
            with self.minding():
                kept = save_template(self.desk, card.number, self.now())
                self.desk_app.tell(self.say("template.saved", name=kept.name, n=len(kept.steps)))
