"""What is for the house stays in the house, whatever field it was typed in (Law 5)."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin

import msgspec
import pytest
from cards_made import NOW
from desks import all_of, at, client, fill
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from papers_made import story

from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.files.transfer import export_to
from aetui.desk.files.vcards import export_vcards
from aetui.desk.outward import WhenTyped, outward_words
from aetui.desk.papers import Subject, build, leaves
from aetui.desk.phone.calls import record_call
from aetui.documents.render import FORMATS, render
from aetui.domain.papers import PAPERS, without_house
from aetui.domain.plainwords.meaning import listed
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


PLACES = (
    "D:\\内部盘\\梅林 资料\\x.xlsx",
    "//nas/内部盘/x",
    "/srv/内部盘/x y.psd",
    "~/内部盘/x",
    "file:///内部盘/x.doc",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_paper_that_leaves_holds_a_path_of_the_house(desk: Desk, tmp_path: Path, place: str) -> None:
    """Only the name at its end; the house's own papers keep where it lies."""
    about = subjects(desk)
    put_all(desk, f" 见 {place}")
    after = papers(desk, about)
    assert {kind for kind in PAPERS if "内部盘" in after[kind]} >= HOUSE - {"budget", "media"}
    for kind in PAPERS:
        if leaves(kind, fresh(desk, about[kind])):
            assert "内部盘" not in after[kind], kind
            assert " 见" in after[kind], kind
            for form in set(FORMATS) - {"docx"}:  # which is packed, and made of the same sheet
                assert "内部盘" not in str(render(build(desk, SAY, kind, fresh(desk, about[kind]), NOW), form)), (
                    kind,
                    form,
                )
    export_to(desk, tmp_path / "x.ics", NOW, say=SAY)
    export_vcards(desk, tmp_path / "x.vcf")
    assert not any("内部盘" in (tmp_path / name).read_text("utf-8") for name in ("x.ics", "x.vcf"))


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


TIMED = (
    *listed("周五前 明天上午 后天 今天 昨天 下周三 上周五 今晚 三天后 两个工作日内 月底前 明后天 周五至周日 周三的"),
    *("tomorrow", "by friday", "next week", "yesterday's", "this afternoon", "in two weeks"),
)
OF_THE_HOUSE = ["内审", "主管签", "internal review"]
SENTENCES = st.builds(
    lambda a, time, b, house, c: f"{a}{time}{b}，{house}后{c}" if house else f"{a}{time}{b}",
    st.sampled_from(["", "稿子，", "先看 "]),
    st.sampled_from(TIMED).map(lambda time: f" {time} " if time.isascii() else time),
    st.sampled_from(["打样", "给两稿", "送到门店"]),
    st.sampled_from(["", *OF_THE_HOUSE]),
    st.sampled_from(["再发", "定版"]),
)
FULL = re.compile(r"\d{4}年\d+月\d+日 周.|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ \d{4}")
DAYS = st.integers(0, 12).map(lambda days: timedelta(days=days, hours=days % 7))


class Desked(NamedTuple):
    desk: Desk
    about: dict[str, Subject]


@pytest.fixture(scope="module")
def desked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desked]:
    desk = Desk.open(tmp_path_factory.mktemp("desk") / "x.json", program="test", now=NOW)
    fill(desk)
    about = subjects(desk)
    record_call(desk, NOW, ["@陈小姐 周五前 提供 logo"], client="梅林")
    yield Desked(desk, about)
    desk.close()


