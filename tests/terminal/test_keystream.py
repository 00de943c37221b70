from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.terminal.keystream import KeyPress, KeyStream, Pasted

ESC = "\x1b"


def read(*pieces: str) -> list[object]:
    """What comes out, neighbouring text put together."""
    stream, out = KeyStream(), []
    for piece in pieces:
        for item in stream.feed(piece):
            if isinstance(item, str) and out and isinstance(out[-1], str):
                out[-1] += item
            else:
                out.append(item)
    rest = stream.flush()
    return [*out, rest] if rest else out


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
        (f"{ESC}", [ESC]),
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
    assert stream.flush() == f"{ESC}[0;;200"
    assert not stream.holding


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
