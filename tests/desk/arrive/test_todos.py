"""To-dos of other programs: each program's own file, dates read as everywhere, what is done left out, none twice."""

from __future__ import annotations

from datetime import date

import pytest
from desks import at, client, everything

from aetui.desk.arrive.arrival import Arrival
from aetui.desk.arrive.todos import todos
from aetui.desk.book.people import add_person
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.domain.errors import BadInput
from aetui.domain.records import Todo
from aetui.locales import Texts

NOW, SAY = at("10:00"), Texts("zh")

TODO_TXT = """(B) 2026-11-20 call the printer +梅林 @phone due:2026-11-27
x 2026-11-21 2026-11-20 old one
(A) first of all
"""
TODOIST = """TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
section,一组,,,,,,,,
task,寄样,,4,1,李雯 (1),小王 (2),2026-11-27,zh,
task,"改稿, 第二版",,1,1,李雯 (1),,tomorrow 3pm,en,
task,weekly,,4,1,,,every friday,en,
note,a word,,,,,,,,
"""
TICKTICK = """"Date: 2026-11-23+0000"
"Version: 7.1"
"Status:
0 Normal
1 Completed
2 Archived"
"Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date","Due Date","Reminder","Repeat","Priority","Status","Created Time","Completed Time","Order","Timezone","Is All Day","taskId"
"","梅林食品","寄合同","TEXT","","","N","","2026-11-26T16:00:00+0000","","","5","0","2026-11-20T00:00:00+0000","","1","Asia/Shanghai","true","7"
"","私事","买花","TEXT","","","N","","2026-11-27T02:00:00+0000","","","0","0","2026-11-20T00:00:00+0000","","2","Asia/Shanghai","false","8"
"","","做过","TEXT","","","N","","","","","0","2","2026-11-20T00:00:00+0000","2026-11-21T02:00:00+0000","3","Asia/Shanghai","false","9"
"""
OUTLOOK = "主题,开始日期,到期日期,完成百分比,优先级,备注\n交工时表,2026/11/20,2026/11/27,0,高,\n报销,2026/11/20,2026/11/20,100,普通,\n"
TASKWARRIOR = """[
{"id":1,"description":"送打样","due":"20261127T100000Z","status":"pending","uuid":"a","priority":"H","project":"申花"},
{"id":2,"description":"过期的","due":"20261101T100000Z","status":"waiting","uuid":"b"},
{"id":0,"description":"done","status":"completed","uuid":"c","end":"20261120T100000Z"},
{"id":0,"description":"gone","status":"deleted","uuid":"d"}
]
"""
MARKDOWN = "# 今天\n\n- [ ] 周五 打样 @小王\n- [x] 做过了\n  * [ ] 寄样\n[ ] 2611-001 改字\n\n一些话\n"
LINES = "周五下午3点 打样 @小王\n• 寄样\n1、交工时表\n\n2) 催印刷厂\n"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    add_person(desk, "小王", None, NOW)
    open_card(desk, "海报", NOW, client="梅林")
    return desk


def read(desk: Desk, name: str, text: str, **options: bool) -> Arrival:
    file = desk.store.path.with_name(name)
    file.write_text(text, "utf-8")
    return todos(desk, file, SAY, NOW, **options)


def take(desk: Desk, name: str, text: str, **options: bool) -> dict[str, Todo]:
    before = {t.id for t in desk.each(Todo)}
    read(desk, name, text, **options).write(desk, NOW)
    return {t.text: t for t in desk.each(Todo) if t.id not in before}


FRI, SAT = date(2026, 11, 27), date(2026, 11, 28)


def test_todo_txt(desk: Desk) -> None:
    made = take(desk, "todo.txt", TODO_TXT)
    call = made["call the printer +梅林 @phone"]
    assert (call.day, call.due, call.client_id, call.owner) == (FRI, None, client(desk, "梅林").id, None)
    assert made["first of all"].priority < call.priority
    assert len(made) == 2


