"""The papers: what each says, to whom, and that nothing of the house's own goes out."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cards_made import NOW, in_work
from desks import all_of, at, client, everything, fill, owed
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from papers_made import story

from aetui.desk.book.clients import add_client
from aetui.desk.card.money import estimate
from aetui.desk.card.schedule import add_steps, drop_step, rewrite_step, send_schedule, understand
from aetui.desk.core import Desk
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.meeting.minutes import write_minutes
from aetui.desk.papers import Subject, build, writer
from aetui.desk.papers.sending import approve_paper, send_paper, sheet_of, the_paper, unapproved
from aetui.desk.phone.calls import record_call
from aetui.documents.render import FORMATS, form_of, markdown, render
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart, Table
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.lines.estimate import read as read_estimate
from aetui.domain.lines.estimate import write as write_estimate
from aetui.domain.papers import PAPERS
from aetui.domain.records import Card, Fulfilment, Meeting, Memo, Paper
from aetui.domain.text import cleaned
from aetui.locales import LANGS, Texts, all_texts

ZH = Texts("zh")


def read(desk: Desk, kind: str, lang: str = "zh") -> str:
    sheet = build(desk, Texts(lang), kind, story(desk)[kind], NOW)
    return render(sheet, "md").decode()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("schedule", ("# 工作进度表\n", "事由：秋季海报 (2611-001)", "编号：S-2611-001/1", "文案", "小王", "2026年11月24日 周二 12:00", "已完成", "梅林食品", "李雯", "客户确认")),
        ("estimate", ("外拍", "￥8,000.00", "￥12,000.50", "合计")),
        ("order", ("# 工作单\n", "事由：秋季海报 (2611-001)", "横版", "门店", "2026年11月27日 周五 18:00", "客户确认", "请核对以上工作单")),
        ("brief", ("# 创意简报\n", "K-2611-001", "一个主张", "打动谁", "必须有的", "打样", "逐条评议")),
        ("billing", ("# 请款与账龄表\n", "L-2026-11-23", "可请款", "## 逾期未收")),
        ("weekly", ("梅林食品", "陈小姐", "2026年11月23日 周一 – 2026年11月29日 周日", "打样 2026年11月26日 周四 12:00", "2026年11月25日 周三 18:00 |  | 给修改稿 | 李雯", "答复：媒介排期")),
        ("monthly", ("2026年11月1日", "2026年11月30日", "￥3,210 / ￥12,000.50", "呼入")),
        ("agenda", ("1. 排期", "2. 预算", "2026年11月26日 周四 14:00 – 15:00")),
        ("minutes", ("1. 排期：改十五秒", "出排期表", "小王", "2026年11月27日 周五 18:00", "转下次会议", "记录人签名 李雯")),
        ("budget", ("# 季度预算\n", "梅林食品 · 2026年第4季度", "B-2026-Q4/1", "电视", "￥250,000", "首次上报", "￥3,210", "￥12,000.50")),
        ("media", ("# 媒介计划\n", "梅林食品 · 2026年12月", "电视 15秒", "2026年12月1日 周二 – 2026年12月15日 周二", "￥180,000")),
        ("appraisal", ("# 年度评估报告\n", "小陆 · 2026", "没有收进", "守时", "月薪加 500", "还没经财务部核报")),
        ("memo", ("MEMO", "小孙", "留会议室", "2611-001")),
        ("summary", ("# 周摘要\n", "2026年第48周", "F-2026-48", "2611-001", "李雯", "| 李雯 | 梅林 |", "打样", "2026年11月26日 周四 12:00", "客户总监")),
        ("day", ("# 今日工作记录\n", "2026年11月23日 周一", "文案", "通话 1 通，记录 6 条", "2026年11月24日 周二")),
    ],
)  # fmt: skip
def test_what_each_says(desk: Desk, kind: str, words: tuple[str, ...]) -> None:
    text = read(desk, kind)
    for word in words:
        assert word in text, f"{word}\n{text}"


@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_in_each_form_and_language(desk: Desk, kind: str, lang: str) -> None:
    sheet = build(desk, Texts(lang), kind, story(desk)[kind], NOW)
    for form in FORMATS:
        data = render(sheet, form)
        if form == "docx":
            document = Document(BytesIO(data))
            text = "\n".join(p.text for p in document.paragraphs)
            text += "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)
            assert sheet.heading in text
            assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)  # type: ignore[union-attr]
        else:
            text = unescape(data.decode())
        for _, value in sheet.facts:
            assert value in text or markdown(value) in text
        for part in sheet.parts:
            for block in part.blocks:
                if isinstance(block, Table):
                    assert all(
                        cell in text or " ".join(markdown(cell).split()) in text for row in block.rows for cell in row
                    )


@pytest.mark.parametrize(
    ("line", "sums"),
    [
        (
            "KV 3张 × 8000；印刷 500张 × 4.5；税 6%",
            ["￥24,000.00", "￥2,250.00", "￥26,250.00", "￥1,575.00", "￥27,825.00"],
        ),
        ("打样 3 x 1.335；税 13%", ["￥4.01", "￥4.01", "￥0.52", "￥4.53"]),
        ("外拍 8000；印刷 4000.50", ["￥8,000.00", "￥4,000.50", "￥12,000.50"]),
        ("12000", ["￥12,000.00", "￥12,000.00"]),
    ],
)
def test_an_estimate_is_right_to_the_cent(desk: Desk, line: str, sums: list[str]) -> None:
    (card,) = (in_work(desk),)
    card = estimate(desk, card.number, None, NOW, said=read_estimate(line))
    table = build(desk, ZH, "estimate", Subject(card=card), NOW).parts[0].blocks[0]
    assert isinstance(table, Table)
    assert [row[-1] for row in table.rows] == sums
    assert card.estimates[-1].amount == Decimal(sums[-1].strip("￥").replace(",", ""))
    assert estimate(desk, card.number, None, NOW, said=read_estimate(write_estimate(card.estimates[-1]))) == card


def test_an_estimate_tells_its_terms(desk: Desk) -> None:
    card = in_work(desk)
    said = read_estimate("KV 3张 × 8000；税 6%；有效期 30天；付款 预付一半；不含 运输")
    text = render(
        build(desk, ZH, "estimate", Subject(card=estimate(desk, card.number, None, NOW, said=said)), NOW), "md"
    )
    for words in (
        "| KV | 3 | 张 | ￥8,000.00 | ￥24,000.00 |",
        "税（6%）",
        "至 2026年12月23日 周三",
        "付款：预付一半",
        "不含：运输",
    ):
        assert words in text.decode()


@pytest.mark.parametrize("kind", [kind for kind, spec in PAPERS.items() if spec.outside])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_client_reads_full_dates(desk: Desk, kind: str, lang: str) -> None:
    """A paper is read in another year, in another country: no day without its year, and none in figures alone."""
    text = read(desk, kind, lang)
    months = "|".join(Texts("en")(f"month.{n}") for n in range(1, 13))
    assert (
        re.findall(rf"(?<!年)\b\d+月\d+日|\d (?:{months})(?! \d{{4}})|(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/])", text)
        == []
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("> 周三12:00前给修改稿", "2026年11月25日 周三 12:00 |  | 给修改稿 |"),
        ("? 报价什么时候能给 明天上午10点", "2026年11月24日 周二 10:00 |  | 答复：报价什么时候能给 |"),
        ("> 我们周三12:00前给修改稿", "2026年11月25日 周三 12:00 |  | 我们给修改稿 |"),
        ("> samples by wed 12:00 to the front desk", "2026年11月25日 周三 12:00 |  | samples to the front desk |"),
        ("? 明天控股的排期", "| 答复：明天控股的排期 |"),
    ],
)
def test_no_relative_word_stands_beside_its_date(desk: Desk, said: str, told: str) -> None:
    add_client(desk, "明天控股", NOW)
    record_call(desk, NOW, [said], client="梅林")
    assert told in read(desk, "weekly")


@pytest.mark.parametrize("kind", ["schedule", "weekly"])
def test_a_client_reads_no_step_of_the_house(desk: Desk, kind: str) -> None:
    subject = story(desk)[kind]
    (card,) = all_of(desk, Card)
    for step in ("内部审议 王磊 周四10:00", "inside review fri 12:00", "主管签字 周四", "审校 周四"):
        add_steps(desk, card.number, [understand(desk, step, NOW)], NOW)
    if subject.card is not None:
        subject = Subject(card=desk.get(Card, card.id))
    text = render(build(desk, Texts("zh"), kind, subject, NOW), "md").decode()
    assert "审校" in text
    assert not [word for word in ("内部审议", "inside review", "主管签字") if word in text]


@pytest.mark.parametrize("kind", [kind for kind, spec in PAPERS.items() if spec.outside])
def test_the_houses_own_stays_in_the_house(desk: Desk, kind: str) -> None:
    text = read(desk, kind)
    for word in ("林总难说话", "型号写错", "机票", "3,210"):
        assert word not in text


INSIDE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=4, max_size=12)
MARKED = st.tuples(st.sampled_from(["", "+ ", "> ", "? ", "! ", "* ", "$ ", "@小王 ", "# "]), INSIDE)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(MARKED, min_size=1, max_size=5), min_size=1, max_size=3), st.sampled_from(["zh", "en"]))
def test_no_client_ever_reads_what_was_marked_inside(calls: list[list[tuple[str, str]]], lang: str) -> None:
    """Over random desks: a `#` line's words stand in no client's paper, unless another line says them too."""
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "x.json", program="test", now=NOW)
        fill(desk)
        for items in calls:
            record_call(desk, NOW, [mark + words for mark, words in items], client="梅林")
        meeting = add_meeting(desk, "例会", NOW, client="梅林", start=at("14:00", 26))
        subjects = {
            "client": [Subject(client=client(desk, "梅林"))],
            "card": [Subject(card=card) for card in desk.book.all_of(Card)],
            "meeting": [Subject(meeting=meeting)],
        }
        said = {words for items in calls for mark, words in items if mark != "# "}
        inside = {w for items in calls for mark, w in items if mark == "# "}
        inside = {w for w in inside if not any(w in other for other in said)}
        for kind, spec in PAPERS.items():
            if not spec.outside:
                continue
            for subject in subjects[spec.about]:
                if kind == "estimate" and subject.card and not subject.card.estimates:
                    continue
                text = render(build(desk, Texts(lang), kind, subject, NOW), "md").decode()
                assert not [words for words in inside if words in text]
        desk.close()


def test_user_text_is_data(desk: Desk) -> None:
    evil = "<script>x</script> **fett** [a](b) | # \x1b[31m {{ 7*7 }} \x00"
    sheet = Sheet(
        "memo",
        "zh",
        evil,
        [("致", evil)],
        [SheetPart(evil, [Paragraphs([evil]), Table(["a", "b"], [[evil, "x\ny"]])])],
        evil,
    )
    html = render(sheet, "html").decode()
    assert "<script>x" not in html
    assert "&lt;script&gt;" in html
    text = render(sheet, "md").decode()
    assert "<script>" not in text
    assert "**fett**" not in text
    assert "\x1b" not in text + html
    assert "{{ 7*7 }}" in html
    assert "49" not in html.replace("297", "")
    assert len([line for line in text.splitlines() if line.startswith("| ")]) == 3  # a cell stays one line
    render(sheet, "docx")


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_can_be_written(text: str) -> None:
    sheet = Sheet("memo", "zh", text, [("致", text)], [SheetPart(text, [Paragraphs([text])], text)])
    for form in ("md", "html"):
        written = render(sheet, form).decode()
        assert cleaned(written) == written
    assert Document(BytesIO(render(sheet, "docx"))).tables[0].cell(0, 0).text == "致"


def test_a_template_of_the_users_own(desk: Desk, tmp_path: Path) -> None:
    sheet = build(desk, ZH, "schedule", story(desk)["schedule"], NOW)
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "sheet.md.j2").write_text("all {{ paper.title }}", "utf-8")
    assert render(sheet, "md", tmp_path) == f"all {sheet.title}".encode()
    (folder / "schedule.md.j2").write_text("own {{ paper.parts[0].heading }}", "utf-8")
    assert render(sheet, "md", tmp_path) == "own 进度表".encode()
    letterhead = Document()
    letterhead.sections[0].header.paragraphs[0].text = "梅高"
    letterhead.save(str(folder / "sheet.docx"))
    document = Document(BytesIO(render(sheet, "docx", tmp_path)))
    assert document.sections[0].header.paragraphs[0].text == "梅高"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a\n{% if %}", 2),
        ("a\n\n{{ paper.nothing }}", 3),
        ("{{ nobody }}", 1),
        ("a\n{{ ''.__class__.__mro__ }}", 2),
        ("{{ paper.title | strange }}", 1),
        ("a\n{{ 1 / 0 }}", 2),
        ("a\n{% include '/etc/passwd' %}", 2),
    ],
)
def test_a_template_with_a_mistake(tmp_path: Path, source: str, line: int) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "memo.md.j2").write_text(source, "utf-8")
    with pytest.raises(BadInput) as mistake:
        render(Sheet("memo", "zh", "x"), "md", tmp_path)
    assert (mistake.value.key, mistake.value.args_["line"]) == ("template.mistake", line)


def test_templates_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "memo.md.j2").write_bytes(b"\xff\xfe\xff")
    (folder / "memo.docx").write_bytes(b"no word")
    for form in ("md", "docx"):
        with pytest.raises(BadInput) as mistake:
            render(Sheet("memo", "zh", "x"), form, tmp_path)
        assert mistake.value.key == "template.unreadable"
    with pytest.raises(BadInput):
        form_of(Path("x.pdf"))
    with pytest.raises(BadInput):
        render(Sheet("memo", "zh", "x"), "pdf")


def test_sent_papers_are_kept_as_sent_and_meet_the_duty(desk: Desk) -> None:
    subject = story(desk)["schedule"]
    sheet = build(desk, ZH, "schedule", subject, NOW)
    before = everything(desk)
    text = render(sheet, "md").decode()
    paper = send_paper(desk, sheet, text, subject, NOW, at=at("9:50"), how="e-mail")
    assert subject.card is not None
    assert (paper.to, paper.card_id, paper.sent.how) == ("陈小姐", subject.card.id, "e-mail")
    assert owed(desk, "card.schedule", NOW) == []
    assert [p.id for p in unapproved(desk)] == [paper.id]
    approve_paper(desk, paper.id[:8], "王磊", NOW)
    assert unapproved(desk) == []
    assert sheet_of(the_paper(desk, paper.id)) == sheet
    add_steps(desk, "2611-001", [understand(desk, "送印 周五", NOW)], NOW)
    assert the_paper(desk, paper.id).text == text
    for _ in range(3):
        desk.undo(NOW)
    assert everything(desk) == before  # the paper and what it met went in one
    with pytest.raises(NotThere):
        the_paper(desk, "nothing")
    with pytest.raises(BadInput):
        send_paper(desk, sheet, text, subject, NOW, at=at("10:01"))


def test_the_weekly_report_meets_its_week(desk: Desk) -> None:
    subject = story(desk)["weekly"]
    assert "梅林" in [desk.book.clients[o.client_id or ""].short for o in owed(desk, "week.report", NOW)]
    paper = send_paper(desk, build(desk, ZH, "weekly", subject, NOW), "x", subject, NOW, how="e-mail")
    assert paper.period == "2026-W48"
    assert "梅林" not in [desk.book.clients[o.client_id or ""].short for o in owed(desk, "week.report", NOW)]
    assert "梅林" in [desk.book.clients[o.client_id or ""].short for o in owed(desk, "week.report_confirm", NOW)]
    send_paper(desk, build(desk, ZH, "weekly", subject, NOW), "x", subject, NOW)
    assert len(all_of(desk, Fulfilment)) == 1


def test_minutes_and_agenda_and_memo(desk: Desk) -> None:
    subjects = story(desk)
    later = at("16:10", 26)
    for kind in ("agenda", "minutes", "memo"):
        send_paper(desk, build(desk, ZH, kind, subjects[kind], later), "x", subjects[kind], later, by="王磊")
    (meeting,) = all_of(desk, Meeting)
    assert meeting.agenda_sent is not None
    assert meeting.minutes.sent is not None
    assert all_of(desk, Memo)[0].sent is not None
    assert all(p.approved for p in all_of(desk, Paper))


def test_incomplete_minutes_stay_here(desk: Desk) -> None:
    meeting = add_meeting(desk, "例会", NOW, client="梅林", start=at("14:00", 26))
    write_minutes(desk, meeting.id, ["= 排期"], at("16:00", 26))
    subject = Subject(meeting=all_of(desk, Meeting)[0])
    sheet = build(desk, ZH, "minutes", subject, at("16:00", 26))
    before = everything(desk)
    with pytest.raises(Refused):
        send_paper(desk, sheet, "x", subject, at("16:00", 26))
    empty = build(desk, ZH, "agenda", subject, at("16:00", 26))
    with pytest.raises(BadInput):
        send_paper(desk, empty, "x", subject, at("16:00", 26))
    assert everything(desk) == before


def test_what_is_asked_for_must_be_there(desk: Desk) -> None:
    for kind, spec in PAPERS.items():
        with pytest.raises(BadInput):
            build(desk, ZH, kind, Subject(period="bald" if spec.about == "desk" else None), NOW)
    with pytest.raises(BadInput):
        build(desk, ZH, "poem", Subject(), NOW)
    card = in_work(desk)
    with pytest.raises(BadInput):
        build(desk, ZH, "weekly", Subject(client=client(desk, "梅林"), period="bald"), NOW)
    assert build(desk, ZH, "schedule", Subject(card=card), NOW).parts[0].none


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_schedule_sent_again_tells_what_changed(desk: Desk, lang: str) -> None:
    """R3: first of all, in the client's words; what only the house takes or says is no change."""
    number = in_work(desk, "proof").number
    lines = ("文案 @小王 周二12:00", "内审 周二17:00", "打样 周四12:00 # 催两次")
    add_steps(desk, number, [understand(desk, line, NOW) for line in lines], NOW)

    def paper() -> str:
        (card,) = all_of(desk, Card)
        return render(build(desk, Texts(lang), "schedule", Subject(card=card), at("11:00")), "md").decode()

    heading = {"zh": "## 本次调整", "en": "## Changes"}[lang]
    assert heading not in paper()
    send_schedule(desk, number, at("10:10"))
    assert heading not in paper()
    rewrite_step(desk, number, "内审", understand(desk, "内审 周三17:00", NOW), at("10:20"))
    rewrite_step(desk, number, "打样", understand(desk, "打样 周四12:00 # 催三次", NOW), at("10:20"))
    assert heading not in paper()
    rewrite_step(desk, number, "文案", understand(desk, "文案初稿 @小李 周三12:00", NOW), at("10:30"))
    drop_step(desk, number, "打样", at("10:30"))
    add_steps(desk, number, [understand(desk, "送印 周四18:00", NOW)], at("10:30"))
    for _ in range(2):  # before it is sent again, and as it was sent
        text = paper()
        for words in ("文案 → 文案初稿", "小王 → 小李", "送印", "打样"):
            assert words in text.partition(heading)[2].partition("## ")[0], words
        assert text.index(heading) < text.index("| 1 |")
        assert "内审" not in text
        assert "催" not in text
        send_schedule(desk, number, at("10:40"))


@pytest.mark.parametrize("lang", LANGS)
def test_no_paper_speaks_of_keys_and_commands(lang: str) -> None:
    """`按 p 一行一点` stood on an agenda that had no point yet."""
    texts = all_texts(lang)
    said = {
        node.value
        for file in Path(writer.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in texts
    }
    assert len(said) > 100
    assert [key for key in sorted(said) if re.search(r"\{k\.|\baetui ", texts[key])] == []
