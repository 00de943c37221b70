"""Words of a house's own for times, from a shell: kept with the profile, read wherever a time is read, what can't be is told."""

from __future__ import annotations

import pytest
from said import data, good
from shell import Shell

WORDS = "例会日 = 每周二 10:00; 发稿日 = 每月25日"


def due(aetui: Shell, text: str) -> str:
    return str(next(one["due"] for one in data(aetui("todo", "list", "--json")) if text in one["text"]))


def test_what_is_shown_can_be_typed_back(aetui: Shell) -> None:
    good(aetui("profile", "times", WORDS))
    assert good(aetui("profile", "times")).strip() == WORDS
    good(aetui("profile", "times", WORDS))
    good(aetui("profile", "times", "+ press day = every 2nd Thursday of the month 3pm"))
    assert good(aetui("profile", "times")).strip() == f"{WORDS}; press day = every 2nd Thursday of the month 15:00"
    good(aetui("profile", "times", "例会日 = 每周二 10:00"))
    assert "发稿日" not in good(aetui("profile", "times"))
    good(aetui("undo"))
    assert "发稿日" in good(aetui("profile", "times"))
    good(aetui("profile", "times", ""))
    assert good(aetui("profile", "times")).strip() == ""


def test_they_are_read_wherever_a_time_is(aetui: Shell) -> None:
    good(aetui("profile", "times", WORDS))
    good(aetui("todo", "例会日前 交初稿 @小王"))
    assert due(aetui, "交初稿").endswith("10:00:00+08:00")
    good(aetui("call", "梅林", "> 下个例会日给三个报价", "+ 单页，发稿日前要打样"))
    owed = data(aetui("due", "--json"))
    promise = next(one for one in owed if one["rule"] == "call.promise")
    assert promise["due"] == due(aetui, "交初稿")
    card = data(aetui("card", "list", "--json"))[0]
    assert "-25T18:00" in card["deliver_at"]
    good(aetui("meeting", "add", "周例会", "--inside", "other", "--start", "下下个例会日"))
    meeting = next(one for one in data(aetui("find", "周例会", "--json")))
    assert "T10:00" in meeting["at"]


@pytest.mark.parametrize(
    "line", ["明天 = 每周二", "例会日", "例会日 = 周二", "梅林食品 = 每周二", "陈小姐 = 每周二", "+"]
)
def test_what_can_not_be_is_told_and_changes_nothing(aetui: Shell, line: str) -> None:
    good(aetui("profile", "times", WORDS))
    status, out, err = aetui("profile", "times", line)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert good(aetui("profile", "times")).strip() == WORDS
