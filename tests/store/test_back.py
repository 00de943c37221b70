"""Back to an earlier point: everything is as it was then, byte for byte what a chain of undos makes, as one change."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aetui.domain.errors import Refused
from aetui.domain.records import Todo
from aetui.store import DeskDB

START = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
ACTS = st.lists(st.tuples(st.sampled_from(["put", "put", "drop", "undo", "redo"]), st.integers(0, 3)), max_size=14)


def todo(n: int, text: str, at: datetime) -> Todo:
    return Todo(id=f"todo{n:06d}", created_at=START, updated_at=at, text=text, day=START.date())


def play(db: DeskDB, acts: list[tuple[str, int]]) -> None:
    for place, (act, n) in enumerate(acts):
        at = START + timedelta(minutes=place)
        if act in ("undo", "redo"):
            getattr(db, act)(at)
            continue
        with db.change(act, {"text": str(place)}, at) as writing:
            if act == "put":
                writing.keep(todo(n, f"{n} {place}", at))
            else:
                writing.drop("todos", f"todo{n:06d}")


def records(db: DeskDB) -> dict[str, Todo]:
    return {r.id: r for r in db.table("todos").records() if isinstance(r, Todo)}


def live(db: DeskDB) -> list[int]:
    """Numbers of the changes that stand, the newest first."""
    return [one.seq for one in db.log(1000) if not one.undone and one.verb not in ("undo", "redo")]


@given(ACTS, st.integers(0, 20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_it_is_what_a_chain_of_undos_makes_and_comes_again(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]], place: int
) -> None:
    folder = tmp_path_factory.mktemp("back")
    one, other = (DeskDB(folder / f"{name}.json", program="test") for name in ("one", "other"))
    for db in (one, other):
        play(db, acts)
    there = live(one)
    if there:
        goal = there[place % len(there)]
        before = records(one)
        later = START + timedelta(hours=2)
        n = len(one.back_to(goal))
        one.back(goal, later)
        for _ in range(n):
            other.undo(later)
        assert records(one) == records(other)
        if records(one) != before:
            assert all(e.undone for e in one.log(1000) if e.seq >= goal and e.verb in ("put", "drop"))
            assert one.undo(later) is not None, "one undo takes all of it back"
        assert records(one) == before
        assert live(one)[: len(there)] == there
    for db in (one, other):
        db.close()
    again = DeskDB(folder / "one.json", program="test")
    assert records(again) == (before if there else records(again))
    again.close()


def test_one_alone_goes_where_nothing_of_it_was_touched_since(tmp_path: Path) -> None:
    with_two = [("put", 0), ("put", 1), ("put", 0)]
    db = DeskDB(tmp_path / "u.json", program="test")
    play(db, with_two)
    newest, middle, oldest = live(db)
    with pytest.raises(Refused, match=r"undo\.changed_since"):
        db.undo(START, oldest)
    assert db.undo(START, middle) is not None
    assert set(records(db)) == {"todo000000"}
    assert live(db) == [newest, oldest]
    with pytest.raises(Refused, match=r"undo\.is_back"):
        db.undo(START, middle)
    with pytest.raises(Refused, match=r"undo\.is_back"):
        db.back(middle, START)
    assert db.redo(START) is not None
    assert set(records(db)) == {"todo000000", "todo000001"}
    db.close()


def test_what_is_no_longer_kept_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    db = DeskDB(tmp_path / "u.json", program="test")
    play(db, [("put", n % 4) for n in range(320)])
    db.fold()
    first = min(live(db))
    before = records(db)
    way = db.in_the_way()
    assert way is not None
    assert first < way[0]
    with pytest.raises(Refused, match=r"undo\.not_kept"):
        db.back(first, START)
    assert records(db) == before
    db.back(way[0] + 1, START)
    assert records(db) != before
    db.close()
