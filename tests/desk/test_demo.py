"""The demo's desk speaks one language throughout, in what it wrote by itself too."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from aetui.desk.demo import demo_desk
from aetui.desk.papers import Subject, build
from aetui.domain.records import Client
from aetui.locales import LANGS, Texts

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("lang", LANGS)
def test_no_record_of_the_demo_holds_a_word_of_another_language(tmp_path: Path, lang: str) -> None:
    desk, _ = demo_desk(tmp_path, None, Texts(lang))
    records = {
        kind: list(desk.store.table(kind).records()) for kind in ("papers", "items", "cards", "meetings", "todos")
    }
    desk.close()
    assert records["papers"], "no paper is kept: nothing was looked at"
    assert all(
        bool(HAN.search(msgspec.json.encode(rows).decode())) == (lang == "zh") for rows in records.values() if rows
    )


@pytest.mark.parametrize("lang", LANGS)
def test_its_papers_have_a_letterhead_and_say_how_to_reach_who_wrote_them(tmp_path: Path, lang: str) -> None:
    say = Texts(lang)
    desk, now = demo_desk(tmp_path, None, say)
    client = next(iter(desk.each(Client)))
    sheet = build(desk, say, "weekly", Subject(client=client), now)
    desk.close()
    assert sheet.letterhead is not None
    assert (sheet.letterhead.agency, sheet.letterhead.lines) == (say("demo.agency"), [say("demo.address")])
    assert say("paper.phone", number="021-5555-0100") in sheet.foot
