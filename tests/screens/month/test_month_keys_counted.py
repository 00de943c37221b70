"""How many keys an AM's month of four clients takes, from the board: texts don't count, each press does."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from on_a_desk import on_screen
from weeks import ae_desk, am_desk

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.files.places import keep_place
from aetui.desk.month.month_file import send_month
from aetui.desk.month.plans import add_lines, all_plans
from aetui.desk.phone.calls import record_call
from aetui.desk.week.team_clients import own_clients, take_clients
from aetui.desk.week.team_file import send_week, take_week
from aetui.domain.plans import unreported
from aetui.domain.records import Paper

MONTH_KEYS = 50


def on(day: int, clock: str = "10:00") -> datetime:
    return datetime.fromisoformat(f"2026-12-{day:02d}T{clock}:00+08:00")


def papers(desk: Desk, kind: str) -> int:
    return sum(paper.kind == kind for paper in desk.each(Paper))


def owed(desk: Desk, when: datetime, rule: str) -> int:
    return sum(o.rule == rule and o.state in ("pending", "soon", "overdue") for o in desk.obligations(when))


async def test_a_month_of_four_clients_takes_few_keys(tmp_path: Path) -> None:
    """The quarter's budgets on the 2nd, next month's media plans on the 9th, the AEs' reports on the 17th, each sent to the AD."""
    am = am_desk(tmp_path, "李雯", "张敏")
    folder = tmp_path / "in"
    folder.mkdir()
    keep_place(am, folder)
    aes = [ae_desk(tmp_path), ae_desk(tmp_path, "张敏")]
    for client in list(aes[1].book.clients.values()):
        if client.short != "梅林":
            with aes[1].change("test", on(1)) as change:
                change.delete(client)
    add_client(aes[1], "正广和", on(1))
    for n, ae in enumerate(aes):
        send_week(ae, None, tmp_path / f"w{n}.json", on(1))
        take_week(am, tmp_path / f"w{n}.json", on(1))
    take_clients(am, on(1))
    assert len(own_clients(am)) == 4
    pressed = 0

    async with on_screen(am, now=on(2)) as hand:

        async def press(*keys: str) -> None:
            nonlocal pressed
            pressed += len(keys)
            await hand.press(*keys)

        await press("M", "a")
        for amount in ("平面 三十万", "电视 20万", "户外 8万", "网络 10.5万"):
            await hand.type(amount)
            await press("enter", "enter")
        assert [p.period for p in all_plans(am, "budget")] == ["2026-Q4"] * 4
        await press("s", "enter")
        assert (papers(am, "budget"), owed(am, on(2), "month.budget")) == (4, 0)
        await hand.press("u")  # one act is one change
        assert papers(am, "budget") == 0
        await hand.press("U")
    async with on_screen(am, now=on(9)) as hand:
        await press("M", "2", "a")
        for lines in (
            ("电视 1/4到1/15 20万", "报纸 三万"),
            ("户外 1/5到1/20 10.5万",),
            ("网络 6万", "电梯 2万"),
            ("杂志 1/10 3万",),
        ):
            for line in lines:
                await hand.type(line)
                await press("enter")
            await press("enter")
        await press("s", "enter")
        assert (papers(am, "media"), owed(am, on(9), "month.media_plan")) == (4, 0)
    record_call(aes[0], on(16), ["+ 秋季海报 下周五前"], client="梅林")
    for n, ae in enumerate(aes):
        send_month(ae, None, folder / f"m{n}.json", on(17))
        ae.close()
    async with on_screen(am, now=on(17)) as hand:
        await press("M", "b", "enter")
        await hand.until(lambda: "2/2" in hand.text)
        await press("3", "s", "enter")
        assert (papers(am, "monthly"), owed(am, on(17), "month.report")) == (4, 0)
    assert pressed <= MONTH_KEYS, pressed
    assert not any(unreported(p) for kind in ("budget", "media") for p in all_plans(am, kind))
    am.close()


async def test_whose_report_is_missing_waits(tmp_path: Path) -> None:
    am, ae = am_desk(tmp_path, "李雯"), ae_desk(tmp_path)
    send_week(ae, None, tmp_path / "w.json", on(1))
    take_week(am, tmp_path / "w.json", on(1))
    take_clients(am, on(1))
    add_client(am, "自己的客户", on(1))
    keep_place(am, tmp_path / "m.json")
    async with on_screen(am, now=on(17)) as hand:
        await hand.press("M", "3", "s")
        assert "自己的客户。怎么交的" in hand.text
        await hand.press("enter")
        assert papers(am, "monthly") == 1
        assert "等 AE 的月报" in hand.text
        await hand.press("s")
        assert "都还缺 AE 的月报" in hand.text
        assert papers(am, "monthly") == 1
    ae.close()
    am.close()


async def test_last_quarters_lines_for_all_in_one_key(tmp_path: Path) -> None:
    am = am_desk(tmp_path)
    set_profile(am, "people", "赵敏:AD", on(1))
    clients = [add_client(am, name, on(1)) for name in ("甲", "乙", "丙")]
    for client in clients[:2]:
        add_lines(am, "media", client, "2026-12", ["电视 12/1到12/15 10.5万"], on(1))
    add_lines(am, "media", clients[0], "2027-01", ["网络 3万"], on(1))
    async with on_screen(am, now=on(9)) as hand:
        await hand.press("M", "2", "equals_sign")
        assert {p.client_id: len(p.lines) for p in all_plans(am, "media") if p.period == "2027-01"} == {
            clients[0].id: 1,
            clients[1].id: 1,
        }
        await hand.press("equals_sign")
        assert "没有哪位客户还能照抄" in hand.text
        await hand.press("u")
        assert len([p for p in all_plans(am, "media") if p.period == "2027-01"]) == 1
    am.close()
