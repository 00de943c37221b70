"""Out of the desk and into another: nothing is lost on the way, and what is no export changes nothing."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import UTC
from pathlib import Path
from time import process_time
from typing import Any

import msgspec
import pytest
from desks import all_of, at, everything, owed
from odd_files import make_odd
from once import the_demo

from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.files.transfer import export_to, import_from
from aetui.desk.files.vcards import import_vcards
from aetui.desk.find.mentions import find_text
from aetui.desk.meeting.meetings import cancel_meeting, move_meeting
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput, Unusable
from aetui.domain.records import KINDS, Card, Meeting, Todo
from aetui.locales import Texts
from aetui.store.file.held import Held

NOW = at("11:30")
SAY = Texts("zh")


@pytest.fixture
def full(tmp_path: Path) -> Desk:
    return the_demo(tmp_path)


@pytest.fixture
def fresh(tmp_path: Path) -> Desk:
    return Desk.open(tmp_path / "fresh.json", program="test", now=NOW)


def test_all_goes_over_and_goes_over_once(full: Desk, fresh: Desk, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    n = export_to(full, out, NOW, say=SAY)
    taken = import_from(fresh, out, NOW)
    assert (taken.new, taken.changed, taken.kept) == (n, 0, 0)
    assert everything(fresh) == everything(full)
    assert fresh.obligations(NOW, ended=True) == full.obligations(NOW, ended=True)
    again = import_from(fresh, out, at("11:31"))
    assert (again.new, again.changed, again.kept) == (0, 0, n)
    assert [e.verb for e in fresh.store.log(9)] == ["import"]
    fresh.undo(at("11:32"))
    assert everything(fresh) == {}


def test_the_newer_wins(full: Desk, fresh: Desk, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    export_to(full, out, NOW, say=SAY)
    import_from(fresh, out, NOW)
    todo = next(t for t in fresh.book.live_of(Todo) if t.done is None)
    finish_todo(fresh, todo.id, at("11:40"))
    assert import_from(fresh, out, at("11:41")).changed == 0
    back = tmp_path / "back.json"
    export_to(fresh, back, at("11:42"), say=SAY)
    assert import_from(full, back, at("11:43")).changed == 1
    assert everything(full) == everything(fresh)


def spoil(whole: dict[str, Any], how: str) -> object:
    records = whole["records"]
    call = records["calls"][0]
    match how:
        case "no export":
            return {"hello": 1}
        case "newer":
            return {**whole, "aetui": 2}
        case "list":
            return [whole]
        case "unknown table":
            records["things"] = []
        case "no rows":
            records["calls"] = {"1": call}
        case "wrong type":
            call["at"] = "yesterday"
        case "lacks a field":
            del call["way"]
        case "unknown mark":
            records["items"][0]["mark"] = "%"
        case "no offset":
            call["at"] = "2026-11-23T09:00:00"
        case "out of reach":
            call["at"] = "0001-01-01T00:00:00+14:00"
        case "no amount":
            at_ = call["at"]
            records["cards"][0]["estimates"] = [{"amount": "NaN", "at": at_}]
    return whole


@pytest.mark.parametrize(
    "how",
    ["no export", "newer", "list", "unknown table", "no rows", "wrong type", "lacks a field", "unknown mark", "no offset",
     "out of reach", "no amount"],
)  # fmt: skip
def test_what_is_no_export_changes_nothing(full: Desk, fresh: Desk, tmp_path: Path, how: str) -> None:
    out = tmp_path / "all.json"
    export_to(full, out, NOW, say=SAY)
    out.write_text(json.dumps(spoil(json.loads(out.read_text()), how)))
    with pytest.raises(BadInput, match=r"import\.format"):
        import_from(fresh, out, NOW)
    assert everything(fresh) == {}
    assert not (tmp_path / "fresh.json").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"null", b'{"aetui":1}'])
def test_broken_files(fresh: Desk, tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "x.json"
    out.write_bytes(content)
    with pytest.raises(BadInput, match=r"import\.format"):
        import_from(fresh, out, NOW)
    for nowhere in (tmp_path / "nowhere.json", tmp_path):
        with pytest.raises(BadInput, match=r"import\.read"):
            import_from(fresh, nowhere, NOW)


def table(desk: Desk, file: Path, name: str | None) -> list[dict[str, str]]:
    n = export_to(desk, file, NOW, say=SAY, table=name)
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert len(rows) == n
    return rows


def test_every_table_opens(full: Desk, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    for kind in KINDS:
        assert len(table(full, out, kind)) == len(list(full.store.table(kind).records()))
    assert {r["rule"] for r in table(full, out, None)} >= {"card.schedule", "week.call"}
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(BadInput, match=r"export\.table"):
        export_to(full, out, NOW, say=SAY, table="nothing")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠x", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(full: Desk, tmp_path: Path, text: str) -> None:
    add_todo(full, text, NOW)
    assert table(full, tmp_path / "x.csv", "todos")[-1]["text"] == f"'{text}"


def test_a_calendar_that_others_read(full: Desk, tmp_path: Path) -> None:
    from icalendar import Calendar

    out = tmp_path / "x.ics"
    add_todo(full, "x", NOW)
    record_call(full, NOW, ["> 一行\n二行；逗号, 反斜\\ 2026-11-24 10:00"], client="梅林")
    n = export_to(full, out, NOW, say=SAY)
    calendar = Calendar.from_ical(out.read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == n
    assert len({str(e["uid"]) for e in events}) == n
    assert {e["dtstart"].dt for e in events} >= {o.due for o in full.obligations(NOW)}
    assert all(e["dtstart"].dt.tzinfo is UTC or e["dtstart"].dt.utcoffset().total_seconds() == 0 for e in events)
    (meeting,) = (e for e in events if "dtend" in e)
    assert (str(meeting["summary"]), meeting["dtend"].dt) == ("益力 媒介例会", at("15:30", 26))
    assert b"TZID" not in out.read_bytes()


def test_a_meeting_that_is_called_off_is_struck_out_and_never_vanishes(full: Desk, tmp_path: Path) -> None:
    from icalendar import Calendar

    def events() -> dict[str, tuple[str, int, str]]:
        out = tmp_path / "x.ics"
        export_to(full, out, NOW, say=SAY)
        found = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
        return {
            str(e["uid"]): (str(e.get("status", "")), int(e["sequence"]), e["dtstart"].dt.isoformat())
            for e in found
            if "dtend" in e
        }

    (meeting,) = all_of(full, Meeting)
    uid, first = f"{meeting.id}@aetui", at("14:00", 26)
    before = events()
    assert (before[uid][0], before[uid][1]) == ("", 0)
    turns = [before[uid][1]]
    move_meeting(full, meeting.id, NOW, start=at("10:00", 27), how="电话")
    assert events()[uid][0] == ""
    turns.append(events()[uid][1])
    move_meeting(full, meeting.id, NOW, start=None, how="电话")  # no new date yet: it isn't at the old one any more
    assert events()[uid][0] == "CANCELLED"
    turns.append(events()[uid][1])
    move_meeting(full, meeting.id, NOW, start=first, how="电话")
    assert events()[uid][0] == ""
    turns.append(events()[uid][1])
    cancel_meeting(full, meeting.id, "客户取消", NOW)
    struck = events()[uid]
    assert struck[0] == "CANCELLED"
    turns.append(struck[1])
    assert turns == sorted(set(turns))  # each newer than the one before
    assert struck[2] == before[uid][2]


@pytest.mark.parametrize("name", ["x.pdf", "x", ".json", "nowhere/x.json"])
def test_where_it_cannot_go(full: Desk, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadInput):
        export_to(full, tmp_path / name, NOW, say=SAY)
    assert sorted(tmp_path.iterdir()) == before


def test_finding(full: Desk) -> None:
    def found(words: str) -> list[tuple[str, str]]:
        return [(h.kind, h.text) for h in find_text(full, words)]

    assert ("items", "+ 双十二促销单页，A4 双面，周五前要打样") in found("打样")
    assert ("cards", "2611-002 双十二促销单页") in found("双十二")
    assert ("todos", "单页打样") in found("打样")
    assert ("memos", "提醒小孙周四留会议室") in found("小孙")
    assert ("meetings", "媒介例会") in found("例会")
    assert {k for k, _ in found("申花")} >= {"clients", "calls", "items", "cards", "todos"}
    assert {k for k, _ in found("shenhua")} == {k for k, _ in found("申花")}
    assert found("没有这样的话") == found("") == found("  ") == []
    first, *rest = find_text(full, "申花")
    assert (first.kind, first.text) == ("clients", "申花家电")
    times = [h.at for h in rest]
    assert times == sorted(times, reverse=True)
    assert len({(h.kind, h.id) for h in rest}) == len(times)


def test_the_demo_s_monday(full: Desk) -> None:
    late = [(o.rule, o.state) for o in full.obligations(NOW) if o.state == "overdue"]
    assert late == [("trouble.report", "overdue"), ("card.open", "overdue")]
    assert not [o for o in full.obligations(NOW, ended=True) if o.state == "missed"]
    assert owed(full, "memo.remind", NOW)


def test_the_day_in_one_look(full: Desk) -> None:
    from aetui.desk.day.today import last_calls, today

    seen = today(full, NOW)
    assert [c.call.at for c in seen.calls] == [at("11:05"), at("10:40"), at("10:15"), at("9:32")]
    assert [c.returned_at for c in seen.calls] == [None, None, at("10:40"), None]
    assert [len(c.items) for c in seen.calls] == [3, 4, 0, 5]
    assert [c.number for c in seen.cards] == ["2611-001", "2611-002"]
    assert [t.text for t in seen.todos if t.done] == ["整理样品柜"]
    assert seen.meetings == []
    assert all(o.met_at is not None and o.met_at >= at("0:00") for o in seen.done)
    assert [m.title for m in today(full, at("9:00", 26)).meetings] == ["媒介例会"]
    meilin = seen.calls[-1].call.client_id
    assert meilin is not None
    (last,) = last_calls(full, meilin, at("9:32"))
    assert last.items[0].text == "立牌尺寸 60×160，按上次的"


def test_an_older_export_is_replaced_as_a_whole(full: Desk, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    out.write_text("older")
    export_to(full, out, NOW, say=SAY)
    assert json.loads(out.read_text())["aetui"] == 1
    assert not list(tmp_path.glob(".all*"))


def export_of(rows: dict[str, list[dict[str, Any]]], file: Path) -> Path:
    file.write_text(json.dumps({"aetui": 1, "records": rows}, ensure_ascii=False), "utf-8")
    return file


def many(n: int) -> dict[str, list[dict[str, Any]]]:
    stamp = at("09:00", 16).isoformat()
    return {
        "calls": [
            {"id": f"c{i:09d}", "created_at": stamp, "updated_at": stamp, "at": stamp, "way": "in"} for i in range(n)
        ]
    }


@pytest.mark.skipif("coverage" in sys.modules, reason="a tracer takes longer the more is run")
def test_an_import_is_straight_in_the_number_of_records_and_the_desk_is_free_again_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the processor's time, which other programs don't lengthen: 33 s of it for 40,000 records, once."""
    spent: dict[int, float] = {}
    locked = 0.0
    begun = 0.0
    take, leave = Held.take, Held.__exit__

    def taking(self: Held, wait_s: float) -> None:
        nonlocal begun
        take(self, wait_s)
        if self._depth == 1:
            begun = process_time()

    def leaving(self: Held, *why: object) -> None:
        nonlocal locked
        if self._depth == 1:
            locked = max(locked, process_time() - begun)
        leave(self, *why)

    monkeypatch.setattr(Held, "take", taking)
    monkeypatch.setattr(Held, "__exit__", leaving)
    for n in (4_000, 40_000):
        file = export_of(many(n), tmp_path / "many.json")
        desk = Desk.open(tmp_path / f"{n}.json", program="test", now=NOW)
        start = process_time()
        assert import_from(desk, file, NOW).new == n
        spent[n] = process_time() - start
        assert [entry.verb for entry in desk.store.log(9)] == ["import"]
        desk.close()
    assert spent[40_000] < 25 * spent[4_000]
    assert locked < 1.0


