"""What is undecided at the end of a day: the laws, over random desks."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import at, book, calendar
from random_desk import desks

from aetui.domain.derive import derive
from aetui.domain.records import Card, Record
from aetui.domain.review import gather
from aetui.domain.rulebook import load_rulebook

RULES, CAL = load_rulebook(), calendar()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(desks(), st.integers(0, 60))
def test_each_thing_once_and_nothing_that_has_ended(records: list[Record], days: int) -> None:
    now = at("11-23 17:30") - timedelta(days=days)
    held = book(*records)
    duties = derive(held, RULES, now, cal=CAL)
    found = gather(held, duties, now.date(), now, CAL, frozenset())
    assert len({t.key for t in found}) == len(found)
    spoken_of = {t.obligation.subject_id for t in found if t.obligation}
    for one in found:
        if one.kind == "duty":
            continue
        kind, _, key = one.key.partition(":")
        record = held.get(kind, key)
        assert record is not None
        assert key not in spoken_of
        assert getattr(record, "done", None) is None
        assert getattr(record, "dropped", None) is None
        assert not isinstance(record, Card) or record.state in ("open", "in_work")
    assert gather(held, duties, now.date(), now, CAL, frozenset(t.key for t in found)) == []
