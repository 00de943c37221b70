"""The year's appraisal (A10): words, a change with finance's check, its gate, the figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from desks import all_of, at, everything, fill, the_owed
from docx import Document

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.month.appraisals import (
    check_finance,
    the_appraisal,
    the_person,
    write_appraisal,
    year_figures,
    year_named,
)
from aetui.desk.obligations import meet
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.documents.render import render
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.records import Appraisal, Fulfilment, Paper, Tally, TeamWeek
from aetui.locales import Texts

NOW = datetime.fromisoformat("2026-12-10T10:00:00+08:00")
ZH = Texts("zh")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk.open(tmp_path / "am.json", program="test", now=NOW)
    fill(desk)
    set_profile(desk, "roles", "AM", at("9:00"))
    set_profile(desk, "people", "赵敏:AD,小陆:AE,小顾:AE", at("9:00"))
    return desk


def taken_in(desk: Desk, period: str, tallies: list[Tally], whose: str = "小陆") -> None:
    with desk.change("test", NOW) as change:
        change.new(TeamWeek, whose=whose, desk=whose, period=period, made=NOW, tallies=tallies)


def send(desk: Desk, why: str | None = None, period: str | None = None) -> Paper:
    subject = Subject(person="小陆", period=period)
    sheet = build(desk, ZH, "appraisal", subject, NOW)
    return send_paper(desk, sheet, "x", subject, NOW, how="面呈", why=why)


def test_words_are_written_and_emptied(desk: Desk) -> None:
    write_appraisal(desk, "小陆", 2026, NOW, strengths=" 守时 ", goals="独立带一个客户")
    found = write_appraisal(desk, "小陆", 2026, NOW, improve="提案", goals="")
    assert found.words == {"strengths": "守时", "improve": "提案"}
    assert len(all_of(desk, Appraisal)) == 1
    before = everything(desk)
    write_appraisal(desk, "小陆", 2026, NOW, improve="提案")
    write_appraisal(desk, "小顾", 2026, NOW)
    assert everything(desk) == before
    write_appraisal(desk, "小陆", 2025, NOW, strengths="新来")
    assert the_appraisal(desk, "小陆", 2026) == found


def test_finance_checks_this_change_and_no_other(desk: Desk) -> None:
    for by in ("周会计", " "):
        with pytest.raises(BadInput):
            check_finance(desk, "小陆", 2026, by, NOW)
    write_appraisal(desk, "小陆", 2026, NOW, change_to="加 500")
    with pytest.raises(BadInput):
        check_finance(desk, "小陆", 2026, "周会计", NOW, at=at("9:00").replace(year=2027))
    found = check_finance(desk, "小陆", 2026, "周会计", NOW, how="邮件")
    assert found.finance is not None
    assert (found.finance.by, found.finance.how) == ("周会计", "邮件")
    assert write_appraisal(desk, "小陆", 2026, NOW, goals="x", change_to="加 500").finance == found.finance
    assert write_appraisal(desk, "小陆", 2026, NOW, change_to="加 800").finance is None
    check_finance(desk, "小陆", 2026, "周会计", NOW)
    gone = write_appraisal(desk, "小陆", 2026, NOW, change_to="")
    assert (gone.change, gone.finance) == (None, None)


def test_handing_in_meets_the_year(desk: Desk) -> None:
    the_duty = [o for o in desk.obligations(NOW) if o.rule == "year.appraisal" and o.subject_id == "小陆"]
    assert [o.state for o in the_duty] == ["pending"]
    before = everything(desk)
    with pytest.raises(BadInput) as refused:
        send(desk)
    assert refused.value.key == "appraisal.empty"
    assert everything(desk) == before
    write_appraisal(desk, "小陆", 2026, NOW, strengths="守时")
    before = everything(desk)
    paper = send(desk)
    (met,) = all_of(desk, Fulfilment)
    assert (met.rule, met.subject, met.period) == ("year.appraisal", "小陆", "2026")
    assert (paper.kind, paper.period, paper.to) == ("appraisal", "2026", "赵敏")
    assert [o.subject_id for o in desk.obligations(NOW) if o.rule == "year.appraisal"] == ["小顾"]
    desk.undo(NOW)
    assert everything(desk) == before


def by_paper(desk: Desk, why: str | None) -> None:
    send(desk, why)


def by_list(desk: Desk, why: str | None) -> None:
    owed = next(o for o in desk.obligations(NOW) if o.id == "year.appraisal:小陆:2026")
    meet(desk, owed, NOW, why=why)


@pytest.mark.parametrize("way", [by_paper, by_list])
def test_a_change_goes_nowhere_unchecked(desk: Desk, way: Callable[[Desk, str | None], None]) -> None:
    write_appraisal(desk, "小陆", 2026, NOW, strengths="守时", change_to="加 500")
    before = everything(desk)
    for why in (None, "", "  "):
        with pytest.raises(Refused) as refused:
            way(desk, why)
        assert (refused.value.key, refused.value.args_["rule"]) == ("gate.finance", "A10")
    assert everything(desk) == before
    way(desk, "财务下周才回")
    found = the_appraisal(desk, "小陆", 2026)
    assert found is not None
    assert [(p.gate, p.why) for p in found.passed] == [("finance", "财务下周才回")]
    assert "财务下周才回" in render(build(desk, ZH, "appraisal", Subject(person="小陆"), NOW), "md").decode()
    desk.undo(NOW)
    assert everything(desk) == before
    check_finance(desk, "小陆", 2026, "周会计", NOW)
    way(desk, None)
    found = the_appraisal(desk, "小陆", 2026)
    assert found is not None
    assert found.passed == []
    assert [f.rule for f in all_of(desk, Fulfilment)] == ["year.appraisal"]


def test_someone_elses_change_shuts_no_gate(desk: Desk) -> None:
    write_appraisal(desk, "小陆", 2026, NOW, change_to="加 500")
    write_appraisal(desk, "小顾", 2026, NOW, strengths="细")
    owed = next(o for o in desk.obligations(NOW) if o.id == "year.appraisal:小顾:2026")
    meet(desk, owed, NOW)
    assert the_owed(desk, "year.appraisal", NOW).subject_id == "小陆"


def test_figures_of_the_weeks(desk: Desk) -> None:
    taken_in(desk, "2026-W40", [Tally(rule="card.schedule", client="梅林", kept=3, late=1)])
    taken_in(desk, "2026-W48", [Tally(rule="card.schedule", kept=2, missed=1), Tally(rule="week.call", kept=9)])
    taken_in(desk, "2026-W48", [Tally(rule="week.call", kept=70)], whose="小顾")
    taken_in(desk, "2025-W48", [Tally(rule="week.call", kept=70)])
    seen = year_figures(desk, "小陆", 2026)
    assert (seen.weeks, seen.whole.promised, seen.whole.kept, seen.whole.late, seen.whole.missed) == (2, 16, 14, 1, 1)
    text = render(build(desk, ZH, "appraisal", Subject(person="小陆", period="2026"), NOW), "md").decode()
    assert "| 工作进度表 | 7 | 5 | 1 | 1 | 0 |" in text
    assert "| Q4 | 16 | 14 | 1 | 1 | 0 |" in text
    assert "没有收进" in render(build(desk, ZH, "appraisal", Subject(person="小陆", period="2024"), NOW), "md").decode()


def test_what_looks_like_markup_stays_text(desk: Desk) -> None:
    evil = "<i>守时</i> **粗** [b]x[/b]\n# 二"
    write_appraisal(desk, "小陆", 2026, NOW, strengths=evil, change_to="<u>加</u> 500")
    sheet = build(desk, ZH, "appraisal", Subject(person="小陆"), NOW)
    page, text = render(sheet, "html").decode(), render(sheet, "md").decode()
    assert "<i>" not in page
    assert "<u>加" not in page
    assert "**粗**" not in text
    assert "\n# 二" not in text
    words = [p.text for p in Document(BytesIO(render(sheet, "docx"))).paragraphs]
    assert "<i>守时</i> **粗** [b]x[/b]" in words


def test_who_is_meant(desk: Desk) -> None:
    assert the_person(desk, "陆") == "小陆"
    with pytest.raises(NotThere):
        the_person(desk, "老张")
    with pytest.raises(BadInput):
        the_person(desk, "小")
    taken_in(desk, "2026-W40", [], whose="老张")
    assert the_person(desk, "老张") == "老张"  # gone from the list of people, but her weeks are here


@pytest.mark.parametrize("text", ["2026-12", "2026-Q4", "bald", ""])
def test_what_is_no_year(text: str) -> None:
    with pytest.raises(BadInput):
        year_named(text)
