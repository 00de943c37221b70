from aetui.widgets.cells import parts_width
from aetui.widgets.countdown import Countdown
from aetui.widgets.rows import Layout, Row, Section, heading


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
