from hypothesis import given
from hypothesis import strategies as st

from aetui.widgets.cells import cut, cut_parts, fit, graphemes, parts_width, spread, width
from aetui.widgets.safe import safe

TEXT = st.text().map(safe)
PARTS = st.lists(st.tuples(TEXT, st.sampled_from(["ink", "dim", ""])), max_size=5)


def test_a_wide_character_is_never_halved() -> None:
    assert cut("申花家电", 5) == "申花…"
    assert cut("申花家电", 6) == "申花…"
    assert cut("申花家电", 8) == "申花家电"
    assert [cut("申花", n) for n in range(5)] == ["", "…", "…", "申…", "申花"]


def test_fit_fills_the_column() -> None:
    assert fit("梅林", 5) == "梅林 "
    assert fit("0:20:05", 10, "right") == "   0:20:05"
    assert fit("申", 6, "centre") == "  申  "
    assert fit("申花家电", 5) == "申花…"


def test_graphemes_are_what_a_person_deletes() -> None:
    text = "a👨‍👩‍👧é🇨🇳👍🏻好"
    assert [text[a:b] for a, b, _ in graphemes(text)] == ["a", "👨‍👩‍👧", "é", "🇨🇳", "👍🏻", "好"]
    assert [cells for _, _, cells in graphemes(text)] == [1, 2, 1, 2, 2, 2]
    two_flags = "🇨🇳🇩🇪"
    assert [two_flags[a:b] for a, b, _ in graphemes(two_flags)] == ["🇨🇳", "🇩🇪"]


def test_right_part_stands_at_the_edge() -> None:
    line = spread([("报告主管：说明书型号写错", "ink")], [("R10", "faint")], 20)
    assert parts_width(line) == 20
    assert line[-1] == ("R10", "faint")
    assert "…" in line[0][0]


@given(TEXT, st.integers(-1, 30))
def test_cut_holds_its_width(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= max(cells, 0)
    assert width(fit(text, cells)) == max(cells, 0)


@given(PARTS, PARTS, st.integers(0, 40))
def test_lines_of_parts_hold_their_width(left: list[tuple[str, str]], right: list[tuple[str, str]], cells: int) -> None:
    assert parts_width(cut_parts(left, cells)) <= cells
    assert sum(width(text) for text, _ in spread(left, right, cells)) == cells


@given(TEXT)
def test_graphemes_cover_the_text(text: str) -> None:
    spans = graphemes(text)
    assert "".join(text[a:b] for a, b, _ in spans) == text
    assert all(a < b for a, b, _ in spans)
