"""Over all that a desk holds: what is copied is plain lines with full dates, and says nothing that is for the house alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from full_desk import full_desk

from aetui.desk.copying.build import copy_of, copy_of_line
from aetui.desk.copying.meant import refs_meant
from aetui.desk.copying.text import Copied
from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY as NOW
from aetui.desk.find.finder import Ambiguous
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import NotThere
from aetui.domain.records import KIND_OF, KINDS, Absence, Card, Client, Item, Record
from aetui.domain.records.fields import with_texts
from aetui.domain.records.refs import ref_to
from aetui.locales import LANGS, Texts

SECRET = "只给自己人"
OF_THE_DESK = {"profile", "fulfilments", "selfchecks", "pictures", "lessons", "covers", "weeks", "months", "teamdays"}
"""Kinds that no row stands for that could be copied, or that this desk has none of."""
DRAWN = re.compile(r"[\u2500-\u259f]")
MARKUP = re.compile(r"^#{1,6} |\*\*|^\|.*\|$|^```|</?[a-z]+>", re.MULTILINE)
SHORT_DATE = re.compile(r"(?<![\d/年])\d{1,2}/\d{1,2}(?![\d/])")


@pytest.fixture(params=LANGS)
def said(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Desk, Texts]]:
    desk = full_desk(tmp_path, request.param)
    yield desk, Texts(request.param)
    desk.close()


def every(desk: Desk) -> list[tuple[str, Record]]:
    return [(kind, record) for kind in KINDS for record in list(desk.book.of(kind))]


def parts(card: Card) -> list[str]:
    return [
        *(ref_to("step", one.id) for one in card.steps),
        *(ref_to("work", one.id) for one in card.works),
        *(ref_to("money", one.id) for one in card.money),
    ]


def all_copied(desk: Desk, say: Texts) -> dict[str, Copied]:
    """Of each record, duty and part of a card by its reference."""
    refs = [[ref_to(kind, record.id)] for kind, record in every(desk)]
    refs += [[ref_to("obligation", one.id)] for one in desk.obligations(NOW)]
    refs += [[part, ref_to("cards", card.id)] for card in desk.book.all_of(Card) for part in parts(card)]
    found = {refs[0]: copy_of(desk, say, refs, NOW) for refs in refs}
    return {ref: one for ref, one in found.items() if one is not None}


def test_each_kind_that_a_row_stands_for_has_a_text(said: tuple[Desk, Texts]) -> None:
    found = all_copied(*said)
    kinds = {kind for kind, _ in every(said[0])} - OF_THE_DESK
    assert {ref.partition(":")[0] for ref in found} >= kinds | {"obligation", "step", "work", "money"}


def test_it_is_plain_lines_with_full_dates(said: tuple[Desk, Texts]) -> None:
    for ref, one in all_copied(*said).items():
        if ref.startswith("obligation:trouble.report"):
            continue  # a message within the house, of these days
        assert one.text.endswith("\n"), ref
        assert not DRAWN.search(one.text), (ref, one.text)
        assert not MARKUP.search(one.text), (ref, one.text)
        if not one.house:
            assert not SHORT_DATE.search(one.text), (ref, one.text)


def test_nothing_for_the_house_leaves_it(said: tuple[Desk, Texts]) -> None:
    """A remark behind every text that somebody wrote: it stands in no copy that may go to a client."""
    desk, say = said
    known = {record.id for _, record in every(desk)}

    def remarked(text: str) -> str:
        wrote = len(text) > 1 and text not in known and (not text.isascii() or " " in text)
        return f"{text} #{SECRET}" if wrote else text

    for kind, record in every(desk):
        if kind != "profile":
            desk.book.apply(kind, record.id, with_texts(record, remarked))
    found = all_copied(desk, say)
    leaking = [ref for ref, one in found.items() if SECRET in one.text and not one.house]
    assert leaking == [ref for ref in leaking if ref.startswith("papers:")], "a paper is copied as it went"
    assert any(SECRET in one.text for one in found.values() if one.house)


@pytest.mark.parametrize("mark", ["#", "!"])
def test_an_item_for_the_house_stands_in_no_copy_of_its_call(desk: Desk, mark: str) -> None:
    call, _ = record_call(desk, NOW, [f"{mark} {SECRET}", "> 周五给样"], client="梅林")
    (hidden,) = [i for i in desk.book.items_of(call.id) if i.mark == mark]
    whole = copy_of(desk, Texts("zh"), [ref_to("calls", call.id)], NOW)
    alone = copy_of(desk, Texts("zh"), [ref_to("items", hidden.id)], NOW)
    assert whole is not None
    assert SECRET not in whole.text
    assert "承诺：给样（20" in whole.text
    assert alone is not None
    assert alone.house


def test_a_line_of_a_handover_is_for_colleagues(said: tuple[Desk, Texts]) -> None:
    desk, say = said
    lines = [line for absence in desk.book.all_of(Absence) for line in absence.lines]
    assert lines
    for line in lines:
        found = copy_of_line(desk, say, line, NOW)
        assert found.house
        assert line.what in found.text


def test_what_a_shell_names_is_what_a_row_stands_for(said: tuple[Desk, Texts]) -> None:
    desk, _ = said
    for kind, record in every(desk):
        if len(record.id) >= 6 and record.id.isalnum():
            assert refs_meant(desk, record.id) == [ref_to(kind, record.id)]
    card = next(card for card in desk.book.all_of(Card) if card.steps)
    assert refs_meant(desk, card.number) == [ref_to("cards", card.id)]
    assert refs_meant(desk, card.number, card.steps[0].what)[0] == ref_to("step", card.steps[0].id)
    client = next(iter(desk.book.all_of(Client)))
    assert refs_meant(desk, client.name) == [ref_to(KIND_OF[Client], client.id)]
    owed = desk.obligations(NOW)[0]
    assert refs_meant(desk, owed.id) == [ref_to("obligation", owed.id)]


def test_what_is_not_there_is_told(desk: Desk) -> None:
    for _ in range(2):
        desk_todo(desk, "整理样品柜")
    with pytest.raises(NotThere):
        refs_meant(desk, "没有这样的")
    with pytest.raises(Ambiguous):
        refs_meant(desk, "整理样品柜")


def desk_todo(desk: Desk, text: str) -> None:
    from aetui.desk.day.todos import add_todo

    add_todo(desk, text, NOW)


def test_items_of_every_desk_are_there(said: tuple[Desk, Texts]) -> None:
    """The desk that these tests stand on holds calls with marks of all kinds."""
    assert {item.mark for item in said[0].book.all_of(Item)} >= {"", "+", ">", "?"}
