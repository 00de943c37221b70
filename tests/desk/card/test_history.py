"""A card's facts and how it came about."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profile
from aetui.desk.card.history import card_facts, card_timeline
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.obligations import find_obligation, meet, waive
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Card, Estimate, Fact, MoneyLine, Passed, Step, Work
from aetui.locales import Texts


def at(clock: str, day: int = 23) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T{clock}:00+08:00")


def test_everything_on_a_card_in_the_order_of_time(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "x.json", program="tests", now=at("09:00"))
    set_profile(desk, "timezone", "Asia/Shanghai", at("09:00"))
    add_client(desk, "Shenhua", at("09:00"))
    record_call(desk, at("10:40"), ["+ 双十二促销单页，周五前要打样"], client="Shenhua", contact="周先生", way="out")
    record_call(desk, at("11:00"), ["$ 外拍 8000 2611-001"], client="Shenhua")
    add_steps(desk, "2611-001", [understand(desk, "打样 周五12:00", at("16:00"))], at("16:00"))
    meet(desk, find_obligation(desk, "card.schedule", "2611-001", at("16:05")), at("16:05"), how="e-mail")
    waive(desk, find_obligation(desk, "card.schedule_confirm", "2611-001", at("17:00")), "口头说过", at("17:00"))
    [card] = desk.each(Card)

    def done(clock: str) -> Fact:
        return Fact(at=at(clock, 24), how="电话")

    card = replace(
        card,
        estimates=[Estimate(amount=Decimal(26400), at=at("14:20"), agreed=Fact(at=at("14:30"), by="周先生"))],
        steps=[
            Step(id="a", what="完稿", owner="小王", chased=[done("11:00")], reported=done("12:00"), done=done("13:00"))
        ],
        money=[MoneyLine(id="m", kind="cost", text="印刷", amount=Decimal(12000), settled=done("14:00"))],
        works=[Work(id="w", name="完稿", reviewed=done("14:10"), signed=done("14:20"), sent=done("14:30"))],
        delivered=done("15:00"),
        closed=done("16:00"),
        passed=[Passed(gate="brief", why="客户催", at=at("14:00"))],
    )
    for lang in ("zh", "en"):
        told = card_timeline(desk, card, Texts(lang))
        assert [m.at for m in told] == sorted(m.at for m in told)
        assert [m.source for m in told if m.source] == (
            ["D4", "D4", "Y3", "D5", "D5", "D4", "C2", "C3", "R10", "R3", "R8", "Q1", "A2", "Q2", "A5", "A5"]
        )
    told = card_timeline(desk, card, Texts("zh"))
    lines = [f"{m.stamp} {m.sign} {m.text}" for m in told]
    assert lines[0] == "11/23 10:40 + 周先生：双十二促销单页，周五前要打样"
    assert lines[1] == "11/23 10:40 ✓ 开卡，当时"
    assert "11/23 16:05 ✓ 工作进度表发出 · e-mail" in lines
    assert any("免做" in line and "口头说过" in line for line in lines)
    assert "11/24 11:00 → 催小王：完稿 · 电话" in lines
    facts = dict(card_facts(desk, card, Texts("zh"), at("11:00")))
    assert facts["交期"] == "周五 18:00"
    assert facts["谁要的"] == "周先生 11/23 10:40"
    assert facts["估价"] == "￥26,400"
