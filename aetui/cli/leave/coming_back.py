"""`aetui handover tell|return|care`: the clients told, coming back, and what is in our care for colleagues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aetui.cli.confirm import sure
from aetui.cli.leave.shown import no_choice, seen_now, which
from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput

if TYPE_CHECKING:
    from aetui.desk.leave.coming_back import Fate
    from aetui.domain.records import Absence


@click.command("tell", cls=Spoken)
@click.argument("client", required=False)
@click.option("--how", metavar="TEXT")
@which
@common
@click.pass_obj
def tell(session: Session, client: str | None, how: str | None, which: str | None) -> None:
    """The clients to be told, with a text; CLIENT: that one knows."""
    from aetui.desk.book.clients import resolve
    from aetui.desk.leave.leaving import note_told as verb
    from aetui.desk.leave.leaving import to_tell
    from aetui.locales.dates import stamp

    desk, say = session.desk, session.say
    session.relearn()
    who = resolve(desk, client)
    if who is not None:
        verb(desk, seen_now(session, which).absence.id, who.id, session.now, how=how)
    found = to_tell(desk, session.say, seen_now(session, which))
    if session.json:
        session.out_json(
            [
                {
                    "client": one.client,
                    "contact": one.contact,
                    "text": one.text,
                    "told_at": desk.local(one.fact.at) if one.fact else None,
                    "how": one.fact.how if one.fact else None,
                }
                for one in found
            ]
        )
        return
    for one in found:
        told = f"✓ {stamp(desk.local(one.fact.at))} {one.fact.how or ''}" if one.fact else say("handover.not_told")
        session.out(f"{one.client}  {one.contact}  {told}".rstrip())
        session.out(f"    {one.text}")


@click.command("return", cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--take", "lines", multiple=True, metavar="LINE")
@click.option("--all", "everything", is_flag=True)
@click.option("--did", "did_it", multiple=True, metavar="LINE")
@click.option("--how", metavar="TEXT")
@click.option("--at", metavar="TIME")
@click.option("--ours", "ours", multiple=True, metavar="LINE")
@click.option("--theirs", "theirs", multiple=True, metavar="LINE")
@click.option("--by", metavar="NAME")
@click.option("--yes", is_flag=True)
@which
@common
@click.pass_obj
def return_(
    session: Session,
    file: Path | None,
    lines: tuple[str, ...],
    everything: bool,
    did_it: tuple[str, ...],
    how: str | None,
    at: str | None,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    by: str | None,
    yes: bool,
    which: str | None,
) -> None:
    """A cover's log comes back; --take or --all: lines are taken over again, as they stand; --did: the cover did it;
    --ours, --theirs: whose word counts."""
    from aetui.desk.leave.absences import the_one
    from aetui.desk.leave.bundles import take_back
    from aetui.desk.leave.coming_back import OURS, PLAIN, TakeOver, did, fates, find_fate, plain, take_over
    from aetui.domain.records import Absence
    from aetui.locales.dates import when
    from aetui.locales.errors import reason

    desk, now = session.desk, session.now
    session.relearn()
    say = session.say
    if file:
        no_choice(which)
    if everything and not file and not _early(session, the_one(desk, now, which, back=True), yes=yes):
        return
    asked = bool(lines or everything or did_it or ours or theirs)
    kept_open = []
    # A log that comes in and what is taken by it are one change.
    with session.together("absence.take_over" if asked else "absence.return", bool(file or asked)):
        absence = take_back(desk, file, now) if file else the_one(desk, now, which, back=True)
        if file and everything and not yes and absence.start > now:  # nobody is asked while the desk is locked
            raise BadInput("return.early.ask", time=when(say, desk.local(absence.start), now))
        left = fates(desk, say, absence, now)
        chosen: dict[str, TakeOver] = plain(left) if everything else {}
        done = did(now, how, session.time(at) if at else None)
        # Every line is looked up in the list as it was shown, before any is taken over.
        for said in lines:
            chosen[find_fate(absence, left, said).key] = PLAIN
        for said in did_it:
            chosen[find_fate(absence, left, said).key] = done
        for said in ours:
            chosen[find_fate(absence, left, said).key] = TakeOver(side=OURS)
        for said in theirs:
            fate = find_fate(absence, left, said)
            chosen[fate.key] = TakeOver(side=_side(fate, by))
        if chosen:
            kept_open = take_over(desk, say, absence.id, chosen, now).kept_open
    absence = desk.get(Absence, absence.id) or absence
    left = fates(desk, say, absence, now)
    _tell(session, absence, left)
    waiting = sum(fate.group == "conflict" for fate in left)
    if session.json:
        return
    for line, refused in kept_open:
        session.out(say("return.kept_open", what=line.what, why=reason(say, refused)))
    if everything and waiting:
        session.out(say("return.left", n=waiting))


def _early(session: Session, absence: Absence, *, yes: bool) -> bool:
    """Whether all may be taken back now: asked where the absence hasn't begun."""
    from aetui.locales.dates import when

    if absence.start <= session.now:
        return True
    begins = when(session.say, session.desk.local(absence.start), session.now)
    return sure(session, "return.early", yes=yes, time=begins)


