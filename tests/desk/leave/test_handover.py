"""Before leave and coming back (D8): lines that gather themselves, covers, the bundle to another desk and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from cards_made import in_work
from desks import all_of, at, client, everything, fill, owed
from docx import Document
from handovers import take

from aetui.desk.book.profile import set_profile
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.day.today import in_care
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.leave.bundles import finish, note, send_back, send_out, take_back, take_in
from aetui.desk.leave.handover import acknowledge, arrange, cancel, change_span, cover, instruct, plan, the_line
from aetui.desk.leave.sheet import sheet_of, write_sheet
from aetui.desk.leave.state import Handover, handover_of
from aetui.desk.leave.which import current
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.records import Absence, Cover, Todo
from aetui.locales import Texts

ZH = Texts("zh")
NOW, START, END = at("17:00"), at("9:00", 24), at("18:00", 27)


def story(desk: Desk) -> None:
    record_call(
        desk, at("9:30"), ["+ 海报 周四", "> 周三给稿", "? 报价 周二10:00", "# 林总难说话"], client="梅林", way="out"
    )
    record_call(desk, at("9:40"), ["> 下下周给排期"], client="益力", way="out")
    add_todo(desk, "整理样品", at("9:50"), client_id=client(desk, "梅林").id)
    add_todo(desk, "十二月的事", at("9:50"), day=at("9:00", 30).date().replace(month=12))
    write_memo(desk, "留会议室", at("9:50"), to="小孙")


@pytest.fixture
def seen(desk: Desk) -> Handover:
    story(desk)
    return again(desk, plan(desk, ZH, START, END, NOW, why="年假", reach="手机"))


def again(desk: Desk, absence: Absence | None = None) -> Handover:
    found = absence or current(desk, NOW)
    assert found is not None
    return handover_of(desk, ZH, found, NOW)


def keys(seen: Handover) -> list[str]:
    return [line.key or line.id for line in seen.all]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """阿杰's desk."""
    made = Desk.open(tmp_path / "ajie.json", program="test", now=NOW)
    fill(made)
    set_profile(made, "name", "阿杰", NOW)
    yield made
    made.close()


def test_the_lines_gather_themselves(desk: Desk, seen: Handover) -> None:
    whats = [line.what for line in seen.all]
    for words in ("海报", "给稿", "报价", "整理样品", "留会议室"):
        assert any(words in what for what in whats), (words, whats)
    assert not any("十二月" in what for what in whats)
    assert len(set(keys(seen))) == len(seen.all)
    # a weekly report falls due for each client while away: the calendar's duties come round
    reports = [line for line in seen.all if line.obligation_id and line.obligation_id.startswith("week.report:")]
    assert len(reports) == 3
    assert not any(line.key and line.key.startswith(("day.review", "absence.arrange")) for line in seen.all)
    # by client, and each client once in a row
    order = [line.client_id for line in seen.all]
    assert [c for n, c in enumerate(order) if n == 0 or order[n - 1] != c] == list(dict.fromkeys(order))
    promise = next(line for line in seen.all if "给稿" in line.what)
    assert promise.call == "陈小姐"
    assert promise.due == at("18:00", 25)


def test_a_client_without_a_line_still_has_a_phone(desk: Desk) -> None:
    for name in ("梅林", "申花"):
        record_call(desk, at("9:30"), [], client=name, way="out")
    absence = plan(desk, ZH, at("9:00", 24), at("14:00", 24), at("11:00"))
    phones = {line.client_id for line in absence.lines if (line.key or "").startswith("phone:")}
    due = {line.client_id for line in absence.lines if line.obligation_id}
    assert len(phones | due) == 3
    assert phones
    assert not phones & due


def test_what_an_absence_cannot_be(desk: Desk, seen: Handover) -> None:
    before = everything(desk)
    for start, end in ((END, START), (at("8:00"), at("9:00")), (at("9:00", 26), at("9:00", 30))):
        with pytest.raises(BadInput):
            plan(desk, ZH, start, end, NOW)
    one = seen.absence.id
    for wrong in ("", "李雯"):
        with pytest.raises(BadInput):
            cover(desk, ZH, one, keys(seen)[:1], wrong, NOW)
    with pytest.raises(NotThere):
        cover(desk, ZH, one, ["nothing"], "阿杰", NOW)
    with pytest.raises(BadInput):
        acknowledge(desk, ZH, one, NOW, by="阿杰")
    with pytest.raises(BadInput):
        acknowledge(desk, ZH, one, NOW, keys=keys(seen)[:1])
    with pytest.raises(NotThere):
        plan(desk, ZH, at("9:00", 29), at("9:00", 30), NOW) and cancel(desk, "nothing", NOW)
    desk.undo(NOW)
    with pytest.raises(BadInput):
        change_span(desk, ZH, one, NOW, end=at("8:00", 24))
    assert everything(desk) == before


