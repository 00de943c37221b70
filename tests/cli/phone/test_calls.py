"""`aetui calls`: a call is found again, put right and dropped."""

from __future__ import annotations

import pytest
from said import data, good
from shell import Shell

LINES = ("+ 海报 周五前", "@小王 周二17:00前重出完稿", "> 周三给报价")


@pytest.fixture
def noted(aetui: Shell) -> Shell:
    good(aetui("call", "ml", *LINES))
    return aetui


def test_the_list_and_one_call(noted: Shell) -> None:
    assert "1" in good(noted("calls"))
    assert "梅林" in good(noted("calls", "list", "--client", "ml"))
    told = good(noted("calls", "show", "1"))
    assert told.count("\n") == 4
    assert "2611-001" in told
    [one] = data(noted("calls", "--json"))
    assert [i["mark"] for i in one["items"]] == ["+", "@", ">"]


def test_of_calls_of_one_moment_the_last_noted_stands_first(aetui: Shell) -> None:
    """In the list, on the board, and where a client names her last call; whatever their ids are."""
    texts = [f"第{n}通" for n in range(6)]
    for text in texts:
        good(aetui("call", "ml", text))
    for listed in (data(aetui("calls", "--json")), data(aetui("today", "--json"))["calls"]):
        assert [call["items"][0]["text"] for call in listed] == texts[::-1]
    assert texts[-1] in good(aetui("calls", "show", "梅林"))


def test_an_item_is_written_anew_and_what_it_led_to_follows(noted: Shell) -> None:
    good(noted("calls", "edit", "1", "2", "@阿杰 重出完稿"))
    assert [t["owner"] for t in data(noted("todo", "list", "--all", "--json"))] == ["阿杰"]
    good(noted("calls", "edit", "梅林", "报价", "?", "报价何时要"))
    assert {o["rule"] for o in data(noted("due", "--json"))} & {"call.return", "call.promise"} == {"call.return"}
    good(noted("calls", "edit", "1", "1", "+ 海报 周五前", "--no-time"))
    assert data(noted("card", "list", "--json"))[0]["deliver_at"] is None


def test_the_call_is_put_right_as_one_change(noted: Shell) -> None:
    good(noted("client", "add", "申花家电"))
    before = data(noted("calls", "--json"))
    good(noted("calls", "edit", "1", "3", "> 周四给报价", "--client", "申花", "--with", "周先生", "--out", "--visit"))
    [one] = data(noted("calls", "--json"))
    assert (one["client"], one["contact"], one["way"], one["channel"]) == ("申花", "周先生", "out", "visit")
    assert data(noted("card", "list", "--json"))[0]["client"] == "申花"
    good(noted("undo"))
    assert data(noted("calls", "--json")) == before


def test_it_goes_with_what_it_led_to_and_comes_back(noted: Shell) -> None:
    good(noted("calls", "drop", "1", "2"))
    assert data(noted("todo", "list", "--all", "--json")) == []
    good(noted("card", "step", "2611-001", "文案 周四"))
    assert "2611-001" in good(noted("calls", "drop", "1")), "what was worked on stays, and is told"
    assert data(noted("calls", "--json")) == []
    good(noted("undo"))
    assert len(data(noted("calls", "--json"))[0]["items"]) == 2


@pytest.mark.parametrize(
    ("argv", "status"),
    [(("edit", "1"), 2), (("edit", "1", "2"), 2), (("edit", "9", "1", "x"), 1), (("edit", "1", "9", "x"), 1), (("drop", "9"), 1),
     (("drop", "1", "9"), 1), (("edit", "1", "--missed"), 2), (("show", "没有的"), 1)],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_mistake_is_told_and_changes_nothing(noted: Shell, argv: tuple[str, ...], status: int, lang: str) -> None:
    before = data(noted("calls", "--json"))
    said = noted("calls", *argv, "--lang", lang)
    assert said[0] == status, said
    assert said[2].count("\n") == 1
    assert data(noted("calls", "--json")) == before
