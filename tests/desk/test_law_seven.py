"""Law 7: what a list shows, every other list, paper and export shows with the same time, name and state. Over desks at
random: whatever shows a duty is held against the duty itself, as it is derived at that moment."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from random_desk import BEGAN, desks

from aetui.desk.core import Desk
from aetui.desk.day.review import review
from aetui.desk.day.today import client_name, today
from aetui.desk.day.words import thing_words as name_of
from aetui.desk.files.transfer import export_to
from aetui.desk.leave.bundles import send_out
from aetui.desk.leave.handover import cover, plan
from aetui.desk.leave.state import handover_of
from aetui.desk.papers import Subject, build
from aetui.desk.week.days import week
from aetui.desk.week.rounds import the_round
from aetui.desk.week.team_ahead import lines_ahead
from aetui.domain.errors import DeskError
from aetui.domain.handover import PHONE
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Profile, Record
from aetui.locales import LANGS, Texts
from aetui.locales.dates import clock, day_line
from aetui.locales.wording import team_title, title
from aetui.screens.board.lists import Lists
from aetui.screens.day.sections import left_section
from aetui.screens.phone.memory import owed_section
from aetui.screens.record.detail_rows import obligation_rows
from aetui.screens.week.sections import name_of as name_in_week
from aetui.widgets.countdown import Countdown
from aetui.widgets.rows import Row, parts_at

Shown = tuple[str, str, datetime | None, str]
"""Which list, which duty (its id), the time shown, the name shown."""

law = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
NOWS: st.SearchStrategy[datetime] = st.integers(0, 40 * 24).map(lambda hours: BEGAN + timedelta(hours=hours))


def desk_of(folder: Path, records: list[Record], now: datetime) -> Desk:
    desk = Desk.open(folder / "liwen.json", program="test", now=now)
    with desk.change("test", BEGAN) as change:
        for record in sorted(records, key=lambda r: not isinstance(r, Profile)):
            change.put(record, stamp=False)
    return desk


def text_of(row: Row, now: datetime) -> str:
    return "".join(text for text, _ in parts_at(row.left, now.timestamp()))


def counts_to(row: Row) -> Countdown:
    (one,) = [cell for cell in row.left if isinstance(cell, Countdown)]
    return one


def rows_shown(desk: Desk, say: Texts, now: datetime) -> Iterator[tuple[str, Row]]:
    """Rows of the screens that count down, with the list's name."""
    seen = today(desk, now)
    yield from (("board", row) for row in Lists(desk, say).owed(seen).rows)
    for client in desk.book.clients.values():
        yield from (("call", row) for row in owed_section(desk, say, client, seen.owed).rows)
    yield from (("detail", row) for row in obligation_rows(desk, say, seen.owed, now))
    for row in left_section(desk, say, review(desk, now), ()).rows:
        if any(isinstance(cell, Countdown) for cell in row.left):
            yield "review", row


@law
@given(desks(), NOWS, st.sampled_from(LANGS))
def test_every_screen_counts_down_to_the_same_moment_and_says_the_same_of_it(
    records: list[Record], now: datetime, lang: str
) -> None:
    say = Texts(lang)
    with TemporaryDirectory() as folder:
        desk = desk_of(Path(folder), records, now)
        owed = {o.id: o for o in desk.obligations(now)}
        shown = set()
        for name, row in rows_shown(desk, say, now):
            key = row.ref.removeprefix("obligation:").removeprefix("thing:")
            one = owed.get(key)
            if one is None:
                continue  # a to-do, a memo, a card
            shown.add((name, key))
            left = counts_to(row)
            assert (left.until, left.late_from) == (one.act_by.timestamp(), one.due.timestamp()), name
            text = text_of(row, now)
            assert title(say, one, desk.rulebook) in text, name
            # Late is said exactly where it is: past what was promised, not past the last working moment before it.
            late = say("phone.late").strip() in "".join(t for t, _ in left.parts(now.timestamp()))
            assert late == (one.state == "overdue"), name
        board = {key for name, key in shown if name == "board"}
        assert {key for name, key in shown if name == "detail"} == set(owed)
        steps = {o.id for o in owed.values() if o.subject_type == "step"}
        assert set(owed) - steps <= board
        desk.close()


