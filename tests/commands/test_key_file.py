"""The user's own keys: `NAME.keys.toml` beside the desk's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import new_desk, on_screen

from aetui.commands import BY_ID
from aetui.commands.keys import keymap
from aetui.domain.errors import BadInput
from aetui.screens.board.screen import BoardScreen
from aetui.screens.frame.help import HelpScreen
from aetui.screens.phone.screen import CallScreen

USUAL = BY_ID["call"].keys_on("board")[0]


@pytest.mark.parametrize("text", [None, "", "# nothing\n"])
def test_a_file_that_says_nothing_changes_nothing(text: str | None) -> None:
    assert keymap(text, "u.keys.toml") == {}


def test_keys_by_command() -> None:
    assert keymap('call = "ctrl+n, f2"\nundo = "z"', "u.keys.toml") == {"call": "ctrl+n,f2", "undo": "z"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("call = ", "keys.toml"),
        ("[call", "keys.toml"),
        ('no_such = "f2"', "keys.command"),
        ('[call]\nkey = "f2"', "keys.value"),
        ("call = 2", "keys.value"),
        ('call = " "', "keys.value"),
    ],
)
def test_a_mistake_is_named(text: str, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        keymap(text, "u.keys.toml")
    assert caught.value.key == key
    assert caught.value.args_["file"] == "u.keys.toml"


async def test_the_chosen_key_does_it_and_is_shown(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.store.path.with_suffix(".keys.toml").write_text('call = "ctrl+n,f9"', "utf-8")
    async with on_screen(desk) as hand:
        assert "Ctrl+N 记电话" in hand.text
        await hand.press(USUAL)
        assert isinstance(hand.screen, BoardScreen)
        for key in ("ctrl+n", "f9"):
            await hand.press(key)
            assert isinstance(hand.screen, CallScreen), key
            await hand.press("escape")
        await hand.press("question_mark")
        assert isinstance(hand.screen, HelpScreen)
        assert "Ctrl+N F9" in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("content", [b"call = ", b'no_such = "f2"', b"\xff\xfe"])
async def test_a_mistake_is_told_and_the_usual_keys_stay(tmp_path: Path, content: bytes, lang: str) -> None:
    desk = new_desk(tmp_path)
    desk.store.path.with_suffix(".keys.toml").write_bytes(content)
    async with on_screen(desk, lang=lang) as hand:
        assert "liwen.keys.toml" in hand.text
        await hand.press(USUAL)
        assert isinstance(hand.screen, CallScreen)