def test_arranged_when_everyone_said_so(desk: Desk, seen: Handover) -> None:
    one = seen.absence.id
    with pytest.raises(Refused) as shut:
        arrange(desk, one, NOW)
    assert len(shut.value.args_["lacks"].lines) == len(seen.all)  # type: ignore[attr-defined]
    cover(desk, ZH, one, keys(seen)[:-1], "阿杰", NOW, instruction="照说好的办")
    acknowledge(desk, ZH, one, NOW, by="阿杰", how="当面")
    assert len(again(desk).lacks.uncovered) == 1
    with pytest.raises(Refused):
        arrange(desk, one, NOW)
    cover(desk, ZH, one, keys(seen)[-1:], "小王", NOW)
    assert [line.cover for line in again(desk).lacks.silent] == ["小王"]
    acknowledge(desk, ZH, one, NOW, keys=keys(seen)[-1:], how="电话")
    assert again(desk).complete
    arranged = arrange(desk, one, NOW)
    assert arranged.arranged is not None
    assert arranged.passed == []
    assert owed(desk, "absence.arrange", NOW) == []
    # given to another, it is to be said back anew
    moved = cover(desk, ZH, one, keys(seen)[:1], "小王", NOW)
    assert moved.arranged is None
    assert len(again(desk).lacks.silent) == 1


def test_arranged_with_a_reason(desk: Desk, seen: Handover) -> None:
    done = arrange(desk, seen.absence.id, NOW, why="飞机要飞了")
    assert [p.why for p in done.passed] == ["飞机要飞了"]


def test_what_arises_after_it_was_made_is_new(desk: Desk, seen: Handover) -> None:
    cover(desk, ZH, seen.absence.id, keys(seen), "阿杰", NOW)
    acknowledge(desk, ZH, seen.absence.id, NOW, by="阿杰")
    arrange(desk, seen.absence.id, NOW)
    record_call(desk, NOW, ["> 周四给样品"], client="申花")
    after = again(desk)
    assert [line.what for line in after.new if "给样品" in line.what]
    assert not after.complete
    cover(desk, ZH, seen.absence.id, keys(after), "阿杰", NOW)
    assert again(desk).new == []


def test_cut_short_and_prolonged_covers_stay(desk: Desk, seen: Handover) -> None:
    cover(desk, ZH, seen.absence.id, keys(seen), "阿杰", NOW)
    promise = next(line for line in seen.all if "给稿" in line.what)
    short = change_span(desk, ZH, seen.absence.id, NOW, end=at("12:00", 24))
    assert short.end == at("12:00", 24)
    longer = change_span(desk, ZH, seen.absence.id, NOW, end=at("18:00", 27))
    kept = next(line for line in longer.lines if line.key == promise.key)
    assert kept.cover == "阿杰"
    cancel(desk, seen.absence.id, NOW)
    assert current(desk, NOW) is None
    assert owed(desk, "absence.arrange", NOW) == []


def test_what_to_do_is_written_down(desk: Desk, seen: Handover) -> None:
    key = keys(seen)[:1]
    instruct(
        desk,
        ZH,
        seen.absence.id,
        key,
        NOW,
        instruction="发修改稿",
        otherwise="如果不满意，就找王磊",
        call="陈小姐 0101",
        files="共享盘/梅林",
    )
    line = the_line(again(desk), "1")
    assert (line.instruction, line.otherwise, line.call, line.files) == (
        "发修改稿",
        "如果不满意，就找王磊",
        "陈小姐 0101",
        "共享盘/梅林",
    )
    instruct(desk, ZH, seen.absence.id, key, NOW, otherwise=" ")
    assert the_line(again(desk), key[0]).otherwise is None
    with pytest.raises(NotThere):
        the_line(again(desk), "99")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sheets(desk: Desk, seen: Handover, tmp_path: Path, lang: str) -> None:
    some = keys(seen)[:3]
    cover(desk, ZH, seen.absence.id, some, "阿杰", NOW, instruction="照办")
    after = again(desk)
    for form in ("md", "html", "docx", "ics"):
        whole, his = tmp_path / f"x.{form}", tmp_path / f"y.{form}"
        assert write_sheet(desk, Texts(lang), after, whole, NOW) == len(after.all)
        assert write_sheet(desk, Texts(lang), after, his, NOW, person="阿杰") == 3
    document = Document(BytesIO((tmp_path / "y.docx").read_bytes()))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    for key in some:
        assert the_line(after, key).what in cells
    assert (tmp_path / "y.ics").read_bytes().count(b"BEGIN:VEVENT") <= 3
    assert sheet_of(desk, Texts(lang), after, NOW).parts
    with pytest.raises(BadInput):
        write_sheet(desk, ZH, after, tmp_path / "z.md", NOW, person="没有")
    with pytest.raises(BadInput):
        write_sheet(desk, ZH, after, tmp_path / "no" / "z.ics", NOW)


