"""Who was heard nothing of for long (D3): the same numbers for the board, its list and the shell."""

from __future__ import annotations

from datetime import timedelta

from desks import at, client

from aetui.desk.book.profile import set_profile
from aetui.desk.book.quiet import contacted, quiet_clients
from aetui.desk.core import Desk
from aetui.desk.day.today import today
from aetui.desk.phone.calls import record_call


def test_whole_working_days_are_counted(desk: Desk) -> None:
    mine = client(desk, "梅林")
    record_call(desk, at("9:30"), [], client="梅林", way="out")  # a Monday
    for day, clock, days in (
        (23, "18:30", 0), (24, "17:59", 0), (24, "18:01", 1), (27, "18:01", 4), (29, "12:00", 4), (30, "9:00", 4), (30, "18:01", 5),
    ):  # fmt: skip
        told = contacted(desk, mine, at(clock, day))
        assert (told.days, told.quiet) == (days, days >= 5), (day, clock)


def test_the_list_has_the_longest_silence_first_and_the_profile_s_figure(desk: Desk) -> None:
    record_call(desk, at("9:30", 25), [], client="申花", way="out")
    record_call(desk, at("9:30", 30), [], client="益力", way="in")
    now = at("9:30", 30) + timedelta(days=3)
    assert [(q.client.short, q.contacted.days) for q in quiet_clients(desk, now)] == [("梅林", 7), ("申花", 5)]
    assert today(desk, now).quiet == quiet_clients(desk, now)
    set_profile(desk, "quiet", "2d", now)
    assert [q.client.short for q in quiet_clients(desk, now)] == ["梅林", "申花", "益力"]
    set_profile(desk, "quiet", "9d", now)
    assert quiet_clients(desk, now) == []


def test_a_contact_behind_what_the_book_reaches_counts_too(desk: Desk) -> None:
    """The same number on a desk that was open all the time, and on one that is opened months later."""
    record_call(desk, at("9:30", 25), [], client="申花", way="out")
    record_call(desk, at("9:30", 26), [], client="益力", way="in")
    later = at("9:30", 25) + timedelta(days=80)
    path = desk.store.path
    desk.close()
    again = Desk.open(path, program="test", now=later)
    told = {q.client.short: q.contacted for q in quiet_clients(again, later)}
    assert told["申花"].called == at("9:30", 25)
    assert told["梅林"].days - told["申花"].days == 2
    assert told["申花"].days - told["益力"].days == 1
    record_call(again, later - timedelta(days=60), [], client="申花", way="out")
    assert contacted(again, client(again, "申花"), later).called == later - timedelta(days=60)
    again.close()
