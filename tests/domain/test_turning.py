"""Until when a derivation holds: no comparison with a later moment goes unnoticed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from random_desk import BEGAN

from aetui.domain.derive.turning import FOREVER, Now, Turning


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
