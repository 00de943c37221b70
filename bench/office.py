"""The office on a real server of its own, with `fsync`: what its users feel. `python bench/office.py [ROUNDS]`

Programs are run as users run them: `aetui` in a pseudo-terminal, `aetui office join` in a shell, each machine in a folder of its own.
`--desks 200 [--minutes 5]` plays an agency's day in place of that (`bench/agency.py`), `--boards DESKS` says over how many desks the
AM's screen is measured (`bench/office_team.py`; 0: not at all). Prints each figure with its limit. Linux.
"""

from __future__ import annotations

import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from feel import Pty, aetui, env_of
from plausible import write

from aetui.desk.book.clients import add_client
from aetui.desk.core import Desk
from aetui.desk.office.joining import join
from aetui.desk.office.link import LinkHost, LiveLink
from aetui.desk.office.state import InStep
from aetui.desk.phone.calls import begin_call, log_item

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "office"))
from office_server import SETTINGS, Office, Postgres, fresh_on

ROUNDS = 40
TEN_YEARS = 30_000
SAID = "第{}条，客户说的话要逐条记下来"


def told(name: str, value: float, unit: str, limit: float | None = None, note: str = "") -> None:
    at_most = "" if limit is None else f"   at most {limit:g} {unit}{'' if value <= limit else '   not reached'}"
    print(f"{name:<58} {value:9.2f} {unit:<2}{at_most}{f'   {note}' if note else ''}", flush=True)


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


@contextmanager
def an_office(folder: Path, connections: int = 100) -> Iterator[Office]:
    """A server as one is set up, that writes what it promised, and an office on it; this program's passwords lie in `folder`."""
    SETTINGS.update(fsync="on", full_page_writes="on", synchronous_commit="on", max_connections=connections)
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    os.environ["PGPASSFILE"] = str(folder / "pgpass")
    folder.chmod(0o755)
    place = folder / "pg"
    place.mkdir()
    server = Postgres(place)
    server.make()
    server.start()
    try:
        with fresh_on(server) as fresh:
            yield Office(fresh)
    finally:
        server.stop("immediate")


class Machines:
    """Folders in which a user's desk lies, each on a machine of its own."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder

    def home(self, machine: str) -> Path:
        found = self.folder / machine
        found.mkdir(exist_ok=True)
        return found

    def run(self, machine: str, *args: str) -> str:
        done = subprocess.run([aetui(), *args], env=env_of(self.home(machine)), check=True, capture_output=True)
        return done.stdout.decode()

    def join(self, machine: str, name: str, role: str = "AE", am: str | None = None) -> None:
        self.run(machine, "office", "join", self.office.add(name, role, am))

    @contextmanager
    def board(self, machine: str, *, joined: bool = True) -> Iterator[Pty]:
        board = Pty([aetui()], env_of(self.home(machine)))
        try:
            board.until(("● 办公室" if joined else "工作卡").encode())
            board.drain(1.0)
            yield board
        finally:
            board.end()


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def lags(here: Pty, there: Pty, journal: Path, rounds: int) -> list[float]:
    """A to-do written on one board: from its line in that desk's journal to the bytes that paint it on the other. It is taken back each
    time, so that the board stays as long as it was."""
    taken = []
    for n in range(rounds + 3):
        mark = f"Q{n:03}Z".encode()
        here.type("t")
        here.drain(0.1)
        here.type(f"打样 {mark.decode()}")
        here.until(mark)
        here.drain(0.1)
        before, noted, there.seen = size_of(journal), 0.0, b""
        here.type("\r")
        ends = time.perf_counter() + 20
        while mark not in there.seen:
            for fd in select.select([here.fd, there.fd], [], [], 0.0005)[0]:
                (here if fd == here.fd else there).read()
            if not noted and size_of(journal) != before:
                noted = time.perf_counter()
            if time.perf_counter() > ends:
                raise TimeoutError(f"{mark!r} never came: …{there.seen[-200:]!r}")
        if n >= 3:
            taken.append(time.perf_counter() - noted)
        here.type("u")
        here.drain(0.3)
        there.drain(0.1)
    return taken


def painted(machines: Machines, rounds: int) -> None:
    """Two machines of one AE, and her AM, who looks at her board."""
    for key, value in (("name", "王磊"), ("roles", "AM")):
        machines.run("am", "profile", key, value)
    machines.join("am", "王磊", "AM")
    machines.run("a", "client", "add", "梅林食品")
    machines.join("a", "李雯", "AE", "王磊")
    machines.join("b", "李雯")
    journal = machines.home("a") / "bench.json.journal"
    with machines.board("a") as here:
        with machines.board("b") as there:
            found = lags(here, there, journal, rounds)
            told("written here, painted on her other machine: median", statistics.median(found) * 1000, "ms")
            told("written here, painted on her other machine: p95", p95(found) * 1000, "ms", 100)
        with machines.board("am") as there:
            there.type("Z")
            there.until("李雯".encode())
            there.drain(1.0)
            there.type("\r")
            there.until("只看".encode())
            there.drain(1.0)
            found = lags(here, there, journal, rounds)
            told("written here, painted on her AM's, looking: median", statistics.median(found) * 1000, "ms")
            told("written here, painted on her AM's, looking: p95", p95(found) * 1000, "ms", 100)


def idle(machines: Machines) -> None:
    """What a board takes that nobody touches, alone and joined, in turn."""
    machines.run("alone", "client", "add", "梅林食品")
    alone, joined = [], []
    with machines.board("alone", joined=False) as one, machines.board("b") as other:
        for _ in range(3):
            for board, shares in ((one, alone), (other, joined)):
                before, began = board.cpu(), time.perf_counter()
                board.drain(15.0)
                shares.append((board.cpu() - before) / (time.perf_counter() - began) * 100)
    told("CPU of an idle board, in no office", statistics.median(alone), "%")
    told("CPU of an idle board, joined", statistics.median(joined), "%", 1)


def commit(machines: Machines, rounds: int) -> None:
    """An item in a program whose desk stands in an office, with its live link, and in one whose desk doesn't; in turn."""
    now = datetime.now().astimezone()
    desks = []
    for name in ("link", "none"):
        desk = Desk.open(machines.home(name) / "bench.json", program="bench", now=now)
        add_client(desk, "梅林食品", now)
        desks.append(desk)
    join(desks[0], machines.office.add("小赵"), now, aside=False, tell=lambda *_: None)
    link = LiveLink(desks[0], LinkHost(lambda act: act(), lambda: None, lambda _: None, lambda _: None))
    desks[0].subscribe(link.changed)
    link.start()
    while link.state.step is not InStep.IN:
        time.sleep(0.01)
    calls = [begin_call(desk, now, client="梅林").id for desk in desks]
    wall: tuple[list[float], list[float]] = [], []
    own: tuple[list[float], list[float]] = [], []
    for n in range(rounds * 5):
        for k, desk in enumerate(desks):
            time.sleep(0.03)  # nobody types faster; what the link sent of the last one is sent
            began, spent = time.perf_counter(), time.thread_time()
            log_item(desk, calls[k], SAID.format(n), now)
            own[k].append(time.thread_time() - spent)
            wall[k].append(time.perf_counter() - began)
    link.stop()
    for desk in desks:
        desk.close()
    for what, found, limit in (("to the disk", wall, 1.2), ("CPU", own, None)):
        a, b = (statistics.median(values) * 1000 for values in found)
        told(f"commit of an item, {what}: joined / in no office", a / b, "×", limit, f"{a:.3f} ms / {b:.3f} ms")


