"""The line of keys, the prompt above it, and the head of a screen."""

from collections.abc import Sequence

import pytest
from textual.app import ComposeResult
from textual.binding import Binding

from aetui.domain.text import opening
from aetui.terminal.app import TerminalApp
from aetui.widgets import notice as notices
from aetui.widgets.bars import HeadLine, ShareBar
from aetui.widgets.keyline import KeyHint, KeyLine
from aetui.widgets.lines import LineList, Row, Section
from aetui.widgets.notice import Notice, hide_notice, show_notice
from aetui.widgets.painted import Painted, changed_span
from aetui.widgets.prompt import Prompt
from aetui.widgets.rows import use_remarks

HINTS = [
    KeyHint("c", "记电话", "app.note('call')", "F2"),
    KeyHint("t", "待办", "app.note('todo')", "F3"),
    KeyHint("Enter", "打开"),
    KeyHint("x", "完成", "app.note('done')", "F8"),
]
HELP = KeyHint("?", "帮助", "app.note('help')", "F1")


class Bottom(TerminalApp[None]):
    CSS = "LineList { height: 1fr; } KeyLine, HeadLine, ShareBar { height: 1; padding: 0 2; }"
    BINDINGS = [
        Binding("x", "ask"),
        Binding("c", "note('call')"),
        Binding("f2", "note('call')"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[str] = []
        self.answers: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield HeadLine((("李雯", "ink bold"),), (("11:30:05", "ink"),))
        yield ShareBar()
        yield LineList(Section("", (), [Row("a"), Row("b")]))
        yield Prompt()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(KeyLine).show(HINTS, (HELP,))

    def action_note(self, what: str) -> None:
        self.notes.append(what)

    def action_ask(self) -> None:
        self.query_one(Prompt).ask(
            "怎样做的？",
            self.answers.append,
            default="电话报告",
            like="当面说",
            key="how",
            understand=lambda text: ((f"{len(text)} 字", "act"),),
        )


def line_of(widget: Painted, y: int = 0) -> str:
    return widget.render_line(y).text.rstrip()


async def test_keys_fit_their_line() -> None:
    app = Bottom()
    async with app.run_test(size=(60, 10)) as pilot:
        line = app.query_one(KeyLine)
        assert line_of(line) == "c 记电话   t 待办   Enter 打开   x 完成   ? 帮助"
        await pilot.resize_terminal(44, 10)
        await pilot.pause()
        assert line_of(line) == "c 记电话   t 待办   …   ? 帮助"
        await pilot.resize_terminal(14, 10)
        await pilot.pause()
        assert line_of(line) == "…   ? 帮助"
        app.function_keys = True
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert line_of(line) == "F2 记电话   F3 待办   Enter 打开   F8 完成   F1 帮助"


async def test_a_click_on_a_key_runs_its_command() -> None:
    app = Bottom()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(KeyLine, offset=(13, 0))
        await pilot.click(KeyLine, offset=(10, 0))  # between two
        await pilot.click(KeyLine, offset=(45, 0))
        assert app.notes == ["todo", "help"]


async def test_many_refreshes_leave_no_widgets_behind() -> None:
    app = Bottom()
    async with app.run_test(size=(60, 10)) as pilot:
        before = len(list(app.query("*")))
        for n in range(100):
            app.query_one(KeyLine).show(HINTS[: n % 4], (HELP,))
        await pilot.pause()
        assert len(list(app.query("*"))) == before


async def test_enter_takes_the_default_and_typing_replaces_it() -> None:
    app = Bottom()
    async with app.run_test(size=(80, 10)) as pilot:
        lines, prompt = app.query_one(LineList), app.query_one(Prompt)
        await pilot.press("x")
        assert line_of(prompt.line).split() == ["怎样做的？", "电话报告", "4", "字"]
        await pilot.press("enter")
        assert app.answers == ["电话报告"]
        assert app.focused is lines
        assert not prompt.display
        await pilot.press("x", "当", "面", "说", "enter")
        assert app.answers[-1] == "当面说"
        assert app.notes == []


async def test_esc_keeps_what_was_typed_for_the_next_time() -> None:
    app = Bottom()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("x", "半", "句", "escape")
        assert app.answers == [None]
        await pilot.press("x", "话")
        assert app.query_one(Prompt).line.text == "半句话"
        await pilot.press("enter", "x")
        assert app.query_one(Prompt).line.text == "电话报告"


async def test_no_key_of_the_prompt_reaches_the_screen() -> None:
    app = Bottom()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("x", "c", "f2", "tab", "down")
        assert app.notes == []
        assert app.query_one(Prompt).line.has_focus
        await pilot.click(LineList, offset=(3, 0))
        assert app.answers == [None]
        assert app.focused is app.query_one(LineList)
        await pilot.press("c")
        assert app.notes == ["call"]


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        (60, "2611-001 横版海报   梅林     交 周五   进行   剩 4天   11:30"),
        (50, "2611-001 横版海报  交 周五   进行   剩 4天   11:30"),
        (44, "2611-001 横版海报  交 周五   进行   11:30"),
        (34, "2611-001 横版海报  交 周五   11:30"),
        (24, "2611-001 横版…     11:30"),
    ],
)
def test_a_head_keeps_its_title_longest(cells: int, seen: str) -> None:
    head = HeadLine()
    head.show(
        (("2611-001 ", "act bold"), ("横版海报", "ink bold"), ("   梅林", "dim")),
        (("交 周五", "dim"), ("   进行", "act"), ("   剩 4天", "ink bold")),
        (("   11:30", "ink bold"),),
    )
    [line] = head.paint(cells, 1)
    assert "".join(text for text, _ in line).split() == seen.split()


