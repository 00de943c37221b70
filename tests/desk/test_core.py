"""One act is one change; what a listener makes of it is no affair of the verb's."""

from __future__ import annotations

import pytest
from desks import at, client, everything

from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, send_schedule, understand
from aetui.desk.core import Changed, Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.meeting.agenda import add_points
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.phone.calls import record_call
from aetui.desk.trying import refusal
from aetui.domain.errors import BadInput
from aetui.domain.records import Meeting, Todo

NOW = at("9:40")


def test_verbs_called_inside_a_change_are_one_change_undone_as_a_whole(desk: Desk) -> None:
    before = everything(desk)
    heard: list[Changed] = []
    desk.subscribe(heard.append)
    with desk.change("meeting.add", NOW):
        meeting = add_meeting(desk, "提案", NOW, client=client(desk, "梅林").name, start=at("14:00", 26))
        add_points(desk, meeting.id, ["看稿"], NOW)
        add_points(desk, meeting.id, ["报价"], NOW)
        first = add_todo(desk, "订会议室", NOW)
        assert add_todo(desk, "订车", NOW).priority == first.priority + 1  # a verb finds what those before it did
    assert len(heard) == 1
    held = desk.get(Meeting, meeting.id)
    assert held is not None
    assert [p.text for p in held.points] == ["看稿", "报价"]
    assert desk.undo(at("9:41")) is not None
    assert everything(desk) == before


def test_where_one_of_them_is_refused_nothing_is_written(desk: Desk) -> None:
    before = everything(desk)

    def both() -> None:
        with desk.change("todo.add", NOW):
            add_todo(desk, "订会议室", NOW)
            add_todo(desk, " ", NOW)

    book = set(desk.book.of("todos"))
    with pytest.raises(BadInput):
        both()
    assert everything(desk) == before
    assert set(desk.book.of("todos")) == book
    add_todo(desk, "订车", NOW)
    assert [t.text for t in desk.each(Todo)] == ["订车"]


def test_a_listener_that_fails_does_not_make_the_verb_fail_nor_the_others_deaf(desk: Desk) -> None:
    heard: list[Changed] = []

    def fails(_: Changed) -> None:
        raise ZeroDivisionError

    desk.subscribe(fails)
    desk.subscribe(heard.append)
    todo = add_todo(desk, "订车", NOW)
    assert desk.get(Todo, todo.id) is not None
    assert len(heard) == 1
    assert [type(fault) for fault in desk.faults] == [ZeroDivisionError]
    told: list[Exception] = []
    desk.on_fault = told.append
    desk.undo(NOW)
    assert [type(fault) for fault in told] == [ZeroDivisionError]
    assert len(desk.faults) == 1


def test_what_a_gate_would_say_is_asked_without_a_trace(desk: Desk) -> None:
    card = open_card(desk, "海报", NOW, client=client(desk, "梅林"))
    before = everything(desk)
    heard: list[Changed] = []
    desk.subscribe(heard.append)
    refused = refusal(desk, lambda: send_schedule(desk, card.number, NOW), NOW)
    assert refused is not None
    assert refused.key == "gate.schedule"
    step = understand(desk, "文案 周五", NOW)
    assert refusal(desk, lambda: add_steps(desk, card.number, [step], NOW), NOW) is None
    assert refusal(desk, lambda: send_schedule(desk, "2611-099", NOW), NOW) is None  # no gate says so
    assert everything(desk) == before
    assert heard == []


def test_what_is_new_is_looked_for_in_no_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quick note on a desk of ten years read all of it, to find that nobody had the ids that it had just made."""
    monkeypatch.setattr(desk.book, "_fetch", lambda kind, record_id: pytest.fail(f"{kind} {record_id} was looked for"))
    record_call(desk, NOW, ["+ 海报 周五", "> 周四给稿", "@小王 重出完稿"], client="梅林")
