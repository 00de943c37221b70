"""拟案会 (Q1): a work goes onto its agenda, is returned and passed in rounds, and the gate before the client holds until then."""

from __future__ import annotations

import pytest
from desks import all_of, at, owed

from aetui.desk.book.profile import set_profile
from aetui.desk.card.cards import open_card
from aetui.desk.card.works import add_work, change_work, review_work, send_work, sign_work
from aetui.desk.core import Desk
from aetui.desk.meeting.meetings import add_meeting, attend_meeting, meeting_of
from aetui.desk.meeting.minutes import add_minutes, circulate_minutes, sign_minutes, write_minutes
from aetui.desk.meeting.proposals import propose, propose_at, propose_named, waiting_works
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.records import Card, Meeting, Todo, Work

NOW = at("10:00")


@pytest.fixture
def card(desk: Desk) -> Card:
    set_profile(desk, "people", "王磊:supervisor,小王:studio", NOW)
    made = open_card(desk, "秋季海报", NOW, client="梅林", kind="artwork")
    return add_work(desk, made.number, "主视觉", NOW)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return add_meeting(desk, "拟案会", NOW, client=None, kind="proposal", start=at("14:00"), attendees=["王磊", "小王"])


def the(desk: Desk, card: Card) -> Work:
    found = desk.get(Card, card.id)
    assert found is not None
    return found.works[-1]


def test_in_rounds_until_it_goes_out(desk: Desk, card: Card, meeting: Meeting) -> None:
    on = propose(desk, card.number, "主视觉", NOW)
    assert [(p.text, p.card_id, p.work_id) for p in on.points] == [
        (f"{card.number} 主视觉", card.id, the(desk, card).id)
    ]
    assert propose(desk, card.number, "主视觉", NOW) == on  # it stands there once
    add_work(desk, card.number, "主视觉", NOW)
    assert propose(desk, card.number, "主视觉", NOW).points == on.points  # in its newest version
    after = at("15:30")
    attend_meeting(desk, meeting.id, after)
    review_work(desk, card.number, "主视觉", after, by="王磊", wrong=["标题不清", "logo 太小"], meeting_id=meeting.id)
    held = meeting_of(desk, meeting.id, after)
    assert held.points[0].done is not None
    (topic,) = held.minutes.topics
    assert (topic.title, topic.conclusion) == (f"{card.number} 主视觉", "第 1 轮内审 王磊 退回：标题不清；logo 太小")
    assert [(r.meeting_id, r.wrong) for r in the(desk, card).rounds] == [(meeting.id, ["标题不清", "logo 太小"])]
    with pytest.raises(Refused):
        send_work(desk, card.number, "主视觉", after)
    # What follows is a to-do of whoever does it; the minutes go round the house, to no client.
    add_minutes(desk, meeting.id, ["@小王 周三 12:00 放大标题和 logo"], after)
    assert [(t.owner, t.card_id, t.client_id) for t in all_of(desk, Todo)] == [("小王", card.id, card.client_id)]
    assert owed(desk, "meeting.minutes", after)
    sign_minutes(desk, meeting.id, "李雯", after)
    circulate_minutes(desk, meeting.id, after)
    assert not owed(desk, "meeting.minutes", after)
    change_work(desk, card.number, "主视觉", "标题、logo 放大", at("12:00", 25))
    second = propose_at(desk, card.number, "主视觉", "周四 10:00 @王磊", at("12:10", 25))
    assert (second.title, second.kind, second.start, second.attendees) == (
        "拟案会",
        "proposal",
        at("10:00", 26),
        ["王磊"],
    )
    done = at("11:30", 26)
    review_work(desk, card.number, "主视觉", done, by="王磊", meeting_id=second.id)
    assert meeting_of(desk, second.id, done).minutes.topics[0].conclusion == "第 2 轮内审 王磊 通过"
    sign_work(desk, card.number, "主视觉", done, by="王磊")
    assert the(desk, card).reviewed is not None
    assert send_work(desk, card.number, "主视觉", done, how="快递").works[-1].sent is not None
    assert waiting_works(desk) == []


def test_a_topic_that_was_typed_keeps_its_words(desk: Desk, card: Card, meeting: Meeting) -> None:
    propose(desk, card.number, "主视觉", NOW)
    after = at("15:30")
    write_minutes(desk, meeting.id, ["= 主视觉", "颜色太灰", "@小王 周三 调亮"], after)
    sign_minutes(desk, meeting.id, "李雯", after)
    for _ in range(2):  # said twice, it stands once
        review_work(desk, card.number, "主视觉", after, by="王磊", wrong=["颜色太灰"], meeting_id=meeting.id)
    held = meeting_of(desk, meeting.id, after).minutes
    assert [t.conclusion for t in held.topics] == ["颜色太灰\n第 1 轮内审 王磊 退回：颜色太灰"]
    assert len(held.topics[0].actions) == 1
    assert held.signed is None  # other words were signed
    desk.undo(after)
    assert the(desk, card).rounds == []


def test_minutes_that_are_out_stay_as_they_went(desk: Desk, card: Card, meeting: Meeting) -> None:
    propose(desk, card.number, "主视觉", NOW)
    after = at("15:30")
    write_minutes(desk, meeting.id, ["= 主视觉", "再看", "@小王 周三 调亮"], after)
    sign_minutes(desk, meeting.id, "李雯", after)
    circulate_minutes(desk, meeting.id, after)
    before = meeting_of(desk, meeting.id, after).minutes
    review_work(desk, card.number, "主视觉", after, by="王磊", meeting_id=meeting.id)
    held = meeting_of(desk, meeting.id, after)
    assert held.minutes == before
    assert held.points[0].done is not None


def test_what_can_not_be_put_up(desk: Desk, card: Card) -> None:
    with pytest.raises(BadInput, match=r"proposal\.none"):
        propose(desk, card.number, "主视觉", NOW)
    other = add_meeting(desk, "创意会", NOW, client=None, kind="creative", start=at("14:00"))
    with pytest.raises(BadInput, match=r"proposal\.kind"):
        propose(desk, card.number, "主视觉", NOW, meeting_id=other.id)
    past = add_meeting(desk, "拟案会", NOW, client=None, kind="proposal", start=at("08:00"))
    with pytest.raises(BadInput, match=r"meeting\.over"):
        propose(desk, card.number, "主视觉", NOW, meeting_id=past.id)
    with pytest.raises(NotThere):
        propose_named(desk, past.id, "没有这件", NOW)
    # A client's minutes know of no round inside.
    client = add_meeting(desk, "提案会", NOW, client="梅林", start=at("16:00"))
    review_work(desk, card.number, "主视觉", NOW, by="王磊", wrong=["标题不清"], meeting_id=client.id)
    assert meeting_of(desk, client.id, NOW).minutes.topics == []


def test_by_number_name_or_place(desk: Desk, card: Card, meeting: Meeting) -> None:
    add_work(desk, card.number, "横版", NOW)
    for said, named in (("2", "横版"), (f"{card.number[5:]} 主视觉", "主视觉")):
        after = propose_named(desk, meeting.id, said, NOW)
        assert after.points[-1].text == f"{card.number} {named}"
    with pytest.raises(NotThere):
        propose_named(desk, meeting.id, "横版", NOW)  # it stands there
