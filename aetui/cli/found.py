"""Parameters that name what is on the desk, or one of its fixed words: each is found by the one finder, and offers at TAB what
there is.

Where a verb finds by itself, since what is named may be new or depends on another word, the type only offers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

import click

from aetui.cli.command import Typed, opt
from aetui.cli.session import Session

if TYPE_CHECKING:
    from aetui.domain.records import Call, Card, Client, Meeting, WorkKind

Pairs = Iterable[tuple[str, str]]


def _card(session: Session, text: str) -> Card:
    from aetui.desk.card.cards import the_card

    return the_card(session.desk, text)


def _cards(session: Session, _: click.Context) -> Pairs:
    from aetui.desk.card.cards import hand_cards

    return [(card.number, card.title) for card in hand_cards(session.desk)]


def _steps(session: Session, ctx: click.Context) -> Pairs:
    card = _card(session, str(ctx.params.get("card") or ""))
    return [(step.what, session.stamp(step.due) or step.owner or "") for step in card.steps]


def _works(session: Session, ctx: click.Context) -> Pairs:
    card = _card(session, str(ctx.params.get("card") or ""))
    return [(work.name, session.say(f"kind.{work.kind}")) for work in card.works]


def _client(session: Session, text: str) -> Client | None:
    from aetui.desk.book.clients import resolve

    return resolve(session.desk, text)


def _clients(session: Session, _: click.Context) -> Pairs:
    from aetui.desk.book.clients import matching

    return [(client.short, client.name) for client in matching(session.desk, "")]


def _people(session: Session, _: click.Context) -> Pairs:
    profile = session.desk.profile
    return [(person.name, person.role or "") for person in profile.people] if profile else []


def _contacts(session: Session, ctx: click.Context) -> Pairs:
    """Of the client that stands before, else of all, with whose they are."""
    from aetui.desk.book.clients import matching

    named = ctx.params.get("client")
    clients = [_client(session, named)] if named else matching(session.desk, "")
    return [
        (contact.name, " ".join(filter(None, (client.short, contact.title))))
        for client in clients
        if client
        for contact in client.contacts
    ]


def _rules(session: Session, _: click.Context) -> Pairs:
    from aetui.desk.rulepage import rows

    return [(rule, f"{source} {title}") for rule, source, title, _, on in rows(session.desk, session.say) if on]


def _sources(session: Session, ctx: click.Context) -> Pairs:
    """The rules, and the source's own by id."""
    found = session.desk.rulebook.sources
    return [*_rules(session, ctx), *((source, words.get(session.say.lang)) for source, words in found.items())]


def _subjects(session: Session, ctx: click.Context) -> Pairs:
    """The duties of the rule that stands before, by what names them."""
    from aetui.domain.obligations import OPEN

    return [
        (obligation.number or session.client(obligation.client_id) or obligation.what, session.title(obligation))
        for obligation in session.desk.obligations(session.now)
        if obligation.rule == ctx.params.get("rule") and obligation.state in OPEN
    ]


def _meeting(session: Session, text: str) -> Meeting:
    from aetui.desk.meeting.meetings import the_meeting

    return the_meeting(session.desk, text, session.now)


def _meetings(session: Session, _: click.Context) -> Pairs:
    from aetui.domain.records import Meeting

    found = [(m.start, m.title) for m in session.desk.book.of("meetings") if isinstance(m, Meeting) and m.start]
    return [(title, session.stamp(start)) for start, title in sorted(found, reverse=True)]


def _call(session: Session, text: str) -> Call:
    from aetui.desk.phone.past import the_call

    return the_call(session.desk, text)


def _calls(session: Session, _: click.Context) -> Pairs:
    from aetui.desk.phone.past import past_calls

    return [
        (str(n), f"{session.stamp(call.at)} {session.client(call.client_id)}".strip())
        for n, call in enumerate(past_calls(session.desk), 1)
    ]


def _kind(session: Session, text: str) -> WorkKind:
    from aetui.locales.kinds import kind_named

    return kind_named(session.say, text)


def _kinds(session: Session, _: click.Context) -> Pairs:
    from aetui.domain.records import WorkKind

    return [(session.say(f"kind.{kind}"), kind) for kind in get_args(WorkKind)]


def _money_kinds(session: Session, ctx: click.Context) -> Pairs:
    from aetui.domain.records import MoneyKind

    if ctx.params.get("words"):
        return []
    return [(session.say(f"money.{kind}"), kind) for kind in get_args(MoneyKind)]


def _roles(_: Session, __: click.Context) -> Pairs:
    from aetui.domain.roles import ROLES

    return [(role, "") for role in ROLES]


def _periods(session: Session, _: click.Context) -> Pairs:
    """This one and the last: of weeks, months and quarters."""
    from aetui.domain.clock.periods import before, month_of, quarter_of, week_of

    named = [of(session.now.date()) for of in (week_of, month_of, quarter_of)]
    return [(period, "") for one in named for period in (one, before(one))]


CARD = Typed(_card, _cards)
STEP = Typed(offers=_steps)
"""Of the card that stands before."""
WORK = Typed(offers=_works)
"""Of the card that stands before."""
CLIENT = Typed(_client, _clients)
CLIENT_NAME = Typed(offers=_clients)
"""One who may be new, or is read by what makes the record."""
PERSON = Typed(offers=_people)
CONTACT = Typed(offers=_contacts)
RULE = Typed(offers=_rules)
SOURCE = Typed(offers=_sources)
"""A rule or a source."""
SUBJECT = Typed(offers=_subjects)
"""What a duty of the rule that stands before is about."""
MEETING = Typed(_meeting, _meetings)
CALL = Typed(_call, _calls)
KIND = Typed(_kind, _kinds)
"""A kind of work, by any name it goes by."""
MONEY = Typed(offers=_money_kinds)
"""The words of a line of money; the first may be its kind."""
ROLE = Typed(offers=_roles)
PERIOD = Typed(offers=_periods)
"""`2026-W48`, `2026-11`, `2026-Q4`, as the command counts."""

OF_CLIENT = opt("--client", type=CLIENT)
ON_CARD = opt("--card", type=CARD)
BY = opt("--by", type=PERSON)
OWNER = opt("--owner", type=PERSON)
