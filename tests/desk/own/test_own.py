"""What one keeps of oneself: lines on maxims, the quarter's check, one's own part; for one's own eyes until it is given."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from desks import all_of, at, client, everything, fill

from aetui.desk.book.people import add_person
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.day.review import close_day
from aetui.desk.find.mentions import find_text
from aetui.desk.month.appraisals import see_skill, the_appraisal
from aetui.desk.own.checks import LINES, check_due, checks, finish, judge, quarter_named, the_check, the_line, unmarked
from aetui.desk.own.maxims import maxim_line, maxims_of, write_maxim
from aetui.desk.own.part import give_part, own_part, take_part
from aetui.desk.own.shown import COUNTED, evidence, offered
from aetui.desk.papers import PAPERS, Subject, build
from aetui.desk.phone.calls import record_call
from aetui.desk.week.team_file import send_week
from aetui.documents.render import render
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Day, SelfCheck, SelfMark, SkillWord
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import maxim_of
from aetui.locales import LANGS, Texts

NOW = at("18:00")
TODAY = NOW.date()


# Lines on maxims


def test_a_line_stands_on_the_day_that_was_closed(desk: Desk) -> None:
    close_day(desk, NOW, why="周一先到这里")
    write_maxim(desk, " 今天没抱怨 ", NOW)
    (day,) = all_of(desk, Day)
    assert day.closed is not None
    assert day.maxim is not None
    assert (day.maxim.source, day.maxim.text) == ("八.6", "今天没抱怨")


def test_a_line_before_the_day_is_closed_stays_when_it_is(desk: Desk) -> None:
    write_maxim(desk, "先写", NOW)
    close_day(desk, NOW, why="周一先到这里")
    assert len(all_of(desk, Day)) == 1
    assert [one.text for one in maxims_of(desk, 2026)] == ["先写"]


def test_a_line_is_one_change_and_goes_with_an_empty_one(desk: Desk) -> None:
    before = everything(desk)
    write_maxim(desk, "一句", NOW)
    desk.undo(NOW)
    assert everything(desk) == before
    write_maxim(desk, "一句", NOW)
    write_maxim(desk, "  ", NOW)
    assert maxims_of(desk, 2026) == []


def test_the_years_lines_are_read_in_order(desk: Desk) -> None:
    for n in (5, 0, 2):
        write_maxim(desk, f"第{n}句", NOW, day=TODAY - timedelta(days=n))
    found = maxims_of(desk, 2026)
    assert [one.text for one in found] == ["第5句", "第2句", "第0句"]
    assert [one.source for one in found] == [maxim_of(one.day) for one in found]
    assert maxims_of(desk, 2025) == []


def test_a_line_of_long_ago_is_the_same_one(desk: Desk) -> None:
    old = date(2026, 3, 2)
    write_maxim(desk, "三月", NOW, day=old)
    write_maxim(desk, "三月改", NOW, day=old)
    assert [day.maxim.text for day in all_of(desk, Day) if day.maxim] == ["三月改"]
    assert maxim_line(desk, old) is not None


def test_no_line_on_a_day_to_come(desk: Desk) -> None:
    with pytest.raises(BadInput, match="day_to_come"):
        write_maxim(desk, "明天", NOW, day=TODAY + timedelta(days=1))


# The check


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("line", LINES)
def test_a_line_by_each_of_its_names(desk: Desk, line: str, lang: str) -> None:
    names = [line, line.lower(), desk.rulebook.sources[line].get(lang), homes().skill[line].word.get(lang)]
    assert {the_line(desk, name) for name in names} == {line}


def test_what_is_no_line(desk: Desk) -> None:
    for asked in ("P13", "Z", "7"):
        with pytest.raises(NotThere, match=r"own\.line"):
            the_line(desk, asked)


def test_a_check_is_one_record_a_quarter(desk: Desk) -> None:
    judge(desk, "2026-Q4", "H12", SelfMark(mark=5), NOW)
    judge(desk, "2026-Q4", "P1", SelfMark(mark=3, example="三张卡"), NOW)
    judge(desk, "2026-Q3", "P1", SelfMark(mark=2), NOW)
    assert list(checks(desk)) == ["2026-Q3", "2026-Q4"]
    (check,) = [one for one in all_of(desk, SelfCheck) if one.quarter == "2026-Q4"]
    assert list(check.marks) == ["P1", "H12"]  # in the source's order
    assert len(unmarked(check)) == 22


def test_saying_the_same_is_no_change_and_nothing_takes_it_away(desk: Desk) -> None:
    judge(desk, "2026-Q4", "P1", SelfMark(mark=3), NOW)
    before = desk.store.log(5)
    judge(desk, "2026-Q4", "P1", SelfMark(mark=3), NOW + timedelta(hours=1))
    assert desk.store.log(5) == before
    judge(desk, "2026-Q4", "P1", SelfMark(), NOW)
    check = the_check(desk, "2026-Q4")
    assert check is not None
    assert check.marks == {}


def test_it_is_done_when_every_line_has_a_mark(desk: Desk) -> None:
    for line in LINES[:-1]:
        judge(desk, "2026-Q4", line, SelfMark(mark=4), NOW)
    judge(desk, "2026-Q4", LINES[-1], SelfMark(example="只有例子"), NOW)
    with pytest.raises(BadInput, match="unmarked") as refused:
        finish(desk, "2026-Q4", NOW)
    assert refused.value.args_["lines"] == [LINES[-1]]
    judge(desk, "2026-Q4", LINES[-1], SelfMark(mark=4, example="只有例子"), NOW)
    assert finish(desk, "2026-Q4", NOW).done is not None
    with pytest.raises(BadInput, match="done_already"):
        finish(desk, "2026-Q4", NOW)


@pytest.mark.parametrize(
    ("period", "wrong"), [("2026-11", "quarter"), ("2026", "quarter"), ("2027-Q1", "quarter_to_come"), ("Q4", "period")]
)
def test_a_quarter_that_is_none(desk: Desk, period: str, wrong: str) -> None:
    with pytest.raises(BadInput, match=wrong):
        quarter_named(desk, period, NOW)


def test_the_days_close_speaks_of_it_in_the_quarters_last_days(desk: Desk) -> None:
    assert check_due(desk, NOW) is None
    late = NOW + timedelta(days=30)
    assert check_due(desk, late) == ("2026-Q4", 0)
    for line in LINES:
        judge(desk, "2026-Q4", line, SelfMark(mark=4), NOW)
    assert check_due(desk, late) == ("2026-Q4", 24)
    finish(desk, "2026-Q4", late)
    assert check_due(desk, late) is None


# What the records offer


def test_every_line_shows_what_can_be_counted(desk: Desk) -> None:
    known = {*desk.rulebook.rules, *COUNTED}
    assert [one for skill in homes().skill.values() for one in skill.shows if one not in known] == []
    counted = {one for skill in homes().skill.values() for one in skill.shows} - set(desk.rulebook.rules)
    assert counted == set(COUNTED) == set(evidence(desk, "2026-Q4", NOW).counts)
    for lang in LANGS:
        assert [one for one in COUNTED if not Texts(lang).has(f"own.shown.{one}")] == []


def test_the_records_offer_an_example(desk: Desk) -> None:
    record_call(desk, at("10:00"), ["? 报价", "纸样到了"], client="梅林")
    record_call(desk, at("11:00"), ["报价 3 万"], client="梅林", way="out")
    write_maxim(desk, "一句", NOW)
    seen = evidence(desk, "2026-Q4", NOW)
    assert offered(Texts("zh"), desk.rulebook, "P9", seen).startswith("通话 2 次")
    assert offered(Texts("en"), desk.rulebook, "H7", seen).startswith("3 items noted")
    assert offered(Texts("zh"), desk.rulebook, "H11", seen) == "心得 1 条"
    assert offered(Texts("zh"), desk.rulebook, "P4", seen) == ""
    assert offered(Texts("zh"), desk.rulebook, "P9", evidence(desk, "2026-Q3", NOW)) == ""


# For one's own eyes, until it is given

SECRET = "这一句只给自己"
LIWEN = Subject(person="李雯", period="2026")


def paper(desk: Desk, kind: str, subject: Subject, lang: str) -> str:
    return render(build(desk, Texts(lang), kind, subject, NOW), "md").decode()


def told(desk: Desk) -> None:
    judge(desk, "2026-Q4", "P1", SelfMark(mark=2, example=SECRET), NOW)
    write_maxim(desk, SECRET, NOW)


def test_nothing_of_it_is_in_what_goes_out(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    add_person(desk, "李雯", "AE", NOW)
    meilin = client(desk, "梅林")
    subjects = {
        "client": Subject(client=meilin),
        "desk": Subject(),
        "person": Subject(person="李雯", period="2026"),
    }
    tried = 0
    for kind, row in PAPERS.items():
        if row.about in subjects and kind not in ("budget", "media"):  # these hold what is planned alone
            subject = subjects[row.about]
            assert SECRET not in paper(desk, kind, subject, "zh"), kind
            tried += 1
    assert tried >= 5
    send_week(desk, None, tmp_path / "week.json", NOW)
    assert SECRET not in (tmp_path / "week.json").read_text("utf-8")


def test_it_is_given_by_file_and_stands_in_the_appraisal(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    file = tmp_path / "own.json"
    give_part(desk, 2026, file, NOW)
    with pytest.raises(BadInput, match="own_file"):
        take_part(desk, file, NOW)
    am = Desk.open(tmp_path / "am.json", program="test", now=NOW)
    fill(am)
    set_profiles(am, {"name": "王磊", "roles": "AM"}, NOW)
    see_skill(am, "李雯", 2026, "P1", SkillWord(word="稳", example="三张卡"), NOW)
    take_part(am, file, NOW)
    found = the_appraisal(am, "李雯", 2026)
    assert found is not None
    assert found.own == own_part(desk, 2026, NOW)
    assert found.skills["P1"].word == "稳"
    with pytest.raises(BadInput, match="twice"):
        take_part(am, file, NOW)
    told_there = paper(am, "appraisal", LIWEN, "zh")
    assert SECRET in told_there
    assert "稳" in told_there
    for lang in LANGS:
        text = paper(am, "appraisal", LIWEN, lang)
        assert all(am.rulebook.sources[line].get(lang) in text for line in LINES)
    am.close()


def test_a_file_that_somebody_wrote_in_is_refused(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    file = tmp_path / "own.json"
    give_part(desk, 2026, file, NOW)
    data = msgspec.json.decode(file.read_bytes())
    data["checks"]["2026-Q4"]["P1"]["mark"] = 5
    file.write_bytes(msgspec.json.encode(data))
    with pytest.raises(BadInput, match="edited"):
        take_part(desk, file, NOW)


def test_nothing_is_given_where_there_is_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing"):
        give_part(desk, 2026, tmp_path / "own.json", NOW)


def test_how_an_ae_is_seen_is_one_change_and_can_be_taken_away(desk: Desk) -> None:
    before = everything(desk)
    see_skill(desk, "小陆", 2026, "H1", SkillWord(word="敢说"), NOW)
    desk.undo(NOW)
    assert everything(desk) == before
    see_skill(desk, "小陆", 2026, "H1", SkillWord(word="敢说"), NOW)
    see_skill(desk, "小陆", 2026, "P3", SkillWord(word="好学"), NOW)
    found = see_skill(desk, "小陆", 2026, "H1", None, NOW)
    assert found is not None
    assert list(found.skills) == ["P3"]
    assert see_skill(desk, "无人", 2026, "H1", None, NOW) is None


def test_what_was_written_is_found(desk: Desk) -> None:
    told(desk)
    assert {hit.kind for hit in find_text(desk, "只给自己")} == {"days", "selfchecks"}
