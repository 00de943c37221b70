"""Meetings inside the house: 拟案会 (Q1), 创意会 and 媒介会 (R5), another; and 业务协调会 (A11), that comes round."""

from __future__ import annotations

from typing import get_args

import pytest
from said import data, good
from shell import Shell

from aetui.domain.records.meeting import MeetingKind
from aetui.locales import LANGS, Texts

KINDS = get_args(MeetingKind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_each_kind_by_its_name_in_either_language(aetui: Shell, kind: str, lang: str) -> None:
    good(aetui("profile", "roles", "AD"))
    for n, word in enumerate((kind, Texts(lang)(f"meeting.kind.{kind}"))):
        start = f"2026-12-0{1 + 7 * n} 14:00"
        made = data(aetui("meeting", "add", f"梅林 碰头 {n}", "--inside", word, "--start", start, "--json"))
        assert (made["kind"], made["place"], made["title"]) == (kind, "ours", f"梅林 碰头 {n}")
        shown = data(aetui("meeting", "show", made["id"], "--json"))
        assert (shown.get("client_id"), shown.get("prep", [])) == (None, [])
    assert Texts(lang)(f"meeting.kind.{kind}") in good(aetui("meeting", "list", "--lang", lang))
    owed = {o["rule"] for o in data(aetui("due", "--json")) if o["subject"]["type"] == "meeting"}
    assert owed == (set() if kind == "coordination" else {"meeting.attend"})  # no agenda of it goes to anyone


@pytest.mark.parametrize("lang", LANGS)
def test_what_can_not_be_is_refused(aetui: Shell, lang: str) -> None:
    for argv in (("--inside", "茶话会"), ("--inside", "media", "--client", "梅林")):
        status, out, err = aetui("meeting", "add", "碰头", *argv, "--start", "2026-12-01 14:00", "--lang", lang)
        assert (status, out, err.count("\n")) == (2, "", 1)
    assert data(aetui("meeting", "list", "--json")) == []


@pytest.mark.parametrize(
    "word", [("agenda", "预算"), ("attend",), ("cancel", "--why", "总经理出差"), ("minutes", "= 预算")]
)
def test_the_coordination_meeting_is_shown_from_its_rule_and_made_by_the_first_word(
    aetui: Shell, word: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AETUI_NOW", "2026-11-30T11:00:00+08:00")
    assert data(aetui("meeting", "list", "--json")) == []  # no AE's
    good(aetui("profile", "roles", "AD"))
    (shown,) = data(aetui("meeting", "list", "--json"))
    assert (shown["id"], shown["kind"]) == ("week.coordination-2026-W49", "coordination")
    assert shown["start"].startswith("2026-11-30T09:30")
    assert "业务协调会" in good(aetui("find", "协调会"))
    status, _, err = aetui("meeting", word[0], shown["id"], *word[1:])
    assert (status, err) == (0, "")
    made = data(aetui("meeting", "show", shown["id"], "--json"))
    assert (made["id"], made["kind"]) == (shown["id"], "coordination")
    states = {o["rule"]: o["state"] for o in data(aetui("due", "--all", "--json"))}
    assert states["week.coordination"] == {"attend": "met", "cancel": "waived"}.get(word[0], "overdue")
    assert "meeting.attend" not in states
    status, _, err = aetui("meeting", "add", "又一个", "--inside", "coordination", "--start", "2026-12-02 09:30")
    assert (status, err.count("\n")) == (2, 1)
    good(aetui("undo"))
    assert [m["id"] for m in data(aetui("meeting", "list", "--json"))] == [shown["id"]]


HEADS = [
    ("拟案会 周五 10:00", "proposal", "拟案会"), ("创意会 端午 周五 10:00", "creative", "创意会 端午"),
    ("内部会 年会筹备 周五 10:00", "other", "年会筹备"), ("Internal office party fri 10:00", "other", "office party"),
    ("media fri 10:00", "media", "media"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "kind", "title"), HEADS)
def test_a_line_that_begins_with_a_kind_is_one(aetui: Shell, line: str, kind: str, title: str) -> None:
    """As on the board (`m`)."""
    made = data(aetui("meeting", "add", line, "--json"))
    assert (made["kind"], made["title"], made["place"]) == (kind, title, "ours")
    assert made["start"].startswith("2026-11-27T10:00")
    status, _, err = aetui("meeting", "move", made["id"], "--start", "周五 15:00")
    assert (status, "客户" in err) == (2, False)
