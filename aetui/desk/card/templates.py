"""Lists of steps of one's own (步骤模板), and a card planned like another (D4, R3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.card.cards import card_in, the_card
from aetui.desk.card.schedule import put_steps
from aetui.desk.core import Change, Desk
from aetui.desk.find import names
from aetui.desk.find.finder import find_one
from aetui.desk.typed.lines import people
from aetui.domain.cards import template_line
from aetui.domain.cards.planned import with_days, without_days
from aetui.domain.errors import BadInput
from aetui.domain.lines.step import StepLine
from aetui.domain.marks import card_number
from aetui.domain.records import Card, CardTemplate, Strategy, TemplateStep, WorkKind


def templates(desk: Desk, kind: WorkKind | None = None) -> list[CardTemplate]:
    """The lists there are; those for that kind of work first."""
    there = [one for one in desk.book.of("templates") if isinstance(one, CardTemplate)]
    return sorted(there, key=lambda one: (kind is not None and one.kind != kind, one.name))


def the_template(desk: Desk, said: str, kind: WorkKind | None = None) -> CardTemplate:
    """The list that is meant; by its place too, as they are listed. Raises NotThere, BadInput where several are."""
    there = templates(desk, kind)
    return find_one(there, said, kind="template", listed=there)


def understood(desk: Desk, lines: Sequence[str]) -> list[TemplateStep]:
    """Typed lines as steps. Raises BadInput for one without words."""
    steps = [template_line.read(line, people=people(desk)) for line in lines]
    if not all(step.what for step in steps):
        raise BadInput("step.empty")
    return steps


def add_template(
    desk: Desk, name: str, steps: Sequence[TemplateStep], now: datetime, *, kind: WorkKind | None = None
) -> CardTemplate:
    """A new list. Raises BadInput: no name, one that there is, no step."""
    clean = _checked(desk, name, None)
    if not steps:
        raise BadInput("template.no_steps")
    with desk.change("template.add", now, what=clean) as change:
        return change.new(CardTemplate, name=clean, keys=names.keys_of(clean), kind=kind, steps=list(steps))


def save_template(desk: Desk, number: str, now: datetime, *, name: str | None = None) -> CardTemplate:
    """The steps of a card as a list, called as its title is, else as said; a list of that name is written anew. Raises NotThere, BadInput: no
    step."""
    card = the_card(desk, number)
    steps = without_days(card, desk.calendar)
    clean = (name or card.title).strip()
    if not steps:
        raise BadInput("template.no_steps")
    known = next((one for one in templates(desk) if names.fold(one.name) == names.fold(clean)), None)
    if known is None:
        return add_template(desk, clean, steps, now, kind=card.kind)
    return set_template(desk, known.id, now, steps=steps, kind=card.kind)


def set_template(
    desk: Desk,
    template_id: str,
    now: datetime,
    *,
    name: str | None = None,
    kind: WorkKind | None = None,
    steps: Sequence[TemplateStep] | None = None,
) -> CardTemplate:
    """A list written anew; None leaves what it is. Raises NotThere, BadInput."""
    with desk.change("template.set", now) as change:
        old = change.need(CardTemplate, template_id, "template.unknown", name=template_id)
        clean = old.name if name is None else _checked(desk, name, old)
        change.args["what"] = clean
        if steps is not None and not steps:
            raise BadInput("template.no_steps")
        after = replace(
            old,
            name=clean,
            keys=old.keys if clean == old.name else names.keys_of(clean),
            kind=kind or old.kind,
            steps=old.steps if steps is None else list(steps),
        )
        return change.put(after)


def drop_template(desk: Desk, template_id: str, now: datetime) -> CardTemplate:
    """A list thrown away; undo brings it back. Raises NotThere."""
    with desk.change("template.drop", now) as change:
        old = change.need(CardTemplate, template_id, "template.unknown", name=template_id)
        change.args["what"] = old.name
        change.delete(old)
        return old


def plan_like(desk: Desk, number: str, said: str, now: datetime) -> Card:
    """The steps of a list, or of another card, onto a card's schedule, and of a card what it is judged by (R7) where nothing is said yet: a
    plan and no fact. `said`: a card's number, or the name of a list. Raises NotThere, BadInput."""
    with desk.change("card.like", now, number=number) as change:
        card = card_in(desk, number, change)
        if card_number(said):
            model = card_in(desk, said, change)
            change.args["what"] = f"{model.number} {model.title}"
            return like(change, card, model)
        chosen = the_template(desk, said, card.kind)
        change.args["what"] = chosen.name
        return put_steps(change, card, _lines(change, card, chosen.steps), change.now)


def like(change: Change, card: Card, model: Card) -> Card:
    """Inside a change: the card as that other one was planned and judged. Raises BadInput where there is nothing of that."""
    if model.id == card.id:
        raise BadInput("card.like_itself")
    if not model.steps and model.strategy == Strategy():
        raise BadInput("card.like_nothing", number=model.number)
    steps = without_days(model, change.desk.calendar)
    brief = replace(card.brief, audience=card.brief.audience or model.brief.audience)
    after = replace(
        card,
        kind=card.kind or model.kind,
        brief=brief,
        strategy=card.strategy if card.strategy != Strategy() else model.strategy,
        billable=model.billable if card.billable is None else card.billable,
    )
    return put_steps(change, after, _lines(change, after, steps), change.now)


def _lines(change: Change, card: Card, steps: Sequence[TemplateStep]) -> list[StepLine]:
    """As steps of that card; none that is there already, nor one that would be due by now."""
    start = max(card.requested_at, change.now)
    there = {names.fold(step.what) for step in card.steps}
    dues = with_days(steps, start, card.deliver_at, change.desk.calendar)
    return [
        StepLine(step.what, step.owner, due)
        for step, due in zip(steps, dues, strict=True)
        if names.fold(step.what) not in there
    ]


def _checked(desk: Desk, name: str, own: CardTemplate | None) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise BadInput("template.name_empty")
    if any(names.fold(one.name) == names.fold(clean) for one in templates(desk) if own is None or one.id != own.id):
        raise BadInput("template.exists", name=clean)
    return clean
