"""Why something is owed: how long is left, the rule's own words, the record that started it, what meets it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from aetui.desk.core import Desk
from aetui.desk.obligations import record_of
from aetui.desk.trouble import trouble_lines, trouble_message, trouble_of
from aetui.desk.waiting import owner_of
from aetui.domain.obligations import OPEN, TROUBLE, Obligation
from aetui.domain.records import KIND_OF, Call, Card, Client, Item, Letter
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.screens.frame.duty_time import countdown
from aetui.screens.record.detail_rows import STATE_STYLE, call_row, facts, moment, record_row
from aetui.screens.record.letter_lines import letter_sections, letters_about
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


def obligation_sections(desk: Desk, say: Texts, obligation: Obligation, now: datetime) -> list[Section]:
    """Why it is owed: how long is left, the rule's own words, the record that started it, what meets it."""
    rule = desk.rulebook.rules.get(obligation.rule)
    state: Parts = ((say(f"state.{obligation.state}"), STATE_STYLE[obligation.state] + " bold"),)
    pairs: list[tuple[str, str | Parts]] = [
        (say("detail.state"), state),
        (say("detail.due"), _due(desk, say, obligation, now)),
        (
            say("detail.act_by"),
            moment(desk, say, obligation.act_by, now) if obligation.act_by != obligation.due else "",
        ),
        (say("detail.start"), moment(desk, say, obligation.start, now)),
        (say("detail.owner"), owner_of(desk, say, obligation.owner, obligation.client_id)),
        (say("detail.cover"), say("board.uncovered") if obligation.cover == "" else obligation.cover or ""),
        (say("detail.met_at"), moment(desk, say, obligation.met_at, now)),
        (say("detail.how"), obligation.how or ""),
        (say("detail.by"), obligation.by or ""),
        (say("detail.reason"), obligation.reason or ""),
    ]
    rows = facts(pairs)
    if obligation.state in OPEN:
        style = STATE_STYLE[obligation.state] + " bold"
        left = Left(countdown(say, obligation, 14, style)._replace(far_style=style, soon_style=style))
        label = rows[0].left[0]
        room = width(label[0]) if isinstance(label, tuple) else 0
        rows.insert(0, Row("", ((fit(say("detail.left"), room), "dim"), left)))
    quote = _words(desk, say, obligation)
    why = (*heading(say("detail.why")), (f"  {obligation.source}", "faint"))
    late, message = _reported(desk, say, obligation, now) if obligation.rule == TROUBLE else ([], [])
    # Below the rule, on which the cursor stands first: done is then said of the report, not of what is late.
    sections = [Section("clock", (), rows), Section("why", why, quote), *late]
    started = record_of(desk, obligation)
    client = desk.get(Client, obligation.client_id)
    rows = (
        [record_row(desk, say, started, now)]
        if started is not None
        else [
            Row(
                "",
                (
                    (rule.title.get(say.lang) if rule else obligation.rule, "dim"),
                    (" " + say("detail.comes_round"), "dim"),
                ),
                (),
                0,
            )
        ]
    )
    call = desk.get(Call, started.call_id) if isinstance(started, Item) else None
    rows += [call_row(desk, say, call)] if call else []
    if obligation.number and not isinstance(started, Card):
        from aetui.desk.card.cards import card_by_number

        card = card_by_number(desk, obligation.number)
        rows += [record_row(desk, say, card, now)] if card else []
    if client is not None:
        rows.append(Row(ref_to("clients", client.id), ((say("record.clients") + " ", "dim"), (client.name, "ink"))))
    sections.append(Section("start", heading(say("detail.started")), rows))
    if isinstance(started, Letter):
        found = letter_sections(desk, say, started, now)[1:]
        sections += [one for one in found if one.id == "made" or one.id.startswith("letters ")]
    elif started is not None:
        sections += letters_about(desk, say, ref_to(KIND_OF[type(started)], started.id), now)
    if obligation.state in OPEN and rule is not None:
        key = f"detail.meets.{rule.met}"
        text = say(key if say.has(key) else "detail.meets.logged")
        met = [Row("", ((text, "ink"),), (), 0), Row("", ((say("detail.keys"), "faint"),), (), 0)]
        sections.append(Section("meets", heading(say("detail.meets")), met))
    return [*sections, *message]


def _reported(desk: Desk, say: Texts, report: Obligation, now: datetime) -> tuple[list[Section], list[Section]]:
    """All that is late there (R10, C3), each opening its duty; and the message, as one key copies it."""
    trouble = trouble_of(desk, report, now)
    lines = zip(trouble_lines(desk, say, trouble, now), trouble.late, strict=False)
    rows = [Row(ref_to("obligation", one.id), ((line, "ink"),), (), 2) for line, one in lines]
    message = [Row("", ((line, "dim"),), (), 2) for line in trouble_message(desk, say, trouble, now).splitlines()]
    late = [Section("late", heading(say("trouble.heading"), len(rows)), rows, say("trouble.over"))]
    said = trouble.said_at is not None  # what a `!` says stands above already
    return [] if said else late, [Section("message", heading(say("trouble.message")), message)]


def _due(desk: Desk, say: Texts, obligation: Obligation, now: datetime) -> str:
    due = moment(desk, say, obligation.due, now)
    return say("due.estimated", time=due) if obligation.estimated else due


def _words(desk: Desk, say: Texts, obligation: Obligation) -> list[Row]:
    """The rule's own words, and those of the source where they say more."""
    said: list[str] = []
    refs: list[str] = []
    for asked in (obligation.rule, obligation.source):
        try:
            words = desk.rulebook.words(asked, say.lang)
        except KeyError:
            continue
        if words and words.casefold() not in map(str.casefold, said):
            said.append(words)
            refs.append(ref_to("rules", asked))
    quote = say.facts.quotes.format
    both = zip(refs, said, strict=True)
    return [Row(ref, ((quote(words), "ink" if n == 0 else "dim"),), (), 2) for n, (ref, words) in enumerate(both)]
