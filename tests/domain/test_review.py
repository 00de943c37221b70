"""What is undecided at the end of a day: the laws, over random desks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import at, book, calendar
from random_desk import desks

from aetui.domain.derive import derive
from aetui.domain.records import Card, Record
from aetui.domain.review import gather, is_routine
from aetui.domain.rulebook import load_rulebook

RULES, CAL = load_rulebook(), calendar()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(desks(), st.integers(0, 60))
def test_each_thing_once_and_nothing_that_has_ended(records: list[Record], days: int) -> None:
    now = at("11-23 17:30") - timedelta(days=days)
    held = book(*records)
    duties = derive(held, RULES, now, cal=CAL)
    found = gather(held, duties, now.date(), now, CAL, frozenset())
    assert len({t.key for t in found}) == len(found)
    spoken_of = {t.obligation.subject_id for t in found if t.obligation}
    for one in found:
        if one.kind == "duty":
            continue
        kind, _, key = one.key.partition(":")
        record = held.get(kind, key)
        assert record is not None
        assert key not in spoken_of
        assert getattr(record, "done", None) is None
        assert getattr(record, "dropped", None) is None
        assert not isinstance(record, Card) or record.state in ("open", "in_work")
    assert gather(held, duties, now.date(), now, CAL, frozenset(one.key for t in found for one in t.whole)) == []


ROUTINE = (
    "没有新的工作指示",
    "改由陈小姐确认",
    "客户对色稿满意，一切照旧",
    "在谈《双十一》的事",
    "陈小姐一人在办公室",
    "no new instructions",
    "she likes the layout",
)
ASKED = (
    "要三个报价",
    "预算三十万左右",
    "印 5000 份",
    "印５０００份",
    "稿子周三要",
    "下月再谈",
    "杂志稿周三交",
    "能不能改?",
    "能不能改？",
    "报价 $8000",
    "请 @小王 跟",
    "太好了！",
    "two layouts, please",
    "she wants it by Friday",
    "can we change it?",
)


@pytest.mark.parametrize("text", ROUTINE)
def test_a_note_without_a_mark_a_number_or_a_date_is_let_through(text: str) -> None:
    assert is_routine(text)


@pytest.mark.parametrize("text", ASKED)
def test_a_note_that_holds_a_mark_a_number_or_a_date_is_asked(text: str) -> None:
    assert not is_routine(text)
