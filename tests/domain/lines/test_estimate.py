"""An estimate in one line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aetui.domain.amounts import Money
from aetui.domain.errors import BadInput
from aetui.domain.lines import estimate

THREE = [("设计", Decimal(6000)), ("印刷", Decimal(12000)), ("场地费", Decimal(8000))]


@pytest.mark.parametrize("sign", [" ", "，", "、", "；", "; ", ", ", " ， ", "\n", "　"])
@pytest.mark.parametrize("glue", [" ", "=", "：", "　"])
def test_however_the_lines_are_parted(sign: str, glue: str) -> None:
    typed = sign.join(f"{what}{glue}{amount}" for what, amount in THREE)
    assert [(what, money.amount) for what, money in estimate.read(typed).lines] == THREE


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("外拍 8000", [("外拍", Money(Decimal(8000)))]),
        ("印刷 A4 双面：1.2万", [("印刷 A4 双面", Money(Decimal(12000)))]),
        ("shooting=US$300", [("shooting", Money(Decimal(300), "USD"))]),
        ("design 6,000, print 12,000", [("design", Money(Decimal(6000))), ("print", Money(Decimal(12000)))]),
        ("海报 3 款 6000", [("海报 3 款", Money(Decimal(6000)))]),
        ("海报 3 款主视觉 6000", [("海报 3 款主视觉", Money(Decimal(6000)))]),
        ("2 posters 6000", [("2 posters", Money(Decimal(6000)))]),
        ("印刷 12000 张 9000", [("印刷 12000 张", Money(Decimal(9000)))]),
        ("设计 6000 含税", [("设计 含税", Money(Decimal(6000)))]),
        ("设计 6000 元 印刷 1.2万 元", [("设计", Money(Decimal(6000))), ("印刷", Money(Decimal(12000)))]),
        ("设计 6000 # 底价", [("设计 # 底价", Money(Decimal(6000)))]),
    ],
)
def test_lines(line: str, lines: list[tuple[str, Money]]) -> None:
    assert estimate.read(line).lines == lines


@pytest.mark.parametrize(("line", "amount"), [("12000", "12000"), ("￥3万", "30000"), ("3000 CNY", "3000")])
def test_an_amount_alone(line: str, amount: str) -> None:
    assert estimate.read(line) == estimate.EstimateRead([], Money(Decimal(amount)))


@pytest.mark.parametrize("line", ["外拍", "", "外拍 x", "设计 6000 印刷 12000 场地费", "设计 6000；印刷"])
def test_words_without_an_amount_are_refused(line: str) -> None:
    with pytest.raises(BadInput):
        estimate.read(line)
