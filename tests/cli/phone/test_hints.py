"""Hints stand in the shell as on the screen, name what a shell can do, and block nothing."""

from __future__ import annotations

import re

import pytest
from said import data, good
from shell import Shell

from aetui.desk.phone.hints import of_item
from aetui.domain.records import Item


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


def test_the_screen_and_the_shell_ask_one_place(aetui: Shell) -> None:
    item = Item(id="i", created_at=None, updated_at=None, call_id="c", n=1, at=None, mark=">", text="红包")  # type: ignore[arg-type]
    assert of_item(item) == ["n1", "n5"]


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
