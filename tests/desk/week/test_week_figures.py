"""A week of closed days gives the weekly summary: each of its figures is reckoned here from the records as they lie in
the desk's file, in another way than the program's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import at
from tinydb import TinyDB
from weeks import FRIDAY, NEXT_MONDAY, ZH, ae_desk, am_desk, live_a_week

from aetui.desk.core import Desk
from aetui.desk.papers import Sheet, Subject, Table, build
from aetui.desk.week.team_file import send_week, take_week
from aetui.desk.week.team_week import own_week
from aetui.documents.sheet import Points

Row = dict[str, Any]
Due = tuple[str, str, datetime, str]  # rule, client, due, how it ended
MONDAY, SUNDAY = at("0:00"), at("0:00") + timedelta(days=7)


def time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def end_of(day: date) -> datetime:
    return time(f"{day.isoformat()}T18:00:00+08:00")


def working_day_after(when: datetime) -> datetime:
    day = when.astimezone(MONDAY.tzinfo).date() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return end_of(day)


def judged(
    due: datetime, now: datetime, done: Row | None, waived: Row | None = None, ends: datetime | None = None
) -> str:
    if done is not None:
        return "kept" if time(done["at"]) <= due else "late"
    if waived is not None:
        return "waived"
    if ends is not None and ends <= now:
        return "missed"
    return "late" if due < now else "open"


def counted(tables: dict[str, list[Row]], now: datetime) -> Iterator[Due]:
    """What fell due, told by the records alone, for the rules that this week has."""
    names = {c["id"]: c["short"] for c in tables["clients"]}
    for item in tables["items"]:
        client = names[item["client_id"]]
        waived = item.get("waived", {})
        rule = {">": "call.promise", "?": "call.return"}.get(item.get("mark", ""))
        if rule:
            due = time(item["due"])
            yield rule, client, due, judged(due, now, item.get("done"), waived.get(rule))
            told = due + timedelta(minutes=30)  # R10: nobody was told that it was late
            if rule == "call.promise" and item.get("done") and time(item["done"]["at"]) > told:
                yield "trouble.report", client, told, "missed"
        elif item.get("mark") == "!":
            due = time(item["at"]) + timedelta(minutes=30)
            yield "trouble.report", client, due, judged(due, now, item.get("done"))
        elif item.get("mark") == "*":
            due = end_of(time(item["at"]).astimezone(MONDAY.tzinfo).date())
            yield "news.share", client, due, judged(due, now, item.get("done"))
    for card in tables["cards"]:
        client, sent = names[card["client_id"]], card.get("schedule_sent")
        due = time(card["requested_at"]) + timedelta(hours=24)
        yield "card.schedule", client, due, judged(due, now, sent)
        if sent:
            due = working_day_after(time(sent["at"]))
            yield "card.schedule_confirm", client, due, judged(due, now, card.get("schedule_confirmed"))
        if card.get("replanned"):  # R3: steps were added after it was sent
            due = time(card["replanned"]) + timedelta(hours=24)
            yield "card.schedule_again", client, due, judged(due, now, None)
        if card.get("deliver_at"):
            due = time(card["deliver_at"])
            yield "card.deliver", client, due, judged(due, now, card.get("delivered"))
        for step in card["steps"]:
            due = time(step["due"])
            yield "card.step", client, due, judged(due, now, step.get("done"))
    met = {(f["rule"], f["subject"], f["period"]): f["done"] for f in tables["fulfilments"]}
    slots = {"梅林": (26, "16:00"), "申花": (27, "11:00"), "益力": (25, "15:00")}
    for client_id, client in names.items():
        calls = [
            {"at": c["at"]}
            for c in tables["calls"]
            if c.get("client_id") == client_id and c["way"] == "out" and time(c["at"]).date() == MONDAY.date()
        ]
        due = end_of(MONDAY.date())
        yield "week.call", client, due, judged(due, now, min(calls, key=lambda c: c["at"], default=None), ends=SUNDAY)
        due = at(slots[client][1], slots[client][0])
        sent = met.get(("week.report", client_id, "2026-W48"))
        yield "week.report", client, due, judged(due, now, sent, ends=SUNDAY)
        if sent:
            due = working_day_after(time(sent["at"]))
            yield "week.report_confirm", client, due, judged(due, now, None)
    closed = {d["day"]: d["closed"] for d in tables["days"] if d.get("closed")}
    for n in range(5):
        day = MONDAY.date() + timedelta(days=n)
        yield "day.review", "", end_of(day), judged(end_of(day), now, closed.get(day.isoformat()))


def stored(path: Path) -> dict[str, list[Row]]:
    """The tables of a closed desk's file, by plain TinyDB."""
    with TinyDB(path) as db:
        return {name: [dict(row) for row in db.table(name)] for name in db.tables() if name != "meta"}


