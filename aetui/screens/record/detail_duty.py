"""Why something is owed: how long is left, the rule's own words, the record that started it, what meets it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from aetui.desk.core import Desk
from aetui.desk.obligations import record_of
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call, Card, Client, Item
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.screens.frame.duty_time import countdown
from aetui.screens.record.detail_rows import STATE_STYLE, call_row, facts, moment, record_row
from aetui.widgets.cells import Parts, fit, width
from aetui.widgets.countdown import Countdown
from aetui.widgets.rows import Row, Section, heading


class Left(NamedTuple):
    """Time left in running text: a countdown without the space before it."""

    countdown: Countdown

    def parts(self, now: float) -> Parts:
        parts = [(text.strip(" "), style) for text, style in self.countdown.parts(now)]
        return [(f"{text} " if text and n < len(parts) - 1 else text, style) for n, (text, style) in enumerate(parts)]

    def changes_at(self, now: float) -> float:
        return self.countdown.changes_at(now)


def duty_sections(desk: Desk, say: Texts, owed: Obligation, now: datetime) -> list[Section]:
    """Why it is owed: how long is left, the rule's own words, the record that started it, what meets it."""
    rule = desk.rulebook.rules.get(owed.rule)
    state: Parts = ((say(f"state.{owed.state}"), STATE_STYLE[owed.state] + " bold"),)
    pairs: list[tuple[str, str | Parts]] = [
        (say("detail.state"), state),
        (say("detail.due"), _due(desk, say, owed, now)),
        (say("detail.act_by"), moment(desk, say, owed.act_by, now) if owed.act_by != owed.due else ""),
        (say("detail.start"), moment(desk, say, owed.start, now)),
        (say("detail.owner"), owed.owner or ""),
        (say("detail.cover"), say("board.uncovered") if owed.cover == "" else owed.cover or ""),
        (say("detail.met_at"), moment(desk, say, owed.met_at, now)),
        (say("detail.how"), owed.how or ""),
        (say("detail.by"), owed.by or ""),
        (say("detail.reason"), owed.reason or ""),
    ]
    rows = facts(pairs)
    if owed.state in OPEN:
        style = STATE_STYLE[owed.state] + " bold"
        left = Left(countdown(say, owed, 14, style)._replace(far_style=style, soon_style=style))
        label = rows[0].left[0]
        room = width(label[0]) if isinstance(label, tuple) else 0
        rows.insert(0, Row("", ((fit(say("detail.left"), room), "dim"), left)))
    quote = _words(desk, say, owed)
    why = (*heading(say("detail.why")), (f"  {owed.source}", "faint"))
    sections = [Section("clock", (), rows), Section("why", why, quote)]
    started = record_of(desk, owed)
    client = desk.get(Client, owed.client_id)
    rows = (
        [record_row(desk, say, started, now)]
        if started is not None
        else [
            Row(
                "",
                ((rule.title.get(say.lang) if rule else owed.rule, "dim"), (" " + say("detail.comes_round"), "dim")),
                (),
                0,
            )
        ]
    )
    call = desk.get(Call, started.call_id) if isinstance(started, Item) else None
    rows += [call_row(desk, say, call)] if call else []
    if owed.number and not isinstance(started, Card):
        from aetui.desk.card.cards import card_by_number

        card = card_by_number(desk, owed.number)
        rows += [record_row(desk, say, card, now)] if card else []
    if client is not None:
        rows.append(Row(ref_to("clients", client.id), ((say("record.clients") + " ", "dim"), (client.name, "ink"))))
    sections.append(Section("start", heading(say("detail.started")), rows))
    if owed.state in OPEN and rule is not None:
        key = f"detail.meets.{rule.met}"
        text = say(key if say.has(key) else "detail.meets.logged")
        met = [Row("", ((text, "ink"),), (), 0), Row("", ((say("detail.keys"), "faint"),), (), 0)]
        sections.append(Section("meets", heading(say("detail.meets")), met))
    return sections


def _due(desk: Desk, say: Texts, owed: Obligation, now: datetime) -> str:
    due = moment(desk, say, owed.due, now)
    return say("due.estimated", time=due) if owed.estimated else due


def _words(desk: Desk, say: Texts, owed: Obligation) -> list[Row]:
    """The rule's own words, and those of the source where they say more."""
    said: list[str] = []
    for asked in (owed.rule, owed.source):
        try:
            words = desk.rulebook.words(asked, say.lang)
        except KeyError:
            continue
        if words and words.casefold() not in map(str.casefold, said):
            said.append(words)
    quote = say.facts.quotes.format
    return [Row("", ((quote(words), "ink" if n == 0 else "dim"),), (), 2) for n, words in enumerate(said)]
