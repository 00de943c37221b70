"""The AEs' months on the AM's desk: handed in as files, gathered, chased, and what papers make of them (A8, A7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from desks import all_of, at, everything
from weeks import FRIDAY, ae_desk, am_desk, live_a_week

from aetui.desk.book.clients import add_client, write_client
from aetui.desk.card.cards import open_card
from aetui.desk.card.money import add_money
from aetui.desk.check.back import send_back
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.taking import take_back
from aetui.desk.core import Desk
from aetui.desk.month.gathered import gathered, used
from aetui.desk.month.month_file import chase_month, note_text, send_month
from aetui.desk.month.plans import add_lines
from aetui.desk.papers import Subject, build, written
from aetui.desk.week.team_clients import take_clients
from aetui.desk.week.team_file import send_week
from aetui.domain.amounts import read_money
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.records import Card, Client, TeamMonth, Todo
from aetui.locales import Texts

ZH, EN = Texts("zh"), Texts("en")
NOV = "2026-11"
ON_18 = at("17:00", 18)


@pytest.fixture
def ae(tmp_path: Path) -> Iterator[Desk]:
    desk = ae_desk(tmp_path)
    live_a_week(desk)
    spend(desk, "2611-001", "8000", FRIDAY)
    yield desk
    desk.close()


@pytest.fixture
def am(tmp_path: Path) -> Iterator[Desk]:
    desk = am_desk(tmp_path, "李雯", "张敏")
    yield desk
    desk.close()


def spend(desk: Desk, number: str, amount: str, now: datetime) -> None:
    add_money(desk, number, "cost", read_money(amount), now, text="印刷")


def hand_in(ae: Desk, am: Desk, when: datetime, period: str | None = None) -> TeamMonth:
    file = ae.store.path.with_suffix(".month")
    send_month(ae, period, file, when)
    (month,) = take_all(am, read_all(file), when).months
    return month


def meilin(desk: Desk) -> Client:
    return next(c for c in all_of(desk, Client) if c.short in ("梅林", "正广和"))


def paper(desk: Desk, say: Texts, kind: str = "monthly", period: str | None = NOV) -> str:
    sheet = build(desk, say, kind, Subject(client=meilin(desk), period=period), FRIDAY)
    return written(desk, sheet, "md").decode()


def test_what_the_ae_hands_in_is_what_her_own_paper_says(ae: Desk, am: Desk) -> None:
    """In both languages, though she handed in records: each line of hers stands in the AM's."""
    hand_in(ae, am, FRIDAY)
    take_clients(am, FRIDAY)
    for say in (ZH, EN):
        hers = [line for line in paper(ae, say).splitlines() if line.startswith("| ") and "---" not in line]
        ours = paper(am, say)
        assert len(hers) > 8
        for line in hers:
            cells = line.strip("| ").split(" | ")
            assert any(all(cell.strip() in row for cell in cells) for row in ours.splitlines()), line
        assert "李雯" in ours
    assert "秋季海报" in paper(am, ZH)


def test_taken_twice_it_changes_nothing_and_a_later_one_takes_its_place(ae: Desk, am: Desk) -> None:
    first = hand_in(ae, am, FRIDAY)
    before = everything(am)
    with pytest.raises(BadInput) as twice:
        hand_in(ae, am, FRIDAY)
    assert (twice.value.key, everything(am)) == ("bundle.twice", before)
    with pytest.raises(BadInput) as older:
        hand_in(ae, am, FRIDAY - timedelta(hours=1))
    assert (older.value.key, everything(am)) == ("team.older", before)
    later = hand_in(ae, am, FRIDAY + timedelta(hours=1))
    assert (later.id, all_of(am, TeamMonth)) == (first.id, [later])
    am.undo(FRIDAY)
    assert everything(am) == before