def ten_years(machines: Machines) -> None:
    """A desk of ten years goes to the office, and comes to another machine: at one go, and broken off in the middle."""
    write(machines.home("old") / "bench.json", TEN_YEARS)
    machines.run("old", "due")  # the first opening makes what is kept beside it
    began = time.perf_counter()
    machines.join("old", "老陈")
    told("a desk of ten years goes to the office", time.perf_counter() - began, "s")
    line = machines.office.add("老陈")
    seconds, note = joins(machines, "new", line)
    told("a machine joins a desk of ten years", seconds, "s", 5, note)
    line, cut = machines.office.add("老陈"), Pty([aetui(), "office", "join", "-"], env_of(machines.home("cut")))
    cut.drain(0.5)
    cut.type(f"{line}\r")
    parts = machines.home("cut") / "bench.office"
    came = 0
    while not came:
        came = max((size_of(part) for part in parts.glob("*.part")), default=0)
        cut.drain(0.001)
    cut.end()
    came = max((size_of(part) for part in parts.glob("*.part")), default=0)
    seconds, note = joins(machines, "cut", line)
    told("  killed in the middle, and gone on with", seconds, "s", 5, f"{note}; {came / 2**20:.1f} MB of it were here")


def joins(machines: Machines, machine: str, line: str) -> tuple[float, str]:
    """`aetui office join` in a terminal: how long it takes, what of it is CPU, and how often it told how far it is."""
    began = time.perf_counter()
    program = Pty([aetui(), "office", "join", line], env_of(machines.home(machine)))
    try:
        while True:
            program.read()
    except OSError:  # it ended
        pass
    _, status, used = os.wait4(program.pid, 0)
    os.close(program.fd)
    assert status == 0, program.seen.decode()
    bars = program.seen.count(b"\r")
    return time.perf_counter() - began, f"CPU {used.ru_utime + used.ru_stime:.2f} s; told {bars} times how far it is"


def main() -> None:
    import argparse

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    asked.add_argument("--desks", type=int, help="an agency's day, with so many desks")
    asked.add_argument("--minutes", type=float, default=5, help="how long that day takes")
    asked.add_argument("--boards", type=int, default=20, help="desks that the AM's screen is over")
    args = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="aeb-") as temporary:
        folder = Path(temporary)
        if args.desks:
            from agency import play

            with an_office(folder, connections=args.desks * 2 + 50) as office:
                play(office, folder, args.desks, args.minutes)
            return
        with an_office(folder) as office:
            machines = Machines(office, folder)
            painted(machines, args.rounds)
            commit(machines, args.rounds)
            idle(machines)
            ten_years(machines)
    if args.boards:
        subprocess.run([sys.executable, str(Path(__file__).with_name("office_team.py")), str(args.boards), "10"], check=True)  # fmt: skip


if __name__ == "__main__":
    main()
