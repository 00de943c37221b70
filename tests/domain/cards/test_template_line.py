"""A step without a day: read as it is written, in both languages; counted from either end and placed again (D4, R3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.cards import template_line as template
from aetui.domain.cards.planned import with_days, without_days
from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.records import Card, Step, TemplateStep

TZ = ZoneInfo("Asia/Shanghai")
CAL = WorkCalendar(tz=TZ, hours=Hours.parse("09:00-18:00", "12:00-13:00"))
LINES = {
    "文案 @小李 第2个工作日 12:00": ("文案", "小李", 2, False, 720),
    "打样 交件前1个工作日": ("打样", None, 1, True, None),
    "交 交件当天 10:00": ("交", None, 0, True, 600),
    "开工 当天": ("开工", None, 0, False, None),
    "proof @Lee working day 3 9:30": ("proof", "Lee", 3, False, 570),
    "proof 1 working day before delivery": ("proof", None, 1, True, None),
    "hand in on the delivery day": ("hand in", None, 0, True, None),
    "start the same day": ("start", None, 0, False, None),
    "写提案 +1": ("写提案", None, 1, False, None),
    "内审 @王磊 －2 15：00": ("内审", "王磊", 2, True, 900),
    "第2个工作日的稿": ("第2个工作日的稿", None, None, False, None),
    "交": ("交", None, None, False, None),
    "A+2": ("A+2", None, None, False, None),
}


@pytest.mark.parametrize("line", LINES)
def test_lines(line: str) -> None:
    read = template.read(line)
    assert (read.what, read.owner, read.days, read.back, read.minute) == LINES[line]


WORDS = st.lists(
    st.sampled_from(["打样", "改稿", "day 2", "+1", "当天", "C#", '"', "@小李", "第3个工作日", "10:00", "# 急", "-2"]),
    min_size=1,
    max_size=4,
)


@given(
    WORDS.map(" ".join),
    st.sampled_from([None, "小李", "Li Wei"]),
    st.none() | st.integers(0, 200),
    st.booleans(),
    st.none() | st.integers(0, 1439),
    st.sampled_from(["zh", "en"]),
)
def test_what_is_written_is_read_so(
    line: str, owner: str | None, days: int | None, back: bool, minute: int | None, lang: str
) -> None:
    what = template.read(line).what
    if not what or what.startswith("#"):
        return
    step = TemplateStep(
        what=what, owner=owner, days=days, back=back and days is not None, minute=minute if days is not None else None
    )
    assert template.read(template.write(step, lang=lang)) == step


START = datetime(2026, 11, 23, 10, tzinfo=TZ)


@given(st.lists(st.integers(1, 60 * 24 * 30), max_size=6), st.integers(1, 60 * 24 * 40), st.booleans())
def test_a_plan_put_to_the_same_start_and_delivery_is_the_same(minutes: list[int], more: int, delivered: bool) -> None:
    """But for what fell on a free day: it is due at that clock on a working day."""
    deliver = START + timedelta(minutes=max([*minutes, 0]) + more) if delivered else None
    dues = [START + timedelta(minutes=m) for m in minutes]
    steps = [Step(id=str(n), what=str(n), due=due) for n, due in enumerate(dues)]
    stamps = {"id": "x", "created_at": START, "updated_at": START, "requested_at": START, "opened_at": START}
    card = Card(**stamps, number="1", client_id="c", title="t", deliver_at=deliver, steps=steps)
    counted = without_days(card, CAL)
    placed = with_days(counted, START, deliver, CAL)
    for due, again in zip(dues, placed, strict=True):
        if CAL.is_working(due.date()) and (deliver is None or CAL.is_working(deliver.date())):
            assert again == due
        assert again is None or (again > START and (deliver is None or again <= deliver))
