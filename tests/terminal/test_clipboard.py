"""The sequence that hands a text to a terminal: whole again, and nothing in it that could be another sequence."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.terminal.clipboard import LIMIT, fits, in_tmux, osc52, to_tmux

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def taken(sequence: str) -> str:
    """As a terminal takes it."""
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found is not None
    return b64decode(found[1]).decode()


@given(TEXT)
def test_what_is_handed_over_arrives_whatever_it_holds(text: str) -> None:
    assert taken(osc52(text, {})) == text
    assert taken(osc52(text, {"STY": "1.pts-0", "TMUX": "x"})) == text, "tmux is nearer than the screen around it"


@given(TEXT)
def test_screen_hands_on_what_is_wrapped_for_it(text: str) -> None:
    pieces = re.findall(r"\x1bP(.{1,250}?)\x1b\\", osc52(text, {"STY": "1.pts-0"}), re.DOTALL)
    assert taken("".join(pieces)) == text


@pytest.mark.parametrize(("text", "held"), [("a" * LIMIT, True), ("a" * (LIMIT + 1), False), ("字" * LIMIT, False)])
def test_what_is_too_long_is_known_by_its_bytes(text: str, held: bool) -> None:
    assert fits(text) is held


def test_tmux_is_known_by_what_it_sets() -> None:
    assert in_tmux({"TMUX": "/tmp/tmux-0/default,1,0"})
    assert not in_tmux({"TMUX": ""})


async def test_no_tmux_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert await to_tmux("文字") is False
