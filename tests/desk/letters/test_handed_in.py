"""An AE's week, an AM's summary (A3) and an AE's month (A8) between two desks: there by themselves, and what was made of them told."""

from __future__ import annotations

from pathlib import Path

import pytest
from carrying import agree, carry, house, join, threads, written
from desks import all_of, at
from msgspec.structs import replace

from aetui.cli.main import run
from aetui.desk.check.summaries import hand_week, mark_read, to_read
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.letters.answering import answer
from aetui.desk.letters.shown import state_words
from aetui.desk.month.month_file import send_month
from aetui.domain.errors import BadInput
from aetui.domain.records import Person, Profile, TeamMonth, TeamPaper, TeamWeek
from aetui.locales import Texts

NOW, THEN = at("17:40", 27), at("17:50", 27)
ZH = Texts("zh")


def led(desk: Desk, name: str, role: str) -> None:
    """That desk has somebody in that role above it."""
    with desk.change("test", NOW) as change:
        profile = desk.profile
        assert isinstance(profile, Profile)
        people = [p for p in profile.people if p.name != name]
        change.put(replace(profile, people=[*people, Person(name=name, role=role)]))


def state(desk: Desk) -> list[str]:
    return [state_words(ZH, one) for one in threads(desk).values()]


def test_a_week_is_in_the_ams_friday_and_a_later_one_takes_its_place(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        add_todo(ae, "私事", NOW, private=True, day=NOW.date())
        hand_week(ae, None, None, NOW)
        carry(desks)
        (week,) = all_of(am, TeamWeek)
        assert (week.whose, week.period, week.made) == ("李雯", "2026-W48", NOW)
        assert "私事" not in str(week)
        assert state(ae) == ["收下了，还没看"]
        hand_week(ae, None, None, THEN)
        carry(desks)
        (later,) = all_of(am, TeamWeek)
        assert (later.id, later.made) == (week.id, THEN)
        (thread,) = threads(am).values()
        answer(am, thread.root.id, "seen", THEN)
        carry(desks)
        assert state(ae) == ["看过了"]
        agree(desks)


def test_an_undo_takes_it_back(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        hand_week(ae, None, None, NOW)
        carry(desks)
        ae.undo(THEN)
        carry(desks)
        assert not all_of(am, TeamWeek)
        ae.redo(THEN)
        carry(desks)
        assert len(all_of(am, TeamWeek)) == 1
        agree(desks)


def test_a_summary_is_on_the_ads_board_and_that_it_was_read_comes_back(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        am, ad = desks["wanglei"], desks["xiaowang"]
        led(am, "小王", "AD")
        hand_week(am, None, None, NOW)
        carry(desks)
        (paper,) = to_read(ad)
        assert (paper.whose, paper.period) == ("王磊", "2026-W48")
        mark_read(ad, "王磊", THEN)
        carry(desks)
        assert state(am) == ["看过了"]
        ad.undo(THEN)
        carry(desks)
        assert all_of(ad, TeamPaper)[0].read is None
        (thread,) = threads(ad).values()
        answer(ad, thread.root.id, "seen", THEN)
        assert all_of(ad, TeamPaper)[0].read is not None
        carry(desks)
        assert state(am) == ["看过了"]
        agree(desks)


def test_a_month_goes_the_same_way(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae, am = desks["liwen"], desks["wanglei"]
        send_month(ae, None, None, NOW)
        carry(desks)
        (month,) = all_of(am, TeamMonth)
        assert (month.whose, month.period) == ("李雯", "2026-11")


def test_in_no_office_a_file_is_needed(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ae = desks["liwen"]
        join(ae, "李雯", there=("李雯",))
        for hand in (hand_week, send_month):
            with pytest.raises(BadInput, match="no_file"):
                hand(ae, None, None, NOW)
            hand(ae, None, tmp_path / f"{hand.__name__}.json", NOW)
        assert not written(ae)


@pytest.mark.parametrize("words", [["review", "--send"], ["team", "send"], ["report", "monthly", "--hand-in"]])
def test_the_shell_names_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with house(tmp_path) as desks:
        ae = desks["liwen"]
        path = ae.store.path
        ae.close()
        assert run([*words, "--user", "liwen", "--home", str(path.parent)]) == 0, capsys.readouterr()
        assert "王磊" in capsys.readouterr().out
