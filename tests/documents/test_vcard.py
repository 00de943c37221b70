"""vCard files as phones, mail programs and Outlook write them."""

from __future__ import annotations

import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.documents.vcard import Cards, read_vcards
from aetui.documents.vcard_lines import properties
from aetui.domain.records import Contact

FILES = Path(__file__).parents[1] / "cases" / "files"


def read(path: Path, data: bytes | str) -> Cards:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_vcards(path)


def card(*lines: str, end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


def only(cards: Cards) -> Contact:
    [entry] = cards.entries
    return entry.contact


# The files of the desk's own cases


def test_the_preferred_number_and_never_a_fax() -> None:
    one = only(read_vcards(FILES / "v06-apple-fax-first.vcf"))
    assert (one.name, one.phone, one.email) == ("吴倩", "13800000006", "work@example.com")


def test_a_company_s_own_card_is_its_company() -> None:
    person, company = read_vcards(FILES / "v10-org-only.vcf").entries
    assert (person.organisation, person.contact.name, person.contact.phone) == ("梅林食品", "冯程", "13800000010")
    assert company.organisation == company.contact.name == "海鸥饮料"
    assert company.contact.phone == "021-5555-0110"


def test_a_name_put_together_of_its_parts() -> None:
    assert only(read_vcards(FILES / "v11-google-nofn.vcf")).name == "陈小姐"


def test_a_line_that_cannot_be_read_is_told_by_its_number() -> None:
    cards = read_vcards(FILES / "v12-bad-propname.vcf")
    assert (only(cards).name, only(cards).phone, cards.unread) == ("韩梅", "13800000012", [6])


def test_an_unfolded_picture_is_passed_over() -> None:
    cards = read_vcards(FILES / "v18-photo-unfolded.vcf")
    assert (only(cards).name, only(cards).phone, cards.unread) == ("Ma Li", "13800000019", [])


def test_a_phone_book() -> None:
    cards = read_vcards(FILES / "v19-phonebook-60-orgs.vcf")
    assert len(cards.entries) == 60
    assert len({entry.organisation for entry in cards.entries}) == 60


# Their kinds

TELS = {
    "TEL;type=CELL;type=pref:1": 0, "TEL;PREF=1:1": 1, "TEL;TYPE=CELL:1": 2, "TEL:1": 3, "TEL;HOME;VOICE:1": 3,
    "TEL;type=FAX:1": None, "TEL;type=WORK,FAX;type=pref:1": None, "TEL;FAX;PREF:1": None, "item1.TEL;type=PAGER:1": None,
}  # fmt: skip
"""How well a number is preferred, the smaller the better; None: never."""


@given(st.lists(st.sampled_from(sorted(TELS)), min_size=1, max_size=5))
def test_of_any_numbers_the_best_is_taken(tmp_path_factory: pytest.TempPathFactory, tels: list[str]) -> None:
    lines = [f"{line[:-1]}{n:03}" for n, line in enumerate(tels)]
    voices = [(rank, n) for n, line in enumerate(tels) if (rank := TELS[line]) is not None]
    one = only(read(tmp_path_factory.getbasetemp() / "tel.vcf", card("FN:x", *lines)))
    assert one.phone == (f"{min(voices)[1]:03}" if voices else None)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:陈;小姐;;;"], "陈小姐"), (["FN:", "N:陈;小姐"], "陈小姐"), (["N:Lee;Ann;;Ms;"], "Ms Ann Lee"),
        (["N:Ma;Li;;;", "FN:Ma Li"], "Ma Li"), (["N:欧阳;一;;;"], "欧阳一"), (["N:;;;;", "NICKNAME:阿杰"], "阿杰"),
        (["N:;;;;", "FN: ", "ORG:海风饮料"], "海风饮料"), (["FN:O\\, Neil"], "O, Neil"), (["item1.FN:陈"], "陈"), (["fn;LANGUAGE=zh:陈"], "陈"),
    ],
)  # fmt: skip
def test_a_name_however_it_is_written(tmp_path: Path, lines: list[str], name: str) -> None:
    assert only(read(tmp_path / "x.vcf", card(*lines))).name == name


BOOK = card(
    "VERSION:3.0",
    "FN:陈小姐",
    "ORG:梅林食品;市场部",
    "TITLE:品牌总监",
    "TEL:021-5555-0101",
    "NOTE:一\u2028二\u0085三\x0b四",
) + card("FN:何先生")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_encoding_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    cards = read(tmp_path / "x.vcf", BOOK.replace("\r\n", end).encode(encoding))
    assert [(e.organisation, e.contact.name, e.contact.title) for e in cards.entries] == [
        ("梅林食品", "陈小姐", "品牌总监"),
        (None, "何先生", None),
    ]
    assert (cards.unread, cards.nameless) == ([], [])


@pytest.mark.parametrize("charset", ["GBK", "gb2312", "GB18030", "UTF-8"])
@pytest.mark.parametrize("soft", [False, True])
def test_quoted_printable_of_2_1_in_its_own_charset(tmp_path: Path, charset: str, soft: bool) -> None:
    quoted = quopri.encodestring("陈小姐".encode(charset)).decode().replace("=\n", "")
    if soft:  # a soft line break between two bytes
        quoted = quoted[:6] + "=\r\n" + quoted[6:]
    line = f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{quoted}"
    assert only(read(tmp_path / "x.vcf", card("VERSION:2.1", line, "TEL:1"))).name == "陈小姐"


@pytest.mark.parametrize("place", range(1, 5))
@pytest.mark.parametrize(
    "odd", ["X-MESSAGING/XMPP-ALL:a@example.com", "没有冒号的一行", "TEL", ";;:x", "A B:c", "\x00\x01:x"]
)
def test_one_odd_line_costs_no_card(tmp_path: Path, odd: str, place: int) -> None:
    lines = card("VERSION:3.0", "FN:韩梅", "TEL:138").splitlines()
    lines.insert(place, odd)
    cards = read(tmp_path / "x.vcf", "\r\n".join([*lines, "", card("FN:何先生")]))
    assert [e.contact.name for e in cards.entries] == ["韩梅", "何先生"]
    assert cards.entries[0].contact.phone == "138"
    assert cards.unread == [place + 1]


def test_a_card_that_names_nobody_is_told_by_its_line(tmp_path: Path) -> None:
    cards = read(tmp_path / "x.vcf", card("TEL:1") + card("FN:何先生"))
    assert (only(cards).name, cards.nameless) == ("何先生", [1])


@pytest.mark.parametrize(
    "head", ["PHOTO;ENCODING=BASE64;JPEG:", "PHOTO;ENCODING=b;TYPE=JPEG:", "PHOTO;BASE64:", "LOGO;ENCODING=B:"]
)
@pytest.mark.parametrize("fold", ["", " ", "\t"])
def test_pictures_folded_or_not(tmp_path: Path, head: str, fold: str) -> None:
    picture = [f"{head}/9j/4AAQ", *(f"{fold}AAD/2wBDAAgGBgcGBQgHBwcJ+/==" for _ in range(3)), ""]
    cards = read(tmp_path / "x.vcf", card("FN:x", *picture, "TEL:1"))
    assert (only(cards).phone, cards.unread) == ("1", [])


@given(st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    for found in properties(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD\n"):
        assert isinstance(found, int) or "\n" not in found.name


def test_what_steers_a_terminal_is_gone(tmp_path: Path) -> None:
    one = only(read(tmp_path / "x.vcf", card("FN:陈\u202e小\ufeff姐", "TEL:\u200b138")))
    assert (one.name, one.phone) == ("陈小姐", "138")
