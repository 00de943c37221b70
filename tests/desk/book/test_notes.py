"""What is known of a client grows line by line, and is gone over each quarter (R1)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from desks import all_of, at, client, everything

from aetui.desk.book import notes
from aetui.desk.core import Desk
from aetui.desk.obligations import find_open, meet
from aetui.desk.phone.calls import record_call
from aetui.domain.client_notes import ABOUTS, REVIEW, gone_over, is_stale
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.obligations import OPEN
from aetui.domain.records import Client, Fulfilment

NOW = at("11:30")
IN_DECEMBER = datetime.fromisoformat("2026-12-22T10:00:00+08:00")


def met(desk: Desk) -> list[str]:
    return [f.period for f in all_of(desk, Fulfilment) if f.rule == REVIEW]


def owed(desk: Desk, who: Client, now: datetime) -> bool:
    return any(o.rule == REVIEW and o.subject_id == who.id and o.state in OPEN for o in desk.obligations(now))


def test_notes_grow_are_mended_and_taken_off(desk: Desk) -> None:
    who = client(desk, "梅林")
    first = notes.add_note(desk, who.id, "市场：竞品买一送一", NOW)
    second = notes.add_note(desk, who.id, "竞品停了", NOW + timedelta(days=3), about="market")
    assert [n.text for n in notes.in_order(client(desk, "梅林"))] == ["竞品停了", "竞品买一送一"]
    assert notes.add_note(desk, who.id, "市场：竞品停了", NOW + timedelta(days=4)).id == second.id
    fresh = notes.edit_note(desk, who.id, first.id, "公司：竞品买一送一", NOW + timedelta(days=5))
    assert (fresh.about, fresh.at, fresh.id) == ("company", NOW, first.id)
    notes.drop_note(desk, who.id, second.id, NOW + timedelta(days=5))
    assert [n.id for n in client(desk, "梅林").notes] == [first.id]
    with pytest.raises(NotThere):
        notes.drop_note(desk, who.id, second.id, NOW)
    before = everything(desk)
    for line in ("", "市场：", "# "):
        with pytest.raises(BadInput):
            notes.add_note(desk, who.id, line, NOW)
    assert everything(desk) == before


def test_a_line_of_a_call_is_kept_once_and_undone_in_one(desk: Desk) -> None:
    _, logged = record_call(desk, NOW, ["# 老板下月退休", "市场：降价"], client="梅林")
    before = everything(desk)
    kept = notes.note_item(desk, logged[0].item.id, NOW)
    assert (kept.about, kept.text, kept.item_id) == ("company", "老板下月退休", logged[0].item.id)
    assert notes.note_item(desk, logged[0].item.id, NOW + timedelta(days=1)) == kept
    assert len(client(desk, "梅林").notes) == 1
    desk.undo(NOW)
    assert everything(desk) == before
    _, nobody = record_call(desk, NOW, ["# 不知是谁"], client=None)
    with pytest.raises(BadInput):
        notes.note_item(desk, nobody[0].item.id, NOW)


def test_the_review_is_met_when_all_three_were_gone_over(desk: Desk) -> None:
    who = client(desk, "梅林")
    assert owed(desk, who, IN_DECEMBER)
    notes.add_note(desk, who.id, "产品：新口味", at("10:00"))
    notes.add_note(desk, who.id, "市场：降价", IN_DECEMBER)
    assert owed(desk, who, IN_DECEMBER)
    notes.unchanged(desk, who.id, IN_DECEMBER, abouts=["company"])
    assert not owed(desk, who, IN_DECEMBER)
    assert met(desk) == ["2026-Q4"]
    desk.undo(IN_DECEMBER)
    assert owed(desk, who, IN_DECEMBER)


def test_met_says_of_what_is_left_that_it_is_unchanged(desk: Desk) -> None:
    who = client(desk, "梅林")
    notes.add_note(desk, who.id, "产品：新口味", at("10:00"))
    duty = find_open(desk, f"{REVIEW}:{who.id}:2026-Q4", IN_DECEMBER)
    assert duty is not None
    meet(desk, duty, IN_DECEMBER, how="无变化")
    after = client(desk, "梅林")
    assert sorted(after.unchanged) == ["company", "market"]
    assert [gone_over(after, about) is not None for about in ABOUTS] == [True] * 3
    assert (met(desk), owed(desk, who, IN_DECEMBER)) == (["2026-Q4"], False)


def test_done_early_or_late_it_counts_for_the_quarter_that_it_is_owed_for(desk: Desk) -> None:
    who, other = client(desk, "梅林"), client(desk, "申花")
    notes.unchanged(desk, who.id, at("10:00"))
    assert met(desk) == ["2026-Q4"]
    assert not owed(desk, who, IN_DECEMBER)
    late = datetime.fromisoformat("2027-01-05T10:00:00+08:00")
    assert owed(desk, other, late)
    notes.unchanged(desk, other.id, late)
    assert met(desk) == ["2026-Q4", "2026-Q4"]
    assert not owed(desk, other, late)
    notes.unchanged(desk, other.id, late + timedelta(days=1))
    assert sorted(met(desk)) == ["2026-Q4", "2026-Q4", "2027-Q1"]


def test_what_is_older_than_half_a_year_is_marked(desk: Desk) -> None:
    who = client(desk, "梅林")
    note = notes.add_note(desk, who.id, "市场：降价", NOW)
    who = client(desk, "梅林")
    later = NOW + timedelta(days=184)
    assert not is_stale(who, "market", NOW + timedelta(days=180), note)
    assert is_stale(who, "market", later, note)
    assert is_stale(who, "market", later)
    assert not is_stale(who, "company", later)  # nothing was noted: nothing is old
    notes.unchanged(desk, who.id, later, abouts=["market"])
    who = client(desk, "梅林")
    assert not is_stale(who, "market", later, note)
    assert not is_stale(who, "market", later)
