"""What went wrong in use, and the right value: read at half past nine of the sample's Monday."""

from __future__ import annotations

import pytest
from desk_clock import at, read

MONDAY = "2026-11-23T09:30"

LINES = [
    ("节前给方案", "2026-09-23T09:30", "2026-09-24T18:00"),
    ("行距14点改一下", MONDAY, None),
    ("标题18点字", MONDAY, None),
    ("画面三点钟方向", MONDAY, None),
    ("徐家汇路1号", MONDAY, None),
    ("3号演员定妆", MONDAY, None),
    ("主要两点：标题、价格", MONDAY, None),
    ("中秋月饼礼盒主视觉", MONDAY, None),
    ("端午促销海报", MONDAY, None),
    ("年底答谢会物料", MONDAY, None),
    ("周五特惠海报", MONDAY, None),
    ("七月初七的海报", MONDAY, None),
    ("单页，周五前要打样", MONDAY, "2026-11-27T18:00"),
    ("月底交", MONDAY, "2026-11-30T18:00"),
    ("主色改成 #FF6600，周五前要打样", MONDAY, "2026-11-27T18:00"),
    ("给稿 # 陈小姐说周五前", MONDAY, None),
    ("月底给报价", "2026-10-31T10:00", "2026-10-31T18:00"),
    ("call back in two days", MONDAY, "2026-11-25T18:00"),
    ("quote at half past two", MONDAY, "2026-11-23T14:30"),
    ("3/12/2026 final art", MONDAY, None),
    ("1/8 给报价", "2027-01-04T09:30", "2027-01-08T18:00"),
    ("海报，2/5要打样", MONDAY, "2027-02-05T18:00"),
    ("1/2版面", MONDAY, None),
    ("1/4通栏", MONDAY, None),
    ("1/8版", MONDAY, None),
    ("改周五前那版 2026-12-02 11:00", MONDAY, "2026-12-02T11:00"),
]
LUNAR = [
    ("腊月初八前给方案", MONDAY, "2027-01-15T18:00"),
    ("农历八月十五给月饼礼盒主视觉", MONDAY, "2027-09-15T18:00"),
    ("端午前出片", MONDAY, "2027-06-08T18:00"),
    ("中秋前给稿", MONDAY, "2027-09-14T18:00"),
]


@pytest.mark.parametrize(("text", "now", "iso"), [*LINES, *LUNAR])
def test_the_right_value(text: str, now: str, iso: str | None) -> None:
    found = read(text, at(now))
    assert (found and found[0]) == iso
