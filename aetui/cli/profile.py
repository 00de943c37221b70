"""`aetui profile`: whose desk it is, and the house's own days."""

from __future__ import annotations

import click

from aetui.cli.command import Typed, arg, command
from aetui.cli.session import Session
from aetui.desk.book.profile import SETTINGS, set_own_day, set_profile, value_of
from aetui.domain.errors import BadInput
from aetui.domain.lines.ownday import read
from aetui.domain.roles import ROLES


def _keys(session: Session, _: click.Context) -> list[tuple[str, str]]:
    return [*((key, value_of(session.desk.profile, key)) for key in SETTINGS), ("day", "")]


def _values(_: Session, ctx: click.Context) -> list[tuple[str, str]]:
    key = str(ctx.params.get("key"))
    ways = SETTINGS[key].ways if key in SETTINGS else ()
    return [(word, "") for word in (*ways, *(ROLES if key == "roles" else ())) if word]


@command(
    "profile",
    arg("key", Typed(offers=_keys), required=False),
    arg("value", Typed(offers=_values), required=False),
    arg("more", nargs=-1, metavar=""),
)
def profile(session: Session, key: str | None, value: str | None, more: tuple[str, ...]) -> None:
    if key == "day":
        _own_days(session, value, more)
        return
    if more:
        raise BadInput("profile.words", text=" ".join((value or "", *more)), key=key)
    if key is not None and value is not None:
        set_profile(session.desk, key, value, session.now)
    values = {k: value_of(session.desk.profile, k) for k in ((key,) if key else SETTINGS)}
    session.out(values, values[key] if key else (f"{name:<12} {said}" for name, said in values.items()))


def _own_days(session: Session, day: str | None, more: tuple[str, ...]) -> None:
    """`aetui profile day`: the house's own days; `DAY off|work [NAME]` sets one, `auto` takes it back."""
    desk, say = session.desk, session.say
    if day is not None:
        line = read(" ".join((day, *more)), now=session.now, cal=desk.calendar)
        set_own_day(desk, line.day, line.worked, session.now, name=line.name)
    own = desk.profile.own_days if desk.profile else []
    lines = [
        "  ".join(filter(None, (str(o.day), say(f"profile.day.{'work' if o.worked else 'off'}"), o.name))) for o in own
    ]
    data = {"days": [{"day": o.day, "worked": o.worked, "name": o.name} for o in own]}
    session.out(data, lines or say("profile.no_days"))
