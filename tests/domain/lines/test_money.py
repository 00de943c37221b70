"""A line of money as typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from making import at, calendar

from aetui.domain.errors import BadInput
from aetui.domain.lines import money
from aetui.locales import Texts
from aetui.locales.kinds import money_kinds

NOW = at("11-23 10:00")
KINDS = money_kinds(Texts("zh"))


@pytest.mark.parametrize(
    ("line", "kind", "amount", "text", "due"),
    [
        ("8000", "cost", "8000", "", None),
        ("成本 8000 外拍场地", "cost", "8000", "外拍场地", None),
        ("外拍场地费 8000 先垫", "cost", "8000", "外拍场地费 先垫", None),
        ("发票 ￥1.2万 首款 11/30", "invoice", "12000", "首款", "11-30 18:00"),
        ("首款 周五前 invoice 500", "invoice", "500", "首款", "11-27 18:00"),
        ("收款 500", "receipt", "500", "", None),
        ("成本 8k 外拍", "cost", "8000", "外拍", None),
        ("成本 4万5 外拍", "cost", "45000", "外拍", None),
        ("成本 USD 1.2m 外拍", "cost", "1200000", "外拍", None),
        # Sizes: how many pixels, metres.
        ("成本 4K 拍摄 8000", "cost", "8000", "4K 拍摄", None),
        ("成本 展架 3m 5000", "cost", "5000", "展架 3m", None),
    ],
)
def test_taken_apart(line: str, kind: str, amount: str, text: str, due: str | None) -> None:
    typed = money.read(line, kinds=KINDS, now=NOW, cal=calendar())
    assert (typed.kind, typed.money.amount, typed.text) == (kind, Decimal(amount), text)
    assert typed.due == (at(due) if due else None)


@pytest.mark.parametrize("line", ["", "外拍", "成本 周五", "八", "3m 展架", "4K 大屏", "3M 胶"])
def test_without_an_amount(line: str) -> None:
    with pytest.raises(BadInput):
        money.read(line, kinds=KINDS, now=NOW, cal=calendar())
