"""What a desk keeps of its derivations is what a whole one finds: now, for an old week, and for a later moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import book, calendar
from msgspec.structs import replace
from random_desk import desks, record
from test_ledger import NAMES, START, lies_ahead

from aetui.desk.derived import Derivations
from aetui.domain.derive import derive
from aetui.domain.records import KIND_OF, Client, Profile, Record
from aetui.domain.rulebook import load


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(desks(), START, st.data())
def test_weeks_turned_to_and_moments_to_come(records: list[Record], now: datetime, data: st.DataObject) -> None:
    cal, rules, kept = calendar("Asia/Shanghai"), load(), Derivations()
    began = [isinstance(r, Profile | Client) for r in records]
    held = book(*(r for r, b in zip(records, began, strict=True) if b or not lies_ahead(r, now)))
    keys = [r.id for r, b in zip(records, began, strict=True) if not b]
    ends = [now + timedelta(days=n) for n in (3, 10, 17)]
    for n in range(data.draw(st.integers(2, 5))):
        for days in data.draw(st.lists(st.sampled_from([0, 1, 14, 40, 90]), min_size=1, max_size=3)):
            since = now - timedelta(days=days)
            assert kept.derive(held, rules, now, cal, since) == derive(held, rules, now, cal=cal, ended_since=since)
        for end in data.draw(st.lists(st.sampled_from(ends), min_size=1, max_size=3)):
            if end > now:
                then = derive(held, rules, end, cal=cal, ended_since=now)
                assert kept.ahead(held, rules, now, end, cal) == then
                known = {o.id for o in derive(held, rules, now, cal=cal, ended_since=now)}
                coming = kept.ahead(held, rules, now, end, cal, there=True)
                assert {o.id: o for o in coming if o.id not in known} == {o.id: o for o in then if o.id not in known}
        now += timedelta(minutes=data.draw(st.integers(0, 900)))
        key = data.draw(st.sampled_from([*keys, f"new{n}"]))
        stands = next(((kind, r) for kind in NAMES if (r := held.held(kind, key))), None)
        other = data.draw(record(key, NAMES[stands[0]] if stands else ""))
        if not lies_ahead(replace(other, updated_at=now), now):
            made = stands[1].created_at if stands else other.created_at
            held.apply(KIND_OF[type(other)], key, replace(other, created_at=made, updated_at=now))
