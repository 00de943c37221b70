"""Imports run one way (ARCHITECTURE.md), and a quick command never meets Textual."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

from aetui.router import PLACES

ROOT = Path(__file__).parents[1] / "aetui"
BELOW = {
    "version": set(),
    "domain": set(),
    "locales": {"domain", "commands"},
    "store": {"domain"},
    "documents": {"domain"},
    "office": {"domain", "store"},
    "desk": {"domain", "store", "documents", "locales", "office"},
    "commands": {"domain"},
    "terminal": set(),
    "widgets": {"terminal"},
    "screens": {"widgets", "commands", "desk", "domain", "locales", "terminal"},
    "router": {"screens", "desk", "domain"},
    "app": {"router", "screens", "widgets", "commands", "desk", "domain", "locales", "terminal"},
    "web": {"locales"},
    "plain": {"commands", "desk", "domain", "locales"},
    "cli": {"app", "web", "plain", "desk", "domain", "locales", "terminal"},
}
TEXTUAL = {"terminal", "widgets", "screens", "router", "app"}

SCREENS = {
    "frame": set(),
    "phone": {"frame"},
    "paper": {"frame"},
    "record": {"phone", "paper", "frame"},
    "leave": {"record", "phone", "paper", "frame"},
    "day": {"record", "phone", "paper", "frame"},
    "week": {"record", "phone", "paper", "frame"},
    "month": {"record", "phone", "paper", "frame"},
    "board": {"leave", "day", "week", "month", "record", "phone", "paper", "frame"},
    "office": {"board", "frame"},
}
"""Moments know records, papers and the phone, and those the frame; the router alone knows which screen shows what."""


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a file imports, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            inside = [f"{node.module}.{a.name}" for a in node.names]
            found |= {name if name in MODULES else str(node.module) for name in inside}
    return frozenset(found)


def name_of(path: Path) -> str:
    return ".".join((ROOT.name, *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(ROOT.rglob("*.py"))}


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Imports inside functions count: a circle is one, whenever it is run through."""
    ways = {name: {to for to in imports(path) if to in MODULES} for name, path in MODULES.items()}
    sorter = TopologicalSorter(ways)
    try:
        sorter.prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(reversed(circle.args[1])))


@pytest.mark.parametrize("path", sorted((ROOT / "screens").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows_inside_screens(path: Path) -> None:
    here = path.relative_to(ROOT / "screens").parts[0]
    for name in imports(path):
        if name.startswith("aetui.screens.") and here != "__init__.py":
            to = name.split(".")[2]
            assert to in SCREENS[here] | {here}, f"{path.relative_to(ROOT)} imports {name}"


def test_what_shows_and_what_is_owed_lie_in_folders_that_can_be_seen_at_once() -> None:
    """No folder of more than 25 modules, none of one, none of a module too long to be read in one sitting."""
    for folder in {path.parent for path in MODULES.values()}:
        there = [path for path in folder.glob("*.py") if len(ast.parse(path.read_text("utf-8")).body) > 1]
        assert len(there) <= 25, f"{folder.relative_to(ROOT)} holds {len(there)}"
        assert len(there) != 1 or any(f.is_dir() for f in folder.glob("[a-z]*")), (
            f"{folder.relative_to(ROOT)} holds one"
        )
    for path in MODULES.values():
        n = len(path.read_text("utf-8").splitlines())
        assert n <= 450, f"{path.relative_to(ROOT)} has {n} lines"


def test_every_place_of_the_router_is_a_screen() -> None:
    for place in PLACES.values():
        module, _, name = place.rpartition(".")
        assert issubclass(getattr(import_module(f"aetui.screens.{module}"), name), Screen), place


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
            assert measures or to in BELOW[here] | {here, "version"}, f"{path.relative_to(ROOT)} imports {name}"
        elif name.split(".")[0] in ("textual", "rich"):
            assert here in TEXTUAL or (here == "cli" and name == "rich.cells"), f"{path.relative_to(ROOT)}: {name}"
        elif name.split(".")[0] in ("tinydb", "psycopg"):
            assert here == {"tinydb": "store", "psycopg": "office"}[name.split(".")[0]], (
                f"{path.relative_to(ROOT)}: {name}"
            )


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
        "print([m for m in sys.modules if m.split('.')[0] in ('textual', 'arrow', 'holidays', 'psycopg') or m.startswith('aetui.office') or m == 'rich.console'])"
    )
    env = {"AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code, *argv], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_board_starts_without_what_reckons_periods(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys; from datetime import datetime, timedelta; from pathlib import Path\n"
        "from aetui.cli.main import run\n"
        "for argv in (['client', 'add', '梅林', '--report', '周四 16:00'], ['profile', 'roles', 'AE,AM'], ['call', '梅林', '> 周五']):\n"
        "    run(argv)\n"
        "from aetui.app import DeskApp; from aetui.desk.core import Desk; from aetui.locales import Texts\n"
        "now = datetime.now().astimezone() + timedelta(days=15)\n"  # what is owed since earlier weeks is called by them
        "async def show():\n"
        "    desk = Desk.open(Path(sys.argv[1]) / 'u.json', program='x', now=now)\n"
        "    async with DeskApp(desk, Texts('zh'), now=now).run_test(size=(120, 36)) as pilot:\n"
        "        await pilot.pause()\n"
        "        owed = [o.of for o in desk.obligations(now)]\n"
        "        print(len(pilot.app.screen.query('*')) > 5, any(owed), 'arrow' in sys.modules, any(m.startswith(('psycopg', 'aetui.office')) for m in sys.modules))\n"
        "asyncio.run(show())\n"
    )
    env = {"AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "PATH": "/usr/bin:/bin"}
    argv = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True True False False"


def test_a_note_that_holds_no_time_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    """What costs milliseconds: grammars, rules, the calendar, libraries of zones, texts that it doesn't say."""
    code = (
        "import sys; from aetui.cli.reach.quick import run; run(sys.argv[1:]); given = {\n"
        "'aetui.domain.plainwords', 'aetui.domain.rulebook', 'aetui.domain.derive', 'aetui.domain.clock.workcal', 'aetui.desk.day.todos',\n"
        "'aetui.desk.papers', 'aetui.documents', 'aetui.locales.zh.help', 'aetui.locales.zh.month', 'zoneinfo', 'tzlocal',\n"
        "'click', 'threading', 'string', 'locale', 'logging', 'sysconfig', 'pypinyin', 'platformdirs', 'difflib', 'hashlib', 'tomllib'}\n"
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
