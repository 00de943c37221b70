"""A long list folds into lines with a count, and the board keeps its four parts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from showing import app_of, shown

from aetui.desk.book.clients import resolve
from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.day.folding import BoardRow, Folded, Owed, fold, rows_of
from aetui.desk.demo import MONDAY
from aetui.domain.obligations import Obligation
from aetui.domain.rulebook import load
from aetui.widgets.lines import LineList

MOST_FOLDS = 3
"""Lines that folding may take: today's rest, tomorrow, later."""

TODAY = date(2026, 11, 23)


def duty(n: int, days: int, state: str = "pending", step: str = "") -> Obligation:
    at = MONDAY + timedelta(days=days, minutes=n)
    return Obligation(
        id=f"card.step:{n}",
        rule="card.step",
        source="R3",
        subject_type="step" if step else "card",
        subject_id=step or str(n),
        what="x",
        start=at - timedelta(hours=1),
        due=at,
        act_by=at,
        state=state,  # type: ignore[arg-type]
    )


def _day(owed: Obligation) -> date:
    return owed.act_by.date()


DUTIES = st.lists(st.tuples(st.integers(-2, 9), st.sampled_from(["", "", "", "a", "b"])), max_size=60)


@given(DUTIES, st.integers(1, 40))
def test_nothing_is_lost_and_the_room_is_kept(drawn: list[tuple[int, str]], room: int) -> None:
    owed = [duty(n, days, "overdue" if days < 0 else "pending", step) for n, (days, step) in enumerate(drawn)]
    owed.sort(key=lambda o: o.act_by)
    rows = rows_of(owed)
    assert sorted(o.id for row in rows for o in (row.first, *row.others)) == sorted(o.id for o in owed)
    assert all(row.first.act_by <= one.act_by for row in rows for one in row.others)
    folded = fold(rows, room, TODAY, TODAY + timedelta(days=1), _day)
    behind = [row for _, some in folded.folds for row in some]
    assert sorted(r.first.id for r in (*folded.today, *folded.ahead, *behind)) == sorted(r.first.id for r in rows)
    lines = len(folded.today) + len(folded.ahead) + len(folded.folds)
    lines += bool(folded.today and (folded.ahead or folded.folds))
    assert lines <= max(room, MOST_FOLDS + 2)
    assert len(folded.folds) <= MOST_FOLDS
    if folded.today and behind:
        assert max(row.first.act_by for row in folded.today) <= min(row.first.act_by for row in behind)


@given(DUTIES, st.integers(4, 40))
def test_no_line_stays_free_while_the_next_days_are_folded(drawn: list[tuple[int, str]], room: int) -> None:
    owed = [duty(n, days, "overdue" if days < 0 else "pending", step) for n, (days, step) in enumerate(drawn)]
    owed.sort(key=lambda o: o.act_by)
    folded = fold(rows_of(owed), room, TODAY, TODAY + timedelta(days=1), _day)
    if "tomorrow" in dict(folded.folds):
        assert len(folded.today) + len(folded.ahead) + len(folded.folds) + bool(folded.today) >= room


def _one_by_one(rows: list[BoardRow], room: int, tomorrow: date) -> Folded:
    """The same, looking at each row and each number of lines."""
    here = [row for row in rows if row.first.state == "overdue" or _day(row.first) <= TODAY]
    ahead = [row for row in rows if row not in here]
    if len(rows) + bool(here and ahead) <= room:
        return Folded(tuple(here), tuple(ahead))
    following = [row for row in ahead if _day(row.first) <= tomorrow]
    later = [row for row in ahead if _day(row.first) > tomorrow]

    def folds(n: int) -> list[tuple[str, tuple[BoardRow, ...]]]:
        return [(name, some) for name, some in (("tomorrow", tuple(following[n:])), ("later", tuple(later))) if some]

    free = max(room - len(folds(0)) - bool(folds(0) and here), 1)
    if len(here) > free:
        free = max(free - 1, 1)
        return Folded(tuple(here[:free]), (), (("rest", tuple(here[free:])), *folds(0)))
    free = room - len(here) - bool(here)
    n = max((n for n in range(len(following) + 1) if n + len(folds(n)) <= free), default=0)
    return Folded(tuple(here), tuple(following[:n]), tuple(folds(n)))


