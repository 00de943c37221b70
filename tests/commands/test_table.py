"""The one table of commands holds what is promised of keys: one act a letter, everywhere, whatever the terminal."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest
from textual.binding import Binding

from aetui.commands import (
    BOARD,
    CALL,
    COMMANDS,
    FIND,
    HELP,
    LETTERS,
    SCREENS,
    STAYS,
    TYPED,
    WELCOME,
    Command,
    of,
)
from aetui.commands.keys import KEPT_BY_BROWSERS, Keys, is_dead, label
from aetui.locales import LANGS, Texts
from aetui.terminal.widechars import keyboard_sign
from aetui.widgets.lines import LineList

BROWSER = {f"ctrl+{key}" for key in "wtnlrpfdkoshj"} | KEPT_BY_BROWSERS
"""What a browser keeps for itself, or may."""
MULTIPLEXER = {f"ctrl+{key}" for key in "jsoba"}
"""What tmux and GNU screen swallow, and what flow control does."""
SHAKY = {"f1", "f10", "f11"}
"""What some terminals keep: their help, their menu, the full screen."""
EVERYWHERE = {
    "help": set(SCREENS),
    "theme": set(SCREENS),
    "language": set(SCREENS),
    "undo": set(SCREENS) - {WELCOME},
    "redo": set(SCREENS) - {WELCOME},
    "find": set(SCREENS) - {WELCOME, FIND},
    "palette": set(SCREENS) - {WELCOME},
    "exit": set(SCREENS) - {BOARD},
    "quit": {BOARD},
    "back": set(SCREENS) - {BOARD, CALL},
    "leave_call": {CALL},
    "home": set(SCREENS) - {BOARD, HELP, WELCOME},
}
"""Where the global commands are: on every screen where they can mean anything. The first morning has nothing to find or to
undo; the phone is left by the same Esc."""
MOVES = {"j", "k", "down", "up", "pagedown", "pageup", "home", "end"}
"""What moves in every list."""

each = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
on_each = pytest.mark.parametrize("where", SCREENS)


def test_a_letter_is_one_kind_of_act() -> None:
    assert Counter(LETTERS.values()).most_common(1)[0][1] == 1
    assert {c.act for c in COMMANDS} - {""} == set(LETTERS)
    for lang in LANGS:
        told = [Texts(lang)(f"act.{act}") for act in LETTERS]
        assert len(set(told)) == len(told)


@each
def test_no_letter_comes_but_from_the_act(command: Command) -> None:
    assert not [key for key in command.also if is_dead(key)]


def test_moving_is_moving_alone() -> None:
    bound = [key for one in LineList.BINDINGS if isinstance(one, Binding) for key in one.key.split(",")]
    assert set(bound) >= MOVES
    assert not [key for key in bound if is_dead(key) and key not in MOVES]
    assert not set(LETTERS.values()) & MOVES


@on_each
def test_no_two_commands_share_a_key(where: str) -> None:
    taken: dict[str, str] = {}
    for command in of(where):
        for key in command.keys_on(where):
            assert key not in taken, f"{where}: {key} is {taken[key]} and {command.id}"
            taken[key] = command.id


@pytest.mark.parametrize("name", EVERYWHERE)
def test_global_commands_are_everywhere(name: str) -> None:
    assert {where for c in COMMANDS if c.id == name for where in c.where} == EVERYWHERE[name]


@each
def test_a_key_arrives_while_an_input_method_is_on(command: Command) -> None:
    """A function or control key, or one of those that no input method takes (Enter, Tab, arrows, Space, digits, Del)."""
    for where in command.where:
        assert [key for key in command.keys_on(where) if key not in LETTERS.values() and not is_dead(key)], where


@each
def test_a_key_arrives_in_a_browser_and_within_a_multiplexer(command: Command) -> None:
    for where in command.where:
        sure = {key for key in command.keys_on(where) if not is_dead(key)} - BROWSER - MULTIPLEXER
        assert sure, f"{command.id} on the {where}"


@each
def test_in_a_browser_no_key_is_printed_that_it_keeps(command: Command) -> None:
    for function in (False, True):
        keys = Keys(function=function, kept=KEPT_BY_BROWSERS)
        for where in command.where:
            assert not set(keys.of(command, where)) & KEPT_BY_BROWSERS, where
            assert keys.printed(command, where), where


@each
def test_what_a_terminal_may_keep_has_a_control_key_too(command: Command) -> None:
    if set(command.also) & SHAKY:
        assert [key for key in command.also if key.startswith("ctrl+")]


@pytest.mark.parametrize("act", [act for act, key in LETTERS.items() if len(key) > 1])
def test_full_width_signs_are_their_keys(act: str) -> None:
    sign = label(LETTERS[act])
    typed = {"\\": "、", "$": "￥", ".": "。", "<": "《", ">": "》"}.get(sign, chr(ord(sign) + 0xFEE0))
    assert keyboard_sign(typed) == sign


@on_each
@pytest.mark.parametrize("lang", LANGS)
def test_no_two_commands_of_one_name_stand_side_by_side(where: str, lang: str) -> None:
    names = Counter(Texts(lang)(f"command.{c.id}") for c in of(where))
    assert not [name for name, n in names.items() if n > 1]


@on_each
def test_how_to_leave_and_help_never_give_way(where: str) -> None:
    stays = {c.id for c in of(where) if c.rank >= STAYS}
    assert "help" in stays
    assert stays & {"quit", "back", "leave_call"}


@on_each
def test_where_a_line_is_typed_no_letter_is_a_command(where: str) -> None:
    for command in of(where):
        if where in TYPED:
            assert not [k for k in command.keys_on(where) if is_dead(k) or k in LETTERS.values()]


def test_what_is_printed_follows_the_user_and_an_input_method() -> None:
    keys = Keys({"done": "ctrl+n,f2"})
    assert keys.done == "Ctrl+N"
    assert keys.waive == "w"
    keys.function = True
    assert (keys.waive, keys.unfold, keys.narrow, keys.card) == ("F9", "Shift+F4", "\\", "+")
    say = Texts("zh", keys)
    assert "F3" in say("empty.todos")
    with pytest.raises(AttributeError):
        keys.nothing_of_that_name  # noqa: B018


def test_the_manual_is_of_this_table() -> None:
    docs = Path(__file__).parents[2] / "docs"
    spec = importlib.util.spec_from_file_location("make_keys", docs / "make_keys.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert (docs / "keys.md").read_text("utf-8") == made.page()
