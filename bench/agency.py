"""An agency's day on one server: every desk with its live link, each changed every ten seconds. Called by `python bench/office.py --desks N`.

Thirty changes of an AE's day of eight hours, played a hundred times as fast, take five minutes. One AD, an AM for twenty desks; the rest are
AEs. Each desk is a real one with a real link, without its screen, many in one program; AMs and AD in a program of their own. The lag is
from the line on the writer's disk to the line in the copy that lies with who looks after the desk.
"""

from __future__ import annotations

import heapq
import multiprocessing
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aetui.desk.book.clients import add_client
from aetui.desk.core import Desk
from aetui.desk.office import link as linking
from aetui.desk.office.exchange import Exchange, Exchanged
from aetui.desk.office.joining import join
from aetui.desk.office.link import LinkHost, LiveLink
from aetui.desk.office.state import InStep
from aetui.desk.phone.calls import begin_call, log_item
from aetui.store.remote.line import Line

if TYPE_CHECKING:
    from office_server import Office, Postgres

EVERY_S = 10.0
AT_AN_AM = 20
PROGRAMS = 3
A_DAY = 40
"""Changes of a desk on a working day, and days in a year: what disk is reckoned by."""
DAYS = 250
SAID = "第{}条，客户说的话要逐条记下来，一句也不少，谁说的、什么时候要，都在里面"

Sent = tuple[str, int, float]
"""Desk, the number of its change, and when that lay on its disk."""
Came = tuple[str, str, int, float]
"""At whose, and when it lay in the copy there."""
_came: list[Came] = []


class _Timed(Exchange):
    """Tells when what others did lay in their copies here."""

    def _follow_one(self, desk: str, lines: Sequence[tuple[str, Line]], moved: Exchanged) -> dict[str, int]:
        seen = super()._follow_one(desk, lines, moved)
        now = time.time()
        _came.extend((self._stands.desk, desk, line.n, now) for _, line in lines)
        return seen


def names(desks: int) -> Iterator[tuple[str, str, str | None]]:
    """Everybody: name, role, whom they answer to."""
    yield "总监", "AD", None
    ams = max(1, round((desks - 1) / (AT_AN_AM + 1)))
    for n in range(ams):
        yield f"经理{n}", "AM", "总监"
    for n in range(desks - ams - 1):
        yield f"AE{n}", "AE", f"经理{n % ams}"


def work(folders: list[Path], minutes: float, every_s: float, go: Any, up: Any, said: Any) -> None:
    """So many desks, open; then each changed in its turn, until the day ends."""
    linking.Exchange = _Timed  # type: ignore[misc]
    now, faults, desks = datetime.now().astimezone(), [], []
    for folder in folders:
        desk = Desk.open(folder / "desk.json", program="bench", now=now)
        link = LiveLink(desk, LinkHost(lambda act: act(), lambda: None, faults.append, faults.append))
        desk.subscribe(link.changed)
        link.start()
        desks.append((desk, link, begin_call(desk, now, client="梅林").id))
    while not all(link.state.step is InStep.IN and not link.state.waits for _, link, _ in desks):
        time.sleep(0.05)
    up.release()
    go.wait()
    spent, began, sent = time.process_time(), time.time(), []
    due = [(began + random.uniform(0, every_s), n) for n in range(len(desks))]
    heapq.heapify(due)
    while due:
        at, n = heapq.heappop(due)
        time.sleep(max(0.0, at - time.time()))
        desk, link, call = desks[n]
        log_item(desk, call, SAID.format(len(sent)), now)
        sent.append((link._desk.store.file.clock.device.rpartition("-")[0], desk.store.last_change, time.time()))
        if at + every_s < began + minutes * 60:
            heapq.heappush(due, (at + every_s, n))
    time.sleep(10)  # what is on its way comes
    steps = sum(link.state.step is InStep.IN for _, link, _ in desks)
    said.put((sent, _came, time.process_time() - spent, steps, [str(fault) for fault in faults]))
    said.close()
    said.join_thread()
    os._exit(0)  # with all links, at once


