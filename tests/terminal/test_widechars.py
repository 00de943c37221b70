import pytest

from aetui.terminal.widechars import from_input_method, keyboard_sign


def test_hanzi_and_full_width_signs_come_from_an_input_method() -> None:
    assert all(map(from_input_method, ("好", "，", "？", "完成", "a好")))
    assert not any(map(from_input_method, ("c", "?", "", "é")))


@pytest.mark.parametrize(
    ("typed", "key"),
    [("？", "?"), ("／", "/"), ("、", "\\"), ("＋", "+"), ("＄", "$"), ("￥", "$"), ("ｃ", "c"), ("１", "1")],
)
def test_a_full_width_sign_is_the_key_that_it_stands_for(typed: str, key: str) -> None:
    assert keyboard_sign(typed) == key


@pytest.mark.parametrize("typed", ["", "c", "好", "？？"])
def test_nothing_else_is(typed: str) -> None:
    assert keyboard_sign(typed) is None
