from collections.abc import Iterable

from textual.app import ComposeResult
from textual.geometry import Region

from aetui.terminal.app import TerminalApp
from aetui.widgets.cells import Parts
from aetui.widgets.countdown import Countdown
from aetui.widgets.lines import LineList, Row, Section, heading

NOW = 1_000_000.0


def duty(n: int, seconds: float | None = None) -> Row:
    until = NOW + (3600 if seconds is None else seconds)
    return Row(f"d{n}", (Countdown(until, 8), (" ", ""), (f"第{n}件", "ink")), (("D4", "faint"),))


class Lists(TerminalApp[None]):
    """One list above another; keeps what they posted and what they refreshed."""

    CSS = "#low { height: 5; } #high { height: 1fr; padding: 0 2; }"

    def __init__(self, rows: Iterable[Row] = (), hint: str = "") -> None:
        super().__init__()
        self.high = LineList(
            Section("duties", heading("时限", 3), tuple(rows), hint),
            Section("calls", heading("通话", 1), [Row("c1", (("益力", "ink"),))]),
            now=NOW,
            id="high",
        )
        self.low = LineList(Section("todo", heading("待办"), [Row("t1"), Row("t2")]), id="low")
        self.posted: list[tuple[str, str]] = []
        self.refreshed: list[Region] = []

    def compose(self) -> ComposeResult:
        yield self.high
        yield self.low

    def watch_refreshes(self) -> None:
        """From now on keep the regions that the upper list asks to be painted."""
        whole = self.high.refresh

        def refresh(*regions: Region, **options: bool) -> LineList:
            self.refreshed += regions or [Region(-1, -1, -1, -1)]
            return whole(*regions, **options)

        self.high.refresh = refresh  # type: ignore[method-assign]

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        self.posted.append(("at", event.ref))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.posted.append(("open", event.ref))

    def on_line_list_past_sections(self, event: LineList.PastSections) -> None:
        self.posted.append(("on", f"{event.ref}{event.direction:+}"))

    def on_line_list_past_end(self, event: LineList.PastEnd) -> None:
        self.posted.append(("past", f"{event.ref}{event.direction:+}"))


def give(lines: LineList, rows: list[Row], section: int = 0, title: Parts | None = None) -> None:
    """One section of the list, anew."""
    given = list(lines._given)
    given[section] = given[section]._replace(rows=tuple(rows), title=given[section].title if title is None else title)
    lines.show(*given)


def text_of(lines: LineList) -> list[str]:
    return [lines.render_line(y).text.rstrip() for y in range(lines.size.height)]


async def test_the_digit_of_a_section_stands_before_its_heading_where_there_is_a_row() -> None:
    app = Lists([duty(1)])
    async with app.run_test(size=(40, 20)):
        app.high.count_sections_from(4)
        assert [line for line in text_of(app.high) if line.startswith(("时限", "4 ", "5 "))] == ["4 时限 3", "5 通话 1"]
        give(app.high, [])
        assert [line for line in text_of(app.high) if line.startswith(("时限", "4 ", "5 "))] == ["时限 3", "4 通话 1"]
        assert (app.high.digit_of("calls"), app.high.digit_of("owed")) == ("4 ", "")


async def test_keys_move_the_cursor_and_open() -> None:
    app = Lists([duty(1), Row("", (("一行说明", "faint"),)), duty(2), duty(3)])
    async with app.run_test(size=(40, 20)) as pilot:
        assert app.focused is app.high
        assert app.high.ref == "d1"
        await pilot.press("j", "down", "k", "enter", "end", "j", "home", "up")
        assert app.posted == [
            ("at", "d2"),
            ("at", "d3"),
            ("at", "d2"),
            ("open", "d2"),
            ("at", "c1"),
            ("past", "c1+1"),
            ("at", "d1"),
            ("past", "d1-1"),
        ]


async def test_tab_goes_from_section_to_section_then_on() -> None:
    app = Lists([duty(1), duty(2)])
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("j", "tab")
        assert (app.high.ref, app.high.section) == ("c1", "calls")
        await pilot.press("shift+tab")
        assert app.high.ref == "d2"  # where it stood
        app.posted.clear()
        await pilot.press("tab", "tab")
        assert app.posted == [("at", "c1"), ("on", "c1+1")]
        app.high.enter_from(-1)
        await pilot.pause()
        assert app.focused is app.high
        assert app.high.ref == "c1"


async def test_it_draws_headings_rows_and_the_hint() -> None:
    app = Lists([], hint="没有欠的事。去喝茶")
    async with app.run_test(size=(24, 14)):
        assert text_of(app.high)[:5] == ["时限 3", "没有欠的事。去喝茶", "", "通话 1", "益力"]
        give(app.high, [duty(1, 59), duty(2, -59)])
        assert text_of(app.high)[:3] == ["时限 3", " 0:00:59 第1件    D4", " 0:00:59 第2件    D4"]
        give(app.high, [], 1, heading("通话", 0))
        assert text_of(app.high)[4] == "通话 0"


