"""What is asked of the client stands in each list, whichever way it was typed (Laws 2, 6, 7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cards_made import in_work
from desks import at, client, fill
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.desk.card.schedule import add_steps, rewrite_step, understand
from aetui.desk.card.state import close as close_card
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.review import review
from aetui.desk.day.today import today
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.meeting.minutes import write_minutes
from aetui.desk.papers import Subject, build
from aetui.desk.phone.calls import edit_item, record_call
from aetui.desk.typed.records import note_todo
from aetui.desk.waiting import awaited
from aetui.desk.week.rounds import talk
from aetui.desk.week.team_plan import add_plan
from aetui.documents.render import render
from aetui.domain.errors import BadInput, Refused
from aetui.locales import LANGS, Texts
from aetui.locales.dates import clock, day_full
from aetui.screens.board.lists import Lists
from aetui.screens.phone.memory import memory_sections
from aetui.screens.record.card_sections import schedule_section
from aetui.screens.week.round_sections import talk_sections
from aetui.widgets.rows import Section, parts_at

NOW = at("10:00")
WHAT = "确认尺寸"
WORDS = ["客户", "甲方", "client", "陈小姐", '"陈小姐"']
TIMES = ["周三", "周三18:00", "2026-11-25 18:00", "wed 18:00"]
DUE = at("18:00", 25)


def on_the_phone(desk: Desk, whom: str, when: str) -> None:
    record_call(desk, NOW, [f"@{whom} {WHAT} {when}"], client="梅林")


def put_right(desk: Desk, whom: str, when: str) -> None:
    _, [logged] = record_call(desk, NOW, [f"@小王 {WHAT} {when}"], client="梅林")
    edit_item(desk, logged.item.id, f"＠{whom} {WHAT} {when}", NOW)


def as_a_todo(desk: Desk, whom: str, when: str) -> None:
    note_todo(desk, f"梅林 {WHAT} {when} @{whom}", NOW)


def as_a_cards_todo(desk: Desk, whom: str, when: str) -> None:
    note_todo(desk, f"{WHAT} @{whom} {when}", NOW, number=in_work(desk).number)


def with_an_option(desk: Desk, whom: str, when: str) -> None:
    note_todo(desk, f"梅林 {WHAT} {when}", NOW, owner=whom.strip('"'))


def as_a_step(desk: Desk, whom: str, when: str) -> None:
    card = in_work(desk)
    add_steps(desk, card.number, [understand(desk, f"{WHAT} @{whom} {when}", NOW)], NOW)


def as_a_step_given_on(desk: Desk, whom: str, when: str) -> None:
    card = in_work(desk)
    add_steps(desk, card.number, [understand(desk, f"{WHAT} @小王 {when}", NOW)], NOW)
    rewrite_step(desk, card.number, WHAT, understand(desk, f"{WHAT} @{whom} {when}", NOW), NOW)


def in_minutes(desk: Desk, whom: str, when: str) -> None:
    meeting = add_meeting(desk, "例会", NOW, client="梅林", start=at("11:00"))
    write_minutes(desk, meeting.id, ["= 排期", "定了", f"@{whom} {WHAT} {when}"], NOW)


def in_the_review(desk: Desk, whom: str, when: str) -> None:
    note_todo(desk, f"{WHAT} {when} @小王", NOW, number=in_work(desk).number)
    later = at("17:30", 25)
    thing = next(t for t in review(desk, later).undecided if t.what == WHAT)
    decide(desk, [thing], "someone", later, day=later.date(), who=whom.strip('"'))


WAYS: list[Callable[[Desk, str, str], None]] = [
    on_the_phone, put_right, as_a_todo, as_a_cards_todo, with_an_option, as_a_step, as_a_step_given_on, in_minutes,
    in_the_review,
]  # fmt: skip


def rows(*sections: Section) -> list[str]:
    return ["".join(t for t, _ in parts_at((*r.left, *r.right), NOW.timestamp())) for s in sections for r in s.rows]


def named(sections: list[Section], name: str) -> list[str]:
    return rows(*(s for s in sections if s.id == name))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WAYS), st.sampled_from(WORDS), st.sampled_from(TIMES), st.sampled_from(LANGS))
def test_it_stands_in_each_list(way: Callable[[Desk, str, str], None], whom: str, when: str, lang: str) -> None:
    say = Texts(lang)
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "x.json", program="test", now=NOW)
        fill(desk)
        way(desk, whom, when)
        meilin = client(desk, "梅林")
        [one] = awaited(desk, meilin)
        assert (one.what, one.who, one.due) == (WHAT, whom.strip('"'), DUE)
        told = talk(desk, meilin, NOW)
        assert told.waiting == [one]
        assert WHAT not in [a.what for a in told.ahead]  # once is enough
        memory = memory_sections(desk, say, meilin, desk.obligations(NOW), None, NOW)
        [row] = named(memory, "waiting")
        assert WHAT in row
        stop = next(s for s in _stops(desk) if s.client.id == meilin.id)
        assert named(talk_sections(desk, say, "calls", stop, told, NOW), "waiting") == [row]
        # It is chased like any other (C3), and the list says that it is the client's.
        chase = [o for o in desk.obligations(at("8:00", 25)) if o.rule == "card.chase"]
        assert [(o.what, o.owner, o.theirs) for o in chase] == [(WHAT, one.who, True)]
        seen = today(desk, at("8:00", 25))
        lists = Lists(desk, say)
        mark = say("whose.awaited", name=one.who)
        if one.part is None:
            assert [r for r in rows(lists.todos(seen, 60)) if mark in r and WHAT in r]
        else:
            assert one.card is not None
            assert [
                r
                for r in rows(schedule_section(desk, say, one.card, NOW, 100, {}))
                if mark.replace("@", "") in r or mark in r
            ]
        # The client reads it with its date, and with no word of ours.
        sheet = render(build(desk, say, "weekly", Subject(client=meilin), NOW), "md").decode()
        part = sheet.partition(say("paper.weekly.waiting"))[2].partition("\n## ")[0]
        assert WHAT in part
        assert day_full(say, DUE.date()) in part
        assert clock(DUE) in part
        desk.close()


def _stops(desk: Desk) -> list:  # type: ignore[type-arg]
    from aetui.desk.week.rounds import the_round

    return the_round(desk, "calls", NOW).stops


@pytest.mark.parametrize("way", [as_a_step, as_a_cards_todo])
def test_a_card_isnt_closed_over_it(desk: Desk, way: Callable[[Desk, str, str], None]) -> None:
    way(desk, "客户", "周三")
    with pytest.raises(Refused) as refused:
        close_card(desk, "2611-001", NOW)
    assert WHAT in refused.value.args_["whats"]
    close_card(desk, "2611-001", NOW, why="客户说不改了")


def test_no_clock_of_ours_stops_for_it(desk: Desk) -> None:
    before = {o.id: o.due for o in desk.obligations(NOW)}
    card = in_work(desk)
    plain = {o.id: o.due for o in desk.obligations(NOW)}
    add_steps(desk, card.number, [understand(desk, "确认 @客户 周三", NOW)], NOW)
    after = {o.id: o.due for o in desk.obligations(NOW + timedelta(minutes=1))}
    assert plain.items() <= after.items()
    assert before.items() <= after.items()
    assert any(key.startswith("card.step:") for key in after)


def test_whose_client_it_is_must_be_said(desk: Desk) -> None:
    with pytest.raises(BadInput) as mistake:
        note_todo(desk, "确认尺寸 @客户 周三", NOW)
    assert mistake.value.key == "todo.which_client"
    made = note_todo(desk, "确认尺寸 @周先生 周三", NOW)  # of one client alone
    assert made.client_id == client(desk, "申花").id
    other = note_todo(desk, "给图 @小王 周三", NOW)
    assert other.client_id is None


def test_on_a_plan(desk: Desk) -> None:
    made = add_plan(desk, "@陈小姐 确认下季预算 周三", "2026-W48", at("17:30", 27))
    assert made.client_id == client(desk, "梅林").id


def test_what_is_private_goes_to_nobody(desk: Desk) -> None:
    note_todo(desk, "梅林 确认尺寸 @客户 周三", NOW, private=True)
    sheet = build(desk, Texts("zh"), "weekly", Subject(client=client(desk, "梅林")), NOW)
    assert "确认尺寸" not in render(sheet, "md").decode()


def test_done_or_dropped_it_is_waited_for_no_more(desk: Desk) -> None:
    from aetui.desk.day.todos import drop_todo, finish_todo

    for end in (finish_todo, lambda d, k, n: drop_todo(d, k, "不要了", n)):
        made = note_todo(desk, "梅林 确认尺寸 @客户 周三", NOW)
        assert awaited(desk, client(desk, "梅林"))
        end(desk, made.id, NOW)
        assert not awaited(desk, client(desk, "梅林"))
