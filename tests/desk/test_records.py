"""Cards, clients, to-dos, memos, meetings and the profile: what their verbs write, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from desks import CLIENTS, all_of, at, carry_todo, client, everything, fill, owed
from pictures_made import png

from aetui.desk.book.clients import add_client, matching, resolve, write_client
from aetui.desk.book.profile import SETTINGS, is_new, set_profile, set_profiles, value_of
from aetui.desk.card.cards import card_by_number, hand_cards, open_card, the_card
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.day.todos import add_todo, drop_todo, finish_todo, the_todo, todays_todos
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.records import Card, Client, Contact, Meeting, Memo, Slot, Todo

NOW = at("9:40")


def refused(desk: Desk, key: str, act: Callable[[], object]) -> None:
    """The verb refuses for that reason, and nothing is changed."""
    before = everything(desk)
    with pytest.raises(DeskError) as caught:
        act()
    assert caught.value.key == key
    assert everything(desk) == before


# Cards


def test_numbers_run_by_month(desk: Desk) -> None:
    days = (("23", NOW), ("30", at("9:00", 30)))
    numbers = [open_card(desk, "海报", now, client="梅林").number for _, now in days for _ in range(2)]
    assert numbers == ["2611-001", "2611-002", "2611-003", "2611-004"]
    december = NOW + timedelta(days=10)
    assert open_card(desk, "海报", december, client="梅林").number == "2612-001"
    assert open_card(desk, "海报", december, client="梅林", requested_at=at("9:00", 30)).number == "2611-005"


def test_the_month_is_the_desk_s(desk: Desk) -> None:
    from datetime import UTC, datetime

    just_december = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai
    assert open_card(desk, "海报", just_december, client="梅林").number == "2612-001"


def test_two_desks_on_one_file_never_share_a_number(desk: Desk, tmp_path: Path) -> None:
    other = Desk.open(tmp_path / "liwen.json", program="other", now=NOW)
    numbers = [open_card(one, "海报", NOW, client="梅林").number for _ in range(5) for one in (desk, other)]
    assert len(set(numbers)) == 10
    record_call(other, NOW, ["+ 单页", "+ 立牌"], client="申花")
    assert open_card(desk, "海报", NOW, client="梅林").number == "2611-013"
    other.close()


def test_a_card_that_cannot_be(desk: Desk) -> None:
    refused(desk, "card.title_empty", lambda: open_card(desk, "  ", NOW, client="梅林"))
    refused(desk, "card.requested_later", lambda: open_card(desk, "x", NOW, client="梅林", requested_at=at("9:41")))
    refused(desk, "card.deliver_before", lambda: open_card(desk, "x", NOW, client="梅林", deliver_at=NOW))
    refused(desk, "card.needs_client", lambda: open_card(desk, "x", NOW, client=None))
    refused(desk, "client.unknown", lambda: open_card(desk, "x", NOW, client="没有"))


def test_cards_in_hand(desk: Desk) -> None:
    made = [open_card(desk, title, NOW, client="梅林") for title in ("甲", "乙")]
    assert hand_cards(desk) == made
    assert the_card(desk, " 2611-002 ") == made[1]
    assert card_by_number(desk, "2611-003") is None
    with pytest.raises(NotThere):
        the_card(desk, "2611-003")


# Clients


@pytest.mark.parametrize(
    "typed", ["梅林食品", "梅林", "梅", "食品", "meilin", "MeiLin", "ml", "ＭＬ", "meil", "mlsp", "梅林食品公司"]
)
def test_a_client_by_name_part_pinyin_or_initials(desk: Desk, typed: str) -> None:
    found = resolve(desk, typed)
    assert found is not None
    assert found.short == "梅林"


def test_two_that_match_equally_are_listed(desk: Desk) -> None:
    add_client(desk, "梅花饮料", NOW, keys=["mh"])
    with pytest.raises(BadInput) as caught:
        resolve(desk, "梅")
    assert caught.value.args_["names"] == ["梅林食品", "梅花饮料"]
    assert [c.short for c in matching(desk, "梅")] == ["梅林", "梅花"]
    assert [c.short for c in matching(desk, "")] == ["梅林", "申花", "益力", "梅花"]
    assert matching(desk, "xyz") == []


def test_one_who_left_gives_way(desk: Desk) -> None:
    add_client(desk, "梅花饮料", NOW, keys=["mh"])
    write_client(desk, client(desk, "梅林").id, NOW, active=False)
    assert resolve(desk, "梅") == client(desk, "梅花")
    assert resolve(desk, "梅林") == client(desk, "梅林")
    assert client(desk, "梅林").id not in {o.client_id for o in desk.obligations(NOW)}


def test_a_client_is_there_once(desk: Desk) -> None:
    refused(desk, "client.exists", lambda: add_client(desk, " 梅林食品 ", NOW, keys=[]))
    refused(desk, "client.name_empty", lambda: add_client(desk, "  ", NOW))


def test_what_the_book_says_of_a_client(desk: Desk) -> None:
    meilin = client(desk, "梅林")
    chen, lin = Contact(name="陈小姐", phone="2", keys=["cxj"]), Contact(name="林总", keys=["lz"])
    write_client(desk, meilin.id, NOW, contacts=[chen, lin], report=Slot(weekday=0, minute=600))
    found = client(desk, "梅林")
    assert (found.contacts, found.report) == ([chen, lin], Slot(weekday=0, minute=600))
    assert found.keys == meilin.keys
    write_client(desk, found.id, NOW, name="梅林正广和", short="")
    assert resolve(desk, "mlzgh") == client(desk, "梅林正广和")
    assert len(all_of(desk, Client)) == len(CLIENTS)


# To-dos


def test_a_todo_stands_on_its_day(desk: Desk) -> None:
    today, friday = add_todo(desk, " 买纸 ", NOW), add_todo(desk, "打样", NOW, due=at("17:00", 27))
    wang = add_todo(desk, "重出完稿", NOW, owner="小王", day=date(2026, 11, 27))
    assert (today.text, today.day, friday.day) == ("买纸", date(2026, 11, 23), date(2026, 11, 27))
    assert today.priority < friday.priority < wang.priority
    assert todays_todos(desk, NOW) == [today, wang]
    done = finish_todo(desk, today.id, at("10:00"), how="三包")
    assert done.done is not None
    assert (done.done.at, done.done.how) == (at("10:00"), "三包")
    assert finish_todo(desk, today.id, at("11:00")) == done
    assert todays_todos(desk, NOW) == [wang, done]
    assert todays_todos(desk, at("9:00", 24)) == [wang]


def test_a_todo_moved_or_dropped_tells_why(desk: Desk) -> None:
    todo = add_todo(desk, "买纸", NOW)
    moved = carry_todo(desk, todo.id, date(2026, 11, 24), NOW, why="店关了")
    assert (moved.day, moved.carried[0].day, moved.carried[0].why) == (date(2026, 11, 24), date(2026, 11, 23), "店关了")
    assert carry_todo(desk, todo.id, date(2026, 11, 24), NOW) == moved
    refused(desk, "why.empty", lambda: drop_todo(desk, todo.id, " ", NOW))
    dropped = drop_todo(desk, todo.id, "不用了", NOW)
    assert dropped.dropped is not None
    assert todays_todos(desk, at("9:00", 24)) == []


def test_a_todo_is_named_by_id_or_words(desk: Desk) -> None:
    paper, pens = add_todo(desk, "买打印纸", NOW), add_todo(desk, "买笔", NOW)
    assert the_todo(desk, paper.id) == the_todo(desk, paper.id[:9]) == the_todo(desk, "打印") == paper
    refused(desk, "todo.ambiguous", lambda: the_todo(desk, "买"))
    refused(desk, "todo.unknown", lambda: the_todo(desk, "卖"))
    refused(desk, "todo.unknown", lambda: the_todo(desk, ""))
    finish_todo(desk, paper.id, NOW)
    assert the_todo(desk, "买") == pens
    refused(desk, "todo.empty", lambda: add_todo(desk, " ", NOW))


# Memos and meetings


def test_a_memo(desk: Desk) -> None:
    memo = write_memo(desk, " 带样品 ", NOW, to=" 小孙 ", remind_at=at("16:30"))
    assert (memo.text, memo.to, memo.outside) == ("带样品", "小孙", False)
    assert owed(desk, "memo.remind", NOW)[0].due == at("16:30")
    refused(desk, "memo.empty", lambda: write_memo(desk, " ", NOW, to="小孙"))
    refused(desk, "memo.to_empty", lambda: write_memo(desk, "x", NOW, to=" "))
    refused(desk, "time.past", lambda: write_memo(desk, "x", NOW, to="小孙", remind_at=NOW))
    assert all_of(desk, Memo) == [memo]


def test_a_meeting_takes_an_hour_and_brings_its_list(desk: Desk) -> None:
    theirs = add_meeting(desk, "例会", NOW, client="梅林", start=at("14:00", 27), travel=timedelta(minutes=45))
    assert (theirs.end, theirs.travel_min, {p.source for p in theirs.prep}) == (at("15:00", 27), 45, {"M3"})
    ours = add_meeting(desk, "提案", NOW, client="申花", start=at("15:00", 27), place="ours", room="大")
    assert {p.source for p in ours.prep} == {"M3", "M4"}
    assert len(all_of(desk, Meeting)) == 2


def test_a_meeting_that_cannot_be(desk: Desk) -> None:
    add_meeting(desk, "例会", NOW, client="梅林", start=at("14:00", 27), end=at("15:00", 27))

    def add(start: str, end: str, **more: object) -> Callable[[], Meeting]:
        fields = {"title": "x", "client": "申花", **more}
        return lambda: add_meeting(
            desk,
            fields.pop("title"),
            NOW,
            start=at(start, 27),
            end=at(end, 27),
            **fields,  # type: ignore[arg-type]
        )

    for start, end in (("14:30", "16:00"), ("13:00", "14:01"), ("14:15", "14:30"), ("13:00", "16:00")):
        refused(desk, "meeting.overlaps", add(start, end))
    refused(desk, "meeting.ends_before", add("16:00", "15:00"))
    refused(desk, "meeting.ends_before", add("16:00", "16:00"))
    refused(desk, "meeting.title_empty", add("16:00", "17:00", title="  "))
    refused(desk, "meeting.travel", add("16:00", "17:00", travel=timedelta(minutes=-1)))
    refused(desk, "client.unknown", add("16:00", "17:00", client="没有"))
    add("15:00", "16:00")()


# The profile


def test_every_key_is_said_back_as_it_was_typed(desk: Desk, tmp_path: Path) -> None:
    said = {
        "name": "李雯", "roles": "AE,AM", "timezone": "Asia/Tokyo", "hours": "08:30-17:30", "lunch": "11:30-12:30",
        "calendar": "US", "lang": "en", "theme": "paper", "remind": "bell", "supervisor": "王磊", "am": "王磊", "ad": "赵敏",
        "front_desk": "小孙", "people": "王磊:AM,赵敏:AD,小孙:front_desk,小王:studio,阿杰", "title": "客户执行",
        "phone": "021-5555-0909", "email": "liwen@example.com", "agency": "梅高", "quiet": "7d", "agreed": "3d", "glyphs": "plain", "input-method": "ibus",
        "times": "例会日 = 每周二 10:00; 发稿日 = 每月25日",
    }  # fmt: skip
    picture = tmp_path / "logo.png"
    picture.write_bytes(png(64, 32))
    said |= {"address": "上海市静安区", "logo": str(picture), "signature": str(picture)}
    assert set(said) == set(SETTINGS)
    for key, value in said.items():
        assert value_of(set_profile(desk, key, f" {value} ", NOW), key) == value
    assert value_of(set_profile(desk, "roles", "ae、am", NOW), "roles") == "AE,AM"
    assert value_of(set_profile(desk, "calendar", "Weekdays", NOW), "calendar") == "weekdays"
    for key in ("name", "timezone", "lang", "theme", "remind", "am", "ad", "title", "agency", "times"):
        assert value_of(set_profile(desk, key, "", NOW), key) == ""
    for key in ("glyphs", "input-method"):
        assert value_of(set_profile(desk, key, "", NOW), key) == ""
    people = value_of(desk.profile, "people")
    assert value_of(set_profile(desk, "people", "", NOW), "people") == people, (
        "nobody goes who wasn't taken off by name"
    )


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("客户经理", "AM"),
        ("account exec", "AE"),
        ("AE AM", "AE,AM"),
        ("Account Manager, ae", "AM,AE"),
        ("媒介", "MEDIA"),
    ],
)
def test_a_role_said_in_words_finds_its_sign(desk: Desk, said: str, roles: str) -> None:
    assert value_of(set_profile(desk, "roles", said, NOW), "roles") == roles


@pytest.mark.parametrize(("said", "days"), [("5d", 5), ("10", 10), ("7 天", 7), ("3个工作日", 3), ("2 days", 2)])
def test_after_how_many_days_a_client_is_quiet(desk: Desk, said: str, days: int) -> None:
    assert set_profile(desk, "quiet", said, NOW).quiet_days == days
    for wrong in ("0", "soon", "-1", "1000"):
        with pytest.raises(BadInput):
            set_profile(desk, "quiet", wrong, NOW)


def test_who_is_supervisor_and_am_in_one_is_both(desk: Desk) -> None:
    set_profile(desk, "supervisor", "王磊", NOW)
    profile = set_profile(desk, "am", "王磊", NOW)
    assert (value_of(profile, "supervisor"), value_of(profile, "am")) == ("王磊", "王磊")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("roles", "CEO"), ("roles", ""), ("timezone", "Mars/Base"), ("timezone", "../etc/passwd"), ("hours", "9-18"),
        ("hours", "18:00-09:00"), ("hours", ""), ("hours", "12:00-13:00"), ("lunch", "08:00-19:00"), ("lunch", "x"), ("calendar", "XX"), ("calendar", ""),
        ("lang", "de"), ("theme", "pink"), ("remind", "horn"), ("nothing", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_leaves_all_as_it_was(desk: Desk, key: str, value: str) -> None:
    before = everything(desk)
    with pytest.raises(DeskError):
        set_profiles(desk, {"name": "别人", key: value}, NOW)
    assert everything(desk) == before
    desk.obligations(NOW)


def test_a_new_desk_says_what_it_reckons_with(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "new.json", program="test", now=NOW)
    assert is_new(desk)
    assert (value_of(desk.profile, "hours"), value_of(desk.profile, "roles")) == ("09:00-18:00", "AE")
    assert not (tmp_path / "new.json").exists()
    fill(desk)
    assert not is_new(desk)
    assert len(all_of(desk, Card)) == len(all_of(desk, Todo)) == 0
    desk.close()