async def test_the_cursor_stays_on_its_row_wherever_that_goes() -> None:
    app = Lists([duty(n) for n in range(4)])
    async with app.run_test(size=(40, 20)) as pilot:
        app.high.select("d2")
        give(app.high, [duty(2), duty(9), duty(0)])
        await pilot.pause()
        assert app.high.ref == "d2"
        give(app.high, [duty(9), duty(0)])
        await pilot.pause()
        assert app.high.ref == "d9"
        app.high.show()
        await pilot.pause()
        assert app.high.ref == ""
        assert app.posted[-2:] == [("at", "d9"), ("at", "")]
        await pilot.press("j", "enter", "end", "pagedown", "tab")
        app.high.show(Section("x", (), [duty(5)]))
        assert app.high.ref == "d5"


async def test_only_what_changes_is_painted() -> None:
    app = Lists([duty(1, 7200), duty(2, 3 * 86400), duty(3, 3600.5)])
    async with app.run_test(size=(40, 20)) as pilot:
        app.high.focus()
        await pilot.pause()
        app.watch_refreshes()
        app.high.tick(NOW + 0.25)
        assert app.refreshed == []
        app.high.tick(NOW + 0.6)
        assert app.refreshed == [Region(0, 3, 8, 1)]
        app.refreshed.clear()
        app.high.tick(NOW + 1.2)
        assert app.refreshed == [Region(0, 1, 8, 1)]
        app.refreshed.clear()
        give(app.high, [duty(1, 7200), duty(2, 3 * 86400), duty(3, 3600.5)])
        assert app.refreshed == []
        give(app.high, [duty(1, 7200), duty(4, 3 * 86400), duty(3, 3600.5)])
        assert [region.y for region in app.refreshed] == [2]
        await pilot.pause()
        assert "第4件" in text_of(app.high)[2]


async def test_time_goes_on_for_rows_out_of_sight() -> None:
    app = Lists([duty(n, 600) for n in range(40)])
    async with app.run_test(size=(40, 20)) as pilot:
        app.high.tick(NOW + 30)
        await pilot.press("end")
        assert any("0:09:30" in line for line in text_of(app.high))
        await pilot.press("home")
        assert "0:09:30" in text_of(app.high)[1]
        app.high.tick(NOW + 60)
        await pilot.press("end")
        assert not any("0:09:30" in line for line in text_of(app.high))


async def test_the_cursor_is_always_seen() -> None:
    app = Lists([duty(n) for n in range(40)])
    async with app.run_test(size=(40, 20)) as pilot:
        for keys in (["pagedown"] * 3, ["G"], ["pageup"], ["k"] * 20, ["j"] * 5):
            await pilot.press(*keys)
            assert any(app.high.ref[1:] in line or "益力" in line for line in text_of(app.high))
            number = app.high.refs.index(app.high.ref)
            y = (number + 1 if number < 40 else 43) - round(app.high.scroll_y)
            assert 0 <= y < app.high.size.height
        await pilot.press("home")
        assert round(app.high.scroll_y) == 0


async def test_the_scrollbar_hides_nothing() -> None:
    app = Lists([duty(n) for n in range(40)])
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        assert app.high.show_vertical_scrollbar
        assert {line[-2:] for line in text_of(app.high)[1:]} == {"D4"}
        cells = app.high.scrollable_content_region.width
        assert cells == 35
        assert {app.high.render_line(y).cell_length for y in range(15)} == {cells}
        give(app.high, [duty(1)])
        await pilot.pause()
        assert app.high.render_line(1).cell_length == 36


async def test_mouse_selects_and_a_double_click_opens() -> None:
    app = Lists([duty(1), duty(2)])
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.click("#high", offset=(5, 2))
        assert app.high.ref == "d2"
        await pilot.click("#high", offset=(5, 1), times=2)
        assert app.posted == [("at", "d2"), ("at", "d1"), ("open", "d1")]
        await pilot.click("#high", offset=(5, 0))
        await pilot.click("#high", offset=(5, 12))
        assert app.high.ref == "d1"


async def test_the_row_under_the_cursor_is_lit_while_the_list_has_the_focus() -> None:
    app = Lists([duty(1), duty(2)])
    async with app.run_test(size=(40, 20)) as pilot:

        def lit() -> list[int]:
            return [y for y in range(6) if "#26303b" in str(app.high.render_line(y)._segments[0].style)]

        assert lit() == [1]
        await pilot.press("j")
        assert lit() == [2]
        app.low.focus()
        await pilot.pause()
        assert lit() == []


async def test_a_list_can_be_as_high_as_its_rows() -> None:
    app = Lists([duty(n) for n in range(3)])
    app.high.styles.height = "auto"
    async with app.run_test(size=(40, 20)) as pilot:
        assert app.high.size.height == 6 + 1
        give(app.high, [duty(1)])
        await pilot.pause()
        assert app.high.size.height == 5


async def test_text_of_users_is_neither_markup_nor_escape() -> None:
    app = Lists([Row("x", (("[bold red]\x1b[31m[/]", "ink"),))])
    async with app.run_test(size=(40, 20)):
        assert text_of(app.high)[1] == "[bold red]␛[31m[/]"
