"""Chinese numerals."""

from __future__ import annotations

import pytest

from aetui.domain.plainwords.numbers import value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十八", 28),
        ("三十一", 31),
        ("零五", 5),
        ("一百", 100),
        ("一百零五", 105),
        ("两百四十", 240),
        ("九百九十九", 999),
        ("二零二六", 2026),
    ],
)
def test_a_number(text: str, number: int) -> None:
    assert value(text) == number


@pytest.mark.parametrize("text", ["", "三四", "十十", "三万", "百十百", "二十三四", "一" * 50, "零十"])
def test_no_number(text: str) -> None:
    assert value(text) is None
