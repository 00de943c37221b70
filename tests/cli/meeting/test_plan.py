"""`aetui meeting add` says all that it read."""

from __future__ import annotations

import pytest
from said import data, good
from shell import Shell


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("梅林 提案会 周四下午2点到4点 在我们大会议室",), "会议 梅林 提案会 周四 14:00–16:00 · 在我们公司 · 大会议室"),
        (
            ("媒介例会", "--client", "ml", "--start", "明天10:00", "--place", "theirs", "--travel", "45m"),
            "会议 梅林 媒介例会 明天 10:00–11:00 · 在客户处 · 路上 45 分钟",
        ),
        (
            ("外拍", "--client", "ml", "--start", "周四 20:00", "--end", "周五 02:00"),
            "会议 梅林 外拍 周四 20:00–周五 2:00 · 在客户处",
        ),
    ],
)  # fmt: skip
def test_place_room_and_end_are_told(aetui: Shell, argv: tuple[str, ...], said: str) -> None:
    assert good(aetui("meeting", "add", *argv)) == said + "\n"


def test_in_english(aetui: Shell) -> None:
    said = good(aetui("--lang", "en", "meeting", "add", "media meeting", "--client", "ml", "--start", "fri 14:00"))
    assert said == "Meeting 梅林 media meeting Fri 14:00–15:00 · at the client's\n"


@pytest.mark.parametrize("said", [("小王、阿杰",), ("小王", "阿杰"), ("小王，阿杰", "小王")])
def test_who_is_there_may_stand_in_one_option_or_in_several(aetui: Shell, said: tuple[str, ...]) -> None:
    good(aetui("meeting", "add", "梅林 提案会 周四10:00"))
    good(aetui("meeting", "set", "提案会", *(word for name in said for word in ("--who", name))))
    assert data(aetui("meeting", "show", "提案会", "--json"))["attendees"] == ["小王", "阿杰"]