def lists(desk: Desk, say: Texts, now: datetime, folder: Path) -> Iterator[Shown]:
    """Every duty that a list, a paper or an export shows with a time."""
    for thing in (t for found in (review(desk, now).undecided, review(desk, now).tomorrow) for t in found):
        for one in thing.whole:
            if one.obligation is not None:
                yield "review", one.key, one.due, name_of(desk, say, one)
    for entry in week(desk, now, lang=say.lang).entries:
        if entry.kind == "duty" and entry.obligation is not None:
            yield "week", entry.key, entry.at, name_in_week(desk, say, entry)
    for kind in ("calls", "reports"):
        for stop in the_round(desk, kind, now).stops:  # type: ignore[arg-type]
            for held in stop.open:
                yield "round", held.id, held.due, title(say, held, desk.rulebook)
    file = folder / "due.ics"
    export_to(desk, file, now, say=say)
    for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
        uid = str(event["uid"]).removesuffix("@aetui")
        yield "ics", uid, event["dtstart"].dt, str(event["summary"])
    file = folder / "due.csv"
    export_to(desk, file, now, say=say)
    for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))):
        if row["state"] in OPEN:
            yield f"csv {row['state']}", row["id"], datetime.fromisoformat(row["due"]), row["title"].lstrip("'")


def whole(desk: Desk, say: Texts, owed: Obligation) -> str:
    return f"{client_name(desk, owed.client_id)} {title(say, owed, desk.rulebook)}".strip()


@law
@given(desks(), NOWS, st.sampled_from(LANGS))
def test_every_list_shows_the_same_time_and_name(records: list[Record], now: datetime, lang: str) -> None:
    say = Texts(lang)
    with TemporaryDirectory() as folder:
        desk = desk_of(Path(folder), records, now)
        owed = {o.id: o for o in desk.obligations(now)}
        for where, key, time, name in lists(desk, say, now, Path(folder)):
            one = owed.get(key)
            if one is None:
                continue  # it isn't owed yet, or is over
            assert time == one.due, (where, key)
            # Where there is no column for it, the card's number stands before the name.
            bare = name.removeprefix(f"{one.number} ")
            assert bare in (title(say, one, desk.rulebook), whole(desk, say, one)), (where, key)
            if where.startswith("csv "):
                assert where == f"csv {one.state}"
        for entry in week(desk, now, lang=lang).entries:
            if entry.kind == "duty" and entry.key in owed:
                assert entry.state == owed[entry.key].state
        begin = now + timedelta(days=1)
        ahead = {
            (team_title(say, line, desk.rulebook), line.client, line.due)
            for line in lines_ahead(desk, owed.values(), now, begin, begin + timedelta(days=7))
        }
        for one in owed.values():
            if (
                one.rule not in ("day.review", "meeting.attend")
                and one.subject_type != "todo"
                and begin <= one.due < begin + timedelta(days=7)
            ):
                assert (title(say, one, desk.rulebook), client_name(desk, one.client_id), one.due) in ahead
        desk.close()


