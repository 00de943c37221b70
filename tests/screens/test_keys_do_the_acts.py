"""Law 1 at the keys: what a key does on a screen leaves the records that its command leaves, but for ids and times."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.cli.main import run
from aetui.commands import BY_ID
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.phone.calls import record_call
from aetui.domain.records import (
    KINDS,
    Action,
    Card,
    Estimate,
    Fact,
    Meeting,
    Minutes,
    MoneyLine,
    Paper,
    Point,
    Step,
    Topic,
    Work,
)
from aetui.domain.records.card import Remark, ReviewRound, Strategy
from aetui.domain.records.refs import ref_to
from aetui.screens.frame.page import PageScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.detail import DetailScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.widgets.lines import LineList
from aetui.widgets.typing_line import TypingLine

NOW = at("16:00", 24)
HOW = "电话陈小姐"
CARD, MEETING = "2611-001", "提案会"
Keys = Callable[[Hand], Awaitable[object]]


def put(desk: Desk, record: Any) -> None:
    with desk.change("test", at("09:00", 24)) as change:
        change.put(record)


def only(desk: Desk, kind: type[Any]) -> Any:
    (one,) = desk.each(kind)
    return one


def a_card(**fields: Any) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        card = open_card(desk, "海报", at("09:30"), client="ml", deliver_at=at("18:00", 27), kind="other")
        whole: dict[str, Any] = {
            "steps": [Step(id="s1", what="完稿", owner="小王", due=at("12:00", 26), since=at("09:30"))],
            "money": [MoneyLine(id="m1", kind="invoice", text="首款", amount=Decimal(26000), due=at("18:00", 26))],
            "estimates": [Estimate(amount=Decimal(26000), at=at("09:40"))],
            "brief": replace(card.brief, what="海报", audience="主妇"),
            "state": "in_work",
        }
        put(desk, replace(card, **{**whole, **fields}))

    return begin


def a_meeting(**fields: Any) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        made = add_meeting(desk, MEETING, at("09:30"), client="ml", start=at("14:00", 27), place="ours")
        put(desk, replace(made, points=[Point(text="看稿")], **fields))

    return begin


def held(**fields: Any) -> Callable[[Desk], None]:
    action = Action(what="改稿", owner="小王", due=at("12:00", 26))
    whole = Minutes(topics=[Topic(title="海报", conclusion="横版", actions=[action])])
    times = {"start": at("10:00", 24), "end": at("11:00", 24), "attended": Fact(at=at("10:00", 24))}
    return a_meeting(**times, minutes=replace(whole, **fields))


def said(line: str) -> Callable[[Desk], None]:
    return lambda desk: record_call(desk, at("09:32", 24), [line], client="ml") and None  # type: ignore[func-returns-value]


def a_memo(desk: Desk) -> None:
    write_memo(desk, "带样", at("09:30"), to="小孙", remind_at=at("16:30", 24))


def keys(command: str, *answers: str) -> Keys:
    """The key of a command, and the answers to what is asked."""

    async def press(hand: Hand) -> None:
        await hand.press(BY_ID[command].keys[-1])
        for answer in answers:
            line = hand.app.focused
            assert isinstance(line, TypingLine), hand.text
            line.text = ""
            await hand.type(f"{answer}\n")

    return press


def on(ref: str, command: str, *answers: str) -> Keys:
    """The same, with the cursor on that row of a page."""

    async def press(hand: Hand) -> None:
        screen = hand.screen
        assert isinstance(screen, PageScreen)
        for lines in (screen.left, screen.right):
            if lines.select(ref):
                lines.focus()
                break
        else:
            raise AssertionError(f"{ref} isn't on the screen:\n{hand.text}")
        await keys(command, *answers)(hand)

    return press


def on_cover(command: str, *answers: str) -> Keys:
    """The same, on the line that somebody takes the telephones (M4)."""

    async def press(hand: Hand) -> None:
        (meeting,) = hand.app.desk.each(Meeting)
        line = next(p for p in meeting.prep if p.text == "cover")
        await on(f"prep:{line.id}", command, *answers)(hand)

    return press


def works(of_card: dict[str, Any] | None = None, **fields: Any) -> Callable[[Desk], None]:
    return a_card(**(of_card or {}), works=[Work(id="w1", name="初稿", made_at=at("09:40"), kind="artwork", **fields)])


def proposal(*, listed: bool = False, **fields: Any) -> Callable[[Desk], None]:
    """A work, and a 拟案会 for it at the end of the day; with `points`: on its agenda."""

    def begin(desk: Desk) -> None:
        works()(desk)
        made = add_meeting(
            desk, "拟案会", at("09:30"), client=None, kind="proposal", start=at("17:00", 24), place="ours"
        )
        work = Point(id="p1", text=f"{CARD} 初稿", card_id=only(desk, Card).id, work_id="w1")
        put(desk, replace(made, points=[work] if listed else [], **fields))

    return begin


def of_card(desk: Desk) -> Any:
    return CardScreen(only(desk, Card).id)


def of_meeting(desk: Desk) -> Any:
    return MeetingScreen(only(desk, Meeting).id)


def a_paper(**fields: Any) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        with desk.change("test", at("09:00", 24)) as change:
            change.new(Paper, kind="weekly", title="周报", text="# 周报", sent=SENT, **fields)

    return begin


def of_paper(desk: Desk) -> Any:
    return DetailScreen(ref_to("papers", only(desk, Paper).id))


BRIEF = Strategy(proposition="一眼看见新口味", tone="热闹")
SENT = Fact(at=at("10:00", 24))
BACK = Fact(at=at("12:00", 24), how="没写含税", by="王磊")
SIGNED = Fact(at=at("12:00", 24), by="李雯")
CASES: dict[str, tuple[Callable[[Desk], None], Callable[[Desk], Any], Keys, list[list[str]]]] = {
    "schedule sent": (a_card(), of_card, keys("send_schedule", HOW), [["card", "schedule", CARD, "--sent", "--how", HOW]]),
    "started": (a_card(state="open"), of_card, keys("next_state"), [["card", "start", CARD]]),
    "delivered": (a_card(), of_card, keys("next_state", HOW), [["card", "deliver", CARD, "--how", HOW]]),
    "closed": (
        a_card(state="delivered", delivered=SENT, steps=[], money=[]), of_card, keys("next_state"), [["card", "close", CARD]]
    ),
    "a work passed": (works(), of_card, on("work:w1", "edit", "王磊"), [["card", "review", CARD, "初稿", "--by", "王磊"]]),
    "a work returned": (
        works(), of_card, on("work:w1", "edit", "王磊：标题不清；logo 太小"),
        [["card", "review", CARD, "初稿", "--by", "王磊", "--wrong", "标题不清", "--wrong", "logo 太小"]],
    ),
    "a work changed": (
        works(rounds=[ReviewRound(held=SENT, wrong=["标题不清"])]), of_card, on("work:w1", "edit", "标题放大"),
        [["card", "review", CARD, "初稿", "--changed", "标题放大"]],
    ),
    "a work put up for review from its card": (
        proposal(), of_card, on("work:w1", "propose"), [["card", "propose", CARD, "初稿"]]
    ),
    "a work put up for a review that is arranged with it": (
        works(), of_card, on("work:w1", "propose", "周五 10:00 @王磊"),
        [["card", "propose", CARD, "初稿", "--start", "周五 10:00 @王磊"]],
    ),
    "a work put up for review from the meeting": (
        proposal(), of_meeting, keys("propose_work", "1"), [["meeting", "agenda", "拟案会", "--work", "001 初稿"]]
    ),
    "a work passed at its meeting": (
        proposal(listed=True, attendees=["王磊"]), of_meeting, on("point:0", "edit", "王磊"),
        [["card", "review", CARD, "初稿", "--by", "王磊", "--meeting", "拟案会"]],
    ),
    "a work returned at its meeting": (
        proposal(listed=True), of_meeting, on("point:0", "edit", "王磊：标题不清；logo 太小"),
        [["card", "review", CARD, "初稿", "--by", "王磊", "--wrong", "标题不清", "--wrong", "logo 太小", "--meeting", "拟案会"]],
    ),
    "a point added": (a_meeting(), of_meeting, keys("point", "报价", ""), [["meeting", "agenda", MEETING, "报价"]]),
    "a point dropped": (a_meeting(), of_meeting, on("point:0", "remove"), [["meeting", "agenda", MEETING, "--drop", "看稿"]]),
    "a point come to": (held(), of_meeting, on("point:0", "tick"), [["meeting", "agenda", MEETING, "--came", "1"]]),
    "a point as a topic": (
        held(), of_meeting, on("point:0", "minutes", "= 看稿", "横版", ""), [["meeting", "minutes", MEETING, "= 看稿", "横版"]]
    ),
    "a criterion met": (
        works(of_card={"strategy": BRIEF}), of_card, on("criterion:w1 proposition", "criterion"),
        [["card", "tick", CARD, "初稿", "1"]],
    ),
    "criteria met, and it passes": (
        works(ticked=["proposition", "tone"], of_card={"strategy": BRIEF}), of_card, on("work:w1", "edit", "王磊"),
        [["card", "review", CARD, "初稿", "--by", "王磊", "--tick", "1", "--tick", "调性"]],
    ),
    "the client says of a work": (
        works(sent=SENT), of_card, on("work:w1", "remark", "字太小；logo 再大 # 他不懂"),
        [["card", "remark", CARD, "初稿", "字太小；logo 再大 # 他不懂"]],
    ),
    "a remark answered": (
        works(sent=SENT, remarks=[Remark(id="r1", text="字太小", at=at("10:30", 24))]), of_card, on("remark:r1", "edit", "改大了"),
        [["card", "answer", CARD, "初稿", "1", "改大了"]],
    ),
    "job order sent": (a_card(), of_card, keys("order", HOW), [["card", "order", CARD, "--sent", "--how", HOW]]),
    "job order confirmed": (
        a_card(order_sent=SENT), of_card, keys("order", "陈小姐"), [["card", "order", CARD, "--confirmed", "--by", "陈小姐"]]
    ),
    "agenda sent": (a_meeting(), of_meeting, keys("next_paper", HOW), [["meeting", "agenda", MEETING, "--sent", "--how", HOW]]),
    "agenda confirmed": (
        a_meeting(agenda_sent=SENT), of_meeting, keys("next_paper", HOW), [["meeting", "agenda", MEETING, "--confirmed", "--how", HOW]]
    ),
    "minutes signed": (held(), of_meeting, keys("next_paper", "李雯"), [["meeting", "minutes", MEETING, "--sign", "李雯"]]),
    "minutes sent": (
        held(signed=SIGNED), of_meeting, keys("next_paper", HOW), [["meeting", "minutes", MEETING, "--send", "--how", HOW]]
    ),
    "minutes circulated": (
        held(signed=SIGNED, sent=SIGNED), of_meeting, keys("next_paper", "王磊、阿杰"),
        [["meeting", "minutes", MEETING, "--circulate", "--to", "王磊", "--to", "阿杰"]],
    ),
    "minutes circulated to whom they concern": (
        held(signed=SIGNED, sent=SIGNED), of_meeting, keys("next_paper", "小王，王磊"),
        [["meeting", "minutes", MEETING, "--circulate"]],
    ),
    "who takes the telephones": (
        a_meeting(), of_meeting, on_cover("tick", "小孙"), [["meeting", "prep", MEETING, "电话", "--by", "小孙"]]
    ),
    "minutes confirmed": (
        held(signed=SIGNED, sent=SIGNED, circulated=SIGNED), of_meeting, keys("next_paper", HOW),
        [["meeting", "minutes", MEETING, "--confirm", "--how", HOW]],
    ),
    "paper approved": (a_paper(), of_paper, keys("done", "王磊"), [["report", "approve", "周报", "--by", "王磊"]]),
    "paper approved by oneself": (
        a_paper(), of_paper, keys("done", "李雯", "AM 出差"), [["report", "approve", "周报", "--by", "李雯", "--why", "AM 出差"]]
    ),
    "paper returned": (
        a_paper(approved=SIGNED), of_paper, keys("waive", "王磊", "没写含税"),
        [["report", "return", "周报", "--by", "王磊", "--how", "没写含税"]],
    ),
    "paper answered": (
        a_paper(returned=BACK), of_paper, keys("done", "改好了"), [["report", "answer", "周报", "--how", "改好了"]]
    ),
}  # fmt: skip
DUTIES: dict[str, tuple[Callable[[Desk], None], str]] = {
    "card.schedule": (a_card(), CARD),
    "card.schedule_confirm": (a_card(schedule_sent=SENT), CARD),
    "card.deliver": (a_card(deliver_at=at("15:00", 24)), CARD),
    "card.step": (a_card(steps=[Step(id="s1", what="完稿", due=at("12:00", 24), since=at("09:30"))]), CARD),
    "card.money": (
        a_card(money=[MoneyLine(id="m1", kind="invoice", text="首款", amount=Decimal(26000), due=at("12:00", 24))]), CARD
    ),
    "memo.remind": (a_memo, "带样"),
    "call.promise": (said("> 给稿 今天17:00"), "ml"),
    "call.return": (said("? 报价"), "ml"),
    "trouble.report": (said("! 型号错了"), "ml"),
    "news.share": (said("* 中标"), "ml"),
    "meeting.agenda": (a_meeting(start=at("14:00", 25)), MEETING),
}  # fmt: skip


def records(folder: Path) -> dict[str, list[str]]:
    """All records as they stand, but for ids and times."""
    desk = Desk.open(folder / "liwen.json", program="tests", now=NOW)
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        texts = []
        for record in desk.store.table(kind).records():
            plain = msgspec.to_builtins(record)
            for field in ("id", "created_at", "updated_at", "earlier"):
                plain.pop(field, None)
            texts.append(re.sub(r"[0-9a-f]{20}", "ID", json.dumps(plain, ensure_ascii=False, sort_keys=True)))
        if texts:
            found[kind] = sorted(texts)
    desk.close()
    return found


def shell(desk: Desk, commands: list[list[str]]) -> None:
    path = desk.store.path
    desk.close()
    for words in commands:
        argv = ["--user", path.stem, "--home", str(path.parent), "--now", NOW.isoformat(), "--lang", "zh", *words]
        assert run(argv) == 0


async def both(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    begin: Callable[[Desk], None],
    screen: Callable[[Desk], Any],
    press: Keys,
    commands: list[list[str]],
) -> None:
    left, before = {}, {}
    for way in ("keys", "command"):
        (folder / way).mkdir()
        ids = count(1)
        monkeypatch.setattr("os.urandom", lambda size, ids=ids: next(ids).to_bytes(size, "big"))
        desk = new_desk(folder / way)
        begin(desk)
        if way == "keys":
            async with on_screen(desk, screen(desk), now=NOW) as hand:
                await press(hand)
            desk.close()
        else:
            desk.close()
            before = records(folder / way)
            shell(desk, commands)
        left[way] = records(folder / way)
    assert left["command"] != before
    assert left["keys"] == left["command"]


@pytest.mark.parametrize("case", CASES)
async def test_a_key_of_a_page_does_what_its_command_does(
    tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await both(tmp_path, monkeypatch, *CASES[case])


@pytest.mark.parametrize("rule", DUTIES)
@pytest.mark.parametrize("act", ["done", "waive"])
async def test_a_key_of_the_board_does_what_met_and_waive_do(
    tmp_path: Path, rule: str, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, subject = DUTIES[rule]

    async def press(hand: Hand) -> None:
        for one in hand.screen.query(LineList):
            ref = next((ref for ref in one.refs if ref.startswith(f"obligation:{rule}:")), None)
            if ref is not None:
                one.focus()
                one.select(ref)
                break
        else:
            raise AssertionError((rule, hand.text))
        await hand.settle()
        await keys(act, HOW)(hand)

    words = ["met", rule, subject, "--how", HOW] if act == "done" else ["waive", rule, subject, "--why", HOW]
    await both(tmp_path, monkeypatch, begin, lambda _: None, press, [words])
