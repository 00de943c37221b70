from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aetui.widgets.cells import parts_width, width
from aetui.widgets.safe import safe
from aetui.widgets.wrap import NEVER_FIRST, NEVER_LAST, line_spans, wrap, wrap_hanging, wrap_parts

# No spaces: a line may end at one, whatever sign comes after it.
HANZI = st.text("申花家电梅林秋季海报abcXY19，。、（）「」", min_size=1, max_size=80)


def test_hanzi_after_a_latin_word_stay_on_its_line() -> None:
    text = "秋季主推 330g 礼盒竞品福源本月买一送一"
    assert wrap(text, 20) == ["秋季主推 330g 礼盒竞", "品福源本月买一送一"]


def test_latin_words_stay_whole() -> None:
    assert wrap("发一份 schedule 给 client 看", 12) == ["发一份", "schedule 给", "client 看"]
    assert wrap("说 internationalization 吗", 10) == ["说", "internatio", "nalization", "吗"]


def test_no_line_begins_with_a_comma_nor_ends_with_a_bracket() -> None:
    assert wrap("秋季海报，加一个", 8) == ["秋季海", "报，加一", "个"]
    assert wrap("一二三（四）五", 8) == ["一二三", "（四）五"]
    assert wrap("他说“好的”。", 6) == ["他说", "“好", "的”。"]


def test_paragraphs_and_controls() -> None:
    assert wrap("一\n二\r\n三", 10) == ["一", "二", "三"]
    assert wrap("", 10) == [""]
    assert wrap("a\x1b[0mb", 10) == ["a␛[0mb"]


def test_a_narrow_first_line_and_a_hanging_indent() -> None:
    assert wrap("一二三四五", 6, first=4) == ["一二", "三四五"]
    lines = wrap_hanging([("> ", "act"), ("一二三四五六", "ink")], 8, 2)
    assert ["".join(text for text, _ in line) for line in lines] == ["> 一二三", "  四五六"]
    assert lines[0][0] == ("> ", "act")


def test_styles_go_with_their_text() -> None:
    assert wrap_parts([("一二", "a"), ("三四", "b")], 6) == [[("一二", "a"), ("三", "b")], [("四", "b")]]


def test_a_space_that_bears_an_accent_is_a_sign() -> None:
    assert wrap("0 \u0300", 2) == ["0 \u0300"]
    assert wrap("0 \u0300", 1) == ["0 \u0300"]
    assert wrap("ab \u0300", 2) == ["ab", " \u0300"]


@given(st.text(), st.integers(2, 30))
def test_nothing_is_lost_and_every_line_fits(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join("".join(safe(p) for p in text.splitlines()).split())
    parts = wrap_parts([(text, "x")], cells)
    assert all(parts_width(line) <= cells for line in parts)


@given(st.one_of(st.text(min_size=1, max_size=12).filter(str.strip), HANZI), st.integers(2, 40), st.integers(2, 40))
def test_what_fits_is_the_one_line_that_word_by_word_gives(text: str, cells: int, first: int) -> None:
    clean = safe(" ".join(text.split()))
    one_by_one = line_spans(clean + " ", cells, first=first)  # a space at the end: no short way
    assert line_spans(clean, cells, first=first) == one_by_one


@given(HANZI, st.integers(12, 40))
def test_punctuation_stands_where_it_may(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    for before, after in pairwise(lines):
        # Rows of signs longer than a line have to be cut somewhere.
        run = before[-1:] + after[:1]
        if after[0] in NEVER_FIRST or before[-1] in NEVER_LAST:
            glued = before.split()[-1] if before.split() else ""
            assert width(glued) + 2 > cells - 2, run
