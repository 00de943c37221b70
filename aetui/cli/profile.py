"""`aetui profile`."""

from __future__ import annotations

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput


@click.command(cls=Spoken)
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.argument("more", nargs=-1, metavar="")
@common
@click.pass_obj
def profile(session: Session, key: str | None, value: str | None, more: tuple[str, ...]) -> None:
    from aetui.desk.book.profile import SETTINGS, set_profile, value_of

    desk = session.desk
    if key == "day":
        _own_day(session, value, more)
        return
    if more:
        raise BadInput("profile.words", text=" ".join((value or "", *more)), key=key)
    if key is not None and value is not None:
        set_profile(desk, key, value, session.now)
    session.relearn()
    keys = (key,) if key else SETTINGS
    values = {k: value_of(desk.profile, k) for k in keys}
    if session.json:
        session.out_json(values)
    elif key:
        session.out(values[key])
    else:
        for name, said in values.items():
            session.out(f"{name:<12} {said}")


def _own_day(session: Session, day: str | None, more: tuple[str, ...]) -> None:
    """`aetui profile day`: the house's own days; `DAY off|work [NAME]` sets one, `auto` takes it back."""
    from aetui.desk.book.profile import set_own_day
    from aetui.domain.lines.ownday import read

    desk = session.desk
    if day is not None:
        line = read(" ".join((day, *more)), now=session.now, cal=desk.calendar)
        set_own_day(desk, line.day, line.worked, session.now, name=line.name)
    session.relearn()
    own = desk.profile.own_days if desk.profile else []
    if session.json:
        session.out_json({"days": [{"day": o.day, "worked": o.worked, "name": o.name} for o in own]})
        return
    if not own:
        session.out(session.say("profile.no_days"))
    for one in own:
        kind = session.say("profile.day.work" if one.worked else "profile.day.off")
        session.out(f"{one.day}  {kind}" + (f"  {one.name}" if one.name else ""))
