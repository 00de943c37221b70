"""`aetui profile day`, and a profile that can't be used, in a shell."""

from __future__ import annotations

from said import data, good
from shell import Shell


def test_own_days_are_set_listed_and_taken_back(aetui: Shell) -> None:
    assert "aetui profile day" in good(aetui("profile", "day"))
    assert good(aetui("profile", "day", "2026-11-24", "off", "公司", "放假")) == "2026-11-24  休息  公司 放假\n"
    assert data(aetui("profile", "day", "2026-11-28", "work", "--json")) == {
        "days": [
            {"day": "2026-11-24", "worked": False, "name": "公司 放假"},
            {"day": "2026-11-28", "worked": True, "name": None},
        ]
    }
    good(aetui("call", "梅林", "> 一个工作日内给稿"))
    due = [o["due"] for o in data(aetui("due", "--json")) if o["rule"] == "call.promise"]
    assert due == ["2026-11-25T18:00:00+08:00"]
    assert good(aetui("profile", "day", "2026-11-24", "auto")) == "2026-11-28  上班\n"
    assert "2026-11-28" in good(aetui("undo")) + good(aetui("profile", "day"))


def test_what_is_no_day_is_refused(aetui: Shell) -> None:
    for words in (["2026-11-24"], ["2026-11-24", "maybe"], ["哪天", "off"]):
        status, out, err = aetui("profile", "day", *words)
        assert (status, out) == (2, "")
        assert err
    assert aetui("profile", "name", "李", "雯")[0] == 2


def test_hours_without_a_working_minute_are_refused(aetui: Shell) -> None:
    status, _, err = aetui("profile", "hours", "12:00-13:00")
    assert status == 2
    assert "12:00-13:00" in err
    assert good(aetui("profile", "hours")) == "09:00-18:00\n"
    good(aetui("due"))
