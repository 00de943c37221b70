"""The desk read aloud: in one order, in words, without anything drawn; its acts are those of the shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conversation import NOW, Talked

from aetui.commands import BOARD, of
from aetui.desk.core import Desk
from aetui.desk.demo import demo_desk
from aetui.desk.phone.drafts import LineDrafts
from aetui.domain.obligations import OPEN
from aetui.locales import LANGS, Texts
from aetui.plain.board import ASKS, FOR_EYES, LEAVES, OF_A_THING, SHELL, TELLS
from aetui.plain.reading import board, span_words

DRAWN = [chr(c) for c in range(0x2500, 0x25A0)]
"""Lines and blocks of boxes."""


@pytest.mark.parametrize("lang", LANGS)
def test_the_board_is_read_in_one_order_each_thing_with_its_number(tmp_path: Path, lang: str) -> None:
    desk, now = demo_desk(tmp_path, None, Texts(lang))
    seen = board(desk, Texts(lang), now, "u")
    text = "\n".join(seen.lines)
    assert not set(text) & set(DRAWN)
    assert all(c.isprintable() or c == "\n" for c in text)
    numbers = [int(line.partition(".")[0]) for line in seen.lines if line.partition(".")[0].isdecimal()]
    assert numbers == list(range(1, len(seen.things) + 1))
    owed = desk.obligations(now)
    assert [one.id for one in seen.things if one.kind == "obligation"] == [o.id for o in owed]
    desk.close()


@pytest.mark.parametrize("lang", LANGS)
def test_a_duty_tells_its_state_in_words(tmp_path: Path, lang: str) -> None:
    say = Texts(lang)
    desk, now = demo_desk(tmp_path, None, say)
    states = {o.id: o for o in desk.obligations(now)}
    told = {one.id: one.text for one in board(desk, say, now, "u").things}
    for key, obligation in states.items():
        begin = say(f"plain.state.{obligation.state}", span="{}", due="{}").partition("{}")[0]
        span = span_words(say, obligation.remaining(now))
        assert span in told[key]
        assert begin in told[key]
    assert {o.state for o in states.values()} >= {"overdue", "pending"}
    forms = [say(f"plain.state.{state}", span="1", due="2") for state in (*OPEN, "past")]
    assert len(set(forms)) == len(forms), "no two states read alike"
    desk.close()


def test_every_command_of_the_board_is_here_or_says_why_not() -> None:
    known = {*ASKS, *SHELL, *OF_A_THING, *FOR_EYES, LEAVES, TELLS}
    assert {c.id for c in of(BOARD)} - known == set(), (
        "ask about it, read it by the shell, or say that it is for eyes alone"
    )


def test_nothing_is_drawn_and_no_textual_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from aetui.cli.main import run; run(['--plain']);"
        "print([m for m in sys.modules if m.split('.')[0] == 'textual' or m == 'rich.console'])"
    )
    env = {**os.environ, "AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "AETUI_NOW": NOW}
    typed = "+\n梅林 海报\n.\n?\nt\n买纸\nc\n1\n\n> 周五前给稿\n.\nr\n.\nh\n.\n1\n.\n"
    done = subprocess.run(
        [sys.executable, "-c", code], input=typed, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "\x1b" not in done.stdout + done.stderr
    assert not set(done.stdout) & set(DRAWN)
    assert done.stderr == "" or "Traceback" not in done.stderr


def facts(talked: Talked) -> Any:
    """All records of a desk as far as two desks can have the same: without ids and what hangs on them."""
    keep = {
        name: talked.shell(*argv)
        for name, argv in {
            "due": ("due", "--all"),
            "cards": ("card", "list"),
            "todos": ("todo", "list", "--all"),
            "clients": ("client", "list"),
            "meetings": ("meeting", "list"),
            "calls": ("calls",),
        }.items()
    }

    def without_ids(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                k: without_ids(v)
                for k, v in value.items()
                if k not in ("id", "call", "subject", "made", "rule", "source")
            }
        if isinstance(value, list):  # what is as urgent as another stands by its id
            return sorted(map(without_ids, value), key=lambda one: json.dumps(one, sort_keys=True))
        return value

    return without_ids(keep)


SAME = {
    "todo": (["t", "周五 打样 @小王"], ["todo", "周五 打样 @小王"]),
    "todo by its name": (["待办", "买纸"], ["todo", "买纸"]),
    "every week": (["t", "每周五 交工时表"], ["todo", "每周五 交工时表"]),
    "card": (["＋", "梅林 秋季海报 周五"], ["card", "open", "梅林 秋季海报 周五"]),
    "memo": (["i", "小孙 周四留会议室 16:30"], ["memo", "小孙 周四留会议室 16:30"]),
    "meeting": (["m", "梅林 提案会 周四下午2点到4点"], ["meeting", "add", "梅林 提案会 周四下午2点到4点"]),
    "client": (
        ["a", "申花家电", "周先生", "021", "周五 16:00"],
        ["client", "add", "申花家电", "--contact", "周先生", "--phone", "021", "--report", "周五 16:00"],
    ),
    "call": (
        ["c", "1", "梅林", "＞周五前给三个报价", "? 要不要打样", "下周放假 # 别外传", "."],
        ["call", "梅林", "＞周五前给三个报价", "? 要不要打样", "下周放假 # 别外传"],
    ),
    "call out": (["c", "呼出", "梅林", "说过了", "."], ["call", "梅林", "说过了", "--out"]),
    "missed": (["c", "未接", "梅林"], ["call", "梅林", "--missed"]),
    "new client": (["c", "1", "益力", "y", "一句", "."], ["call", "益力", "一句", "--new"]),
    "idea": ([";", "用真人照片"], ["idea", "add", "用真人照片"]),
    "the shell's": (["card open '梅林 单页'"], ["card", "open", "梅林 单页"]),
    "the shell's, as it is": (["aetui todo 买笔"], ["todo", "买笔"]),
}


@pytest.mark.parametrize("name", SAME)
def test_an_act_writes_what_the_command_writes(
    name: str, talked: Talked, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, argv = SAME[name]
    before = facts(talked)
    talked.say(*lines)
    ours = facts(talked)
    talked.shell("log")
    while facts(talked) != before:
        talked.shell("undo")
    talked.shell(*argv)
    theirs = facts(talked)
    assert ours == theirs
    assert ours != before or name == "idea"


def test_what_is_done_and_let_go_is_done_by_its_number(talked: Talked) -> None:
    talked.shell("call", "梅林", "? 报价", "> 周五前给稿", "! 印错了")
    talked.say(talked.number("回电"), "完成", "报了三万八")
    talked.say(talked.number("承诺"), "w", "客户说不用了")
    talked.say(talked.number("报告主管"), "1", "", "报告王磊，建议重印")
    ended = {o["rule"]: o for o in talked.shell("due", "--all") if o["state"] in ("met", "met_late", "waived")}
    assert ended["call.return"]["how"] == "报了三万八"
    assert (ended["call.promise"]["state"], ended["call.promise"]["reason"]) == ("waived", "客户说不用了")
    assert ended["trouble.report"]["how"] == "报告王磊，建议重印"


def test_each_thing_of_the_board_can_be_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talked: Talked
) -> None:
    """Each number, and each of its choices, opens; a question that is left changes nothing."""
    desk, now = demo_desk(tmp_path / "demo", None, Texts("zh"))
    name, n = desk.store.path.stem, len(board(desk, Texts("zh"), now, "u").things)
    desk.close()
    monkeypatch.setenv("AETUI_HOME", str(tmp_path / "demo"))
    monkeypatch.setenv("AETUI_USER", name)
    monkeypatch.setenv("AETUI_NOW", now.isoformat())
    before = talked.shell("due")
    for number in range(1, n + 1):
        told = talked.say(str(number), ".")
        assert "不问了" in told, told
    assert talked.shell("due") == before
    assert n > 20


def test_a_gate_is_told_and_opened_by_a_reason(talked: Talked) -> None:
    talked.shell("card", "open", "梅林 海报")
    told = talked.say(talked.number("梅林，海报"), "n", "客户催，先做再补", "card show 2611-001")
    assert "D5" in told
    card = talked.shell("card", "show", "2611-001")
    assert card["state"] == "in_work"
    assert "客户催，先做再补" in json.dumps(card, ensure_ascii=False)


def test_a_mistake_is_one_sentence_and_the_line_is_asked_for_again(talked: Talked) -> None:
    told = talked.say("+", "申花 海报", "梅林 海报")
    assert "申花" in told
    assert "写了一半：申花 海报" in told.replace("上次", "")
    assert [card["title"] for card in talked.shell("card", "list")] == ["海报"]
    assert talked.shell("todo", "list") == []


def test_what_a_command_complains_of_ends_nothing(talked: Talked) -> None:
    told = talked.say("card show 9999-001", "due --nonsense", "zzz", "99", "t", "买纸")
    assert "9999-001" in told
    assert "--nonsense" in told
    assert "zzz" in told
    assert [todo["text"] for todo in talked.shell("todo", "list")] == ["买纸"]


QUESTIONS = {
    "todo": (["t"], "todo"),
    "card": (["+"], "card"),
    "memo": (["i"], "memo"),
    "meeting": (["m"], "meeting"),
    "client": (["a"], "client name"),
    "idea": ([";"], "idea"),
    "find": (["/"], "plain find"),
    "leave": (["h"], "handover.span"),
    "with whom": (["c", "1"], "plain call"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_was_refused_and_then_left_is_offered_again(name: str, talked: Talked) -> None:
    """Law 4. A lone full stop leaves the question, and so does the end of the input; the line stays where the screens keep theirs."""
    opening, key = QUESTIONS[name]
    desk = _desk(talked)
    LineDrafts(desk).keep(key, "半句话")
    desk.close()
    for end in ([], ["."]):
        assert "半句话" in talked.say(*opening, *end)
    desk = _desk(talked)
    assert LineDrafts(desk).load(key) == "半句话"
    desk.close()


def _desk(talked: Talked) -> Desk:
    from datetime import datetime

    return Desk.open(Path(os.environ["AETUI_HOME"]) / "u.json", program="test", now=datetime.fromisoformat(NOW))


def test_a_refused_line_that_was_left_is_kept(talked: Talked) -> None:
    talked.say("+", "申花 海报")
    assert "申花 海报" in talked.say("+")
    desk = _desk(talked)
    assert LineDrafts(desk).load("card") == "申花 海报"
    desk.close()


def test_a_call_that_is_cut_off_goes_on_where_it_was(talked: Talked) -> None:
    talked.say("c", "1", "梅林", "第一句")
    [call] = talked.shell("calls")
    assert [item["text"] for item in call["items"]] == ["第一句"]
    told = talked.say()
    assert "没有挂断" in told
    talked.say("1", "接着说", "第二句", ".")
    [call] = talked.shell("calls")
    assert [item["text"] for item in call["items"]] == ["第一句", "第二句"]
    assert "没有挂断" not in talked.say()


def test_a_call_without_a_word_leaves_no_trace(talked: Talked) -> None:
    talked.say("c", "1", "梅林", ".")
    assert talked.shell("calls") == []


def test_on_hanging_up_the_open_questions_are_listed(talked: Talked) -> None:
    talked.shell("call", "梅林", "? 报价")
    talked.say("c", "2", "梅林", "说了报价", ".", "1")
    assert not [o for o in talked.shell("due") if o["rule"] == "call.return"]


def test_the_day_is_gone_through_and_closed(talked: Talked, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("打样", "报价单", "理样品柜", "寄样", "开发票"):
        talked.shell("todo", text)
    monkeypatch.setenv("AETUI_NOW", "2026-11-23T17:50:00+08:00")
    undecided = talked.shell("review")["undecided"]
    todos = [thing["what"] for thing in undecided if thing["kind"] == "todo"]
    lines = ["r"]
    ways = iter([["做完了"], ["l"], ["3", "周五"], ["4", "小王"], ["w", "客户不要了"]])
    for thing in undecided:
        lines += next(ways) if thing["kind"] == "todo" else ["l"]
    told = talked.say(*lines, "2 1", "王磊")
    assert "今日毕" in told
    after = talked.shell("review")
    assert after["closed"] is True
    assert after["undecided"] == []
    held = {todo["text"]: todo for todo in talked.shell("todo", "list", "--all")}
    assert held[todos[0]]["done_at"]
    assert held[todos[1]]["day"] == "2026-11-24"
    assert held[todos[2]]["day"] == "2026-11-27"
    assert held[todos[3]]["owner"] == "小王"


def test_before_leave_each_line_is_given_and_said_back(talked: Talked) -> None:
    talked.shell("todo", "明天 打样")
    talked.say("h", "明天到周四 年假")
    shown = talked.shell("handover", "show")
    assert len(shown["lines"]) >= 1
    lines = ["h"]
    for _ in shown["lines"]:
        lines += ["1", "小王", "7"]
    told = talked.say(*lines, "1")
    after = talked.shell("handover", "show")
    assert {line.get("cover") for line in after["lines"]} == {"小王"}, told
    assert after["complete"] is True, told


def test_other_encodings_and_bytes_that_are_none(talked: Talked) -> None:
    talked.say(b"t", "买纸".encode("gb18030"))
    assert [todo["text"] for todo in talked.shell("todo", "list")] == ["买纸"]
    told = talked.say("t", b"\xff\xfe\xff", "买笔")
    assert "UTF-8" in told
    assert len(talked.shell("todo", "list")) == 2


def test_hints_are_told_as_in_the_shell(talked: Talked) -> None:
    said = talked.say("t", "陈小姐很小气")
    talked.shell("undo")
    from conversation import run

    run(["todo", "陈小姐很小气"])
    err = talked._heard()[1]
    assert err
    assert err in said


@pytest.mark.parametrize("lang", LANGS)
def test_in_either_language(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def heard() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, said.err

    one = Talked(tmp_path, monkeypatch, heard, lang)
    told = one.say("?", "q")
    for command in of(BOARD):
        if command.id in ASKS:
            assert Texts(lang)(f"command.{command.id}.tip") in told
