"""The year's appraisal of an AE: figures from the weeks that were taken in, the AM's words, finance's check (A10)."""

from __future__ import annotations

from aetui.desk.check.lessons import lessons_of
from aetui.desk.month.appraisals import HEADINGS, the_appraisal, year_figures, year_named
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Block, Paragraphs, Sheet, SheetPart, Table
from aetui.domain.appraisal_year import QUARTERS
from aetui.domain.quality import PAIRS
from aetui.domain.records import Appraisal, OwnPart, Tally
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import SKILL_LINES, SKILLS
from aetui.locales.own import mark_words, mean_words

_COLUMNS = ("promised", "kept", "late", "missed", "waived")


def build(w: Writer, subject: Subject) -> Sheet:
    """Promised, kept, late, missed by rule and quarter; strengths, what to improve, goals; a change of terms (A10)."""
    person = subject.person
    assert person is not None
    say, year = w.say, year_named(subject.period) if subject.period else w.now.year
    found = the_appraisal(w.desk, person, year)
    words = found.words if found else {}
    facts = w.facts(("person", person), ("period", str(year)))
    parts = [
        figures_part(w, person, year),
        quality_part(w, person, year),
        lessons_part(w, person, year),
        *(
            SheetPart(
                say(f"appraisal.{heading}"),
                [Paragraphs(words[heading].splitlines())] if heading in words else [],
                say("paper.nothing"),
            )
            for heading in HEADINGS
        ),
        *(skills_part(w, found, name) for name in SKILLS),
        _change_part(w, found),
        *([own_part(w, found.own)] if found and found.own else []),
        SheetPart(
            "",
            [
                w.signatures(
                    ("am", w.me), ("person", person), *([("finance", _checked(found))] if _change(found) else [])
                )
            ],
        ),
    ]
    return w.sheet("appraisal", f"{person} · {year}", facts, parts)


def figures_part(w: Writer, person: str, year: int) -> SheetPart:
    say = w.say
    seen = year_figures(w.desk, person, year)
    heading = say("paper.appraisal.figures")
    if not seen.weeks:
        return SheetPart(heading, [], say("appraisal.no_weeks", person=person, year=year))
    rows = [[w.desk.rulebook.title(one.rule, say.lang), *_counts(one.whole)] for one in seen.rules]
    rows.append([say("paper.total"), *_counts(seen.whole)])
    quarters = [[quarter, *_counts(seen.quarters[quarter])] for quarter in QUARTERS if quarter in seen.quarters]
    columns = [say(f"tally.{key}") for key in _COLUMNS]
    right = list(range(1, len(_COLUMNS) + 1))
    return SheetPart(
        heading,
        [
            Paragraphs([say("appraisal.weeks", n=seen.weeks)]),
            Table([say("paper.column.quarter"), *columns], quarters, right),
            Table([say("paper.column.rule"), *columns], rows, right, total=True),
        ],
    )


def quality_part(w: Writer, person: str, year: int) -> SheetPart:
    """How the work was made (A4, A9), by quarter."""
    say, seen = w.say, year_figures(w.desk, person, year)
    if not seen.weeks:
        return SheetPart(say("quality.title"), [], say("paper.nothing"))
    named = (*seen.quality_of.items(), (say("paper.total"), seen.quality))
    rows = [[name, *(f"{getattr(q, key)}/{getattr(q, of)}" for key, of in PAIRS)] for name, q in named]
    columns = [say("paper.column.quarter"), *(say(f"paper.quality.{key}") for key, _ in PAIRS)]
    return SheetPart(say("quality.title"), [Table(columns, rows, list(range(1, len(columns))), total=True)])


def lessons_part(w: Writer, person: str, year: int) -> SheetPart:
    """What was to be learnt, and what became of it (A9)."""
    say = w.say
    rows = [
        [one.period, one.text, (one.became.how or "") if one.became else say("lesson.open")]
        for one in lessons_of(w.desk, person, year)
    ]
    columns = [say("lesson.week"), say("lesson.what"), say("lesson.became")]
    return SheetPart(say("lesson.title"), [Table(columns, rows)] if rows else [], say("paper.nothing"))


def skills_part(w: Writer, found: Appraisal | None, name: str) -> SheetPart:
    """What an AE is looked at by: each line with a word and an example; an empty place to write by hand where there is none."""
    skills = found.skills if found else {}
    rows = []
    for line in SKILLS[name]:
        seen = skills.get(line)
        rows.append(
            [
                line,
                w.desk.rulebook.sources[line].get(w.say.lang),
                seen.word if seen else "",
                (seen.example or "") if seen else "",
            ]
        )
    heads = ["", *(w.say(f"paper.column.{key}") for key in ("skill", "word", "example"))]
    return SheetPart(w.desk.rulebook.sources[name].get(w.say.lang), [Table(heads, rows)])


def own_part(w: Writer, own: OwnPart) -> SheetPart:
    """The AE's own part, as it was given: how she judged herself quarter by quarter, and the year's lines on the maxims."""
    say, sources = w.say, w.desk.rulebook.sources
    lines = [line for line in SKILL_LINES if any(line in marks for marks in own.checks.values())]
    marks = [
        [f"{line} {homes().skill[line].word.get(say.lang)}", *(mark_words(of.get(line)) for of in own.checks.values())]
        for line in lines
    ]
    means = [mean_words(say, of) for of in own.checks.values()]
    said = [
        [
            w.day(one.day),
            f"{one.source} {sources[one.source].get(say.lang)}" if one.source in sources else one.source,
            one.text,
        ]
        for one in own.maxims
    ]
    heads = [say(f"paper.column.{key}") for key in ("date", "maxim", "own_line")]
    parts: list[Block] = []
    if marks:
        parts += [
            Table([say("own.checks"), *own.checks], marks),
            Paragraphs([f"{q}: {m}" for q, m in zip(own.checks, means, strict=True)]),
        ]
    if said:
        parts.append(Table(heads, said))
    return SheetPart(say("appraisal.own"), parts)


def _counts(row: Tally) -> list[str]:
    return [str(getattr(row, key)) for key in _COLUMNS]


def _change_part(w: Writer, found: Appraisal | None) -> SheetPart:
    say = w.say
    if found is None or not found.change:
        return SheetPart(say("appraisal.change"), [], say("paper.nothing"))
    if found.finance:
        told = say("appraisal.checked", by=found.finance.by or "", time=w.moment(found.finance.at))
        told = f"{told} {found.finance.how}" if found.finance.how else told
    else:
        told = say("appraisal.unchecked")
    why = [say("appraisal.passed", why=p.why) for p in found.passed if p.gate == "finance"]
    return SheetPart(say("appraisal.change"), [Paragraphs([*found.change.splitlines(), told, *why])])


def _change(found: Appraisal | None) -> str | None:
    return found.change if found else None


def _checked(found: Appraisal | None) -> str:
    return (found.finance.by or "") if found and found.finance else ""
