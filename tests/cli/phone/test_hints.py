"""Hints stand in the shell as on the screen, name what a shell can do, and block nothing."""

from __future__ import annotations

import re

import pytest
from said import data, good
from shell import Shell


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_promise_on_the_spot_and_a_meal_are_told_below_their_items(aetui: Shell, lang: str) -> None:
    lines = good(
        aetui("--lang", lang, "call", "梅林", "> 周三给稿", "价格再确认", "请客户吃饭", "> 送礼品")
    ).splitlines()
    hints = [(n, line.split()[0].rstrip(":")) for n, line in enumerate(lines) if line.startswith("    ")]
    assert hints == [(2, "N1"), (5, "N5"), (7, "N1"), (8, "N5")]
    assert not any(key in line for line in lines for key in ("Ctrl", "F1", "按 "))


def test_what_it_says_can_be_done(aetui: Shell) -> None:
    line = good(aetui("call", "梅林", "内部", "> 周三给稿")).splitlines()[-1]
    found = re.search(r"aetui calls edit (\S+) (\d+)", line)
    assert found
    good(aetui("calls", "edit", *found.groups(), "? 周三给稿"))
    assert "call.promise" not in {duty["rule"] for duty in data(aetui("due", "--json"))}
    assert "call.return" in {duty["rule"] for duty in data(aetui("due", "--json"))}


def test_json_carries_them_as_signs(aetui: Shell) -> None:
    said = data(aetui("call", "梅林", "> 请吃饭", "价格", "--json"))
    assert [item["hints"] for item in said["items"]] == [["n1", "n5"], []]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("todo", "劝劝林总"), "N4"),
        (("memo", "他们的包装太丑", "--to", "小王"), "N3"),
        (("card", "open", "林总太笨了", "--client", "梅林"), "N2"),
        (("meeting", "add", "请周先生喝茶", "--client", "梅林", "--start", "周五10:00"), ""),  # no item, no money
        (("todo", "春节礼物季主视觉"), ""),
        (("todo", "打电话 # 林总太笨了"), ""),
    ],
)
def test_any_line_is_hinted_at_beside_the_result(aetui: Shell, argv: tuple[str, ...], said: str) -> None:
    status, _, err = aetui(*argv)
    assert status == 0
    assert [sign for sign in ("N2", "N3", "N4", "N5") if sign in err] == ([said] if said else [])


def test_a_line_of_money_is_hinted_at(aetui: Shell) -> None:
    data(aetui("card", "open", "海报", "--client", "梅林", "--json"))
    number = data(aetui("card", "list", "--json"))[0]["number"]
    assert "N5" in aetui("card", "money", number, "成本", "800", "请林总吃饭")[2]
    assert "N5" not in aetui("card", "money", number, "成本", "800", "礼盒打样")[2]
    assert "N5" not in aetui("undo")[2]


def test_of_a_call_the_judgements_too_but_not_for_the_house(aetui: Shell) -> None:
    said = data(
        aetui("call", "梅林", "林总太笨了", "# 林总太笨了", "劝劝林总", "他们的包装太丑", "春节礼物季主视觉", "--json")
    )
    assert [item["hints"] for item in said["items"]] == [["n2"], [], ["n4"], ["n3"], []]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_card_in_hand_is_told_with_the_command_that_opens_one(aetui: Shell, lang: str) -> None:
    for argv in (("today",), ("card", "list")):
        said = good(aetui("--lang", lang, *argv))
        assert "aetui card open" in said
        assert ("四要" if lang == "zh" else "Y2") in said
    today = good(aetui("--lang", lang, "today"))
    assert not re.search(r"按 [a-z]|[Pp]ress [a-z]", today)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_client_uncalled_for_long_is_told(aetui: Shell, lang: str) -> None:
    later = ("--now", "2026-12-10T10:00:00+08:00", "--lang", lang)
    assert "D3" in good(aetui("client", "show", "梅林", *later))
    good(aetui("call", "梅林", "问候", "--out", *later))
    assert "D3" not in good(aetui("client", "show", "梅林", "--now", "2026-12-10T10:01:00+08:00", "--lang", lang))
