"""The day gone over with the AM, over two desks (A1): out as a sheet, back signed, taken in once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from desks import all_of, at, everything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from two_desks import EVENING, LATER, TODAY, TOMORROW, answer, hand_in, two

from aetui.desk.card.cards import open_card
from aetui.desk.check.back import BackFile, answers
from aetui.desk.check.day import add_line, all_lines, give_line, move_line, order_lines, sign_day, the_day, the_line
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.sheet import am_of, send_day, unchecked
from aetui.desk.check.taking import conflicts_in, take_back
from aetui.desk.core import Desk
from aetui.desk.day.review import arrange, close_day, day_to_review, review
from aetui.desk.day.todos import add_todo, drop_todo, finish_todo
from aetui.desk.files.bundle_file import desk_id, read_bundle, write_bundle
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.records import Day, TeamDay, Todo
from aetui.locales.wording import line_words


def todo(desk: Desk, text: str) -> Todo:
    return next(t for t in all_of(desk, Todo) if t.text == text)


def plan(desk: Desk) -> list[str]:
    """Tomorrow's to-dos of our own as the review and the list of the day show them."""
    return [t.what for t in review(desk, LATER, TODAY).tomorrow if t.kind == "todo"]


def test_what_a_sheet_prints_names_its_line(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        open_card(ae, "海报", EVENING, client="梅林")
        add_todo(ae, "乙", EVENING, day=TOMORROW)
        day = hand_in(ae, am, tmp_path)
        printed = [(line, line_words(am.say, line, am.rulebook)) for line in all_lines(day)]
        assert any(words != line.what for line, words in printed)
        alone = [(line, words) for line, words in printed if [w for _, w in printed].count(words) == 1]
        assert alone
        for line, words in alone:
            assert the_line(am, day, words) == line


def test_without_a_day_it_is_todays_while_that_is_open(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, _):
        yesterday, file = TODAY - timedelta(days=1), tmp_path / "d.json"
        begun = EVENING - timedelta(days=1)
        add_todo(ae, "昨天没定的", begun, day=yesterday)
        assert day_to_review(ae, EVENING) < TODAY
        assert send_day(ae, file, EVENING).day == TODAY
        close_day(ae, EVENING, why="停电", day=TODAY)
        assert send_day(ae, file, LATER).day == day_to_review(ae, LATER) < TODAY


def test_out_and_back(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        for text in ("甲", "乙", "丙"):
            add_todo(ae, text, EVENING, day=TOMORROW)
        add_todo(ae, "私事", EVENING, day=TOMORROW, private=True)
        day = hand_in(ae, am, tmp_path)
        assert [line.what for line in day.lines if not line.rule] == ["甲", "乙", "丙"]  # nothing private
        add_line(am, day.id, "周五10:00 梅林 约看样 @小王", LATER)
        add_line(am, day.id, "丁", LATER)
        give_line(am, day.id, the_line(am, day, "乙").id, "@小王 周五15:00", LATER)
        move_line(am, the_day(am, "李雯"), the_line(am, day, "丙").id, 1, LATER)
        sign_day(am, day.id, LATER)
        before = everything(ae)
        taken = take_back(ae, answer(am, tmp_path), LATER)
        assert (taken.days[0].added, taken.days[0].given, taken.days[0].ordered) == (["约看样", "丁"], ["乙"], True)
        assert (todo(ae, "乙").owner, todo(ae, "乙").due) == ("小王", at("15:00", 27))
        seen = todo(ae, "约看样")
        assert (seen.owner, seen.due, ae.book.clients[seen.client_id or ""].short) == ("小王", at("10:00", 27), "梅林")
        assert seen.given is not None
        assert seen.given.by == "王磊"
        assert plan(ae) == ["丙", "甲", "丁", "私事"]
        (record,) = all_of(ae, Day)
        assert record.checked is not None
        assert (record.checked.by, record.checked.at) == ("王磊", LATER)
        after = everything(ae)
        with pytest.raises(BadInput, match="twice"):
            take_back(ae, answer(am, tmp_path), LATER + timedelta(minutes=1))
        assert everything(ae) == after
        ae.undo(LATER)
        assert everything(ae) == before


def test_the_order_is_that_of_the_list_of_the_day_too(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        for text in ("甲", "乙", "丙"):
            add_todo(ae, text, EVENING, day=TOMORROW)
        day = hand_in(ae, am, tmp_path)
        order_lines(am, day.id, [the_line(am, day, text).id for text in ("丙", "甲", "乙")], LATER)
        sign_day(am, day.id, LATER)
        take_back(ae, answer(am, tmp_path), LATER)
        assert plan(ae) == ["丙", "甲", "乙"]
        assert [t.text for t in sorted(all_of(ae, Todo), key=lambda t: t.priority)] == ["丙", "甲", "乙"]


def test_what_the_ae_s_desk_has_moved_past_is_told_and_left(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        for text in ("甲", "乙"):
            add_todo(ae, text, EVENING, day=TOMORROW)
        day = hand_in(ae, am, tmp_path)
        for text in ("甲", "乙"):
            give_line(am, day.id, the_line(am, day, text).id, "小王", LATER)
        sign_day(am, day.id, LATER)
        finish_todo(ae, todo(ae, "甲").id, LATER)
        drop_todo(ae, todo(ae, "乙").id, "客户取消", LATER)
        taken = take_back(ae, answer(am, tmp_path), LATER)
        assert [key for key, _ in taken.all_told] == ["check.told.ended"] * 2
        assert todo(ae, "甲").owner is None
        assert taken.days[0].checked


@pytest.mark.parametrize("side", ["ours", "theirs", None])
def test_what_both_changed_is_asked(tmp_path: Path, side: str | None) -> None:
    with two(tmp_path) as (ae, am):
        for text in ("甲", "乙", "丙"):
            add_todo(ae, text, EVENING, day=TOMORROW)
        day = hand_in(ae, am, tmp_path)
        give_line(am, day.id, the_line(am, day, "甲").id, "@小王 周五15:00", LATER)
        move_line(am, the_day(am, "李雯"), the_line(am, day, "丙").id, 1, LATER)
        sign_day(am, day.id, LATER)
        with ae.change("test", LATER) as change:
            change.put(replace(todo(ae, "甲"), owner="小李"))
        arrange(ae, TODAY, [t.key for t in reversed(review(ae, LATER, TODAY).tomorrow)], LATER)
        file = answer(am, tmp_path)
        before = everything(ae)
        asked = conflicts_in(ae, file, LATER)
        assert everything(ae) == before
        assert [one.what for one in asked] == ["甲", ""]
        ours = [t.key for t in review(ae, LATER, TODAY).tomorrow]
        taken = take_back(ae, file, LATER, sides={one.key: side for one in asked} if side else {})  # type: ignore[misc]
        assert len(taken.conflicts) == (0 if side else 2)
        assert todo(ae, "甲").owner == ("小王" if side == "theirs" else "小李")
        if side != "theirs":
            assert [t.key for t in review(ae, LATER, TODAY).tomorrow] == ours
        if side is None:  # it can be said later, by the same file
            take_back(ae, file, LATER, sides={asked[0].key: "theirs"})
            assert todo(ae, "甲").owner == "小王"


def test_a_day_that_is_closed_is_checked_all_the_same(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        day = hand_in(ae, am, tmp_path)
        closed = close_day(ae, EVENING, day=TODAY, why="明早再核对")
        assert unchecked(ae, closed) == "check.out"
        sign_day(am, day.id, LATER)
        take_back(ae, answer(am, tmp_path), LATER)
        (record,) = all_of(ae, Day)
        assert record.closed is not None
        assert record.checked is not None
        assert unchecked(ae, record) is None


def test_nobody_at_hand_is_told(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, _):
        assert am_of(ae) == "王磊"
        assert unchecked(ae, close_day(ae, EVENING, day=TODAY, why="王磊出差")) == "check.not_checked"


def test_the_ae_s_own_hand_signs_nothing(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        day = hand_in(ae, am, tmp_path)
        sign_day(am, day.id, LATER)
        file = answer(am, tmp_path)
        came = read_bundle(file, "week-back", BackFile)
        signed = replace(came.days[0], signed=replace(came.days[0].signed, by="李雯"))
        write_bundle(file, replace(came, days=[signed]))
        before = everything(ae)
        with pytest.raises(Refused, match="own_hand"):
            take_back(ae, file, LATER)
        assert everything(ae) == before
        own = tmp_path / "own.json"
        send_day(ae, own, LATER, TODAY)
        with pytest.raises(BadInput, match=r"check\.own"):
            take_all(ae, read_all(own), LATER)


def test_a_file_is_for_one_desk_and_no_older_one_counts(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        add_todo(ae, "甲", EVENING, day=TOMORROW)
        day = hand_in(ae, am, tmp_path)
        first = tmp_path / "day-261740.json"
        with pytest.raises(BadInput, match="twice"):
            take_all(am, read_all(first), LATER)
        add_line(am, day.id, "乙", LATER)
        sign_day(am, day.id, LATER)
        add_todo(ae, "丙", LATER, day=TOMORROW)
        newer = hand_in(ae, am, tmp_path, LATER)
        # What the AM added stays, and the sheet is to be signed anew, for it says something new.
        assert [line.what for line in newer.lines if not line.rule] == ["甲", "乙", "丙"]
        assert newer.signed is None
        with pytest.raises(BadInput, match="older"):
            take_all(am, read_all(first), LATER)
        sign_day(am, newer.id, LATER)
        file = answer(am, tmp_path)
        with pytest.raises(BadInput, match="for_another"):
            take_back(am, file, LATER)
        assert read_bundle(file, "week-back", BackFile).to == desk_id(ae)


def test_what_makes_no_sense_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        with pytest.raises(NotThere, match="no_day"):
            the_day(am, None)
        add_todo(ae, "甲", EVENING, day=TOMORROW)
        day = hand_in(ae, am, tmp_path)
        duty = next(line for line in all_lines(day) if line.rule)
        before = everything(am)
        for act in (
            lambda: give_line(am, day.id, duty.id, "周五15:00", LATER),
            lambda: give_line(am, day.id, duty.id, "", LATER),
            lambda: add_line(am, day.id, "  ", LATER),
            lambda: move_line(am, day, day.left[0].id, 1, LATER),
            lambda: answer(am, tmp_path),
        ):
            with pytest.raises(BadInput):
                act()
        assert everything(am) == before
        assert sum(one.n for one in answers(am)) == 0


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_on_both_sides_the_file_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("two")
    with two(folder) as (ae, am):
        for text in "甲乙丙丁":
            add_todo(ae, text, EVENING, day=TOMORROW)
        day = hand_in(ae, am, folder)
        for _ in range(data.draw(st.integers(1, 4))):
            here = the_day(am, "李雯")
            line = data.draw(st.sampled_from(here.lines))
            act = data.draw(st.sampled_from(["add", "give", "move"]))
            if act == "add":
                add_line(am, day.id, data.draw(st.sampled_from(["新一", "新二 @小王", "下周一 新三"])), LATER)
            elif act == "give":
                give_line(am, day.id, line.id, data.draw(st.sampled_from(["@小王", "@小李 周五15:00", "@王磊"])), LATER)
            else:
                move_line(am, here, line.id, data.draw(st.integers(1, 5)), LATER)
        sign_day(am, day.id, LATER)
        for text in data.draw(st.sets(st.sampled_from("甲乙丙丁"), max_size=2)):
            finish_todo(ae, todo(ae, text).id, LATER)
        file = answer(am, folder)
        taken = take_back(ae, file, LATER)
        after = everything(ae)
        sheet = all_of(am, TeamDay)[0]
        for line in sheet.lines:
            if line.added:
                held = ae.get(Todo, line.id.removeprefix("todos:"))
                assert held is not None
                assert (held.owner, held.day, held.due) == (line.owner, line.day, line.due)
        if taken.conflicts or taken.all_told:
            take_back(ae, file, LATER)
        else:
            with pytest.raises(BadInput, match="twice"):
                take_back(ae, file, LATER)
        assert everything(ae) == after
