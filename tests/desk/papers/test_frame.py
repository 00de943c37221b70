"""What every paper has around its body, and the text that goes with it: over all kinds, languages and formats."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from cards_made import NOW
from desks import client
from msgspec.structs import replace
from papers_made import story
from pictures_made import png

from aetui.desk.book.clients import write_client
from aetui.desk.book.profile import set_profile, set_profiles
from aetui.desk.core import Desk
from aetui.desk.papers import Subject, build, leaves, message_of, written
from aetui.desk.papers.sending import send_paper, sheet_of
from aetui.documents.render import FORMATS, markdown, render
from aetui.documents.sheet import Sheet
from aetui.domain.papers import PAPERS
from aetui.domain.records import Client
from aetui.locales import Texts

ABOUT = {
    "agency": "梅高广告",
    "address": "上海市静安区南京西路 1266 号",
    "title": "客户执行",
    "phone": "021-5555-0909",
    "email": "liwen@example.com",
}


def plain(data: bytes, form: str) -> str:
    if form == "docx":
        with zipfile.ZipFile(BytesIO(data)) as held:
            parts = [
                held.read(name).decode()
                for name in held.namelist()
                if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name)
            ]
        return unescape(re.sub(r"<[^>]+>", "", "\n".join(parts)))
    return unescape(data.decode())


@pytest.fixture
def house(desk: Desk, tmp_path: Path) -> Desk:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(120, 40))
    set_profiles(desk, {**ABOUT, "logo": str(logo), "am": "王磊"}, NOW)
    return desk


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(kind for kind, paper in PAPERS.items() if paper.outside))
def test_a_client_with_nobody_known_there_is_named_alone(house: Desk, kind: str, lang: str) -> None:
    """As on a first morning: no comma and no space stand where a name would."""
    subject = story(house)[kind]
    for record in list(house.each(Client)):
        with house.change("contacts", NOW) as change:
            change.put(replace(record, contacts=[]))
    facts = dict(build(house, Texts(lang), kind, subject, NOW).facts)
    told = facts[Texts(lang)("paper.fact.to")]
    assert told
    assert told == told.strip(" ,，")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_whose_to_whom_of_what_and_who_wrote_it(house: Desk, kind: str, lang: str, form: str) -> None:
    say, subject = Texts(lang), story(house)[kind]
    sheet = build(house, say, kind, subject, NOW)
    labels = [label for label, _ in sheet.facts]
    keys = ["to", "from", "no", "date"] if kind not in HOUSE else ["from", "no", "date"]
    assert [label for label in labels if label in {say(f"paper.fact.{key}") for key in keys}] == [
        say(f"paper.fact.{key}") for key in keys
    ]
    assert (say("paper.fact.copy") in labels) == leaves(kind, subject)
    assert len(labels) == len(set(labels)), "nothing is said twice"
    data = written(house, sheet, form)
    text = plain(data, form)
    for words in (ABOUT["agency"], ABOUT["address"], sheet.heading, sheet.number, "李雯", ABOUT["phone"]):
        assert words in text or markdown(words) in text, words
    if form == "docx":
        with zipfile.ZipFile(BytesIO(data)) as held:
            assert any(name.startswith("word/media/") for name in held.namelist())
            feet = [held.read(name).decode() for name in held.namelist() if "footer" in name and name.endswith(".xml")]
        assert all("NUMPAGES" in foot and sheet.pages[1] in foot for foot in feet)
        assert feet
    elif form == "html":
        assert "data:image/png;base64," in text
        assert f'"{sheet.pages[0]}" counter(page) "{sheet.pages[1]}" counter(pages)' in text


HOUSE = {"budget", "media", "monthly", "summary", "appraisal", "day", "brief"}
"""Papers for somebody in the house whom this profile doesn't name."""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_each_has_its_own_words_to_go_with_it(house: Desk, kind: str, lang: str, tmp_path: Path) -> None:
    sheet = build(house, Texts(lang), kind, story(house)[kind], NOW)
    text = message_of(house, sheet)
    assert text == written(house, sheet, "txt").decode()
    assert 2 <= len(text.splitlines()) <= 5
    assert ABOUT["phone"] in text
    assert "{" not in text
    assert Texts(lang).has(f"paper.message.{kind}")
    folder = house.store.path.parent / "templates"
    folder.mkdir()
    (folder / f"{kind}.txt.j2").write_text("own: {{ paper.number }}", "utf-8")
    assert message_of(house, sheet) == f"own: {sheet.number}"


def test_who_gets_a_copy(house: Desk) -> None:
    subject = story(house)["weekly"]

    def copy(subject: Subject) -> str | None:
        return dict(build(house, Texts("zh"), "weekly", subject, NOW).facts).get("抄送")

    assert copy(subject) == "王磊", "the AM, who reviews it"
    write_client(house, client(house, "梅林").id, NOW, copies=["林总", "赵敏"])
    subject = replace(subject, client=client(house, "梅林"))
    assert copy(subject) == "林总、赵敏"
    assert copy(replace(subject, copies=["小王"])) == "小王"
    assert copy(replace(subject, copies=[])) is None
    said = replace(subject, to="林总", copies=["小王"])
    sheet = build(house, Texts("zh"), "weekly", said, NOW)
    paper = send_paper(house, sheet, "x", said, NOW)
    assert (paper.to, paper.copies, paper.number) == ("林总", ["小王"], "W-2026-48")
    assert sheet_of(paper) == sheet


def test_what_was_sent_bears_the_picture_that_it_had(house: Desk, tmp_path: Path) -> None:
    subject = story(house)["weekly"]
    sheet = build(house, Texts("zh"), "weekly", subject, NOW)
    before = written(house, sheet, "html")
    (tmp_path / "other.png").write_bytes(png(60, 60))
    set_profile(house, "logo", str(tmp_path / "other.png"), NOW)
    assert written(house, sheet, "html") == before
    assert written(house, build(house, Texts("zh"), "weekly", subject, NOW), "html") != before


def test_a_desk_that_says_nothing_of_itself_has_no_letterhead(desk: Desk) -> None:
    sheet = build(desk, Texts("zh"), "weekly", story(desk)["weekly"], NOW)
    assert sheet.letterhead is None
    for form in FORMATS:
        render(sheet, form)


def test_a_sheet_of_an_older_file_is_written_as_it_was() -> None:
    old = Sheet("weekly", "zh", "每周工作进度报告 · 梅林", [("致", "陈小姐")], foot="李雯 · 2026年11月23日 周一")
    for form in FORMATS:
        text = plain(render(old, form), form)
        assert "每周工作进度报告 · 梅林" in text
        assert "李雯 · 2026年11月23日 周一" in text
