from hypothesis import given
from hypothesis import strategies as st

from aetui.widgets.cells import parts_width
from aetui.widgets.countdown import Countdown
from aetui.widgets.rows import Later, Layout, Row, Section, heading


def shown(layout: Layout, now: float = 0) -> list[str]:
    return ["".join(t for t, _ in line.parts(layout.cells, now)).rstrip() for line in layout.lines]


def test_sections_with_headings_and_a_hint() -> None:
    sections = [
        Section("a", heading("时限", 1), [Row("x", (("报告", "ink"),), (("R10", "faint"),))]),
        Section("b", heading("通话", 0), [], "还没有电话。按 c 记一通"),
    ]
    layout = Layout(sections, 20, 0)
    assert shown(layout) == ["时限 1", "报告             R10", "", "通话 0", "还没有电话。按 c 记", "一通"]
    assert layout.of(0) == range(1, 2)
    assert layout.of(7) == range(0)


def test_a_long_row_is_cut_or_goes_on_below() -> None:
    text, right = (("一二三四五六七八", "ink"),), (("D4", "faint"),)
    assert shown(Layout([Section("", rows=[Row("x", text, right)])], 12, 0)) == ["一二三四… D4"]
    wrapped = Layout([Section("", rows=[Row("x", text, right, wrap=2)])], 12, 0)
    assert shown(wrapped) == ["一二三四  D4", "  五六七", "  八"]
    assert wrapped.of(0) == range(3)


def test_further_lines_belong_to_their_row() -> None:
    row = Row("c", (("09:32 梅林", "ink"),), more=[((("+ 横版", "dim"),), ()), ((("> 修改稿", "dim"),), ())])
    layout = Layout([Section("", rows=[row, Row("d")])], 20, 0)
    assert layout.of(0) == range(3)
    assert layout.of(1) == range(3, 4)


def test_a_live_line_says_when_it_changes() -> None:
    layout = Layout([Section("", rows=[Row("x", (Countdown(100, 8), (" ", ""), ("报告", "ink")))])], 20, 0)
    (line,) = layout.lines
    assert parts_width(line.parts(20, 40)) == 20
    assert line.parts(20, 40)[0] == (" 0:01:00", "ink")
    assert line.changes_at(40) == 41


def test_text_of_users_is_measured_as_it_is_shown() -> None:
    layout = Layout([Section("", rows=[Row("x", (("\x1b[2J\n[b]坏", "ink"),), ())])], 20, 0)
    assert shown(layout) == ["␛[2J↵[b]坏"]


@given(st.lists(st.text("秋季海报ab，# ", max_size=30), max_size=12), st.integers(12, 40), st.data())
def test_rows_made_when_they_are_looked_at_lie_as_all_of_them_would(
    texts: list[str], cells: int, data: st.DataObject
) -> None:
    rows = [Row(f"r:{n}", ((text, "ink"),), (("D4", "faint"),), 2) for n, text in enumerate(texts)]
    seen: list[int] = []

    def made(n: int) -> Row:
        seen.append(n)
        return rows[n]

    lazy = Later([row.ref for row in rows], made, of=texts, bound=lambda n: parts_width([(texts[n], "")]) + 3)
    whole = Layout([Section("a", heading("甲"), rows), Section("b", rows=[Row("last")])], cells, 0)
    layout = Layout([Section("a", heading("甲"), lazy), Section("b", rows=[Row("last")])], cells, 0)
    assert all(parts_width([(texts[n], "")]) + 3 > cells for n in seen), "one that fits its line waits"
    assert layout.first == whole.first
    assert [layout.of(n) for n in range(len(rows) + 1)] == [whole.of(n) for n in range(len(rows) + 1)]
    for y in data.draw(st.permutations(range(len(whole.lines)))):
        assert layout.lines[y].row == whole.lines[y].row
        assert layout.line(y).parts(cells, 0) == whole.lines[y].parts(cells, 0)
    assert len(seen) == len(set(seen))


def test_lazy_rows_say_the_same_where_they_are_made_of_the_same() -> None:
    def rows(*texts: str) -> Later:
        return Later(texts, lambda n: Row(texts[n]), of=texts)

    one, same = rows("a", "b"), rows("a", "b")
    assert one == same
    assert rows("a", "b") != rows("a", "c")
    assert rows("a") != rows("a", "b")
