"""Beside other programs for the shell, where they are installed: `python bench/peers.py [CALLS] [ROUNDS]`

A note taken down beside jrnl's, what is owed beside Taskwarrior's list, each on as many entries as the desk has calls; in turn with
them, so that a ratio holds when the machine's speed drifts. `JRNL` and `TASK` name the programs where they aren't on the path.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from feel import NOW, aetui, env_of
from plausible import NOW as TODAY
from plausible import write

CALLS = 30_000
ROUNDS = 9
JRNL = """
journals:
  default:
    journal: {journal}
timeformat: "%Y-%m-%d %H:%M"
tagsymbols: "@"
default_hour: 9
default_minute: 0
highlight: true
linewrap: 79
encrypt: false
editor: ""
template: false
indent_character: "|"
colors:
  body: none
  date: none
  tags: none
  title: none
display_format: pretty
version: {version}
"""
Run = tuple[Sequence[str], dict[str, str]]
"""A command and the environment it runs in."""


def jrnl(home: Path, entries: int) -> Run | None:
    """A line into a journal of that many entries."""
    program = os.environ.get("JRNL") or shutil.which("jrnl")
    if not program:
        return None
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = told.split()[1]  # of another it would ask whether to upgrade its files
    journal, config = home / "journal.txt", home / "jrnl.yaml"
    days = (TODAY - timedelta(minutes=35 * n) for n in range(entries, 0, -1))
    journal.write_text("".join(f"[{day:%Y-%m-%d %H:%M}] 梅林 来电，价格再确认一下\n\n" for day in days), "utf-8")
    config.write_text(JRNL.format(journal=journal, version=version), "utf-8")
    return [program, "--config-file", str(config), "梅林 来电，价格再确认一下"], dict(os.environ)


def task(home: Path, entries: int) -> Run | None:
    """The list of that many tasks, of which as many are open as things are owed on the desk."""
    program = os.environ.get("TASK") or shutil.which("task")
    if not program:
        return None
    folder = home / "task"
    folder.mkdir()
    env = dict(os.environ, TASKDATA=str(folder), TASKRC=str(home / "taskrc"))
    (home / "taskrc").write_text("confirmation=off\nverbose=nothing\ngc=on\n", "utf-8")
    done = [{"description": f"报价 {n}", "status": "completed", "end": "20260101T000000Z"} for n in range(entries - 60)]
    tasks = [*done, *({"description": f"报价 {n}", "status": "pending", "due": "20261124T000000Z"} for n in range(60))]
    given = "\n".join(json.dumps({**one, "entry": "20250101T000000Z"}, ensure_ascii=False) for one in tasks)
    subprocess.run([program, "import", "-"], input=given, text=True, env=env, check=True, capture_output=True)
    return [program, "list"], env


def taken(command: Run) -> float:
    began = time.perf_counter()
    subprocess.run(command[0], env=command[1], check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return time.perf_counter() - began


def against(
    name: str,
    mine: Run,
    made: Callable[[Path, int], Run | None],
    limit: float,
    calls: int,
    rounds: int,
    *,
    before: Run | None = None,
) -> None:
    """`before`: run before each of ours, and not measured."""

    def ours() -> float:
        if before is not None:
            taken(before)
        return taken(mine)

    with tempfile.TemporaryDirectory() as folder:
        theirs = made(Path(folder), calls)
        if theirs is None:
            print(f"{name:<34} isn't installed", flush=True)
            return
        ours(), taken(theirs)
        pairs = [(ours(), taken(theirs)) for _ in range(rounds)]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    over = "" if ratio <= limit else "   not reached"
    print(f"{name:<34} {a:8.1f} ms {b:8.1f} ms  {ratio:5.2f} ×   at most {limit} ×{over}", flush=True)


def main() -> None:
    calls, rounds = (int(sys.argv[n]) if len(sys.argv) > n else usual for n, usual in ((1, CALLS), (2, ROUNDS)))
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "bench.json", calls)
        noted = env_of(Path(folder))
        owed = env_of(Path(folder), NOW % "11:30")
        subprocess.run([aetui(), "due"], env=owed, check=True, capture_output=True)  # the first reader keeps the front
        against("aetui call / jrnl", ([aetui(), "call", "梅林", "价格再确认一下"], noted), jrnl, 0.12, calls, rounds)
        due: Run = ([aetui(), "due"], owed)
        against("aetui due, asked again / task list", due, task, 0.8, calls, rounds)
        noting: Run = ([aetui(), "call", "梅林", "价格再确认一下"], owed)
        against("aetui due, after a change / task list", due, task, 0.8, calls, rounds, before=noting)


if __name__ == "__main__":
    main()
