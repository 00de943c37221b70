"""One's own year by keys: a line at the day's close, the check of oneself, what an AE is looked at by."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.month.appraisals import the_appraisal
from aetui.desk.own.checks import LINES, judge, the_check
from aetui.desk.own.maxims import maxims_of
from aetui.domain.records import SelfMark, SkillWord
from aetui.screens.day.review import ReviewScreen
from aetui.screens.month.appraisal import AppraisalScreen
from aetui.screens.month.own_check import OwnCheckScreen
from aetui.screens.month.own_year import OwnYearScreen
from aetui.screens.record.rules import RulesScreen

EVENING = at("18:00")


def marks(desk: Desk) -> dict[str, SelfMark]:
    check = the_check(desk, "2026-Q4")
    return check.marks if check else {}


async def closed(hand: Hand) -> None:
    """Everything let go, the day closed, up to the question for a line."""
    while hand.screen._seen.undecided:
        await hand.press("w")
        await hand.type("不做\n")
    await hand.press("n", "enter")


@pytest.mark.parametrize("passing", ["enter", "escape"])
async def test_one_key_passes_the_maxim(tmp_path: Path, passing: str) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, ReviewScreen(), now=EVENING) as hand:
        await closed(hand)
        assert hand.screen.prompt.asking
        await hand.press(passing)
        assert not hand.screen.prompt.asking
    assert maxims_of(desk, 2026) == []
    assert desk.book.day(EVENING.date()) is not None
    desk.close()


async def test_a_line_is_written_at_the_close_and_put_right_later(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, ReviewScreen(), now=EVENING) as hand:
        await closed(hand)
        await hand.type("今天没抱怨\n")
        assert [one.text for one in maxims_of(desk, 2026)] == ["今天没抱怨"]
        await hand.press("i", "enter")  # accepted as it is: nothing new
        await hand.press("i")
        await hand.type("今天没抱怨，也没迟到\n")
        assert [one.text for one in maxims_of(desk, 2026)] == ["今天没抱怨，也没迟到"]
        await hand.press("S")
        assert isinstance(hand.screen, OwnYearScreen)
        assert "也没迟到" in hand.text
    desk.close()


async def test_a_digit_a_line_and_it_is_done(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, RulesScreen(), now=EVENING) as hand:
        await hand.press("S", "n")
        assert isinstance(hand.screen, OwnCheckScreen)
        await hand.press("6", "0")  # no marks
        assert marks(desk) == {}
        for n in range(len(LINES)):
            await hand.press(str(n % 5 + 1))
        assert [one.mark for one in marks(desk).values()] == [n % 5 + 1 for n in range(len(LINES))]
        await hand.press("n")
        check = the_check(desk, "2026-Q4")
        assert check is not None
        assert check.done is not None
        await hand.press("escape")
        assert "24/24" in hand.text
    desk.close()


async def test_a_line_with_its_example(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, OwnCheckScreen(), now=EVENING) as hand:
        await hand.press("enter")
        await hand.type("4 三张卡当天开\n")
        assert marks(desk)["P1"] == SelfMark(mark=4, example="三张卡当天开")
        await hand.press("enter")
        await hand.type("9\n")  # told, and the line stays as it was typed
        assert hand.screen.prompt.asking
        await hand.press("escape", "e")
        await hand.type("标题改过三稿\n")
        assert marks(desk)["P2"] == SelfMark(example="标题改过三稿")
        await hand.press("3")
        assert marks(desk)["P2"] == SelfMark(mark=3, example="标题改过三稿")
        await hand.press("up", "up", "delete")
        assert set(marks(desk)) == {"P2"} or set(marks(desk)) == {"P1"}
    desk.close()


async def test_the_records_example_in_one_key(tmp_path: Path) -> None:
    from aetui.desk.phone.calls import record_call

    desk = new_desk(tmp_path)
    record_call(desk, at("10:00"), ["纸样到了"], client="梅林")
    async with on_screen(desk, OwnCheckScreen(line="H7"), now=EVENING) as hand:
        await hand.until(lambda: "逐条记下 1 条" in hand.text)
        await hand.press("=", "4")
        assert marks(desk)["H7"] == SelfMark(mark=4, example="逐条记下 1 条")
    desk.close()


async def test_one_looks_back_to_earlier_quarters_and_never_ahead(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, OwnCheckScreen(), now=EVENING) as hand:
        await hand.press("4", "left", "2")
        check = the_check(desk, "2026-Q3")
        assert check is not None
        assert [one.mark for one in check.marks.values()] == [2]
        await hand.press("right", "right")
        assert "2026-Q4" in hand.text
    desk.close()


async def test_the_am_sees_an_ae_in_a_word(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, AppraisalScreen("小陆", 2026), now=EVENING) as hand:
        hand.screen.left.select("skill:P7")
        await hand.press("enter")
        await hand.type("稳：提案三次都过了\n")
        found = the_appraisal(desk, "小陆", 2026)
        assert found is not None
        assert found.skills == {"P7": SkillWord(word="稳", example="提案三次都过了")}
        await hand.press("enter", "enter")  # accepted unchanged
        assert the_appraisal(desk, "小陆", 2026) == found
    desk.close()


async def test_one_gives_ones_own_part_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = new_desk(tmp_path)
    async with on_screen(desk, OwnCheckScreen(), now=EVENING) as hand:
        await hand.press("4", "escape")
    async with on_screen(desk, OwnYearScreen(), now=EVENING) as hand:
        await hand.press("g")
        hand.app.focused.text = ""
        await hand.type(f"{tmp_path}/own.json\n")
    assert (tmp_path / "own.json").exists()
    desk.close()


@pytest.mark.parametrize(("lang", "size"), [("zh", (120, 36)), ("en", (80, 24))])
async def test_the_course_over_quarters_is_a_plot_with_its_numbers(
    tmp_path: Path, lang: str, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path)
    for quarter, first, second in (("2026-Q3", 2, 3), ("2026-Q4", 5, 1)):
        judge(desk, quarter, "P1", SelfMark(mark=first), EVENING)
        judge(desk, quarter, "H1", SelfMark(mark=second), EVENING)
    async with on_screen(desk, OwnYearScreen(), now=EVENING, lang=lang, size=size) as hand:
        for said in ("2026-Q3 2.0/3.0", "2026-Q4 5.0/1.0", "●", "○"):
            assert said in hand.text
    desk.close()
