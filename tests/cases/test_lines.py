"""Lines that were read wrong once, each for its kind, with the right value."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from case_shell import NOW, Shell

from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.lines import step
from aetui.domain.records import Step

SEPTEMBER, SATURDAY, JANUARY = "2026-09-23T09:30:00+08:00", "2026-10-31T10:00:00+08:00", "2027-01-04T09:30:00+08:00"

TIMES = [
    ("> 腊月初八前给方案", NOW, "2027-01-15 18:00"),
    ("> 农历八月十五给月饼礼盒主视觉", NOW, "2027-09-15 18:00"),
    ("> 节前给方案", SEPTEMBER, "2026-09-24 18:00"),
    ("+ 行距14点改一下", NOW, None),
    ("> 标题18点字", NOW, None),
    ("> 画面三点钟方向", NOW, None),
    ("> 徐家汇路1号", NOW, None),
    ("> 3号演员定妆", NOW, None),
    ("> 主要两点：标题、价格", NOW, None),
    ("+ 中秋月饼礼盒主视觉", NOW, None),
    ("+ 端午促销海报", NOW, None),
    ("+ 年底答谢会物料", NOW, None),
    ("+ 周五特惠海报", NOW, None),
    ("> 七月初七的海报", NOW, None),
    ("> 中秋前给稿", SEPTEMBER, "2026-09-24 18:00"),
    ("+ 单页，周五前要打样", NOW, "2026-11-27 18:00"),
    ("> 月底交", NOW, "2026-11-30 18:00"),
    ("+ 主色改成 #FF6600，周五前要打样", NOW, "2026-11-27 18:00"),
    ("> 给稿 # 陈小姐说周五前", NOW, None),
    ("> 月底给报价", SATURDAY, "2026-10-31 18:00"),
    ("> call back in two days", NOW, "2026-11-25 18:00"),
    ("> quote at half past two", NOW, "2026-11-23 14:30"),
    ("> 3/12/2026 final art", NOW, None),
    ("> 3#楼的围挡周五前出", NOW, "2026-11-27 18:00"),
    ("> 1/8 给报价", JANUARY, "2027-01-08 18:00"),
    ("+ 海报，2/5要打样", JANUARY, "2027-02-05 18:00"),
    ("+ 1/2版面", JANUARY, None),
    ("+ 1/4通栏", JANUARY, None),
    ("+ 1/8版", JANUARY, None),
]


def said(aetui: Shell, line: str, now: str = NOW) -> dict[str, Any]:
    (item,) = aetui.data("call", "梅林", line, now=now)["items"]
    found: dict[str, Any] = item
    return found


def minute(iso: str | None) -> str | None:
    return None if iso is None else iso[:16].replace("T", " ")


@pytest.mark.parametrize(("line", "now", "due"), TIMES, ids=[line for line, *_ in TIMES])
def test_the_time_that_a_line_says(aetui: Shell, line: str, now: str, due: str | None) -> None:
    item = said(aetui, line, now)
    assert minute(item["due"]) == due
    if line[0] == "+" and due is not None:
        card = aetui.data("card", "show", item["made"]["number"], now=now)
        assert minute(card["deliver_at"]) == due, "a new card's delivery date"
    if line[0] == ">" and due is None:
        assert item["stands"] is not None, "the usual one stands"
        assert item["usual"]


def test_a_size_in_points_stays_in_the_title(aetui: Shell) -> None:
    assert "14点" in _title(aetui, "+ 行距14点改一下")


def test_a_date_that_two_countries_read_in_two_ways_is_told(aetui: Shell) -> None:
    assert "3/12/2026" in "".join(aetui("call", "梅林", "> 3/12/2026 final art")[1:])


def test_before_the_dragon_boat_festival(aetui: Shell) -> None:
    item = said(aetui, "> 端午前出片")
    # Its day is a Wednesday; the last working day before is the Tuesday, as far as is known.
    assert minute(item["due"]) == "2027-06-08 18:00"
    assert item["estimated"]


def test_the_name_of_a_client_is_never_a_time(aetui: Shell) -> None:
    aetui.good("client", "add", "明天控股")
    assert said(aetui, "> 明天控股要的方案")["due"] is None


REMARKS = [
    ("+ #双十一# 话题页要改", None),
    ("> 3#楼的围挡周五前出", None),
    ("+ C# 课程海报", None),
    ("+ 主色改成 #FF6600，周五前要打样", None),
    ("+ 海报改版 # 其实是陈小姐自己想改", "其实是陈小姐自己想改"),
    ("+ 给稿 # 陈小姐说周五前", "陈小姐说周五前"),
]


@pytest.mark.parametrize(("line", "remark"), REMARKS)
def test_a_remark_is_in_no_paper_for_the_client(aetui: Shell, line: str, remark: str | None) -> None:
    item = said(aetui, line)
    words = line[2:] if remark is None else line[2:].partition(" # ")[0]
    if line[0] == "+":
        number = item["made"]["number"]
        assert aetui.data("card", "show", number)["title"].split("，")[0] in words
        aetui.good("card", "step", number, f"定稿 {line[2:]}", "--due", "周五17:00")
        paper = aetui.good("report", "schedule", "--card", number)
        for word in ("FF6600", "双十一", "C#"):
            assert (word in paper) == (word in line)
        assert remark is None or remark not in paper
    assert remark is None or remark not in aetui.good("report", "weekly", "梅林")


def _title(aetui: Shell, line: str) -> str:
    title: str = aetui.data("card", "show", said(aetui, line)["made"]["number"])["title"]
    return title


def test_a_remark_is_in_no_title(aetui: Shell) -> None:
    assert _title(aetui, "+ 海报改版 # 其实是陈小姐自己想改") == "海报改版"


def test_a_time_at_the_head_of_a_todo_is_no_word_of_it(aetui: Shell) -> None:
    assert aetui.data("todo", "今天 整理竞品剪报")["text"] == "整理竞品剪报"
    said(aetui, "@小王 明天整理样稿")
    (other,) = [t for t in aetui.data("todo", "list") if t["owner"] == "小王"]
    assert (other["text"], minute(other["due"])) == ("整理样稿", "2026-11-24 18:00")


def test_a_meeting_in_one_line(aetui: Shell) -> None:
    added = aetui.data("meeting", "add", "梅林 春节促销提案会 周四下午2点到4点 在我们大会议室")
    made = aetui.data("meeting", "show", added["id"])
    assert (made["title"], made["place"], made["room"]) == ("春节促销提案会", "ours", "大会议室")
    assert (minute(made["start"]), minute(made["end"])) == ("2026-11-26 14:00", "2026-11-26 16:00")


@pytest.mark.parametrize("comma", [" ", "，", "、", "；"])
def test_an_estimate_in_one_line(aetui: Shell, comma: str) -> None:
    number = said(aetui, "+ 海报")["made"]["number"]
    aetui.good("card", "estimate", number, comma.join(("设计 6000", "印刷 12000", "场地费 8000")))
    (last,) = aetui.data("card", "show", number)["estimates"]
    assert (last["amount"], [x["text"] for x in last["lines"]]) == ("26000", ["设计", "印刷", "场地费"])


@pytest.mark.parametrize("words", [["成本 8000 外拍 三天后"], ["成本", "8000", "外拍", "三天后"], ["8000 外拍 三天后"]])
def test_a_line_of_money_with_a_day(aetui: Shell, words: list[str]) -> None:
    number = said(aetui, "+ 海报")["made"]["number"]
    aetui.good("card", "money", number, *words)
    (line,) = aetui.data("card", "show", number)["money"]
    assert (line["kind"], line["amount"], line["text"], minute(line["due"])) == (
        "cost",
        "8000",
        "外拍",
        "2026-11-26 18:00",
    )


@pytest.mark.parametrize("number", ["2611-001", "２６１１－００１"])
def test_the_number_of_a_card_in_whatever_signs(aetui: Shell, number: str) -> None:
    said(aetui, "+ 海报")
    assert said(aetui, f"$ 外拍场地费 8000 {number}")["card"] == "2611-001"


def test_a_day_in_a_plan_of_january_has_its_bar(aetui: Shell) -> None:
    aetui.good("profile", "roles", "AM")
    (line,) = aetui.data("plan", "media", "--client", "梅林", "--period", "2027-01", "杂志 1/10 3万")["lines"]
    assert (line["start"], line["end"], line["what"]) == ("2027-01-10", "2027-01-10", "杂志")


def test_the_budget_of_a_quarter_that_begins_with_holidays(aetui: Shell) -> None:
    aetui.good("profile", "roles", "AM")
    now = "2026-12-28T09:30:00+08:00"
    (duty,) = [d for d in aetui.data("due", now=now) if d["rule"] == "month.budget"]
    assert minute(duty["due"]) == "2026-12-31 18:00"
    assert duty["estimated"]


def test_a_step_written_back_is_the_same_step() -> None:
    cal = WorkCalendar(tz=ZoneInfo("Asia/Shanghai"), hours=Hours.parse("09:00-18:00", "12:00-13:00"), country="CN")
    due = datetime.fromisoformat("2026-12-02T11:00:00+08:00")
    one = Step(id="s", what="改周五前那版", due=due)
    for later in (timedelta(), timedelta(days=30), timedelta(days=365)):
        again = step.read(step.write(one, cal=cal), now=datetime.fromisoformat(NOW) + later, cal=cal)
        assert (again.what, again.due) == (one.what, one.due)
