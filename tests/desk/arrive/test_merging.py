"""Who is who in an address book: found without comparing each with all, and as if each were."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from desks import at, fill
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.desk.arrive.merging import Merging, Offered, _digits
from aetui.desk.core import Change, Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.find import names
from aetui.domain.records import Contact

NOW = at("10:00")
PEOPLE = st.builds(
    Contact,
    name=st.sampled_from(["陈小姐", "陈明", "陈 明", "王磊", "ＷＡＮＧ", "wang", "W. Li"]),
    phone=st.sampled_from([None, "13800138000", "+86 138-0013-8000", "13900001111", "021-5555 0102"]),
    email=st.sampled_from([None, "a@x.cn", "A@X.CN", "b@x.cn"]),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.open(tmp_path / "desk.json", program="test", now=NOW)
    fill(made)
    return made


def one_person(one: Contact, other: Contact) -> bool:
    """Of one name; or of one address or mobile number, where the name begins alike."""
    a, b = names.fold(one.name), names.fold(other.name)
    mails = {c.email.casefold() for c in (one, other) if c.email}
    phones = {_digits(c.phone).removeprefix("86") for c in (one, other) if c.phone and not c.phone.startswith("021")}
    same_mail = bool(one.email and other.email) and len(mails) == 1
    same_phone = bool(one.phone and other.phone) and len(phones) == 1 and not (one.phone + other.phone).count("021")
    return a == b or (a[:1] == b[:1] and (same_mail or same_phone))


@settings(max_examples=150, deadline=None)
@given(st.lists(PEOPLE, max_size=12), st.booleans())
def test_the_first_of_all_who_is_that_person(people: list[Contact], over: bool) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "desk.json", program="test", now=NOW)
        merging = Merging(desk, over=over)
        for person in people:
            before = list(merging._drafts["甲"].contacts) if merging.knows("甲") else []
            merging.take([Offered("甲", person)])
            after = merging._drafts["甲"].contacts
            found = next((n for n, one in enumerate(before) if one_person(one, person)), None)
            assert len(after) == len(before) + (found is None)
            changed = [n for n, (old, new) in enumerate(zip(before, after, strict=False)) if old != new]
            assert changed in ([], [found])
        desk.close()


@pytest.mark.parametrize("shape", ["one company", "many companies", "no company"])
def test_twice_as_many_take_twice_as_long(desk: Desk, shape: str) -> None:
    def folded(n: int) -> int:
        merging = Merging(desk)
        for k in range(n):
            merging.take(
                [Offered(f"甲{k if shape == 'many companies' else 0}", Contact(name=f"王{k}", phone=f"139{k:08d}"))]
            )
            if shape == "no company":
                assert merging.client_of(Contact(name=f"王{k}")) == "甲0"
        return len(merging.judged)

    with patch("aetui.desk.find.names.fold", wraps=names.fold) as fold:
        folded(100)
        few = fold.call_count
        fold.reset_mock()
        folded(200)
        assert fold.call_count < 2.3 * few


def test_of_many_verbs_in_one_change_none_shows_all_again(desk: Desk) -> None:
    shown = []
    book = desk.book
    with (
        patch.object(book, "apply", side_effect=book.apply) as apply,
        desk.change("todo.import", NOW) as change,
    ):
        assert isinstance(change, Change)
        for n in range(50):
            add_todo(desk, f"事{n}", NOW)
            shown.append(apply.call_count)
    assert shown[-1] <= 3 * 50
