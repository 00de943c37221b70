"""The laws of derivation, on desks at random."""

from __future__ import annotations

import gc
from datetime import datetime, timedelta
from random import Random
from weakref import ref

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import book, calendar
from msgspec.structs import replace
from random_desk import BEGAN, desks

from aetui.domain.book import Book
from aetui.domain.derive import derive, each_obligation
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import KIND_OF, Client, Profile, Record
from aetui.domain.records.liveness import is_live
from aetui.domain.rulebook import load
from aetui.locales import LANGS, Texts
from aetui.locales.wording import title

NOWS: st.SearchStrategy[datetime] = st.integers(0, 70 * 24).map(lambda hours: BEGAN + timedelta(hours=hours))
law = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def everything(records: list[Record], now: datetime) -> list[Obligation]:
    return derive(book(*records), load(), now, cal=calendar(), ended=True)


@law
@given(desks(), NOWS)
def test_nothing_is_acted_on_after_it_is_due(records: list[Record], now: datetime) -> None:
    for o in everything(records, now):
        assert o.act_by <= o.due
        assert o.start <= o.due
        assert (o.met_at is not None) == (o.state in ("met", "met_late"))


@law
@given(desks(), NOWS, st.randoms(use_true_random=False))
def test_the_same_records_give_the_same_in_any_order(records: list[Record], now: datetime, random: Random) -> None:
    once = everything(records, now)
    assert everything(records, now) == once
    shuffled = list(records)
    random.shuffle(shuffled)
    assert everything(shuffled, now) == once


@law
@given(desks(), NOWS)
def test_ids_are_unique_and_the_most_urgent_comes_first(records: list[Record], now: datetime) -> None:
    found = everything(records, now)
    assert len({o.id for o in found}) == len(found)
    urgent = [o for o in found if o.state in OPEN]
    assert found[: len(urgent)] == urgent
    assert urgent == sorted(urgent, key=lambda o: (not o.left_open, o.act_by, o.due, o.rule != "trouble.report", o.id))


@law
@given(desks(), NOWS)
def test_what_comes_round_is_told_apart(records: list[Record], now: datetime) -> None:
    """Two of one rule and subject never read the same; the present one is called as the rule is."""
    for lang in LANGS:
        say, rules = Texts(lang), load()
        found = [o for o in everything(records, now) if o.named.comes_round]
        assert len({(o.rule, o.subject_id, title(say, o, rules)) for o in found}) == len(found)
    today = now.astimezone(calendar().tz).date()
    for o in everything(records, now):
        if o.rule == "day.review":
            assert o.left_open == (o.named.period < today.isoformat())


@law
@given(desks(), NOWS, st.none() | st.integers(0, 60))
def test_one_by_one_the_same_are_found(records: list[Record], now: datetime, days: int | None) -> None:
    since = None if days is None else now - timedelta(days=days)
    held = book(*records)
    at_once = derive(held, load(), now, cal=calendar(), ended=since is None, ended_since=since)
    one_by_one = list(each_obligation(held, load(), now, cal=calendar(), ended_since=since))
    assert sorted(key for key, _ in one_by_one) == sorted(o.id for o in at_once)
    for o in at_once:
        counted = dict(one_by_one)[o.id]
        # The same moment on the same clock: the day on which it is counted is read off it.
        assert (counted.due, counted.due.utcoffset()) == (o.due, o.due.utcoffset())
        assert (counted.rule, counted.client_id) == (o.rule, o.client_id)
        assert counted.state == ("pending" if o.state == "soon" else o.state)


@law
@given(desks(), NOWS, st.integers(0, 60 * 24))
def test_what_has_ended_never_comes_back(records: list[Record], now: datetime, hours: int) -> None:
    ended = {o.id: o.state for o in everything(records, now) if o.state not in OPEN}
    later = {o.id: o.state for o in everything(records, now + timedelta(hours=hours))}
    for key, state in ended.items():
        assert later.get(key) == state


@law
@given(desks(), NOWS)
def test_no_duty_of_an_event_is_met_by_what_is_older_than_its_start(records: list[Record], now: datetime) -> None:
    for o in everything(records, now):
        if o.met_at is not None and not load().rules[o.rule].calendar:
            assert o.met_at >= o.start