def test_a_mark_of_byte_order_is_no_part_of_it(fresh: Desk, tmp_path: Path) -> None:
    file = export_of(many(3), tmp_path / "x.json")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert import_from(fresh, file, NOW).new == 3


def test_a_time_of_change_to_come_never_wins(full: Desk, fresh: Desk, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    export_to(full, out, NOW, say=SAY)
    whole = json.loads(out.read_bytes())
    for rows in whole["records"].values():
        for row in rows:
            row["updated_at"] = "2036-11-23T09:30:00+08:00"
    n = sum(map(len, whole["records"].values()))
    ahead = export_of(whole["records"], tmp_path / "ahead.json")
    assert import_from(fresh, ahead, NOW).new == n
    assert all(record.updated_at == NOW for kind in KINDS for record in fresh.store.table(kind).records())
    todo = next(t for t in fresh.book.live_of(Todo) if t.done is None)
    finish_todo(fresh, todo.id, at("11:40"))
    taken = import_from(fresh, ahead, at("11:50"))
    assert (taken.new, taken.changed, taken.kept, taken.ahead) == (0, 0, n, n)
    assert fresh.get(Todo, todo.id).done is not None  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["calls", "todos", "clients"])
def test_a_record_that_stands_twice_takes_nothing_in(full: Desk, fresh: Desk, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "all.json"
    export_to(full, out, NOW, say=SAY)
    rows = json.loads(out.read_bytes())["records"]
    rows[kind].append(dict(rows[kind][1]))
    with pytest.raises(BadInput) as refused:
        import_from(fresh, export_of(rows, out), NOW)
    told = refused.value.args_
    assert (refused.value.key, told["first"], told["second"]) == ("import.twice", 2, len(rows[kind]))
    assert everything(fresh) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes like these there")
@pytest.mark.parametrize("what", ["pipe", "link to a pipe", "folder", "lost link"])
def test_what_is_no_ordinary_file_is_not_waited_for(fresh: Desk, tmp_path: Path, what: str) -> None:
    file = tmp_path / "given.json"
    make_odd(file, what)
    with pytest.raises(BadInput, match=r"import\.(special|read)"):
        import_from(fresh, file, NOW)
    with pytest.raises(Unusable):
        fresh.store.compare(file)
    with pytest.raises(BadInput, match=r"import\.(special|read)"):
        import_vcards(fresh, file, NOW)
    if not file.is_dir():
        beside = (tmp_path / "fresh.rules.toml", tmp_path / "fresh.rules.last-good.toml")
        for own in beside:
            own.symlink_to(file)
        assert fresh.rulebook.rules


@pytest.mark.parametrize("said", [{"strategy": "一眼看见新口味"}, {"strategy": None}, {}])
def test_what_an_older_program_exported_says_the_same(
    full: Desk, fresh: Desk, tmp_path: Path, said: dict[str, object]
) -> None:
    """R7: a strategy in one text is the proposition, in a file of before as in a desk of before."""
    card = {**msgspec.to_builtins(open_card(full, "海报", NOW, client="梅林")), "id": "old", "number": "2501-001"}
    card.pop("strategy", None)
    file = tmp_path / "old.json"
    file.write_bytes(msgspec.json.encode({"aetui": 1, "records": {"cards": [{**card, **said}]}}))
    import_from(fresh, file, NOW)
    assert fresh.get(Card, "old").strategy.proposition == said.get("strategy")  # type: ignore[union-attr]
