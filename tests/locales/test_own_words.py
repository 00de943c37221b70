"""A screen speaks one language: no English words among Chinese ones but names that have no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from aetui.locales import all_texts

ZH = all_texts("zh")
SCREENS = Path(__file__).parents[2] / "aetui" / "screens"

SHELL = re.compile(r"events\.|cli\.|error\.|mend\.|demo\.|arrive\.|serve\.|card\.billable\.ask|.*\.shell$")
"""Texts of the shell, and errors, which speak of its options, of files and their formats."""
NAMES = frozenset(
    [
        "AE",
        "AM",
        "AD",
        "GM",
        "MEDIA",
        "CD",
        "MEMO",
        "Enter",
        "Esc",
        "Tab",
        "Ctrl",
        "PgUp",
        "PgDn",
        "Word",
        "HTML",
        "Markdown",
        "PDF",
        "PNG",
        "JPEG",
        "logo",
        "Excel",
        "WPS",
        "CSV",
        "KB",
        "MB",
        "ssh",
        "Language",
    ]
)
_SIGNS = re.compile(
    r"\{[^}]*\}|--?[a-z][a-z-]*|aetui(?: [\w./…-]+)*|[\w/.~-]*\.(?:json|docx|html|md|ics|j2|txt)\b|\S+@\S+|Things to do|2d；off"
)
"""What is typed as it stands: placeholders, options, commands, files; and the source's own word for a list."""
KEPT = frozenset({"answer.yes", "setting.calendar.like", "setting.timezone.like", "setting.email.like"})
KEPT |= {f"setting.theme.{name}" for name in ("ink", "paper", "strong", "none")}
KEPT |= {f"setting.input-method.{name}" for name in ("fcitx5", "ibus", "macism")}


@pytest.mark.parametrize("key", sorted(key for key in ZH if not SHELL.match(key) and key not in KEPT))
def test_chinese_texts_hold_no_english_words(key: str) -> None:
    words = re.findall(r"[A-Za-z][A-Za-z'’-]+", _SIGNS.sub(" ", ZH[key]))
    assert [word for word in words if word not in NAMES] == []


def test_no_screen_puts_words_of_one_language_into_a_question() -> None:
    found = []
    for path in SCREENS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("default", "draft", "like", "how", "question"):
                value = node.value
                if (
                    isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                    and re.search(r"[^\W\d_]{2}", value.value)
                ):
                    found.append(f"{path.name}: {value.value}")
    assert found == []
