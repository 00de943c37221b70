"""`aetui card open|set|order`: the job order (D4, R6), sent back to the client and confirmed (R4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from aetui.cli.card import shown
from aetui.cli.card.templates import warn_untimed
from aetui.cli.command import AT, HOW, TIME, WHY, arg, command, flag, opt
from aetui.cli.fields import field_options, field_values
from aetui.cli.found import BY, CARD, KIND, OF_CLIENT
from aetui.cli.session import Session
from aetui.cli.standing import warn_unread, with_due
from aetui.desk.card.brief import confirm_order, fill_brief, send_order
from aetui.desk.card.templates import plan_like
from aetui.desk.facts import Proof
from aetui.desk.fields import CARD as CARD_FIELDS
from aetui.desk.typed.records import note_card, split_client
from aetui.domain.records import Card, Client, WorkKind

NUMBER = arg("card", CARD, metavar="NUMBER")


@command(
    "open",
    arg("title"),
    OF_CLIENT,
    opt("--requested", type=TIME),
    opt("--deliver", type=TIME),
    opt("--kind", type=KIND),
    opt("--like", type=CARD),
)
def open_(
    session: Session,
    title: str,
    client: Client | None,
    requested: datetime | None,
    deliver: datetime | None,
    kind: WorkKind | None,
    like: Card | None,
) -> None:
    """--like: planned and judged as that card was, for its client where the line names none."""
    desk, now = session.desk, session.now
    if like is not None and client is None and split_client(desk, title)[0] is None:
        client = desk.get(Client, like.client_id)
    with session.together("card.open", like is not None, title=title):
        made = note_card(desk, title, now, client=client, requested=requested, deliver=deliver, kind=kind)
        if like is not None:
            made = plan_like(desk, made.number, like.number, now)
    if not deliver:
        warn_unread(session, title, made.deliver_at)
    if like is not None:
        warn_untimed(session, made)
    line = session.say("card.opened", number=made.number, title=made.title)
    session.out(lambda: shown.head(session, made), with_due(session, line, "card.deliver", made.deliver_at))


@command("set", NUMBER, *field_options(CARD_FIELDS))
def set_(session: Session, card: Card, **options: Any) -> None:
    fields = field_values(session, card, CARD_FIELDS, options)
    shown.show(session, fill_brief(session.desk, card.number, session.now, **fields))


@command("order", NUMBER, flag("--sent"), flag("--confirmed"), AT, HOW, BY, WHY)
def order(session: Session, card: Card, sent: bool, confirmed: bool, **proof: Unpack[Proof]) -> None:
    """The job order; with --sent or --confirmed that fact is noted first (R4). `--by`: who approved it, or who confirmed it."""
    desk, now = session.desk, session.now
    with session.together("card.order", sent and confirmed, number=card.number):
        if sent:
            card = send_order(desk, card.number, now, **({**proof, "by": None} if confirmed else proof))
        if confirmed:
            card = confirm_order(desk, card.number, now, at=proof.get("at"), how=proof.get("how"), by=proof.get("by"))
    shown.show(session, card, shown.order)
