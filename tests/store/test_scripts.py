"""What docs/scripts.md promises to a script on a desk: TinyDB as it is, safe beside others, checked, undoable."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storing import NOW, commit, item, opened, todo
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.operations import set as put
from tinydb.storages import MemoryStorage

import aetui
from aetui.desk.core import Desk
from aetui.domain.errors import DeskError
from aetui.domain.records import Todo

PAGE = (Path(__file__).parents[2] / "docs" / "scripts.md").read_text("utf-8")
Q = Query()


@pytest.fixture(autouse=True)
def in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(DeskError, "in_words", None)
    for name, value in (("HOME", str(tmp_path)), ("USER", "u"), ("LANG", "en")):
        monkeypatch.setenv(f"AETUI_{name}", value)


def doc(key: str, text: str = "打样", **more: Any) -> dict[str, Any]:
    at = NOW.isoformat()
    return {"id": key, "created_at": at, "updated_at": at, "text": text, "day": "2026-11-23", **more}


def running(code: str, *argv: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


# As TinyDB, whatever is done in whatever order

TEXTS = st.sampled_from(["打样", "报价", "Muster", "a b", "🎉"])
NUMBERS = st.integers(0, 3)
CONDITIONS = st.one_of(
    TEXTS.map(lambda text: Q.text == text),
    NUMBERS.map(lambda n: Q.priority >= n),
    NUMBERS.map(lambda n: (Q.priority == n) | ~Q.priority.exists()),
    TEXTS.map(lambda text: Q.text.test(lambda said: said < text)),
    st.just(where("text").search("[样价]")),
)
Act = Callable[[Any, int], Any]


def one_document(n: int, text: str, number: int) -> dict[str, Any]:
    return doc(f"i{n}", text, **({"priority": number} if number else {}))


ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda text, n: lambda t, new: t.insert(one_document(new, text, n)), TEXTS, NUMBERS),
    st.builds(
        lambda texts: lambda t, new: t.insert_multiple([one_document(new + k / 9, text, 1) for k, text in enumerate(texts)]),
        st.lists(TEXTS, max_size=3),
    ),
    st.builds(lambda cond, text: lambda t, _: t.update({"text": text}, cond), CONDITIONS, TEXTS),
    st.builds(lambda cond, n: lambda t, _: t.update(put("priority", n), cond), CONDITIONS, NUMBERS),
    st.builds(lambda n: lambda t, _: t.update(increment("priority"), Q.priority == n), NUMBERS),
    st.builds(lambda n: lambda t, _: t.update(delete("priority"), Q.priority == n), NUMBERS),
    st.builds(lambda a, b: lambda t, _: t.update_multiple([({"text": "甲"}, a), ({"text": "乙"}, b)]), CONDITIONS, CONDITIONS),
    st.builds(lambda text, n: lambda t, new: t.upsert(one_document(new, text, n), Q.id == "none"), TEXTS, NUMBERS),
    st.builds(lambda cond, text: lambda t, _: t.upsert({"text": text}, cond) if t.contains(cond) else None, CONDITIONS, TEXTS),
    st.builds(lambda cond: lambda t, _: t.remove(cond), CONDITIONS),
    st.builds(lambda ids: lambda t, _: t.remove(doc_ids=ids), st.lists(st.integers(1, 9), max_size=3, unique=True)),
    st.just(lambda t, _: t.truncate()),
    st.builds(lambda cond: lambda t, _: (t.search(cond), t.get(cond), t.contains(cond), t.count(cond)), CONDITIONS),
    st.builds(lambda n: lambda t, _: (t.get(doc_id=n), t.get(doc_ids=[n, n + 1]), t.contains(doc_id=n)), st.integers(1, 9)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(acts=st.lists(ACTS, max_size=12), together=st.booleans(), again=st.booleans())
def test_a_table_does_what_a_stock_one_does(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act], together: bool, again: bool
) -> None:
    path = tmp_path_factory.mktemp("d") / "x.json"
    db, stock = opened(path), TinyDB(storage=MemoryStorage)

    def run() -> None:
        for n, act in enumerate(acts):
            ours, theirs = _answer(act, db.table("todos"), n), _answer(act, stock.table("todos"), n)
            assert ours == theirs
            assert [(d.doc_id, d) for d in db.table("todos")] == [(d.doc_id, d) for d in stock.table("todos")]
            assert len(db.table("todos")) == len(stock.table("todos"))

    if together:  # inside one change, answers are those of the change
        with db.change():
            run()
        assert len(db.log(9)) <= 1
    else:
        run()
    if again:
        db.close()
        db = opened(path)
    assert {d.doc_id: d for d in db.table("todos")} == {d.doc_id: d for d in stock.table("todos")}
    for found in db.table("todos"):
        assert isinstance(found.record, Todo)
        assert found.record.text == found["text"]
    if db.log(1) and together:
        db.undo(NOW)
        assert not db.table("todos").all()
    db.file.close()


def _answer(act: Act, table: Any, n: int) -> Any:
    try:
        return act(table, n)
    except (ValueError, KeyError, RuntimeError, TypeError) as error:
        return type(error).__mro__[-3:]


# The page


def test_the_pages_example_does_what_it_says(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    indented = re.findall(r"^  ```python\n(.*?)^  ```", PAGE, re.S | re.M)
    opened(tmp_path / "u.json").table("todos").insert(doc("old", "打样 A4"))
    done = running(f"import sys; sys.argv = ['timesheets.py']\n{blocks[0]}")
    out, err = done.communicate(timeout=60)
    assert (out, err) == ("1 2026-11-23 2026-11-23\n", "")
    db = opened(tmp_path / "u.json")
    assert {d["text"]: d.get("priority") for d in db.table("todos")} == {"打样 A4": None, "交工时表": 1}
    assert {entry.program for entry in db.log(2)} == {"timesheets.py"}
    inside = "".join(line[2:] for line in indented[0].splitlines(keepends=True))
    exec(inside, {"db": db, "todos": db.table("todos"), "todo": Q, "Query": Query, "now": NOW.isoformat()})


@pytest.mark.parametrize("said", [None, "u", "path", "text"])
def test_a_desk_is_found_by_its_user_or_its_path(tmp_path: Path, said: str | None) -> None:
    path = tmp_path / "u.json"
    with aetui.connect({"path": path, "text": str(path)}.get(said or "", said), program="p") as db:
        db.table("todos").insert(doc("a"))
    assert path.exists()
    with TinyDB(path) as plain:
        assert [d["id"] for d in plain.table("todos")] == ["a"]
    with pytest.raises(DeskError, match="can't be a desk's name"):
        aetui.connect("a b:c")


def test_import_aetui_costs_nothing() -> None:
    code = "import sys; import aetui; print([m for m in sys.modules if m.partition('.')[0] in ('tinydb', 'msgspec', 'click')])"
    assert running(code).communicate(timeout=60)[0] == "[]\n"


# Checked


@pytest.mark.parametrize(
    ("table", "given_", "told"),
    [
        ("todos", {"text": "x"}, "missing required field"),
        ("todos", doc("a"), "has the id a already"),
        ("todos", doc(""), "can't stand in the table todos"),
        ("todos", doc("b", day="nie"), "day"),
        ("todos", doc("b", titel="x"), "no field titel"),
        ("todos", doc("b", done={"at": NOW.isoformat(), "hwo": "x"}), "no field done.hwo"),
        ("todos", doc("b", created_at="2026-11-23T09:32:00"), "can't stand"),
        ("todos", doc("b", text=object), "can't stand"),
        ("todo", doc("b"), "nearest: todos"),
        ("meta", doc("b"), "program's own"),
        ("log", doc("b"), "program's own"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_a_sentence(
    tmp_path: Path, table: str, given_: dict[str, Any], told: str
) -> None:
    with aetui.connect() as db:
        db.table("todos").insert(doc("a"))
        before = (tmp_path / "u.json.journal").read_bytes()
        for act in (
            lambda: db.table(table).insert(given_),
            lambda: db.table(table).insert_multiple([{**doc("c"), "text": "gut"}, given_]),
        ):
            with pytest.raises(ValueError, match=re.escape(told) if table == "todos" else told):
                act()
        assert (tmp_path / "u.json.journal").read_bytes() == before
        with pytest.raises(ValueError, match="day"), db.change():  # noqa: PT012
            db.table("todos").insert(doc("d"))
            db.table("todos").update({"day": "nie"})
        assert db.table("todos").all() == [doc("a")]


def test_texts_are_as_clean_as_typed_ones_and_strange_fields_of_a_newer_program_stay(tmp_path: Path) -> None:
    db = opened(tmp_path / "u.json")
    db.table("todos").insert(doc("a", "打\u200b样\x1b[31m\u2028二"))
    assert db.table("todos").get(doc_id=1) == doc("a", "打样[31m\n二")
    db.close()
    path = tmp_path / "u.json"
    path.write_bytes(path.read_bytes().replace(b'"id":"a"', b'"id":"a","newer":[1]'))
    db = opened(path)
    db.table("todos").update({"text": "三\u200b"})
    assert db.table("todos").get(doc_id=1) == doc("a", "三", newer=[1])


# Beside others


def test_a_board_that_is_open_hears_of_it_and_undo_takes_it_back(tmp_path: Path) -> None:
    path = tmp_path / "u.json"
    desk = Desk.open(path, program="board", now=NOW)
    heard: list[Any] = []
    desk.subscribe(heard.append)
    with desk.change("todo.add", NOW) as change:
        change.put(todo("own", "自己的"))
    code = (
        "import sys, aetui; from tinydb import Query; sys.argv = ['import_jobs.py']\n"
        "with aetui.connect() as db:\n"
        "    assert db.table('todos').get(Query().id == 'own')['text'] == '自己的'\n"
        f"    db.table('todos').insert_multiple([{doc('s1')!r}, {doc('s2')!r}])\n"
        "    print('written', flush=True); sys.stdin.readline()\n"
        "    print(db.table('todos').get(Query().id == 'later')['text'])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as script:
        assert script.stdin
        assert script.stdout
        assert script.stdout.readline() == "written\n"
        assert desk.poll()
        assert [e.id for e in heard[-1].edits] == ["s1", "s2"]
        assert desk.get(Todo, "s1") == todo("s1", "打样")
        with desk.change("todo.add", NOW) as change:
            change.put(todo("later", "后来的"))
        script.stdin.write("\n")
        script.stdin.flush()
        assert script.stdout.readline() == "后来的\n"
    assert script.returncode == 0
    assert [e.program for e in desk.store.log(3)] == ["board", "import_jobs.py", "board"]
    desk.undo(NOW)
    desk.undo(NOW)
    assert [r.id for r in desk.each(Todo)] == ["own"]


def test_what_a_table_does_inside_a_verb_of_the_desk_is_part_of_its_change(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "u.json", program="board", now=NOW)
    with desk.change("todo.add", NOW) as change:
        change.put(todo("a"))
        desk.store.table("todos").insert(doc("b"))
        assert {r.id for r in desk.each(Todo)} == {"b"}, "as the change leaves the tables"
    assert {r.id for r in desk.book.all_of(Todo)} == {"a", "b"}
    assert len(desk.store.log(9)) == 1
    with pytest.raises(ZeroDivisionError), desk.change("todo.add", NOW):  # noqa: PT012
        desk.store.table("todos").truncate()
        raise ZeroDivisionError
    assert {r.id for r in desk.each(Todo)} == {"a", "b"}
    desk.store.table("todos").remove(Q.id == "b")
    assert desk.poll(), "outside one it is told as another's would be"
    assert {r.id for r in desk.book.all_of(Todo)} == {"a"}


def test_a_script_that_is_killed_leaves_changes_whole(tmp_path: Path) -> None:
    code = (
        "import aetui\n"
        "db = aetui.connect()\n"
        "for n in range(100000):\n"
        "    with db.change():\n"
        "        for half in 'ab':\n"
        f"            db.table('todos').insert({{**{doc('')!r}, 'id': f'{{n}}{{half}}'}})\n"
        "    print(n, flush=True)\n"
    )
    acknowledged = -1
    for life in range(4):
        script = running(code.replace("range(100000)", f"range({acknowledged + 1}, 100000)"))
        assert script.stdout
        for _ in range(5 + life):
            acknowledged = int(script.stdout.readline())
        script.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *map(int, script.stdout.read().split())])
        script.wait()
        script.communicate()
        db = opened(tmp_path / "u.json")
        ids = [d["id"] for d in db.table("todos")]
        assert len(ids) == len(set(ids))
        assert {f"{n}{half}" for n in range(acknowledged + 1) for half in "ab"} <= set(ids)
        assert len(ids) % 2 == 0, "no half of a change"
        assert db.check().notes == []
        acknowledged = len(ids) // 2 - 1
        db.close()


def test_two_scripts_and_a_desk_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "u.json"
    desk = opened(path, "board")
    code = (
        "import sys, aetui\n"
        "with aetui.connect(program=sys.argv[1]) as db:\n"
        "    for n in range(40):\n"
        f"        db.table('todos').insert({{**{doc('')!r}, 'id': f'{{sys.argv[1]}}{{n}}'}})\n"
    )
    scripts = [running(code, who) for who in ("one", "two")]
    n = 0
    while any(script.poll() is None for script in scripts):
        commit(desk, item(f"i{n}"))
        n += 1
        time.sleep(0.002)
    assert [script.communicate() for script in scripts] == [("", ""), ("", "")]
    assert [script.returncode for script in scripts] == [0, 0]
    wanted = {f"{who}{k}" for who in ("one", "two") for k in range(40)}
    found = desk.table("todos").all()
    assert {d["id"] for d in found} == wanted
    assert len({d.doc_id for d in found}) == len(found) == 80
    assert len(desk.table("items")) == n
    assert desk.check().notes == []


def test_a_script_keeps_nothing_of_what_nobody_asks_for(tmp_path: Path) -> None:
    with aetui.connect() as db:
        for n in range(20):
            db.table("todos").insert(doc(f"a{n}"))
        commit(opened(tmp_path / "u.json"), item("x"))
        assert db.table("items").count(Q.id == "x") == 1
        assert db.refresh() == []


# Without TinyDB


def test_without_tinydb_nothing_runs_and_the_library_is_named(tmp_path: Path) -> None:
    code = "import sys; sys.modules['tinydb'] = None\nfrom aetui.cli.main import run\nsys.exit(run(sys.argv[1:]))"
    for argv in (["due"], ["call", "梅林", "报价"], ["check"]):
        script = running(code, *argv)
        out, err = script.communicate(timeout=60)
        assert (script.returncode, out) == (70, "")
        assert err == (
            "aetui: A library that the program needs isn't installed, tinydb: pip install tinydb. No data was touched.\n"
        )
    assert list(tmp_path.iterdir()) == []
