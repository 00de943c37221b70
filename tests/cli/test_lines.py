"""The shell reads a line as the screen does: equal records from the same characters, and what its options say stands above."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from shell import NOW, Shell

from aetui.desk.card.money import add_money, estimate
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.meeting.minutes import write_minutes
from aetui.desk.month.plans import add_lines
from aetui.desk.typed import records as typed
from aetui.domain.errors import BadInput
from aetui.domain.lines import contact as contact_line
from aetui.domain.lines import estimate as estimate_line
from aetui.domain.lines import money as money_line
from aetui.domain.records import Card, Client, Meeting, Memo, Plan, Record, Todo
from aetui.locales import Texts
from aetui.locales.kinds import money_kinds

AT = datetime.fromisoformat(NOW)
LINES: list[tuple[str, type[Record], list[str], Callable[[Desk, str], Any], list[str]]] = [
    (
        "to-do",
        Todo,
        ["todo"],
        lambda d, t: typed.note_todo(d, t, AT),
        [
            "周五 打样 @小王",
            "今天 整理竞品剪报",
            "打样 周四下午3点",
            "改周五前那版 不限时",
            "打样 @我 周五 # 内部",
            "copy @Li Fri 3pm",
            "３点 开会",
        ],
    ),
    (
        "card",
        Card,
        ["card", "open"],
        lambda d, t: typed.note_card(d, t, AT),
        [
            "梅林 秋季海报横版 周五",
            "梅林食品 海报改版 # 其实是陈小姐自己想改",
            "ml autumn poster Friday",
            "梅林 单页，12/20要",
        ],
    ),
    (
        "meeting",
        Meeting,
        ["meeting", "add"],
        lambda d, t: typed.note_meeting(d, t, AT),
        [
            "梅林 春节促销提案会 周四下午2点到4点 在我们大会议室",
            "梅林 例会 周三14:00",
            "梅林 pitch fri 2pm to 3:30pm at our office in the big room",
        ],
    ),
    (
        "memo",
        Memo,
        ["memo"],
        lambda d, t: typed.note_memo(d, t, AT),
        ["小孙 周四留会议室 16:30", "小孙 把完稿发厂里"],
    ),
]
CASES = [(kind, argv, note, line) for _, kind, argv, note, lines in LINES for line in lines]


def bare(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    own = ("id", "created_at", "updated_at", "prep", "client_id", "number", "priority", "opened_at", "requested_at")
    return {key: value for key, value in plain.items() if key not in own}


@pytest.mark.parametrize(("kind", "argv", "note", "line"), CASES, ids=[line for *_, line in CASES])
def test_the_same_characters_leave_equal_records(
    aetui: Shell,
    tmp_path: Path,
    kind: type[Record],
    argv: list[str],
    note: Callable[[Desk, str], Any],
    line: str,
) -> None:
    status, _, err = aetui(*argv, line)
    assert status == 0, err
    desk = Desk.open(tmp_path / "u.json", program="test", now=AT)
    (by_shell,) = desk.each(kind)
    desk.undo(AT)
    note(desk, line)
    by_screen = next(r for r in desk.each(kind) if r.id != by_shell.id)
    assert bare(by_screen) == bare(by_shell)
    desk.close()


def test_what_an_option_says_stands_above_the_line(aetui: Shell) -> None:
    made = json.loads(aetui("todo", "周五 打样 @小王", "--owner", "我", "--on", "明天", "--json")[1])
    assert (made["text"], made["owner"], made["day"], made["due"]) == ("打样", None, "2026-11-24", None)
    made = json.loads(aetui("todo", "周五 打样", "--owner", "小王", "--private", "--json")[1])
    assert (made["owner"], made["due"], made["private"]) == ("小王", "2026-11-27T18:00:00+08:00", True)


def test_first_words_that_are_commands(aetui: Shell) -> None:
    assert aetui("todo", "done", "the dishes")[0] == 1
    assert aetui("todo", "--", "done", "the dishes")[0] == 0
    assert "done the dishes" in aetui("todo", "list")[1]
    assert aetui("todo", "done", "the dishes")[0] == 0
    assert "dishes" not in aetui("todo", "list")[1]
    done = json.loads(aetui("todo", "list", "--all", "--json")[1])
    assert aetui("todo", "undo", done[0]["id"])[0] == 0
    assert "dishes" in aetui("todo", "list")[1]


def test_what_comes_every_friday_comes_round_until_it_is_stopped(aetui: Shell) -> None:
    assert aetui("todo", "每周五 交工时表")[0] == 0
    (duty,) = [d for d in json.loads(aetui("due", "--json")[1]) if d["title"] == "交工时表"]
    assert duty["due"] == "2026-11-27T18:00:00+08:00"
    assert aetui("met", duty["rule"], "me", "--how", "交了")[0] == 0
    assert "交工时表" not in aetui("due")[1]
    late = json.loads(aetui("--now", "2026-12-02T10:00:00+08:00", "due", "--json")[1])
    assert [d["due"][:10] for d in late if d["title"] == "交工时表"] == ["2026-12-04"]
    assert aetui("todo", "--stop", "工时")[0] == 0
    assert "交工时表" not in aetui("--now", "2026-12-02T10:00:00+08:00", "due")[1]
    assert aetui("undo")[0] == 0
    assert "交工时表" in aetui("--now", "2026-12-02T10:00:00+08:00", "due")[1]


def test_an_estimate_in_one_line(aetui: Shell) -> None:
    assert aetui("card", "open", "梅林 海报")[0] == 0
    assert aetui("card", "estimate", "2611-001", "设计 6000 印刷 12000 场地费 8000")[0] == 0
    (last,) = json.loads(aetui("card", "show", "2611-001", "--json")[1])["estimates"]
    assert (last["amount"], [line["text"] for line in last["lines"]]) == ("26000", ["设计", "印刷", "场地费"])


def test_what_is_private_is_handed_to_nobody(aetui: Shell) -> None:
    assert aetui("todo", "周三 看牙医", "--private")[0] == 0
    assert aetui("todo", "周三 送样")[0] == 0
    assert aetui("handover", "--from", "明天", "--to", "周四")[0] == 0
    shown = aetui("handover", "show")[1]
    assert "送样" in shown
    assert "牙医" not in shown
    assert "牙医" in aetui("todo", "list")[1]


def test_what_is_private_is_in_no_paper_and_in_no_file_for_others(aetui: Shell, tmp_path: Path) -> None:
    assert aetui("profile", "name", "李雯")[0] == 0
    assert aetui("profile", "people", "王磊:supervisor,小王:studio")[0] == 0
    for when in ("今天", "周三"):
        assert aetui("todo", f"{when} 看牙医", "--private")[0] == 0
        assert aetui("todo", f"{when} 送样")[0] == 0
    assert aetui("handover", "--from", "明天", "--to", "周四")[0] == 0
    assert aetui("handover", "cover", "--all", "--by", "小王")[0] == 0
    out = tmp_path / "out"
    out.mkdir()
    for name in ("whole.md", "whole.json", "whole.ics", "whole.docx"):
        status, _, err = aetui("handover", "export", str(out / name))
        assert status == 0, err
    for kind in ("day", "summary"):
        status, _, err = aetui("report", kind, "-o", str(out / f"{kind}.md"))
        assert status == 0, err
    assert aetui("team", "send", str(out / "week.json"))[0] == 0
    for file in out.iterdir():
        assert "牙医" not in _text_of(file), file.name
    assert any("送样" in _text_of(file) for file in out.iterdir())
    assert "牙医" in aetui("find", "牙医")[1], "one finds one's own"
    assert "牙医" in aetui("todo", "list")[1]


def _text_of(file: Path) -> str:
    if file.suffix != ".docx":
        return file.read_text("utf-8")
    import zipfile

    with zipfile.ZipFile(file) as packed:
        return "".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())


PARTS: list[tuple[str, Callable[[str], list[str]], Callable[[Desk, Card, str], Any], list[str]]] = [
    (
        "steps",
        lambda t: ["card", "step", "2611-001", t],
        lambda d, c, t: add_steps(d, c.number, [understand(d, t, AT)], AT),
        [
            "文案 @小王 周二12:00",
            "改周五前那版 2026-12-02 11:00",
            "打样 不限时",
            '"打样：" @"Li Wei" 周五 # 等林总',
            "内审​ 周三",
        ],
    ),
    (
        "money",
        lambda t: ["card", "money", "2611-001", t],
        lambda d, c, t: _money(d, c, t),
        ["成本 8000 外拍 三天后", "发票 9000 USD 首款 11/30", "8000 场地费", "收款 1.2万 周五的尾款 2026-12-01"],
    ),
    (
        "estimates",
        lambda t: ["card", "estimate", "2611-001", t],
        lambda d, c, t: estimate(d, c.number, estimate_line.read(t).amount, AT, lines=estimate_line.read(t).lines),
        ["设计 6000 印刷 12000 场地费 8000", "设计 6000；印刷 12000 # 底价", "12000", "设计 3款 9000、外拍 1.2万"],
    ),
]


def _money(desk: Desk, card: Card, text: str) -> None:
    read = money_line.read(text, kinds=money_kinds(Texts("zh")), now=AT, cal=desk.calendar)
    add_money(desk, card.number, read.kind, read.money, AT, text=read.text, due=read.due)


def unnamed(part: Any) -> dict[str, Any]:
    return {k: v for k, v in msgspec.to_builtins(part).items() if k not in ("id", "at", "since")}


@pytest.mark.parametrize(
    ("field", "argv", "note", "line"),
    [(field, argv, note, line) for field, argv, note, lines in PARTS for line in lines],
)
def test_the_same_characters_leave_equal_parts_of_a_card(
    aetui: Shell,
    tmp_path: Path,
    field: str,
    argv: Callable[[str], list[str]],
    note: Callable[[Desk, Card, str], Any],
    line: str,
) -> None:
    assert aetui("card", "open", "梅林 海报")[0] == 0
    status, _, err = aetui(*argv(line))
    assert status == 0, err
    desk = Desk.open(tmp_path / "u.json", program="test", now=AT)
    (card,) = desk.each(Card)
    by_shell = [unnamed(part) for part in getattr(card, field)]
    desk.undo(AT)
    note(desk, card, line)
    (card,) = desk.each(Card)
    assert [unnamed(part) for part in getattr(card, field)] == by_shell != []
    desk.close()


@pytest.mark.parametrize(
    "line",
    [
        "林总 总经理 021-5555-0202 lin@meilin.cn",
        '"Li Wei" 市场部 13800000000',
        "王工 转 12",
        "陈小姐 品牌经理 021-5555-0101",
    ],
)
def test_a_contact_is_read_alike(aetui: Shell, tmp_path: Path, line: str) -> None:
    for command in (("set", "梅林"), ("add", "申花家电")):
        status, _, err = aetui("client", *command, "--contact", line)
        assert status == 0, err
    desk = Desk.open(tmp_path / "u.json", program="test", now=AT)
    read = contact_line.read(line)
    for client in desk.each(Client):
        (by_shell,) = [c for c in client.contacts if c.name == read.name]
        assert (by_shell.title, by_shell.phone, by_shell.email) == (read.title, read.phone, read.email)
    desk.close()


def test_a_new_clients_contact_may_have_a_name_of_several_words(aetui: Shell, tmp_path: Path) -> None:
    status, _, err = aetui(
        "client", "add", "Acme", "--contact", "Ann Chen", "--title", "Brand Manager", "--phone", "021"
    )
    assert status == 0, err
    desk = Desk.open(tmp_path / "u.json", program="test", now=AT)
    (who,) = next(client for client in desk.each(Client) if client.name == "Acme").contacts
    assert (who.name, who.title, who.phone) == ("Ann Chen", "Brand Manager", "021")
    desk.close()


@pytest.mark.parametrize(
    "line",
    ["电视 15秒 1/4到1/15 ￥180000", "杂志 1/10 3万", "返点 -5000", "端午前的加播 不限时 900", "户外​ 下周 2万 # 底价"],
)
def test_a_line_of_a_plan_is_read_alike(aetui: Shell, tmp_path: Path, line: str) -> None:
    assert aetui("profile", "roles", "AM")[0] == 0
    status, _, _ = aetui("plan", "media", "--client", "梅林", "--period", "2027-01", line)
    desk = Desk.open(tmp_path / "u.json", program="test", now=AT)
    if status:
        with pytest.raises(BadInput):
            add_lines(desk, "media", next(iter(desk.each(Client))), "2027-01", [line], AT)
        return
    by_shell = [unnamed(x) for x in next(iter(desk.each(Plan))).lines]
    desk.undo(AT)
    add_lines(desk, "media", next(iter(desk.each(Client))), "2027-01", [line], AT)
    assert [unnamed(x) for x in next(iter(desk.each(Plan))).lines] == by_shell != []
    desk.close()


def test_minutes_are_read_alike(aetui: Shell, tmp_path: Path) -> None:
    lines = ["= 排期", "改十五秒", "# 林总不高兴", "@小王 周五 出排期表", "@我 改周五前那版 下周一", "@ 改横版 不限时"]
    meeting = json.loads(aetui("meeting", "add", "梅林 例会 周四14:00", "--json")[1])
    status, _, err = aetui("meeting", "minutes", meeting["id"], *lines)
    assert status == 0, err
    desk = Desk.open(tmp_path / "u.json", program="test", now=AT)
    by_shell = next(iter(desk.each(Meeting))).minutes.topics
    desk.undo(AT)
    assert next(iter(desk.each(Meeting))).minutes.topics == []
    write_minutes(desk, meeting["id"], lines, AT)
    again = next(iter(desk.each(Meeting))).minutes.topics
    assert [(t.title, t.conclusion, [(a.what, a.owner, a.due) for a in t.actions]) for t in again] == [
        (t.title, t.conclusion, [(a.what, a.owner, a.due) for a in t.actions]) for t in by_shell
    ]
    desk.close()


@pytest.mark.parametrize(("lang", "none"), [("zh", "没有没做完的待办"), ("en", "Nothing is left to do")])
def test_the_list_has_all_that_is_open_by_day(aetui: Shell, lang: str, none: str) -> None:
    """Not today's alone, and where there is nothing it doesn't speak of today."""
    assert none in aetui("--lang", lang, "todo", "list")[1]
    for text, day in (("牙医", "2026-12-03"), ("打样", "2026-11-24"), ("昨天的", "2026-11-20")):
        aetui("todo", text, "--on", day)
    aetui("todo", "今天的")
    lines = aetui("--lang", lang, "todo", "list")[1].splitlines()
    assert [next(text for text in ("昨天的", "今天的", "打样", "牙医") if text in line) for line in lines] == [
        "昨天的",
        "今天的",
        "打样",
        "牙医",
    ]
