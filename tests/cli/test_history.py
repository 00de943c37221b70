"""The log and back to a point of it, in a shell as on the screen."""

from __future__ import annotations

from said import data, good
from shell import Shell


def todos(aetui: Shell) -> set[str]:
    return {one["text"] for one in data(aetui("todo", "list", "--json"))}


def test_back_to_a_change_by_its_number(aetui: Shell) -> None:
    for text in ("打样", "报价单", "留会议室"):
        good(aetui("todo", text))
    log = data(aetui("log", "--json"))
    goal = next(one["seq"] for one in log if one["args"].get("text") == "报价单")
    assert f"{goal}" in good(aetui("log"))
    shown = good(aetui("log", str(goal)))
    assert "待办 报价单  新" in shown
    assert "  文字\n    + 报价单" in shown
    status, out, err = aetui("undo", "--back", str(goal))
    assert (status, out) == (2, "")
    assert "--yes" in err
    assert todos(aetui) == {"打样", "报价单", "留会议室"}
    assert "撤销了 2 件" in good(aetui("undo", "--back", str(goal), "--yes"))
    assert todos(aetui) == {"打样"}
    good(aetui("undo"))
    assert todos(aetui) == {"打样", "报价单", "留会议室"}
    good(aetui("undo", "--only", str(goal)))
    assert todos(aetui) == {"打样", "留会议室"}


def test_what_is_no_point_of_the_log_is_told(aetui: Shell) -> None:
    for argv in (("log", "4000"), ("undo", "--back", "4000", "--yes"), ("undo", "--only", "4000")):
        status, out, err = aetui(*argv)
        assert status == 1
        assert out == ""
        assert err.count("\n") == 1
