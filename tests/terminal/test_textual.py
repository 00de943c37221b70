"""What we lean on in Textual that it doesn't promise, and when it is imported."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import textual._xterm_parser
import textual.keys
from plotext import _utility
from plotext._figure import _figure_class
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget

ROOT = Path(__file__).parents[2] / "aetui"

LEANED_ON: dict[str, Callable[[], object]] = {
    "_background_screens": lambda: App._background_screens,
    "_batch_count": lambda: App()._batch_count == 0,
    "_begin_update": lambda: App._begin_update,
    "_bindings": lambda: Widget()._bindings.key_to_bindings,
    "_character_to_key": lambda: textual.keys._character_to_key("?") == "question_mark" or None,
    "_clear_arrangement_cache": lambda: Widget._clear_arrangement_cache,
    "_compositor": lambda: Screen()._compositor.update_widgets,
    "_compositor_refresh": lambda: Screen._compositor_refresh,
    "_debug": lambda: Driver.__init__.__code__.co_names.index("_debug"),
    "_dirty_widgets": lambda: Screen()._dirty_widgets == set(),
    "_driver": lambda: App()._driver is None,
    "_end_update": lambda: App._end_update,
    "_file": lambda: LinuxDriver.__init__.__code__.co_names.index("_file"),
    "_handle_exception": lambda: App._handle_exception,
    "_horizontal_scrollbar": lambda: Widget()._horizontal_scrollbar is None,
    "_layout_required": lambda: Widget()._layout_required is False,
    "_layout_updates": lambda: Widget()._layout_updates == 0,
    "_load_screen_css": lambda: App._load_screen_css,
    "_on_screen_resume": lambda: Screen._on_screen_resume,
    "_on_timer_update": lambda: Screen._on_timer_update,
    "_parent": lambda: Widget()._parent is None,
    "_prune": lambda: App._prune,
    "_re_cursor_position": lambda: textual._xterm_parser._re_cursor_position.match,
    "_re_in_band_window_resize": lambda: textual._xterm_parser._re_in_band_window_resize.match,
    "_re_mouse_event": lambda: textual._xterm_parser._re_mouse_event.match,
    "_re_terminal_mode_response": lambda: textual._xterm_parser._re_terminal_mode_response.match,
    "_refresh_layout": lambda: Screen._refresh_layout,
    "_repaint_required": lambda: Widget()._repaint_required is False,
    "_replace_screen": lambda: App._replace_screen,
    "_screen_resized": lambda: Screen._screen_resized,
    "_screen_stack": lambda: App._screen_stack,
    "_scroll_update": lambda: Widget._scroll_update,
    "_sequence_to_key_events": lambda: XTermParser._sequence_to_key_events,
    "_size_updated": lambda: ScrollView._size_updated,
    "_utility": lambda: _utility.no_duplicates,
    "_set_size": lambda: _figure_class._set_size,
    "_vertical_scrollbar": lambda: Widget()._vertical_scrollbar is None,
}
"""Private names of others that the program uses, and where each is looked for."""

WORD = {"_element", "_p", "_r", "_tbl", "_tc", "_tr"}
"""Elements of a Word file, as python-docx hands them out; tests/documents writes and reads such a file."""


def _foreign_names() -> set[str]:
    """Private names that the program uses and nowhere defines."""
    defined: set[str] = set()
    used: set[str] = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                defined.add(node.name)
            elif isinstance(node, ast.arg):
                defined.add(node.arg)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                defined.add(node.id)
            elif isinstance(node, ast.Attribute):
                (defined if isinstance(node.ctx, ast.Store) else used).add(node.attr)
    return {n for n in used - defined if n.startswith("_") and not n.endswith("__")} - {"_exit"}  # os._exit is promised


def test_every_private_name_that_is_leaned_on_is_in_the_table() -> None:
    assert _foreign_names() <= LEANED_ON.keys() | WORD


@pytest.mark.parametrize("name", LEANED_ON)
def test_it_is_there(name: str) -> None:
    assert LEANED_ON[name]() is not None


@pytest.mark.parametrize("module", ["aetui.__main__", "aetui.app", "aetui.screens.board.screen", "aetui.widgets.lines"])
def test_the_kitty_protocol_is_off_whatever_is_imported_first(module: str) -> None:
    code = f"import {module}; from textual import constants; print(constants.DISABLE_KITTY_KEY)"
    env = {k: v for k, v in os.environ.items() if k != "TEXTUAL_DISABLE_KITTY_KEY"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
