"""Two changes of one record that didn't see each other: what counts, and what stands beside it; the same in either order of arrival."""

from __future__ import annotations

import sys
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.store.remote.fields import ABSENT, at
from aetui.store.remote.state import Op, state

BASE: dict[str, Any] = {
    "id": "r",
    "title": "海报",
    "done": {"at": "0", "how": "电邮"},
    "tags": ["a"],
    "chased": [{"at": "1"}],
    "brief": {"goal": "g"},
    "steps": [{"id": "a", "what": "初稿"}, {"id": "b", "what": "二稿"}],
}
A, B = BASE["steps"]


def op(device: str, clock: int, after: Any, before: Any = BASE, n: int = 1, **saw: int) -> Op:
    return Op(clock, device, n, saw, f"{device}{n}", "2026-11-23T09:32:00+08:00", before, after)


def found(*ops: Op, hard: bool = False) -> tuple[Any, list[tuple[str, Any, Any]]]:
    """What comes of them, in whatever order they are given."""
    outcomes = [state("cards", order, lambda _: True, hard=hard) for order in permutations(ops)]
    assert all(one.value == outcomes[0].value for one in outcomes)
    told = [[(".".join(b.path), b.kept, b.aside) for b in one.beside] for one in outcomes]
    assert all(one == told[0] for one in told)
    return outcomes[0].value, told[0]


@pytest.mark.parametrize(
    ("one", "other", "wanted", "beside"),
    [
        ({"title": "横版"}, {"kind": "film"}, {"title": "横版", "kind": "film"}, []),
        ({"title": "横版"}, {"title": "竖版"}, {"title": "竖版"}, [("title", "竖版", "横版")]),
        ({"title": "横版"}, {"title": "横版"}, {"title": "横版"}, []),
        ({"done": ABSENT}, {"done": {"at": "2"}}, {"done": {"at": "2"}}, [("done", {"at": "2"}, ABSENT)]),
        ({"done": {"at": "2"}}, {"done": ABSENT}, {"done": ABSENT}, [("done", ABSENT, {"at": "2"})]),
        ({"tags": ["a", "b"]}, {"tags": ["a", "c"]}, {"tags": ["a", "b", "c"]}, []),
        ({"tags": ABSENT}, {"tags": ["a", "c"]}, {"tags": ["c"]}, []),
        (
            {"chased": [{"at": "1"}, {"at": "2"}]},
            {"chased": [{"at": "1"}, {"at": "3"}]},
            {"chased": [{"at": "1"}, {"at": "2"}, {"at": "3"}]},
            [],
        ),
        ({"brief": {"goal": "h"}}, {"brief": {"goal": "g", "who": "w"}}, {"brief": {"goal": "h", "who": "w"}}, []),
        ({"waived": {"x": {"at": "1"}}}, {"waived": {"y": {"at": "2"}}}, {"waived": {"x": {"at": "1"}, "y": {"at": "2"}}}, []),
        ({"steps": [B]}, {"title": "x"}, {"steps": [B], "title": "x"}, []),
        (
            {"steps": [{**A, "what": "草图"}, B]},
            {"steps": [A, {**B, "what": "完稿"}, {"id": "c", "what": "打样"}]},
            {"steps": [{**A, "what": "草图"}, {**B, "what": "完稿"}, {"id": "c", "what": "打样"}]},
            [],
        ),
        ({"steps": [{**A, "what": "草图"}, B]}, {"steps": [B]}, {"steps": [{**A, "what": "草图"}, B]}, []),
        ({"steps": [B]}, {"steps": [{**A, "what": "草图"}, B]}, {"steps": [{**A, "what": "草图"}, B]}, []),
        (
            {"steps": [A, B, {"id": "c", "what": "c"}]},
            {"steps": [A, B, {"id": "d", "what": "d"}]},
            {"steps": [A, B, {"id": "c", "what": "c"}, {"id": "d", "what": "d"}]},
            [],
        ),
        ({"steps": [B, A]}, {"steps": [A, {**B, "what": "完稿"}]}, {"steps": [{**B, "what": "完稿"}, A]}, []),
        ({"updated_at": "5"}, {"updated_at": "4"}, {"updated_at": "4"}, []),
        ({"number": "2611-002"}, {"number": "2611-003"}, {"number": "2611-003"}, []),
    ],
)  # fmt: skip
def test_two_words(one: dict[str, Any], other: dict[str, Any], wanted: dict[str, Any], beside: list[Any]) -> None:
    value, told = found(op("a", 5, _with(one)), op("b", 6, _with(other)))
    assert value == _with(wanted)
    assert told == beside


def _with(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**BASE, **said}.items() if value is not ABSENT}


def test_a_deletion_that_did_not_see_a_change_is_none() -> None:
    changed = {**BASE, "title": "横版"}
    assert found(op("a", 5, ABSENT), op("b", 6, changed)) == (changed, [])
    assert found(op("a", 7, ABSENT), op("b", 6, changed)) == (changed, [])
    assert found(op("a", 7, ABSENT, changed, b=1), op("b", 6, changed)) == (ABSENT, [])
    assert found(op("a", 5, ABSENT), op("b", 6, ABSENT)) == (ABSENT, [])