@law
@given(desks(), NOWS, st.integers(0, 60 * 24))
def test_states_move_one_way_alone(records: list[Record], now: datetime, hours: int) -> None:
    """Pending, soon, overdue, ended; a start, a due time and an act-by stay what they were."""
    order = ("pending", "soon", "overdue")
    before = {o.id: o for o in everything(records, now)}
    after = {o.id: o for o in everything(records, now + timedelta(hours=hours))}
    for key, was in before.items():
        found = after.get(key)
        if found is None:
            assert was.state in ("pending", "soon"), was  # what wasn't late yet is gone when it loses its sense
        elif was.state in OPEN and found.state in OPEN:
            assert order.index(found.state) >= order.index(was.state)
            assert (found.start, found.due, found.act_by) == (was.start, was.due, was.act_by)
        else:
            assert found.state == was.state or was.state in OPEN


@law
@given(desks(), NOWS)
def test_a_desk_and_a_client_that_came_later_hide_nothing_that_was_typed(records: list[Record], now: datetime) -> None:
    later = [replace(r, created_at=now + timedelta(days=30)) if isinstance(r, Profile | Client) else r for r in records]
    typed = {o.id: o for o in everything(records, now) if not load().rules[o.rule].calendar}
    assert {o.id: o for o in everything(later, now) if not load().rules[o.rule].calendar} == typed


@law
@given(desks(), NOWS)
def test_what_is_open_is_found_among_the_live_alone(records: list[Record], now: datetime) -> None:
    # What is settled by facts of time to come is live for nobody: a desk holds what was written by now.
    records = [r for r in records if r.updated_at <= now]
    urgent = [o for o in everything(records, now) if o.state in OPEN]
    assert derive(book(*records), load(), now, cal=calendar()) == urgent
    recent = now - timedelta(days=45)
    front = [r for r in records if is_live(KIND_OF[type(r)], r) or r.updated_at >= recent]
    assert derive(book(*front), load(), now, cal=calendar()) == urgent


@law
@given(desks(), NOWS, st.integers(0, 72))
def test_what_ended_since_is_a_part_of_what_ended(records: list[Record], now: datetime, hours: int) -> None:
    since = now - timedelta(hours=hours)
    lately = derive(book(*records), load(), now, cal=calendar(), ended_since=since)
    whole = everything(records, now)
    assert {o.id for o in lately} <= {o.id for o in whole}
    for o in whole:
        if o.met_at is not None and o.met_at >= since and not o.id.startswith("day.review"):
            assert o in lately


@law
@given(desks(), st.data())
def test_a_book_changed_record_by_record_is_the_book_filled_anew(records: list[Record], data: st.DataObject) -> None:
    """Also one that was read in between, and one whose records came and went."""
    changed = Book()
    others = data.draw(desks())
    stand: dict[tuple[str, str], Record] = {}
    for record in data.draw(st.permutations([*records, *others])):
        kind = KIND_OF[type(record)]
        gone = data.draw(st.integers(0, 3)) == 0
        changed.apply(kind, record.id, None if gone else record)
        stand.pop((kind, record.id), None)
        if not gone:
            stand[kind, record.id] = record
        if data.draw(st.integers(0, 5)) == 0:
            list(changed.touched(kind, BEGAN))
            changed.active(BEGAN, BEGAN + timedelta(days=1))
    anew = Book((kind, r) for (kind, _), r in stand.items())
    now = data.draw(NOWS)
    assert derive(changed, load(), now, cal=calendar(), ended=True) == derive(
        anew, load(), now, cal=calendar(), ended=True
    )
    for kind in ("calls", "items", "cards"):
        assert {r.id for r in changed.live(kind)} == {r.id for r in anew.live(kind)}
        since = data.draw(NOWS)
        assert [r.id for r in changed.touched(kind, since)] == [r.id for r in anew.touched(kind, since)]
    assert sorted(i.id for n in range(4) for i in changed.items_of(f"c{n}")) == sorted(
        i.id for n in range(4) for i in anew.items_of(f"c{n}")
    )


@law
@given(desks(), NOWS)
def test_what_was_derived_from_is_freed_by_itself(records: list[Record], now: datetime) -> None:
    """In a circle it would wait for the garbage collector, which frees ten years at once and holds up every thread."""
    gc.disable()
    try:
        held = book(*records)
        seen = ref(held)
        derive(held, load(), now, cal=calendar(), ended=True)
        for _ in each_obligation(held, load(), now, cal=calendar()):
            pass
        del held
        assert seen() is None
    finally:
        gc.enable()
