"""An AM's summary as a file (A3): handed in on her desk, taken in on the AD's, read once; by key and by command the same facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desks import all_of, everything
from on_a_desk import on_screen
from weeks import FRIDAY, ae_desk, am_desk

from aetui.cli.main import run
from aetui.desk.book.profile import set_profiles
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.summaries import hand_week, mark_read, summaries, to_read
from aetui.desk.core import Desk
from aetui.desk.week.closing import write_words
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Fulfilment, Paper, TeamPaper
from aetui.screens.week.check import CheckScreen
from aetui.screens.week.review import WeekReviewScreen

WEEK = "2026-W48"
LATER = FRIDAY + timedelta(minutes=40)


@pytest.fixture
def am(tmp_path: Path) -> Iterator[Desk]:
    desk = am_desk(tmp_path)
    write_words(desk, WEEK, "本周梅林改稿三次，下周提案", FRIDAY)
    yield desk
    desk.close()


@pytest.fixture
def ad(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "ad").mkdir()
    desk = Desk.open(tmp_path / "ad" / "zhaomin.json", program="test", now=FRIDAY)
    who = {"name": "赵敏", "roles": "AD", "timezone": "Asia/Shanghai", "calendar": "CN"}
    set_profiles(desk, {**who, "people": "王磊:AM,孙洁:AM"}, FRIDAY)
    yield desk
    desk.close()


def stands(desk: Desk) -> list[tuple[str, bool, bool, bool]]:
    """Whose, in, read, late."""
    found = summaries(desk, WEEK, LATER)
    return [(one.whose, one.paper is not None, bool(one.paper and one.paper.read), one.late) for one in found]


def test_handed_in_taken_in_read_once(am: Desk, ad: Desk, tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    assert hand_week(am, WEEK, file, FRIDAY) == (WEEK, "王磊")
    assert [f.rule for f in all_of(am, Fulfilment) if f.rule == "week.summary"] == ["week.summary"]
    assert [(p.kind, p.to, p.period) for p in all_of(am, Paper)] == [("summary", "赵敏", WEEK)]
    before = everything(ad)
    assert stands(ad) == [("王磊", False, False, True), ("孙洁", False, False, True)]
    taken = take_all(ad, read_all(file), FRIDAY)
    assert "改稿三次" in taken.summaries[0].text
    assert stands(ad) == [("王磊", True, False, False), ("孙洁", False, False, True)]
    read = mark_read(ad, "王磊", LATER)
    assert mark_read(ad, "王磊", LATER + timedelta(hours=1)).read == read.read  # the first time stays
    assert stands(ad)[0] == ("王磊", True, True, False)
    assert to_read(ad) == []
    with pytest.raises(BadInput, match=r"bundle\.twice"):
        take_all(ad, read_all(file), LATER)
    newer = tmp_path / "s2.json"
    hand_week(am, WEEK, newer, LATER)
    take_all(ad, read_all(newer), LATER)
    assert len(all_of(ad, TeamPaper)) == 1
    assert stands(ad)[0] == ("王磊", True, False, False)  # another one, to be read anew
    with pytest.raises(BadInput, match=r"team\.older"):
        take_all(ad, read_all(file), LATER)
    for _ in range(3):
        ad.undo(LATER)
    assert everything(ad) == before


@pytest.mark.parametrize(
    ("rules", "late"),
    [
        ("", True),
        ('when = "friday 19:30"', False),
        ('when = "friday 12:00"', True),
        ('when = "thursday, end of work"', True),
        ("on = false", False),
    ],
)
def test_when_it_is_late_the_rulebook_says(ad: Desk, tmp_path: Path, rules: str, late: bool) -> None:
    if rules:
        (tmp_path / "ad" / "zhaomin.rules.toml").write_text(f'[rule."week.summary"]\n{rules}\n', "utf-8")
    assert [one.late for one in summaries(ad, WEEK, LATER)] == [late, late]


def edited(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("三次", "一次"), "utf-8")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


@pytest.mark.parametrize(("spoil", "key"), [(edited, "bundle.edited"), (cut, "bundle.format")])
def test_files_that_cannot_be(am: Desk, ad: Desk, tmp_path: Path, spoil: Callable[[Path], None], key: str) -> None:
    file = tmp_path / "s.json"
    hand_week(am, WEEK, file, FRIDAY)
    spoil(file)
    before = everything(ad)
    with pytest.raises(BadInput) as mistake:
        take_all(ad, read_all(file), FRIDAY)
    assert mistake.value.key == key
    assert everything(ad) == before


def test_what_cannot_be_handed_in_changes_nothing(am: Desk, tmp_path: Path) -> None:
    before = everything(am)
    for period, file in (("2026-W50", tmp_path / "a.json"), (WEEK, tmp_path / "none" / "a.json")):
        with pytest.raises(BadInput):
            hand_week(am, period, file, FRIDAY)
        assert everything(am) == before
    hand_week(am, WEEK, tmp_path / "own.json", FRIDAY)
    with pytest.raises(BadInput, match=r"summary\.own"):
        take_all(am, read_all(tmp_path / "own.json"), LATER)


def test_an_ae_hands_in_her_week_and_a_folder_holds_both(am: Desk, ad: Desk, tmp_path: Path) -> None:
    (tmp_path / "ae").mkdir()
    ae, folder = ae_desk(tmp_path / "ae"), tmp_path / "in"
    folder.mkdir()
    hand_week(ae, WEEK, folder / "week.json", FRIDAY)
    hand_week(am, WEEK, folder / "summary.json", FRIDAY)
    taken = take_all(ad, read_all(folder), FRIDAY)
    assert (len(taken.weeks), len(taken.summaries), taken.mistakes) == (1, 1, [])
    with pytest.raises(NotThere):
        mark_read(ad, "孙洁", FRIDAY)
    assert summaries(am, WEEK, FRIDAY) == []  # nobody hands hers to an AM
    ae.close()


async def test_by_keys_and_by_commands_the_same(
    am: Desk, ad: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "s.json"
    async with on_screen(am, WeekReviewScreen(), now=FRIDAY) as hand:
        await hand.press("e")
        hand.app.focused.select_all()  # type: ignore[union-attr]
        await hand.type(f"{file}\n")
        assert "周摘要交出" in hand.text
    async with on_screen(ad, WeekReviewScreen(), now=FRIDAY, size=(120, 36)) as hand:
        assert "AM 的周摘要" in hand.text
        assert "还没交来" in hand.text
        await hand.press("b")
        hand.app.focused.select_all()  # type: ignore[union-attr]
        await hand.type(f"{file}\n")
        await hand.until(lambda: "未看" in hand.text)
        screen = hand.screen
        assert isinstance(screen, WeekReviewScreen)
        while not screen.left.ref.startswith("teampapers:"):
            await hand.press("j")
        await hand.press("enter")
        assert isinstance(hand.screen, CheckScreen)
        assert "改稿三次" in hand.text
        await hand.press("x")
        await hand.press("escape")
        await hand.until(lambda: "看过" in hand.text)
        await hand.press("j", "enter")
    by_keys = [(p.whose, p.period, p.text, p.read and p.read.by) for p in all_of(ad, TeamPaper)]
    while all_of(ad, TeamPaper):
        ad.undo(FRIDAY)
    for name, value in (("HOME", str(ad.store.path.parent)), ("USER", "zhaomin"), ("LANG", "zh")):
        monkeypatch.setenv(f"AETUI_{name}", value)
    monkeypatch.setenv("AETUI_NOW", FRIDAY.isoformat())
    assert run(["import", str(file)]) == 0
    assert run(["team", "read", "王磊"]) == 0
    assert "改稿三次" in capsys.readouterr().out
    assert run(["team", "read", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["who"], one["read_at"] is not None, one["late"]) for one in told] == [
        ("王磊", True, False),
        ("孙洁", False, False),
    ]
    again = Desk.open(ad.store.path, program="other", now=FRIDAY)
    assert [(p.whose, p.period, p.text, p.read and p.read.by) for p in all_of(again, TeamPaper)] == by_keys
    again.close()
