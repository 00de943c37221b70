"""How the work was made, on the AM's Friday and over the year, and what is to be learnt (A4, A9, A10): one figure everywhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from desks import at, everything
from two_desks import EVENING, answer, report_sent, two

from aetui.cli.main import run
from aetui.desk.check.copies import return_copy
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.lessons import lessons_of, note_became, standing, write_lesson
from aetui.desk.check.taking import take_back
from aetui.desk.core import Desk
from aetui.desk.month.appraisals import year_figures
from aetui.desk.papers import Subject, build
from aetui.desk.week.team import week_of_team
from aetui.desk.week.team_file import send_week
from aetui.domain.errors import BadInput, NotThere
from aetui.locales import LANGS, Texts
from aetui.screens.month.appraisal_sections import lessons_section, quality_section
from aetui.screens.week import quality_sections as friday
from aetui.widgets.rows import Section

W48, W49 = "2026-W48", "2026-W49"
FRIDAY, NEXT = at("17:30", 27), datetime.fromisoformat("2026-12-04T17:30:00+08:00")


def text(*sections: Section) -> str:
    return "\n".join("".join(p[0] for p in (*row.left, *row.right)) for one in sections for row in one.rows)  # type: ignore[index]


def handed_in(ae: Desk, am: Desk, folder: Path) -> None:
    """A report sent, returned by the AM, and the week handed in."""
    report_sent(ae)
    for when in (EVENING, FRIDAY):
        file = folder / f"{when:%d%H%M}.json"
        send_week(ae, None, file, when)
        take_all(am, read_all(file), when)
        if when == EVENING:
            return_copy(am, "1", "没写含税", at("17:45", 26))
            take_back(ae, answer(am, folder), at("17:50", 26))


@pytest.mark.parametrize("lang", LANGS)
def test_one_figure_on_friday_and_over_the_year_on_every_list(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with two(tmp_path) as (ae, am):
        handed_in(ae, am, tmp_path)
        write_lesson(am, "李雯", W48, "报价写清含税", FRIDAY)
        say, seen = Texts(lang), week_of_team(am, FRIDAY)
        (week,) = seen.weeks
        assert (week.quality.papers, week.quality.papers_back) == (1, 1)
        year = year_figures(am, "李雯", 2026)
        assert year.quality == year.quality_of["Q4"] == week.quality
        page = build(am, say, "appraisal", Subject(person="李雯", period="2026"), FRIDAY)
        lists = (
            text(*friday.quality_sections(am, say, seen)),
            text(*quality_section(am, say, "李雯", 2026), lessons_section(am, say, "李雯", 2026)),
            repr(page),
        )
        path = am.store.path
    for words in (["team", "--period", W48], ["appraisal", "李雯", "--year", "2026"]):
        home = ["--user", path.stem, "--home", str(path.parent), "--now", FRIDAY.isoformat(), "--lang", lang]
        assert run([*home, *words]) == 0
        lists += (capsys.readouterr().out,)
    for shown in lists:
        assert "1/1" in shown
        assert "0/0" in shown or "–" in shown
        assert "报价写清含税" in shown


def test_a_line_a_week_stands_until_it_is_said_what_became_of_it(tmp_path: Path) -> None:
    with two(tmp_path) as (_, am):
        write_lesson(am, "李雯", W48, "报价写清含税", FRIDAY)
        before = everything(am)
        write_lesson(am, "李雯", W48, "报价写清含税", FRIDAY)
        assert everything(am) == before
        write_lesson(am, "李雯", W48, "报价写清含不含税", FRIDAY)
        assert [one.text for one in standing(am, "李雯", W49)] == ["报价写清含不含税"]
        write_lesson(am, "李雯", W49, "早半天催打样", NEXT)
        note_became(am, "李雯", "三份都写清了", NEXT)
        assert [(one.period, bool(one.became)) for one in standing(am, "李雯", W49)] == [(W48, True), (W49, False)]
        assert [one.period for one in standing(am, "李雯", "2026-W50")] == [W49]
        assert [one.period for one in lessons_of(am, "李雯", 2026)] == [W48, W49]
        am.undo(NEXT)
        assert lessons_of(am, "李雯")[0].became is None


def test_what_says_nothing_is_refused(tmp_path: Path) -> None:
    with two(tmp_path) as (_, am):
        with pytest.raises(BadInput, match="words"):
            write_lesson(am, "李雯", W48, " ", FRIDAY)
        with pytest.raises(BadInput, match="became"):
            note_became(am, "李雯", " ", FRIDAY)
        with pytest.raises(NotThere, match="none"):
            note_became(am, "李雯", "好", FRIDAY)