def test_a_renamed_client_counts_once(ae: Desk, am: Desk) -> None:
    hand_in(ae, am, FRIDAY)
    take_clients(am, FRIDAY)
    write_client(ae, meilin(ae).id, FRIDAY, name="正广和食品", short="正广和")
    hand_in(ae, am, FRIDAY + timedelta(minutes=1))
    assert len(am.book.clients) == 3
    assert meilin(am).short == "正广和"
    assert gathered(am, NOV, FRIDAY).aes[0].clients.keys() == am.book.clients.keys()
    assert paper(am, ZH).count("2611-001") == paper(ae, ZH).count("2611-001")
    assert [(s.spent, s.budget) for s in used(am, meilin(am), "2026-Q4", FRIDAY).sums] == [
        (Decimal(8000), Decimal(12000))
    ]


def test_who_is_in_and_who_is_missing_and_for_how_long(ae: Desk, am: Desk) -> None:
    seen = gathered(am, NOV, ON_18)
    assert (seen.left, [one.who for one in seen.missing]) == (2, ["李雯", "张敏"])
    assert gathered(am, NOV, at("9:00", 23)).left == -3
    send_week(ae, None, ae.store.path.with_suffix(".week"), FRIDAY)  # whose client it is, her week tells already
    take_all(am, read_all(ae.store.path.with_suffix(".week")), FRIDAY)
    take_clients(am, FRIDAY)
    (lacks,) = gathered(am, NOV, FRIDAY).of_client(meilin(am).id)
    assert (lacks.who, lacks.made) == ("李雯", None)
    assert "未收到" in paper(am, ZH)
    hand_in(ae, am, FRIDAY)
    seen = gathered(am, NOV, FRIDAY)
    assert [(one.who, one.made) for one in seen.aes] == [("李雯", FRIDAY), ("张敏", None)]
    assert "未收到" not in paper(am, ZH)
    assert [one.who for one in gathered(am, "2026-10", FRIDAY).missing] == ["李雯", "张敏"]


def test_what_is_missing_is_chased_until_it_is_in(ae: Desk, am: Desk, tmp_path: Path) -> None:
    before = everything(am)
    asked = chase_month(am, NOV, ON_18)
    assert [(one.who, one.chased and one.chased.at) for one in asked] == [("李雯", ON_18), ("张敏", ON_18)]
    text = note_text(am, gathered(am, NOV, ON_18), asked[0])
    assert "李雯" in text
    assert "11月20日 周五" in text
    chase_month(am, NOV, ON_18 + timedelta(hours=2), "李雯")
    todos = sorted(all_of(am, Todo), key=lambda t: t.priority)
    assert [(t.owner, len(t.chased)) for t in todos] == [("李雯", 2), ("张敏", 1)]
    # It reaches her by the file that goes back, as a to-do of hers, and ends here when her month is in.
    send_week(ae, None, tmp_path / "w.json", FRIDAY)
    take_all(am, read_all(tmp_path / "w.json"), FRIDAY)
    send_back(am, "李雯", tmp_path / "b.json", FRIDAY)
    take_back(ae, tmp_path / "b.json", FRIDAY)
    assert [t.text for t in all_of(ae, Todo) if t.given] == [todos[0].text]
    hand_in(ae, am, FRIDAY)
    assert [t.done is not None for t in (am.get(Todo, one.id) for one in todos) if t] == [True, False]
    for name, key in (("李雯", "month.is_in"), ("没有的", "check.who.unknown")):
        now = everything(am)
        with pytest.raises((BadInput, NotThere)) as refused:
            chase_month(am, NOV, FRIDAY, name)
        assert (refused.value.key, everything(am)) == (key, now)
    for _ in range(4):
        am.undo(FRIDAY)
    assert everything(am) == before


