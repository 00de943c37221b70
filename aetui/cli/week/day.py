"""`aetui team day|add|give|order|sign`: an AM goes over an AE's day: adds, gives, puts tomorrow in order, signs (A1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import Typed, arg, command
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.check.day import add_line, days, give_line, move_line, sign_day, the_day, the_line
from aetui.domain.records import TeamDay, TeamLine
from aetui.locales.dates import clock, day_line, stamp
from aetui.locales.wording import line_words

WHO = Typed(offers=lambda session, _: [(day.whose, "") for day in days(session.desk)])
TEXT = {"nargs": -1, "required": True}


@command("day", arg("who", WHO, required=False, metavar="[NAME]"))
def day(session: Session, who: str | None) -> None:
    """The sheet as it stands; without a name the first that waits."""
    _tell(session, the_day(session.desk, who))


@command("add", arg("who", WHO, metavar="NAME"), arg("text", **TEXT))
def add(session: Session, who: str, text: tuple[str, ...]) -> None:
    _tell(session, add_line(session.desk, the_day(session.desk, who).id, " ".join(text), session.now))


@command("give", arg("who", WHO, metavar="NAME"), arg("line"), arg("text", **TEXT))
def give(session: Session, who: str, line: str, text: tuple[str, ...]) -> None:
    """To whom and by when, as on the sheet's numbers."""
    sheet = the_day(session.desk, who)
    _tell(
        session, give_line(session.desk, sheet.id, the_line(session.desk, sheet, line).id, " ".join(text), session.now)
    )


@command("order", arg("who", WHO, metavar="NAME"), arg("line"), arg("place", Typed(lambda _, text: int(text))))
def order(session: Session, who: str, line: str, place: int) -> None:
    """That line to that place of tomorrow."""
    sheet = the_day(session.desk, who)
    _tell(session, move_line(session.desk, sheet, the_line(session.desk, sheet, line).id, place, session.now))


@command("sign", arg("who", WHO, metavar="NAME"))
def sign(session: Session, who: str) -> None:
    _tell(session, sign_day(session.desk, the_day(session.desk, who).id, session.now))


def _tell(session: Session, sheet: TeamDay) -> None:
    session.out(lambda: sheet_json(session, sheet), _page(session, sheet))


def sheet_json(session: Session, sheet: TeamDay) -> dict[str, Any]:
    """A sheet as it stands: what was done, what is left, and the next day's lines, numbered through."""

    def line_json(line: TeamLine, n: int | None = None) -> dict[str, Any]:
        return {
            **({"n": n} if n else {}),
            "what": line_words(session.say, line, session.desk.rulebook),
            "client": line.client or None,
            "owner": line.owner,
            "due": session.local(line.due),
            "minutes": getattr(line, "minutes", 0) or None,
            "source": line.source,
            "state": line.state,
            "added": getattr(line, "added", False),
        }

    return {
        "id": sheet.id,
        "whose": sheet.whose,
        "day": sheet.day,
        "following": sheet.following,
        "signed": sheet.signed,
        "lines": [line_json(line, n) for n, line in enumerate(sheet.lines, 1)],
        "left": [line_json(line, n) for n, line in enumerate(sheet.left, len(sheet.lines) + 1)],
        "done": [line_json(line) for line in sheet.done],
    }


def _page(session: Session, sheet: TeamDay) -> Iterator[str]:
    say = session.say
    signed = sheet.signed
    told = say("check.signed", by=signed.by or "", time=session.stamp(signed.at)) if signed else say("check.unsigned")
    yield f"{sheet.whose}  {day_line(say, sheet.day)}  {told}"
    n = len(sheet.lines)
    yield f"{say('check.next')} {day_line(say, sheet.following)}  {n}"
    yield from table((_cells(session, line, str(n)) for n, line in enumerate(sheet.lines, 1)), indent="  ")
    if sheet.left:
        yield f"{say('review.left')} {len(sheet.left)}"
        yield from table((_cells(session, line, str(k)) for k, line in enumerate(sheet.left, n + 1)), indent="  ")
    yield f"{say('review.closed.done')} {len(sheet.done)}"
    yield from table((_cells(session, line, "", at=True) for line in sheet.done), indent="  ")


def _cells(session: Session, line: TeamLine, n: str, *, at: bool = False) -> list[str]:
    due = session.local(line.due)
    when = (clock(due) if at else stamp(due)) if due else ""
    what = line_words(session.say, line, session.desk.rulebook)
    minutes = session.say("review.minutes", n=took) if (took := getattr(line, "minutes", 0)) else ""
    state = session.say(f"review.said.{line.state}") if session.say.has(f"review.said.{line.state}") else ""
    added = session.say("check.added") if getattr(line, "added", False) else state
    return [n, when, line.client, what, f"@{line.owner}" if line.owner else "", minutes, added, line.note or ""]