@law
@given(desks(), NOWS, st.integers(1, 200))
def test_a_handover_shows_what_due_shows(records: list[Record], now: datetime, hours: int) -> None:
    """The list before leave, what travels to a cover, and the paper of the day."""
    say = Texts("zh")
    with TemporaryDirectory() as folder:
        desk = desk_of(Path(folder), records, now)
        start = now + timedelta(hours=hours)
        try:
            absence = plan(desk, say, start, start + timedelta(days=3), now)
        except DeskError:  # another stands there
            desk.close()
            return
        later = now + timedelta(hours=hours // 2)
        owed = {o.id: o for o in desk.obligations(later)}
        seen = handover_of(desk, say, absence, later)
        for line in seen.all:
            one = owed.get(line.obligation_id or "")
            if one is None or line.key == PHONE:
                continue
            assert (line.due, line.act_by) == (one.due, one.act_by)
            assert line.what.endswith(title(say, one, desk.rulebook))
        keys = [line.key or line.id for line in seen.all]
        if keys:
            held = cover(desk, say, absence.id, keys, "小陆", later)
            send_out(desk, held, Path(folder) / "out.json")
            import json

            for out in json.loads((Path(folder) / "out.json").read_text("utf-8"))["lines"]:
                (line,) = [one for one in held.lines if one.id == out["id"]]
                assert datetime.fromisoformat(out["due"]) == line.due if line.due else out.get("due") is None
        desk.close()


@law
@given(desks(), NOWS)
def test_the_papers_tell_the_same_times(records: list[Record], now: datetime) -> None:
    say = Texts("zh")
    with TemporaryDirectory() as folder:
        desk = desk_of(Path(folder), records, now)
        seen = review(desk, now)
        sheet = build(desk, say, "day", Subject(period=seen.day.isoformat()), now)
        part = next(p for p in sheet.parts if p.heading.startswith(say("paper.day.next")))
        told = {(row[2], row[3]) for block in part.blocks for row in getattr(block, "rows", [])}
        for thing in seen.tomorrow:
            if thing.obligation is not None and seen.closed is None:  # closed, it stays as it was
                due = desk.local(thing.obligation.due)
                assert any(
                    name_of(desk, say, thing) == name and f"{day_line(say, due.date())} {clock(due)}" in time
                    for name, time in told
                )
        desk.close()


@pytest.mark.parametrize("lang", LANGS)
def test_the_shell_tells_what_the_screens_tell(lang: str, aetui_demo: Any) -> None:
    """`due`, `week`, `review` and `handover show` of one desk, by their JSON."""
    due = {(o["title"], o["client"]): o for o in aetui_demo("due")}
    assert due
    entries = [e for day in aetui_demo("week")["days"] for e in day["entries"] if e["kind"] == "duty"]
    assert any((e["title"], e["client"]) in due for e in entries)
    for entry in entries:
        one = due.get((entry["title"], entry["client"]))
        if one is not None and one["id"] == entry["key"]:
            assert (entry["at"], entry["state"]) == (one["due"], one["state"])
    by_id = {o["id"]: o for o in due.values()}
    things = aetui_demo("review", "--check")["undecided"]
    found = [(thing, by_id[thing["key"]]) for thing in things if thing["key"] in by_id]
    assert found
    for thing, one in found:
        assert thing["due"] == one["due"]
    aetui_demo("handover", "--from", "2026-11-24", "--to", "2026-11-27T18:00")
    lines = [line for line in aetui_demo("handover", "show")["lines"] if line["key"] in by_id]
    assert lines
    for line in lines:
        assert datetime.fromisoformat(line["due"]) == datetime.fromisoformat(by_id[line["key"]]["due"])
        assert line["what"].endswith(by_id[line["key"]]["title"])


@pytest.fixture
def aetui_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str) -> Any:
    """A command on the sample desk, read from its JSON."""
    import json

    from aetui.cli.main import run
    from aetui.desk.demo import demo_desk

    desk, now = demo_desk(tmp_path, None, Texts(lang))
    path = desk.store.path
    desk.close()
    for name, value in (("HOME", str(tmp_path)), ("USER", path.stem), ("LANG", lang), ("NOW", now.isoformat())):
        monkeypatch.setenv(f"AETUI_{name}", value)

    def call(*argv: str) -> Any:
        status = run([*argv, "--json"])
        out, err = capsys.readouterr()
        assert status in (0, 1), err
        return json.loads(out)

    return call
