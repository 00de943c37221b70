"""Lists of things to do as other programs keep them: todo.txt, Todoist, TickTick, Outlook and Microsoft To Do, Taskwarrior, Markdown, plain
lines, or a table of any columns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from aetui.documents.others.heads import head_row, heads_of, plain
from aetui.documents.others.rows import TableRow, rows_of
from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern

Program = Literal["taskwarrior", "table", "markdown", "todo.txt", "lines"]

HEADS = heads_of(
    {
        "kind": "type",
        "text": "任务 任务名称 任务名 任务内容 标题 内容 主题 待办 待办事项 事项 名称 todo task taskname title content subject name summary",
        "due": "截止 截止日期 截止时间 到期日 到期日期 到期时间 日期 时间 完成期限 due duedate date deadline",
        "owner": "负责人 执行者 执行人 指派给 经办人 responsible assignee assignedto owner",
        "project": "清单 清单名称 列表 项目 项目名称 客户 客户名称 list listname project client",
        "priority": "优先级 重要程度 重要性 priority importance",
        "state": "状态 进度 完成 是否完成 完成状态 完成百分比 已完成 status state complete completed done iscompleted",
        "done_at": "完成时间 完成日期 completedtime datecompleted completedat completeddate",
        "repeat": "重复 repeat recurrence",
        "uid": "任务id taskid id uuid",
    }
)
_DONE = pattern(
    r"[12x是√✓✔☑]|true|y(?:es)?|(?:已)?完成|已办|done|completed?|closed|finished|100%?|archived|已归档", re.IGNORECASE
)
_BOX = pattern(r"\s*(?:[-*+]|\d+[.)、])?\s*(?:\[([ xX✓√])\]|([☐☑✓✔]))\s*(.+)")
_BULLET = pattern(r"\s*(?:[-*+•·●○▪]\s+|\d+(?:[.)]\s+|、\s*)|[（(]\d+[）)]\s*)")
_DATED = r"\d{4}-\d{2}-\d{2}"
_TXT = pattern(
    rf"(?P<done>x\s+(?:(?P<done_at>{_DATED})\s+)?)?(?:\((?P<priority>[A-Z])\)\s+)?(?:{_DATED}\s+)?(?P<text>.*)"
)
_TXT_SIGN = pattern(rf"(?:x {_DATED}|x \([A-Z]\)|\([A-Z]\)|{_DATED}) \S|.*\bdue:{_DATED}\b")
_DUE = pattern(rf"\bdue:({_DATED}(?:T[0-9:]+)?)")
_KEYED = pattern(r"(?:^|\s)(?:due|t|rec|pri|id|h):[^\s:]+")
_PROJECT = pattern(r"(?:^|\s)\+(\S+)")
_LETTERS = {
    "a": 1,
    "b": 2,
    "c": 3,
    "h": 1,
    "m": 2,
    "l": 3,
    "高": 1,
    "中": 2,
    "低": 3,
    "high": 1,
    "normal": 2,
    "medium": 2,
    "low": 3,
}


class Task(msgspec.Struct, frozen=True):
    """One thing to do. `line`: in the file. `typed`: the text is a line as somebody types it, its time and its owner in it; else `due` is
    the time as it was written. `priority`: 1 the highest, 0 none. `repeats`: this is one time of many."""

    line: int
    text: str
    typed: bool = False
    due: str = ""
    owner: str = ""
    project: str = ""
    priority: int = 0
    done: bool = False
    done_at: str = ""
    repeats: bool = False
    uid: str = ""


class TaskList(msgspec.Struct, frozen=True):
    """What a file lists, and as whose list it was read. `beside`: so many lines stand between its boxes and are neither a box nor a
    heading."""

    program: Program
    tasks: list[Task]
    beside: int = 0


def read_tasks(text: str, file: Path) -> TaskList:
    """The things to do. Raises BadInput: a broken JSON (`tasks.json`), or nothing to do in it (`tasks.none`)."""
    readers: tuple[tuple[Program, Callable[[str, Path], list[Task] | None]], ...] = (
        ("taskwarrior", _json),
        ("table", _table),
        ("markdown", _markdown),
        ("todo.txt", _todo_txt),
        ("lines", _lines),
    )
    for program, reader in readers:
        tasks = reader(text, file)
        if tasks is None:
            continue
        if not tasks:
            break
        return TaskList(program, tasks, _beside(text) if program == "markdown" else 0)
    raise BadInput("tasks.none", file=file)


def _json(text: str, file: Path) -> list[Task] | None:
    """Taskwarrior's export: a list, or an object a line."""
    if not text.lstrip().startswith(("[{", "[\n", "[ ", "{", "[]")):
        return None
    try:
        whole = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(t.strip(",")) for t in text.split("\n") if t.strip()]
        )
    except (ValueError, RecursionError):
        if text.lstrip().startswith(("[ ", "[\n")):
            return None  # `[ ] call` is a box to tick
        raise BadInput("tasks.json", file=file) from None
    found = []
    for n, one in enumerate(whole if isinstance(whole, list) else [], 1):
        if not isinstance(one, dict) or not isinstance(one.get("description"), str):
            raise BadInput("tasks.json", file=file)
        state = str(one.get("status", "pending"))
        if state == "deleted" or (state == "recurring" and one.get("mask") is not None):
            continue  # of what comes round its own times stand beside it
        found.append(
            Task(
                n,
                _one_line(one["description"]),
                due=_word(one, "due") or _word(one, "scheduled"),
                project=_word(one, "project"),
                priority=_priority(_word(one, "priority")),
                done=state == "completed",
                done_at=_word(one, "end"),
                repeats=bool(one.get("recur")),
                uid=_word(one, "uuid"),
            )
        )
    return found


