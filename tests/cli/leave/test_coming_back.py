"""`aetui people`, `aetui handover --phone|tell|return`: the people around, stepping out, the clients told, coming back."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data, good
from shell import Shell, plain

THEIRS = ("--user", "xw")
BACK = ("--now", "2026-11-30T09:00:00+08:00")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_people_around(aetui: Shell, lang: str) -> None:
    assert plain(good(aetui("people", "--lang", lang)))
    good(aetui("profile", "people", "小王:studio,阿杰"))
    good(aetui("people", "phone", "xw", "分机203"))
    said = good(aetui("people", "away", "小王", "12/1到12/5", "--lang", lang))
    assert "分机203" in said
    assert "12/1 9:00" in said
    (one, two) = data(aetui("people", "--json"))
    assert (one["name"], one["role"], one["phone"]) == ("小王", "studio", "分机203")
    assert one["away"] == [{"start": "2026-12-01T09:00:00+08:00", "end": "2026-12-05T18:00:00+08:00"}]
    assert two["away"] == []
    for argv, code in (
        (("away", "小王", "12/3到12/4"), 2),
        (("away", "小王", "不知道"), 2),
        (("away", "没有", "12/3到12/4"), 1),
        (("back", "阿杰"), 1),
    ):
        status, out, err = aetui("people", *argv, "--lang", lang)
        assert (status, out, err.count("\n")) == (code, "", 1), argv
    good(aetui("people", "back", "小王"))
    assert data(aetui("people", "--json"))[0]["away"] == []


def test_stepping_out(aetui: Shell) -> None:
    good(aetui("profile", "people", "小王:studio"))
    good(aetui("handover", "--to", "13:30", "--phone", "小王"))
    seen = data(aetui("handover", "show", "--json"))
    assert seen["complete"]
    assert seen["arranged"]
    assert [(line["key"], line["cover"]) for line in seen["lines"]] == [("phone:all", "小王")]
    good(aetui("undo"))
    good(aetui("people", "away", "小王", "今天12:00到14:00"))
    status, out, err = aetui("handover", "--to", "13:30", "--phone", "小王")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "小王" in err
    assert aetui("handover", "show")[0] == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_coming_back(aetui: Shell, tmp_path: Path, lang: str) -> None:
    good(aetui("profile", "name", "李雯"))
    good(aetui("profile", "name", "小王", *THEIRS))
    good(aetui("call", "梅林", "> 周三给稿", "> 周三给样"))
    good(aetui("handover", "--from", "明天", "--to", "周五18:00"))
    good(aetui("handover", "cover", "--all", "--by", "小王"))
    told = good(aetui("handover", "tell", "梅林", "--how", "微信", "--lang", lang))
    assert "小王" in told
    assert "✓" in told
    assert data(aetui("handover", "tell", "--json"))[0]["how"] == "微信"
    out, back = str(tmp_path / "out.json"), str(tmp_path / "back.json")
    good(aetui("handover", "export", out, "--for", "小王"))
    good(aetui("import", out, *THEIRS))
    when = ("--now", "2026-11-25T10:00:00+08:00")
    for words, how in (("给稿", "邮件发了"), ("给样", "送去了")):
        held = data(aetui("handover", "care", "--json", *THEIRS))
        n = next(str(one["n"]) for one in held if words in one["what"])
        assert "还开着" in good(
            aetui("handover", "care", n, "--how", "在办", *THEIRS, "--now", "2026-11-25T09:00:00+08:00")
        )
        assert "办完了" in good(aetui("handover", "care", n, "--how", how, "--done", *THEIRS, *when))
        assert aetui("handover", "care", n, "--how", how, *THEIRS, *when)[0] == 1  # it is finished
    good(aetui("handover", "export", back, "--back", "李雯", *THEIRS))
    good(aetui("met", "call.promise", "给稿", "--how", "路上发的", *when))
    # The log and what is taken over with it are one change; where a line is refused, the log isn't taken in either.
    assert aetui("handover", "return", back, "--take", "给样", "--take", "没有", *BACK)[0] == 1
    good(aetui("handover", "return", back, "--all", "--take", "给样", *BACK))
    good(aetui("undo", *BACK))
    said = good(aetui("handover", "return", back, "--lang", lang, *BACK))
    assert plain(said)
    for words in ("路上发的", "邮件发了", "送去了"):
        assert words in said
    status, nothing, err = aetui("handover", "return", back, "--lang", lang, *BACK)
    assert (status, nothing, err.count("\n")) == (2, "", 1)
    left = data(aetui("handover", "return", "--json", *BACK))["fates"]
    assert left[0]["group"] == "conflict"
    assert left[0]["ours"]["how"] == "路上发的"
    assert [fact["how"] for fact in left[0]["theirs"]] == ["邮件发了"]
    status, nothing, err = aetui("handover", "return", "--take", "给稿", "--lang", lang, *BACK)
    assert (status, nothing, err.count("\n")) == (2, "", 1)
    good(aetui("handover", "return", "--all", "--lang", lang, *BACK))
    assert len(data(aetui("handover", "return", "--json", *BACK))["fates"]) == 1
    assert aetui("handover", "return", "--theirs", "给稿", "--by", "没有", *BACK)[0] == 2
    over = good(aetui("handover", "return", "--theirs", "给稿", "--by", "小王", "--lang", lang, *BACK))
    assert plain(over)
    ended = {o["title"]: o["how"] for o in data(aetui("due", "--all", "--json", *BACK)) if o["rule"] == "call.promise"}
    assert sorted(ended.values()) == ["送去了", "邮件发了"]
    good(aetui("undo", *BACK))
    # A number is the one that `handover show` printed, and one that was taken back is refused.
    shown = {line["key"]: line["n"] for line in data(aetui("handover", "show", "--json", *BACK))["lines"]}
    (fate,) = data(aetui("handover", "return", "--json", *BACK))["fates"]
    assert fate["line"]["n"] == shown[fate["line"]["key"]]
    others = sorted(n for n in shown.values() if n != fate["line"]["n"])
    for option in ("--take", "--ours", "--theirs", "--did"):
        assert aetui("handover", "return", option, str(others[0]), *BACK)[0] == 1
    good(aetui("handover", "return", "--ours", str(fate["line"]["n"]), *BACK))
    assert aetui("handover", "return", *BACK)[0] == 1  # nothing stands any more


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_before_it_began_is_asked(aetui: Shell, lang: str) -> None:
    good(aetui("profile", "people", "小王:studio"))
    good(aetui("call", "梅林", "> 周三给稿"))
    good(aetui("handover", "--from", "明天", "--to", "周五18:00"))
    good(aetui("handover", "cover", "--all", "--by", "小王"))
    good(aetui("handover", "ack", "小王"))
    held = aetui("export", "-", "--json")  # whatever it says, it is the same before and after
    status, out, err = aetui("--lang", lang, "handover", "return", "--all")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--yes" in err
    assert "9:00" in err
    assert aetui("export", "-", "--json") == held
    good(aetui("--lang", lang, "handover", "return", "--all", "--yes"))
    assert data(aetui("log", "--json"))[0]["verb"] == "absence.take_over"


def test_a_log_that_comes_in_and_what_is_taken_by_it_are_one_change(aetui: Shell, tmp_path: Path) -> None:
    good(aetui("profile", "name", "李雯"))
    good(aetui("profile", "name", "小王", *THEIRS))
    good(aetui("call", "梅林", "> 周三给稿"))
    good(aetui("handover", "--from", "明天", "--to", "周五18:00"))
    good(aetui("handover", "cover", "--all", "--by", "小王"))
    out, back = str(tmp_path / "out.json"), str(tmp_path / "back.json")
    good(aetui("handover", "export", out))
    good(aetui("import", out, *THEIRS))
    good(aetui("handover", "care", "给稿", "--how", "发了", "--done", *THEIRS, "--now", "2026-11-25T10:00:00+08:00"))
    good(aetui("handover", "export", back, "--back", "李雯", *THEIRS))
    before = data(aetui("handover", "show", "--json", *BACK))
    good(aetui("handover", "return", back, "--all", *BACK))
    assert aetui("handover", "return", *BACK)[0] == 1
    good(aetui("undo", *BACK))
    assert data(aetui("handover", "show", "--json", *BACK)) == before
    # A line that isn't there: nothing came in either.
    assert aetui("handover", "return", back, "--take", "没有这一行", *BACK)[0] == 1
    assert data(aetui("handover", "show", "--json", *BACK)) == before
