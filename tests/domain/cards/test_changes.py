"""What a plan became since the client was told of it (R3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from making import at, made

from aetui.domain.cards.changes import between, changes
from aetui.domain.records import Card, Fact, ScheduleSending, Step, ToldStep

NOW = at("11-23 11:30")
SENT = Fact(at=NOW)
TIMES = st.none() | st.integers(1, 5).map(lambda n: NOW + timedelta(days=n))
STEPS = st.dictionaries(
    st.sampled_from("abcde"),
    st.tuples(st.sampled_from(["文案", "打样", "送印"]), st.none() | st.sampled_from(["小王", "小李"]), TIMES),
)
Plan = dict[str, tuple[str, str | None, datetime | None]]


def sending(plan: Plan, deliver: datetime | None) -> ScheduleSending:
    steps = [ToldStep(id=key, what=what, owner=owner, due=due) for key, (what, owner, due) in plan.items()]
    return ScheduleSending(sent=SENT, steps=steps, deliver_at=deliver)


@given(STEPS, STEPS, TIMES, TIMES)
def test_what_is_told_makes_the_one_plan_of_the_other(
    old: Plan, new: Plan, was: datetime | None, now: datetime | None
) -> None:
    """Each change is told once, and nothing else is: an independent reckoning over the fields counts the same."""
    found = between(sending(old, was), sending(new, now))
    kinds = [one.kind for one in found]
    both = [(old[key], new[key]) for key in old if key in new]
    assert kinds.count("added") == len(new.keys() - old.keys())
    assert kinds.count("dropped") == len(old.keys() - new.keys())
    for n, kind in enumerate(("renamed", "owner", "moved")):
        assert kinds.count(kind) == sum(a[n] != b[n] for a, b in both)  # type: ignore[arg-type]
    assert kinds.count("deliver") == (was != now)
    assert (found == []) == (old == new and was == now)


def test_until_it_is_sent_again_and_what_that_told_anew() -> None:
    step = Step(id="a", what="文案", due=NOW)
    fields = {"number": "2611-001", "client_id": "c", "title": "海报", "requested_at": NOW, "opened_at": NOW}
    card = made(Card, "k", NOW, **fields, steps=[step])
    assert changes(card) == []  # nobody was told
    first, second = sending({}, None), sending({"a": ("文案", None, NOW)}, None)
    one = made(Card, "k", NOW, **fields, steps=[step], schedule_sendings=[first])
    two = made(Card, "k", NOW, **fields, steps=[step], schedule_sendings=[first, second])
    assert [(c.kind, c.what, c.now) for c in changes(one)] == [("added", "文案", NOW)]
    assert changes(two) == changes(one)
