"""What a meeting didn't come to, by the shell: ticked off, dropped, carried (M2, A11)."""

from __future__ import annotations

import pytest
from said import data, good
from shell import Shell


def points(aetui: Shell, meeting: str) -> list[str]:
    return [point["text"] for point in data(aetui("meeting", "show", meeting, "--json")).get("points", [])]


@pytest.mark.parametrize("of", [("--client", "ml"), ("--inside", "创意会"), ("--inside", "media")])
def test_from_one_meeting_to_the_next(aetui: Shell, of: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AETUI_NOW", "2026-11-30T10:00:00+08:00")
    first = data(aetui("meeting", "add", "碰头", *of, "--start", "2026-11-30 14:00", "--json"))["id"]
    good(aetui("meeting", "agenda", first, "排期", "预算", "样品", "包装"))
    monkeypatch.setenv("AETUI_NOW", "2026-11-30T16:00:00+08:00")
    good(aetui("meeting", "minutes", first, "= 预算", "不变"))
    good(aetui("meeting", "agenda", first, "--came", "1", "--drop", "包装"))
    second = data(aetui("meeting", "add", "碰头", *of, "--start", "2026-12-02 14:00", "--json"))["id"]
    assert points(aetui, second) == ["样品"]
    assert "样品  转自 11/30" in good(aetui("meeting", "show", second))
    assert "sample" not in good(aetui("meeting", "show", second, "--lang", "en"))
    assert "carried from 11/30" in good(aetui("meeting", "show", second, "--lang", "en"))
    for lang in ("zh", "en"):
        status, _, err = aetui("meeting", "agenda", second, "--drop", "7", "--lang", lang)
        assert (status, err.count("\n")) == (1, 1)
    good(aetui("meeting", "cancel", second, "--why", "出差"))
    third = data(aetui("meeting", "add", "碰头", *of, "--start", "2026-12-03 14:00", "--json"))["id"]
    assert points(aetui, third) == ["样品"]
    good(aetui("undo"))
    good(aetui("undo"))
    assert points(aetui, second) == ["样品"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_while_a_meeting_runs_at_our_office_today_says_so(
    aetui: Shell, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M5, by the shell: who takes the telephones is said where the line is ticked (M4)."""
    monkeypatch.setenv("AETUI_NOW", "2026-11-30T10:00:00+08:00")
    made = data(aetui("meeting", "add", "提案会", "--client", "ml", "--start", "14:00", "--place", "ours", "--json"))[
        "id"
    ]
    good(aetui("meeting", "prep", made, "电话", "--by", "小孙"))
    assert data(aetui("today", "--json"))["quiet"] is None
    monkeypatch.setenv("AETUI_NOW", "2026-11-30T14:10:00+08:00")
    said = good(aetui("today", "--lang", lang)).splitlines()[1]
    assert "提案会" in said
    assert "小孙" in said
    assert data(aetui("today", "--json", "--lang", lang))["quiet"] == said
