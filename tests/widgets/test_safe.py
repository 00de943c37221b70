from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aetui.widgets.safe import is_typed, safe

ANY_TEXT = st.text(st.characters(codec=None))  # lone surrogates too


def test_ordinary_text_stays_as_it_is() -> None:
    for text in ("秋季海报加一个横版，用在超市入口", "A4 [双面] 8,000 → ok", "👨‍👩‍👧 é 한", "全角　空格"):
        assert safe(text) == text


def test_controls_become_visible() -> None:
    assert safe("a\x1b[31mb") == "a␛[31mb"
    assert safe("a\nb\r\tc\x7f\x00") == "a↵b↵ c␡␀"
    assert safe("\x9b31m \x85") == "�31m ↵"


def test_what_turns_the_direction_or_hides_is_shown() -> None:
    assert safe("a\u202eb\u2066c\u2069\u200f\ufeff") == "a�b�c���"
    assert safe("\ud800") == "�"


@given(ANY_TEXT)
def test_never_a_control_and_always_encodable(text: str) -> None:
    shown = safe(text)
    shown.encode()
    assert len(shown) == len(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in shown)
    assert safe(shown) == shown
    assert cell_len(shown) <= 2 * len(shown)


def test_joiners_can_be_typed_and_controls_cannot() -> None:
    assert is_typed("好")
    assert is_typed("\u200d")
    assert not any(map(is_typed, ("", "\x1b", "\n", "\t", "\u202e", "\x7f")))
