"""`aetui handover … --absence`: each of its commands acts on the absence that is meant, and refuses where that isn't clear."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data, good
from shell import Shell


@pytest.fixture
def two(aetui: Shell) -> Shell:
    """A lunch tomorrow and a leave from next Monday on."""
    good(aetui("profile", "name", "李雯"))
    good(aetui("profile", "people", "小王:studio"))
    good(aetui("call", "梅林", "> 下周三给稿"))
    good(aetui("handover", "--from", "明天12:00", "--to", "明天13:30", "--phone", "小王"))
    good(aetui("handover", "--from", "下周一", "--to", "下周五", "--why", "年假"))
    return aetui


ACTING = [
    ("cover", "--all", "--by", "小王"),
    ("ack", "小王"),
    ("arrange", "--why", "来不及"),
    ("span", "--to", "下周四18:00"),
    ("cancel",),
    ("export", "{}.md"),
    ("export", "{}.json"),
    ("tell", "梅林"),
    ("return", "--all", "--yes"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("argv", ACTING, ids=lambda argv: " ".join(argv))
def test_which_one(two: Shell, tmp_path: Path, argv: tuple[str, ...], lang: str) -> None:
    argv = tuple(word.format(tmp_path / "x") for word in argv)
    before = good(two("log"))
    for which in ((), ("--absence", "周五"), ("--absence", "乱写")):
        status, out, err = two("handover", *argv, *which, "--lang", lang)
        assert (status, out, err.count("\n")) == (1 if which else 2, "", 1), which
        assert "11/24 12:00 – 11/24 13:30" in err
        assert "11/30 9:00 – 12/4 18:00 年假" in err
        assert (which[1] if which else "--absence") in err
    assert good(two("log")) == before
    assert not list(tmp_path.glob("x.*"))
    if argv[0] in ("ack", "arrange", "export"):
        good(two("handover", "cover", "--all", "--by", "小王", "--absence", "下周一"))
    good(two("handover", *argv, "--absence", "年假"))
    lunch = data(two("handover", "show", "--json", "--absence", "明天12:00"))
    assert lunch["end"] == "2026-11-24T13:30:00+08:00"
    assert "cancelled" not in lunch
    assert "returned" not in lunch


def test_each_is_shown(two: Shell) -> None:
    said = good(two("handover", "show"))
    assert said.startswith("11/24 12:00")
    assert "还有别的离开（用 --absence 指明）：11/30 9:00 – 12/4 18:00 年假" in said
    assert good(two("handover", "show", "--absence", "下周一")).startswith("11/30 9:00")
    assert data(two("handover", "show", "--json"))["start"] == "2026-11-24T12:00:00+08:00"
    good(two("handover", "cancel", "--absence", "明天"))
    assert "--absence" not in good(two("handover", "show"))
    good(two("handover", "cover", "--all", "--by", "小王"))


def test_a_file_says_which(two: Shell, tmp_path: Path) -> None:
    for argv in (("return", str(tmp_path / "x.json")), ("export", str(tmp_path / "x.json"), "--back", "小王")):
        status, out, err = two("handover", *argv, "--absence", "明天")
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "--absence" in err
