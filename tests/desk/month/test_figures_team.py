"""The team over weeks and months: the same numbers as Friday (A3) and the appraisal (A10), and what isn't in is told."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.month.appraisals import year_figures
from aetui.desk.month.figures_tables import team_tables
from aetui.desk.month.figures_team import team_figures
from aetui.desk.week.team import by_client, week_of_team
from aetui.domain.clock.periods import month_of, week_of
from aetui.domain.errors import BadInput
from aetui.domain.figures import together
from aetui.domain.quality import summed
from aetui.domain.records import Quality, Tally, TeamWeek
from aetui.locales import Texts

NOW = datetime.fromisoformat("2027-01-20T10:00:00+08:00")
FIRST = date(2026, 9, 28)
AES = ("李雯", "张敏")

TALLIES = st.lists(
    st.builds(
        Tally,
        rule=st.sampled_from(["call.promise", "card.step"]),
        client=st.sampled_from(["", "梅林", "申花"]),
        kept=st.integers(0, 9),
        late=st.integers(0, 9),
        missed=st.integers(0, 3),
        waived=st.integers(0, 3),
    ),
    max_size=4,
)
QUALITIES = st.builds(Quality, reviews=st.integers(0, 4), returned=st.integers(0, 4), minutes=st.integers(0, 3))
WEEKS = st.dictionaries(
    st.tuples(st.sampled_from(AES), st.integers(0, 15)), st.tuples(TALLIES, QUALITIES), min_size=1, max_size=12
)
"""By AE and week, counted from `FIRST`: over the turn of the year, of months and of quarters."""


def am_desk(folder: Path) -> Desk:
    desk = Desk.open(folder / "am.json", program="test", now=NOW)
    who = {"name": "王磊", "roles": "AM", "timezone": "Asia/Shanghai", "calendar": "CN"}
    set_profiles(desk, {**who, "people": ",".join(f"{name}:AE" for name in AES)}, NOW)
    return desk


def fill_weeks(desk: Desk, weeks: dict[tuple[str, int], tuple[list[Tally], Quality]]) -> None:
    with desk.change("test", NOW) as change:
        for (who, n), (tallies, quality) in weeks.items():
            period = week_of(FIRST + timedelta(weeks=n))
            change.new(TeamWeek, whose=who, desk=who, period=period, made=NOW, tallies=tallies, quality=quality)


def counts(tally: Tally) -> tuple[int, ...]:
    return (tally.kept, tally.late, tally.missed, tally.waived, tally.open)


@given(WEEKS)
@settings(max_examples=15, deadline=None)
def test_one_number_on_friday_over_months_and_in_the_appraisal(
    weeks: dict[tuple[str, int], tuple[list[Tally], Quality]],
) -> None:
    with TemporaryDirectory() as folder:
        desk = am_desk(Path(folder))
        fill_weeks(desk, weeks)
        spans = {
            (trend.who, one.period): one.counted
            for year in ("2026", "2027")
            for trend in team_figures(desk, NOW, year).people
            for one in (*trend.weeks, *trend.months)
        }
        for (who, n), (tallies, quality) in weeks.items():
            period = week_of(FIRST + timedelta(weeks=n))
            friday = next(w for w in week_of_team(desk, NOW, period).all if w.whose == who)
            assert counts(spans[who, period].tally) == counts(together(by_client(friday))) == counts(together(tallies))
            assert spans[who, period].quality == friday.quality == quality
        for who in AES:
            for year in (2026, 2027):
                named = {period: one for (name, period), one in spans.items() if name == who and len(period) == 7}
                inside = [one for period, one in named.items() if period.startswith(f"{year}-")]
                appraised = year_figures(desk, who, year)
                assert counts(together(one.tally for one in inside)) == counts(appraised.whole)
                assert summed(one.quality for one in inside) == appraised.quality
                assert sum(len(one.weeks) for one in inside) == appraised.weeks
        desk.close()


def test_a_week_that_is_not_in_is_told_and_counts_for_nothing(tmp_path: Path) -> None:
    desk = am_desk(tmp_path)
    kept = ([Tally(rule="call.promise", kept=3, late=1)], Quality())
    fill_weeks(desk, {("李雯", n): kept for n in (9, 11)})
    seen = team_figures(desk, NOW, "2026-12")
    trend = seen.people[0]
    assert [one.period for one in trend.weeks][-1] == "2026-W53"
    told = {one.period: one.missing for one in trend.weeks if one.due}
    assert told == {"2026-W49": [], "2026-W50": ["2026-W50"], "2026-W51": [], "2026-W52": ["2026-W52"]} | {
        "2026-W53": ["2026-W53"]
    }
    december = trend.months[-1]
    assert (december.period, len(december.counted.weeks), len(december.due)) == ("2026-12", 2, 5)
    assert december.counted.tally.kept == 6
    assert not any(one.due for one in seen.people[1].weeks)  # nothing ever came from her, and nothing is made up
    rows = team_tables(Texts("zh"), seen)[0].rows
    assert [row[:3] for row in rows if row[0].startswith("2026-W50")] == [["2026-W50 12/7", "0/1", "?"]]
    assert Counter(row[1] for row in rows)["2/5"] == 1
    desk.close()


def test_this_week_is_due_when_it_is_over(tmp_path: Path) -> None:
    desk = am_desk(tmp_path)
    fill_weeks(desk, {("李雯", 15): ([], Quality())})
    friday = datetime.fromisoformat("2027-01-15T16:00:00+08:00")
    weeks = team_figures(desk, friday).people[0].weeks
    assert (weeks[-1].period, weeks[-1].due) == (week_of(friday.date()), [week_of(friday.date())])
    monday = friday + timedelta(days=3)
    assert team_figures(desk, monday).people[0].weeks[-1].due == []
    assert month_of(monday.date()) == team_figures(desk, monday).period
    desk.close()


def test_a_period_that_is_none(tmp_path: Path) -> None:
    desk = am_desk(tmp_path)
    with pytest.raises(BadInput, match=r"figures\.period"):
        team_figures(desk, NOW, "immer")
    assert team_figures(desk, NOW).empty
    desk.close()