def test_the_budget_takes_what_was_used_from_them(ae: Desk, am: Desk, tmp_path: Path) -> None:
    hand_in(ae, am, FRIDAY)
    take_clients(am, FRIDAY)
    other = ae_desk(tmp_path, "张敏")
    number = open_card(other, "促销", FRIDAY, client="梅林").number
    spend(other, number, "3000", FRIDAY)
    hand_in(other, am, FRIDAY)
    other.close()
    number = open_card(am, "评审", FRIDAY, client="梅林").number
    spend(am, number, "500", FRIDAY)
    found = used(am, meilin(am), "2026-Q4", FRIDAY)
    assert [(one.currency, one.spent) for one in found.sums] == [("CNY", Decimal(11500))]
    assert [(one.who, one.made, one.sums[0].spent) for one in found.parts] == [
        (None, FRIDAY, Decimal(500)),
        ("李雯", FRIDAY, Decimal(8000)),
        ("张敏", FRIDAY, Decimal(3000)),
    ]
    assert used(am, meilin(am), "2026-Q3", FRIDAY).parts == []
    add_lines(am, "budget", meilin(am), "2026-Q4", ["平面 三十万"], FRIDAY)
    text = paper(am, ZH, "budget", "2026-Q4")
    assert "￥11,500" in text
    assert "￥288,500" in text
    assert any("李雯" in row and "￥8,000" in row and "2026年11月27日" in row for row in text.splitlines())


def test_the_newest_report_of_the_quarter_counts_alone(ae: Desk, am: Desk) -> None:
    """Money taken back, a card that both months tell of, one that we have ourselves: each is counted once."""
    hand_in(ae, am, FRIDAY, "2026-10")
    take_clients(am, FRIDAY)
    hand_in(ae, am, FRIDAY + timedelta(minutes=1), NOV)
    assert used(am, meilin(am), "2026-Q4", FRIDAY).sums[0].spent == 8000
    spend(ae, "2611-001", "200", FRIDAY)
    hand_in(ae, am, FRIDAY + timedelta(minutes=2), NOV)
    assert used(am, meilin(am), "2026-Q4", FRIDAY).sums[0].spent == 8200
    (card,) = (c for c in all_of(ae, Card) if c.number == "2611-001")
    with am.change("test", FRIDAY) as change:
        change.put(msgspec.structs.replace(card, client_id=meilin(am).id))
    assert used(am, meilin(am), "2026-Q4", FRIDAY).sums[0].spent == 8200
    assert paper(am, ZH).count("| 2611-001 ") == 1


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("edited", "bundle.edited"),
        ("own", "team.own"),
        ("to come", "team.to_come"),
        ("no month", "month.period"),
        ("nobody", "month.no_clients"),
        ("no period", "period"),
    ],
)
def test_what_is_none_is_refused_and_changes_nothing(ae: Desk, am: Desk, tmp_path: Path, what: str, key: str) -> None:
    file = tmp_path / "m.json"
    if what == "own":
        add_client(am, "梅林食品", FRIDAY)
    made = {"own": am, "nobody": am}.get(what, ae)
    when = FRIDAY + timedelta(days=7 if what == "to come" else 0)
    period = {"no month": "2026-W48", "no period": "x"}.get(what)

    def go() -> None:
        send_month(made, period, file, when)
        if what == "edited":
            file.write_bytes(file.read_bytes().replace(b"8000", b"9000"))
        take_all(am, read_all(file), FRIDAY)

    before = everything(am)
    with pytest.raises(DeskError) as refused:
        go()
    assert (refused.value.key, everything(am)) == (key, before)


def test_a_folder_of_weeks_days_and_months_is_one_change(ae: Desk, am: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    send_week(ae, None, folder / "w.json", FRIDAY)
    send_month(ae, None, folder / "m.json", FRIDAY)
    (folder / "broken.json").write_bytes((folder / "m.json").read_bytes().replace(b"8000", b"9000"))
    before = everything(am)
    taken = take_all(am, read_all(folder), FRIDAY)
    assert (len(taken.weeks), len(taken.months), [m.key for m in taken.mistakes]) == (1, 1, ["bundle.edited"])
    am.undo(FRIDAY)
    assert everything(am) == before
