"""`aetui self`: the quarter's check, lines on the day's maxim, one's own part of the appraisal. Own eyes only, until it is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from aetui.cli.command import DAY, FILE, Typed, arg, command, flag, group, opt
from aetui.cli.found import PERIOD
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.month.appraisals import year_named
from aetui.desk.own import checks
from aetui.desk.own.maxims import maxims_of, write_maxim
from aetui.desk.own.part import give_part, own_part
from aetui.desk.own.shown import evidence, offered
from aetui.domain.appraisal_year import mean_of
from aetui.domain.lines.verdict import read_mark
from aetui.domain.records import OwnMaxim, OwnPart, SelfCheck, SelfMark
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import SKILLS
from aetui.locales.dates import day_number
from aetui.locales.own import mark_words, mean_words

YEAR = opt("--year")
LINE = Typed(
    offers=lambda session, _: [(line, homes().skill[line].word.get(session.say.lang)) for line in checks.LINES]
)


@group("self", YEAR)
def self_(session: Session, year: str | None) -> None:
    """Without more: the year, as it would be given."""
    of = year_named(year) if year else session.now.year
    part = own_part(session.desk, of, session.now)
    session.out(lambda: _part_json(session, of, part), _part_lines(session, of, part))


@command(
    "check",
    arg("line", LINE, required=False),
    arg("text", nargs=-1),
    opt("--quarter", type=PERIOD),
    flag("--offer"),
    flag("--done"),
    of=self_,
)
def check(
    session: Session, line: str | None, text: tuple[str, ...], quarter: str | None, offer: bool, done: bool
) -> None:
    """All 24 lines; with a line and words, how one judges oneself in it."""
    desk, now = session.desk, session.now
    of = checks.quarter_named(desk, quarter, now)
    which = checks.the_line(desk, line) if line is not None else None
    with session.together("own.check", bool(which and (text or offer)) or done, what=of):
        if which is not None and (text or offer):
            said = read_mark(" ".join(text))
            if offer and not said.example:
                there = offered(session.say, desk.rulebook, which, evidence(desk, of, now)) or None
                said = SelfMark(mark=said.mark or _mark_of(session, of, which), example=there)
            checks.judge(desk, of, which, said, now)
        if done:
            checks.finish(desk, of, now)
    found = checks.the_check(desk, of)
    shown = [which] if which else list(checks.LINES)
    session.out(lambda: _check_json(session, of, found, shown), _check_lines(session, of, found, shown))


def _mark_of(session: Session, quarter: str, line: str) -> int | None:
    found = checks.the_check(session.desk, quarter)
    had = found.marks.get(line) if found else None
    return had.mark if had else None


@command("maxim", arg("text", nargs=-1), opt("--on", "day", type=DAY), YEAR, of=self_)
def maxim(session: Session, text: tuple[str, ...], day: date | None, year: str | None) -> None:
    """The year's lines; with words, a line on the day's maxim."""
    desk, now = session.desk, session.now
    if text:
        write_maxim(desk, " ".join(text), now, day=day)
    found = maxims_of(desk, year_named(year) if year else now.year)
    session.out(lambda: [_maxim_json(session, one) for one in found], _maxim_lines(session, found))


@command("give", arg("file", FILE), YEAR, of=self_)
def give(session: Session, file: Path, year: str | None) -> None:
    """One's own part for the AM's `aetui import`."""
    of = year_named(year) if year else session.now.year
    part = give_part(session.desk, of, file, session.now)
    session.kept = True
    told = session.say("own.given", file=file, year=of, maxims=len(part.maxims), checks=len(part.checks))
    session.out({"file": str(file), "year": of, "maxims": len(part.maxims), "checks": list(part.checks)}, told)


# As JSON and as lines


def _check_json(session: Session, quarter: str, found: SelfCheck | None, lines: list[str]) -> dict[str, Any]:
    desk, lang = session.desk, session.say.lang
    seen = evidence(desk, quarter, session.now)
    marks = found.marks if found else {}
    return {
        "quarter": quarter,
        "done": found.done if found else None,
        "means": {name: mean_of(marks, name) for name in SKILLS},
        "lines": [
            {
                "line": line,
                "word": homes().skill[line].word.get(lang),
                "words": desk.rulebook.sources[line].get(lang),
                "mark": marks[line].mark if line in marks else None,
                "example": marks[line].example if line in marks else None,
                "offered": offered(session.say, desk.rulebook, line, seen) or None,
            }
            for line in lines
        ],
    }


def _check_lines(session: Session, quarter: str, found: SelfCheck | None, lines: list[str]) -> Iterator[str]:
    desk, say = session.desk, session.say
    seen = evidence(desk, quarter, session.now)
    marks = found.marks if found else {}
    n = len(checks.LINES) - len(checks.unmarked(found))
    done = say("own.done", time=session.stamp(found.done.at)) if found and found.done else ""
    yield " · ".join(filter(None, (say("own.check.head", quarter=quarter, n=n), mean_words(say, marks), done)))
    rows = []
    for line in lines:
        said = marks.get(line)
        there = offered(say, desk.rulebook, line, seen)
        words = said.example if said and said.example else say("own.offered", text=there) if there else ""
        rows.append([line, mark_words(said), homes().skill[line].word.get(say.lang), words])
    yield from table(rows)


def _maxim_json(session: Session, one: OwnMaxim) -> dict[str, Any]:
    words = session.desk.rulebook.sources.get(one.source)
    return {
        "day": one.day,
        "source": one.source,
        "words": words.get(session.say.lang) if words else None,
        "text": one.text,
    }


def _maxim_lines(session: Session, found: list[OwnMaxim]) -> Iterator[str]:
    say, sources = session.say, session.desk.rulebook.sources
    rows = [
        [day_number(one.day), one.source, one.text, sources[one.source].get(say.lang) if one.source in sources else ""]
        for one in found
    ]
    return table(rows, empty=say("own.maxims.none.shell"), cuts=[(3, 0)])


def _part_json(session: Session, year: int, part: OwnPart) -> dict[str, Any]:
    return {
        "year": year,
        "checks": {
            quarter: {"means": {name: mean_of(marks, name) for name in SKILLS}, "marks": marks}
            for quarter, marks in part.checks.items()
        },
        "maxims": [_maxim_json(session, one) for one in part.maxims],
    }


def _part_lines(session: Session, year: int, part: OwnPart) -> Iterator[str]:
    say = session.say
    yield say("own.told", year=year)
    rows = [["", *part.checks]]
    for name in SKILLS:
        for line in SKILLS[name]:
            given = [mark_words(of.get(line)) for of in part.checks.values()]
            if any(given):
                rows.append([f"{line} {homes().skill[line].word.get(say.lang)}", *given])
    if part.checks:
        yield from table(rows)
        for quarter, marks in part.checks.items():
            yield f"{quarter}  {mean_words(say, marks)}"
    else:
        yield say("own.checks.none.shell")
    yield from _maxim_lines(session, part.maxims)
