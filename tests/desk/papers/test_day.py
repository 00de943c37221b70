"""The day's record as a paper (A1): what was done, moved, given and dropped, tomorrow in order, as the day was closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from desks import all_of, at, client, everything, fill
from docx import Document

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.memos import write_memo
from aetui.desk.day.review import arrange, close_day, review
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.papers import Sheet, Subject, build, write_to
from aetui.desk.papers.sending import send_paper
from aetui.desk.phone.calls import record_call
from aetui.documents.sheet import Paragraphs, Points, Table
from aetui.domain.errors import BadInput
from aetui.domain.records import Paper
from aetui.locales import Texts

ZH = Texts("zh")
MONDAY, CLOSE = date(2026, 11, 23), at("17:45")
DAY = Subject(period="2026-11-23")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A Monday with something of each decision, closed with the AM's check."""
    desk = Desk.open(tmp_path / "x.json", program="test", now=at("9:00"))
    fill(desk)
    set_profile(desk, "am", "王磊", at("9:00"))
    record_call(desk, at("9:32"), ["> 周二12:00前给稿", "* 销量涨了", "# 林总难说话"], client="梅林", way="out")
    record_call(desk, at("10:00"), [], client="申花", way="missed")
    for text in ("甲", "乙", "丙", "丁", "戊"):
        add_todo(desk, text, at("10:05"))
    write_memo(desk, "留会议室", at("10:10"), to="小孙")
    todo = next(t for t in desk.book.live("todos") if getattr(t, "text", "") == "甲")
    finish_todo(desk, todo.id, at("11:00"), how="交前台了")
    meet(desk, find_obligation(desk, "news.share", "销量涨了", at("18:00")), at("17:00"), how="例会上说了")
    subject = Subject(client=client(desk, "梅林"))
    send_paper(desk, build(desk, ZH, "weekly", subject, at("15:00")), "x", subject, at("15:00"), by="王磊")
    for thing in review(desk, CLOSE, MONDAY).undecided:
        if thing.what == "丙":
            decide(desk, [thing], "someone", CLOSE, day=MONDAY, who="小王")
        elif thing.what == "丁":
            decide(desk, [thing], "drop", CLOSE, day=MONDAY, why="客户取消")
        elif thing.what == "戊":
            decide(desk, [thing], "day", CLOSE, day=MONDAY, to=date(2026, 11, 27), why="等样")
        elif thing.kind == "memo":
            decide(desk, [thing], "done", CLOSE, day=MONDAY)
        else:
            decide(desk, [thing], "tomorrow", CLOSE, day=MONDAY)
    keys = [t.key for t in review(desk, CLOSE, MONDAY).tomorrow]
    mine = next(t.key for t in review(desk, CLOSE, MONDAY).tomorrow if t.what == "乙")
    arrange(desk, MONDAY, [mine, *(k for k in keys if k != mine)], CLOSE, minutes={mine: 45})
    close_day(desk, CLOSE, by="王磊", day=MONDAY)
    yield desk
    desk.close()


def part(sheet: Sheet, heading: str) -> list[str]:
    """The lines of the part with that heading."""
    (found,) = [p for p in sheet.parts if p.heading.startswith(heading)]
    lines: list[str] = []
    for block in found.blocks:
        if isinstance(block, Points):
            lines += block.items
        elif isinstance(block, Paragraphs):
            lines += block.lines
        elif isinstance(block, Table):
            lines += [" ".join(row) for row in block.rows]
    return lines


def test_what_it_says(desk: Desk) -> None:
    sheet = build(desk, ZH, "day", DAY, at("18:00"))
    assert ("AM 核对", "王磊 2026年11月23日 周一 17:45") in sheet.facts
    assert part(sheet, "做完") == [
        "9:32 梅林 周一电话：报告进度，问有无指示",
        "11:00 甲 – 交前台了",
        "15:00 梅林 周进度报告",
        "17:00 梅林 喜讯告诉同事：销量涨了 – 例会上说了",
        "17:45 办了 留会议室",
    ]
    assert "戊 – → 2026年11月27日 周五 等样" in part(sheet, "改日")
    assert "乙 – → 2026年11月24日 周二" in part(sheet, "改日")
    assert part(sheet, "交给别人") == ["丙 – @小王"]
    assert part(sheet, "不做") == ["丁 – 客户取消"]
    tomorrow = part(sheet, "下一个工作日 · 2026年11月24日 周二")
    assert tomorrow[0] == "1  乙  45"
    assert any("给稿 2026年11月24日 周二 12:00 30" in line for line in tomorrow)
    assert part(sheet, "通话") == ["通话 2 通，记录 3 条（呼入 0、呼出 1、未接 1）"]
    assert [line for line in part(sheet, "发出的文件") if line.startswith("15:00 每周工作进度报告")]
    assert "林总难说话" not in str(sheet)


def test_it_stays_as_the_day_was_closed(desk: Desk, tmp_path: Path) -> None:
    """Weeks later, and when the to-do of that day's list is long done, the paper says the same."""
    before = build(desk, ZH, "day", DAY, at("18:00"))
    todo = next(t for t in desk.book.live("todos") if getattr(t, "text", "") == "乙")
    finish_todo(desk, todo.id, at("9:00", 24))
    path = desk.store.path
    desk.close()
    later = datetime.fromisoformat("2027-03-01T09:00:00+08:00")
    again = Desk.open(path, program="test", now=later)
    sheet = build(again, ZH, "day", DAY, later)
    for heading in ("做完", "交给别人", "不做", "通话"):
        assert part(sheet, heading) == part(before, heading)
    assert part(sheet, "下一个工作日")[0] == "1  乙  45"
    again.close()


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize("kind", ["day", "summary"])
def test_as_a_file(desk: Desk, tmp_path: Path, form: str, kind: str) -> None:
    subject = DAY if kind == "day" else Subject(period="2026-W48")
    sheet = build(desk, ZH, kind, subject, at("18:00"))
    file = tmp_path / f"x.{form}"
    write_to(desk, sheet, file)
    if form == "docx":
        document = Document(BytesIO(file.read_bytes()))
        text = "\n".join(p.text for p in document.paragraphs)
        text += "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    else:
        text = file.read_text("utf-8")
    for words in (sheet.heading, sheet.re, *(p.heading for p in sheet.parts), "王磊" if kind == "day" else "梅林"):
        assert words in text


def test_sent_to_the_am_and_taken_back(desk: Desk) -> None:
    sheet = build(desk, ZH, "day", DAY, at("18:00"))
    before = everything(desk)
    paper = send_paper(desk, sheet, "x", DAY, at("18:00"), how="当面")
    assert (paper.kind, paper.to, paper.period) == ("day", "王磊", "2026-11-23")
    assert len(all_of(desk, Paper)) == 2
    desk.undo(at("18:01"))
    assert everything(desk) == before


def test_an_open_day_and_what_is_no_day(desk: Desk) -> None:
    add_todo(desk, "己", at("9:00", 24))
    sheet = build(desk, ZH, "day", Subject(), at("17:00", 24))
    assert ("今日毕", "未毕") in sheet.facts
    assert sheet.title.endswith("2026年11月24日 周二")
    for period in ("2026-W48", "2026-11", "bald"):
        with pytest.raises(BadInput):
            build(desk, ZH, "day", Subject(period=period), at("18:00"))