def test_todoist(desk: Desk) -> None:
    made = take(desk, "todoist.csv", TODOIST)
    assert (made["寄样"].owner, made["寄样"].due) == ("小王", at("18:00", 27))
    assert made["改稿, 第二版"].due == at("15:00", 24)
    assert made["weekly"].day == NOW.date() or made["weekly"].day == FRI
    assert len(made) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_ticktick(desk: Desk, encoding: str) -> None:
    file = desk.store.path.with_name("tick.csv")
    file.write_bytes(TICKTICK.encode(encoding))
    arrival = todos(desk, file, SAY, NOW)
    arrival.write(desk, NOW)
    made = {t.text: t for t in desk.each(Todo)}
    assert (made["寄合同"].day, made["寄合同"].due, made["寄合同"].client_id) == (FRI, None, client(desk, "梅林").id)
    assert made["买花"].due == at("10:00", 27)
    assert [row.text for row in arrival.rows if row.becomes == "left"] == ["做过"]
    (done,) = take(desk, "tick.csv", TICKTICK, everything=True).values()
    assert done.done
    assert done.done.at == at("10:00", 21)


def test_outlook_and_microsoft_to_do(desk: Desk) -> None:
    made = take(desk, "outlook.csv", OUTLOOK)
    assert {t.text: t.day for t in made.values()} == {"交工时表": FRI}


def test_taskwarrior(desk: Desk) -> None:
    made = take(desk, "tw.json", TASKWARRIOR)
    assert (made["送打样"].due, made["送打样"].client_id) == (at("18:00", 27), client(desk, "申花").id)
    assert (made["过期的"].day, made["过期的"].due) == (NOW.date(), None), "what is over stands on today's list"
    assert len(made) == 2
    assert "done" in take(desk, "tw.json", TASKWARRIOR, everything=True)
    assert not take(desk, "tw.json", "\n".join(line.strip(",") for line in TASKWARRIOR.splitlines()[1:-1]))


def test_markdown_and_plain_lines_are_read_as_typed_lines(desk: Desk) -> None:
    made = take(desk, "list.md", MARKDOWN)
    assert (made["打样"].owner, made["打样"].due) == ("小王", at("18:00", 27))
    assert made["2611-001 改字"].card_id
    assert set(made) == {"打样", "寄样", "2611-001 改字"}
    assert read(desk, "list.md", MARKDOWN).told[1:] == ["不是勾选框的 1 行不收。"], (
        "words between boxes are told, headings aren't"
    )
    more = take(desk, "list.txt", LINES)
    assert set(more) == {"交工时表", "催印刷厂"}, "what stands on the list already stands there once"


@pytest.mark.parametrize(
    ("name", "text"),
    [("todo.txt", TODO_TXT), ("a.csv", TODOIST), ("b.csv", TICKTICK), ("c.csv", OUTLOOK), ("d.json", TASKWARRIOR), ("e.md", MARKDOWN), ("f.txt", LINES)],
)  # fmt: skip
@pytest.mark.parametrize("all_", [False, True])
def test_a_second_time_brings_nothing_and_undo_takes_all_back(desk: Desk, name: str, text: str, all_: bool) -> None:
    before = everything(desk)
    arrival = read(desk, name, text, everything=all_)
    assert everything(desk) == before
    arrival.write(desk, NOW)
    after = everything(desk)
    again = read(desk, name, text, everything=all_)
    assert not again.changes
    for made in desk.book.live_of(Todo):
        finish_todo(desk, made.id, NOW)
        break
    assert not read(desk, name, text, everything=all_).changes, "done here since, it doesn't come back"
    desk.undo(NOW)
    assert everything(desk) == after
    desk.undo(NOW)
    assert everything(desk) == before


def test_what_is_typed_here_already_is_known(desk: Desk) -> None:
    add_todo(desk, "寄样", NOW)
    assert [row.becomes for row in read(desk, "x.txt", "寄 样\n").rows] == ["same"]


def test_a_time_that_can_not_be_read_is_told_and_none(desk: Desk) -> None:
    text = "task,due\n寄样,3/12/2026\n"
    (row,) = read(desk, "x.csv", text).rows
    assert "3/12/2026" in row.more
    assert take(desk, "x.csv", text)["寄样"].due is None


@pytest.mark.parametrize("text", ['[{"x":1}]', '[{"description":', "task,due\n,\n", "[]", "- \n* \n"])
def test_what_lists_nothing_changes_nothing(desk: Desk, text: str) -> None:
    before = everything(desk)
    with pytest.raises(BadInput):
        take(desk, "x.json" if text.startswith("[") else "x.txt", text)
    assert everything(desk) == before