@settings(max_examples=150, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(SENTENCES, min_size=24, max_size=24), DAYS, DAYS, st.sampled_from(["zh", "en"]))
def test_no_paper_of_a_client_holds_a_step_of_the_house_or_a_day_in_words(
    desked: Desked, said: list[str], made: timedelta, later: timedelta, lang: str
) -> None:
    """Over random texts: whatever field they were typed in, and whenever their record was made and written again."""
    desk, about = desked
    sentences = iter([f"{text} # {SECRET}" for text in said])
    card, meeting, memo = (fresh(desk, about[kind]) for kind in ("schedule", "minutes", "memo"))
    assert card.card is not None
    assert meeting.meeting is not None
    assert memo.memo is not None
    with desk.change("test", NOW + made + later) as change:
        one, last = card.card, card.card.estimates[-1]
        lines = [replace(line, text=next(sentences)) for line in last.lines]
        steps = [replace(step, what=next(sentences)) for step in one.steps]
        estimates = [*one.estimates[:-1], replace(last, lines=lines, at=NOW + made, terms=next(sentences))]
        brief = replace(one.brief, what=next(sentences))
        strategy = replace(one.strategy, tone=next(sentences))
        change.put(
            replace(
                one,
                opened_at=NOW + made,
                brief=brief,
                strategy=strategy,
                steps=steps,
                estimates=estimates,
                delay=next(sentences),
            )
        )
        held = meeting.meeting
        topic = replace(held.minutes.topics[0], conclusion=next(sentences))
        topic = replace(topic, actions=[replace(action, what=next(sentences)) for action in topic.actions])
        points = [replace(held.points[0], text=next(sentences)), *held.points[1:]]
        minutes = replace(held.minutes, topics=[topic, *held.minutes.topics[1:]])
        change.put(replace(held, created_at=NOW + made, points=points, minutes=minutes))
        change.put(replace(memo.memo, created_at=NOW + made, text=next(sentences)))
        for item in all_of(desk, Item):
            if item.mark in (">", "?"):
                change.put(replace(item, at=NOW + made, text=next(sentences)))
        (asked,) = (todo for todo in all_of(desk, Todo) if todo.owner == "陈小姐")
        change.put(replace(asked, text=next(sentences)))
    told = {}
    for kind in PAPERS:
        subject = fresh(desk, about[kind])
        if leaves(kind, subject):
            sheet = build(desk, Texts(lang), kind, subject, NOW + made + later + timedelta(days=4))
            told[kind] = FULL.sub("", str(msgspec.to_builtins(sheet, str_keys=True)))
    assert len(told) == 7
    found = [
        (kind, text[max(0, at - 30) : at + 40])
        for kind, text in told.items()
        for word in (*TIMED, *OF_THE_HOUSE, SECRET)
        if (at := text.find(word)) >= 0
    ]
    assert found == []
    assert any(word in told["memo"] for word in ("打样", "两稿", "门店"))  # what is said with them stays


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("内审后给稿", "给稿"),
        ("先内审，再给稿", "再给稿"),
        ("内审", ""),
        ("周五主管签字后发", "周五发"),
        ("send it after the internal review", "send it"),
        ("internal review后再发", "再发"),
        ("先internal review", ""),
        ("the internal reviewer of the bank", "the internal reviewer of the bank"),
        ("内审计划书", "内审计划书"),
        ("内部审计报告封面", "内部审计报告封面"),
    ],
)
def test_the_words_of_a_step_of_the_house_are_cut(text: str, left: str) -> None:
    assert without_house(text) == left


MONDAY = at("10:00")


@pytest.mark.parametrize("before", ["选", "就用", "客户要看", "定了"])
@pytest.mark.parametrize("after", ["", "，再看看", "，周会再定", "和四号", "的字再大一点"])
@pytest.mark.parametrize("number", ["二", "2", "十一"])
def test_a_figure_that_may_number_a_thing_stays_whatever_date_is_beside_it(
    desk: Desk, before: str, number: str, after: str
) -> None:
    """选二号 beside an action due on the 2nd: a decision that lost its number was sent to a client."""
    text = f"{before}{number}号{after}"
    beside = frozenset(datetime.fromisoformat(f"2026-12-{day:02d}T18:00:00+08:00") for day in (2, 11))
    assert outward_words(desk, text, WhenTyped(MONDAY, MONDAY, beside)) == text


