"""`aetui people`: the people around, their phones, and when they are away."""

from __future__ import annotations

import click

from aetui.cli.main import SpokenGroup, common
from aetui.cli.session import Session


@click.group(cls=SpokenGroup, invoke_without_command=True)
@common
@click.pass_context
def people(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        session: Session = ctx.obj
        _ = session.desk
        session.relearn()
        _tell(session)


@people.command("add")
@click.argument("name")
@click.argument("role", required=False)
@click.option("--phone", metavar="NUMBER")
@common
@click.pass_obj
def add(session: Session, name: str, role: str | None, phone: str | None) -> None:
    from aetui.desk.book.people import add_person

    desk = session.desk
    session.relearn()
    add_person(desk, name, role, session.now, phone=phone)
    _tell(session)


@people.command("remove")
@click.argument("name")
@common
@click.pass_obj
def remove(session: Session, name: str) -> None:
    from aetui.desk.book.people import remove_person

    desk = session.desk
    session.relearn()
    remove_person(desk, name, session.now)
    _tell(session)


@people.command("away")
@click.argument("name")
@click.argument("span")
@common
@click.pass_obj
def away(session: Session, name: str, span: str) -> None:
    from aetui.desk.book.people import goes_away
    from aetui.desk.typed.lines import people as known
    from aetui.domain.lines import absence

    desk, now = session.desk, session.now
    session.relearn()
    away_ = absence.read(span, now=now, cal=desk.calendar, people=known(desk))
    goes_away(desk, name, away_.start, away_.end, now)
    _tell(session)


@people.command("back")
@click.argument("name")
@common
@click.pass_obj
def back(session: Session, name: str) -> None:
    from aetui.desk.book.people import is_back

    desk = session.desk
    session.relearn()
    is_back(desk, name, session.now)
    _tell(session)


@people.command("phone")
@click.argument("name")
@click.argument("number")
@common
@click.pass_obj
def phone(session: Session, name: str, number: str) -> None:
    from aetui.desk.book.people import set_phone

    desk = session.desk
    session.relearn()
    set_phone(desk, name, number, session.now)
    _tell(session)


def _tell(session: Session) -> None:
    from aetui.cli.plain import columns
    from aetui.locales.dates import stamp
    from aetui.locales.wording import role_word

    desk, say = session.desk, session.say
    found = desk.profile.people if desk.profile else []
    if session.json:
        session.out_json(
            [
                {
                    "name": p.name,
                    "role": p.role,
                    "phone": p.phone,
                    "away": [{"start": desk.local(a.start), "end": desk.local(a.end)} for a in p.away],
                }
                for p in found
            ]
        )
        return
    rows = []
    for p in found:
        spans = [
            say("people.away", start=stamp(desk.local(a.start)), end=stamp(desk.local(a.end)))
            for a in sorted(p.away, key=lambda a: a.start)
            if a.end > session.now
        ]
        rows.append([p.name, role_word(say, p.role), p.phone or "", say("list.comma").join(spans)])
    for text in columns(rows):
        session.out(text)
    if not rows:
        session.out(say("people.none"))