class Processes:
    """The server's: what they took of processor and memory so far."""

    def __init__(self, server: Postgres) -> None:
        self._first = int((server.data / "postmaster.pid").read_text().split()[0])

    def _all(self) -> list[Path]:
        found = Path(f"/proc/{self._first}/task/{self._first}/children").read_text().split()
        return [Path("/proc") / str(self._first), *(Path("/proc") / pid for pid in found)]

    def cpu(self) -> float:
        """Seconds, with those of the ones that ended."""
        ticks = 0
        for one in self._all():
            try:
                fields = (one / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            ticks += int(fields[11]) + int(fields[12])
            if one.name == str(self._first):
                ticks += int(fields[13]) + int(fields[14])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """MB; what several share counts once."""
        kb = 0
        for one in self._all():
            try:
                lines = (one / "smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            kb += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return kb / 1024


def play(office: Office, folder: Path, desks: int, minutes: float, every_s: float = EVERY_S) -> None:
    from office import told

    now, roles, homes = datetime.now().astimezone(), {}, []
    for n, (name, role, above) in enumerate(names(desks)):
        home = folder / f"m{n}"
        home.mkdir()
        desk = Desk.open(home / "desk.json", program="bench", now=now)
        add_client(desk, "梅林食品", now)
        roles[join(desk, office.add(name, role, above), now, aside=False, tell=lambda *_: None).stands.desk] = role
        desk.close()
        homes.append((home, role))
    over = [home for home, role in homes if role != "AE"]
    aes = [home for home, role in homes if role == "AE"]
    shares = [over, *(aes[k::PROGRAMS] for k in range(PROGRAMS))]
    ctx = multiprocessing.get_context("spawn")
    go, up, said = ctx.Event(), ctx.Semaphore(0), ctx.Queue()
    programs = [ctx.Process(target=work, args=(share, minutes, every_s, go, up, said), daemon=True) for share in shares]
    for one in programs:
        one.start()
    for _ in programs:
        up.acquire()
    server = Processes(office.base.server)
    with office.base.superuser() as conn:

        def asked(query: str) -> int:
            row = conn.execute(query).fetchone()
            assert row is not None
            return int(row[0])

        bytes_now = "SELECT pg_database_size(current_database())"
        time.sleep(5)
        connections = asked("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") - 1
        size, wal = asked(bytes_now), asked("SELECT pg_current_wal_lsn() - '0/0'")
        spent, began = server.cpu(), time.time()
        go.set()
        sent: list[Sent] = []
        came: list[Came] = []
        mine, there = 0.0, 0
        for _ in programs:
            some, heard, cpu, steps, faults = said.get()
            sent, came, mine, there = sent + some, came + heard, mine + cpu, there + steps
            assert not faults, faults[:3]
        wall, spent = time.time() - began, server.cpu() - spent
        memory = server.memory()
        size, wal = asked(bytes_now) - size, asked("SELECT pg_current_wal_lsn() - '0/0'") - wal
        line = asked("SELECT avg(octet_length(line)) FROM aetui.changes")
    at = {(desk, n): when for desk, n, when in sent}
    print(f"{desks} desks, {len(sent)} changes of {line} bytes in {minutes:g} minutes; load {os.getloadavg()[0]:.1f}")
    ended = max(at.values())
    first = min(at.values())
    for role in ("AM", "AD"):
        lags = [
            (at[desk, n], (when - at[desk, n]) * 1000)
            for to, desk, n, when in came
            if roles[to] == role and (desk, n) in at
        ]
        middle, third = [lag for _, lag in lags], (ended - first) / 3
        early = statistics.median(lag for when, lag in lags if when < first + third)
        late = statistics.median(lag for when, lag in lags if when > ended - third)
        told(f"from the disk here to the copy at the {role}'s: median", statistics.median(middle), "ms")
        told(f"from the disk here to the copy at the {role}'s: p95", sorted(middle)[int(0.95 * len(middle))], "ms")
        told("  its median in the last third / in the first", late / early, "×", 1.25)
    told("changes that never came to their AM or AD", len(lost(at, came, roles)), "", 0)
    told("desks in step at the end", there, "", note=f"of {desks}")
    told("connections", connections, "")
    told("CPU of the server, a change", spent / len(sent) * 1000, "ms", note=f"{spent / wall * 100:.0f} % of a core")
    told("CPU of all links, a change", mine / len(sent) * 1000, "ms")
    told("memory of the server", memory, "MB", note=f"{memory / connections:.1f} MB a connection")
    told(
        "disk, a change",
        size / len(sent) / 1024,
        "KB",
        note=f"{wal / len(sent) / 1024:.1f} KB of write-ahead log, which is let go",
    )
    day = size / len(sent) * A_DAY * desks / 2**20
    told(f"disk, a day of {A_DAY} changes a desk", day, "MB", note=f"{day * DAYS / 1024:.1f} GB a year")


def lost(at: dict[tuple[str, int], float], came: list[Came], roles: dict[str, str]) -> set[tuple[str, int]]:
    """What was sent by an AE, and came not to both who look after her; by an AM, and not to the AD."""
    found: dict[tuple[str, int], set[str]] = {}
    for to, desk, n, _ in came:
        found.setdefault((desk, n), set()).add(roles[to])
    need = {"AE": {"AM", "AD"}, "AM": {"AD"}, "AD": set[str]()}
    return {key for key in at if not need[roles[key[0]]] <= found.get(key, set())}
