"""The month of one client, for the AD (A8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from aetui.desk.month.client_month import STATES, WAYS, in_month
from aetui.desk.month.gathered import DeskMonth, gathered, told_of
from aetui.desk.papers.frame import leads
from aetui.desk.papers.progress import UNSAID
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart, Table
from aetui.domain.budget import balances
from aetui.domain.cards.billing import aged
from aetui.domain.clock.periods import month_of, span
from aetui.domain.records import Card, TeamLine
from aetui.locales import Texts
from aetui.locales.amounts import amount, balance, late_words, unpaid_words
from aetui.locales.dates import days_full
from aetui.locales.wording import team_title


def build(w: Writer, subject: Subject) -> Sheet:
    """The month of one client, for the AD (A8): work, what was kept and late, money; as the AEs' reports tell, and our own records."""
    client = subject.client
    assert client is not None
    say, desk = w.say, w.desk
    period = subject.period or month_of(w.now.date())
    told = told_of(desk, client, period, w.now)
    came = [one for one in told if one.who is not None]
    named = bool(came)  # whose it is stands beside it where it isn't all ours

    def rows(of: Callable[[DeskMonth], Iterable[list[str]]]) -> list[list[str]]:
        return [[*row, *([one.who or w.me] if named else [])] for one in told for row in of(one)]

    def table(heading: str, columns: Sequence[str], found: list[list[str]]) -> SheetPart:
        heads = [say(f"paper.column.{column}") for column in (*columns, *(["ae"] if named else []))]
        return SheetPart(say(heading), [Table(heads, found)] if found else [], say("paper.nothing"))

    cards = [card for one in told for card in one.month.cards]
    obligations = [line for one in told for line in one.month.obligations]
    counts = [[say(f"state.{state}"), str(sum(line.state == state for line in obligations))] for state in STATES]
    ways = [
        say("paper.monthly.way", way=say(f"phone.way.{way}"), n=sum(one.month.calls.get(way, 0) for one in told))
        for way in WAYS
    ]
    money = [balance(say, sums) for sums in balances(in_month(desk, cards, period), w.now)]
    unpaid = [
        f"{w.moment(one.line.due)}  {unpaid_words(say, one)}  {late_words(say, one, 'round')}"
        for one in aged(cards, w.now)
    ]
    comma = say("list.comma")
    missing = [one.who for one in gathered(desk, period, w.now).of_client(client.id) if one.made is None]
    facts = w.facts(
        ("period", days_full(w.say, *span(period))),
        ("gathered", comma.join(say("month.as_of", who=one.who, time=w.moment(one.made)) for one in came)),
        ("missing", comma.join(missing)),
    )
    parts = [
        table(
            "paper.monthly.work",
            ("number", "work", "state", "deliver", "money"),
            rows(lambda one: (_card(w, card) for card in in_month(desk, one.month.cards, period))),
        ),
        table("paper.monthly.done", ("date", "work", "content"), _in_time(w, told, named=named)),
        table("paper.monthly.kept", ("date", "content", "until", "state"), rows(lambda one: _kept(w, one))),
        table("paper.monthly.late", ("until", "content", "state", "why"), rows(lambda one: _late(w, one))),
        SheetPart(
            say("paper.monthly.duties"), [Table([say("paper.column.state"), say("paper.column.count")], counts, [1])]
        ),
        SheetPart(say("paper.monthly.calls"), [Paragraphs(ways)]),
        SheetPart(say("card.money"), [Paragraphs([*money, *unpaid])] if money or unpaid else [], say("paper.nothing")),
        SheetPart("", [w.signatures(*_signed(w, came))]),
    ]
    return w.sheet("monthly", client.name, facts, parts)


def _signed(w: Writer, came: Sequence[DeskMonth]) -> list[tuple[str, str]]:
    """Whose reports it is made of, and who hands it in."""
    names = [("ae", str(name)) for name in dict.fromkeys(one.who for one in came)]
    return [*names, ("am", w.me), ("ad", "")] if leads(w.desk) else [("ae", w.me), ("am", "")]


def _card(w: Writer, card: Card) -> list[str]:
    return [
        card.number,
        card.title,
        w.say(f"card.state.{card.state}"),
        w.moment(card.deliver_at),
        _sums(w.say, card, w.now),
    ]


def _in_time(w: Writer, told: Sequence[DeskMonth], *, named: bool) -> list[list[str]]:
    """What was done, by all, in order of time; a thing that two desks know of once."""
    found = {(line.at, line.kind, line.record, line.what): (line, one.who) for one in told for line in one.month.done}
    rows = []
    for line, who in sorted(found.values(), key=lambda one: (one[0].at, one[0].about, one[0].kind, one[0].what)):
        if line.kind not in UNSAID:
            what = w.say(f"paper.{line.what}") if line.kind == "paper" else line.what
            row = [w.moment(line.at), line.about, w.say(f"paper.told.{line.kind}", what=what)]
            rows.append([*row, *([who or w.me] if named else [])])
    return rows


def _kept(w: Writer, told: DeskMonth) -> list[list[str]]:
    """What was kept, by when it was done: promises, times, papers."""
    found = sorted(
        ((line.met, line) for line in told.month.obligations if line.met is not None),
        key=lambda one: (one[0], one[1].id),
    )
    return [[w.moment(at), _name(w, line), w.moment(line.due), w.say(f"state.{line.state}")] for at, line in found]


def _late(w: Writer, told: DeskMonth) -> list[list[str]]:
    """What was late, missed or let go, by when it was due, and why."""
    return [
        [w.moment(line.due), _name(w, line), w.say(f"state.{line.state}"), line.note or ""]
        for line in told.month.obligations
        if line.state != "met"
    ]


def _name(w: Writer, line: TeamLine) -> str:
    return f"{line.source} {team_title(w.say, line, w.desk.rulebook)}"


def _sums(say: Texts, card: Card, now: datetime) -> str:
    sums = balances([card], now)
    return "; ".join(f"{amount(say, b.spent, b.currency)} / {amount(say, b.budget, b.currency)}" for b in sums)
