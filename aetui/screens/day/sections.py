"""What the review's screen shows: the thing at hand, what is left, what was decided, tomorrow in order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date, datetime

from aetui.desk.book.people import picks
from aetui.desk.core import Desk
from aetui.desk.day.achieved import Achieved
from aetui.desk.day.deciding import GROUPS
from aetui.desk.day.review import Review
from aetui.desk.day.today import client_name
from aetui.desk.day.words import thing_owner, thing_words
from aetui.desk.own.checks import check_due
from aetui.domain.records import Decided
from aetui.domain.records.refs import ref_to
from aetui.domain.review import USUAL, Thing, item_of
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, day_short, stamp, when
from aetui.locales.wording import item_line
from aetui.screens.frame.columns import client_room
from aetui.screens.frame.duty_time import clock_room, countdown
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.countdown import Countdown, Live
from aetui.widgets.rows import Cells, Later, Row, Section, heading

_SIGNS = {
    "done": ("✓", "done"),
    "tomorrow": ("→", "act"),
    "day": ("→", "act"),
    "someone": ("@", "act"),
    "drop": ("✗", "faint"),
    "split": ("⋔", "act"),
    "step": ("→", "act"),
    "kept": ("·", "dim"),
}


CLIENT = 12
SAID = 24
"""Cells at most for what was decided, so that the thing itself is read."""


def day_name(say: Texts, day: date, now: datetime) -> str:
    """`今天`, `明天`, or the day itself: a review that is late means other days."""
    return day_short(say, day, now.date()) if 0 <= (day - now.date()).days <= 1 else day_line(say, day)


def did(say: Texts, act: str) -> str:
    """What doing a thing is called, each with its own word."""
    key = f"review.did.{act}"
    return say(key) if say.has(key) else say("review.said.done")


def thing_section(desk: Desk, say: Texts, seen: Review, thing: Thing, now: datetime) -> Section:
    """The thing at hand, large, with where it came from and its keys."""
    about: list[Part] = [(say(f"review.kind.{thing.kind}"), "dim")]
    if thing.carried:
        style = "soon" if thing.carried >= 3 else "dim"
        about.append((f" · {say('review.carried', n=thing.carried)}", style))
    if thing.due:
        style = "late" if thing.due < now else "dim"
        late = f"{say('state.overdue')} " if thing.due < now else ""
        about.append((f" · {late}{when(say, desk.local(thing.due), now)}", style))
    whose: list[Part] = [(f"{whose_}  ", "act")] if (whose_ := thing_owner(desk, say, thing)) else []
    client = client_name(desk, thing.client_id)
    whose += [(f"{client}  ", "ink")] if client else []
    whose += [(f"{thing.number}  ", "act")] if thing.number else []
    item = item_of(desk.book, thing)
    if item is not None:
        said = say("review.from", time=stamp(desk.local(item.at)), text=item_line(item))
        whose.append((said, "dim"))
    whole = [(f"{say('review.also')} ", "faint")] if thing.also else []
    whole += [(f"{thing_words(desk, say, other)}  ", "dim") for other in thing.also]
    people = picks(desk)
    keys = (
        (say.keys.review_done, did(say, thing.act), ""),
        (say.keys.tomorrow, day_name(say, seen.following, now), day_line(say, seen.following)),
        (say.keys.another_day, say("review.key.day"), say("review.key.day.tip")),
        (say.keys.give, say("review.key.someone"), people),
        (
            say.keys.drop,
            say("check.key.return" if thing.kind == "copy" else "review.key.drop"),
            say("review.key.drop.tip"),
        ),
        (say.keys.open, say("review.key.open"), ""),
    )
    rows = [
        Row("", tuple(about), ((thing.source, "faint"),)),
        Row("", ((thing_words(desk, say, thing), "ink bold"),), (), 0),
        Row("", tuple(whose), (), 0),
        Row("", tuple(whole), (), 0),
        *(Row("", ((f"{key:>7} ", "act bold"), (fit(text, 18), "ink"), (tip, "dim"))) for key, text, tip in keys),
    ]
    return Section("thing", (), rows)


ROUTINE = "fold:routine"
"""The row behind which the notes lie that were let through."""


def left_section(desk: Desk, say: Texts, seen: Review, marked: Collection[str]) -> Section:
    """Everything undecided; the cursor is the thing at hand."""
    return Section("left", heading(say("review.left"), len(seen.undecided)), _rows(desk, say, seen.undecided, marked))


def routine_sections(desk: Desk, say: Texts, seen: Review, marked: Collection[str], *, opened: bool) -> list[Section]:
    """How many notes ask for nothing and were let through, and, `opened`, which; nothing where there are none."""
    if not seen.routine:
        return []
    told = say("review.routine", n=len(seen.routine))
    rows = [Row(ROUTINE, ((told, "dim"),), ((say("review.routine.hide" if opened else "review.routine.see"), "act"),))]
    rows += _rows(desk, say, seen.routine, marked) if opened else []
    return [Section("routine", (), rows)]


def _rows(desk: Desk, say: Texts, things: Sequence[Thing], marked: Collection[str]) -> Later:
    cells = _client_cells(desk, things)

    def made(n: int) -> Row:
        thing = things[n]
        first: Cells = (_left(say, thing),)
        mark: Part = ("▪", "act") if thing.key in marked else (" ", "")
        left: Cells = (
            mark,
            *first,
            (f" {fit(client_name(desk, thing.client_id), cells)} ", "dim"),
            (thing_words(desk, say, thing), "ink"),
            (f"  {thing_owner(desk, say, thing)}".rstrip(), "dim"),
        )
        carried = ((f"{thing.carried}× ", "soon"),) if thing.carried else ()
        return Row(rows.refs[n], left, (*carried, (thing.source, "faint")))

    refs = [ref_to("thing", thing.key) for thing in things]
    rows = Later(refs, made, of=(things, frozenset(marked), say.lang, desk.rulebook, desk.book.version))
    return rows


def _client_cells(desk: Desk, things: Sequence[Thing]) -> int:
    """Cells for a client's name: as many as the longest takes, and no more than keep the thing itself in sight."""
    return min(max((width(client_name(desk, key)) for key in {thing.client_id for thing in things}), default=0), CLIENT)


