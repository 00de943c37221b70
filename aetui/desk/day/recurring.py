"""What comes round by itself at the user's own word: `每周五 交工时表`. Each is kept in the profile, and stands in the rulebook as a
rule of one's own, so that its duty is derived, met, let go and missed like any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Desk, new_id
from aetui.desk.find.names import fold
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.lines import again
from aetui.domain.lines.again import Again
from aetui.domain.records import OwnRound, Profile
from aetui.domain.rulebook.own import rule_id


def every(line: str) -> Again | None:
    """What comes round by that line; None: it is a thing of one day."""
    return again.read(line)


def keep(desk: Desk, found: Again, now: datetime) -> OwnRound:
    """From now on it comes round. What comes round already at the same times is left as it is."""
    with desk.change("todo.every", now, text=found.text) as change:
        profile = desk.profile or change.new(Profile)
        old = next((r for r in profile.rounds if (fold(r.text), r.when) == (fold(found.text), found.when)), None)
        made = old or OwnRound(id=new_id()[:8], text=found.text, when=found.when, since=now)
        if old is None:
            change.put(replace(profile, rounds=[*profile.rounds, made]))
    return made


def stop(desk: Desk, said: str, now: datetime) -> OwnRound:
    """It comes round no more: by its words, or its rule's id. Raises NotThere, BadInput where several are meant."""
    with desk.change("todo.stop", now) as change:
        profile = desk.profile
        one = the_round(profile.rounds if profile else [], said)
        change.args["text"] = one.text
        if profile is not None:
            change.put(replace(profile, rounds=[r for r in profile.rounds if r.id != one.id]))
    return one


def the_round(rounds: Sequence[OwnRound], said: str) -> OwnRound:
    """The one that is meant. Raises NotThere, BadInput."""
    words = fold(said)
    found = [r for r in rounds if rule_id(r) == said.strip() or r.id == said.strip()]
    found = found or [r for r in rounds if words and fold(r.text) == words]
    found = found or [r for r in rounds if words and words in fold(r.text)]
    if not found:
        raise NotThere("todo.no_round", text=said)
    if len(found) > 1:
        raise BadInput("todo.rounds", text=said, texts=[r.text for r in found])
    return found[0]
