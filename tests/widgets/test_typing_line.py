from textual.app import ComposeResult
from textual.geometry import Offset

from aetui.terminal.app import TerminalApp
from aetui.widgets.typing_line import TypingLine


class One(TerminalApp[None]):
    CSS = "TypingLine { height: 1; padding: 0 2; }"

    def __init__(self, line: TypingLine) -> None:
        super().__init__()
        self.line = line
        self.posted: list[str] = []
        self.bubbled: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.line

    def on_typing_line_edited(self, event: TypingLine.Edited) -> None:
        self.posted.append(event.text)

    def on_typing_line_submitted(self, event: TypingLine.Submitted) -> None:
        self.posted.append(f"↵{event.text}")

    def on_key(self, event: object) -> None:
        self.bubbled.append(event.key)  # type: ignore[attr-defined]


def shown(line: TypingLine) -> str:
    return line.render_line(0).text


async def test_what_was_understood_stands_at_the_end() -> None:
    app = One(TypingLine(prefix=(("5 ", "faint"),)))
    async with app.run_test(size=(44, 5)) as pilot:
        await pilot.press(*"@小王 出稿")
        app.line.suffix = (("交办 小王 · 周二 17:00", "act"),)
        assert shown(app.line) == "5 @小王 出稿      交办 小王 · 周二 17:00"
        await pilot.press(*"，横版初稿要三张")
        text = shown(app.line)
        assert len(text) + sum(ord(c) > 0x2E7F for c in text) == 40
        assert "三张" in text
        assert "交办" in text


async def test_messages_come_with_each_edit_and_enter() -> None:
    app = One(TypingLine(clear_on_submit=True))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("好", "backspace", "a", "left", "enter", "b")
        await pilot.pause()
        assert app.posted == ["好", "", "a", "", "↵a", "b"]
        assert app.bubbled == []
        await pilot.press("f2", "escape", "up", "ctrl+t")
        assert app.bubbled == ["f2", "escape", "up", "ctrl+t"]


async def test_keys_can_be_left_to_the_screen() -> None:
    app = One(TypingLine("abc", free_keys=frozenset({"ctrl+u"})))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("ctrl+u")
        assert app.bubbled == ["ctrl+u"]
        assert app.line.text == "abc"
        await pilot.press("ctrl+w")
        assert app.line.text == ""


async def test_undo_and_clipboard() -> None:
    app = One(TypingLine())
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press(*"秋季", "space", *"海报", "shift+left", "shift+left", "ctrl+x")
        assert app.line.text == "秋季 "
        assert app.clipboard == "海报"
        await pilot.press("home", "ctrl+v", "ctrl+z", "ctrl+z")
        assert app.line.text == "秋季 海报"
        await pilot.press("ctrl+y", "ctrl+y")
        assert app.line.text == "海报秋季 "


async def test_the_mouse_puts_the_cursor_between_characters() -> None:
    app = One(TypingLine("a海报b", prefix=(("1 ", "faint"),)))
    async with app.run_test(size=(40, 5)) as pilot:
        for x, cell in ((4, 4), (5, 5), (6, 7), (8, 9), (9, 9), (30, 10)):
            await pilot.click(TypingLine, offset=(x, 0))
            assert app.cursor_position == Offset(cell, 0), x
        await pilot.mouse_down(TypingLine, offset=(5, 0))
        await pilot.hover(TypingLine, offset=(9, 0))
        await pilot.mouse_up(TypingLine, offset=(9, 0))
        await pilot.press("新")
        assert app.line.text == "a新b"


async def test_a_mark_is_painted_and_controls_are_harmless() -> None:
    app = One(TypingLine("> 周三\x1b[31m给", paint_text=lambda _: [(0, 1, "act bold")]))
    async with app.run_test(size=(40, 5)) as pilot:
        segments = app.line.render_line(0)._segments
        assert segments[0].text == ">"
        assert "#6cb2e0" in str(segments[0].style)
        assert shown(app.line).rstrip() == "> 周三␛[31m给"
        app.line.insert("一\n二\x1b三")
        await pilot.pause()
        assert app.line.text.endswith("给一 二三")


async def test_the_cursor_is_seen_in_every_width() -> None:
    text = "一二三four五六seven八九十" * 6
    app = One(TypingLine(text))
    async with app.run_test(size=(60, 5)) as pilot:
        for cells in (60, 31, 12, 44):
            await pilot.resize_terminal(cells, 5)
            await pilot.pause()
            for key in ("home", *["right"] * 30, "end", *["left"] * 20, *["backspace"] * 10):
                line = app.line
                assert line._edit(key)
                assert 2 <= app.cursor_position.x < cells - 2
                drawn = shown(line)
                assert sum(2 if ord(c) > 0x2E7F else 1 for c in drawn) == cells - 4
            app.line.text = text
