"""The shortest way to a note says and writes what the long way does."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.cli import main
from aetui.cli.phone.call import call
from aetui.cli.reach import quick
from aetui.cli.session import Session
from aetui.domain.text import cleaned

WORDS = st.one_of(
    st.sampled_from(
        ["call", "梅林", "> 周五前", "+ 单页 A4", "-", "--", "--out", "--at", "-h", "", " ", "a\u200bb", "=x"]
    ),
    st.text(max_size=6),
)


@given(st.lists(WORDS, max_size=5))
def test_what_it_reads_is_what_the_library_reads(words: list[str]) -> None:
    read = quick.plain_note(["call", *words])
    if read is None:
        return
    given_ = call.make_context("call", [cleaned(word) for word in words], obj=Session()).params
    assert given_.pop("client") == read[0]
    assert given_.pop("items") == tuple(read[1:])
    assert not any(given_.values())


def test_only_a_plain_note_is_read_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert quick.plain_note(["call", "梅林", "> 周五前", "? 报价"]) == ["梅林", "> 周五前", "? 报价"]
    for other in (
        ["call"],
        ["call", "梅林"],
        ["call", "梅林", "x", "--out"],
        ["todo", "梅林", "x"],
        ["call", "梅林", "-"],
    ):
        assert quick.plain_note(other) is None
    monkeypatch.setenv("_AETUI_COMPLETE", "bash_complete")
    assert quick._way(Session(), ["call", "梅林", "x"]) is None


@pytest.mark.parametrize(
    "words",
    [
        ["梅林", "价格再确认一下"],
        ["梅林", "+ 秋季海报，周五前要", "> 周三12:00前给修改稿", "@小王 周二前重出完稿", "$ 外拍 8000"],
        ["meilin", "客户真难伺候"],
        ["申花", "没有这个客户"],
        ["梅林", "一行\n两行"],
        ["梅林", " "],
    ],
    ids=lambda words: words[1],
)
def test_both_ways_write_and_say_the_same(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AETUI_USER", "u")
    monkeypatch.setenv("AETUI_NOW", "2026-11-23T11:30:00+08:00")
    monkeypatch.setenv("AETUI_LANG", "zh")
    heard = []
    for name, run in (("long", main.run), ("short", quick.run)):
        home = tmp_path / name
        monkeypatch.setenv("AETUI_HOME", str(home))
        numbers = itertools.count(1)
        monkeypatch.setattr(os, "urandom", lambda size, numbers=numbers: next(numbers).to_bytes(size, "big"))
        assert main.run(["client", "add", "梅林食品"]) == 0
        capsys.readouterr()
        status, said = run(["call", *words]), capsys.readouterr()
        heard.append((status, said.out, said.err, (home / "u.json").read_bytes()))
    assert heard[0] == heard[1]
