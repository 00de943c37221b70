"""Papers go to the AM with a week or a day, are approved or returned there, and come back (A2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import all_of, at, everything
from desks import client as the_client
from msgspec.structs import replace
from two_desks import EVENING, LATER, TODAY, answer, hand_in, report_sent, two

from aetui.desk.check.back import answers
from aetui.desk.check.copies import approve_copy, return_copy, waiting
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.taking import take_back
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.review import review
from aetui.desk.day.todos import add_todo
from aetui.desk.papers.sending import answer_paper, approve_paper, unapproved
from aetui.desk.week.team_file import send_week
from aetui.desk.week.team_plan import add_plan
from aetui.domain.errors import BadInput
from aetui.domain.gates import paper_state
from aetui.domain.records import Paper, TeamPaper, Todo


def week_in(ae: Desk, am: Desk, folder: Path, when: object = EVENING) -> None:
    file = folder / f"week-{when:%d%H%M}.json"
    send_week(ae, None, file, when)  # type: ignore[arg-type]
    take_all(am, read_all(file), when)  # type: ignore[arg-type]


def states(desk: Desk) -> dict[str, str]:
    return {p.text: paper_state(p) for p in (*all_of(desk, Paper), *all_of(desk, TeamPaper))}


@pytest.mark.parametrize("way", ["week", "day", "both"])
def test_each_is_judged_in_order_and_comes_back(tmp_path: Path, way: str) -> None:
    with two(tmp_path) as (ae, am):
        for n, short in enumerate(("梅林", "申花", "益力")):
            report_sent(ae, short, at(f"1{n}:00", 26))
        if way != "day":
            week_in(ae, am, tmp_path)
        if way != "week":
            hand_in(ae, am, tmp_path, at("17:45", 26))
        assert [p.text for p in waiting(am)] == ["# 梅林", "# 申花", "# 益力"]
        approve_copy(am, "1", LATER)
        return_copy(am, "2", "没写含税", LATER)
        assert states(am) == {"# 梅林": "approved", "# 申花": "returned", "# 益力": "open"}
        assert answers(am)[0].n == 2
        taken = take_back(ae, answer(am, tmp_path), LATER)
        assert (len(taken.approved), len(taken.returned)) == (1, 1)
        assert states(ae) == states(am)
        held = next(p for p in all_of(ae, Paper) if p.text == "# 申花")
        assert held.returned is not None
        assert (held.returned.by, held.returned.how) == ("王磊", "没写含税")
        before = everything(ae)
        with pytest.raises(BadInput, match="twice"):
            take_back(ae, answer(am, tmp_path), LATER)
        assert everything(ae) == before
        # What is answered is to be judged anew; what the AE's desk knows goes back no more.
        answer_paper(ae, held.id, "补上了", at("18:00", 26))
        week_in(ae, am, tmp_path, at("18:10", 26))
        assert [p.text for p in waiting(am)] == ["# 申花", "# 益力"]
        assert answers(am)[0].n == 0


def test_the_review_of_the_am_asks_for_each(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        report_sent(ae)
        report_sent(ae, "申花")
        hand_in(ae, am, tmp_path)
        things = {t.kind: t for t in review(am, LATER, TODAY).undecided if t.kind in ("copy", "sheet")}
        decide(am, [things["sheet"]], "done", LATER, day=TODAY)
        decide(am, [things["copy"]], "drop", LATER, day=TODAY, why="没写含税")
        (rest,) = (t for t in review(am, LATER, TODAY).undecided if t.kind in ("copy", "sheet"))
        decide(am, [rest], "done", LATER, day=TODAY)
        assert sorted(states(am).values()) == ["approved", "returned"]
        assert answers(am)[0].n == 3
        am.undo(LATER)
        assert answers(am)[0].n == 2


def test_the_later_word_counts_on_both_desks(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        paper = report_sent(ae)
        week_in(ae, am, tmp_path)
        return_copy(am, "1", "没写含税", at("17:45", 26))
        file = answer(am, tmp_path)
        approve_paper(ae, paper.id, "王磊", LATER)  # the AM stood beside her then
        taken = take_back(ae, file, LATER)
        assert [key for key, _ in taken.all_told] == ["check.told.later"]
        assert states(ae) == {"# 梅林": "approved"}
        week_in(ae, am, tmp_path, at("18:00", 26))
        assert states(am) == states(ae)


def test_what_took_a_returned_one_s_place_is_to_be_approved_alone(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        report_sent(ae)
        week_in(ae, am, tmp_path)
        return_copy(am, "1", "没写含税", at("17:45", 26))
        take_back(ae, answer(am, tmp_path), LATER)
        second = report_sent(ae, when=at("17:55", 26))
        assert [p.id for p in unapproved(ae)] == [second.id]
        week_in(ae, am, tmp_path, at("18:00", 26))
        assert [p.paper_id for p in waiting(am)] == [second.id]


@pytest.mark.parametrize("shared", [True, False])
def test_what_the_am_planned_for_a_client_is_about_that_client_on_her_desk(tmp_path: Path, shared: bool) -> None:
    """The plan takes the client's name off its words, so that the file has to say whose it is: by the id that both desks
    have, else by the name."""
    with two(tmp_path) as (ae, am):
        if shared:
            with am.change("test", LATER) as change:
                change.put(replace(the_client(ae, "申花"), name="上海冰箱", short="冰箱", keys=[]))
        week_in(ae, am, tmp_path)
        name = "冰箱" if shared else "申花"
        planned = add_plan(am, f"周二 {name} 打样确认 @李雯", "2026-W48", LATER)
        take_back(ae, answer(am, tmp_path), LATER)
        held = ae.get(Todo, planned.id)
        assert held is not None
        assert (held.text, ae.book.clients[held.client_id or ""].short) == ("打样确认", "申花")


def test_what_the_am_gave_is_hers_under_the_same_id(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        week_in(ae, am, tmp_path)
        given = add_todo(am, "申花 打样确认", LATER, day=TODAY, owner="李雯")
        add_todo(am, "私下说", LATER, owner="李雯", private=True)
        taken = take_back(ae, answer(am, tmp_path), LATER)
        assert taken.added == ["打样确认"]
        held = ae.get(Todo, given.id)
        assert held is not None
        assert (held.owner, held.day, ae.book.clients[held.client_id or ""].short) == (None, TODAY, "申花")
