"""Until when a derivation holds: no comparison with a later moment goes unnoticed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import book, calendar
from random_desk import BEGAN, desks

from aetui.domain.derive import derive, derive_until
from aetui.domain.derive.turning import FOREVER, Now, Turning
from aetui.domain.records import Record
from aetui.domain.rulebook import load

NOWS: st.SearchStrategy[datetime] = st.integers(0, 70 * 24 * 4).map(
    lambda n: BEGAN + timedelta(minutes=15 * n, seconds=n % 60)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    desks(),
    NOWS,
    st.floats(0, 1),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]),
    st.booleans(),
)
def test_until_then_nothing_is_owed_otherwise(
    records: list[Record], now: datetime, share: float, zone: str, ended: bool
) -> None:
    cal, held, rules = calendar(zone), book(*records), load()
    since = now - timedelta(days=2) if ended else None
    found, until = derive_until(held, rules, now, cal=cal, ended_since=since)
    assert found == derive(held, rules, now, cal=cal, ended_since=since)
    assert until >= now
    last = min(until, now + timedelta(days=2)) - timedelta(microseconds=1)
    for later in (last, now + (last - now) * share):
        if later > now:
            assert derive(held, rules, later, cal=cal, ended_since=since) == found, (now, later, until)


def test_a_comparison_with_a_later_moment_is_noticed() -> None:
    turning = Turning(BEGAN)
    now = Now.of(turning)
    hour = timedelta(hours=1)
    assert turning.until == FOREVER
    assert now > BEGAN - hour
    assert turning.until == FOREVER
    assert not now > BEGAN + 3 * hour
    assert turning.until == BEGAN + 3 * hour
    assert BEGAN + 2 * hour > now  # by the other's comparison too
    assert turning.until == BEGAN + 2 * hour
    assert now - hour < BEGAN + hour / 2  # of what is reckoned from it
    assert turning.until == BEGAN + 1.5 * hour
    assert max(now, BEGAN + hour) == BEGAN + hour
    assert turning.until == BEGAN + hour


def test_where_now_itself_is_told_it_holds_for_no_other_moment() -> None:
    for use in (hash, Now.timestamp, Now.astimezone, Now.date, lambda now: now == BEGAN):
        turning = Turning(BEGAN)
        use(Now.of(turning))
        assert turning.until == BEGAN


def test_a_span_up_to_now_is_refused() -> None:
    now = Now.of(Turning(BEGAN))
    with pytest.raises(TypeError):
        now - BEGAN
    with pytest.raises(TypeError):
        BEGAN - now
