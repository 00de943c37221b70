"""An idea in one line (Y1)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.lines import idea
from aetui.domain.lines.parts import People
from aetui.domain.records import Idea
from aetui.domain.text import cleaned

AT = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
PEOPLE = People(("小王", "Li Wei"), "李雯")


@pytest.mark.parametrize(
    ("line", "text", "who", "card"),
    [
        ("用真人照片", "用真人照片", None, None),
        ("结尾倒着放 @小王", "结尾倒着放", "小王", None),
        ("用真人照片 2611-003", "用真人照片 2611-003", None, "2611-003"),
        ("我的 @我", "我的", None, None),
        ("周五特惠做成漫画", "周五特惠做成漫画", None, None),
    ],
)
def test_what_a_line_says(line: str, text: str, who: str | None, card: str | None) -> None:
    assert idea.read(line, people=PEOPLE) == idea.IdeaLine(text, who, card)


texts = st.one_of(
    st.text(min_size=1, max_size=24),
    st.sampled_from(["明天 17:00", "不限时", "@小王", "a@b.cn", "好 # 别说", "#", "“引号”"]),
)


@given(text=texts, who=st.sampled_from([None, "小王", "Li Wei", "外人", "O'Neil, Jr."]))
def test_what_is_written_is_read_as_it_was(text: str, who: str | None) -> None:
    first = idea.read(cleaned(text), people=PEOPLE)
    if not first.text.strip():
        return
    kept = Idea(id="i", created_at=AT, updated_at=AT, at=AT, text=first.text, who=who)
    again = idea.read(idea.write(kept), people=PEOPLE)
    assert (again.text, again.who) == (first.text, who)
