"""A name means one thing in the whole house."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1] / "aetui"


def test_no_two_classes_share_a_name() -> None:
    held: dict[str, list[str]] = defaultdict(list)
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                held[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert len(held) > 300
    assert {name: places for name, places in held.items() if len(places) > 1} == {}


def test_an_obligation_goes_by_one_word() -> None:
    """In identifiers; texts, comments, JSON and modules may speak of duties as the trade does."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for field in ("id", "attr", "arg", "name"):
                name = getattr(node, field, None)
                if (
                    isinstance(name, str)
                    and not isinstance(node, ast.alias)
                    and {"duty", "duties"} & set(name.split("_"))
                ):
                    found[str(path.relative_to(ROOT))].add(name)
    assert found == {}
