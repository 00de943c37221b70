"""Off on lists, back as it was in a line, and never waited for."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.terminal.inputmethod import METHODS, InputMethod

ON = {"fcitx5": "2", "ibus": "libpinyin", "macism": "com.apple.inputmethod.SCIM.ITABC"}
OFF = {"fcitx5": "1", "ibus": "xkb:us::eng", "macism": "com.apple.keylayout.ABC"}


class Method:
    """A method that answers as the real commands do."""

    def __init__(self, name: str, state: str) -> None:
        self.name, self.state = name, state
        self.asked = 0

    def __call__(self, command: list[str]) -> str:
        if command in (["fcitx5-remote"], ["ibus", "engine"], ["macism"]):
            self.asked += 1
            return self.state
        said = command[-1]
        self.state = {"-o": "2", "-c": "1"}.get(said, said)
        return ""


@pytest.mark.parametrize("name", METHODS)
def test_it_is_off_on_lists_and_back_in_a_line(name: str) -> None:
    method = Method(name, ON[name])
    switch = InputMethod(name, method)
    seen: list[str] = []
    for typing in (False, True, False):
        switch.turn(typing=typing)
        switch.turn(typing=typing)
        while not switch._turns.empty():
            pass
    switch.close()
    seen.append(method.state)
    assert seen == [ON[name]], "at the end it is as it was"
    assert method.asked == 2, "once for each time that a line was left"


@given(st.lists(st.tuples(st.booleans(), st.booleans())), st.booleans())
def test_a_line_finds_it_as_the_last_line_left_it(turns: list[tuple[bool, bool]], on: bool) -> None:
    """In each line the typist may switch; on lists it is off whatever was there."""
    method = Method("fcitx5", "2" if on else "1")
    switch = InputMethod.__new__(InputMethod)
    from aetui.terminal.inputmethod import _WAYS

    switch._ways, switch._run, switch._in_lines = _WAYS["fcitx5"], method, None
    left, typing_now = method.state, True
    for typing, flips in turns:
        if typing == typing_now:
            continue
        switch._switch(typing)
        typing_now = typing
        assert method.state == (left if typing else "1")
        if typing and flips:
            method.state = "1" if method.state == "2" else "2"
        left = method.state if typing else left


def test_nothing_waits_for_a_method_that_hangs_or_is_gone() -> None:
    held = threading.Event()

    def hangs(_: list[str]) -> str:
        held.wait(20)
        raise OSError

    switch = InputMethod("ibus", hangs)
    for typing in (False, True, False):
        switch.turn(typing=typing)  # returns at once: the test would not end otherwise
    held.set()
    switch.close()
    assert not switch._thread.is_alive()
    gone = InputMethod("macism")
    gone.turn(typing=False)
    gone.close()
    assert not gone._thread.is_alive()
