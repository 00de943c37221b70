"""Which companies of an address book become clients."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import at, everything

from aetui.desk.core import Desk
from aetui.desk.files.vcards import MANY, TakenContacts, import_vcards, strange_companies
from aetui.domain.errors import BadInput, NotThere

NOW = at("10:00")
PHONEBOOK = Path(__file__).parents[2] / "cases" / "files" / "v19-phonebook-60-orgs.vcf"


def book(path: Path, *companies: str) -> Path:
    cards = [f"BEGIN:VCARD\nFN:人{n}\nORG:{name}\nTEL:{n}\nEND:VCARD\n" for n, name in enumerate(companies)]
    path.write_text("".join(cards), "utf-8")
    return path


def clients(desk: Desk) -> set[str]:
    return {c.name for c in desk.book.clients.values()}


def test_of_many_companies_nobody_said_which_are_clients(desk: Desk) -> None:
    before = everything(desk)
    with pytest.raises(BadInput) as caught:
        import_vcards(desk, PHONEBOOK, NOW)
    assert (caught.value.key, caught.value.args_["n"]) == ("vcard.many", 60)
    assert everything(desk) == before


def test_those_that_are_named(desk: Desk) -> None:
    assert import_vcards(desk, PHONEBOOK, NOW, only=["公司7", "公司12"]) == TakenContacts(2, 0, left=58)
    assert clients(desk) == {"梅林食品", "申花家电", "益力饮料", "公司7", "公司12"}
    assert len(strange_companies(desk, PHONEBOOK)) == 58


@pytest.mark.parametrize("only", [["公司"], ["公司7", "没有"]])
def test_a_company_that_is_not_named_plainly_takes_none(desk: Desk, only: list[str]) -> None:
    before = everything(desk)
    with pytest.raises((BadInput, NotThere)):
        import_vcards(desk, PHONEBOOK, NOW, only=only)
    assert everything(desk) == before


def test_all_or_none(desk: Desk) -> None:
    assert import_vcards(desk, PHONEBOOK, NOW, only=[]) == TakenContacts(0, 0, left=60)
    assert import_vcards(desk, PHONEBOOK, NOW, everything=True) == TakenContacts(60, 0)
    assert import_vcards(desk, PHONEBOOK, NOW) == TakenContacts(0, 0)  # they are in the book by now


def test_few_are_taken_without_a_question_and_those_in_the_book_are_not_counted(desk: Desk, tmp_path: Path) -> None:
    few = book(tmp_path / "few.vcf", *(f"新{n}家" for n in range(MANY)), "梅林食品有限公司", "申花", "申花家电")
    assert import_vcards(desk, few, NOW) == TakenContacts(MANY + 3, 0)
    assert len(clients(desk)) == 3 + MANY
    many = book(tmp_path / "many.vcf", *(f"另{n}家" for n in range(MANY + 1)))
    with pytest.raises(BadInput):
        import_vcards(desk, many, NOW)
