"""Bars over working days: every bar has its cells, today stands where it is, heads are as wide as the rows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from cards_made import NOW
from desks import all_of, at
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers_made import story

from aetui.desk.core import Desk
from aetui.desk.papers import Subject, build
from aetui.desk.papers.bars import Stretch, timeline
from aetui.desk.papers.writer import Writer
from aetui.documents.render import FORMATS, render
from aetui.documents.sheet import Sheet, SheetPart, Timeline
from aetui.domain.records import Card
from aetui.locales import Texts

MOMENTS = st.integers(-24 * 90, 24 * 90).map(lambda hours: NOW + timedelta(hours=hours))
STRETCHES = st.tuples(MOMENTS, MOMENTS, st.none() | MOMENTS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(st.lists(STRETCHES, min_size=1, max_size=5), st.sampled_from(["zh", "en"]))
def test_any_work(desk: Desk, found: list[tuple[datetime, datetime, datetime | None]], lang: str) -> None:
    w = Writer(desk, Texts(lang), NOW)
    made = timeline(w, "x", [Stretch(str(n), *one) for n, one in enumerate(found)])
    assert made is not None
    count = sum(cells for _, cells in made.heads)
    assert {count} == {len(row.cells) for row in made.rows} == {len(made.days)}
    assert all(any(row.cells) for row in made.rows)
    assert made.today is None or 0 <= made.today < count
    states = {state for row in made.rows for state in row.cells if state}
    assert {state for state, _ in made.legend} == states | ({"today"} if made.today is not None else set())
    for row, (_, due, done) in zip(made.rows, found, strict=True):
        assert ("done" in row.cells) == (done is not None)
        if done is None and due >= NOW:
            assert "late" not in row.cells
    for form in FORMATS:
        render(Sheet("weekly", lang, "x", parts=[SheetPart("x", [made])]), form)


def test_a_schedule_in_working_days(desk: Desk) -> None:
    story(desk)
    (card,) = all_of(desk, Card)
    blocks = build(desk, Texts("zh"), "schedule", Subject(card=card), NOW).parts[0].blocks
    (made,) = [block for block in blocks if isinstance(block, Timeline)]
    assert [row.label for row in made.rows] == ["文案", "打样"]
    assert "done" in made.rows[0].cells
    assert made.heads == [("2026年11月", len(made.days))] or len(made.days) < 4


@pytest.mark.parametrize(("now", "late"), [(at("10:00", 26), False), (at("10:00", 30), True)])
def test_a_weekend_has_no_cells_and_lateness_goes_on_to_today(desk: Desk, now: datetime, late: bool) -> None:
    w = Writer(desk, Texts("zh"), now)
    made = timeline(w, "x", [Stretch("a", at("9:00", 25), at("18:00", 27))])
    assert made is not None
    assert made.days == (["25", "26", "27", "30"] if late else ["25", "26", "27"])
    assert made.rows[0].cells == ["open", "open", "open", *(["late"] if late else [])]
    assert made.today == (3 if late else 1)


def test_many_days_are_weeks(desk: Desk) -> None:
    w = Writer(desk, Texts("zh"), NOW)
    made = timeline(w, "x", [Stretch("a", NOW, NOW + timedelta(days=200))])
    assert made is not None
    assert 28 <= len(made.days) <= 30
