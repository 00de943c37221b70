"""The client book (R1): fields, contacts, vCard files, who was not called for long (D3)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desks import at, client, everything
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aetui.desk.book.clients import add_client, short_taken_by, write_client, write_contact
from aetui.desk.book.profile import set_profile
from aetui.desk.book.quiet import contacted
from aetui.desk.core import Desk
from aetui.desk.files.vcards import TakenContacts, export_vcards, import_vcards
from aetui.desk.meeting.meetings import add_meeting, attend_meeting
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Channel, Client, Contact, Slot, Way
from aetui.locales import LANGS, Texts
from aetui.locales.wording import called_words, client_added

NOW = at("10:00")
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:陈小姐
ORG:梅林食品;市场部
TITLE:品牌总监
TEL;TYPE=WORK:021-5555-0101
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:何先生
ORG:光明乳业
EMAIL:he@guangming.cn
END:VCARD
"""


def test_fields_are_said_anew_and_emptied(desk: Desk) -> None:
    mine = client(desk, "梅林")
    after = write_client(desk, mine.id, NOW, short="美林", team=["小王", " "], report=Slot(weekday=0, minute=600))
    assert (after.short, after.team, after.report) == (
        "美林",
        ["小王"],
        Slot(weekday=0, minute=600),
    )
    after = write_client(desk, mine.id, NOW, short=" ", report="", active=False)
    assert (after.short, after.report, after.active, after.team) == ("梅林", None, False, ["小王"])
    after = write_client(desk, mine.id, NOW, name="梅林集团", short="梅林", keys=["mljt"])
    assert (after.name, after.keys) == ("梅林集团", ["mljt"])
    before = everything(desk)
    for wrong in (" ", "申花家电"):
        with pytest.raises(BadInput):
            write_client(desk, mine.id, NOW, name=wrong)
    with pytest.raises(NotThere):
        write_client(desk, "nobody", NOW, name="x")
    assert everything(desk) == before


def test_contacts(desk: Desk) -> None:
    mine = client(desk, "梅林").id
    two = write_contact(desk, mine, None, Contact(name="林总", keys=["lz"]), NOW)
    assert [c.name for c in two.contacts] == ["陈小姐", "林总"]
    anew = write_contact(desk, mine, "陈小姐", Contact(name="陈女士", keys=["cns"]), NOW)
    assert [c.name for c in anew.contacts] == ["陈女士", "林总"]
    with pytest.raises(BadInput):
        write_contact(desk, mine, None, Contact(name="林总", keys=["lz"]), NOW)
    assert [c.name for c in write_contact(desk, mine, "陈女士", None, NOW).contacts] == ["林总"]


def test_when_they_were_last_called(desk: Desk) -> None:
    mine = client(desk, "梅林")
    record_call(desk, at("9:30"), ["问好"], client="梅林", way="in")
    assert contacted(desk, mine, NOW).called is None
    record_call(desk, at("9:40"), ["问好"], client="梅林", way="out")
    assert contacted(desk, mine, NOW).called == at("9:40")


@pytest.mark.parametrize("spoke", [None, "in", "out", "missed", "visit", "meeting"])
def test_long_without_contact_is_counted_in_working_days_from_their_first_day_here(
    desk: Desk, spoke: str | None
) -> None:
    """D3: five by the profile, or as many as it says; nobody is quiet on their first day, nobody who left ever is."""
    mine, since = client(desk, "梅林"), at("9:00")
    if spoke in ("in", "out", "missed", "visit"):
        way: Way = "missed" if spoke == "missed" else "out" if spoke == "out" else "in"
        channel: Channel = "visit" if spoke == "visit" else "phone"
        record_call(desk, at("9:00", 25), [], client="梅林", way=way, channel=channel)
    elif spoke == "meeting":
        held = add_meeting(desk, "提案", NOW, start=at("9:00", 25), client="梅林").id
        attend_meeting(desk, held, at("9:00", 25))
    if spoke not in (None, "missed"):
        since = at("9:00", 25)
    for days in (5, 2):
        set_profile(desk, "quiet", f"{days}d", NOW)
        last = desk.calendar.add_working_days(since, days)
        assert not contacted(desk, mine, last).quiet
        assert contacted(desk, mine, last + timedelta(minutes=1)).quiet
    assert not contacted(desk, mine, NOW).quiet
    gone = write_client(desk, mine.id, NOW, active=False)
    assert not contacted(desk, gone, at("9:00") + timedelta(days=90)).quiet


