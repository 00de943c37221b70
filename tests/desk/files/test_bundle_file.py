"""Files between desks: what is written comes back, and nothing comes back from a file that somebody wrote in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.desk.files.bundle_file import kind_of, read_bundle, write_bundle
from aetui.desk.week.team_file import WEEK, WeekFile
from aetui.domain.errors import BadInput
from aetui.domain.records import Tally, TeamCard, TeamLine

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WHEN = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
N = st.integers(0, 99)
LINE = st.builds(TeamLine, what=TEXT, client=TEXT, due=st.none() | WHEN, state=TEXT, source=TEXT)
WEEKS = st.builds(
    WeekFile,
    aetui_bundle=st.just(WEEK),
    desk=TEXT,
    whose=TEXT,
    period=st.just("2026-W48"),
    made=WHEN,
    tallies=st.lists(st.builds(Tally, rule=TEXT, client=TEXT, kept=N, late=N, missed=N, waived=N, open=N), max_size=3),
    late=st.lists(LINE, max_size=3),
    cards=st.lists(
        st.builds(TeamCard, number=TEXT, client=TEXT, title=TEXT, state=TEXT, steps=st.lists(LINE, max_size=2)),
        max_size=2,
    ),
    calls=N,
    items=N,
    sum=st.just(""),
)


@settings(deadline=None, max_examples=60)
@given(WEEKS, st.data())
def test_there_and_back(week: WeekFile, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.json"
        write_bundle(file, week)
        assert kind_of(file) == WEEK
        back = read_bundle(file, WEEK, WeekFile)
        assert [getattr(back, f) for f in WeekFile.__struct_fields__ if f != "sum"] == [
            getattr(week, f) for f in WeekFile.__struct_fields__ if f != "sum"
        ]
        # One byte of a figure or a word changed is found out.
        held = bytearray(file.read_bytes())
        inside = [n for n, byte in enumerate(held) if chr(byte).isdigit()]
        n = data.draw(st.sampled_from(inside))
        held[n] = ord("0") + (held[n] - ord("0") + 1) % 10
        file.write_bytes(bytes(held))
        with pytest.raises(BadInput):
            read_bundle(file, WEEK, WeekFile)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_refused(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.json"
        file.write_bytes(content)
        kind_of(file)
        with pytest.raises(BadInput):
            read_bundle(file, WEEK, WeekFile)