@given(DUTIES, st.integers(1, 40), st.integers(-1, 4))
def test_it_folds_as_one_who_tries_each_number_of_lines(
    drawn: list[tuple[int, str]], room: int, days_to_tomorrow: int
) -> None:
    owed = [duty(n, days, "overdue" if days < 0 else "pending", step) for n, (days, step) in enumerate(drawn)]
    owed.sort(key=lambda o: o.act_by)
    rows, tomorrow = rows_of(owed), TODAY + timedelta(days=days_to_tomorrow)
    assert fold(rows, room, TODAY, tomorrow, _day) == _one_by_one(rows, room, tomorrow)


RULES = load().rules


@given(DUTIES, st.lists(st.integers(-4000, 14000), min_size=1, max_size=8))
def test_what_was_reckoned_of_the_same_duties_holds_at_each_moment(
    drawn: list[tuple[int, str]], minutes: list[int]
) -> None:
    duties = [duty(n, days, "overdue" if days < 0 else "pending", step) for n, (days, step) in enumerate(drawn)]
    duties.sort(key=lambda o: (not o.left_open, o.act_by))
    owed = Owed(duties)
    for now in (MONDAY + timedelta(minutes=n) for n in minutes):
        assert owed.next_turn(now, RULES) == Owed(duties).next_turn(now, RULES)
        end = now + timedelta(days=1)
        assert list(owed.between(now, end)) == [o for o in duties if not o.left_open and now <= o.act_by < end]


def test_all_of_a_short_list_is_shown() -> None:
    rows = [BoardRow(duty(1, 0)), BoardRow(duty(2, 3))]
    assert fold(rows, 3, TODAY, TODAY, _day) == ((rows[0],), (rows[1],), ())


def _busy(desk: Desk) -> None:
    at = datetime.fromisoformat("2026-11-23T11:20:00+08:00")
    client = resolve(desk, "梅林")
    card = open_card(desk, "春节礼盒", at, client=client)
    for n in range(20):
        line = f"第{n + 1}步 @小王 2026-12-{n % 9 + 1:02d} 11:{n:02d}"
        add_steps(desk, card.number, [understand(desk, line, at)], at)


async def test_the_board_keeps_its_four_parts_with_many_duties(desk: Desk) -> None:
    _busy(desk)
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        text = shown(app)
        for part in ("时限", "通话", "待办", "工作卡", "今天已完成"):
            assert part in text
        assert "时限 41   今天 8 · 明天 5 · 以后 28" in text
        assert "欠 41" in text, "the head counts the same rows"
        assert "以后" in text
        left = app.screen.query_one("#left", LineList)
        folds = [ref for ref in left.refs if ref.startswith("fold:")]
        assert folds == ["fold:later"]
        await pilot.press("z")
        await pilot.pause()
        assert not [ref for ref in left.refs if ref.startswith("fold:")]
        assert (
            sum(ref.startswith("obligation:card.step") for ref in left.refs)
            + sum(ref.startswith("obligation:card.chase") for ref in left.refs)
            >= 20
        ), "a step is one row"
        assert len({ref.rpartition(".")[2] for ref in left.refs if "card.step" in ref or "card.chase" in ref}) == len(
            [ref for ref in left.refs if "card.step" in ref or "card.chase" in ref]
        )
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert [ref for ref in left.refs if ref.startswith("fold:")] == folds


async def test_enter_on_a_fold_unfolds_it(desk: Desk) -> None:
    _busy(desk)
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        left = app.screen.query_one("#left", LineList)
        assert left.select("fold:later")
        await pilot.press("enter")
        await pilot.pause()
        assert not [ref for ref in left.refs if ref.startswith("fold:")]
