"""Two desks that gave the same card numbers away come together: each card has one of its own, and what it was is kept."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desks import all_of, at, client, everything, fill
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import card_by_number, open_card, the_card
from aetui.desk.card.history import card_timeline
from aetui.desk.core import Desk
from aetui.desk.files.transfer import Imported, export_to, import_from
from aetui.desk.find.mentions import find_text
from aetui.domain.records import Card, Renumbered
from aetui.locales import Texts

NOW, LATER = at("11:30"), at("14:00")
ZH = Texts("zh")


def desk_in(folder: Path, name: str) -> Desk:
    made = Desk.open(folder / f"{name}.json", program="test", now=at("9:00"))
    fill(made)
    return made


@pytest.fixture
def ours(tmp_path: Path) -> Desk:
    return desk_in(tmp_path, "ours")


@pytest.fixture
def theirs(tmp_path: Path) -> Desk:
    return desk_in(tmp_path, "theirs")


def numbers(desk: Desk) -> dict[str, str]:
    return {card.title: card.number for card in all_of(desk, Card)}


def bring(source: Desk, goal: Desk, file: Path) -> Imported:
    export_to(source, file, NOW, say=ZH)
    return import_from(goal, file, LATER)


def test_a_card_that_comes_in_gives_its_number_up(ours: Desk, theirs: Desk, tmp_path: Path) -> None:
    for desk, titles in ((ours, ("海报",)), (theirs, ("单页", "立牌"))):
        for title in titles:
            open_card(desk, title, NOW, client=client(desk, "梅林"))
    before = everything(ours)
    taken = bring(theirs, ours, tmp_path / "x.json")
    # 立牌 keeps what it brought; nobody takes it from it.
    assert numbers(ours) == {"海报": "2611-001", "单页": "2611-003", "立牌": "2611-002"}
    assert [(one.title, one.was, one.number) for one in taken.renumbered] == [("单页", "2611-001", "2611-003")]
    card = card_by_number(ours, "2611-003")
    assert card is not None
    assert card.renumbered == [Renumbered(at=LATER, was="2611-001")]
    for lang, said in (("zh", "原号 2611-001"), ("en", "it was 2611-001")):
        assert [m for m in card_timeline(ours, card, Texts(lang)) if said in m.text]
    assert {h.id for h in find_text(ours, "2611-001")} >= {card.id}
    after = everything(ours)
    again = import_from(ours, tmp_path / "x.json", at("15:00"))
    assert (again.new, again.changed, again.renumbered) == (0, 0, [])
    assert everything(ours) == after
    assert open_card(ours, "横版", at("15:00"), client=client(ours, "申花")).number == "2611-004"
    ours.undo(at("15:01"))
    ours.undo(at("15:02"))
    assert everything(ours) == before


def test_a_later_word_from_there_leaves_the_number_that_it_has_here(ours: Desk, theirs: Desk, tmp_path: Path) -> None:
    open_card(ours, "海报", NOW, client=client(ours, "梅林"))
    open_card(theirs, "单页", NOW, client=client(theirs, "梅林"))
    bring(theirs, ours, tmp_path / "x.json")
    fill_brief(theirs, "2611-001", at("13:00"), audience="门店")
    taken = bring(theirs, ours, tmp_path / "y.json")
    assert (taken.changed >= 1, taken.renumbered) == (True, [])
    [card] = [c for c in all_of(ours, Card) if c.title == "单页"]
    assert (card.number, card.brief.audience) == ("2611-002", "门店")
    assert card.renumbered == [Renumbered(at=LATER, was="2611-001")]


def test_two_of_one_file_and_a_number_that_is_none(ours: Desk, theirs: Desk, tmp_path: Path) -> None:
    for title in ("单页", "立牌", "海报"):
        open_card(theirs, title, NOW, client=client(theirs, "梅林"))
    file = tmp_path / "x.json"
    export_to(theirs, file, NOW, say=ZH)
    whole = json.loads(file.read_text())
    for card, number in zip(whole["records"]["cards"], ("2611-007", "2611-007", "旧号"), strict=True):
        card["number"] = number
    file.write_text(json.dumps(whole))
    import_from(ours, file, LATER)
    assert numbers(ours) == {"单页": "2611-007", "立牌": "2611-008", "海报": "旧号"}
    # The same once more from elsewhere: other cards with these numbers.
    for card in whole["records"]["cards"]:
        card["id"] = f"x{card['id']}"
    file.write_text(json.dumps(whole))
    import_from(ours, file, LATER)
    assert sorted(c.number for c in all_of(ours, Card)) == [
        "2611-007", "2611-008", "2611-009", "2611-010", "2611-011", "旧号",
    ]  # fmt: skip


STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "change", "bring", "undo"]), st.booleans(), st.integers(0, 5)), max_size=10
)


@settings(max_examples=10, deadline=None)
@given(STEPS)
def test_no_two_cards_of_a_desk_ever_have_one_number(steps: list[tuple[str, bool, int]]) -> None:
    """Whatever two desks do and however often they hand each other everything."""
    with TemporaryDirectory() as name:
        folder, n = Path(name), count()
        pair = [desk_in(folder, "ours"), desk_in(folder, "theirs")]
        for minute, (what, first, nth) in enumerate(steps):
            here, there = pair if first else pair[::-1]
            now = at(f"12:{minute:02d}")
            cards = sorted(all_of(here, Card), key=lambda c: c.id)
            if what == "open":
                open_card(here, f"卡 {next(n)}", now, client=client(here, "梅林"))
            elif what == "change" and cards:
                fill_brief(here, cards[nth % len(cards)].number, now, audience=f"{minute}")
            elif what == "undo":
                here.undo(now)
            elif what == "bring":
                before = everything(here)
                known, brought = {c.id for c in cards}, {c.id for c in all_of(there, Card)}
                export_to(there, folder / "x.json", now, say=ZH)
                import_from(here, folder / "x.json", now)
                after = everything(here)
                assert {c.id for c in all_of(here, Card)} == known | brought
                again = import_from(here, folder / "x.json", now)
                assert (again.new, again.changed, again.renumbered) == (0, 0, [])
                assert everything(here) == after
                if after != before:
                    here.undo(now)
                    assert everything(here) == before
                    here.redo(now)
                    assert everything(here) == after
            for desk in pair:
                held = [c.number for c in all_of(desk, Card)]
                assert len(held) == len(set(held))
        for desk in pair:
            desk.close()


def test_a_number_that_a_card_had_finds_it_while_no_other_has_it(ours: Desk) -> None:
    card = open_card(ours, "海报", NOW, client=client(ours, "梅林"))
    with ours.change("test", NOW) as change:
        change.put(replace(card, number="2611-009", renumbered=[Renumbered(at=NOW, was=card.number)]))
    assert the_card(ours, card.number).id == card.id
    other = open_card(ours, "单页", NOW, client=client(ours, "梅林"))
    with ours.change("test", NOW) as change:
        change.put(replace(other, number=card.number))
    assert the_card(ours, card.number).id == other.id