@click.command("care", cls=Spoken)
@click.argument("line", required=False)
@click.option("--how", default="", metavar="TEXT")
@click.option("--done", is_flag=True)
@common
@click.pass_obj
def care(session: Session, line: str | None, how: str, done: bool) -> None:
    """What is in our care for colleagues; with LINE (its number): what was done about it, and with --done that it is
    finished by that."""
    from aetui.cli.plain import columns
    from aetui.desk.day.today import in_care, the_cover
    from aetui.desk.leave.bundles import finish, note
    from aetui.locales.dates import when

    desk, now = session.desk, session.now
    session.relearn()
    told = None
    if line is not None:
        held_ = the_cover(desk, line)
        after = finish(desk, held_.id, now, how=how) if done else note(desk, held_.id, how, now)
        told = session.say("care.finished" if after.done else "care.noted", what=after.what)
    held = in_care(desk)
    if session.json:
        import msgspec

        session.out_json([msgspec.to_builtins(c) for c in held])
        return
    if told:
        session.out(told)
    rows = [
        [
            str(c.n),
            c.whose,
            c.client or "",
            when(session.say, desk.local(c.due), now) if c.due else "",
            c.what,
            c.instruction or "",
        ]
        for c in held
    ]
    for text in columns(rows):
        session.out(text)
    if not rows:
        session.out(session.say("handover.no_care"))


def _side(fate: Fate, by: str | None) -> int:
    """Which of the covers' words is meant: the only one, or that of the person named."""
    for n, fact in enumerate(fate.theirs, 1):
        if by is None or fact.by == by:
            return n
    return len(fate.theirs) + 1  # nobody of that name


def _tell(session: Session, absence: Absence, left: list[Fate]) -> None:
    """What is to be taken over, by what became of it; then what was taken over."""
    from aetui.cli.plain import columns
    from aetui.desk.day.today import client_name
    from aetui.desk.leave.state import handover_of, keep_numbers
    from aetui.locales.dates import stamp, when

    desk, say, now = session.desk, session.say, session.now
    keep_numbers(desk, handover_of(desk, say, absence, now))
    if session.json:
        import msgspec

        session.out_json(
            {
                **msgspec.to_builtins(absence),
                "fates": [
                    {
                        "line": msgspec.to_builtins(fate.line),
                        "client": client_name(desk, fate.line.client_id) or None,
                        "group": fate.group,
                        "came_due": fate.due,
                        "ours": msgspec.to_builtins(fate.ours),
                        "theirs": msgspec.to_builtins(fate.theirs),
                    }
                    for fate in left
                ],
            }
        )
        return
    session.out(f"{stamp(desk.local(absence.start))} – {stamp(desk.local(absence.end))}  {absence.why or ''}".rstrip())
    rows = []
    for fate in left:
        words = [
            " ".join(t for t in (stamp(desk.local(fact.at)), fact.by or "", fact.how or "") if t)
            for fact in ([fate.ours] if fate.ours else []) + fate.theirs
        ] or [fact.how or "" for fact in fate.line.log[-1:]]
        rows.append(
            [
                str(fate.line.n),
                say(f"return.{fate.group}"),
                fate.line.cover or "",
                client_name(desk, fate.line.client_id),
                when(say, desk.local(fate.line.due), now) if fate.line.due else "",
                fate.line.what,
                "  |  ".join(words),
            ]
        )
    for text in columns(rows):
        session.out(text)
    taken = [
        [
            say("return.back.done" if one.done else "return.back.open"),
            one.cover or "",
            client_name(desk, one.client_id),
            one.what,
            (one.done.how or "") if one.done else "",
        ]
        for one in absence.lines
        if one.returned
    ]
    for text in columns(taken):
        session.out(text)
    if absence.returned:
        session.out(say("return.over"))
