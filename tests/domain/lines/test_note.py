"""A line of what is known of a client (R1)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.errors import BadInput
from aetui.domain.lines import note
from aetui.domain.records import About, Note
from aetui.domain.text import cleaned

AT = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "about", "text", "guessed"),
    [
        ("市场：竞品本月买一送一", "market", "竞品本月买一送一", False),
        ("产品: 330g 礼盒", "products", "330g 礼盒", False),
        ("Company: moved to the new plant", "company", "moved to the new plant", False),
        ("competitors: two for one", "market", "two for one", False),
        ("秋季主推 330g 礼盒", "products", "秋季主推 330g 礼盒", True),
        ("福源在华东降价，抢份额", "market", "福源在华东降价，抢份额", True),
        ("采购每周三开会，周三上午别打电话", "company", "采购每周三开会，周三上午别打电话", True),
        ("a new flavour in spring", "products", "a new flavour in spring", True),
        ("their rivals cut prices", "market", "their rivals cut prices", True),
        ("# 老板下月换办公室", "company", "老板下月换办公室", True),
        ("＃产品：新口味", "products", "新口味", False),
        ("备注：待定", "company", "备注：待定", True),
        ("  ", "company", "", True),
    ],
)
def test_a_line_says_about_what_it_is(line: str, about: About, text: str, guessed: bool) -> None:
    assert note.read(line) == note.NoteLine(about, text, guessed)


def test_without_a_head_it_is_about_what_was_asked_for() -> None:
    assert note.read("新口味", about="market") == note.NoteLine("market", "新口味")
    assert note.read("产品：新口味", about="market") == note.NoteLine("products", "新口味")


texts = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(["市场：公司：x", "公司：", "# 别外传", "产品 #1", "C#", "：", "#"]),
)


@given(text=texts, about=st.sampled_from(get_args(About)), lang=st.sampled_from(["zh", "en"]))
def test_what_is_written_is_read_as_it_was(text: str, about: About, lang: str) -> None:
    text = " ".join(cleaned(text).split())
    if text:
        one = Note(id="n", about=about, text=text, at=AT)
        read = note.read(note.write(one, lang=lang), about="company")
        assert (read.about, read.text) == (about, text)


@pytest.mark.parametrize(("word", "about"), [("市场", "market"), ("PRODUCTS", "products"), ("company", "company")])
def test_one_of_the_three_is_named(word: str, about: About) -> None:
    assert note.about_of(word) == about
    with pytest.raises(BadInput):
        note.about_of(word + "x")