@pytest.mark.parametrize(
    ("text", "typed", "left"),
    [
        ("周五前要打样", WhenTyped(MONDAY, MONDAY), "2026年11月27日 周五前要打样"),
        ("横版，周五前要打样", WhenTyped(MONDAY, MONDAY, frozenset([at("18:00", 27)])), "横版，要打样"),
        ("明天上午看样", WhenTyped(MONDAY, MONDAY), "2026年11月24日 周二上午看样"),
        ("明天上午看样", WhenTyped(MONDAY, at("10:00", 25)), "看样"),  # Monday's or Wednesday's
        ("周五17:30给报价", WhenTyped(MONDAY, at("10:00", 25)), "2026年11月27日 周五 17:30给报价"),
        ("今天上午已发稿", WhenTyped(at("15:00"), at("15:00")), "2026年11月23日 周一上午已发稿"),
        ("今晚8点", WhenTyped(MONDAY, MONDAY), "2026年11月23日 周一晚上8点"),
        ("上周五已确认", WhenTyped(MONDAY, MONDAY), "2026年11月20日 周五已确认"),
        ("3天前发过", WhenTyped(MONDAY, MONDAY), "2026年11月20日 周五发过"),
        ("两个工作日内回复", WhenTyped(MONDAY, MONDAY), "2026年11月25日 周三前回复"),
        ("半小时内回电", WhenTyped(MONDAY, MONDAY), "2026年11月23日 周一 10:30前回电"),
        ("周五后再定", WhenTyped(MONDAY, MONDAY), "2026年11月27日 周五后再定"),
        ("明天的会议", WhenTyped(MONDAY, MONDAY), "2026年11月24日 周二的会议"),
        ("等明天的会议", WhenTyped(MONDAY, at("10:00", 25)), "等会议"),
        ("下周继续改稿", WhenTyped(MONDAY, MONDAY), "2026年11月30日 周一至2026年12月4日 周五继续改稿"),
        ("周五至周日上线", WhenTyped(MONDAY, MONDAY), "2026年11月27日 周五至2026年11月29日 周日上线"),
        ("明后天给", WhenTyped(MONDAY, MONDAY), "2026年11月24日 周二至2026年11月25日 周三给"),
        ("28号给", WhenTyped(MONDAY, MONDAY), "2026年11月28日 周六给"),
        ("定在5号", WhenTyped(MONDAY, MONDAY), "定在2026年12月5日 周六"),
        ("samples by friday", WhenTyped(MONDAY, MONDAY), "samples by Fri 27 November 2026"),
        ("on friday at 3pm", WhenTyped(MONDAY, MONDAY), "on Fri 27 November 2026 at 3pm"),
        ("by the end of next week", WhenTyped(MONDAY, MONDAY), "by Fri 4 December 2026"),
        ("tomorrow's version", WhenTyped(MONDAY, MONDAY), "the Tue 24 November 2026 version"),
        ("this afternoon", WhenTyped(MONDAY, MONDAY), "the afternoon of Mon 23 November 2026"),
        (
            "went out today; see them tomorrow morning",
            WhenTyped(MONDAY, MONDAY),
            "went out on Mon 23 November 2026; see them on the morning of Tue 24 November 2026",
        ),
        ("we shoot next week", WhenTyped(MONDAY, MONDAY), "we shoot from Mon 30 November 2026 to Fri 4 December 2026"),
        ("余款交货后15日内", WhenTyped(MONDAY, MONDAY), "余款交货后15日内"),
        ("in two weeks", WhenTyped(MONDAY, MONDAY), "on Mon 7 December 2026"),
        ("within 2 days", WhenTyped(MONDAY, MONDAY), "by Wed 25 November 2026"),
        # What is the same day for everybody, or none.
        *(
            (same, WhenTyped(MONDAY, at("10:00", 25)), same)
            for same in ("周五特惠海报", "每周五报进度", "2026年12月1日前交", "中秋前", "28到30号拍摄")
        ),
        *(
            (same, WhenTyped(MONDAY, MONDAY), same)
            for same in (
                "就用二号",
                "1号和3号都要改",
                "11月28日至30日",
                "the monday call",
                "字号12点",
                "下午三点看样",
                "12月底",
            )
        ),
    ],
)
def test_a_day_in_words_is_written_in_full_or_cut(desk: Desk, text: str, typed: WhenTyped, left: str) -> None:
    assert outward_words(desk, text, typed) == left
