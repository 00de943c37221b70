"""A month of an AM with two AEs, by keys and by commands: the desks hold equal records, and every paper of it can be looked at.

`AETUI_STORY=FOLDER pytest tests/story` writes each paper in both languages as Word, HTML and Markdown into that folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from living import at, by_commands, by_keys, differing, told
from month import LW, STORY, WL, begun, by_name

from aetui.cli.main import run
from aetui.desk.core import Desk
from aetui.desk.month.appraisals import the_appraisal
from aetui.desk.papers import Subject, build, written
from aetui.domain.papers import PAPERS
from aetui.domain.records import KINDS, Card, Meeting, Memo, Paper, SelfCheck, TeamPaper
from aetui.locales import LANGS, Texts

END = at("11-27 18:30")
FOR_THE_HOUSE = "林总难说话"


class Lived(NamedTuple):
    folder: Path
    desks: dict[str, Desk]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The month, lived by commands."""
    folder = tmp_path_factory.mktemp("commands")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AETUI_LANG", "zh")
        desks = by_commands(STORY, begun, folder)
    yield Lived(folder, desks)
    for desk in desks.values():
        desk.close()


async def test_by_keys_and_by_commands(tmp_path: Path, lived: Lived) -> None:
    typed = await by_keys(STORY, begun, tmp_path)
    one, two = told(typed, tmp_path), told(lived.desks, lived.folder)
    for who in lived.desks:
        for kind in KINDS:
            assert differing(one[who][kind], two[who][kind]) == [], (who, kind)
    for desk in typed.values():
        desk.close()


def test_what_the_month_was_about(lived: Lived, capsys: pytest.CaptureFixture[str]) -> None:
    ae, am = lived.desks[LW], lived.desks[WL]
    (card,) = ae.each(Card)
    work = card.works[0]
    assert work.rounds[0].wrong == ["标题不清", "logo 太小"]  # returned inside
    assert work.reviewed is None
    assert len(card.schedule_sendings) == 2  # re-planned, and the client told of it
    (refused,) = [paper for paper in ae.each(Paper) if paper.returned is not None]
    assert refused.returned is not None
    assert refused.returned.how == "没写含税"  # an approval refused, and the paper sent anew
    assert len([paper for paper in ae.each(Paper) if paper.kind == "weekly"]) == 2
    assert [paper.returned is not None for paper in am.each(TeamPaper)].count(True) == 1
    assert [m.kind for m in ae.each(Meeting)] == ["proposal"]  # a meeting inside, with minutes
    late = [o.rule for o in ae.obligations(END) if o.number == card.number and o.state == "overdue"]
    assert "card.money" in late  # overdue money
    where = ["--home", str(lived.folder), "--user", LW, "--now", END.isoformat()]
    assert run([*where, "client", "quiet", "--json"]) == 0
    assert "申花" in json.dumps(json.loads(capsys.readouterr().out), ensure_ascii=False)
    (check,) = ae.each(SelfCheck)
    found = the_appraisal(am, "李雯", 2026)
    assert found is not None
    assert found.own is not None
    assert found.own.checks["2026-Q4"] == check.marks


def subjects(who: str, desk: Desk) -> Iterator[tuple[str, Subject]]:
    """Every paper that this desk can write of the month."""
    for card in desk.each(Card):
        yield from ((kind, Subject(card=card)) for kind, row in PAPERS.items() if row.about == "card")
    for meeting in desk.each(Meeting):
        yield from ((kind, Subject(meeting=meeting)) for kind, row in PAPERS.items() if row.about == "meeting")
    for memo in desk.each(Memo):
        yield "memo", Subject(memo=memo)
    meilin = by_name(desk, "梅林")
    if who == WL:
        yield "summary", Subject(period="2026-W46")
        yield "budget", Subject(client=meilin, period="2026-Q4")
        yield "media", Subject(client=meilin, period="2026-12")
        yield "monthly", Subject(client=meilin, period="2026-11")
        yield "appraisal", Subject(person="李雯", period="2026")
    else:
        yield "weekly", Subject(client=meilin, period="2026-W46")
        yield "monthly", Subject(client=meilin, period="2026-11")
        yield "day", Subject(period="2026-11-05")
        yield "billing", Subject(period="2026-11")


@pytest.mark.parametrize("lang", LANGS)
def test_every_paper_of_it(lived: Lived, lang: str) -> None:
    folder = os.environ.get("AETUI_STORY")
    say, kinds = Texts(lang), set()
    for who in (LW, WL):
        desk = lived.desks[who]
        for kind, subject in subjects(who, desk):
            sheet = build(desk, say, kind, subject, END)
            kinds.add(kind)
            text = written(desk, sheet, "md").decode()
            assert "梅高广告" in text
            assert FOR_THE_HOUSE not in text or not PAPERS[kind].outside, kind
            if kind == "weekly":
                assert "logo源文件" in text, "what we wait for from the client"
            for form in ("md", "html", "docx") if folder else ():
                file = Path(folder or "") / f"{lang}-{who}-{kind}.{form}"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(written(desk, sheet, form))
    assert kinds == set(PAPERS)
