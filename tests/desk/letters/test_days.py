"""A day to be gone over (A1) between two desks: there by itself, back signed by itself, one Things to do for tomorrow on both."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from carrying import agree, all_letters, arrived, carry, house, join, open_desk, threads, under_way, written
from desks import all_of, everything, owed
from msgspec.structs import replace
from two_desks import EVENING, LATER, TODAY, TOMORROW

from aetui.desk.check.back import answers
from aetui.desk.check.day import add_line, give_line, move_line, sign_day, the_day, the_line
from aetui.desk.check.settling import clashes, settle, unsettled
from aetui.desk.check.sheet import send_day
from aetui.desk.check.waits import waits
from aetui.desk.core import Desk
from aetui.desk.day.review import arrange, review
from aetui.desk.day.todos import add_todo
from aetui.desk.letters.answering import answer
from aetui.desk.letters.parcels import LARGEST
from aetui.desk.letters.shown import said, waiting
from aetui.desk.letters.taking import take_in, take_in_waiting
from aetui.desk.obligations import meet
from aetui.domain.errors import BadInput
from aetui.domain.records import Day, Letter, TeamDay, Todo
from aetui.locales import Texts

NEXT = LATER + timedelta(minutes=5)
THEN = LATER + timedelta(minutes=10)
ZH = Texts("zh")


def sent(desks: dict[str, Desk], *texts: str) -> TeamDay:
    """李雯 plans those for tomorrow, and sends the day."""
    for text in texts:
        add_todo(desks["liwen"], text, EVENING, day=TOMORROW)
    send_day(desks["liwen"], None, EVENING)
    carry(desks)
    return the_sheet(desks["wanglei"])


def the_sheet(desk: Desk) -> TeamDay:
    (day,) = all_of(desk, TeamDay)
    return day


def the_record(desk: Desk) -> Day:
    return next(day for day in all_of(desk, Day) if day.day == TODAY)


def todo(desk: Desk, text: str) -> Todo:
    return next(t for t in all_of(desk, Todo) if t.text == text)


def plan(desk: Desk) -> list[str]:
    return [t.what for t in review(desk, THEN, TODAY).tomorrow if t.kind == "todo"]


def planned(day: TeamDay) -> list[str]:
    return [line.what for line in day.lines if not line.rule and not line.owner]


def test_it_is_there_by_itself_and_comes_back_signed_by_itself(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am, other = desks["liwen"], desks["wanglei"], desks["xiaowang"]
        add_todo(ae, "私事", EVENING, day=TOMORROW, private=True)
        day = sent(desks, "甲", "乙", "丙")
        assert (day.whose, planned(day)) == ("李雯", ["甲", "乙", "丙"])  # nothing private
        (duty,) = owed(am, "day.check", LATER)
        assert duty.what.startswith("李雯")
        assert not waits(am, ZH)  # the duty says it
        assert not [t for t in review(am, LATER, TODAY).undecided if t.kind == "sheet"]
        add_line(am, day.id, "丁", LATER)
        give_line(am, day.id, the_line(am, day, "乙").id, "@小王 周五15:00", LATER)
        move_line(am, the_day(am, "李雯"), the_line(am, day, "丙").id, 1, LATER)
        sign_day(am, day.id, NEXT)
        assert not owed(am, "day.check", NEXT)
        assert not [one for one in answers(am) if one.n]  # nothing waits for a file
        carry(desks)
        checked = the_record(ae).checked
        assert checked is not None
        assert (checked.by, checked.at) == ("王磊", NEXT)
        assert [text for text in plan(ae) if text != "私事"] == ["丙", "甲", "丁"] == planned(the_sheet(am))
        assert todo(ae, "乙").owner == "小王"
        assert [t.text for t in all_of(other, Todo)] == ["乙"]  # once
        assert "核对签回" in [one.said for one in waiting(ae, ZH, THEN)]
        agree(desks)


def test_met_as_a_duty_or_as_a_letter_it_is_signed(tmp_path: Path) -> None:
    for n, act in enumerate(("duty", "letter")):
        (tmp_path / str(n)).mkdir()
        with house(tmp_path / str(n)) as desks:
            ae, am = desks["liwen"], desks["wanglei"]
            sent(desks, "甲")
            if act == "duty":
                (duty,) = owed(am, "day.check", LATER)
                meet(am, duty, LATER)
            else:
                (thread,) = threads(am).values()
                answer(am, thread.root.id, "checked", LATER)
            assert the_sheet(am).signed is not None
            assert len([one for one in written(am) if one.args.get("says") == "checked"]) == 1
            carry(desks)
            checked = the_record(ae).checked
            assert checked is not None
            assert checked.by == "王磊"


def test_changed_after_it_was_signed_the_signature_is_taken_back_until_the_next(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        day = sent(desks, "甲", "乙")
        move_line(am, day, the_line(am, day, "乙").id, 1, LATER)
        sign_day(am, day.id, LATER)
        carry(desks)
        assert plan(ae) == ["乙", "甲"]
        add_line(am, day.id, "丁", NEXT)
        carry(desks)
        assert the_record(ae).checked is None
        assert {one.state for one in threads(ae).values()} == {"undone"}
        assert owed(am, "day.check", NEXT)
        move_line(am, the_sheet(am), the_line(am, the_sheet(am), "丁").id, 1, NEXT)
        sign_day(am, day.id, THEN)
        carry(desks)
        assert plan(ae) == ["丁", "乙", "甲"]  # nobody here changed the order: nothing is asked
        assert not unsettled(ae)
        am.undo(THEN)
        carry(desks)
        assert the_record(ae).checked is None
        am.redo(THEN)
        carry(desks)
        assert the_record(ae).checked is not None
        agree(desks)


def test_sent_anew_it_is_gone_over_anew_unless_nothing_differs(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        day = sent(desks, "甲")
        add_line(am, day.id, "丁", LATER)
        add_todo(ae, "乙", LATER, day=TOMORROW)
        send_day(ae, None, LATER)
        carry(desks)
        assert sorted(planned(the_sheet(am))) == sorted(["甲", "丁", "乙"])
        assert len(owed(am, "day.check", NEXT)) == 1
        sign_day(am, day.id, NEXT)
        carry(desks)
        send_day(ae, None, THEN)
        carry(desks)
        assert owed(am, "day.check", THEN)  # 丁 is hers now
        sign_day(am, day.id, THEN)
        carry(desks)
        assert the_record(ae).checked is not None
        send_day(ae, None, THEN + timedelta(minutes=1))
        carry(desks)
        assert the_sheet(am).signed is not None
        assert not owed(am, "day.check", THEN + timedelta(minutes=2))
        assert all(one.state == "done" for desk in (ae, am) for one in threads(desk).values())
        agree(desks)


def test_taken_back_it_goes_unless_something_was_put_to_it(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        day = sent(desks, "甲")
        ae.undo(LATER)
        carry(desks)
        assert not all_of(am, TeamDay)
        assert not owed(am, "day.check", LATER)
        ae.redo(LATER)
        carry(desks)
        assert the_sheet(am).id == day.id
        add_line(am, day.id, "丁", LATER)
        ae.undo(NEXT)
        carry(desks)
        assert "丁" in planned(the_sheet(am))
        assert not owed(am, "day.check", NEXT)
        agree(desks)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_what_both_changed_is_asked_at_hers(tmp_path: Path, side: str) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        day = sent(desks, "甲", "乙", "丙")
        give_line(am, day.id, the_line(am, day, "甲").id, "@小王 周五15:00", LATER)
        move_line(am, the_day(am, "李雯"), the_line(am, day, "丙").id, 1, LATER)
        with ae.change("test", LATER) as change:
            change.put(replace(todo(ae, "甲"), owner="老张"))
        arrange(ae, TODAY, [t.key for t in reversed(review(ae, LATER, TODAY).tomorrow)], LATER)
        sign_day(am, day.id, NEXT)
        carry(desks)
        before = everything(ae)
        assert [one.what for one in clashes(ae, THEN)] == ["甲", ""]
        assert everything(ae) == before
        (letter,) = unsettled(ae)
        assert "2" in said(ae, ZH, letter, THEN)
        first, second = clashes(ae, THEN)
        settle(ae, THEN, {first.key: side})  # type: ignore[dict-item]
        assert [one.key for one in clashes(ae, THEN)] == [second.key]
        settle(ae, THEN, {second.key: side})  # type: ignore[dict-item]
        assert not unsettled(ae)
        assert todo(ae, "甲").owner == ("小王" if side == "theirs" else "老张")
        with pytest.raises(BadInput):
            settle(ae, THEN, {})
        ae.undo(THEN)
        assert [one.key for one in clashes(ae, THEN)] == [second.key]


def test_two_devices_of_one_desk_take_it_in_alike_in_any_order(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        twin = open_desk(tmp_path, "王磊", file="twin")
        add_todo(ae, "甲", EVENING, day=TOMORROW)
        send_day(ae, None, EVENING)
        add_todo(ae, "乙", LATER, day=TOMORROW)
        send_day(ae, None, LATER)
        letters = [arrived(one, ae) for one in written(ae)]
        for one in letters:
            take_in(am, one)
        for one in reversed(letters):
            take_in(twin, one)
            take_in(twin, one)
        take_in_waiting(twin)
        kept = [
            [replace(d, updated_at=d.created_at, created_at=EVENING) for d in all_of(x, TeamDay)] for x in (am, twin)
        ]
        assert [replace(d, updated_at=EVENING) for d in kept[0]] == [replace(d, updated_at=EVENING) for d in kept[1]]
        assert len(owed(am, "day.check", NEXT)) == len(owed(twin, "day.check", NEXT)) == 1
        twin.close()


def test_nobody_sends_a_day_in_the_place_of_another(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        day = sent(desks, "甲")
        add_todo(ae, "乙", LATER, day=TOMORROW)
        send_day(ae, None, LATER)
        ((_, letter),) = under_way(desks)
        take_in(am, replace(letter, of=None, id="forged", desk="xiaowang", who="小王"))
        assert the_sheet(am) == day
        assert next(one for one in all_letters(am) if one.id == "forged").refused
        for body in ("", "%%%", "QUJD", letter.args["body"][:-8]):  # type: ignore[index]
            take_in(am, replace(letter, of=None, id=f"bad{len(str(body))}", args={"text": "x", "body": body}))
        assert the_sheet(am) == day


def test_in_no_office_a_file_is_needed(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae = desks["liwen"]
        join(ae, "李雯", there=("李雯", "小王"))
        with pytest.raises(BadInput, match="no_file"):
            send_day(ae, None, EVENING)
        send_day(ae, tmp_path / "d.json", EVENING)
        join(ae, "李雯")
        send_day(ae, tmp_path / "e.json", LATER)  # a file that is asked for is a file, and no letter
        assert not written(ae)


def test_the_largest_day_fits(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        sent(desks, *(f"第{n}件：{'改稿' * 40}" for n in range(300)))
        (letter,) = [one for one in all_letters(desks["wanglei"]) if isinstance(one, Letter)]
        assert len(str(letter.args["body"])) < LARGEST / 20