def test_without_a_profile_five_days_count(tmp_path: Path) -> None:
    """One that another program left out, or that can't be read."""
    desk = Desk.open(tmp_path / "new.json", program="test", now=NOW)
    made = add_client(desk, "梅林", NOW, keys=[])
    with desk.change("profile.set", NOW) as change:
        assert desk.profile is not None
        change.delete(desk.profile)
    assert desk.profile is None
    last = desk.calendar.add_working_days(NOW, 5)
    assert [contacted(desk, made, now).quiet for now in (last, last + timedelta(minutes=1))] == [False, True]
    desk.close()


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_of_it(lang: str) -> None:
    say, said = Texts(lang), set()
    for called in (None, at("9:00", 2)):
        for quiet in (False, True):
            words = called_words(say, called, NOW, quiet=quiet)
            assert ("D3" in words) == quiet
            said.add(words)
    assert len(said) == 4


def test_vcards_are_taken_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.vcf"
    file.write_text(CARDS, "utf-8")
    assert import_vcards(desk, file, NOW) == TakenContacts(1, 1)
    chen = client(desk, "梅林").contacts[0]
    assert (chen.title, chen.phone, chen.keys) == ("品牌总监", "021-5555-0101", ["x"])
    new = next(c for c in desk.book.clients.values() if c.name == "光明乳业")
    assert [(c.name, c.email) for c in new.contacts] == [("何先生", "he@guangming.cn")]
    before = everything(desk)
    assert import_vcards(desk, file, NOW) == TakenContacts(0, 0)
    assert everything(desk) == before
    out = tmp_path / "out.vcf"
    assert export_vcards(desk, out) == 4
    assert import_vcards(desk, out, NOW) == TakenContacts(0, 0)
    assert everything(desk) == before
    desk.undo(NOW)
    assert len(list(desk.each(Client))) == 3


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("", "vcard.none", None),
        ("hello\n", "vcard.line", 1),
        (CARDS + "BEGIN:VCARD\nVERSION:3.0\nFN:x\n", "vcard.line", 14),
        (CARDS + "BEGIN:VCARD\nBEGIN:VCARD\nFN:x\nEND:VCARD\n", "vcard.line", 15),
        ("BEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\n", "vcard.no_name", 1),
        (CARDS + "BEGIN:VCARD\nVERSION:3.0\nFN:x\nEND:VCARD\n", "vcard.no_client", 14),
    ],
)
def test_broken_vcards_change_nothing(desk: Desk, tmp_path: Path, text: str, key: str, line: int | None) -> None:
    file = tmp_path / "x.vcf"
    file.write_text(text, "utf-8")
    before = everything(desk)
    with pytest.raises(BadInput) as mistake:
        import_vcards(desk, file, NOW)
    assert (mistake.value.key, mistake.value.args_.get("line")) == (key, line)
    assert everything(desk) == before
    with pytest.raises(BadInput):
        import_vcards(desk, tmp_path / "nothing.vcf", NOW)


def test_without_an_organisation_the_client_is_said(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.vcf"
    file.write_text(
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=88=E6=98=8E\nEND:VCARD\n", "utf-8"
    )
    assert import_vcards(desk, file, NOW, client="梅林") == TakenContacts(1, 0)
    assert "陈明" in [c.name for c in client(desk, "梅林").contacts]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["大众汽车", "大众旅游", "大众", "大众食品", "梅林"]), min_size=2, unique=True), st.data()
)
def test_no_two_clients_go_by_one_short_name(names: list[str], data: st.DataObject) -> None:
    """Whichever way a client comes, or is called anew."""
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "x.json", program="test", now=NOW)
        made = [add_client(desk, name, NOW) for name in names]
        for client in data.draw(st.lists(st.sampled_from(made), max_size=3)):
            write_client(desk, client.id, NOW, short=data.draw(st.sampled_from(["大众", "梅林", ""])))
        with desk.change("import", NOW) as change:
            change.take(replace(made[0], id="theirs", name="大众传媒"))
        shorts = [client.short for client in desk.book.clients.values()]
        assert len(shorts) == len(set(shorts)) == len(names) + 1
        desk.close()


def test_whose_short_name_is_taken_is_told(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "x.json", program="test", now=NOW)
    first, second = (add_client(desk, name, NOW) for name in ("大众汽车", "大众旅游"))
    assert (first.short, second.short) == ("大众", "大众旅游")
    assert (short_taken_by(desk, first), short_taken_by(desk, second)) == (None, first)
    assert "大众 已是 大众汽车 的" in client_added(Texts("zh"), second, short_taken_by(desk, second))