def test_a_number_that_the_desk_gives_keeps_no_card_that_was_taken_away() -> None:
    gone = op("a", 5, ABSENT)
    for clock in (4, 6):
        anew = op("b", clock, {**BASE, "number": "2611-002", "renumbered": [{"at": "1", "was": "2611-001"}]})
        assert found(gone, anew) == (ABSENT, [])
        assert found(gone, anew, hard=True) == (ABSENT, [])


def test_what_came_back_says_no_more_than_that_it_is_there() -> None:
    """Deleted and brought back on one device, changed on another meanwhile: that change stands, and nobody need be asked."""
    changed = {**BASE, "title": "横版"}
    gone, back = op("a", 5, ABSENT), op("a", 7, BASE, ABSENT, n=2)
    assert found(gone, back, op("b", 6, changed)) == (changed, [])


def test_a_replica_takes_each_deletion_for_one_until_somebody_who_saw_it_writes() -> None:
    changed = {**BASE, "title": "横版"}
    gone, edit = op("a", 5, ABSENT), op("b", 6, changed)
    assert found(gone, edit, hard=True) == (ABSENT, [])
    later = op("b", 8, {**changed, "kind": "film"}, changed, n=2, a=1)
    assert found(gone, edit, later, hard=True) == ({**changed, "kind": "film"}, [])


def test_who_saw_both_words_settles_them_by_a_third() -> None:
    one, other = op("a", 5, {**BASE, "title": "横版"}), op("b", 6, {**BASE, "title": "竖版"})
    third = op("c", 7, {**BASE, "title": "方版"}, {**BASE, "title": "竖版"}, a=1, b=1)
    assert found(one, other, third) == ({**BASE, "title": "方版"}, [])
    unseen = op("c", 7, {**BASE, "title": "方版"}, {**BASE, "title": "竖版"}, b=1)
    assert found(one, other, unseen) == ({**BASE, "title": "方版"}, [("title", "方版", "横版")])


def test_a_change_more_costs_as_much_among_many_as_among_few() -> None:
    """Each writes the title, sets a mark, plans a step more and drops one, goes and is brought back."""
    calls = {}
    for size in (100, 400):
        docs, ops = {"a": BASE, "b": BASE}, []
        for n in range(1, size):
            for device, before in docs.items():
                steps = [*before["steps"][-5:], {"id": f"{device}{n}", "what": "w"}]
                after: Any = {**before, "title": f"{device}{n}", "brief": {"goal": str(n)}, "steps": steps}
                turns = [(before, ABSENT), (ABSENT, before)] if n % 20 == 0 else [(before, after)]
                for k, (one, other) in enumerate(turns):
                    ops.append(op(device, 4 * n + k, other, one, n=2 * n + k))
                docs[device] = before if n % 20 == 0 else after
        calls[size] = _calls_of(ops)
    assert calls[400] < 10 * calls[100]  # what is asked of all for each costs 16 times


def _calls_of(ops: list[Op]) -> int:
    """How many functions are called for the record that those changes make: the same on every machine, whatever else it does."""
    n = 0

    def called(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal n
        n += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        state("cards", ops, lambda _: True)
    finally:
        sys.setprofile(before)
    return n


LEAVES = st.integers(0, 2) | st.sampled_from(["x", "y"])
THINGS = st.lists(
    st.builds(lambda key, what: {"id": key, "what": what}, st.sampled_from("ijk"), LEAVES),
    max_size=3,
    unique_by=lambda one: one["id"],
)
VALUES = LEAVES | st.dictionaries(st.sampled_from("abc"), LEAVES, min_size=1, max_size=2) | THINGS
DOCUMENTS = st.dictionaries(st.sampled_from("fgh"), VALUES, max_size=3).map(lambda fields: {"id": "r", **fields})


@given(DOCUMENTS, st.lists(DOCUMENTS | st.just(ABSENT), min_size=2, max_size=4))
def test_changes_apart_are_the_same_in_every_order_and_each_word_counts_or_is_told(
    base: Any, afters: list[Any]
) -> None:
    ops = [op(device, clock, after, base) for clock, (device, after) in enumerate(zip("abcd", afters, strict=False))]
    value, told = found(*ops)
    beside = {(path, repr(aside)) for path, _, aside in told}
    for after in afters:
        for field in "fgh":
            said, was = at(after, (field,)), at(base, (field,))
            if isinstance(was, dict | list):
                continue
            if after is not ABSENT and said != was and not isinstance(said, dict | list):
                assert at(value, (field,)) == said or (field, repr(said)) in beside or _within(field, beside)


def _within(field: str, beside: set[tuple[str, str]]) -> bool:
    return any(path.split(".")[0] == field for path, _ in beside)


@given(DOCUMENTS, DOCUMENTS)
def test_who_saw_all_leaves_the_record_as_it_wrote_it(base: Any, after: Any) -> None:
    assert found(op("a", 5, after, base)) == (after, [])
