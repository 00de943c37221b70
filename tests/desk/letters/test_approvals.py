"""A paper that went to a client is at whoever approves it by itself (A2): approved or returned there, told here, taken back on either side."""

from __future__ import annotations

from pathlib import Path

import pytest
from carrying import agree, all_letters, arrived, carry, house, open_desk, threads, written
from desks import all_of, at, client, owed
from msgspec.structs import replace

from aetui.desk.book.people import remove_person
from aetui.desk.check.back import answers
from aetui.desk.check.copies import approve_copy, return_copy
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.waits import waits
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.review import review
from aetui.desk.letters.answering import answer
from aetui.desk.letters.asking import ask_paper, asked_back
from aetui.desk.letters.finishing import finish_letter, let_go_letter
from aetui.desk.letters.shown import waiting
from aetui.desk.letters.taking import take_in
from aetui.desk.obligations import meet, waive
from aetui.desk.papers import Subject, build
from aetui.desk.papers import written as written_as
from aetui.desk.papers.sending import answer_paper, approve_paper, send_paper
from aetui.desk.phone.calls import record_call
from aetui.desk.week.team_file import send_week
from aetui.documents.sheet import Sheet
from aetui.domain.errors import BadInput
from aetui.domain.gates import paper_state
from aetui.domain.records import AskedPaper, Letter, Paper, TeamPaper
from aetui.domain.records.refs import ref_to


def send(desk: Desk, when: str = "10:00", **proof: str) -> Paper:
    subject = Subject(client=client(desk, "梅林"), period="2026-W48")
    return send_paper(desk, build(desk, desk.say, "weekly", subject, at(when)), "# 梅林", subject, at(when), **proof)


def here(desk: Desk) -> Paper:
    (paper,) = all_of(desk, Paper)
    return paper


def there(desk: Desk) -> TeamPaper:
    (paper,) = all_of(desk, TeamPaper)
    return paper


