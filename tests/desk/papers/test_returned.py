"""A paper that the AM returned (A2): it stands until it is answered or sent anew, and shows wherever papers do."""

from __future__ import annotations

from itertools import permutations

import pytest
from desks import all_of, at, client, everything

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.review import review
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import answer_paper, approve_paper, return_paper, send_paper, unapproved
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import paper_state
from aetui.domain.records import Paper

NOW, LATER = at("10:00", 26), at("16:00", 26)


@pytest.fixture(autouse=True)
def _am(desk: Desk) -> None:
    set_profile(desk, "am", "王磊", at("9:00"))


def sent(desk: Desk, short: str = "梅林", when: object = NOW) -> Paper:
    subject = Subject(client=client(desk, short), period="2026-W48")
    return send_paper(desk, build(desk, desk.say, "weekly", subject, NOW), "# 周报", subject, when)  # type: ignore[arg-type]


def state(desk: Desk, paper: Paper) -> str:
    held = desk.get(Paper, paper.id)
    assert held is not None
    return paper_state(held)


def kinds(desk: Desk) -> list[str]:
    return [t.kind for t in review(desk, LATER, NOW.date()).undecided if t.key.startswith("papers:")]


def test_it_stands_until_it_is_answered_and_is_to_be_approved_then(desk: Desk) -> None:
    paper = sent(desk)
    assert (state(desk, paper), kinds(desk)) == ("open", ["paper"])
    return_paper(desk, paper.id, "没写含税", "王磊", NOW)
    assert (state(desk, paper), kinds(desk)) == ("returned", ["returned"])
    answer_paper(desk, paper.id, "补上了", LATER)
    assert (state(desk, paper), kinds(desk)) == ("answered", ["paper"])
    approve_paper(desk, paper.id, "王磊", LATER)
    assert (state(desk, paper), kinds(desk)) == ("approved", [])
    return_paper(desk, paper.id, "还是不对", "王磊", LATER)
    assert state(desk, paper) == "returned"


def test_what_is_sent_anew_takes_its_place_and_no_other_s(desk: Desk) -> None:
    first, other = sent(desk), sent(desk, "申花")
    for paper in (first, other):
        return_paper(desk, paper.id, "没写含税", "王磊", NOW)
    before = everything(desk)
    second = sent(desk, when=LATER)
    assert [state(desk, p) for p in (first, other, second)] == ["anew", "returned", "open"]
    assert {p.id for p in unapproved(desk)} == {other.id, second.id}
    desk.undo(LATER)
    assert everything(desk) == before


@pytest.mark.parametrize("order", [o for n in range(1, 4) for o in permutations(("approve", "return", "answer"), n)])
def test_each_step_is_taken_back_by_one_undo(desk: Desk, order: tuple[str, ...]) -> None:
    paper = sent(desk)
    acts = {
        "approve": lambda: approve_paper(desk, paper.id, "王磊", LATER),
        "return": lambda: return_paper(desk, paper.id, "没写含税", "王磊", LATER),
        "answer": lambda: answer_paper(desk, paper.id, "补上了", LATER),
    }
    for word in order:
        before = everything(desk)
        was = state(desk, paper)
        if word == "answer" and was in ("open", "approved"):
            with pytest.raises(BadInput, match=r"paper\.not_returned"):
                acts[word]()
        else:
            acts[word]()
        if everything(desk) != before:
            desk.undo(LATER)
            assert everything(desk) == before
            desk.redo(LATER)
    assert len(all_of(desk, Paper)) == 1


def test_one_s_own_hand_returns_nothing_and_a_remark_is_no_reason_for_it(desk: Desk) -> None:
    paper = sent(desk)
    with pytest.raises(Refused, match="own_hand"):
        return_paper(desk, paper.id, "没写含税", "李雯", NOW)
    for remark, by, key in (("", "王磊", "paper.remark"), ("没写", "", "work.who")):
        with pytest.raises(BadInput, match=key):
            return_paper(desk, paper.id, remark, by, NOW)


def test_the_review_asks_for_the_answer(desk: Desk) -> None:
    paper = sent(desk)
    return_paper(desk, paper.id, "没写含税", "王磊", NOW)
    (thing,) = (t for t in review(desk, LATER, NOW.date()).undecided if t.kind == "returned")
    with pytest.raises(BadInput, match=r"paper\.answer"):
        decide(desk, [thing], "done", LATER, day=NOW.date())
    decide(desk, [thing], "done", LATER, day=NOW.date(), how="补上了")
    held = desk.get(Paper, paper.id)
    assert held is not None
    assert held.answered is not None
    assert (held.answered.how, kinds(desk)) == ("补上了", [])
