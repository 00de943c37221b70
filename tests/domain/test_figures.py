"""How duties ended, counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.figures import ended_as, promised, tallies, together
from aetui.domain.obligations import Obligation

NOW = datetime.fromisoformat("2026-11-27T17:30:00+08:00")


def one(state: str, due: datetime = NOW, **fields: Any) -> Obligation:
    given_ = {"id": "x", "rule": "week.call", "source": "C1", "subject_type": "client", "subject_id": "c", "what": ""}
    return Obligation(**{**given_, **fields}, start=due, due=due, act_by=due, state=state)


@pytest.mark.parametrize(
    ("state", "due", "how"),
    [
        ("met", NOW, "kept"),
        ("met_late", NOW, "late"),
        ("overdue", NOW - timedelta(hours=1), "late"),
        ("soon", NOW + timedelta(hours=1), "open"),
        ("pending", NOW + timedelta(days=1), "open"),
        ("soon", NOW, "open"),  # at the very moment it is not late yet
        ("missed", NOW, "missed"),
        ("waived", NOW, "waived"),
        # Past `act_by` and not past `due`: nothing is late yet.
        ("overdue", NOW + timedelta(minutes=1), "open"),
    ],
)
def test_how_it_ended(state: str, due: datetime, how: str) -> None:
    assert ended_as(one(state, due), NOW) == how


def test_what_fell_due_in_a_span() -> None:
    begin = NOW - timedelta(days=4)
    duties = [one("met", due, id=str(n)) for n, due in enumerate((NOW, begin, begin - timedelta(seconds=1)))]
    assert [o.id for o in promised(duties, begin, NOW)] == ["1"]


STATES = ("met", "met_late", "overdue", "soon", "pending", "missed", "waived")


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from("ab"), st.sampled_from(["p", "q", None]))))
def test_nothing_is_lost_in_the_counting(rows: list[tuple[str, str, str | None]]) -> None:
    duties = [one(state, rule=rule, client_id=client) for state, rule, client in rows]
    found = tallies(duties, NOW, lambda client: client or "")
    assert together(found).promised == len(rows)
    assert together(found).kept == sum(state == "met" for state, _, _ in rows)
    for tally in found:
        assert tally.promised == sum((r, c or "") == (tally.rule, tally.client) for _, r, c in rows)
