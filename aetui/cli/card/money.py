"""`aetui card estimate|agree|money|settle`."""

from __future__ import annotations

import click

from aetui.cli.card.shown import as_json, tell
from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.records import Card
from aetui.locales.kinds import money_kinds, money_named


@click.command("estimate", cls=Spoken)
@click.argument("number")
@click.argument("amount", required=False)
@click.option("--line", "lines", multiple=True, metavar="TEXT=AMOUNT")
@common
@click.pass_obj
def estimate(session: Session, number: str, amount: str | None, lines: tuple[str, ...]) -> None:
    from aetui.desk.card.money import estimate as verb
    from aetui.domain.lines import estimate as grammar

    desk = session.desk
    session.relearn()
    whole = grammar.read(amount) if amount else grammar.EstimateRead([])
    more = [one for line in lines for one in grammar.read_lines(line)]
    tell(session, verb(desk, number, whole.amount, session.now, lines=[*whole.lines, *more]))


@click.command("agree", cls=Spoken)
@click.argument("number")
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@click.option("--by", metavar="NAME")
@common
@click.pass_obj
def agree(session: Session, number: str, at: str | None, how: str | None, by: str | None) -> None:
    from aetui.desk.card.money import agree_estimate

    desk = session.desk
    session.relearn()
    tell(session, agree_estimate(desk, number, session.now, at=session.time(at) if at else None, how=how, by=by))


@click.command("money", cls=Spoken)
@click.argument("number")
@click.argument("words", nargs=-1, required=True, metavar="KIND AMOUNT")
@click.option("--text", default="", metavar="TEXT")
@click.option("--due", metavar="TIME")
@click.option("--at", metavar="TIME")
@common
@click.pass_obj
def money(session: Session, number: str, words: tuple[str, ...], text: str, due: str | None, at: str | None) -> None:
    """`成本 8000 外拍 三天后`, as on the card's page; what an option says stands above."""
    from aetui.desk.card.money import add_money
    from aetui.domain.lines import money as grammar

    desk, now = session.desk, session.now
    session.relearn()
    kinds, line = money_kinds(session.say), " ".join(words)
    if len(words) > 1 and not any(word.lower() in kinds for word in line.split()):
        money_named(session.say, words[0])  # a kind was named, and is none
    read = grammar.read(line, kinds=kinds, now=now, cal=desk.calendar)
    if not due:
        from aetui.cli.standing import tell_unread

        tell_unread(session, text or read.text, read.due)
    _money(
        session,
        add_money(
            desk,
            number,
            read.kind,
            read.money,
            now,
            text=text or read.text,
            at=session.time(at) if at else None,
            due=session.time(due) if due else read.due,
        ),
    )


@click.command("settle", cls=Spoken)
@click.argument("number")
@click.argument("line")
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@common
@click.pass_obj
def settle(session: Session, number: str, line: str, at: str | None, how: str | None) -> None:
    from aetui.desk.card.money import settle as verb

    desk = session.desk
    session.relearn()
    _money(session, verb(desk, number, line, session.now, at=session.time(at) if at else None, how=how))


def _money(session: Session, card: Card) -> None:
    if session.json:
        session.out_json(as_json(session, card, whole=True))
        return
    tell(session, card)
    money_told(session, card)


def money_told(session: Session, card: Card) -> None:
    """The money, a line each, and what it comes to."""
    from aetui.cli.plain import columns
    from aetui.domain.budget import balances
    from aetui.locales.amounts import amount
    from aetui.locales.dates import when

    say, desk = session.say, session.desk
    rows = [
        [
            f"  {n}",
            "✓" if m.settled else "·",
            say(f"money.{m.kind}"),
            amount(m.amount, m.currency),
            when(say, desk.local(m.due), session.now) if m.due else "",
            m.text,
        ]
        for n, m in enumerate(card.money, 1)
    ]
    for line in columns(rows):
        session.out(line)
    for sums in balances([card], session.now):
        said = {
            key: amount(getattr(sums, key), sums.currency) for key in ("budget", "spent", "left", "billed", "received")
        }
        session.out("  " + say("money.balance", **said))
