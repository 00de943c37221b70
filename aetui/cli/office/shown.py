"""How a desk stands to its office, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.files.clashes import TwoVersions
from aetui.desk.office.exchange import Exchanged
from aetui.desk.office.standing import Colleague
from aetui.desk.office.status import OfficeStatus
from aetui.desk.office.words import since_words, step_words
from aetui.locales.wording import role_word


def moved_json(moved: Exchanged) -> dict[str, Any]:
    return {key: getattr(moved, key) for key in ("sent", "came", "letters", "boards", "clashes")}


def page(session: Session, found: OfficeStatus) -> Iterator[str]:
    say, stands = session.say, found.stands
    since = since_words(say, found.state, session.desk, session.now)
    yield " ".join(filter(None, (step_words(say, found.state), since)))
    yield say("office.status.who", name=stands.name, role=role_word(say, stands.role), server=found.server)
    heard = say("office.status.heard", time=session.when(stands.heard)) if stands.heard else say("office.status.never")
    yield heard
    if found.clashes:
        yield say("office.status.clashes", n=found.clashes)
    names = {person.desk: person.name for person in stands.people}
    rows = [
        [
            person.name,
            role_word(say, person.role),
            say("office.status.answers_to", name=names.get(person.answers_to, "")) if person.answers_to else "",
            _seen(session, found, person),
        ]
        for person in stands.people
        if not person.gone
    ]
    yield from table(rows, empty=say("office.status.nobody"))


def _seen(session: Session, found: OfficeStatus, person: Colleague) -> str:
    """Where her board can be read here, as of when."""
    board = next((one for one in found.boards if one.person.desk == person.desk), None)
    if board is None:
        return ""
    return session.say("office.status.board", time=session.when(board.heard)) if board.heard else ""


def as_json(session: Session, found: OfficeStatus) -> dict[str, Any]:
    stands, state = found.stands, found.state
    return {
        "office": stands.office,
        "server": found.server,
        "name": stands.name,
        "role": stands.role,
        "desk": stands.desk,
        "device": stands.device,
        "state": state.step.value,
        "waiting": state.waits,
        "since": session.iso(state.since),
        "heard": session.iso(stands.heard),
        "clashes": found.clashes,
        "people": [
            {"name": one.name, "role": one.role, "desk": one.desk, "answers_to": one.answers_to, "gone": one.gone}
            for one in stands.people
        ],
        "boards": [
            {"name": one.person.name, "file": str(one.path), "heard": session.iso(one.heard)} for one in found.boards
        ],
    }


def versions(session: Session, found: list[TwoVersions]) -> Iterator[str]:
    """Each record that was said in two ways, with both."""
    say = session.say
    for one in found:
        yield f"{one.n}  {one.title}  {session.stamp(one.at)}"
        for line in one.lines:
            for key, said in (("here", line.before), ("other", line.after)):
                yield f"   {line.label} {say(f'office.{key}')} {said or say('office.says_nothing')}"
    yield say("office.clashes.how") if found else say("office.clashes.none")


def versions_json(session: Session, one: TwoVersions) -> dict[str, Any]:
    lines = [{"field": line.label, "here": line.before, "other": line.after} for line in one.lines]
    return {
        "n": one.n,
        "type": one.ref[0],
        "id": one.ref[1],
        "title": one.title,
        "at": session.iso(one.at),
        "lines": lines,
    }
