"""What is put up for editing can be accepted as it stands: at the same moment, after its time, a year later, in both languages,
nothing changes. And a line read by the screen is read the same by the shell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen
from textual.screen import Screen

from aetui.desk.book.clients import write_client
from aetui.desk.book.notes import add_note
from aetui.desk.book.people import add_person
from aetui.desk.book.profile import SETTINGS, set_own_day, set_profiles
from aetui.desk.card.money import add_money, estimate
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.card.works import add_work, file_copy, send_work
from aetui.desk.core import Changed, Desk
from aetui.desk.leave.handover import acknowledge, cover, instruct, plan
from aetui.desk.meeting.agenda import add_points
from aetui.desk.meeting.meetings import add_meeting, set_meeting
from aetui.desk.meeting.minutes import write_minutes
from aetui.desk.month.appraisals import check_finance, write_appraisal
from aetui.desk.month.plans import add_lines
from aetui.desk.phone.calls import record_call
from aetui.desk.week.closing import write_words
from aetui.domain.amounts import read_money
from aetui.domain.clock.periods import week_of
from aetui.domain.lines import estimate as estimate_line
from aetui.domain.records import Absence, Card, Client, Meeting
from aetui.locales import Texts
from aetui.screens.frame.page import PageScreen
from aetui.screens.leave.handover import HandoverScreen
from aetui.screens.month.appraisal import AppraisalScreen
from aetui.screens.month.plan import PlanScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.screens.record.settings import SettingsScreen
from aetui.screens.week.review import WeekReviewScreen
from aetui.screens.week.round_reports import ReportRound

NOW = at("10:00")
MOMENTS = {"now": NOW, "after": at("10:00", 30) + timedelta(days=20), "a year later": NOW + timedelta(days=400)}
TYPED = ("field", "step", "money", "estimate", "line", "point", "contact")


def filled(folder: Path, lang: str) -> Desk:
    """A desk with something in every field that can be typed; much of it looks like something else."""
    desk = new_desk(folder)
    set_profiles(desk, {"lang": lang}, NOW)
    record_call(desk, at("09:30"), ["+ 秋季海报 12月20日17:30前交 # 其实是陈小姐要的"], client="梅林食品")
    (card,) = desk.book.all_of(Card)
    steps = (
        "文案 @小王 周二12:00",
        "改周五前那版 2026-12-02 11:00",
        '"打样：" @"Li Wei" 周五 # 等林总',
        "明天整理样稿 不限时",
        "内审",
    )
    add_steps(desk, card.number, [understand(desk, t, NOW) for t in steps], NOW)
    estimate(desk, card.number, None, NOW, lines=estimate_line.read("设计 6000 印刷 12000 场地费 8000 # 底价").lines)
    add_money(desk, card.number, "cost", read_money("3210.50"), NOW, text="周五的机票", due=at("18:00", 27))
    add_money(desk, card.number, "invoice", read_money("9000 USD"), NOW, text="首款 50%", due=at("18:00", 30))
    client = _client(desk)
    write_client(desk, client.id, NOW, team=["小王", "Li Wei"])
    for line in ("火腿", "市场：明天的市场", "市场：公司：周五的事 # 别外传", "# 他们老板要退"):
        add_note(desk, client.id, line, NOW)
    meeting = add_meeting(
        desk,
        "周五例会",
        NOW,
        client="梅林",
        start=at("14:00", 26),
        end=at("16:00", 26),
        room="大会议室",
        travel=timedelta(minutes=30),
    )
    set_meeting(desk, meeting.id, NOW, attendees=["陈小姐", "O'Neil, Jr."])
    add_points(desk, meeting.id, ["周五前的排期", "预算 # 别提八折"], NOW)
    write_minutes(
        desk,
        meeting.id,
        ["= 排期", "改十五秒", "# 林总不高兴", "@小王 周五 出排期表", "@我 改周五前那版 下周一"],
        at("16:00", 26),
    )
    add_lines(
        desk,
        "media",
        client,
        "2027-01",
        ["电视 15秒 1/4到1/15 ￥180000", "杂志 1/10 3万", "返点 -5000", "端午前的加播 不限时 900"],
        NOW,
    )
    return desk


def _client(desk: Desk) -> Client:
    return next(c for c in desk.book.clients.values() if c.short == "梅林")


def pages(desk: Desk) -> dict[str, PageScreen]:
    (card,), (meeting,) = desk.book.all_of(Card), desk.book.all_of(Meeting)
    client = _client(desk)
    return {
        "card": CardScreen(card.id),
        "meeting": MeetingScreen(meeting.id),
        "client": ClientScreen(client.id),
        "plan": PlanScreen("media", client.id, "2027-01"),
    }


def refs(screen: Screen[object]) -> list[tuple[object, str]]:
    assert isinstance(screen, PageScreen)
    return [
        (lines, ref)
        for lines in (screen.left, screen.right)
        for ref in dict.fromkeys(lines.refs)
        if ref.partition(":")[0] in TYPED
        and ref not in ("field:place", "field:active", "field:start", "field:billable")
    ]


@pytest.mark.parametrize(("when", "lang"), [("now", "zh"), ("after", "en"), ("a year later", "zh")])
@pytest.mark.parametrize("page", ["card", "meeting", "client", "plan"])
async def test_every_field_accepted_unchanged_changes_nothing(tmp_path: Path, page: str, when: str, lang: str) -> None:
    """Not walked, for nothing is put up there: to when a meeting is moved, and in the review the day, the reason and the
    minutes of a thing."""
    desk = filled(tmp_path, lang)
    now: datetime = MOMENTS[when]
    async with on_screen(desk, pages(desk)[page], now=now, lang=lang) as hand:
        walked = refs(hand.screen)
        assert walked
        heard: list[Changed] = []
        desk.subscribe(heard.append)
        for lines, ref in walked:
            # As it is; and with a space behind it, so that the words themselves are read again.
            for keys in (("enter",), ("end", "space", "enter")):
                lines.select(ref)  # type: ignore[attr-defined]
                lines.focus()  # type: ignore[attr-defined]
                await hand.press("enter")
                prompt = hand.screen.prompt  # type: ignore[attr-defined]
                assert prompt.asking, ref
                shown = prompt.line.text
                await hand.press(*keys)
                assert not heard, (ref, shown, keys, heard)
                assert not prompt.asking, (ref, shown)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_setting_accepted_unchanged_changes_nothing(tmp_path: Path, lang: str) -> None:
    desk = filled(tmp_path, lang)
    add_person(desk, "Li Wei", "studio", NOW, phone="021-5555-0909")
    set_own_day(desk, date(2027, 1, 4), False, NOW, name="公司放假 周五前")
    later = MOMENTS["a year later"]
    async with on_screen(desk, SettingsScreen(), now=later, size=(120, 60), lang=lang) as hand:
        screen = hand.screen
        assert isinstance(screen, SettingsScreen)
        walked = [
            (lines, ref)
            for lines in (screen.left, screen.right)
            for ref in dict.fromkeys(lines.refs)
            if ref.partition(":")[0] in ("set", "person", "day")
            and not getattr(SETTINGS.get(ref.removeprefix("set:")), "ways", ())
        ]
        assert {ref.partition(":")[0] for _, ref in walked} == {"set", "person", "day"}
        heard: list[Changed] = []
        desk.subscribe(heard.append)
        for lines, ref in walked:
            lines.select(ref)
            lines.focus()
            await hand.press("enter")
            assert screen.prompt.asking, ref
            shown = screen.prompt.line.text
            await hand.press("enter")
            assert not heard, (ref, shown, heard)
            if screen.prompt.asking:  # what is empty, and may not be: it is told, and nothing is changed
                await hand.press("escape")


async def walk(hand: Hand, desk: Desk, asks: Mapping[str, Callable[[], object]]) -> None:
    """Each question: what it puts up for editing is accepted as it stands, then with a space behind; nothing changes."""
    heard: list[Changed] = []
    desk.subscribe(heard.append)
    for name, ask in asks.items():
        for keys in (("enter",), ("end", "space", "enter")):
            ask()
            await hand.settle()
            prompt = hand.screen.prompt  # type: ignore[attr-defined]
            assert prompt.asking, name
            shown = prompt.line.text
            assert shown, name
            await hand.press(*keys)
            assert not heard, (name, shown, keys, heard)
            assert not prompt.asking, (name, shown)


WORDS = {
    "instruct": "照说好的办",
    "otherwise": "周五前没回就找王磊 # 别说底价",
    "whom": "陈小姐 021-5555",
    "files": '"D:/梅林 12/1"',
}


@pytest.mark.parametrize(("when", "lang"), [("now", "zh"), ("after", "en"), ("a year later", "zh")])
async def test_the_words_of_a_handover_accepted_unchanged_change_nothing(tmp_path: Path, when: str, lang: str) -> None:
    """And from when to when one is away. Not walked: another absence and its why, for which nothing is put up."""
    desk, now = filled(tmp_path, lang), MOMENTS[when]
    say = Texts(lang)
    made = plan(desk, say, now + timedelta(days=1), now + timedelta(days=4), now, why="年假", reach="手机")
    keys = [line.key or line.id for line in made.lines]
    words = (WORDS["instruct"], WORDS["otherwise"], WORDS["whom"], WORDS["files"])
    cover(desk, say, made.id, keys, "老张", now)
    instruct(
        desk, say, made.id, keys, now, **dict(zip(("instruction", "otherwise", "call", "files"), words, strict=True))
    )
    acknowledge(desk, say, made.id, now, keys=keys, how="周五前 当面")
    async with on_screen(desk, HandoverScreen(), now=now, lang=lang) as hand:
        screen = hand.screen
        assert isinstance(screen, HandoverScreen)
        asks = {name: getattr(screen, f"action_{name}") for name in (*WORDS, "said_all", "absence_span")}
        await walk(hand, desk, asks)


async def test_what_is_proposed_and_not_yet_on_record_is_recorded_by_enter(tmp_path: Path) -> None:
    """A proposal is no line put up for editing: a line was said back, and how, the screen proposes."""
    desk, say = filled(tmp_path, "zh"), Texts("zh")
    made = plan(desk, say, NOW + timedelta(days=1), NOW + timedelta(days=4), NOW, why="年假")
    keys = [line.key or line.id for line in made.lines]
    cover(desk, say, made.id, keys, "老张", NOW)
    acknowledge(desk, say, made.id, NOW, keys=keys)
    async with on_screen(desk, HandoverScreen(), now=NOW) as hand:
        screen = hand.screen
        assert isinstance(screen, HandoverScreen)
        screen.action_said_all()
        await hand.press("enter")
        (absence,) = desk.each(Absence)
        assert {line.acknowledged.how for line in absence.lines if line.acknowledged} == {say("handover.in_person")}


@pytest.mark.parametrize(("when", "lang"), [("now", "zh"), ("after", "en"), ("a year later", "zh")])
async def test_the_time_of_a_report_accepted_unchanged_changes_nothing(tmp_path: Path, when: str, lang: str) -> None:
    """In the round of reports, where it is said anew. Not walked: how it was sent and who confirmed it, which are acts."""
    desk = filled(tmp_path, lang)
    async with on_screen(desk, ReportRound(), now=MOMENTS[when], lang=lang) as hand:
        screen = hand.screen
        assert isinstance(screen, ReportRound)
        await walk(hand, desk, {"report_time": screen.action_report_time})


@pytest.mark.parametrize(("when", "lang"), [("now", "zh"), ("after", "en"), ("a year later", "zh")])
async def test_an_appraisal_accepted_unchanged_changes_nothing(tmp_path: Path, when: str, lang: str) -> None:
    """Every heading, one of them of several lines; the change of terms; and who of Finance checked it, as of then."""
    desk = filled(tmp_path, lang)
    add_person(desk, "小陆", "AE", NOW)
    words = {"strengths": "守时\n周五前的稿从不拖 # 别给他看", "improve": "“提案” 12/1", "goals": "一个客户 不限时"}
    write_appraisal(desk, "小陆", 2026, NOW, **words, change_to="月薪加 500\n明年起")
    check_finance(desk, "小陆", 2026, "O'Neil, Jr.", NOW)
    async with on_screen(desk, AppraisalScreen("小陆", 2026), now=MOMENTS[when], lang=lang) as hand:
        screen = hand.screen
        assert isinstance(screen, AppraisalScreen)
        refs = (*(f"word:{heading}" for heading in words), "change:", "finance:")
        await walk(hand, desk, {ref: partial(screen.edit, ref) for ref in refs})


@pytest.mark.parametrize(("when", "lang"), [("now", "zh"), ("after", "en"), ("a year later", "zh")])
async def test_the_summary_of_a_week_accepted_unchanged_changes_nothing(tmp_path: Path, when: str, lang: str) -> None:
    desk, now = filled(tmp_path, lang), MOMENTS[when]
    set_profiles(desk, {"roles": "AM"}, NOW)
    write_words(desk, week_of(now.date()), "周五前都赶上了 # 别提八折\n下周 12/1 打样", now)
    async with on_screen(desk, WeekReviewScreen(), now=now, lang=lang) as hand:
        screen = hand.screen
        assert isinstance(screen, WeekReviewScreen)
        await walk(hand, desk, {"words": screen.action_week_words})


@pytest.mark.parametrize(("when", "lang"), [("now", "zh"), ("after", "en"), ("a year later", "zh")])
async def test_where_a_copy_lies_accepted_unchanged_changes_nothing(tmp_path: Path, when: str, lang: str) -> None:
    """Asked again of a work whose copy is filed. Not walked: who reviewed it and who signed, which are acts with a proposal."""
    desk, now = filled(tmp_path, lang), MOMENTS[when]
    (card,) = desk.book.all_of(Card)
    add_work(desk, card.number, "海报", NOW, kind="other")
    send_work(desk, card.number, "海报", NOW, how="e-mail", why="急")
    file_copy(desk, card.number, "海报", "D:/梅林 12/1 # 柜里", NOW)
    ((work,),) = [one.works for one in desk.book.all_of(Card)]
    async with on_screen(desk, CardScreen(card.id), now=now, lang=lang) as hand:
        screen = hand.screen
        assert isinstance(screen, CardScreen)
        await walk(hand, desk, {"copy": partial(screen.edit, f"work:{work.id}")})


@pytest.mark.parametrize(
    "line", ["> 周五前给稿", "+ 海报 12/1", "@小王 周三改横版", "? 报价 # 底价", "一句话", "$ 场地费 8000"]
)
async def test_an_item_put_up_for_editing_is_accepted_unchanged(tmp_path: Path, line: str) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, CallScreen("ml"), now=NOW) as hand:
        await hand.type(line)
        if line[0] in "+>?@":
            await hand.press("ctrl+t")
        await hand.press("enter")
        heard: list[Changed] = []
        desk.subscribe(heard.append)
        await hand.press("up", "enter")
        await hand.press("up", "end", "space", "enter")
        assert not heard