async def test_a_remark_for_the_house_is_dim_wherever_a_line_stands() -> None:
    use_remarks(opening)
    assert ("# 别报价", "dim") in HeadLine((("给稿 # 别报价", "ink bold"),)).paint(60, 1)[0]
    app = Bottom()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("x", *"给稿 #别")
        line = app.query_one(Prompt).line
        assert ("#别", "dim") in line._styled(0, len(line.text))


async def test_head_and_bar() -> None:
    app = Bottom()
    async with app.run_test(size=(30, 10)) as pilot:
        head, bar = app.query_one(HeadLine), app.query_one(ShareBar)
        assert line_of(head) == "李雯              11:30:05"
        head.show((("一二三四五六七八九十", "ink"),), (("11:30:05", "ink"),))
        assert line_of(head) == "一二三四五六七…   11:30:05"
        bar.show(0.5)
        await pilot.pause()
        assert line_of(bar) == "━" * 13 + "─" * 13


def test_the_span_in_which_two_lines_differ() -> None:
    def of(*texts: str) -> Sequence[tuple[str, str]]:
        return [(text, "ink") for text in texts]

    assert changed_span(of("a", "好", "c"), of("a", "好", "c")) is None
    assert changed_span(of("好", "a", "c"), of("好", "b", "c")) == (2, 3)
    assert changed_span(of("好", "a"), of("好", "长", "c")) == (2, 5)
    assert changed_span(of(), of("好")) == (0, 2)


@pytest.mark.parametrize(
    ("question", "cols", "lines"),
    [
        ("短？", 60, 1),
        ("什么时候不在？", 60, 1),
        ("什么时候不在？12/1到12/5、明天下午；后面写名字", 60, 2),
        ("Away when? 12/1 to 12/5, tomorrow afternoon; a name behind it takes everything:", 60, 3),
    ],
)
async def test_a_long_question_leaves_room_for_the_answer(question: str, cols: int, lines: int) -> None:
    app = Bottom()
    async with app.run_test(size=(cols, 16)) as pilot:
        prompt = app.query_one(Prompt)
        prompt.ask(question, lambda _: None, like="好")
        await pilot.pause()
        await pilot.pause()
        assert prompt.size.height == lines
        assert app.screen.size.width - prompt.line.terminal_cursor.x >= 24
        shown = "".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())
        assert question.replace(" ", "") in shown.replace(" ", "")
        await pilot.resize_terminal(140, 16)
        await pilot.pause()
        await pilot.pause()
        assert prompt.size.height == 1
        await pilot.press("escape")
        await pilot.pause()
        assert not prompt.display


def test_a_head_cuts_no_word_to_nothing() -> None:
    """`wee…` says nothing."""
    left = (("Dana", "ink bold"), ("  AE", "dim"), ("   Thu 26", "ink"), ("   week 48", "dim"))
    head = HeadLine()
    head.show(left, (), (("3:29:07", "ink bold"),))
    shown = {cells: "".join(text for text, _ in head.paint(cells, 1)[0]) for cells in range(14, 40)}
    assert all(len(line) == cells and line.endswith("3:29:07") for cells, line in shown.items())
    assert shown[33] == "Dana  AE   Thu 26         3:29:07"
    assert [cells for cells, line in shown.items() if "…" in line] == []
    head.show(
        (("梅林", "ink bold"), ("  陈小姐品牌经理", "dim"), ("   021-5555-0101", "dim")), (), (("3:29:07", "ink bold"),)
    )
    assert "".join(text for text, _ in head.paint(40, 1)[0]) == "梅林  陈小姐品牌经理             3:29:07"
    head.show([("2035 年的节假日还不知道", "soon")])
    assert "".join(text for text, _ in head.paint(12, 1)[0]) == "2035 年的节…"
    head.show(
        (("梅林", "ink bold"), ("  陈小姐品牌经理", "dim"), ("   021-5555-0101", "dim")), (), (("3:29:07", "ink bold"),)
    )
    assert "品牌…" in "".join(text for text, _ in head.paint(26, 1)[0])


async def test_a_mistake_is_told_whole() -> None:
    """What to do about it stands at its end."""
    told = "“artwork” would be due 12/2, after the delivery at 11/27: give an earlier time, or move the delivery first."
    app = Bottom()
    async with app.run_test(size=(40, 12)) as pilot:
        show_notice(app.screen, told, late=True)
        await pilot.pause()
        [notice] = app.screen.query(Notice)
        said = " ".join(line_of(notice, y).strip() for y in range(notice.size.height))
        assert said == told
        hide_notice(app.screen)
        await pilot.pause()
        assert not notice.display


async def test_a_mistake_stays_in_sight_while_it_is_put_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "SHOWN", 3600.0)
    monkeypatch.setattr(notices, "SHOWN_LATE", 3600.0)
    app = Bottom()
    async with app.run_test(size=(60, 12)) as pilot:
        prompt = app.query_one(Prompt)
        prompt.remember(prompt._kept, keys=lambda *_: HINTS)
        show_notice(app.screen, "预算没有", late=True)
        await pilot.press("x", *"客户催")
        [notice] = app.screen.query(Notice)
        notice._hide()
        assert notice.display
        await pilot.press("escape")
        notice._hide()
        assert not notice.display
