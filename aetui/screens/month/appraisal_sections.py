"""What an appraisal's page shows: words, the change and finance's check, the year's figures by quarter and rule."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.check.lessons import lessons_of
from aetui.desk.core import Desk
from aetui.desk.month.appraisals import HEADINGS, year_figures
from aetui.desk.own.shown import spoken
from aetui.domain.appraisal_year import QUARTERS, Year
from aetui.domain.quality import PAIRS
from aetui.domain.records import Appraisal, Fulfilment, Tally
from aetui.domain.records.refs import ref_to, round_id
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import SKILL_LINES, SKILLS
from aetui.locales import Texts
from aetui.locales.dates import day_number, stamp
from aetui.locales.own import mean_words
from aetui.screens.record.detail_rows import obligations
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.rows import Row, Section, heading

_RULE = "year.appraisal"
_COLUMNS = (("promised", "ink"), ("kept", "done"), ("late", "soon"), ("missed", "late"))


def words_section(say: Texts, found: Appraisal | None) -> Section:
    """Strengths, what to improve, goals: each a row that Enter writes."""
    words = found.words if found else {}
    room = max(width(say(f"appraisal.{key}")) for key in HEADINGS) + 2
    rows = []
    for key in HEADINGS:
        value: Part = (words[key], "ink") if key in words else (say("appraisal.unwritten"), "soon")
        rows.append(Row(ref_to("word", key), ((fit(say(f"appraisal.{key}"), room), "dim"), value), (), room))
    return Section("words", heading(say("appraisal.words"), f"{len(words)}/{len(HEADINGS)}"), rows)


def skills_sections(desk: Desk, say: Texts, found: Appraisal | None, year: Year) -> list[Section]:
    """专业技巧 and 人际技巧: what an AE is looked at by, each line a word and an example; what the year's figures show stands where
    nothing is written yet."""
    tallies = {one.rule: one.whole for one in year.rules}
    skills = found.skills if found else {}
    room = max(width(homes().skill[line].word.get(say.lang)) for line in SKILL_LINES) + 2
    sections = []
    for name, lines in SKILLS.items():
        rows = []
        for line in lines:
            skill, seen = homes().skill[line], skills.get(line)
            shown = spoken(say, desk.rulebook, skill.shows, tallies, {})
            value: list[Part] = [(shown, "faint")]
            if seen is not None:
                value = [(seen.word, "ink bold"), (f"  {seen.example}" if seen.example else "", "dim")]
            left: list[Part] = [(f"{line:<4}", "act"), (fit(skill.word.get(say.lang), room), "dim"), *value]
            rows.append(Row(ref_to("skill", line), left, (), room + 4))
        title = desk.rulebook.sources[name].get(say.lang)
        count = f"{sum(line in skills for line in lines)}/{len(lines)}"
        sections.append(Section(name, (*heading(title, count), (f"  {say('ask.skill.like')}", "faint")), rows))
    return sections


def own_sections(desk: Desk, say: Texts, found: Appraisal | None) -> list[Section]:
    """The AE's own part, where it was given: the quarters' checks and the lines on the maxims."""
    own = found.own if found else None
    if own is None:
        return [Section("own", heading(say("appraisal.own")), (), say("appraisal.own.none"))]
    rows = [
        Row("", ((f"{quarter}  ", "act"), (mean_words(say, marks), "ink"))) for quarter, marks in own.checks.items()
    ]
    rows += [
        Row("", ((f"{day_number(one.day):>5}  ", "dim"), (one.text, "ink"), (f"  {one.source}", "faint")), (), 7)
        for one in own.maxims
    ]
    return [Section("own", (*heading(say("appraisal.own")), (f"  {stamp(desk.local(own.made))}", "dim")), rows)]


def change_section(desk: Desk, say: Texts, found: Appraisal | None, now: datetime) -> Section:  # noqa: ARG001
    """A raise or another change of terms, and whether finance has checked it (A10)."""
    wanted, check = (found.change, found.finance) if found else (None, None)
    room = max(width(say(f"appraisal.{key}")) for key in ("change", "finance")) + 2
    first: Part = (wanted, "ink") if wanted else (say("appraisal.none"), "faint")
    if check is not None:
        told = say("appraisal.checked", by=check.by or "", time=stamp(desk.local(check.at)))
        second: Part = (f"✓ {told} {check.how or ''}".rstrip(), "done")
    elif wanted:
        second = (say("appraisal.to_check"), "soon")
    else:
        second = (say("appraisal.not_needed"), "faint")
    rows = [
        Row(ref_to("change"), ((fit(say("appraisal.change"), room), "dim"), first), (), room),
        Row(ref_to("finance"), ((fit(say("appraisal.finance"), room), "dim"), second), (), room),
    ]
    rows += [
        Row("", ((say("appraisal.passed", why=p.why), "soon"),), (), 2)
        for p in (found.passed if found else [])
        if p.gate == "finance"
    ]
    return Section("change", (*heading(say("appraisal.change")), ("  A10", "faint")), rows)


def figures_sections(desk: Desk, say: Texts, person: str, year: int, cells: int) -> list[Section]:
    """The weeks that were taken in, summed: by quarter, then by rule; or plainly that there are none."""
    seen = year_figures(desk, person, year)
    if not seen.weeks:
        none = say("appraisal.no_weeks", person=person, year=year)
        return [Section("figures", heading(say("appraisal.figures")), [Row("", ((none, "soon"),), (), 0)])]
    heads = [fit(say(f"tally.{key}"), _width(say, key), "right") for key, _ in _COLUMNS]
    names = max(cells - sum(_width(say, key) for key, _ in _COLUMNS) - 2, 8)
    top = Row("", ((" " * names + "".join(heads), "faint"),))
    quarters = [_figures(say, q, seen.quarters[q], names) for q in QUARTERS if q in seen.quarters]
    rules = [_figures(say, desk.rulebook.title(one.rule, say.lang), one.whole, names) for one in seen.rules]
    whole = _figures(say, say("plan.total"), seen.whole, names)
    return [
        Section(
            "figures",
            (*heading(say("appraisal.figures")), (f"  {say('appraisal.weeks', n=seen.weeks)}", "dim")),
            [top, *quarters, whole],
        ),
        Section("rules", (), rules),
    ]


def quality_section(desk: Desk, say: Texts, person: str, year: int) -> list[Section]:
    """How the work was made, by quarter and over the year; nothing where no week is in."""
    seen = year_figures(desk, person, year)
    if not seen.weeks:
        return []
    rooms = [max(width(say(f"quality.{key}")), 5) + 2 for key, _ in PAIRS]
    heads = "".join(fit(say(f"quality.{key}"), room, "right") for (key, _), room in zip(PAIRS, rooms, strict=True))
    rows = [Row("", (), ((heads, "faint"),))]
    for name, quality in (*seen.quality_of.items(), (say("plan.total"), seen.quality)):
        cells = "".join(
            fit(f"{getattr(quality, key)}/{getattr(quality, of)}", room, "right")
            for (key, of), room in zip(PAIRS, rooms, strict=True)
        )
        rows.append(Row("", ((name, "dim"),), ((cells, "ink"),)))
    return [Section("quality", (*heading(say("quality.title")), ("  A4 A5 A9", "faint")), rows)]


def lessons_section(desk: Desk, say: Texts, person: str, year: int) -> Section:
    """What was to be learnt over the year, and what became of it."""
    rows = []
    for one in lessons_of(desk, person, year):
        said: Part = (f"  → {one.became.how}", "done") if one.became else (f"  {say('lesson.open')}", "soon")
        rows.append(Row(ref_to("lesson", one.id), ((f"{one.period} ", "dim"), (one.text, "ink"), said), (), 4))
    return Section("lessons", heading(say("lesson.title"), len(rows)), rows, say("lesson.none"))


def obligation_section(desk: Desk, say: Texts, person: str, year: int, now: datetime) -> Section:
    """The duty of the year."""
    return obligations(desk, say, now, lambda o: o.id == round_id(_RULE, person, year))


def handed_in(desk: Desk, person: str, year: int) -> datetime | None:
    """When the year's report was handed in."""
    done: Fulfilment | None = desk.book.fulfilment(_RULE, person, str(year))
    return done.done.at if done and not done.let_go else None


def handed_words(desk: Desk, say: Texts, at: datetime | None) -> Part:
    if at is None:
        return say("appraisal.not_handed"), "soon"
    return say("appraisal.handed", time=stamp(desk.local(at))), "done"


def _width(say: Texts, key: str) -> int:
    return max(width(say(f"tally.{key}")), 4) + 2


def _figures(say: Texts, name: str, row: Tally, names: int) -> Row:
    parts: list[Part] = [(fit(name, names), "dim")]
    for key, style in _COLUMNS:
        n = getattr(row, key)
        parts.append((fit(str(n), _width(say, key), "right"), style if n else "faint"))
    return Row("", parts)
