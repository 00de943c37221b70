"""`aetui handover tell|return|care`: the clients told, coming back, and what is in our care for colleagues (D8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from aetui.cli.command import ALL, AT, FILE, HOW, arg, command, flag, opt
from aetui.cli.confirm import confirmed
from aetui.cli.found import BY, CLIENT
from aetui.cli.leave.shown import WHICH, handover_meant, no_choice, span_words
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.day.today import in_care, the_cover
from aetui.desk.leave.absences import the_one
from aetui.desk.leave.bundles import finish, note, take_back
from aetui.desk.leave.coming_back import OURS, PLAIN, Fate, TakeOver, did, fates, find_fate, plain, take_over
from aetui.desk.leave.leaving import Told, note_told, to_tell
from aetui.desk.leave.state import handover_of, keep_numbers
from aetui.domain.errors import BadInput
from aetui.domain.records import Absence, Client
from aetui.locales.errors import reason


@command("tell", arg("client", CLIENT, required=False), HOW, WHICH)
def tell_clients(session: Session, client: Client | None, how: str | None, which: str | None) -> None:
    """The clients to be told, with a text; CLIENT: that one knows."""
    if client is not None:
        note_told(session.desk, handover_meant(session, which).absence.id, client.id, session.now, how=how)
    found = to_tell(session.desk, session.say, handover_meant(session, which))

    def data() -> list[dict[str, Any]]:
        return [
            {
                "client": one.client,
                "contact": one.contact,
                "text": one.text,
                "told_at": session.local(one.fact.at) if one.fact else None,
                "how": one.fact.how if one.fact else None,
            }
            for one in found
        ]

    session.out(data, _told_lines(session, found))


def _told_lines(session: Session, found: list[Told]) -> Iterator[str]:
    for one in found:
        fact = one.fact
        notice = f"✓ {session.stamp(fact.at)} {fact.how or ''}" if fact else session.say("handover.not_told")
        yield f"{one.client}  {one.contact}  {notice}".rstrip()
        yield f"    {one.text}"


@command(
    "return",
    arg("file", FILE, required=False),
    opt("--take", "take", multiple=True),
    ALL,
    opt("--did", "did_it", multiple=True),
    HOW,
    AT,
    opt("--ours", multiple=True),
    opt("--theirs", multiple=True),
    BY,
    flag("--yes"),
    WHICH,
)
def return_(
    session: Session,
    file: Path | None,
    everything: bool,
    how: str | None,
    at: datetime | None,
    by: str | None,
    yes: bool,
    which: str | None,
    **lines: tuple[str, ...],
) -> None:
    """A cover's log comes back; --take or --all: lines are taken over again, as they stand; --did: the cover did it;
    --ours, --theirs: whose word counts."""
    desk, say, now = session.desk, session.say, session.now
    if file:
        no_choice(which)
    if everything and not file and not _early(session, the_one(desk, now, which, back=True), yes=yes):
        return
    asked = everything or any(lines.values())
    kept_open = []
    # A log that comes in and what is taken by it are one change.
    with session.together("absence.take_over" if asked else "absence.return", bool(file or asked)):
        absence = take_back(desk, file, now) if file else the_one(desk, now, which, back=True)
        if file and everything and not yes and absence.start > now:  # nobody is asked while the desk is locked
            raise BadInput("return.early.ask", time=session.when(absence.start))
        left = fates(desk, say, absence, now)
        chosen = {**(plain(left) if everything else {}), **_chosen(absence, left, lines, did(now, how, at), by)}
        if chosen:
            kept_open = take_over(desk, say, absence.id, chosen, now).kept_open
    absence = desk.get(Absence, absence.id) or absence
    left = fates(desk, say, absence, now)
    _show(session, absence, left)
    if session.json:
        return
    for line, refused in kept_open:
        session.print(say("return.kept_open", what=line.what, why=reason(say, refused)))
    waiting = sum(fate.group == "conflict" for fate in left)
    if everything and waiting:
        session.print(say("return.left", n=waiting))


def _chosen(
    absence: Absence, left: list[Fate], lines: dict[str, tuple[str, ...]], done: TakeOver, by: str | None
) -> dict[str, TakeOver]:
    """What is decided of which line. Every line is looked up in the list as it was shown, before any is taken over."""
    chosen: dict[str, TakeOver] = {}
    for way in ("take", "did_it", "ours", "theirs"):
        for typed in lines[way]:
            fate = find_fate(absence, left, typed)
            ways = {"take": PLAIN, "did_it": done, "ours": TakeOver(side=OURS)}
            chosen[fate.key] = ways[way] if way in ways else TakeOver(side=_side(fate, by))
    return chosen


def _side(fate: Fate, by: str | None) -> int:
    """Which of the covers' words is meant: the only one, or that of the person named."""
    sides = (n for n, fact in enumerate(fate.theirs, 1) if by is None or fact.by == by)
    return next(sides, len(fate.theirs) + 1)  # nobody of that name


