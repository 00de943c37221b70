"""Chinese typed into the real program in a real terminal: the very bytes that terminals send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal

DEMO = str(Path(__file__).with_name("typing_demo.py"))
SENTENCE = "".join(chr(0x4E00 + 37 * n) for n in range(200))


def kitty(text: str) -> str:
    """A text as a terminal with the kitty protocol sends it when an input method commits it."""
    return f"\x1b[0;;{':'.join(str(ord(c)) for c in text)}u"


def arrived(terminal: Terminal) -> list[str]:
    """The lines that the program got, put together again from the screen."""
    texts: list[str] = []
    for line in terminal.lines[: terminal.rows - 2]:
        if line[:1].isdecimal():
            texts.append(line)
        elif line.startswith("  "):
            texts[-1] += line.strip()
    return [text.split(":", 2)[2][1:-1] for text in texts]


def line(terminal: Terminal) -> str:
    return next(text for text in reversed(terminal.lines) if text)


@pytest.fixture(params=["plain", "kitty"])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    with Terminal.python(DEMO, cols=80, rows=50, kitty=request.param == "kitty") as started:
        started.wait("请说")
        started.wait(lambda t: t.cursor.visible)
        yield started


def test_a_sentence_of_200_hanzi_arrives_whole(terminal: Terminal) -> None:
    terminal.type(SENTENCE + "\r")
    terminal.wait("0:200:")
    terminal.wait(lambda t: arrived(t) == [SENTENCE])
    assert terminal.kitty_flags[-1] == 0, "the protocol must be off, whatever the terminal can do"


def test_bytes_cut_anywhere_are_put_together(terminal: Terminal) -> None:
    data = (SENTENCE + "\r").encode()
    for size in (1, 2, 4, 5, 7):
        terminal.type("".join(f"{size}"))
        at = 0
        while at < len(data):
            terminal.send(data[at : at + size])
            at += size
            terminal.pump(0)
    terminal.wait(lambda t: len(arrived(t)) == 5)
    assert arrived(terminal) == [f"{size}{SENTENCE}" for size in (1, 2, 4, 5, 7)]


def test_fast_typing_keeps_its_order(terminal: Terminal) -> None:
    terminal.type("".join(f"{char}错\x7f" for char in SENTENCE[:100]) + "\r")
    terminal.type("一二三\x1b[D\x1b[D新\x7f\x7f\x1b[C\x1b[C四\r五\r")
    terminal.wait("2:1:")
    assert arrived(terminal) == [SENTENCE[:100], "二三四", "五"]


def test_text_in_the_kitty_form_arrives_whole(terminal: Terminal) -> None:
    data = kitty(SENTENCE) + kitty("好") + "\x1b[127u" + "\x1b[13u"
    terminal.send(data)
    terminal.wait("0:200:")
    half = len(data) // 2
    terminal.send(data[:half])
    terminal.pump()
    terminal.send(data[half:])
    terminal.wait("1:200:")
    terminal.wait(lambda t: arrived(t) == [SENTENCE, SENTENCE])
    terminal.send("\x1b[?0u" + kitty("申花，") + "a\x1b[98;2u\x1b[99;;99u\x1b[57441;2u\r")
    terminal.wait("2:6:'申花，aBc'")


def test_a_paste_of_several_lines(terminal: Terminal) -> None:
    terminal.type("前")
    terminal.paste("一行\r\n\r\n二[b]行\x1b[0m\n三")
    terminal.type("后\r")
    terminal.wait("2:2:")
    assert arrived(terminal) == ["前一行", "二[b]行[0m", "三后"]
    terminal.paste("x" * 5000 + "完")
    terminal.wait("完")
    terminal.press("enter")
    terminal.wait("3:5001:")


def test_the_cursor_is_where_the_next_character_goes(terminal: Terminal) -> None:
    y = terminal.find("请说")[1]
    assert terminal.cursor == (4, y, True)
    terminal.type("海报a报")
    terminal.wait(lambda t: t.cursor == (4 + 7, y, True))
    terminal.press("left", "left")
    terminal.wait(lambda t: t.cursor == (4 + 4, y, True))
    terminal.type("新")
    terminal.wait("海报新a报")
    terminal.wait(lambda t: t.cursor == (4 + 6, y, True))
    terminal.press("home", "delete", "end", "backspace")
    terminal.wait(lambda t: line(t) == "  1 报新a")
    terminal.wait(lambda t: t.cursor == (4 + 5, y, True))
    terminal.press("f8")
    terminal.wait(lambda t: not t.cursor.visible)
    terminal.press("f8")
    terminal.wait(lambda t: t.cursor == (4 + 5, y, True))
    terminal.resize(60, 46)
    terminal.wait(lambda t: t.cursor == (4 + 5, y - 4, True))
    # The window of an input method may take the focus: the cursor stays for it.
    terminal.send("\x1b[O")
    terminal.drain()
    assert terminal.cursor == (4 + 5, y - 4, True)
    terminal.send("\x1b[I" + "好")
    terminal.wait("报新a好")


def test_a_long_line_scrolls_by_whole_characters(terminal: Terminal) -> None:
    terminal.type("a" + SENTENCE)
    terminal.wait(lambda t: line(t).endswith(SENTENCE[-1]) and t.cursor.visible)
    y = terminal.cursor.y
    assert line(terminal).startswith("  1 ‹")
    assert terminal.cursor.x <= 77
    shown = line(terminal)[5:]
    assert SENTENCE.endswith(shown)
    assert len(shown) >= 35
    terminal.press("home")
    terminal.wait(lambda t: line(t).startswith("  1 a" + SENTENCE[:5]) and line(t).endswith("›"))
    terminal.wait(lambda t: t.cursor == (4, y, True))
    for _ in range(40):
        terminal.press("right")
    terminal.wait(lambda t: "‹" in line(t))
    before = line(terminal)
    terminal.type("中")
    terminal.wait(lambda t: line(t) != before)
    terminal.wait(lambda t: t.cell(t.cursor.x - 2, y).text == "中")


def test_whole_graphemes_are_deleted(terminal: Terminal) -> None:
    terminal.type("好👨‍👩‍👧e\u0301")
    terminal.press("backspace", "backspace")
    terminal.type("了\r")
    terminal.wait("0:2:'好了'")


def test_a_byte_that_is_no_utf8_ends_nothing(terminal: Terminal) -> None:
    terminal.send(b"a\xff\xe4b\r")
    terminal.wait("0:4:")
    terminal.type("还在\r")
    terminal.wait("'还在'")


def test_what_is_typed_behind_a_command_waits_for_it() -> None:
    with Terminal.python(DEMO, "--list", cols=80, rows=24) as started:
        started.wait("请说")
        started.drain()
        started.type("x好x完\rx再\rx")
        started.wait("问？")
        started.wait(lambda t: len(arrived(t)) == 2)
        assert arrived(started) == ["ask 好x完", "ask 再"]
        started.press("f9")
        assert started.wait_exit() == 0
        assert not started.screen.cursor.hidden
        assert started.kitty_flags == [0]
