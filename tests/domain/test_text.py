"""What is typed: invisible characters go before anything looks, and the house's remark is told from the line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.text import _LINE_ENDS, _SUSPECT, cleaned, for_client, opening, parted

INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060\u00ad\u061c\u202a\u202e\u2066\u2069\u115f\u3164\u034f\x00\x1b\x7f\x9b\ufe0f\U000e0041"
SEEN = "周五12:00前给稿，C# a+>?！"

anything = st.text(st.characters(), max_size=40) | st.text(
    INVISIBLE + "👨👩❤🏴1#*\u200d\u200c\ufe0fक्म ب\n\r\t", max_size=12
)


@given(anything)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(anything)
def test_nothing_that_steers_a_terminal_or_turns_a_text_around_is_left(text: str) -> None:
    left = cleaned(text)
    assert not [c for c in left if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    assert not set(left) & set(
        "\ufeff\u200b\u200e\u200f\u2060\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u2028\u2029"
    )


@given(st.data())
def test_a_text_is_the_same_whatever_invisible_stands_anywhere_in_it(data: st.DataObject) -> None:
    text = data.draw(st.text(SEEN, max_size=20))
    strewn = "".join(data.draw(st.text(INVISIBLE, max_size=2)) + char for char in text) + data.draw(
        st.text(INVISIBLE, max_size=2)
    )
    assert cleaned(strewn) == text


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧",
        "❤️‍🔥好",
        "☎️",
        "1️⃣",
        "👍🏽",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می‌خواهم",
        "क्‍ष",
        "葛󠄀",
    ],
)
def test_what_is_joined_stays_joined(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\ufeff> 周五", "> 周五"),
        ("周\ufe0f五", "周五"),
        ("1\ufe0f2:00", "12:00"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\x1b[31m红\x9b0m", "[31m红0m"),
        ("半\udcffb", "半\ufffdb"),
        ("全角　空格\t制表", "全角　空格\t制表"),
    ],
)
def test_cleaned(text: str, clean: str) -> None:
    assert cleaned(text) == clean


REMARKS = [
    ("海报改版 # 其实是陈小姐自己想改", "海报改版", "其实是陈小姐自己想改"),
    ("给稿 # 陈小姐说周五前", "给稿", "陈小姐说周五前"),
    ("给稿 ＃底价八折", "给稿", "底价八折"),
    ("给稿，#底价八折", "给稿", "底价八折"),
    ("给稿（#底价八折）", "给稿", "底价八折）"),
    ("👍#底价", "👍", "底价"),
    ("☎️#底价", "☎️", "底价"),
    ("# 内部", "", "内部"),
    ("＃内部", "", "内部"),
    ("给稿 #", "给稿", ""),
    ("C# 课程海报 # 底价八折", "C# 课程海报", "底价八折"),
    ("#双十一# 话题 # 底价", "#双十一# 话题", "底价"),
    ("给稿 #底价八折 #再说", "给稿", "底价八折 #再说"),
    ("给稿 # 底价八折 # 再说", "给稿", "底价八折 # 再说"),
    ("给稿 #底价 参考#双十一#", "给稿", "底价 参考#双十一#"),
    ("改成 #FF6600 # 她不懂", "改成 #FF6600", "她不懂"),
    ("改成 # FF6600", "改成", "FF6600"),
    ("#FF66 不是色号", "", "FF66 不是色号"),
    ("#3楼 #内部", "#3楼", "内部"),
    ("见 https://x.cn/#/a,#底价", "见 https://x.cn/#/a", "底价"),
    ("见 https://x.cn/a # 底价", "见 https://x.cn/a", "底价"),
    ('立牌 12" 高 # 底价 5"', '立牌 12" 高', '底价 5"'),
    ("“#号”活动 # 底价", "“#号”活动", "底价"),
    ("client asks # floor price", "client asks", "floor price"),
]
NONE = [
    "C# 课程海报",
    "3#楼的围挡周五前出",
    "#双十一# 话题页要改",
    "＃双十一＃话题页",
    "#Black Friday# post",
    "#iPhone 新品# 预热",
    "主色改成 #FF6600，周五前要打样",
    "主色 #fff",
    "带透明 #FF660080的底",
    "#3",
    "#1 priority",
    "第 #３ 稿",
    "见 https://x.cn/#/话题",
    "见 example.com/a/#top",
    "见 www.x.cn/#b",
    '送 "#号房" 样稿',
    "送「# 号房」样稿",
    "没有标记",
    "",
]


@pytest.mark.parametrize(("text", "line", "remark"), REMARKS)
def test_a_remark_is_told_from_the_line(text: str, line: str, remark: str) -> None:
    assert parted(text) == (line, remark)
    assert for_client(text) == line


@pytest.mark.parametrize("text", NONE)
def test_no_remark(text: str) -> None:
    assert parted(text) == (text, "")
    assert opening(text) is None


def test_each_line_has_its_own_remark() -> None:
    text = "一 # 甲\n# 乙\n\n二\nC#"
    assert parted(text) == ("一\n\n二\nC#", "甲\n乙")


@given(st.text('给稿 ，#＃3fF"“”「」(a/.:\n', max_size=30))
def test_what_leaves_the_house_is_a_beginning_of_each_line_and_holds_no_remark(text: str) -> None:
    left, _ = parted(text)
    assert parted(left) == (left, "")
    if "\n" not in text:
        assert text.startswith(left)


@given(st.text("给稿周五 ，。C3", max_size=20), st.text("底价八折给稿 ，。", min_size=1, max_size=20))
def test_a_remark_behind_a_space_never_leaves(words: str, remark: str) -> None:
    assert parted(f"{words} # {remark}") == (words.rstrip(" ，"), remark.strip())


def test_every_character_alone_counts_as_the_patterns_say() -> None:
    """The quick answer for a text that prints is the slow one's, all over Unicode."""
    for code in range(0x110000):
        char = chr(code)
        suspect = _SUSPECT.search(char) is not None or _LINE_ENDS.search(char) is not None
        assert suspect or cleaned(char) == char, hex(code)
        assert not suspect or cleaned(char) != char, hex(code)
