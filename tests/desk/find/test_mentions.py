"""`find` and `/`: the best match first, then the newest; a part of a client's name brings all that is with them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from desks import at

from aetui.desk.book.clients import add_client
from aetui.desk.card.cards import open_card
from aetui.desk.card.money import add_money
from aetui.desk.core import Desk
from aetui.desk.day.memos import end_memo, write_memo
from aetui.desk.day.todos import add_todo
from aetui.desk.find.hit import Hit
from aetui.desk.find.mentions import find_text
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.phone.calls import record_call
from aetui.domain.amounts import Money

NOW = at("11:30")


def found(desk: Desk, words: str) -> list[Hit]:
    return list(find_text(desk, words))


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A book in which words of one record stand in others."""
    acme = add_client(desk, "Acme Foods", at("9:05"), keys=["af"])
    card = open_card(desk, "秋季海报", at("9:10"), client=acme)
    record_call(desk, at("9:30"), ["+ tour poster", "> layout", "$ 800 tax, 2611-001"], client=acme)
    add_todo(desk, "acme 的样", at("9:40"), client_id=acme.id)
    add_todo(desk, "看 2611-001 的钱", at("9:50"))
    add_money(desk, card.number, "cost", Money(Decimal(800), "CNY"), at("9:55"), text="2611-001 外拍")
    add_meeting(desk, "例会", at("10:00"), client=acme, start=at("14:00"))
    end_memo(desk, write_memo(desk, "会议室留给申花", at("10:05"), to="小孙").id, at("10:06"), sent=True)
    add_todo(desk, "打样", at("8:00"))
    add_todo(desk, "单页打样", at("10:10"))
    return desk


@pytest.mark.parametrize("words", ["acme", "Acme Foods", "ACME FOODS", "af", "acme foods", "foods"])
def test_a_client_named_in_part_brings_all_that_is_with_them(full: Desk, words: str) -> None:
    hits = found(full, words)
    assert (hits[0].kind, hits[0].text) == ("clients", "Acme Foods")
    assert {h.kind for h in hits} == {"clients", "cards", "calls", "items", "todos", "meetings"}
    assert {h.id for h in hits} >= {h.id for h in found(full, "acme foods")}


def test_a_number_finds_its_card_before_what_speaks_of_it(full: Desk) -> None:
    first, *rest = found(full, "2611-001")
    assert (first.kind, first.text) == ("cards", "2611-001 秋季海报")
    assert {h.kind for h in rest} >= {"items", "todos"}
    assert [h.at for h in rest] == sorted((h.at for h in rest), reverse=True)


def test_a_sound_inside_another_client_s_name_is_no_match(full: Desk) -> None:
    """`shi` stands in meilinshipin; `sh` is 申花."""
    hits = found(full, "sh")
    assert hits[0].text == "申花家电"
    assert "梅林食品" not in {h.text for h in hits}


def test_what_says_just_that_comes_first(full: Desk) -> None:
    assert [h.text for h in found(full, "打样")] == ["打样", "单页打样"]


@pytest.mark.parametrize("words", ["样 单页", "单页 样"])
def test_words_in_any_order(full: Desk, words: str) -> None:
    assert [h.text for h in found(full, words)] == ["单页打样"]


@pytest.mark.parametrize("words", ["danye", "dydy", "dayang"])
def test_pinyin_and_initials_where_the_letters_stand_nowhere(full: Desk, words: str) -> None:
    assert "单页打样" in {h.text for h in found(full, words)}


def test_a_sent_memo_is_found(full: Desk) -> None:
    assert "会议室留给申花" in {h.text for h in found(full, "会议室")}


@pytest.mark.parametrize("words", ["", "  ", "没有这样的话", "zzq"])
def test_what_is_nowhere(full: Desk, words: str) -> None:
    assert found(full, words) == []
