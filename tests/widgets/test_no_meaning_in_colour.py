"""No meaning in colour alone: what decides a colour that tells a state decides a word or a sign as well, or stands beside it itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from aetui.widgets.theme import INK

ROOT = Path(__file__).parents[2] / "aetui"
STATES = {"late", "soon", "done"}
"""Colours that say how something stands; the others say how strong a text is, or what can be done."""
SAID = {
    "screens/board/screen.py _show_head": "the number of what is late stands there itself",
    "screens/leave/coming_back_sections.py fate_section": "its group's sign and word stand beside the time",
    "screens/month/sections.py gathered_section": "✓ or ?, and how long there is time in words",
    "screens/week/quality_sections.py _cell": "the figure says itself how much of how many",
    "screens/week/review_sections.py _row": "the share stands there itself",
    "widgets/notice.py _style": "a sentence says what is wrong",
}
"""Where the word is chosen elsewhere, by the same state."""


def style(node: ast.expr) -> str | None:
    """The name of a style, where the expression is one: `late`, of `late bold`."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return None
    head = node.value.partition(" ")[0]
    return head if head in {*INK, "accent"} else None


def branches(node: ast.expr) -> list[ast.expr]:
    return [*branches(node.body), *branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def conditions(node: ast.expr) -> list[ast.expr]:
    return [node.test, *conditions(node.body), *conditions(node.orelse)] if isinstance(node, ast.IfExp) else []


def chooses_a_state(node: ast.AST) -> bool:
    if not isinstance(node, ast.IfExp):
        return False
    names = [style(one) for one in branches(node)]
    return None not in names and bool(STATES & set(names)) and len(set(names)) > 1


def named(node: ast.AST) -> set[str]:
    """The names, attributes and texts of an expression, but for those that stand in every one."""
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    found |= {ast.unparse(one) for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    return found - {"self", "say", "desk", "now", "one", "seen", "len", "max", "min", "any", "all", "row", "found"}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def colours_alone(function: ast.AST) -> list[str]:
    """The choices of a state's colour in a function whose condition chooses no text there, and isn't told itself."""
    chosen = [node for node in ast.walk(function) if chooses_a_state(node)]
    within = {id(inner) for node in chosen for inner in ast.walk(node)}
    texts: set[str] = set()
    for node in ast.walk(function):
        if id(node) in within:
            continue
        if isinstance(node, ast.IfExp | ast.If):
            texts |= named(node.test)
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Call) and ast.unparse(node.func) in ("say", "self.say")
        ):
            texts |= named(node)
    found = []
    for node in chosen:
        deciding = {name for condition in conditions(node) for name in named(condition)}
        if not deciding & texts:
            found.append(ast.unparse(node))
    return found


FILES = sorted([*(ROOT / "screens").rglob("*.py"), *(ROOT / "widgets").rglob("*.py")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_decides_a_colour_is_told_in_words(path: Path) -> None:
    alone = [
        f"{function.name}: {choice}"
        for function in functions(ast.parse(path.read_text("utf-8")))
        if f"{path.relative_to(ROOT).as_posix()} {function.name}" not in SAID
        for choice in colours_alone(function)
    ]
    assert alone == []


def test_no_exception_has_outlived_its_reason() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()} {function.name}"
        for path in FILES
        for function in functions(ast.parse(path.read_text("utf-8")))
        if colours_alone(function)
    }
    assert set(SAID) <= found