def test_it_goes_by_itself_as_it_went_and_is_owed_by_rule(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        paper = send(mine)
        carry(desks)
        copy = there(boss)
        assert (copy.whose, copy.paper_id, copy.text, copy.sent, copy.client) == (
            "李雯", paper.id, paper.text, paper.sent, client(mine, "梅林").short,
        )  # fmt: skip
        (duty,) = owed(boss, "paper.approve", at("10:01"))
        assert (duty.source, duty.due) == ("A2", at("12:00"))
        assert not waits(boss, boss.say)
        assert not [t for t in review(boss, at("16:00"), at("16:00").date()).undecided if t.kind == "copy"]
        agree(desks)


WAYS = {
    "check": lambda boss, duty: approve_copy(boss, "1", at("10:30")),
    "duty": lambda boss, duty: meet(boss, duty, at("10:30")),
    "letter": lambda boss, duty: answer(boss, duty.subject_id, "approved", at("10:30")),
    "done": lambda boss, duty: finish_letter(boss, boss.say, duty.subject_id, at("10:30")),
}
BACK = {
    "check": lambda boss, duty: return_copy(boss, "1", "没写含税", at("10:30")),
    "duty": lambda boss, duty: waive(boss, duty, "没写含税", at("10:30")),
    "letter": lambda boss, duty: answer(boss, duty.subject_id, "returned", at("10:30"), why="没写含税"),
    "let go": lambda boss, duty: let_go_letter(boss, boss.say, duty.subject_id, "没写含税", at("10:30")),
}


@pytest.mark.parametrize("way", WAYS)
def test_approved_whichever_way_it_is_told_once_by_the_logins_name(tmp_path: Path, way: str) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        carry(desks)
        (duty,) = owed(boss, "paper.approve", at("10:01"))
        WAYS[way](boss, duty)
        assert len(written(boss)) == 1
        carry(desks)
        approved = here(mine).approved
        assert approved is not None
        assert (approved.by, approved.at) == ("王磊", at("10:30"))
        assert not owed(boss, "paper.approve", at("10:31"))
        assert sum(one.n for one in answers(boss)) == 0
        boss.undo(at("10:40"))
        carry(desks)
        assert here(mine).approved is None
        assert len(owed(boss, "paper.approve", at("10:41"))) == 1
        boss.redo(at("10:50"))
        carry(desks)
        assert here(mine).approved is not None
        assert {one.state for one in threads(mine).values()} == {"done"}
        agree(desks)


@pytest.mark.parametrize("way", BACK)
def test_returned_whichever_way_the_remark_stands_and_an_answer_asks_anew(tmp_path: Path, way: str) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        carry(desks)
        (duty,) = owed(boss, "paper.approve", at("10:01"))
        BACK[way](boss, duty)
        assert len(written(boss)) == 1
        carry(desks)
        returned = here(mine).returned
        assert returned is not None
        assert (returned.by, returned.how) == ("王磊", "没写含税")
        assert [one.said for one in waiting(mine, mine.say, at("10:31"))] == ["退回：没写含税"]
        assert not owed(boss, "paper.approve", at("10:31"))
        answer_paper(mine, here(mine).id, "补上了", at("11:00"))
        assert waiting(mine, mine.say, at("11:00")) == []
        carry(desks)
        assert paper_state(there(boss)) == "answered"
        assert len(owed(boss, "paper.approve", at("11:01"))) == 1
        approve_copy(boss, "1", at("11:10"))
        carry(desks)
        assert paper_state(here(mine)) == "approved"
        agree(desks)


def test_the_review_asks_for_our_own_word(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        carry(desks)
        now = at("16:00")
        (thing,) = (t for t in review(boss, now, now.date()).undecided if "paper.approve" in t.key)
        with pytest.raises(BadInput):
            decide(boss, [thing], "someone", now, day=now.date(), who="小王")
        decide(boss, [thing], "drop", now, day=now.date(), why="没写含税")
        carry(desks)
        assert paper_state(here(mine)) == "returned"


def test_sent_anew_the_first_waits_no_more(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        carry(desks)
        return_copy(boss, "1", "没写含税", at("10:30"))
        carry(desks)
        send(mine, "11:00")
        carry(desks)
        assert sorted(map(paper_state, all_of(boss, TeamPaper))) == ["anew", "open"]
        assert len(owed(boss, "paper.approve", at("11:01"))) == 1


def test_approved_here_by_hand_it_is_told_there(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        carry(desks)
        approve_paper(mine, here(mine).id, "王磊", at("10:30"))
        carry(desks)
        assert paper_state(there(boss)) == "approved"
        assert not owed(boss, "paper.approve", at("10:31"))
        mine.undo(at("10:40"))
        carry(desks)
        assert paper_state(there(boss)) == "open"
        assert len(owed(boss, "paper.approve", at("10:41"))) == 1
        agree(desks)


def test_sending_undone_takes_it_from_the_queue(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        carry(desks)
        mine.undo(at("10:30"))
        carry(desks)
        assert not all_of(boss, TeamPaper)
        assert not owed(boss, "paper.approve", at("10:31"))
        mine.redo(at("10:40"))
        carry(desks)
        assert paper_state(there(boss)) == "open"
        assert len(owed(boss, "paper.approve", at("10:41"))) == 1
        agree(desks)


@pytest.mark.parametrize("first", ["letter", "file"])
def test_a_file_makes_no_second_one(tmp_path: Path, first: str) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        file = tmp_path / "week.json"
        send_week(mine, None, file, at("17:00"))
        if first == "letter":
            carry(desks)
        take_all(boss, read_all(file), at("17:10"))
        carry(desks)
        assert paper_state(there(boss)) == "open"
        approve_copy(boss, "1", at("17:20"))
        carry(desks)
        assert paper_state(here(mine)) == "approved"
        assert sum(one.n for one in answers(boss)) == 0


@pytest.mark.parametrize("who", ["nobody", "approved", "inside"])
def test_what_asks_for_no_letter_goes_as_today(tmp_path: Path, who: str) -> None:
    with house(tmp_path, *(["李雯"] if who == "nobody" else [])) as desks:
        mine = desks["liwen"]
        if who == "nobody":
            remove_person(mine, "王磊", at("9:05"))
            send(mine)
        elif who == "approved":
            send(mine, by="王磊")
        else:
            subject = Subject(client=client(mine, "梅林"), period="2026-11")
            send_paper(mine, build(mine, mine.say, "monthly", subject, at("10:00")), "# 梅林", subject, at("10:00"))
        assert not written(mine)


def test_two_devices_write_the_same(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        other = open_desk(tmp_path, "王磊", file="second")
        send(mine)
        (letter,) = written(mine)
        for desk in (boss, other, boss):
            take_in(desk, arrived(letter, mine))
        assert there(boss) == there(other)
        other.close()


@pytest.mark.parametrize("spoilt", [{"copy": "{"}, {"copy": "[]"}, {"copy": 1}, {"desk": ""}])
def test_what_cant_be_read_is_kept_and_answered(tmp_path: Path, spoilt: dict[str, str]) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        (letter,) = written(mine)
        came = arrived(letter, mine)
        take_in(boss, replace(came, args={**came.args, **spoilt}))
        assert not all_of(boss, TeamPaper)
        assert boss.get(Letter, letter.id).refused  # type: ignore[union-attr]
        assert not owed(boss, "paper.approve", at("10:01"))


def test_answers_cross(tmp_path: Path) -> None:
    """Taken back here while it is approved there: both desks tell the same."""
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        send(mine)
        carry(desks)
        approve_paper(mine, here(mine).id, "王磊", at("10:30"))
        approve_copy(boss, "1", at("10:29"))
        carry(desks)
        approved = here(mine).approved
        assert approved is not None
        assert approved.at == at("10:30")
        assert paper_state(there(boss)) == "approved"
        assert all_letters(mine)
        agree(desks)


# Before it goes


def sheet(desk: Desk, when: str) -> tuple[Sheet, Subject]:
    subject = Subject(client=client(desk, "梅林"), period="2026-W48")
    return build(desk, desk.say, "weekly", subject, at(when)), subject


def ask(desk: Desk, when: str = "10:00") -> AskedPaper:
    made, subject = sheet(desk, when)
    return ask_paper(desk, made, subject, at(when))


def go(desk: Desk, when: str, day: int = 23) -> Paper:
    subject = Subject(client=client(desk, "梅林"), period="2026-W48")
    made = build(desk, desk.say, "weekly", subject, at(when, day))
    return send_paper(desk, made, written_as(desk, made, "md").decode(), subject, at(when, day))


@pytest.mark.parametrize("day", [23, 24])
def test_asked_before_it_goes_it_bears_the_approval(tmp_path: Path, day: int) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        one = ask(mine)
        assert ask(mine, "10:05") == one
        carry(desks)
        assert (there(boss).before, there(boss).text) == (True, one.text)
        meet(boss, owed(boss, "paper.approve", at("10:10"))[0], at("10:30"))
        carry(desks)
        assert [said.said for said in waiting(mine, mine.say, at("10:31"))] == ["批准了"]
        paper = go(mine, "11:00", day)
        assert paper.approved is not None
        assert (paper.approved.by, paper.approved.at) == ("王磊", at("10:30"))
        carry(desks)
        assert not owed(boss, "paper.approve", at("11:01", day))
        file = tmp_path / "week.json"
        send_week(mine, None, file, at("17:00", day))
        take_all(boss, read_all(file), at("17:10", day))
        copy = there(boss)
        assert (copy.paper_id, copy.before, paper_state(copy)) == (paper.id, False, "approved")
        agree(desks)


def test_another_text_is_asked_for_anew(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        ask(mine)
        carry(desks)
        approve_copy(boss, "1", at("10:30"))
        carry(desks)
        record_call(mine, at("10:40"), ["> 周三给修改稿"], client="梅林")
        paper = go(mine, "11:00")
        assert paper.approved is None
        carry(desks)
        assert len(owed(boss, "paper.approve", at("11:01"))) == 1


def test_returned_before_it_went_the_remark_stands_and_is_asked_anew(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        ask(mine)
        carry(desks)
        return_copy(boss, "1", "没写含税", at("10:30"))
        carry(desks)
        ((ref, one),) = asked_back(mine)
        assert ref == ref_to("clients", client(mine, "梅林").id)
        assert one.returned is not None
        assert (one.returned.by, one.returned.how) == ("王磊", "没写含税")
        again = ask(mine, "10:40")
        assert again.id != one.id
        assert not list(asked_back(mine))
        carry(desks)
        (duty,) = owed(boss, "paper.approve", at("10:41"))
        answer(boss, duty.subject_id, "approved", at("10:50"))
        carry(desks)
        assert go(mine, "11:00").approved is not None
        agree(desks)


@pytest.mark.parametrize("way", ["undone", "gone"])
def test_what_was_asked_is_taken_back(tmp_path: Path, way: str) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        ask(mine)
        carry(desks)
        if way == "undone":
            mine.undo(at("10:10"))
            carry(desks)
            assert not all_of(boss, TeamPaper)
            assert not owed(boss, "paper.approve", at("10:11"))
            mine.redo(at("10:20"))
            carry(desks)
        else:
            go(mine, "10:10")
            carry(desks)
            assert [copy.before for copy in all_of(boss, TeamPaper)] == [False]
        assert len(owed(boss, "paper.approve", at("10:21"))) == 1
        agree(desks)


def test_the_answer_that_is_undone_is_told(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        ask(mine)
        carry(desks)
        approve_copy(boss, "1", at("10:30"))
        carry(desks)
        boss.undo(at("10:40"))
        carry(desks)
        assert any("收回" in one.said for one in waiting(mine, mine.say, at("10:41")))
        assert go(mine, "11:00").approved is None


@pytest.mark.parametrize("wrong", ["nobody", "inside"])
def test_what_nobody_can_be_asked_for_is_refused(tmp_path: Path, wrong: str) -> None:
    with house(tmp_path) as desks:
        mine = desks["liwen"]
        made, subject = sheet(mine, "10:00")
        if wrong == "nobody":
            remove_person(mine, "王磊", at("9:05"))
        else:
            made = build(mine, mine.say, "monthly", subject, at("10:00"))
        with pytest.raises(BadInput):
            ask_paper(mine, made, subject, at("10:00"))
        assert not written(mine)
