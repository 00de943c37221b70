"""Imports run one way (ARCHITECTURE.md), and a quick command never meets Textual."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "aetui"
BELOW = {
    "domain": set(),
    "locales": {"domain", "commands"},
    "store": {"domain"},
    "documents": {"domain", "locales"},
    "desk": {"domain", "store", "documents", "locales"},
    "commands": {"domain"},
    "terminal": set(),
    "widgets": {"terminal"},
    "screens": {"widgets", "commands", "desk", "domain", "locales", "terminal"},
    "app": {"screens", "widgets", "commands", "desk", "domain", "locales", "terminal"},
    "cli": {"app", "desk", "domain", "locales", "commands", "documents"},
}
TEXTUAL = {"terminal", "widgets", "screens", "app"}


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{a.name}" if node.module == "aetui" else str(node.module) for a in node.names}
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows(path: Path) -> None:
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if here in ("__init__", "__main__"):
        return
    for name in imports(path):
        if name.startswith("aetui."):
            to = room(name)
            # Cells are measured and cut in one way, on the screen and in lines.
            measures = here == "cli" and name == "aetui.widgets.cells"
            assert measures or to in BELOW[here] | {here, "__version__"}, f"{path.relative_to(ROOT)} imports {name}"
        elif name.split(".")[0] in ("textual", "rich"):
            assert here in TEXTUAL or (here == "cli" and name == "rich.cells"), f"{path.relative_to(ROOT)}: {name}"
        elif name.split(".")[0] == "tinydb":
            assert here == "store"


@pytest.mark.parametrize(
    "argv",
    [
        ["client", "add", "梅林食品"],
        ["call", "梅林", "> 周五前给稿"],
        ["due", "--json"],
        ["log"],
        ["undo"],
        ["todo", "x"],
        ["check"],
    ],
    ids=lambda a: a[0],
)
def test_a_quick_command_imports_no_textual(tmp_path: Path, argv: list[str]) -> None:
    code = (
        "import sys; from aetui.cli.main import run; run(['client','add','梅林']); run(sys.argv[1:]);"
        "print([m for m in sys.modules if m.split('.')[0] in ('textual', 'arrow', 'holidays') or m == 'rich.console'])"
    )
    env = {"AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code, *argv], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_note_that_holds_no_time_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    """What costs milliseconds: grammars, rules, the calendar, libraries of zones, texts that it doesn't say."""
    code = (
        "import sys; from aetui.cli.main import run; run(sys.argv[1:]); given = {\n"
        "'aetui.domain.plainwords', 'aetui.domain.rulebook', 'aetui.domain.derive', 'aetui.domain.clock.workcal', 'aetui.desk.day.todos',\n"
        "'aetui.desk.papers', 'aetui.documents', 'aetui.locales.zh.help', 'aetui.locales.zh.month', 'zoneinfo', 'tzlocal',\n"
        "'logging', 'sysconfig', 'pypinyin', 'platformdirs', 'difflib', 'hashlib', 'tomllib'}\n"
        "print(sorted(given & set(sys.modules)))"
    )
    env = {"AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "PATH": "/usr/bin:/bin"}
    env["TZ"] = "Asia/Shanghai"
    for argv in (
        ["client", "add", "梅林食品"],
        ["profile", "timezone", "Asia/Shanghai"],
        ["call", "梅林", "价格再确认一下"],
    ):
        done = subprocess.run([sys.executable, "-c", code, *argv], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
