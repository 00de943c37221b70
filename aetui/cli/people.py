"""`aetui people`: the people around, their phones, and when they are away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click

from aetui.cli.command import arg, command, group, opt
from aetui.cli.found import PERSON, ROLE
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.book import people as verbs
from aetui.desk.core import Desk
from aetui.desk.typed.lines import people as people_known
from aetui.domain.lines import absence
from aetui.domain.records import Person
from aetui.locales.handover import away_words
from aetui.locales.wording import role_word

NAME = arg("name", PERSON)


def show(session: Session) -> None:
    """All of them, with when they are away from now on."""
    found = session.desk.profile.people if session.desk.profile else []
    say = session.say
    rows = [
        [
            p.name,
            role_word(say, p.role),
            p.phone or "",
            say("list.comma").join(
                away_words(say, a, session.stamp) for a in sorted(p.away, key=lambda a: a.start) if a.end > session.now
            ),
        ]
        for p in found
    ]
    data = [
        {
            "name": p.name,
            "role": p.role,
            "phone": p.phone,
            "away": [
                {
                    "start": session.local(a.start),
                    "end": session.local(a.end),
                    **{part: name for part in ("approves", "hears") if (name := getattr(a, part))},
                }
                for a in p.away
            ],
        }
        for p in found
    ]
    session.out(data, table(rows, empty=say("people.none")))


people = group("people")(show)


@command("add", arg("name"), arg("role", ROLE, required=False), opt("--phone"), of=people)
def add(session: Session, name: str, role: str | None, phone: str | None) -> None:
    verbs.add_person(session.desk, name, role, session.now, phone=phone)
    show(session)


def _done_to_one(name: str, verb: Callable[[Desk, str, datetime], Person]) -> click.Command:
    """A command that needs no more than the name."""

    @command(name, NAME, of=people)
    def run(session: Session, name: str) -> None:
        verb(session.desk, name, session.now)
        show(session)

    return run


remove, back = _done_to_one("remove", verbs.remove_person), _done_to_one("back", verbs.is_back)


DEPUTIES = (opt("--approves", type=PERSON), opt("--hears", type=PERSON))
"""Who approves papers, and who hears of trouble, while somebody is away."""


@command("away", NAME, arg("span"), *DEPUTIES, of=people)
def away(session: Session, name: str, span: str, approves: str | None, hears: str | None) -> None:
    desk, now = session.desk, session.now
    read = absence.read(span, now=now, cal=desk.calendar, people=people_known(desk))
    verbs.goes_away(desk, name, read.start, read.end, now, approves=approves, hears=hears)
    show(session)


@command("phone", NAME, arg("number"), of=people)
def phone(session: Session, name: str, number: str) -> None:
    verbs.set_phone(session.desk, name, number, session.now)
    show(session)
