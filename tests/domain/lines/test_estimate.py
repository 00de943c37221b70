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


@pytest.mark.parametrize(
    ("line", "what", "quantity", "unit", "price", "amount"),
    [
        ("KV 3张 × 8000", "KV", "3", "张", "8000", "24000"),
        ("海报3张×8000", "海报", "3", "张", "8000", "24000"),
        ("印刷 500张 * 4.5", "印刷", "500", "张", "4.5", "2250"),
        ("印刷 1,500 张 x 0.333", "印刷", "1500", "张", "0.333", "499.50"),
        ("外拍 1.5天 × ￥6000", "外拍", "1.5", "天", "6000", "9000"),
        ("design 2 versions x 3500", "design", "2", "versions", "3500", "7000"),
        ("boxes 3 boxes x 300", "boxes", "3", "boxes", "300", "900"),
        ("A4 单页 2000 × 0.8", "A4 单页", "2000", "", "0.8", "1600"),
        ("打样 3 x 1.335", "打样", "3", "", "1.335", "4.01"),
    ],
)
def test_what_is_counted(line: str, what: str, quantity: str, unit: str, price: str, amount: str) -> None:
    read = estimate.read(line)
    assert read.lines == [(what, Money(Decimal(amount)))]
    assert read.counts == {0: estimate.Count(Decimal(quantity), unit, Decimal(price))}


@pytest.mark.parametrize(
    "line", ["海报 600 × 90 cm 5000", "海报 600×90mm 5000", "海报 600 × 90 5000", "海报 60 × 90 × 3 cm 5000"]
)
def test_what_measures_is_no_count(line: str) -> None:
    read = estimate.read(line)
    assert ([money.amount for _, money in read.lines], read.counts) == ([Decimal(5000)], {})


def test_what_the_whole_bears() -> None:
    read = estimate.read(
        "KV 3张 × 8000 印刷 500张 × 4.5；税 6%；有效期 30天；付款 预付 50%，余款验收后 30 天内；不含 运输、税费 # 底价"
    )
    assert [(what, money.amount) for what, money in read.lines] == [
        ("KV", Decimal(24000)),
        ("印刷 # 底价", Decimal(2250)),
    ]
    assert (read.tax, read.valid_days) == (Decimal(6), 30)
    assert (read.terms, read.excludes) == ("预付 50%，余款验收后 30 天内", "运输、税费")
    read = estimate.read("design 7000; tax 6%; valid 30 days; payment half in advance; excluding transport")
    assert (read.tax, read.valid_days, read.terms, read.excludes) == (Decimal(6), 30, "half in advance", "transport")


@pytest.mark.parametrize("line", ["付款 尾款 5000", "不含税价 5000", "不含 运输 5000", "税 600"])
def test_an_item_that_begins_like_a_term(line: str) -> None:
    read = estimate.read(line)
    assert (len(read.lines), read.bears) == (1, False)


@pytest.mark.parametrize("line", ["税 6%", "12000；税 6%", "付款 预付一半"])
def test_terms_of_nothing_are_refused(line: str) -> None:
    with pytest.raises(BadInput) as caught:
        estimate.read(line)
    assert caught.value.key == "estimate.bears"
