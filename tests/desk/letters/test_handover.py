"""A handover's lines (D8): at the cover at once, said back, done about as it is done, all of it there on return."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from carrying import agree, carry, house, threads, written
from desks import all_of, at, owed

from aetui.desk.core import Desk
from aetui.desk.day.today import in_care
from aetui.desk.day.todos import add_todo
from aetui.desk.leave.bundles import finish, note
from aetui.desk.leave.coming_back import PLAIN, fates, take_over
from aetui.desk.leave.handover import cover, instruct, plan
from aetui.desk.letters.answering import answer
from aetui.domain.handover import PHONE
from aetui.domain.records import Absence, Cover, CoverLine
from aetui.locales import Texts

START, END = at("09:00", 24), at("18:00", 25)
ZH = Texts("zh")


def away(desk: Desk) -> Absence:
    add_todo(desk, "盯印厂打样", at("10:00"), day=START.date())
    return plan(desk, ZH, START, END, at("11:00"), why="出差", reach="微信", hears="王磊")


def to_xiaowang(desk: Desk, absence: Absence, now: datetime, instruction: str | None = None) -> Absence:
    return cover(desk, ZH, absence.id, [the_line(absence)], "小王", now, instruction=instruction)


def the_line(absence: Absence) -> str:
    """The to-do's; the telephone's is covered by nobody."""
    return next(line.id for line in absence.lines if line.key != PHONE)


def lines_of(desk: Desk) -> list[CoverLine]:
    (absence,) = all_of(desk, Absence)
    return [line for line in absence.lines if line.cover]


def test_a_line_stands_at_its_cover_at_once_and_is_said_back(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        to_xiaowang(mine, away(mine), at("11:05"), "上午去一次")
        carry(desks)
        held = in_care(hers, at("11:06"))
        assert [(c.whose, c.what, c.instruction, c.reach) for c in held] == [
            ("李雯", line.what, "上午去一次", "微信") for line in lines_of(mine)
        ]
        duties = owed(hers, "todo.accept", at("11:06"))
        assert len(duties) == len(held)
        for thread in threads(hers).values():
            answer(hers, thread.root.id, "taken", at("11:20"))
        carry(desks)
        assert all(line.acknowledged and line.acknowledged.by == "小王" for line in lines_of(mine))
        assert not owed(hers, "todo.accept", at("11:21"))
        agree(desks)


def test_what_the_cover_did_is_told_as_it_is_done_and_is_there_on_return(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        absence = to_xiaowang(mine, away(mine), at("11:05"))
        carry(desks)
        (held,) = in_care(hers, at("09:00", 24))
        note(hers, held.id, "印厂说下午出", at("10:00", 24))
        carry(desks)
        (line,) = lines_of(mine)
        assert [(fact.how, fact.by) for fact in line.log] == [("印厂说下午出", "小王")]
        assert line.done is None
        finish(hers, held.id, at("16:00", 24), how="样张已签")
        carry(desks)
        (line,) = lines_of(mine)
        assert [fact.how for fact in line.log] == ["印厂说下午出", "样张已签"]
        assert line.done is not None
        assert (line.done.at, line.done.by) == (at("16:00", 24), "小王")
        hers.undo(at("16:01", 24))
        carry(desks)
        (line,) = lines_of(mine)
        assert line.done is None
        assert len(line.log) == 1
        hers.redo(at("16:02", 24))
        carry(desks)
        back = END + timedelta(hours=15)
        fate = fates(mine, ZH, lines_absence(mine), back)[0]
        assert fate.group == "done"
        take_over(mine, ZH, absence.id, {fate.key: PLAIN}, back)
        carry(desks)
        assert all(thread.ended for thread in threads(mine).values())
        agree(desks)


def lines_absence(desk: Desk) -> Absence:
    (absence,) = all_of(desk, Absence)
    return absence


def test_said_anew_it_is_to_be_said_back_anew_and_what_was_done_stays(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        absence = to_xiaowang(mine, away(mine), at("11:05"))
        carry(desks)
        (held,) = in_care(hers, at("11:06"))
        note(hers, held.id, "问过印厂", at("11:10"))
        carry(desks)
        instruct(mine, ZH, absence.id, [the_line(absence)], at("11:20"), otherwise="出不来就找老张")
        carry(desks)
        (held,) = in_care(hers, at("11:21"))
        assert (held.otherwise, [fact.how for fact in held.log]) == ("出不来就找老张", ["问过印厂"])
        assert owed(hers, "todo.accept", at("11:21"))
        (line,) = lines_of(mine)
        assert [fact.how for fact in line.log] == ["问过印厂"]
        agree(desks)


def test_given_to_another_it_ends_at_the_first(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers, boss = desks["liwen"], desks["xiaowang"], desks["wanglei"]
        absence = to_xiaowang(mine, away(mine), at("11:05"))
        carry(desks)
        cover(mine, ZH, absence.id, [the_line(absence)], "王磊", at("11:10"))
        carry(desks)
        assert not in_care(hers, at("11:11"))
        assert not owed(hers, "todo.accept", at("11:11"))
        assert [c.whose for c in in_care(boss, at("11:11"))] == ["李雯"]
        mine.undo(at("11:12"))
        carry(desks)
        assert len(in_care(hers, at("11:13"))) == 1
        assert not in_care(boss, at("11:13"))
        agree(desks)


def test_a_refusal_is_told_and_the_line_isnt_arranged(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        to_xiaowang(mine, away(mine), at("11:05"))
        carry(desks)
        (thread,) = threads(hers).values()
        answer(hers, thread.root.id, "taken", at("11:10"))
        carry(desks)
        answer(hers, thread.root.id, "refused", at("11:20"), why="我也出差")
        carry(desks)
        (line,) = lines_of(mine)
        assert line.acknowledged is None
        assert {one.state for one in threads(mine).values()} == {"refused"}
        assert not in_care(hers, at("11:21"))
        agree(desks)


def test_who_is_in_no_office_gets_no_letter(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine = desks["liwen"]
        absence = away(mine)
        cover(mine, ZH, absence.id, [the_line(absence)], "老张", at("11:05"))
        assert not written(mine)
        assert not all_of(desks["xiaowang"], Cover)