def table(sheet: Sheet, columns: int) -> list[list[str]]:
    return next(b.rows for p in sheet.parts for b in p.blocks if isinstance(b, Table) and len(b.columns) == columns)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """The file of a desk on which a week was lived; closed."""
    desk = ae_desk(tmp_path)
    live_a_week(desk)
    path = desk.store.path
    desk.close()
    return path


@pytest.mark.parametrize("now", [FRIDAY, NEXT_MONDAY], ids=["on Friday", "the next Monday"])
def test_every_figure_of_the_summary(week: Path, tmp_path: Path, now: datetime) -> None:
    tables = stored(week)
    desk = Desk.open(week, program="test", now=now)
    file = tmp_path / "week.json"
    send_week(desk, "2026-W48", file, now)
    mine = own_week(desk, now, "2026-W48")
    own_sheet = build(desk, ZH, "summary", Subject(period="2026-W48"), now)
    desk.close()
    am = am_desk(tmp_path, "李雯")
    take_week(am, file, now)
    sheet = build(am, ZH, "summary", Subject(period="2026-W48"), now)
    am.close()
    fell_due = [one for one in counted(tables, now) if MONDAY <= one[2] < SUNDAY]
    # By rule and client.
    ours = Counter((rule, client, how) for rule, client, _, how in fell_due)
    theirs = {
        (t.rule, t.client, how): getattr(t, how)
        for t in mine.tallies
        for how in ("kept", "late", "missed", "waived", "open")
        if getattr(t, how)
    }
    assert theirs == dict(ours)
    assert {how for _, _, how in ours} >= (
        {"kept", "late", "waived"} | ({"missed"} if now is NEXT_MONDAY else {"open"})
    )
    # Each row of the paper, the AE's sum and the team's.
    by_client = Counter((client or "公司内", how) for _, client, _, how in fell_due)
    for page in (own_sheet, sheet):
        rows = {(r[0], r[1]): r[2:] for r in table(page, 9)}
        clients = {client for client, _ in by_client}
        assert {client for who, client in rows if who == "李雯"} == clients | {"合计"}
        for client in clients | {"合计"}:
            n = {
                how: sum(k for (c, h), k in by_client.items() if h == how and client in (c, "合计"))
                for how in ("kept", "late", "missed", "waived", "open")
            }
            over = n["kept"] + n["late"] + n["missed"]
            nearest = round(100 * n["kept"] / over) if over else 0
            share = f"{min(nearest, 99) if n['kept'] < over else 100}%" if over else "–"
            figures = [sum(n.values()), n["kept"], n["late"], n["missed"], n["waived"], n["open"]]
            assert rows["李雯", client] == [*map(str, figures), share], client
        late = [r for r in table(page, 5) if r[1] == "李雯"]
        alone = [r for r in late if "×" not in r[4]]
        folded = sum(int(n) for r in late for n in re.findall(r"×(\d+)", r[4]))
        ended = [(rule, c) for rule, c, _, how in fell_due if how in ("late", "missed")]
        counts = Counter(rule for rule, _ in ended)
        # What comes round by itself is one line a rule; everything else stands alone, before it.
        rounds = {rule for rule in counts if rule.startswith(("day.", "week.")) and counts[rule] > 1}
        assert Counter(r[2] for r in alone) == Counter(c for rule, c in ended if rule not in rounds)
        assert folded == sum(counts[rule] for rule in rounds)
    alone = {(r[0], r[1]): r[2:] for r in table(sheet, 9)}
    team = [sum(int(v[n]) for (who, c), v in alone.items() if c != "合计") for n in range(6)]
    assert list(map(int, alone["全组", "合计"][:6])) == team
    # Calls and items, and the schedules.
    calls = [c for c in tables["calls"] if MONDAY <= time(c["at"]) < SUNDAY]
    items = [i for i in tables["items"] if i["call_id"] in {c["id"] for c in calls}]
    points = [line for p in sheet.parts for b in p.blocks if isinstance(b, Points) for line in b.items]
    assert f"李雯：通话 {len(calls)} 通，记录 {len(items)} 条" in points
    steps = [[s["what"], "已完成" if s.get("done") else "未到期"] for c in tables["cards"] for s in c["steps"]]
    assert [[r[1], r[3]] for r in table(sheet, 4)] == steps
    assert "林总难说话" not in str(sheet)
    assert [line for line in points if "拜访陈小姐" in line] == ["18:00 李雯 梅林 拜访陈小姐"]
    assert len([line for line in points if line == "14:00 李雯 益力 媒介例会"]) == 1
