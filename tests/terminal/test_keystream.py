from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

from aetui.terminal.driver import understood
from aetui.terminal.keystream import KeyPress, KeyStream, Pasted

ESC = "\x1b"
ESCAPE = KeyPress("escape", ESC)


def read(*pieces: str) -> list[object]:
    """What comes out, neighbouring text put together."""
    stream, out = KeyStream(), []
    for piece in pieces:
        for item in stream.feed(piece):
            if isinstance(item, str) and out and isinstance(out[-1], str):
                out[-1] += item
            else:
                out.append(item)
    return [*out, *stream.give_up()] if stream.holding or stream.pasting else out


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ("申花 ab", ["申花 ab"]),
        (f"{ESC}[A{ESC}[1;5C{ESC}OP{ESC}[<0;1;1M", [f"{ESC}[A{ESC}[1;5C{ESC}OP{ESC}[<0;1;1M"]),
        (f"{ESC}[0;;20013:25991u", ["中文"]),
        (f"{ESC}[32;;{ord('有')}:{ord('限')}u。", ["有限。"]),
        (f"{ESC}[97u{ESC}[97;2u{ESC}[97;2;65u{ESC}[97:65;2u", ["aAAA"]),
        (f"{ESC}[13u{ESC}[127u", [KeyPress("enter", "\r"), KeyPress("backspace", "\x7f")]),
        (f"{ESC}[116;5u{ESC}[120;3u", [KeyPress("ctrl+t", None), KeyPress("alt+x", None)]),
        (f"{ESC}[9;2u", [KeyPress("shift+tab", None)]),
        (f"{ESC}[97;1:3u{ESC}[57441;2u{ESC}[?1u{ESC}[0;;27:7:55296u", []),
        (f"{ESC}[200~a{ESC}[97u\n{ESC}b{ESC}[201~c", [Pasted(f"a{ESC}[97u\n{ESC}b"), "c"]),
        (f"{ESC}[200~{ESC}[201~", [Pasted("")]),
        (f"{ESC}", [ESCAPE]),
        (f"{ESC}a{ESC}{ESC}[A", [ESCAPE, "a", ESCAPE, f"{ESC}[A"]),
        (f"{ESC}申花", [ESCAPE, "申花"]),
        (f"{ESC}[[A", [f"{ESC}[[A"]),
    ],
)
def test_what_a_terminal_sends(sent: str, read_as: list[object]) -> None:
    assert read(sent) == read_as
    assert read(*sent) == read_as, "character by character"


def test_only_the_begin_of_a_sequence_is_held() -> None:
    stream = KeyStream()
    assert list(stream.feed("ab")) == ["ab"]
    assert not stream.holding
    assert list(stream.feed(f"c{ESC}[0;;200")) == ["c"]
    assert stream.holding
    assert stream.surely, "what holds a number is no key by itself"
    assert stream.give_up() == [], "and never letters"
    assert not stream.holding


@pytest.mark.parametrize(
    "answer",
    [
        f"{ESC}]11;rgb:1515/1818/1d1d{ESC}\\",
        f"{ESC}]10;rgb:ffff/ffff/ffff\x07",
        f"{ESC}]52;c;5Lit5paH\x07",
        f"{ESC}P>|XTerm(390){ESC}\\",
        f"{ESC}P1+r544e={ESC}\\",
        f"{ESC}P!|00000000{ESC}\\",
        f"{ESC}_Gi=31;OK{ESC}\\",
        f"{ESC}[?62;22c",
        f"{ESC}[>1;4600;0c",
        f"{ESC}[?997;1n",
        f"{ESC}[4;720;1280t",
        f"{ESC}[?1u",
        f"{ESC}[201~",
    ],
)
def test_a_late_answer_is_swallowed_whole(answer: str) -> None:
    known = understood(XTermParser())
    for pieces in ([f"中{answer}文"], ["中", *answer, "文"]):
        stream = KeyStream(known)
        out = [item for piece in pieces for item in stream.feed(piece)]
        assert "".join(map(str, out)) == "中文"
    for end in range(3, len(answer)):
        stream = KeyStream(known)
        assert list(stream.feed(answer[:end])) == []
        assert stream.give_up() == [] or not stream.surely, "nor is a part of it typed, where its end never comes"


def test_a_string_that_is_broken_off_takes_no_key_with_it() -> None:
    assert read(f"{ESC}]11;rgb:15{ESC}[A") == [f"{ESC}[A"]


def test_a_paste_whose_end_never_comes_ends_by_itself() -> None:
    stream = KeyStream()
    assert list(stream.feed(f"{ESC}[200~三行\n半行{ESC}[20")) == []
    assert stream.pasting
    assert stream.give_up() == [Pasted(f"三行\n半行{ESC}[20")]
    assert list(stream.feed(f"x{ESC}[201~y")) == ["x", "y"], "its end, where it comes after all, is nothing"


@pytest.mark.parametrize(
    "key", [key for key in ANSI_SEQUENCES_KEYS if key.startswith((f"{ESC}[", f"{ESC}O")) and key[-1] != "u"]
)
def test_every_key_that_textual_knows_arrives(key: str) -> None:
    known = understood(XTermParser())
    stream = KeyStream(known)
    assert "".join(map(str, stream.feed(key))) == key


@given(st.text(), st.lists(st.integers(0, 80)))
def test_cut_anywhere_it_reads_the_same(text: str, cuts: list[int]) -> None:
    points = ":".join(str(ord(c)) for c in text if c.isprintable())
    sent = f"x{ESC}[0;;{points}u{ESC}[200~{text.replace(ESC, '')}{ESC}[201~y"
    edges = sorted({0, len(sent), *(c for c in cuts if c < len(sent))})
    pieces = [sent[a:b] for a, b in pairwise(edges)]
    assert read(*pieces) == read(sent)


@pytest.mark.parametrize("held", [ESC, f"{ESC}["])
def test_what_may_be_a_key_by_itself_is_not_waited_for_long(held: str) -> None:
    stream = KeyStream()
    assert list(stream.feed(held)) == []
    assert stream.holding
    assert not stream.surely
