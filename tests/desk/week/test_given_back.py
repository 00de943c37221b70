"""A plan with `@李雯` reaches her by file, and ends on both desks by the one fact that ended it on hers (A3)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from desks import all_of
from weeks import FRIDAY, ae_desk, am_desk, live_a_week

from aetui.desk.check.back import send_back
from aetui.desk.check.taking import take_back
from aetui.desk.day.todos import drop_todo, finish_todo
from aetui.desk.week.team_file import send_week, take_week
from aetui.desk.week.team_plan import add_plan
from aetui.domain.records import Todo

NEXT = FRIDAY + timedelta(days=7)


@pytest.mark.parametrize("how", ["done", "dropped"])
def test_what_was_planned_for_her_ends_on_both_desks(tmp_path: Path, how: str) -> None:
    ae, am = ae_desk(tmp_path), am_desk(tmp_path, "李雯")
    live_a_week(ae)
    send_week(ae, None, tmp_path / "w48", FRIDAY)
    take_week(am, tmp_path / "w48", FRIDAY)
    planned = add_plan(am, "周二 打样确认 @李雯", "2026-W48", FRIDAY)
    send_back(am, "李雯", tmp_path / "back", FRIDAY)
    take_back(ae, tmp_path / "back", FRIDAY)
    assert [t.text for t in all_of(ae, Todo) if t.id == planned.id] == ["打样确认"]
    when = FRIDAY + timedelta(days=4)
    if how == "done":
        finish_todo(ae, planned.id, when, how="陈小姐签了")
    else:
        drop_todo(ae, planned.id, "客户取消", when)
    send_week(ae, None, tmp_path / "w49", NEXT)
    take_week(am, tmp_path / "w49", NEXT)
    held = am.get(Todo, planned.id)
    assert held is not None
    fact = held.done or held.dropped
    assert fact is not None
    assert (held.done is not None, fact.at, fact.by) == (how == "done", when, "李雯")
    ae.close()
    am.close()
