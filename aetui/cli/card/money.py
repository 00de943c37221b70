"""`aetui card estimate|agree|money|settle`: what a card may cost, costs and brings in (D5, R8, Y3)."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from aetui.cli.card import shown
from aetui.cli.command import AT, HOW, TIME, arg, command, opt
from aetui.cli.found import BY, CARD, MONEY
from aetui.cli.session import Session
from aetui.cli.standing import warn_unread
from aetui.desk.card import money as verbs
from aetui.desk.facts import Proof
from aetui.domain.lines import estimate as estimate_line
from aetui.domain.lines import money as money_line
from aetui.domain.records import Card
from aetui.locales.kinds import money_kinds, money_named

NUMBER = arg("card", CARD, metavar="NUMBER")


@command("estimate", NUMBER, arg("amount", required=False), opt("--line", "lines", multiple=True))
def estimate(session: Session, card: Card, amount: str | None, lines: tuple[str, ...]) -> None:
    # An amount alone beside lines is their sum, as it was said.
    alone = estimate_line.read(amount).amount if amount and lines else None
    said = estimate_line.joined([*([amount] if amount and alone is None else []), *lines])
    shown.show(session, verbs.estimate(session.desk, card.number, alone, session.now, said=said))


@command("agree", NUMBER, AT, HOW, BY)
def agree(session: Session, card: Card, **proof: Unpack[Proof]) -> None:
    shown.show(session, verbs.agree_estimate(session.desk, card.number, session.now, **proof))


@command(
    "money",
    NUMBER,
    arg("words", MONEY, nargs=-1, required=True, metavar="KIND AMOUNT"),
    opt("--text", default=""),
    opt("--due", type=TIME),
    AT,
)
def money(
    session: Session, card: Card, words: tuple[str, ...], text: str, due: datetime | None, at: datetime | None
) -> None:
    """`成本 8000 外拍 三天后`, as on the card's page; what an option says stands above."""
    kinds, line = money_kinds(session.say), " ".join(words)
    if len(words) > 1 and not any(word.lower() in kinds for word in line.split()):
        money_named(session.say, words[0])  # a kind was named, and is none
    read = money_line.read(line, kinds=kinds, now=session.now, cal=session.desk.calendar)
    words_kept = text or read.text
    if not due:
        warn_unread(session, words_kept, read.due)
    after = verbs.add_money(
        session.desk, card.number, read.kind, read.money, session.now, text=words_kept, at=at, due=due or read.due
    )
    shown.show(session, after, shown.money)


@command("settle", NUMBER, arg("line"), AT, HOW)
def settle(session: Session, card: Card, line: str, **proof: Unpack[Proof]) -> None:
    shown.show(session, verbs.settle(session.desk, card.number, line, session.now, **proof), shown.money)