def _table(text: str, file: Path) -> list[Task] | None:
    rows = rows_of(text, file) if file.suffix.lower() in (".csv", ".tsv") or "\t" in text or "," in text else []
    head = head_row(rows, HEADS)
    if head is None or not any(HEADS.get(plain(cell)) == "text" for cell in rows[head].cells):
        return None if file.suffix.lower() not in (".csv", ".tsv") else _first_column(rows)
    fields: dict[str, int] = {}
    for n, cell in enumerate(rows[head].cells):
        field = HEADS.get(plain(cell))
        if field:
            fields.setdefault(field, n)
    return [task for row in rows[head + 1 :] if (task := _row(row, fields))]


def _first_column(rows: list[TableRow]) -> list[Task]:
    """A table whose columns are called nothing known: its first words, as somebody types them."""
    lines = ((row.number, _one_line(" ".join(row.cells))) for row in rows)
    return [Task(n, line, typed=True) for n, line in lines if any(c.isalnum() for c in line)]


def _row(row: TableRow, fields: dict[str, int]) -> Task | None:
    said = {field: row.cell(n) for field, n in fields.items()}
    text = _one_line(said.get("text", ""))
    if not text or said.get("kind", "task").casefold() not in ("", "task", "任务"):  # Todoist: sections and notes
        return None
    return Task(
        row.number,
        text,
        due=said.get("due", ""),
        owner=said.get("owner", "").partition(" (")[0],
        project=said.get("project", ""),
        priority=_priority(said.get("priority", "")),
        done=_DONE.fullmatch(said.get("state", "").removesuffix(".0")) is not None or bool(said.get("done_at")),
        done_at=said.get("done_at", ""),
        repeats=bool(said.get("repeat")) or said.get("due", "").casefold().startswith(("every", "每")),
        uid=said.get("uid", ""),
    )


def _markdown(text: str, _: Path) -> list[Task] | None:
    """Boxes to tick; headings and words between them are none."""
    boxes = [(n, found) for n, line in enumerate(text.split("\n"), 1) if (found := _BOX.fullmatch(line))]
    if not boxes:
        return None
    return [
        Task(n, _one_line(found[3]), typed=True, done=(found[1] or found[2]) not in (" ", "☐")) for n, found in boxes
    ]


def _beside(text: str) -> int:
    said = (line.strip() for line in text.split("\n"))
    return sum(
        any(c.isalnum() for c in line) and not line.startswith("#") and not _BOX.fullmatch(line) for line in said
    )


def _todo_txt(text: str, file: Path) -> list[Task] | None:
    lines = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not (file.name.casefold() in ("todo.txt", "done.txt") or any(_TXT_SIGN.match(line) for _, line in lines)):
        return None
    return list(_txt_tasks(lines))


def _txt_tasks(lines: list[tuple[int, str]]) -> Iterator[Task]:
    for n, line in lines:
        found = _TXT.fullmatch(line)
        assert found is not None
        body = found["text"]
        due, project = _DUE.search(body), _PROJECT.search(body)
        words = _one_line(_KEYED.sub(" ", body))
        if words:
            yield Task(
                n,
                words,
                due=due[1] if due else "",
                project=project[1] if project else "",
                priority=_priority(found["priority"] or ""),
                done=bool(found["done"]),
                done_at=found["done_at"] or "",
                repeats=" rec:" in f" {body}",
            )


def _lines(text: str, _: Path) -> list[Task]:
    lines = ((n, _BULLET.sub("", line, count=1).strip()) for n, line in enumerate(text.split("\n"), 1))
    return [Task(n, line, typed=True) for n, line in lines if any(c.isalnum() for c in line)]


def _priority(said: str) -> int:
    """1 the highest; TickTick counts up to 5, Todoist's own table has 1 for the highest."""
    word = said.strip().casefold()
    if word in _LETTERS:
        return _LETTERS[word]
    return {"5": 1, "4": 3, "3": 2, "2": 2, "1": 1}.get(word, 0)


def _word(one: dict[str, Any], key: str) -> str:
    said = one.get(key)
    return str(said) if isinstance(said, str | int) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
