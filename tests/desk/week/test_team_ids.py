"""The AEs' files carry ids and records: a client is one client, whatever it is called; what was open is settled by a later file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from desks import all_of, at, everything
from weeks import FRIDAY, ae_desk, am_desk, live_a_week

from aetui.desk.book.clients import add_client, write_client
from aetui.desk.core import Desk
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.papers import Subject, build
from aetui.desk.phone.calls import record_call
from aetui.desk.week.closing import close_week
from aetui.desk.week.team import by_client, week_of_team
from aetui.desk.week.team_clients import take_clients, team_book
from aetui.desk.week.team_file import read_weeks, send_week, take_read, take_week
from aetui.desk.week.team_plan import add_plan
from aetui.desk.week.team_week import own_week
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Client, TeamWeek
from aetui.locales import Texts
from aetui.locales.wording import team_title

W48, W49 = "2026-W48", "2026-W49"
NEXT_FRIDAY = FRIDAY + timedelta(days=7)


@pytest.fixture
def ae(tmp_path: Path) -> Iterator[Desk]:
    desk = ae_desk(tmp_path)
    live_a_week(desk)
    yield desk
    desk.close()


@pytest.fixture
def am(tmp_path: Path) -> Iterator[Desk]:
    desk = am_desk(tmp_path, "李雯", "张敏")
    yield desk
    desk.close()


def hand_in(ae: Desk, am: Desk, when: datetime, period: str | None = None) -> TeamWeek:
    file = ae.store.path.with_suffix(".week")
    send_week(ae, period, file, when)
    return take_week(am, file, when)


def clients(am: Desk, when: datetime = FRIDAY, period: str | None = None) -> dict[str, list[str]]:
    return {w.whose: [t.client for t in by_client(w) if t.client] for w in week_of_team(am, when, period).weeks}


def test_the_book_takes_the_clients_of_the_files_once_asked(ae: Desk, am: Desk) -> None:
    hand_in(ae, am, FRIDAY)
    assert list(am.book.clients) == []
    assert [one.short for one in team_book(am).strange()] == sorted(["梅林", "申花", "益力"])
    before = everything(am)
    with pytest.raises(NotThere):
        take_clients(am, FRIDAY, ["没有的"])
    assert everything(am) == before
    [meilin] = take_clients(am, FRIDAY, ["ml"])
    hers = next(c for c in all_of(ae, Client) if c.short == "梅林")
    assert (meilin.id, meilin.name, meilin.contacts) == (hers.id, hers.name, hers.contacts)
    assert [one.short for one in team_book(am).strange()] == sorted(["申花", "益力"])
    take_clients(am, FRIDAY)
    assert len(am.book.clients) == 3
    assert team_book(am).strange() == []
    am.undo(FRIDAY)
    am.undo(FRIDAY)
    assert everything(am) == before


@pytest.mark.parametrize("in_book", ["taken", "by name", "not"])
def test_a_client_renamed_at_the_aes_is_still_one(ae: Desk, am: Desk, in_book: str) -> None:
    if in_book == "by name":
        add_client(am, "梅林食品", FRIDAY)
    hand_in(ae, am, FRIDAY - timedelta(hours=1))
    if in_book == "taken":
        take_clients(am, FRIDAY)
    add_plan(am, "周二 梅林 打样确认 @李雯", W48, FRIDAY)
    meilin = next(c for c in all_of(ae, Client) if c.short == "梅林")
    write_client(ae, meilin.id, FRIDAY, name="正广和食品", short="正广和")
    hand_in(ae, am, FRIDAY + timedelta(minutes=1), W48)
    called = {"taken": "正广和", "by name": "梅林", "not": "正广和"}[in_book]
    assert clients(am, FRIDAY)["李雯"].count(called) == 1
    assert len(clients(am, FRIDAY)["李雯"]) == 3
    if in_book != "not":
        assert "李雯" not in {who for who, _ in week_of_team(am, FRIDAY).bare}
        close_week(am, FRIDAY, "都在赶双十二", why="张敏病了")
        assert len([c for c in am.book.clients.values() if c.short in ("梅林", "正广和")]) == 1
    # A week later she knows it by the new name alone.
    when = NEXT_FRIDAY
    record_call(ae, when - timedelta(days=2), ["> 周五12:00前给稿"], client="正广和")
    hand_in(ae, am, when)
    assert clients(am, when, W49)["李雯"].count(called) == 1


def test_one_client_of_two_aes_is_one(ae: Desk, am: Desk, tmp_path: Path) -> None:
    other = ae_desk(tmp_path, "张敏")
    record_call(other, at("9:32"), ["> 周三12:00前给修改稿"], client="梅林")
    hand_in(ae, am, FRIDAY)
    hand_in(other, am, FRIDAY)
    other.close()
    assert len(team_book(am).strange()) == 3
    take_clients(am, FRIDAY)
    assert len(am.book.clients) == 3
    ids = {t.client_id for w in week_of_team(am, FRIDAY).weeks for t in by_client(w) if t.client == "梅林"}
    assert len(ids) == 1


def test_what_was_open_on_friday_is_settled_by_the_next_file(ae: Desk, am: Desk) -> None:
    record_call(ae, at("15:00", 27), ["> 今天17:50前给终稿", "> 今天17:55前给报价"], client="申花")
    hand_in(ae, am, at("16:30", 27))
    [week] = week_of_team(am, at("17:30", 27)).weeks
    assert {line.what for line in week.unsettled if line.rule == "call.promise"} == {"给终稿", "给报价"}
    meet(ae, find_obligation(ae, "call.promise", "终稿", at("17:40", 27)), at("17:40", 27), how="发了")
    promised = next(t for t in week.tallies if (t.rule, t.client) == ("call.promise", "申花"))
    assert promised.open == 2
    hand_in(ae, am, NEXT_FRIDAY)
    [settled] = week_of_team(am, NEXT_FRIDAY, W48).weeks
    after = next(t for t in settled.tallies if (t.rule, t.client) == ("call.promise", "申花"))
    assert (after.open, after.kept, after.late, after.promised) == (
        0,
        promised.kept + 1,
        promised.late + 1,
        promised.promised,
    )
    assert settled.unsettled == []
    assert settled.settled == NEXT_FRIDAY
    assert (settled.made, settled.calls) == (week.made, week.calls)
    with pytest.raises(BadInput) as older:  # what the later one told is not overwritten by what is older
        hand_in(ae, am, at("18:30", 27), W48)
    assert older.value.key == "team.older"
    am.undo(NEXT_FRIDAY)
    assert week_of_team(am, at("17:30", 27)).weeks == [week]


def test_in_whatever_order_a_folder_is_taken_in_it_is_settled(ae: Desk, am: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    record_call(ae, at("15:00", 27), ["> 今天17:50前给终稿"], client="申花")
    send_week(ae, None, folder / "2.json", at("16:30", 27))
    send_week(ae, None, folder / "1.json", NEXT_FRIDAY)
    assert len(take_read(am, read_weeks(folder), NEXT_FRIDAY)) == 2
    [week] = week_of_team(am, NEXT_FRIDAY, W48).weeks
    assert week.settled == NEXT_FRIDAY
    assert week.unsettled == []


def test_a_week_to_come_is_refused(ae: Desk, am: Desk, tmp_path: Path) -> None:
    file = tmp_path / "w.json"
    with pytest.raises(BadInput) as sent:
        send_week(ae, W49, file, FRIDAY)
    assert not file.exists()
    send_week(ae, None, file, NEXT_FRIDAY)  # a clock that runs ahead
    before = everything(am)
    with pytest.raises(BadInput) as taken:
        take_week(am, file, FRIDAY)
    assert {sent.value.key, taken.value.key} == {"team.to_come"}
    assert everything(am) == before


def test_files_of_before_ids_are_read(am: Desk, tmp_path: Path) -> None:
    """As version 2 wrote them, all fields named and names in words."""
    old = {
        "aetui_bundle": "week",
        "desk": "abc",
        "whose": "李雯",
        "period": W48,
        "made": "2026-11-27T17:30:00+08:00",
        "tallies": [{"rule": "call.promise", "client": "梅林", "kept": 3}],
        "late": [
            {
                "what": "承诺 · 给修改稿",
                "client": "梅林",
                "due": "2026-11-25T12:00:00+08:00",
                "state": "met_late",
                "source": "R9",
            }
        ],
        "ahead": [
            {
                "what": "打样 @小王",
                "client": "梅林",
                "due": "2026-12-01T12:00:00+08:00",
                "state": "pending",
                "source": "R3",
            }
        ],
        "cards": [],
        "calls": 2,
        "items": 5,
        "sum": "",
    }
    old["sum"] = hashlib.sha256(msgspec.json.encode(old)).hexdigest()
    file = tmp_path / "old.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(old), indent=1) + b"\n")
    add_client(am, "梅林食品", FRIDAY)
    take_week(am, file, FRIDAY)
    seen = week_of_team(am, FRIDAY)
    [tally] = by_client(seen.weeks[0])
    assert (tally.client_id, tally.kept) == (next(iter(am.book.clients)), 3)
    assert team_title(Texts("zh"), seen.weeks[0].late[0], am.rulebook) == "承诺 · 给修改稿"
    assert seen.missing == ["张敏"]


def test_the_reader_puts_it_into_words(ae: Desk, am: Desk) -> None:
    """An English summary of a Chinese AE's week has her own words in Chinese, and the desk's in English."""
    hand_in(ae, am, FRIDAY)
    for line in week_of_team(am, FRIDAY).weeks[0].late:
        rule = ae.rulebook.rules[line.rule]
        english = team_title(Texts("en"), line, am.rulebook)
        assert english == rule.put("en", line.what, line.owner) or line.of
    words = str(build(am, Texts("en"), "summary", Subject(), FRIDAY))
    for rule in am.rulebook.rules.values():
        assert rule.title.get("zh") not in words
    own = own_week(ae, FRIDAY)
    assert {line.id for line in own.ahead} - {""}
