"""Every text of a record, wherever it stands in it."""

from __future__ import annotations

from decimal import Decimal

from making import at, fact, made

from aetui.domain.records import Absence, Card, Estimate, EstimateLine, Item, Step
from aetui.domain.records.fields import with_texts


def test_texts_are_mended_wherever_they_stand_and_names_of_records_are_not() -> None:
    card = made(
        Card,
        "c:x",
        "11-20 09:00",
        number="2611-001",
        client_id="ml:x",
        title="海报x",
        requested_at=at("11-20 09:00"),
        opened_at=at("11-20 09:00"),
        steps=[Step(id="s:x", what="文案x", done=fact("11-21 10:00", how="打样x"))],
        estimates=[
            Estimate(amount=Decimal(1), at=at("11-20 13:00"), lines=[EstimateLine(text="设计x", amount=Decimal(1))])
        ],
    )
    mended = with_texts(card, lambda text: text.replace("x", ""))
    assert (mended.id, mended.client_id, mended.steps[0].id) == ("c:x", "ml:x", "s:x")
    assert (mended.title, mended.steps[0].what, mended.estimates[0].lines[0].text) == ("海报", "文案", "设计")
    assert mended.steps[0].done is not None
    assert mended.steps[0].done.how == "打样"


def test_a_mark_is_no_text_and_a_dictionary_keeps_its_keys() -> None:
    item = made(Item, "i", "11-20 09:00", call_id="c", n=1, at=at("11-20 09:00"), mark="#", text="#")
    assert with_texts(item, lambda text: text.replace("#", "")).mark == "#"
    away = made(
        Absence,
        "a",
        "11-20 09:00",
        start=at("11-20 09:00"),
        end=at("11-21 09:00"),
        told={"x": fact("11-20 09:00", how="x")},
    )
    assert with_texts(away, lambda text: text.replace("x", "y")).told == {"x": fact("11-20 09:00", how="y")}


def test_what_needs_no_mending_is_the_same_record() -> None:
    item = made(Item, "i", "11-20 09:00", call_id="c", n=1, at=at("11-20 09:00"), text="给稿")
    assert with_texts(item, str.strip) is item
