"""A language is a folder: with one more beside the two, and nothing else touched, command line and screens speak it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"(\{[^{}]*\})")
FACTS = """
from aetui.locales.facts import Facts

FACTS = Facts(
    name="Whispered",
    near={0: "-now-", 1: "-morrow-", 3: "-in three-"},
    days=("o1", "o2", "o3", "o4", "o5", "o6", "o7"),
    plural=lambda n: 0 if n == "0" else 1 if n == "1" else 2,
)
"""


def whispered(module: str) -> str:
    """English in small letters between dots; three forms of what is counted."""
    found: dict[str, dict[str, str]] = {}
    exec(module.replace("from __future__ import annotations", ""), found)
    texts = {}
    for key, text in found["TEXTS"].items():
        parts = PLACES.split(text)
        parts[1::2] = [re.sub(r"^(\{\w+:)", r"\1none|", p) if "|" in p else p for p in parts[1::2]]
        parts[0::2] = [part.lower() for part in parts[0::2]]
        texts[key] = f"·{''.join(parts)}·" if key.startswith(("board.", "list.o", "welcome.")) else "".join(parts)
    return f"TEXTS = {texts!r}\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with a third folder in `locales`."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "aetui", house / "aetui", ignore=shutil.ignore_patterns("__pycache__"))
    (house / "styles").symlink_to(ROOT / "styles", target_is_directory=True)
    english, third = house / "aetui" / "locales" / "en", house / "aetui" / "locales" / "xx"
    third.mkdir()
    for module in english.glob("*.py"):
        text = FACTS if module.stem == "__init__" else whispered(module.read_text("utf-8"))
        (third / module.name).write_text(text, "utf-8")
    return house


def run(house: Path, *argv: str, locale: str = "C.UTF-8", code: int = 0) -> str:
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(house),
        "LC_ALL": locale,
        "HOME": str(house),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, *argv], cwd=house, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_the_command_line_speaks_it(house: Path) -> None:
    def aetui(*argv: str, **kwargs: object) -> str:
        return run(house, "-m", "aetui", "--home", "d", "--now", "2026-11-23T11:30:00+08:00", *argv, **kwargs)  # type: ignore[arg-type]

    assert "--lang zh|en|xx" in aetui("-h")
    assert "usage: aetui" in aetui("--lang", "xx", "-h")
    assert "called acme, 1 item" in aetui("--lang", "xx", "call", "Acme", "--new", "--out", "hello").lower()
    assert "-in three- 12:00" in aetui("--lang", "xx", "todo", "proofs thu 12:00")
    assert aetui("profile", "lang", "xx") == "xx\n"  # and from here on by itself
    assert "things to do" in aetui("today")
    assert "daily record" in aetui("report", "day")
    assert "zh, en, xx" in aetui("profile", "lang", "yy", code=2)
    assert "usage: aetui" in run(house, "-m", "aetui", "-h", locale="xx_XX.UTF-8")


def test_the_screens_speak_it(house: Path) -> None:
    script = """
import asyncio, pathlib
from aetui.app import DeskApp
from aetui.desk.demo import demo_desk
from aetui.locales import Texts

async def live():
    folder = pathlib.Path("day"); folder.mkdir()
    desk, now = demo_desk(folder, None, Texts("xx"))
    app = DeskApp(desk, Texts("xx"), now=now)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(4):
            seen.append(app.say.lang)
            print("\\n".join("".join(s.text for s in line) for line in app.screen._compositor.render_strips()))
            app.turn_language()
            await pilot.pause()
        print(*seen)

asyncio.run(live())
"""
    (house / "live.py").write_text(script, "utf-8")
    shown = run(house, "live.py")
    assert "·duties·" in shown
    assert "xx zh en xx" in shown  # round and round
    assert "时限" in shown
    assert "Duties" in shown


def test_nothing_else_names_a_language() -> None:
    """The first one is named where languages are found; the domain words its own data in two (`tongues`)."""
    named = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "aetui").rglob("*.py")
        if re.search(r"[\"'](zh|en)[\"']|\b(zh|en)\.(py|TEXTS)", file.read_text("utf-8"))
    }
    assert {name for name in named if not name.startswith("aetui/domain/")} == {
        "aetui/locales/__init__.py",
        "aetui/locales/facts.py",
    }
