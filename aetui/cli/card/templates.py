"""`aetui template`: lists of steps of one's own, from which a work schedule is planned (D4, R3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import msgspec

from aetui.cli.card import shown
from aetui.cli.command import Typed, arg, command, group, opt
from aetui.cli.found import CARD, KIND
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.stdin import typed_lines
from aetui.desk.card import templates as verbs
from aetui.domain.cards import template_line
from aetui.domain.records import Card, CardTemplate, WorkKind


def _named(session: Session, _: click.Context) -> list[tuple[str, str]]:
    return [(one.name, _kind(session, one)) for one in verbs.templates(session.desk)]


def _kind(session: Session, one: CardTemplate) -> str:
    return session.say(f"kind.{one.kind}") if one.kind else ""


template = group("template")(None)
WHICH = arg("template", Typed(lambda session, text: verbs.the_template(session.desk, text), _named), metavar="NAME")
NUMBER = arg("card", CARD, metavar="NUMBER")
STEPS = arg("steps", nargs=-1, metavar="STEP")


@command("list", of=template)
def list_(session: Session) -> None:
    found = verbs.templates(session.desk)
    rows = (
        [f"{n:3}", one.name, _kind(session, one), session.say("template.steps", n=len(one.steps))]
        for n, one in enumerate(found, 1)
    )
    session.out(lambda: [_data(one) for one in found], table(rows, empty=session.say("template.none")))


@command("show", WHICH, of=template)
def show(session: Session, template: CardTemplate) -> None:
    session.out(lambda: _data(template), _lines(session, template))


@command("add", arg("name"), STEPS, opt("--kind", type=KIND), of=template)
def add(session: Session, name: str, steps: tuple[str, ...], kind: WorkKind | None) -> None:
    """Each STEP is a line; `-` reads them from standard input."""
    made = verbs.add_template(session.desk, name, _typed(session, steps), session.now, kind=kind)
    session.out(lambda: _data(made), _lines(session, made))


@command("save", NUMBER, opt("--name"), of=template)
def save(session: Session, card: Card, name: str | None) -> None:
    """The steps of a card, as far as its start or its delivery is away from each in working days."""
    made = verbs.save_template(session.desk, card.number, session.now, name=name)
    session.out(lambda: _data(made), _lines(session, made))


@command("set", WHICH, STEPS, opt("--name"), opt("--kind", type=KIND), of=template)
def set_(
    session: Session, template: CardTemplate, steps: tuple[str, ...], name: str | None, kind: WorkKind | None
) -> None:
    """With STEPs the list has these from now on."""
    fresh = _typed(session, steps) if steps else None
    made = verbs.set_template(session.desk, template.id, session.now, name=name, kind=kind, steps=fresh)
    session.out(lambda: _data(made), _lines(session, made))


@command("drop", WHICH, of=template)
def drop(session: Session, template: CardTemplate) -> None:
    gone = verbs.drop_template(session.desk, template.id, session.now)
    session.out(lambda: _data(gone), session.say("template.dropped", name=gone.name))


@command("use", arg("name", Typed(offers=_named)), NUMBER, of=template)
def use(session: Session, name: str, card: Card) -> None:
    """NAME: of a list, or the number of another card, whose brief is taken too."""
    after = verbs.plan_like(session.desk, card.number, name, session.now)
    shown.show(session, after, shown.steps)
    warn_untimed(session, after)


def warn_untimed(session: Session, card: Card) -> None:
    """What was planned and has no time, as those that are counted from a delivery that nobody set."""
    steps = [step.what for step in card.steps if step.due is None and step.done is None]
    if steps:
        session.warn(session.say("card.like_untimed", steps=session.say("list.comma").join(steps)))


def _typed(session: Session, steps: tuple[str, ...]) -> Any:
    lines = typed_lines("-") if steps == ("-",) else list(steps)
    return verbs.understood(session.desk, lines)


def _data(one: CardTemplate) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(one)
    return {key: plain.get(key) for key in ("id", "name", "kind", "steps")}


def _lines(session: Session, one: CardTemplate) -> Iterator[str]:
    yield "  ".join(filter(None, (one.name, _kind(session, one))))
    yield from (f"  {n} {template_line.write(step, lang=session.say.lang)}" for n, step in enumerate(one.steps, 1))