def test_out_to_a_cover_and_back(desk: Desk, seen: Handover, other: Desk, tmp_path: Path) -> None:
    promise = next(line for line in seen.all if "给稿" in line.what)
    todo = next(line for line in seen.all if line.what == "整理样品")
    for name, lines in (
        ("阿杰", [promise.key, todo.key]),
        ("小王", [k for k in keys(seen) if k not in (promise.key, todo.key)]),
    ):
        cover(desk, ZH, seen.absence.id, [k or "" for k in lines], name, NOW)
        acknowledge(desk, ZH, seen.absence.id, NOW, by=name)
    absence = arrange(desk, seen.absence.id, NOW)
    file, log = tmp_path / "ajie-bundle.json", tmp_path / "back.json"
    assert send_out(desk, absence, file, person="阿杰") == 2
    assert "林总难说话" not in file.read_text("utf-8")
    assert take_in(other, file, NOW) == 2
    held = in_care(other, NOW)
    assert [(c.whose, c.client) for c in held] == [("李雯", "梅林")] * 2
    away = at("11:00", 25)
    mine = next(c for c in held if "给稿" in c.what)
    note(other, mine.id, "稿子在改", away)
    finish(other, mine.id, away, how="11:00 发了")
    assert len(in_care(other, NOW)) == 1
    assert send_back(other, "李雯", log) == 2
    back = at("9:00", 28)
    take_back(desk, log, back)
    before = everything(desk)
    with pytest.raises(BadInput) as twice:
        take_back(desk, log, back)
    assert twice.value.key == "bundle.twice"
    assert everything(desk) == before
    line = next(one for one in all_of(desk, Absence)[0].lines if one.key == promise.key)
    assert [f.how for f in line.log] == ["稿子在改", "11:00 发了"]
    assert line.done is not None
    assert len([o for o in owed(desk, "call.promise", back) if "给稿" in o.what]) == 1
    take(desk, absence.id, [promise.key or ""], back)
    ended = [o for o in desk.obligations(back, ended=True) if o.rule == "call.promise" and "给稿" in o.what]
    assert [(o.state, o.how, o.by, o.met_at) for o in ended] == [("met", "11:00 发了", "阿杰", away)]
    whole = take(desk, absence.id, [one.id for one in absence.lines if one.key != promise.key], back)
    assert whole.returned is not None
    assert all(one.returned for one in whole.lines)
    assert all_of(desk, Todo)[0].done is None  # nobody did it: it is ours again, open
    assert current(desk, back) is None


def test_bundles_that_cannot_be(desk: Desk, seen: Handover, other: Desk, tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    with pytest.raises(BadInput):
        send_out(desk, seen.absence, file)
    absence = cover(desk, ZH, seen.absence.id, keys(seen)[:2], "阿杰", NOW)
    send_out(desk, absence, file)
    with pytest.raises(BadInput) as own:
        take_in(desk, file, NOW)
    assert own.value.key == "bundle.own"
    edited = tmp_path / "edited.json"
    edited.write_text(file.read_text("utf-8").replace("李雯", "李文"), "utf-8")
    with pytest.raises(BadInput) as spoilt:
        take_in(other, edited, NOW)
    assert spoilt.value.key == "bundle.edited"
    cut = tmp_path / "cut.json"
    cut.write_bytes(file.read_bytes()[:-40])
    for wrong in (cut, tmp_path / "nothing.json"):
        with pytest.raises(BadInput):
            take_in(other, wrong, NOW)
    assert all_of(other, Cover) == []
    take_in(other, file, NOW)
    with pytest.raises(BadInput) as twice:
        take_in(other, file, NOW)
    assert twice.value.key == "bundle.twice"
    with pytest.raises(BadInput):
        take_back(desk, file, NOW)
    send_back(other, "李雯", tmp_path / "back.json")
    with pytest.raises(BadInput) as wrong_desk:
        take_back(other, tmp_path / "back.json", NOW)
    assert wrong_desk.value.key == "bundle.other_desk"
    with pytest.raises(BadInput):
        send_back(other, "没有", tmp_path / "x.json")
    with pytest.raises(BadInput):
        note(other, in_care(other, NOW)[0].id, " ", NOW)
    json.loads(file.read_text("utf-8"))


def test_done_before_leaving_is_no_line_any_more(desk: Desk, seen: Handover) -> None:
    todo = next(t for t in all_of(desk, Todo) if t.text == "整理样品")
    finish_todo(desk, todo.id, NOW)
    assert not [line for line in again(desk).all if line.what == "整理样品"]


def test_a_step_that_would_be_late_is_one_line(desk: Desk) -> None:
    card = in_work(desk)
    add_steps(desk, card.number, [understand(desk, "打样 周三12:00", NOW)], NOW)
    made = plan(desk, ZH, START, END, NOW)
    assert len([line for line in made.lines if "打样" in line.what]) == 1
