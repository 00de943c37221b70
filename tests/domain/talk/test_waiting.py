"""Whether an owner is the client's side, and what is waited for."""

from __future__ import annotations

import pytest
from making import client, made, profile
from msgspec.structs import replace

from aetui.domain.cards.billing import aged as overdue
from aetui.domain.lines.parts import owner_at, owner_words
from aetui.domain.records import Card, Contact, Person, Step
from aetui.domain.talk import ahead, news
from aetui.domain.whose import CLIENT, is_theirs

THEM = replace(client("ml"), contacts=[Contact(name="陈小姐"), Contact(name="Ms Chen"), Contact(name="小王")])
HOUSE = replace(profile(), people=[Person(name="小王"), Person(name="小李")])


@pytest.mark.parametrize("said", [*sorted(CLIENT), "Client", "陈小姐", "ms chen"])
def test_the_clients_side(said: str) -> None:
    assert is_theirs(said, THEM, HOUSE)


@pytest.mark.parametrize("said", [None, "", "小李", "小王", "李雯", "周先生", "陈"])
def test_somebody_else(said: str | None) -> None:
    """A colleague of a contact's name is the colleague: the house's work is never asked of a client."""
    assert not is_theirs(said, THEM, HOUSE)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("客户确认尺寸", "客户"),
        ("客户方确认", "客户方"),
        ("甲方 资料", "甲方"),
        ("client confirm", "client"),
        ("the client confirms", "the client"),
        ("客户部小王 出图", "客户部小王"),
        ("客户经理 看", "客户经理"),
        ("客户总监周五看", "客户总监周五看"),
        ("clients list", "clients"),
        ("陈小姐确认尺寸", "陈小姐"),
    ],
)
def test_the_word_for_the_client_needs_no_space_and_the_agencys_own_people_keep_theirs(line: str, name: str) -> None:
    assert owner_at(line, 0, ("陈小姐",))[0] == name


@pytest.mark.parametrize("name", ["客户", "client", "the client", "客户张三", "客户部", "client service", "Ms Chen"])
def test_whom_it_names_reads_again(name: str) -> None:
    written = owner_words(name).strip().removeprefix("@")
    assert owner_at(f"{written} 确认", 0)[0] == name


def test_a_step_that_only_the_house_takes_is_not_told() -> None:
    steps = [Step(id="a", what="内审"), Step(id="b", what="# 先拖一拖"), Step(id="c", what="打样")]
    card: Card = made(
        Card, "k", "11-20 09:00", number="2611-001", client_id="ml", title="海报", steps=steps,
        requested_at=THEM.created_at, opened_at=THEM.created_at,
    )  # fmt: skip
    assert [one.what for one in ahead([card], THEM.created_at)] == ["打样"]
    house = replace(card, steps=steps[:1])
    assert ahead([house], THEM.created_at) == []
    assert not [one for one in news([house], THEM.created_at, THEM.created_at) if one.kind == "step"]
    assert overdue([card], THEM.created_at) == []
