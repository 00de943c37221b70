"""`aetui profile`."""

from __future__ import annotations

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session


@click.command(cls=Spoken)
@click.argument("key", required=False)
@click.argument("value", required=False)
@common
@click.pass_obj
def profile(session: Session, key: str | None, value: str | None) -> None:
    from aetui.desk.profile import KEYS, set_profile, value_of

    desk = session.desk
    if key is not None and value is not None:
        set_profile(desk, key, value, session.now)
    session.relearn()
    keys = (key,) if key else KEYS
    values = {k: value_of(desk.profile, k) for k in keys}
    if session.json:
        session.out_json(values)
    elif key:
        session.out(values[key])
    else:
        for name, said in values.items():
            session.out(f"{name:<12} {said}")
