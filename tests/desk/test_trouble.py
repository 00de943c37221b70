"""The one report (R10, C3, D7): all that is late there stands in it, whether or not it was told before; nobody outside reads it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from cards_made import NOW, in_work
from desks import at, client

from aetui.desk.book.people import goes_away
from aetui.desk.book.profile import set_profile
from aetui.desk.card.schedule import add_steps, finish_step, understand
from aetui.desk.core import Desk
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.papers import Subject, build
from aetui.desk.phone.calls import record_call
from aetui.desk.trouble import last_reported, late_since, said_of, trouble_message, trouble_of
from aetui.documents.render import render
from aetui.domain.obligations import TELLS, TROUBLE, Obligation
from aetui.locales import LANGS, Texts

HOW = "加一位设计，周四中午补上"
LATER = at("14:00", 25)


def late_desk(desk: Desk) -> str:
    """A card with two steps and a promise that get late one after another, and a promise on no card."""
    set_profile(desk, "people", "王磊:supervisor,小王:studio,赵敏:AE", NOW)
    card = in_work(desk, "proof")
    add_steps(desk, card.number, [understand(desk, t, NOW) for t in ("文案 @小王 周二12:00", "打样 周三12:00")], NOW)
    record_call(desk, NOW, [f"> {card.number} 周三10:00前给修改稿", "> 周三11:00前回传合同"], client="梅林")
    return card.number


def report_on(desk: Desk, subject: str, now: datetime) -> Obligation:
    return find_obligation(desk, TROUBLE, subject, now)


def told(desk: Desk, report: Obligation, now: datetime) -> list[str]:
    return [o.what for o in trouble_of(desk, report, now).late]


def test_a_second_report_lists_what_was_told_before_and_is_still_late(desk: Desk) -> None:
    number = late_desk(desk)
    first = at("13:00", 24)
    assert told(desk, report_on(desk, number, first), first) == ["文案"]
    meet(desk, report_on(desk, number, first), first, how="小王今晚给")
    again = report_on(desk, number, LATER)
    assert "文案" not in again.what.split("、")  # it asks for what got late since
    assert told(desk, again, LATER) == ["文案", "周三10:00前给修改稿", "打样"]
    finish_step(desk, number, "文案", LATER)
    assert told(desk, report_on(desk, number, LATER), LATER) == ["周三10:00前给修改稿", "打样"]


def test_what_is_late_on_a_card_and_of_its_client_are_two_reports(desk: Desk) -> None:
    late_desk(desk)
    reports = [o for o in desk.obligations(LATER) if o.rule == TROUBLE]
    found = {o.subject_type: told(desk, o, LATER) for o in reports}
    assert found == {"card": ["文案", "周三10:00前给修改稿", "打样"], "client": ["回传合同"]}
    every = [o for o in desk.obligations(LATER) if o.rule in TELLS and o.state == "overdue"]
    assert {key for o in reports for key in o.late} <= {o.id for o in every}
    assert sorted(o.what for o in every) == sorted(what for whats in found.values() for what in whats)


@pytest.mark.parametrize("lang", LANGS)
def test_the_message_lists_each_with_its_time_and_for_how_long_and_the_solution(desk: Desk, lang: str) -> None:
    number, say = late_desk(desk), Texts(lang)
    report = report_on(desk, number, LATER)
    before = trouble_message(desk, say, trouble_of(desk, report, LATER), LATER)
    assert say("trouble.solution", how="").strip() in before
    meet(desk, report, LATER, how=HOW)
    done = last_reported(desk, LATER)
    assert done is not None
    text = trouble_message(desk, say, trouble_of(desk, done, LATER), LATER)
    lines = text.splitlines()
    assert "王磊" in lines[0]
    assert number in lines[1]
    assert [line[0] for line in lines[2:5]] == ["1", "2", "3"]
    for line, clock, long in zip(lines[2:5], ("12:00", "10:00", "12:00"), (" 2:00", " 4:00", " 2:00"), strict=True):
        assert clock in line
        assert line.endswith(long)
    assert lines[5] == say("trouble.solution", how=HOW)
    assert "李雯" in lines[6]
    shown = said_of(desk, say, [done], LATER)
    assert all(line[3:] in shown for line in lines[2:5])


def test_a_trouble_that_was_said_is_told_in_its_words(desk: Desk) -> None:
    record_call(desk, NOW, ["! 型号写错 # 是小王写的"], client="梅林")
    trouble = trouble_of(desk, report_on(desk, "型号", NOW), NOW)
    assert (trouble.late, trouble.said_at) == ((), NOW)
    assert "型号写错" in trouble_message(desk, Texts("zh"), trouble, NOW)


def test_it_goes_to_the_deputy_while_the_supervisor_is_away(desk: Desk) -> None:
    number = late_desk(desk)
    goes_away(desk, "王磊", at("09:00", 25), at("18:00", 26), NOW, approves="赵敏", hears="赵敏")
    text = trouble_message(desk, Texts("zh"), trouble_of(desk, report_on(desk, number, LATER), LATER), LATER)
    assert text.startswith("赵敏，您好")


def test_what_was_late_when_it_was_typed_is_late_since_then(desk: Desk) -> None:
    late_desk(desk)
    for one in (o for o in desk.obligations(LATER) if o.rule in TELLS):
        assert late_since(one) == max(one.due, one.start)


def test_no_paper_of_a_client_tells_what_the_supervisor_was_told(desk: Desk) -> None:
    number = late_desk(desk)
    for subject in (number, "合同"):
        meet(desk, report_on(desk, subject, LATER), LATER, how=HOW)
    found = next(c for c in desk.book.numbered(number))
    for kind, about in (
        ("weekly", Subject(client=client(desk, "梅林"))),
        ("schedule", Subject(card=found)),
        ("order", Subject(card=found)),
    ):
        text = render(build(desk, Texts("zh"), kind, about, LATER + timedelta(minutes=1)), "md").decode()
        assert HOW not in text
        assert "王磊，您好" not in text
