"""What an AM sees of her team in one list each: deliveries before rounds, what was told, and what changed since the summary went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desks import all_of, at
from weeks import FRIDAY, ZH, ae_desk, am_desk, live_a_week

from aetui.desk.card.cards import open_card
from aetui.desk.card.state import deliver, start_work
from aetui.desk.core import Desk
from aetui.desk.day.todos import drop_todo
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.desk.phone.calls import record_call
from aetui.desk.week.closing import close_week, write_words
from aetui.desk.week.team import Team, week_of_team
from aetui.desk.week.team_file import send_week, take_week
from aetui.desk.week.team_lists import deliveries, gathered, late_of
from aetui.desk.week.team_plan import add_plan
from aetui.documents.sheet import Sheet, Table
from aetui.domain.records import Card, Todo

W48 = "2026-W48"


@pytest.fixture
def am(tmp_path: Path) -> Iterator[Desk]:
    """An AM with the weeks of two AEs, each with a card."""
    desk = am_desk(tmp_path, "李雯", "张敏")
    for n, name in enumerate(("李雯", "张敏")):
        ae = ae_desk(tmp_path, name)
        if not n:
            live_a_week(ae)
        late = open_card(ae, "样书", at("10:00", 24), client="申花", deliver_at=at("12:00", 26))
        open_card(ae, "年历", at("10:00", 24), client="益力", deliver_at=at("12:00", 27) + timedelta(days=n))
        if n:
            start_work(ae, late.number, at("10:30", 26), why="急件")
            deliver(ae, late.number, at("11:00", 26), how="快递")
            record_call(ae, at("15:00", 26), ["! 打样颜色不对", "* 客户很满意"], client="申花")
        send_week(ae, None, tmp_path / f"{n}.week", FRIDAY)
        ae.close()
        take_week(desk, tmp_path / f"{n}.week", FRIDAY)
    yield desk
    desk.close()


def test_a_late_delivery_stands_first_and_rounds_are_folded(am: Desk) -> None:
    seen = week_of_team(am, FRIDAY)
    found = late_of(am.rulebook, seen)
    assert (found[0].who, found[0].line.rule, found[0].line.what) == ("李雯", "card.deliver", "样书")
    assert sum(one.n for one in found) == sum(len(week.late) for week in seen.all)
    rounds = [am.rulebook.rules[one.line.rule].calendar for one in found]
    assert rounds == sorted(rounds)
    behind = [(one.who, one.line.rule) for one in found if am.rulebook.rules[one.line.rule].calendar]
    assert len(behind) == len(set(behind))


def test_a_folded_row_tells_how_each_of_them_stands(am: Desk) -> None:
    """`×5` alone told an AD nothing: five that were missed and five that are late still are two things."""
    seen = week_of_team(am, FRIDAY)
    folded = [one for one in late_of(am.rulebook, seen) if one.n > 1]
    assert folded
    rows = [row for row in cells(build(am, ZH, "summary", Subject(), FRIDAY)) if "×" in row[-1]]
    assert len(rows) == len(folded)
    for one, row in zip(folded, rows, strict=True):
        held = Counter(x.state for w in seen.all if w.whose == one.who for x in w.late if x.rule == one.line.rule)
        assert dict(part.split(" ×") for part in row[-1].split(" · ")) == {
            ZH(f"state.{state}"): str(n) for state, n in held.items()
        }


def cells(sheet: Sheet) -> list[list[str]]:
    return [row for part in sheet.parts for block in part.blocks if isinstance(block, Table) for row in block.rows]


def test_all_delivery_dates_in_one_list(am: Desk) -> None:
    found = deliveries(week_of_team(am, FRIDAY))
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert {(one.who, one.card.title) for one in found} >= {("李雯", "样书"), ("李雯", "年历"), ("张敏", "年历")}
    sheet = str(build(am, ZH, "summary", Subject(), FRIDAY))
    assert sheet.index("交件日期") < sheet.index("迟与错过")


def test_trouble_news_and_works_have_their_part(am: Desk) -> None:
    seen = week_of_team(am, FRIDAY)
    assert [(one.who, one.line.what) for one in gathered(seen, "delivered")] == [("张敏", "样书")]
    troubles = {(one.who, one.line.what, one.line.note) for one in gathered(seen, "troubles")}
    assert troubles == {("李雯", "型号写错", "王磊，重印"), ("张敏", "打样颜色不对", None)}
    assert {one.line.what for one in gathered(seen, "news")} == {"销量涨了", "客户很满意"}
    sheet = str(build(am, ZH, "summary", Subject(), FRIDAY))
    for words in ("型号写错 → 王磊，重印", "打样颜色不对 → 还没报告", "客户很满意"):
        assert words in sheet


CHANGES: list[tuple[str, Callable[[Desk], object]]] = [
    ("words", lambda am: write_words(am, W48, "又一句", FRIDAY + timedelta(minutes=5))),
    ("plan", lambda am: add_plan(am, "周三 申花 看样 @李雯", W48, FRIDAY + timedelta(minutes=5))),
    ("plan", lambda am: drop_todo(am, next(t.id for t in all_of(am, Todo)), "不做了", FRIDAY + timedelta(minutes=5))),
]


@pytest.mark.parametrize(("what", "change"), CHANGES)
@pytest.mark.parametrize("closed", [True, False])
def test_a_change_after_the_summary_was_handed_in_shows(
    am: Desk, what: str, change: Callable[[Desk], object], closed: bool
) -> None:
    add_plan(am, "周二 申花 打样确认 @张敏", W48, FRIDAY)
    write_words(am, W48, "都在赶双十二", FRIDAY)
    if closed:
        close_week(am, FRIDAY, why="张敏病了")
    subject = Subject(period=W48)
    send_paper(am, build(am, ZH, "summary", subject, FRIDAY), "x", subject, FRIDAY, how="当面")

    def since() -> Team:
        return week_of_team(am, FRIDAY + timedelta(minutes=6))

    assert since().since == []
    change(am)
    assert [one.what for one in since().since] == [what]
    later = FRIDAY + timedelta(minutes=10)
    send_paper(am, build(am, ZH, "summary", subject, later), "x", subject, later, how="再交")
    assert since().since == []


def test_a_week_that_came_again_after_the_summary_shows(am: Desk, tmp_path: Path) -> None:
    write_words(am, W48, "都在赶双十二", FRIDAY)
    subject = Subject(period=W48)
    send_paper(am, build(am, ZH, "summary", subject, FRIDAY), "x", subject, FRIDAY, how="当面")
    ae = Desk.open(tmp_path / "张敏.json", program="test", now=FRIDAY)
    when = FRIDAY + timedelta(minutes=20)
    assert [c.title for c in all_of(ae, Card)]
    send_week(ae, None, tmp_path / "again", when)
    ae.close()
    take_week(am, tmp_path / "again", when)
    assert [(one.what, one.who) for one in week_of_team(am, when).since] == [("week", "张敏")]
