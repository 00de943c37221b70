"""A week's leave on a desk, for tests: planned, covered, said back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from desks import at, client, fill

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.leave.coming_back import TakeOver, fates, plain, take_over
from aetui.desk.leave.handover import acknowledge, cover, plan
from aetui.desk.leave.state import Handover, handover_of
from aetui.desk.leave.which import current
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Absence, CoverLine
from aetui.locales import Texts

ZH = Texts("zh")
NOW, START, END, BACK = at("17:00"), at("9:00", 24), at("18:00", 27), at("9:00", 30)


def story(desk: Desk) -> None:
    set_profile(desk, "people", "王磊:supervisor,小王:studio,阿杰:media", at("9:00"))
    record_call(desk, at("9:30"), ["> 周三给稿", "? 报价 周二10:00"], client="梅林", way="out")
    record_call(desk, at("9:40"), ["> 周四给排期"], client="益力", way="out")
    add_todo(desk, "整理样品", at("9:50"), client_id=client(desk, "梅林").id)


def leave(desk: Desk) -> Absence:
    """Planned, all of it 小王's, and said back."""
    absence = plan(desk, ZH, START, END, NOW, why="年假")
    cover(desk, ZH, absence.id, [line.key or line.id for line in absence.lines], "小王", NOW)
    return acknowledge(desk, ZH, absence.id, NOW, by="小王", how="当面")


def seen(desk: Desk, now: object = NOW) -> Handover:
    found = current(desk, now)  # type: ignore[arg-type]
    assert found is not None
    return handover_of(desk, ZH, found, now)  # type: ignore[arg-type]


def take(desk: Desk, absence_id: str, keys: list[str], now: datetime, *, side: int | None = None) -> Absence:
    """These lines, as one."""
    return take_over(desk, ZH, absence_id, {key: TakeOver(side=side) for key in keys}, now).absence


def take_all(desk: Desk, absence_id: str, now: datetime) -> tuple[Absence, int]:
    """All that is told in one way, and how many are left."""
    absence = desk.get(Absence, absence_id)
    assert absence is not None
    left = fates(desk, ZH, absence, now)
    chosen = plain(left)
    return take_over(desk, ZH, absence_id, chosen, now).absence, len(left) - len(chosen)


def line_of(absence: Absence, words: str) -> CoverLine:
    (one,) = [line for line in absence.lines if words in line.what]
    return one


@contextmanager
def desk_of(folder: Path, name: str) -> Iterator[Desk]:
    """A colleague's desk."""
    made = Desk.open(folder / f"{name}.json", program="test", now=NOW)
    fill(made)
    set_profile(made, "name", name, NOW)
    yield made
    made.close()
