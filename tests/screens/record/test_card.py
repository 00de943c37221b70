"""The card's screen, by keys: from open to closed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.cli.main import run
from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card
from aetui.desk.card.money import estimate
from aetui.desk.card.schedule import add_steps, finish_step, understand
from aetui.desk.card.works import add_work
from aetui.desk.core import Desk
from aetui.desk.phone.calls import record_call
from aetui.domain.gates import brief_missing
from aetui.domain.lines import estimate as estimate_line
from aetui.domain.records import Card
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.screens.record.card import CardScreen
from aetui.widgets.prompt import Prompt

NOW = at("10:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    open_card(desk, "秋季海报", at("09:30"), client="梅林食品")
    return desk


def card(desk: Desk) -> Card:
    (one,) = desk.each(Card)
    return one


def to(hand: Hand, ref: str) -> None:
    """Put the cursor there."""
    screen = hand.screen
    assert isinstance(screen, CardScreen)
    for lines in (screen.left, screen.right):
        if lines.select(ref):
            lines.focus()
            return
    raise AssertionError(f"{ref} isn't on the screen:\n{hand.text}")


async def answer(hand: Hand, text: str) -> None:
    """Type an answer over what is offered."""
    await hand.type(text + "\n")


def planned(desk: Desk) -> None:
    fill_brief(desk, "2611-001", NOW, what="横版", audience="门店", kind="proof", deliver_at=at("18:00", 27))
    lines = [understand(desk, line, NOW) for line in ("文案 @小王 周二12:00", "打样 周四12:00")]
    add_steps(desk, "2611-001", lines, NOW)


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_a_card_is_lived_by_keys(desk: Desk, keys: str) -> None:
    letters = keys == "letters"

    def key(letter: str, function: str) -> str:
        return letter if letters else function

    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        assert "还缺 4 项" in hand.text
        for field, said in (("what", "横版"), ("audience", "门店"), ("kind", "打样"), ("deliver_at", "周五")):
            to(hand, f"field:{field}")
            await hand.press("enter")
            await answer(hand, said)
        assert brief_missing(card(desk)) == []
        assert card(desk).deliver_at == at("18:00", 27)

        await hand.press(key("n", "f5"))
        assert card(desk).state == "open"  # D5: no estimate yet
        assert "D5" in hand.text
        await hand.press("escape", key("e", "ctrl+e"))
        await answer(hand, "外拍 8000；印刷 4000.50")
        to(hand, "estimate:")
        await hand.press(key("x", "f8"))
        await answer(hand, "陈小姐")
        assert card(desk).estimates[-1].amount == Decimal("12000.50")
        assert card(desk).estimates[-1].agreed is not None
        await hand.press(key("n", "f5"))
        assert card(desk).state == "in_work"

        await hand.press(key("a", "f3"))
        await answer(hand, "文案 @小王 周二12:00")
        await answer(hand, "打样 周四12:00")
        await answer(hand, "")
        assert [(s.what, s.owner) for s in card(desk).steps] == [("文案", "小王"), ("打样", None)]
        to(hand, f"step:{card(desk).steps[0].id}")
        await hand.press(key("i", "f4"))
        await answer(hand, "中午给")
        await hand.press(key("x", "f8"))
        assert card(desk).steps[0].chased[0].how == "中午给"
        assert card(desk).steps[0].done is not None
        await hand.press(key("s", "ctrl+t"))
        await answer(hand, "")
        assert card(desk).schedule_sent is not None

        await hand.press(key("dollar_sign", "f7"))
        await answer(hand, "发票 12000 首款 11/30")
        await answer(hand, "")
        to(hand, f"money:{card(desk).money[0].id}")
        await hand.press(key("x", "f8"))
        await answer(hand, "到账")
        assert card(desk).money[0].settled is not None

        await hand.press(key("p", "f6"))
        await answer(hand, "打样一")
        to(hand, f"work:{card(desk).works[0].id}")
        assert "还不能送出" in hand.text
        for said in ("赵敏", "王磊", "快递", "陈小姐", "档案柜3"):
            await hand.press("enter")
            await answer(hand, said)
        work = card(desk).works[0]
        assert work.reviewed is not None
        assert work.signed is not None
        assert work.sent is not None
        assert work.client_signed is not None
        assert (work.signed.by, work.sent.how, work.client_signed.by, work.copy_at) == (
            "王磊",
            "快递",
            "陈小姐",
            "档案柜3",
        )

        await hand.press(key("n", "f5"))
        await answer(hand, "送到")
        assert card(desk).state == "delivered"
        await answer(hand, "y")  # R8: asked now that it can be billed
        assert card(desk).billable is True
        await hand.press(key("n", "f5"))
        assert card(desk).state == "delivered"  # a step is open: what becomes of it?
        assert "R9" in hand.text
        assert "没了结的怎么办" in hand.text
        await hand.press("escape")
        to(hand, f"step:{card(desk).steps[1].id}")
        await hand.press(key("x", "f8"))
        await hand.press(key("n", "f5"))
        assert card(desk).state == "closed"
        assert card(desk).passed == []
        await hand.press(key("N", "f17"))
        assert card(desk).state == "delivered"
        await hand.press(key("u", "ctrl+z"))
        assert card(desk).state == "closed"


async def test_a_gate_opens_for_a_reason_only(desk: Desk) -> None:
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        await hand.press("n")
        await answer(hand, " ")
        assert card(desk).state == "open"
        await hand.press("n")
        await answer(hand, "客户催")
        assert card(desk).state == "in_work"
        assert "破例（D5）：客户催" in hand.text


async def test_a_moved_step_takes_the_later_ones_along(desk: Desk) -> None:
    planned(desk)
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        to(hand, f"step:{card(desk).steps[0].id}")
        await hand.press("enter")
        await answer(hand, "文案 @小王 周三12:00")
        assert "后面 1 步" in hand.text
        await hand.press("enter")
        assert [s.due for s in card(desk).steps] == [at("12:00", 25), at("12:00", 27)]
        await hand.press("enter")
        await answer(hand, "文案 @小王 周四12:00")  # the later one would fall behind the delivery
        await hand.press("enter")
        assert [s.due for s in card(desk).steps] == [at("12:00", 26), at("12:00", 27)]
        assert "交期" in hand.text


async def test_what_cannot_be_taken_stays_in_the_line(desk: Desk) -> None:
    planned(desk)
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        await hand.press("a")
        await answer(hand, "送印 下周三")
        assert len(card(desk).steps) == 2
        assert "送印 下周三" in hand.text
        assert "交期" in hand.text
        await hand.press("escape")
        to(hand, "field:deliver_at")
        await hand.press("enter")
        await answer(hand, "不是时间")
        assert "看不懂时间" in hand.text
        await hand.press("escape")
        to(hand, "field:proposition")
        await hand.press("enter")
        assert hand.screen.query_one(Prompt).line.text == ""  # each field has its own
        await hand.press("escape", "dollar_sign")
        await answer(hand, "外拍")
        assert card(desk).money == []
        assert "没有金额" in hand.text
        await hand.press("escape")
    # the next morning it is still there
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        await hand.press("a")
        assert "送印 下周三" in hand.text
        await hand.press("escape", "dollar_sign")
        assert "外拍" in hand.text


async def test_money_typed_on_the_phone_is_put_on_the_card(desk: Desk) -> None:
    record_call(desk, at("09:50"), ["$ 外拍场地费 8000 2611-001"], client="梅林食品")
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        assert "还没记成一笔" in hand.text
        [item] = desk.book.items_on(card(desk).id)
        to(hand, f"money_item:{item.id}")
        await hand.press("enter", "enter")
        [line] = card(desk).money
        assert (line.kind, line.amount, line.item_id) == ("cost", Decimal(8000), item.id)
        assert "还没记成一笔" not in hand.text
        to(hand, f"money:{line.id}")
        await hand.press("enter")
        await answer(hand, "成本 9000 外拍 11/30")
        assert (card(desk).money[0].amount, card(desk).money[0].due) == (Decimal(9000), at("18:00", 30))
        await hand.press("delete")
        assert card(desk).money == []
        await hand.press("u")
        assert len(card(desk).money) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    planned(desk)
    async with on_screen(desk, CardScreen(card(desk).id), now=at("13:00", 24), size=size, lang=lang) as hand:
        assert "2611-001" in hand.text
        assert "文案" in hand.text
        assert "━" in hand.text
        assert "!  文案" in hand.text  # late since noon
        for line in hand.text.splitlines():
            assert "{" not in line


async def test_an_estimates_tax_stands_under_its_lines(desk: Desk) -> None:
    estimate(desk, "2611-001", None, NOW, said=estimate_line.read("设计 6000；印刷 4000；税 6%"))
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW, size=(120, 36)) as hand:
        assert "￥10,600" in hand.text
        assert "税（6%） ￥600" in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("name", ["稿", "秋季海报横版完稿第一版", "Autumn poster, landscape, artwork 1"])
async def test_neither_a_works_name_nor_its_signs_are_cut(
    desk: Desk, lang: str, size: tuple[int, int], name: str
) -> None:
    planned(desk)
    add_work(desk, "2611-001", name, NOW)
    async with on_screen(desk, CardScreen(card(desk).id), now=at("13:00"), size=size, lang=lang) as hand:
        to(hand, ref_to("work", card(desk).works[0].id))
        await hand.pilot.pause()
        assert name in hand.text
        for sign in ("reviewed", "signed", "sent", "client_signed"):
            assert f"{Texts(lang)(f'work.{sign}')} ○" in hand.text


async def test_a_card_that_is_undone_closes_its_screen(desk: Desk) -> None:
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        await hand.press("u")
        assert not isinstance(hand.screen, CardScreen)


@pytest.mark.parametrize("key", ["backslash", "ctrl+k"])
async def test_the_lists_filter_as_one_types(desk: Desk, key: str) -> None:
    planned(desk)
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        await hand.press(key)
        await hand.type("文案")
        assert "小王" in hand.text
        assert "交期" not in hand.text
        await hand.type("没有的")
        assert "小王" not in hand.text
        await hand.press("escape")
        assert "交期" in hand.text
        await hand.press(key)
        await hand.type("文案\n")
        await hand.press("home", "x")  # what is left can be worked on
        assert card(desk).steps[0].done is not None
        assert "交期" not in hand.text
        await hand.press(key, "enter")
        assert "交期" in hand.text


async def test_a_gate_that_any_answer_would_meet_is_asked_before_the_question(desk: Desk) -> None:
    async with on_screen(desk, CardScreen(card(desk).id), now=NOW) as hand:
        before = desk.store.path.read_bytes()
        await hand.press("s")
        assert "D4" in hand.text
        assert "仍要发进度表" in hand.text  # what was refused, by name
        assert desk.store.path.read_bytes() == before
        await hand.press("escape")
        assert card(desk).schedule_sent is None
        await hand.press("s")
        await answer(hand, "客户只要口头说")
        assert card(desk).schedule_sent is None
        await answer(hand, "")
        assert [p.why for p in card(desk).passed] == ["客户只要口头说"]
        assert card(desk).schedule_sent is not None


async def test_a_step_planned_in_too_little_time_says_so(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A5: at the end of the line while it is typed, on the page and in the shell."""
    for _ in range(5):
        old = open_card(desk, "旧卡", at("09:00", 2), client="梅林食品")
        add_steps(desk, old.number, [understand(desk, "文案", at("09:00", 2))], at("09:00", 2))
        finish_step(desk, old.number, "1", at("18:00", 4))
    (now_card,) = (c for c in desk.each(Card) if c.title == "秋季海报")
    async with on_screen(desk, CardScreen(now_card.id), now=NOW) as hand:
        await hand.app.workers.wait_for_complete()
        await hand.press("a")
        await hand.type("文案 周二12:00")
        assert "偏紧：通常 3 天" in hand.text
        await hand.type("\n\n")
        assert "时间偏紧：只给 1.2 天，通常要 3 天（做过 5 次）" in hand.text
    path = desk.store.path
    argv = ["--user", path.stem, "--home", str(path.parent), "--now", NOW.isoformat(), "card", "show", now_card.number]
    assert run(argv) == 0
    assert "时间偏紧：只给 1.2 天" in capsys.readouterr().out
