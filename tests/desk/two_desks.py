"""An AE's desk and her AM's, and files between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from desks import at, fill

from aetui.desk.book.profile import set_profile
from aetui.desk.check.back import send_back
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.sheet import send_day
from aetui.desk.core import Desk
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.domain.records import Paper, TeamDay

TODAY, EVENING, LATER = date(2026, 11, 26), at("17:40", 26), at("17:50", 26)
TOMORROW = date(2026, 11, 27)


@contextmanager
def two(folder: Path) -> Iterator[tuple[Desk, Desk]]:
    """李雯's desk, and 王磊's, who has an AD above."""
    ae = Desk.open(folder / "liwen.json", program="test", now=at("9:00"))
    fill(ae)
    set_profile(ae, "am", "王磊", at("9:00"))
    set_profile(ae, "people", "小王:studio,小李:copy", at("9:00"))
    am = Desk.open(folder / "wanglei.json", program="test", now=at("9:00"))
    for key, value in {
        "name": "王磊",
        "roles": "AM",
        "timezone": "Asia/Shanghai",
        "people": "赵敏:AD,李雯:AE,小王:studio",
    }.items():
        set_profile(am, key, value, at("9:00"))
    yield ae, am
    ae.close()
    am.close()


def hand_in(ae: Desk, am: Desk, folder: Path, when: datetime = EVENING) -> TeamDay:
    """Her day goes to the AM."""
    file = folder / f"day-{when:%d%H%M}.json"
    send_day(ae, file, when, TODAY)
    (day,) = take_all(am, read_all(file), when).days
    return day


def answer(am: Desk, folder: Path, when: datetime = LATER) -> Path:
    """The AM's answers, as a file."""
    file = folder / f"back-{when:%d%H%M}.json"
    send_back(am, "李雯", file, when)
    return file


def report_sent(ae: Desk, short: str = "梅林", when: datetime = EVENING) -> Paper:
    client = next(c for c in ae.book.clients.values() if c.short == short)
    subject = Subject(client=client, period="2026-W48")
    return send_paper(ae, build(ae, ae.say, "weekly", subject, when), f"# {short}", subject, when)
