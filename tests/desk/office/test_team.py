"""Whom one answers for: each row counts what that desk's own board and lists count (law 7)."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from desks import at, fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offices import bring, person, stand
from once import the_demo

from aetui.cli.main import run
from aetui.desk.book.profile import set_profile
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.day.today import today
from aetui.desk.day.todos import add_todo
from aetui.desk.office.team import Boards, Member, counted, late_on, look_at, the_replica
from aetui.desk.phone.calls import begin_call, end_call, log_item
from aetui.domain.errors import BadInput, NotThere

NOW = at("11:30")
SAID = (
    "+ 海报，周五前要",
    "> 周三给三个报价",
    "? 明天上午回复",
    "! 印错了",
    "@小王 周二重出",
    "* 夸我们了",
    "记一笔",
    "$ 场地费 8000",
)
MOMENTS = [NOW, at("11:31"), at("17:59"), at("18:00"), at("9:00", 24), at("0:00", 25), at("12:00", 27), at("9:00", 30)]


def own_of(folder: Path) -> Desk:
    own = Desk.open(folder / "wanglei.json", program="test", now=NOW)
    for key, value in {"name": "王磊", "roles": "AM", "timezone": "Asia/Shanghai"}.items():
        set_profile(own, key, value, at("9:00"))
    return own


def hers_of(folder: Path, name: str = "李雯") -> Desk:
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk.open(folder / "hers.json", program="test", now=NOW)
    fill(desk)
    set_profile(desk, "name", name, at("9:00"))
    return desk


def rows(boards: Boards, now: object = NOW) -> dict[str, Member]:
    return {m.replica.person.name: boards.read(m, now) for m in boards.members()}  # type: ignore[arg-type]


DOINGS = st.lists(
    st.one_of(
        st.tuples(st.just("call"), st.sampled_from(("梅林", "申花")), st.lists(st.sampled_from(SAID), max_size=4)),
        st.tuples(st.just("todo"), st.integers(-3, 9), st.booleans()),
        st.tuples(st.just("card"), st.integers(1, 100)),
    ),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=DOINGS, moments=st.lists(st.sampled_from(MOMENTS), min_size=1, max_size=4).map(sorted))
def test_a_row_counts_what_her_own_board_counts(
    tmp_path_factory: object, doings: list[tuple[object, ...]], moments: list[object]
) -> None:
    folder = tmp_path_factory.mktemp("office")  # type: ignore[attr-defined]
    hers = hers_of(folder / "hers")
    for doing in doings:
        if doing[0] == "call":
            call = begin_call(hers, NOW, client=str(doing[1]))
            for line in doing[2]:  # type: ignore[attr-defined]
                log_item(hers, call.id, line, NOW)
            end_call(hers, call.id, NOW)
        elif doing[0] == "todo":
            day = NOW.date() + timedelta(days=doing[1])  # type: ignore[arg-type]
            add_todo(hers, "打样", NOW, day=day, owner="小王" if doing[2] else None)
        else:
            due = NOW + timedelta(hours=doing[1])  # type: ignore[arg-type]
            open_card(hers, "单页", NOW, client="梅林", deliver_at=due)
    own = own_of(folder)
    stand(own, person("李雯", "d1"))
    bring(own, "d1", hers.store.path)
    boards = Boards(own)
    for now in moments:
        row = rows(boards, now)["李雯"].counted  # by the same open desk, as it goes on
        assert row is not None
        seen = today(hers, now)  # type: ignore[arg-type]
        assert row.late == sum(o.state == "overdue" for o in seen.owed) == len(row.lates)
        assert row.soon == sum(o.state == "soon" for o in seen.owed)
        assert row.cards == len(seen.cards)
        assert row.first == (seen.owed[0] if seen.owed else None)
        assert {o.id for o in row.lates} == {o.id for o in seen.owed if o.state == "overdue"}
        assert row.until >= now  # type: ignore[operator]
        moment = row.until - timedelta(seconds=1)
        if moment > now:  # type: ignore[operator]
            assert counted(hers, moment).late == row.late, "it holds until then"
    boards.close()
    own.close()
    hers.close()


def test_the_shell_counts_the_same(tmp_path: Path, capsys: object) -> None:
    """Against `due` and `today` of her own desk, as another program sees them."""
    demo = the_demo(tmp_path)
    own = own_of(tmp_path)
    stand(own, person("李雯", "d1"))
    bring(own, "d1", demo.store.path)
    boards = Boards(own)
    row = rows(boards)["李雯"].counted
    assert row is not None
    where = ["--home", str(tmp_path), "--user", demo.store.path.stem, "--now", NOW.isoformat(), "--json"]
    run(["due", *where])
    owed = json.loads(capsys.readouterr().out)  # type: ignore[attr-defined]
    assert row.late == sum(o["state"] == "overdue" for o in owed)
    assert row.soon == sum(o["state"] == "soon" for o in owed)
    run(["today", *where])
    board = json.loads(capsys.readouterr().out)  # type: ignore[attr-defined]
    assert row.cards == len(board["cards"])
    boards.close()


def test_who_answers_to_those_who_answer(tmp_path: Path) -> None:
    own = own_of(tmp_path)
    stand(
        own,
        person("孙宁", "m1", role="AM"),
        person("小陆", "d2"),
        person("李雯", "d1", to="m1"),
        person("别人的", "x1", to="m9"),
        person("走了的", "d4", to="m1", gone=True),
        person("走了还在", "d5", gone=True),
    )
    hers = hers_of(tmp_path / "hers")
    bring(own, "d5", hers.store.path)
    found = [(m.replica.person.name, m.level) for m in Boards(own).members()]
    assert found == [("孙宁", 0), ("李雯", 1), ("小陆", 0), ("走了还在", 0)]


def test_one_that_cant_be_read_stops_nobody(tmp_path: Path) -> None:
    own, hers = own_of(tmp_path), hers_of(tmp_path / "hers")
    stand(own, person("坏的", "d1"), person("没来过", "d2"), person("李雯", "d3"))
    spoilt = bring(own, "d1", hers.store.path)
    spoilt.write_bytes(b"\x00garbage" * 400)
    bring(own, "d3", hers.store.path)
    boards = Boards(own)
    there = rows(boards)
    assert there["坏的"].why is not None
    assert (there["没来过"].why, there["没来过"].counted) == (None, None)
    assert there["李雯"].counted is not None
    assert boards.changed(list(there.values())) == []
    bring(own, "d1", hers.store.path)  # fetched anew
    bring(own, "d2", hers.store.path)
    assert {m.replica.person.name for m in boards.changed(list(there.values()))} == {"坏的", "没来过"}
    assert all(m.counted for m in rows(boards).values())


def test_what_is_late_comes_with_whose_it_is_the_longest_first(tmp_path: Path) -> None:
    own = own_of(tmp_path)
    stand(own, person("李雯", "d1"), person("小陆", "d2"))
    for name, key, hours in (("李雯", "d1", 1), ("小陆", "d2", 2)):
        hers = hers_of(tmp_path / key, name)
        open_card(hers, "单页", at("9:00"), client="梅林", deliver_at=at("9:00") + timedelta(hours=hours))
        bring(own, key, hers.store.path)
    boards = Boards(own)
    late = late_on(rows(boards, at("16:00")).values())
    assert [o.due for _, o in late] == sorted(o.due for _, o in late)
    assert [m.replica.person.name for m, o in late if o.rule == "card.deliver"] == ["李雯", "小陆"]


def test_a_desk_is_found_as_everybody_is(tmp_path: Path) -> None:
    own, hers = own_of(tmp_path), hers_of(tmp_path / "hers")
    stand(own, person("李雯", "d1"), person("小陆", "d2"), person("小吴", "d3"))
    bring(own, "d1", hers.store.path)
    for asked in ("李雯", "雯", "liwen", "lw"):
        assert the_replica(own, asked).person.name == "李雯"
    for asked, error, key in (
        ("谁", NotThere, "office.person.unknown"),
        ("小", BadInput, "office.person.ambiguous"),
    ):
        with pytest.raises(error) as told:
            the_replica(own, asked)
        assert told.value.key == key
    with pytest.raises(NotThere) as never:
        look_at(own, the_replica(own, "小陆"), NOW)
    assert never.value.key == "office.never"
