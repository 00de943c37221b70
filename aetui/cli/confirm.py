"""A question of yes or no before something that isn't wanted often."""

from __future__ import annotations

import sys

from aetui.cli.session import Session
from aetui.domain.errors import BadInput
from aetui.locales import agrees


def confirmed(session: Session, about: str, *, yes: bool, **words: object) -> bool:
    """Whether the user says yes, by `--yes` or at the terminal; `about`: whose question it is (`restore`). Raises BadInput
    where nobody can be asked."""
    if yes:
        return True
    if session.json or sys.stdin is None or not sys.stdin.isatty():
        raise BadInput(f"{about}.ask", **words)
    sys.stdout.write(session.say(f"{about}.sure", **words) + " ")
    sys.stdout.flush()
    if agrees(sys.stdin.readline()):
        return True
    session.print(session.say("restore.left"))
    return False
