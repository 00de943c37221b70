"""What the screens of one's own year show: lines on maxims, the quarters' checks, a line at hand, the course as a plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from aetui.desk.core import Desk
from aetui.desk.own.checks import LINES, unmarked
from aetui.domain.appraisal_year import mean_of
from aetui.domain.records import OwnMaxim, SelfCheck, SelfMark
from aetui.domain.records.refs import ref_to
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import SKILLS
from aetui.locales import Texts
from aetui.locales.dates import day_number, stamp
from aetui.locales.own import mark_words, mean_words
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.plots import Course
from aetui.widgets.rows import Row, Section, heading

_STYLES = {"P": "act", "H": "done"}
_SIGNS = {"P": "●", "H": "○"}
_LOW = 2
"""Up to this mark a line is something to work at."""


def quarters_of(year: int, today: date) -> list[str]:
    """The quarters of the year that have begun."""
    last = (today.month + 2) // 3 if year == today.year else 4 if year < today.year else 0
    return [f"{year}-Q{n}" for n in range(1, last + 1)]


def checks_section(desk: Desk, say: Texts, quarters: Sequence[str], found: Mapping[str, SelfCheck]) -> Section:
    """The year's quarters, each with how many lines have a mark and the means."""
    rows = []
    for quarter in reversed(quarters):
        check = found.get(quarter)
        if check is None or not check.marks:
            left: list[Part] = [(f"{quarter}  ", "act"), (say("own.row.new"), "faint")]
            right: Parts = ()
        else:
            n = len(LINES) - len(unmarked(check))
            left = [(f"{quarter}  ", "act"), (f"{n}/{len(LINES)}  ", "ink"), (mean_words(say, check.marks), "ink")]
            right = ((say("own.done", time=stamp(desk.local(check.done.at))), "done"),) if check.done else ()
        rows.append(Row(ref_to("own_check", quarter), left, right))
    return Section("checks", (*heading(say("own.checks")), (f"  {say('own.only')}", "faint")), rows)


def maxims_section(desk: Desk, say: Texts, found: Sequence[OwnMaxim]) -> Section:
    """The year's lines, the newest first, each under the maxim that it is on."""
    rows = []
    for one in reversed(found):
        words = desk.rulebook.sources.get(one.source)
        said: Parts = ((f"{day_number(one.day):>5}  ", "dim"), (one.text, "ink"))
        on = f"{one.source} {words.get(say.lang) if words else ''}"
        rows.append(Row(ref_to("own_maxim", one.day.isoformat()), said, (), more=[(((f"       {on}", "faint"),), ())]))
    return Section("maxims", heading(say("own.maxims"), len(rows)), rows, say("own.maxims.none"))


def lines_section(say: Texts, quarter: str, check: SelfCheck | None) -> Section:
    """How one judged oneself, line by line."""
    rows = [mark_row(say, line, check.marks[line]) for line in LINES if check and line in check.marks]
    return Section("lines", heading(say("own.lines", quarter=quarter)), rows, say("own.lines.none"))


def mark_row(say: Texts, line: str, said: SelfMark | None, room: int = 0) -> Row:
    """One line: mark, short name, example."""
    skill = homes().skill[line].word.get(say.lang)
    cells = room or max(width(homes().skill[one].word.get(say.lang)) for one in LINES)
    left: list[Part] = [
        (f"{line:<4}", "act"),
        (f"{mark_words(said) or '·':<2} ", mark_style(said)),
        (fit(skill, cells) + "  ", "ink"),
        (said.example or "" if said else "", "dim"),
    ]
    return Row(ref_to("own_line", line), left)


def mark_style(said: SelfMark | None) -> str:
    """What is to be worked at stands out; what has no mark yet is faint."""
    if said is None or said.mark is None:
        return "faint"
    return "soon bold" if said.mark <= _LOW else "ink bold"


def course(found: Mapping[str, SelfCheck]) -> Course | None:
    """The mean of each list over all quarters that were checked, its figures beside the quarter's name; None where none was."""
    marked = {quarter: check.marks for quarter, check in found.items() if any(one.mark for one in check.marks.values())}
    if not marked:
        return None
    means = {name: [mean_of(marks, name) for marks in marked.values()] for name in SKILLS}
    told = [
        "/".join("–" if mean is None else f"{mean:.1f}" for mean in both) for both in zip(*means.values(), strict=True)
    ]
    first, *others = SKILLS
    return Course(
        [f"{quarter} {said}" for quarter, said in zip(marked, told, strict=True)],
        means[first],
        _STYLES[first],
        ticks=(1, 2, 3, 4, 5),
        unit="",
        others=tuple((means[name], _STYLES[name], _SIGNS[name]) for name in others),
    )


def course_head(desk: Desk, say: Texts) -> Parts:
    """The plot's title, and what its colours are."""
    parts: list[Part] = [(say("own.course"), "ink bold")]
    for name in SKILLS:
        parts += [(f"  {_SIGNS[name]} ", _STYLES[name]), (desk.rulebook.sources[name].get(say.lang), "dim")]
    return parts


def line_section(
    desk: Desk, say: Texts, line: str, said: SelfMark | None, offered: str | None, keys: Sequence[tuple[str, str, str]]
) -> Section:
    """The line at hand, large: the source's words, an example of it, what the records show, how one judges oneself, the keys.
    `offered` None: it is still being counted."""
    skill, words = homes().skill[line], desk.rulebook.sources[line].get(say.lang)
    shown = say("own.records.counting") if offered is None else offered or say("own.records.none")
    own = f"{mark_words(said)} {said.example or ''}".strip() if said else say("own.unsaid")
    facts = (
        ("own.example", skill.example.get(say.lang), "dim"),
        ("own.records", shown, "act" if offered else "faint"),
        ("own.said", own, "ink bold" if said else "soon"),
    )
    room = max(width(say(key)) for key, _, _ in facts) + 2
    name = next(one for one, lines in SKILLS.items() if line in lines)
    rows = [
        Row(
            "",
            ((desk.rulebook.sources[name].get(say.lang), "dim"), (f" · {skill.word.get(say.lang)}", "dim")),
            ((line, "faint"),),
        ),
        Row("", ((words, "ink bold"),), (), 0),
        *(Row("", ((fit(say(key), room), "dim"), (text, style)), (), room) for key, text, style in facts),
        *(Row("", ((f"{key:>7} ", "act bold"), (f"{text}  ", "ink"), (tip, "dim"))) for key, text, tip in keys),
    ]
    return Section("line", (), rows)


def before_sections(say: Texts, line: str, quarter: str, found: Mapping[str, SelfCheck]) -> list[Section]:
    """The line at hand in the other quarters, and the means of each."""
    rows = [
        Row(
            ref_to("own_check", other),
            (
                (f"{other}  ", "act"),
                (f"{mark_words(check.marks[line])}  ", mark_style(check.marks[line])),
                (check.marks[line].example or "", "dim"),
            ),
            (),
            12,
        )
        for other, check in reversed(list(found.items()))
        if other != quarter and line in check.marks
    ]
    means = [
        Row(ref_to("own_sum", other), ((f"{other}  ", "act"), (mean_words(say, check.marks), "ink")))
        for other, check in reversed(list(found.items()))
        if check.marks
    ]
    title = (*heading(say("own.before")), (f"  {line} {homes().skill[line].word.get(say.lang)}", "dim"))
    return [Section("before", title, rows, say("own.before.none")), Section("sums", heading(say("own.sums")), means)]
