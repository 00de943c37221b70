"""The board, driven by keys: what is shown, and what is on the desk afterwards."""

from pathlib import Path

import pytest
from showing import app_of, shown, write
from textual import events

from aetui.desk.core import Desk
from aetui.desk.day.today import today
from aetui.desk.day.todos import add_todo
from aetui.desk.demo import MONDAY, demo_desk
from aetui.desk.phone.calls import record_call
from aetui.domain.gates import card_missing
from aetui.domain.records import Card, Item, Meeting, Memo, Todo
from aetui.locales import Texts
from aetui.screens.board.lists import Lists
from aetui.screens.board.screen import BoardScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.meeting import MeetingScreen
from aetui.widgets.digits import big_digits
from aetui.widgets.lines import LineList

SIZES = [(80, 24), (120, 36), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_day_in_one_look(desk: Desk, size: tuple[int, int], lang: str) -> None:
    app = app_of(desk, lang)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = shown(app)
        assert ("超时" if lang == "zh" else "overdue") in text
        assert "上周的完稿型号写错了" in text
        for said in ("R10", "0:20:05", "11:05"):
            assert said in text
        small = size[0] == 80
        assert all((row in text) is not small for row in big_digits("0:20:05"))  # where there is room
        for right in ("001 梅林", "缺 估价" if lang == "zh" else "lacks estimate"):
            assert (right in text) is not small  # what stands beside is a tab away there
        for line in text.splitlines():
            assert "\x1b" not in line


async def test_forty_cells_of_what_is_owed_at_120(tmp_path: Path) -> None:
    """In English too, below clients of twelve cells; a card's title, its date and a sign of whose it is stand whole."""
    desk, _ = demo_desk(tmp_path, None, Texts("en"))
    app = app_of(desk, "en")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        [first, *_] = [line for line in shown(app).splitlines() if line.startswith("  late")]
        assert first.startswith("  late  0:20:05 Sheffield H… ")
        assert len(first.partition("…")[2].partition(" R10")[0].strip()) == 40
        assert "Merlin… autumn poster in landscape too" in shown(app)


@pytest.mark.parametrize("cells", range(24, 140, 7))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_tells_what_it_lacks_at_every_width(tmp_path: Path, lang: str, cells: int) -> None:
    desk, now = demo_desk(tmp_path, None, Texts(lang))
    say = Texts(lang)
    seen = today(desk, now)
    for card, row in zip(seen.cards, Lists(desk, say).cards(seen, cells).rows, strict=True):
        lines = [(row.left, row.right), *row.more]
        text = " ".join(part[0] for sides in lines for side in sides for part in side)  # type: ignore[union-attr, index]
        assert say(f"lack.{card_missing(card)[0]}") in text
        assert card.deliver_at is None or say("card.deliver", time="").strip() in text


async def test_trouble_is_first_and_met_with_its_proposal(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("x")
        write(app, "电话报告王磊，建议连夜重印")
        await pilot.press("enter")
        await pilot.pause()
        met = [o for o in desk.obligations(MONDAY, ended_since=MONDAY.replace(hour=0)) if o.rule == "trouble.report"]
        assert [(o.state, o.how) for o in met] == [("met_late", "电话报告王磊，建议连夜重印")]
        assert "迟" in shown(app)


async def test_a_report_without_words_is_asked_again(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("x")
        app.screen.query_one("#prompt").line.text = ""
        await pilot.press("enter")
        await pilot.pause()
        assert any(o.rule == "trouble.report" for o in desk.obligations(MONDAY))


async def test_esc_keeps_what_was_typed(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("t", *"半句话", "escape")
        assert not [t for t in desk.book.live_of(Todo) if t.text == "半句话"]
        await pilot.press("t")
        await pilot.pause()
        assert "半句话" in shown(app)


@pytest.mark.parametrize("key", ["w", "f9"])
async def test_let_go_with_a_reason(desk: Desk, key: str) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", key, *"客户自己付了", "enter")
        await pilot.pause()
        assert not any(o.rule == "card.open" for o in desk.obligations(MONDAY))
        await pilot.press("u")
        await pilot.pause()
        assert any(o.rule == "card.open" for o in desk.obligations(MONDAY))
        assert "撤销了" in shown(app)


async def test_money_goes_onto_the_clients_only_card_with_enter(desk: Desk) -> None:
    """It stands in the line, to be accepted or typed over."""
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", "x", "enter")
        await pilot.pause()
        [item] = [i for i in desk.each(Item) if i.mark == "$"]
        card = desk.get(Card, item.card_id)
        assert card is not None
        assert card.number == "2611-002"


@pytest.mark.parametrize("key", ["t", "f3"])
async def test_a_to_do_in_one_line(desk: Desk, key: str) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(key, *"周五 打样 @小王")
        await pilot.pause()
        assert "小王" in shown(app).splitlines()[-2] + shown(app).splitlines()[-3]
        await pilot.press("enter")
        await pilot.pause()
        made = [t for t in desk.book.live_of(Todo) if t.text == "打样"]
        assert [(t.owner, t.day.isoformat()) for t in made] == [("小王", "2026-11-27")]


@pytest.mark.parametrize("key", ["plus", "f4"])
async def test_a_card_in_one_line(desk: Desk, key: str) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(key, *"ml 春节礼盒 下周五", "enter")
        await pilot.pause()
        card = next(c for c in desk.book.live_of(Card) if c.title == "春节礼盒")
        assert card.number == "2611-003"
        assert card.deliver_at is not None
        assert card.deliver_at.isoformat() == "2026-12-04T18:00:00+08:00"
        assert "2611-003" in shown(app)


async def test_k_moves_up_below_the_top(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        left = app.screen.query_one("#left", LineList)
        first = left.ref
        await pilot.press("j", "j", "k", "k")
        await pilot.pause()
        assert left.ref == first
        await pilot.press("k")  # still held: no card was meant
        await pilot.pause()
        assert not app.screen.query_one("#prompt").asking


async def test_an_unknown_client_leaves_the_line_to_mend(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("plus", *"没有这家 海报", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "没有这家" in shown(app)
        assert app.screen.query_one("#prompt").asking
        assert not [c for c in desk.book.live_of(Card) if c.title == "海报"]


async def test_memo_and_meeting(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("i", *"小孙 留会议室 16:00", "enter")
        await pilot.press("m", *"sh 提案会 周四10:00", "enter")
        await pilot.pause()
        memo = next(m for m in desk.book.live_of(Memo) if m.text == "留会议室")
        assert (memo.to, memo.remind_at and memo.remind_at.hour) == ("小孙", 16)
        meeting = next(m for m in desk.book.live_of(Meeting) if m.title == "提案会")
        assert meeting.start is not None
        assert meeting.start.isoformat() == "2026-11-26T10:00:00+08:00"


async def test_a_meeting_inside_the_house_goes_by_its_kind(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("m", *"拟案会 海报三稿 周四10:00")
        assert "内部拟案会" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        [meeting] = [m for m in desk.book.live_of(Meeting) if m.title == "拟案会 海报三稿"]
        assert (meeting.kind, meeting.client_id, meeting.place) == ("proposal", None, "ours")
        assert isinstance(app.screen, MeetingScreen)


async def test_an_item_that_is_put_on_a_new_card_opens_it(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        lines = app.screen.query_one("#left", LineList)
        assert lines.select(next(ref for ref in lines.refs if ref.startswith("obligation:card.open")))
        await pilot.press("x")
        write(app, "+ 外拍")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CardScreen)
        assert app.screen.card is not None
        assert app.screen.card.title == "外拍"


async def test_a_to_do_is_done_and_undone(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("tab", "tab")
        assert app.focused is not None
        assert app.focused.id == "right"
        await pilot.press("x")
        await pilot.pause()
        assert sum(1 for t in desk.book.of("todos").__iter__() if isinstance(t, Todo) and t.done) == 2
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert sum(1 for t in desk.book.of("todos") if isinstance(t, Todo) and t.done) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_through_all_lists_and_back(desk: Desk, size: tuple[int, int]) -> None:
    app = app_of(desk)
    async with app.run_test(size=size) as pilot:
        seen = []
        for _ in range(5):
            assert isinstance(app.focused, LineList)
            seen.append(app.focused.section)
            await pilot.press("tab")
            await pilot.pause()
        assert seen == ["owed", "calls", "todos", "cards", "done"]
        assert isinstance(app.focused, LineList)
        assert app.focused.section == "owed"


async def test_text_of_users_is_never_markup(desk: Desk) -> None:
    record_call(desk, MONDAY, ["! [red]坏[/red] \x1b[31m红 [/b]"], client="梅林")
    app = app_of(desk)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        assert "[red]坏[/red]" in shown(app)
        await pilot.press("t", *"[b]粗[/b] [/", "enter")
        await pilot.press("tab", "tab", "x")
        await pilot.pause()
        assert "[b]粗[/b] [/" in shown(app)
        assert "\x1b" not in shown(app)


async def test_another_program_s_change_appears(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        other = Desk.open(desk.store.path, program="other", now=MONDAY)
        record_call(other, MONDAY, ["> 今天16:00前给样"], client="益力")
        other.close()
        assert desk.poll()
        await pilot.pause()
        assert "给样" in shown(app)


async def test_the_footer_shows_function_keys_while_an_input_method_is_on(desk: Desk) -> None:
    """On this screen and the next, through a single Latin letter; hanzi that arrive as a paste count as well."""
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("你")
        await pilot.pause()
        assert "F2" in shown(app).splitlines()[-1]
        await pilot.press("j")
        await pilot.press("f1")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.press("ctrl+w")
        await pilot.pause()
        assert "F2 记电话" in shown(app).splitlines()[-1], "the week shows them too"
        await pilot.press("escape", "j", "j", "j")
        await pilot.pause()
        assert "F2" not in shown(app).splitlines()[-1], "several letters as commands: it is off again"
        app.post_message(events.Paste("今天"))
        await pilot.pause()
        assert "F2" in shown(app).splitlines()[-1]


@pytest.mark.parametrize(("typed", "screen"), [("？", "HelpScreen"), ("／", "FindScreen")])
async def test_full_width_signs_are_keys(desk: Desk, typed: str, screen: str) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(events.Key("fullwidth", typed))  # as the driver hands it on
        await pilot.pause()
        await pilot.pause()
        assert type(app.screen).__name__ == screen


async def test_a_full_width_plus_asks_for_a_card(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(events.Key("fullwidth_plus_sign", "＋"))
        await pilot.pause()
        await pilot.pause()
        assert "开卡：客户 标题 交期" in shown(app)
        assert "梅林 秋季海报横版 周五" in shown(app), "an example, while nothing is typed"
        assert shown(app).splitlines()[-1].split() == ["Enter", "就这样", "Esc", "先放着"]


async def test_language_and_theme_are_kept(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("L", "f10")
        await pilot.pause()
        assert "Duties" in shown(app)
        assert app.theme == "paper"
        assert desk.profile is not None
        assert (desk.profile.lang, desk.profile.theme) == ("en", "paper")


async def test_help_names_every_key(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 70)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = shown(app)
        for word in ("F2", "Ctrl+F", "记电话", "撤销", "要求", "超时"):
            assert word in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_the_palette_runs_a_command_by_its_name_in_either_language(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+p", *"to-do", "enter")
        await pilot.pause()
        assert app.screen.query_one("#prompt").asking
        await pilot.press("escape", "ctrl+p", *"帮助", "enter")
        await pilot.pause()
        assert "help" in type(app.screen).__name__.lower()


async def test_find_filters_as_it_is_typed(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *"外拍", "enter")
        await pilot.pause()
        assert "外拍场地费" in shown(app)
        assert type(app.screen).__name__ == "DetailScreen"


async def test_the_first_morning(empty: Desk) -> None:
    app = app_of(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "几行" in shown(app)
        await pilot.press(*"李雯", "enter", *"AE", "enter")
        write(app, "梅林食品、申花家电")
        await pilot.press("enter", "enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert empty.profile is not None
        assert empty.profile.name == "李雯"
        assert sorted(c.short for c in empty.book.clients.values()) == ["梅林", "申花"]
        assert isinstance(app.screen, BoardScreen)
        assert "梅林" in shown(app)  # the Monday call is owed from the first minute


async def test_a_wrong_role_stays_on_the_welcome(empty: Desk) -> None:
    app = app_of(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"李雯", "enter", *"王", "enter", *"梅林", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert empty.profile is not None
        assert (empty.profile.name, empty.profile.roles) == ("李雯", ["AE"])
        assert not empty.book.clients
        assert "王梅林" in shown(app)


async def test_every_empty_list_says_what_to_do(empty: Desk) -> None:
    app = app_of(empty)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        text = shown(app)
        for key in ("empty.owed", "empty.todos", "empty.calls", "empty.done"):
            assert app.say(key)[:10] in text


async def test_a_year_without_known_holidays_is_told(tmp_path: Path) -> None:
    from aetui.app import DeskApp
    from aetui.desk.book.profile import set_profile
    from aetui.locales import Texts

    late = MONDAY.replace(year=2035)
    desk = Desk.open(tmp_path / "late.json", program="test", now=late)
    set_profile(desk, "name", "李雯", late)
    app = DeskApp(desk, Texts("zh"), now=late)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "2035" in shown(app)
    desk.close()


async def test_each_undo_says_what_it_took_back(desk: Desk) -> None:
    app = app_of(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        for text in ("一", "二", "三"):
            add_todo(desk, text, MONDAY)
        await pilot.press("u", "u", "u")  # in a row, before the first was painted
        await pilot.pause()
        await pilot.pause()
        said = shown(app).splitlines()[-2]
        assert "撤销了" in said
        assert "一" in said
        await pilot.press("j")
        await pilot.pause()
        assert "撤销了" not in shown(app), "what a step said is gone at the next"
