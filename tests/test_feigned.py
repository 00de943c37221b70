"""No test feigns: each asserts something, and what it asserts can fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def trees() -> dict[Path, ast.Module]:
    """Read where it is asked for: not by each process that only looks which tests there are."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(HERE.rglob("*.py"))}


def _called(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            yield call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _asserting() -> set[str]:
    """The helpers that assert, or call one that does."""
    helpers = [(one.name, one) for tree in trees().values() for one in ast.walk(tree) if isinstance(one, FUNCTIONS)]
    called = {name: set(_called(one)) for name, one in helpers if not name.startswith("test_")}
    found = {"raises", "warns", "fail"} | {
        name for name, one in helpers if any(isinstance(part, (ast.Assert, ast.Raise)) for part in ast.walk(one))
    }
    while more := {name for name, names in called.items() if names & found} - found:
        found |= more
    return found


def _cannot_fail(test: ast.expr) -> bool:
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return any(_cannot_fail(part) for part in test.values)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left, right = ast.unparse(test.left), ast.unparse(test.comparators[0])
        if left == right or (isinstance(test.ops[0], ast.GtE) and right == "0" and "len(" in left):
            return True
        made = isinstance(test.left, (ast.Tuple, ast.List, ast.Dict, ast.JoinedStr))
        return made and isinstance(test.ops[0], ast.IsNot)
    if isinstance(test, ast.Constant):
        return bool(test.value)
    return isinstance(test, (ast.GeneratorExp, ast.Lambda)) or (isinstance(test, ast.Tuple) and bool(test.elts))


def test_what_is_asserted_can_fail() -> None:
    assert [
        f"{path.relative_to(HERE)}:{one.lineno}: {ast.unparse(one)}"
        for path, tree in trees().items()
        for one in ast.walk(tree)
        if isinstance(one, ast.Assert) and _cannot_fail(one.test)
    ] == []


def test_every_test_asserts() -> None:
    asserting = _asserting()
    assert [
        f"{path.relative_to(HERE)}:{one.lineno}: {one.name}"
        for path, tree in trees().items()
        for one in ast.walk(tree)
        if isinstance(one, FUNCTIONS)
        and one.name.startswith("test_")
        and not any(isinstance(part, ast.Assert) for part in ast.walk(one))
        and asserting.isdisjoint(_called(one))
    ] == []


def test_feigned_tests_are_found() -> None:
    for feigned in ("x or True", "x == x", "len(x) >= 0", "(a, b) is not None", "(x, 'why')", "(x for x in y)", "1"):
        assert _cannot_fail(ast.parse(feigned, mode="eval").body), feigned
    for real in ("x", "x == y", "len(x) >= 1", "x is not None", "x or y", "[]", "0", "all(x for x in y)"):
        assert not _cannot_fail(ast.parse(real, mode="eval").body), real