def _left(say: Texts, thing: Thing) -> Part | Live:
    """How long is left, where it has a time."""
    if thing.obligation is not None:
        return countdown(say, thing.obligation, clock_room(say))
    if thing.due is None:
        return (" " * clock_room(say), "")
    return Countdown(
        thing.due.timestamp(), clock_room(say), late_word=say("phone.late"), day_word=say("phone.day_word")
    )


def decided_section(say: Texts, seen: Review, now: datetime) -> Section:
    """What was decided, the newest first."""
    rows = [_decided(say, one, now) for one in reversed(seen.decided)]
    return Section("decided", heading(say("review.decided"), len(rows)), rows, say("review.decided.none"))


def tomorrow_section(desk: Desk, say: Texts, seen: Review, now: datetime, *, numbered: bool = True) -> Section:
    """The next day in order, with what it takes against the hours there."""
    cells = _client_cells(desk, seen.tomorrow)

    def made(n: int) -> Row:
        thing = seen.tomorrow[n]
        # The heading says the day: of a time on it, the clock is enough.
        due = desk.local(thing.due) if thing.due else None
        at = "" if due is None else clock(due) if due.date() == seen.following else when(say, due, now)
        minutes = seen.minutes.get(thing.key, USUAL)
        left = (
            (f"{n + 1:>2} " if numbered else "· ", "act"),
            (f"{fit(client_name(desk, thing.client_id), cells)} ", "dim"),
            (thing_words(desk, say, thing), "ink"),
        )
        return Row(rows.refs[n], left, ((f"{at}  ", "dim"), (say("review.minutes", n=minutes), "faint")))

    of = (seen.tomorrow, seen.minutes, numbered, now.date(), say.lang, desk.rulebook, desk.book.version)
    rows = Later([ref_to("plan", thing.key) for thing in seen.tomorrow], made, of)
    fits = seen.planned <= seen.room
    share: Part = (
        f"  {seen.planned // 60}:{seen.planned % 60:02d} / {seen.room // 60}:{seen.room % 60:02d}",
        "dim" if fits else "late",
    )
    titled = (
        *heading(day_name(say, seen.following, now), day_line(say, seen.following)),
        share,
        ("" if fits else f"  {say('review.too_much')}", "late"),
    )
    return Section("tomorrow", titled, rows, say("review.tomorrow.none"))


def check_to_do(desk: Desk, say: Texts, now: datetime) -> list[Part]:
    """That the quarter's check of oneself isn't done, in its last days."""
    due = check_due(desk, now)
    return [(say("own.due", quarter=due[0], n=due[1]), "soon")] if due else []


def achieved_sections(desk: Desk, say: Texts, seen: Review, done: Sequence[Achieved], now: datetime) -> list[Section]:
    """The day in one screen: what was achieved, and what was moved, given away, dropped."""
    told = say("review.closed.done")
    sections = [
        Section("done", heading(told, len(done)), [_achieved(desk, say, one) for one in done], say("paper.nothing"))
    ]
    for key, decisions in GROUPS:
        found = [_decided(say, one, now) for one in seen.decided if one.decision in decisions]
        if found:
            sections.append(Section(key, heading(say(f"review.closed.{key}"), len(found)), found))
    return sections


def _achieved(desk: Desk, say: Texts, one: Achieved) -> Row:
    key = one.obligation.id if one.obligation else one.todo.id if one.todo else f"{one.what} {one.at}"
    what = one.words(say, desk.rulebook)
    at = clock(desk.local(one.at)) if one.at else ""
    client = fit(client_name(desk, one.client_id), client_room(desk))
    left = ((f"{at:>5} ", "dim"), ("✓ ", "done"), (f"{client} ", "dim"), (what, "ink"), (f"  {one.how}", "dim"))
    return Row(ref_to("achieved", key), left, ((say("state.met_late"), "soon"),) if one.late else ())


def _decided(say: Texts, one: Decided, now: datetime) -> Row:
    sign, style = _SIGNS.get(one.decision, ("·", "dim"))
    key = ref_to("decided", one.key or "", one.at.timestamp() if one.at else 0)
    text = "faint" if one.decision == "drop" else "ink"
    return Row(
        key, ((f"{sign}  ", style), (one.what, text)), ((fit(decision_words(say, one, now), SAID).rstrip(), "dim"),)
    )


def decision_words(say: Texts, one: Decided, now: datetime) -> str:
    """What was decided, with its verb: `报告过了`, `改到明天`, `交给小王`, `不做：客户取消`."""
    head, _, rest = (one.why or "").partition(" ")
    if one.decision in ("tomorrow", "day"):
        with suppress(ValueError):
            moved = say("review.to.day", day=day_name(say, date.fromisoformat(head), now))
            return f"{moved} · {rest}" if rest else moved
    if one.decision == "someone" and head.startswith("@"):
        given = say("review.to.someone", name=one.why or "") if rest else say("review.to.someone", name=head)
        return given.replace("@", "", 1)
    done = one.decision == "done"
    verb = did(say, one.act or "") if done else say(f"review.said.{one.decision}")
    return say("review.pair", key=verb, value=one.why) if one.why else verb
