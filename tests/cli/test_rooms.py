"""How the command line is laid out: a module a record or moment, imported when its command is run."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "aetui" / "cli"
LATE = {"main", "command", "found", "session", "plain", "screen", "streams", "phone/note", "feeds/after", "reach/serve"}
LATE |= {"reach/ending", "reach/quick"}
"""What every command loads, and the quick path of a call: their own modules wait until they are used. And what needs an extra."""


def late_imports(path: Path) -> set[str]:
    """Modules of ours that are imported inside a function."""
    functions = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)]
    found = [n for one in functions for n in ast.walk(one) if isinstance(n, ast.ImportFrom)]
    return {str(node.module) for node in found if str(node.module).startswith("aetui")}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_our_own_modules_are_imported_at_the_top(path: Path) -> None:
    assert not late_imports(path) or path.relative_to(ROOT).with_suffix("").as_posix() in LATE


def test_no_folder_is_crowded_and_none_has_one_module() -> None:
    folders = {path.parent for path in ROOT.rglob("*.py")}
    counts = {folder.name: sum(1 for path in folder.glob("*.py") if path.stem != "__init__") for folder in folders}
    assert {name: n for name, n in counts.items() if not 2 <= n <= 25} == {}


@pytest.mark.parametrize(
    ("argv", "own"),
    [
        (["call", "梅林", "价格"], {"phone.call", "phone.note"}),
        (["due"], {"day.duties", "day.owed"}),
        (["log"], {"past.history", "confirm"}),
        (["card", "start", "1"], {"card.group", "card.state", "card.shown", "standing"}),
    ],
    ids=lambda a: a[0] if isinstance(a, list) else "",
)
def test_a_command_loads_its_own_module_and_no_other(tmp_path: Path, argv: list[str], own: set[str]) -> None:
    code = (
        "import sys; from aetui.cli.main import run; run(sys.argv[1:]);"
        "print(*(m.removeprefix('aetui.cli.') for m in sys.modules if m.startswith('aetui.cli.')))"
    )
    env = {"AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "PATH": "/usr/bin:/bin"}
    for words in (["client", "add", "梅林"], argv):
        done = subprocess.run([sys.executable, "-c", code, *words], env=env, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split()) - {name.rpartition(".")[0] for name in own}
    assert (
        loaded
        - own
        - {"main", "table", "command", "session", "streams", "found", "plain", "mistakes", "reach", "reach.ending"}
        == set()
    )
