"""What is for the house stays in the house, whatever field it was typed in (Law 5)."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import msgspec
import pytest
from cards_made import NOW
from desks import all_of, at, client
from msgspec.structs import replace
from papers_made import story

from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.files.transfer import export_to
from aetui.desk.files.vcards import export_vcards
from aetui.desk.papers import Subject, build, leaves
from aetui.desk.phone.calls import record_call
from aetui.documents.render import FORMATS, render
from aetui.domain.papers import PAPERS
from aetui.domain.records import KINDS as TABLES
from aetui.domain.records import Card, Item, Meeting, Memo, Profile, Record, Todo
from aetui.locales import Texts

SAY = Texts("zh")
SECRET = "底价八折"
REMARK = f" # {SECRET}，周五前别说 2611-009"
HOUSE = {"summary", "day", "budget", "media", "monthly"}


def free(kind: Any) -> bool:
    """Whether a field of that type holds a text that somebody types."""
    return str in get_args(kind) if get_origin(kind) in (Union, types.UnionType) else kind is str


def remarked(value: Any, remark: str) -> Any:
    """`value` with the remark behind each text in it that somebody typed."""
    if isinstance(value, msgspec.Struct):
        made = {}
        for field in msgspec.structs.fields(value):
            held = getattr(value, field.name)
            if field.name in (
                "id",
                "key",
                "keys",
                "number",
                "period",
                "currency",
                "kind",
                "short",
                "sheet",
            ) or field.name.endswith("_id"):
                continue
            if isinstance(held, str):
                made[field.name] = held + remark if free(field.type) and held else held
            elif isinstance(held, msgspec.Struct | list):
                made[field.name] = remarked(held, remark)
        return replace(value, **made)
    if isinstance(value, list):
        return [one + remark if isinstance(one, str) else remarked(one, remark) for one in value]
    return value


def put_all(desk: Desk, remark: str, *, clean: bool = True) -> None:
    """Every record of the desk with the remark behind every text; not `clean`: as an older program may have left it."""
    records = [r for kind in TABLES for r in desk.store.table(kind).records() if not isinstance(r, Profile)]
    changed = [remarked(r, remark) for r in records]
    if clean:
        with desk.change("test", NOW) as change:
            for record in changed:
                change.put(record)
    else:
        with desk.store.change("test", {}, NOW) as writing:
            for record in changed:
                writing.keep(record)


def subjects(desk: Desk) -> dict[str, Subject]:
    def now(record: Record | None) -> Any:
        return desk.get(type(record), record.id) if record else None

    made = story(desk)
    for memo in all_of(desk, Memo):
        with desk.change("test", NOW) as change:
            change.put(replace(memo, outside=True))
    with desk.change("test", NOW) as change:
        card = all_of(desk, Card)[0]
        change.put(replace(card, brief=replace(card.brief, what="横版海报", audience="妈妈")))
    return made


def fresh(desk: Desk, subject: Subject) -> Subject:
    """The subject with its records as they stand by now."""
    found = {name: getattr(subject, name) for name in ("card", "client", "meeting", "memo")}
    return replace(subject, **{name: desk.get(type(r), r.id) for name, r in found.items() if r is not None})


def papers(desk: Desk, about: dict[str, Subject]) -> dict[str, str]:
    return {kind: render(build(desk, SAY, kind, fresh(desk, about[kind]), NOW), "md").decode() for kind in PAPERS}


def test_no_paper_that_leaves_holds_a_remark_and_all_else_stands_as_before(desk: Desk) -> None:
    about = subjects(desk)
    before = papers(desk, about)
    put_all(desk, REMARK)
    after = papers(desk, about)
    for kind in PAPERS:
        if leaves(kind, fresh(desk, about[kind])):
            assert after[kind] == before[kind], kind
    assert {k for k in PAPERS if leaves(k, fresh(desk, about[k]))} == {
        "schedule",
        "order",
        "estimate",
        "weekly",
        "agenda",
        "minutes",
        "memo",
    }


def test_the_papers_of_the_house_keep_it(desk: Desk) -> None:
    about = subjects(desk)
    put_all(desk, REMARK)
    after = papers(desk, about)
    assert {kind for kind in HOUSE if SECRET in after[kind]} == HOUSE


@pytest.mark.parametrize("form", FORMATS)
def test_in_no_form(desk: Desk, form: str) -> None:
    about = subjects(desk)
    put_all(desk, REMARK)
    for kind in ("schedule", "weekly", "minutes"):
        found = render(build(desk, SAY, kind, fresh(desk, about[kind]), NOW), form)
        assert SECRET not in _plain(found, form)


def _plain(found: bytes, form: str) -> str:
    if form != "docx":
        return found.decode()
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(found)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_neither_a_calendar_nor_a_vcard_holds_it(desk: Desk, tmp_path: Path) -> None:
    subjects(desk)
    put_all(desk, REMARK)
    export_to(desk, tmp_path / "a.ics", NOW, say=SAY)
    export_vcards(desk, tmp_path / "a.vcf")
    calendar = (tmp_path / "a.ics").read_text("utf-8").replace("\r\n ", "")
    assert "例会" in calendar
    assert SECRET not in calendar
    people = (tmp_path / "a.vcf").read_text("utf-8").replace("\r\n ", "")
    assert "陈小姐" in people
    assert SECRET not in people


def test_what_was_a_remark_alone_stands_in_no_list(desk: Desk) -> None:
    about = subjects(desk)
    [meeting], [card] = all_of(desk, Meeting), [c for c in all_of(desk, Card) if c.steps]
    with desk.change("test", NOW) as change:
        change.put(replace(meeting, points=[*meeting.points, replace(meeting.points[0], text=f"# {SECRET}")]))
        change.put(replace(card, steps=[replace(card.steps[0], id="x", what=f"＃{SECRET}", done=None), *card.steps]))
    agenda = build(desk, SAY, "agenda", fresh(desk, about["agenda"]), NOW)
    assert agenda.parts[0].blocks[0].items == ["排期", "预算"]  # type: ignore[union-attr]
    schedule = build(desk, SAY, "schedule", fresh(desk, about["schedule"]), NOW)
    assert [row[1] for row in schedule.parts[0].blocks[0].rows] == [s.what for s in card.steps]  # type: ignore[union-attr]


def test_what_steers_or_turns_text_leaves_in_nothing_that_is_written(desk: Desk, tmp_path: Path) -> None:
    about = subjects(desk)
    put_all(desk, "\x9b31m\u202e\u2066\ufeff", clean=False)
    written = list(papers(desk, about).values())
    for name in ("a.ics", "a.csv"):
        export_to(desk, tmp_path / name, NOW, say=SAY)
        written.append((tmp_path / name).read_text("utf-8-sig"))
    export_to(desk, tmp_path / "b.csv", NOW, say=SAY, table="items")
    export_vcards(desk, tmp_path / "a.vcf")
    written += [(tmp_path / name).read_text("utf-8-sig") for name in ("b.csv", "a.vcf")]
    for text in written:
        assert not set(text) & set("\x9b\u202e\u2066\ufeff")


def made_of(desk: Desk, line: str) -> tuple[Item, Record | None]:
    [logged] = record_call(desk, NOW, [line], client="梅林")[1]
    return logged.item, logged.made


def test_what_is_made_from_a_line_is_made_without_its_remark(desk: Desk) -> None:
    item, card = made_of(desk, "+ 海报改版 # 其实是陈小姐自己想改")
    assert isinstance(card, Card)
    assert (card.title, item.text) == ("海报改版", "海报改版 # 其实是陈小姐自己想改")
    item, todo = made_of(desk, "@小王 周三前出图 # 他周五请假")
    assert isinstance(todo, Todo)
    assert (todo.text, todo.due) == ("出图", at("18:00", 25))
    made_of(desk, "> 给稿 # 陈小姐说周五前")
    promise = next(o for o in desk.obligations(NOW) if o.rule == "call.promise")
    assert (promise.what, promise.due) == ("给稿", at("18:00", 24))


def test_a_colour_s_number_is_no_remark(desk: Desk) -> None:
    item, card = made_of(desk, "+ 主色改成 #FF6600，周五前要打样")
    assert isinstance(card, Card)
    assert item.due == at("18:00", 27)
    assert "#FF6600" in card.title


@pytest.mark.parametrize("line", ["+ #双十一# 话题页要改", "> 3#楼的围挡周五前出", "+ C# 课程海报"])
def test_no_remark(desk: Desk, line: str) -> None:
    item, _ = made_of(desk, line)
    owed = [o for o in desk.obligations(NOW) if o.subject_id in (item.id, item.card_id or "") and "#" in o.what]
    assert owed


def test_in_a_remark_no_card_is_named_and_a_mark_with_a_remark_alone_starts_nothing(desk: Desk) -> None:
    other = open_card(desk, "别的", NOW, client=client(desk, "梅林"))
    before = {o.id for o in desk.obligations(NOW)}
    item, made = made_of(desk, f"+ # {other.number} 客户还没想好")
    assert (item.mark, made, item.card_id) == ("#", None, None)
    item, made = made_of(desk, "> #先别答应")
    assert (item.mark, item.text) == ("#", "先别答应")
    item, made = made_of(desk, "@小王 # 他请假")
    assert (item.mark, made) == ("#", None)
    assert "小王" in item.text
    assert {o.id for o in desk.obligations(NOW)} == before