def _early(session: Session, absence: Absence, *, yes: bool) -> bool:
    """Whether all may be taken back now: asked where the absence hasn't begun."""
    return absence.start <= session.now or confirmed(session, "return.early", yes=yes, time=session.when(absence.start))


def _show(session: Session, absence: Absence, left: list[Fate]) -> None:
    """What is to be taken over, by what became of it; then what was taken over."""
    keep_numbers(session.desk, handover_of(session.desk, session.say, absence, session.now))

    def data() -> dict[str, Any]:
        back = [
            {
                "line": fate.line,
                "client": session.client(fate.line.client_id) or None,
                "group": fate.group,
                "came_due": fate.due,
                "ours": fate.ours,
                "theirs": fate.theirs,
            }
            for fate in left
        ]
        return {**msgspec.to_builtins(absence), "fates": back}

    session.out(data, _page(session, absence, left))


def _page(session: Session, absence: Absence, left: list[Fate]) -> Iterator[str]:
    say = session.say
    yield f"{span_words(session, absence)}  {absence.why or ''}".rstrip()
    yield from table(
        [
            str(fate.line.n),
            say(f"return.{fate.group}"),
            fate.line.cover or "",
            session.client(fate.line.client_id),
            session.when(fate.line.due),
            fate.line.what,
            "  |  ".join(_words_of(session, fate)),
        ]
        for fate in left
    )
    yield from table(
        [
            say("return.back.done" if one.done else "return.back.open"),
            one.cover or "",
            session.client(one.client_id),
            one.what,
            (one.done.how or "") if one.done else "",
        ]
        for one in absence.lines
        if one.returned
    )
    if absence.returned:
        yield say("return.over")


def _words_of(session: Session, fate: Fate) -> list[str]:
    """What is known of a line: our own word and the covers'; else the last of its log."""
    facts = ([fate.ours] if fate.ours else []) + fate.theirs
    return [" ".join(filter(None, (session.stamp(fact.at), fact.by, fact.how))) for fact in facts] or [
        fact.how or "" for fact in fate.line.log[-1:]
    ]


@command("care", arg("line", required=False), opt("--how", default=""), flag("--done"))
def in_our_care(session: Session, line: str | None, how: str, done: bool) -> None:
    """What is in our care for colleagues; with LINE (its number): what was done about it, and with --done that it is
    finished by that."""
    desk, now, lines = session.desk, session.now, []
    if line is not None:
        held = the_cover(desk, line, session.now)
        after = finish(desk, held.id, now, how=how) if done else note(desk, held.id, how, now)
        lines = [session.say("care.finished" if after.done else "care.noted", what=after.what)]
    there = in_care(desk, session.now)
    rows = ([str(c.n), c.whose, c.client or "", session.when(c.due), c.what, c.instruction or ""] for c in there)
    session.out(there, [*lines, *table(rows, empty=session.say("handover.no_care"))])
