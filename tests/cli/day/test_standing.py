"""Which due time stands, and what was no time, told in the shell as on the screen (Laws 6 and 7)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from said import data, good
from shell import Shell

from aetui.desk.core import Desk
from aetui.desk.phone.calls import understand
from aetui.locales import Texts
from aetui.screens.phone.lines import meaning

NOW = datetime.fromisoformat("2026-11-23T11:30:00+08:00")

LINES = [
    ("> 周五17:30前给三个报价", "周五 17:30 前", "2026-11-27T17:30", False),
    ("> 给三个报价", "照例 明天 18:00 前", "2026-11-24T18:00", True),
    ("> half past two", "14:30 前", "2026-11-23T14:30", False),
    ("> quote at half past two", "14:30 前", "2026-11-23T14:30", False),
    ("> call back in two days", "后天 18:00 前", "2026-11-25T18:00", False),
    ("> 3/12/2026 final art", "“3/12/2026”可以读成两个日子", "2026-11-24T18:00", True),
    ("> 上周五给稿", "“上周五”已经过去", "2026-11-24T18:00", True),
    ("> 每周五给稿", "“每周五”定不到哪一天", "2026-11-24T18:00", True),
    ("? 报价多少", "照例 14:30 前", "2026-11-23T14:30", True),
    ("? 明天上午回复", "明天 12:00 前", "2026-11-24T12:00", False),
    ("! 打样颜色不对", "照例 12:00 前", "2026-11-23T12:00", True),
    ("* 提案过了", "照例 18:00 前", "2026-11-23T18:00", True),
    ("@小王 明天整理样稿", "明天 18:00 前", "2026-11-24T18:00", False),
    ("@小王 整理样稿", "照例 18:00 前", "2026-11-23T18:00", True),
    ("> 报价 8000 三天后", "周四 18:00 前", "2026-11-26T18:00", False),
    ("> 打样 200 三天后交", "周四 18:00 前", "2026-11-26T18:00", False),
    ("> 行距14点改一下", "照例 明天 18:00 前", "2026-11-24T18:00", True),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words", "stands", "usual"), LINES, ids=[line for line, *_ in LINES])
def test_a_call_says_what_stands(aetui: Shell, line: str, words: str, stands: str, usual: bool) -> None:
    assert words in good(aetui("call", "梅林", line))
    (item,) = data(aetui("call", "梅林", line, "--json"))["items"]
    assert (item["stands"], item["usual"]) == (f"{stands}:00+08:00", usual)
    assert item["due"] == (None if usual else item["stands"])


@pytest.mark.parametrize("line", [line for line, *_ in LINES])
def test_the_screen_reads_and_says_the_same(aetui: Shell, tmp_path: Path, line: str) -> None:
    (item,) = data(aetui("call", "梅林", line, "--json"))["items"]
    desk = Desk.open(tmp_path / "u.json", program="test", now=NOW)
    meant = understand(desk, line, NOW)
    assert (meant.due and meant.due.isoformat()) == item["due"]
    said = "".join(text for text, _ in meaning(desk, Texts("zh"), meant, NOW, timing="read", client_id=""))
    assert ("没有当时间" in said) is (item["unread"] is not None)
    if item["unread"]:
        assert f"“{item['unread']}”" in said
    desk.close()


def test_a_client_whose_name_is_a_time(aetui: Shell) -> None:
    said = good(aetui("call", "明天控股", "> 明天控股要的方案", "--new"))  # also where the same change makes it known
    assert "照例 明天 18:00 前" in said
    good(aetui("client", "add", "后天机器人"))
    good(aetui("profile", "people", "周三丰:studio"))
    for line in ("> 后天机器人的方案", "> 周三丰确认颜色", "> 明天控股要的方案"):
        assert "照例" in good(aetui("call", "梅林", line)), line
    assert "照例" not in good(aetui("call", "梅林", "> 周三丰周三确认颜色"))


def test_a_step_whose_time_is_none_is_told(aetui: Shell) -> None:
    good(aetui("card", "open", "海报", "--client", "梅林"))
    status, out, err = aetui("card", "step", "2611-001", "文案 3/12/2026")
    assert status == 0
    assert "3/12/2026" in out
    assert "“3/12/2026”可以读成两个日子" in err
    assert "周五 18:00" in good(aetui("card", "step", "2611-001", "打样 周五"))
    assert "交 周五 18:00" in good(aetui("card", "open", "单页", "--client", "梅林", "--deliver", "周五"))


def test_what_is_estimated_says_so_where_it_is_made_and_where_it_is_shown(
    aetui: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aetui.desk import zones

    monkeypatch.setattr("aetui.domain.clock.holidays.published", lambda country, year: country != "CN" or year < 2027)
    zones.calendar_of.cache_clear()
    try:
        good(aetui("card", "open", "海报", "--client", "梅林"))
        assert "约 2027" in good(aetui("call", "梅林", "> 元旦后给方案"))
        assert "约" not in good(aetui("call", "梅林", "> 周五给方案"))
        assert "约 2027" in good(aetui("card", "step", "2611-001", "定稿 元旦后"))
        assert "约 2027" in good(aetui("memo", "续约", "--to", "小王", "--at", "元旦后"))
        (owed,) = [o for o in data(aetui("due", "--json")) if o["title"].startswith("承诺：给方案") and o["estimated"]]
        assert owed["estimated"]
        assert "（日期暂估）" in owed["title"]
        assert "（日期暂估）" in good(aetui("due"))
        assert "（日期暂估）" in good(aetui("today"))
        status, _, err = aetui("due", "--now", "2026-12-20T09:00:00+08:00")
        assert status == 0
        assert "chinesecalendar" in err
    finally:
        zones.calendar_of.cache_clear()


UNREAD = {"3/12/2026": "“3/12/2026”可以读成两个日子，没有当时间", "25:00": "“25:00”没有这个时间，没有当时间"}


@pytest.mark.parametrize("unread", UNREAD)
@pytest.mark.parametrize(
    "argv",
    [
        ("todo", "{} 打样 @小王"),
        ("memo", "{} 续约", "--to", "小王"),
        ("card", "open", "海报 {}", "--client", "梅林"),
        ("card", "step", "2611-001", "文案 {}"),
        ("card", "money", "2611-001", "invoice", "12000", "--text", "首款 {}"),
        ("call", "梅林", "> 样稿 {}"),
    ],
    ids=lambda argv: " ".join(argv[:2]),
)
def test_every_command_tells_what_was_no_time(aetui: Shell, argv: tuple[str, ...], unread: str) -> None:
    good(aetui("card", "open", "单页", "--client", "梅林"))
    status, out, err = aetui(*(word.replace("{}", unread) for word in argv))
    assert (status, UNREAD[unread] in err + out) == (0, True)


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("todo", "周五 打样 @小王"), "周五 18:00"),
        (("todo", "打样 @小王"), "照例 18:00 前"),
        (("todo", "打样"), "今天"),
        (("memo", "周五 续约", "--to", "小王"), "周五 18:00 提醒"),
        (("card", "open", "海报 周五", "--client", "梅林"), "交 周五 18:00"),
        (("meeting", "add", "梅林 提案 周四14:00"), "周四 14:00"),
    ],
)
def test_every_command_says_which_time_stands(aetui: Shell, argv: tuple[str, ...], words: str) -> None:
    assert words in good(aetui(*argv))
