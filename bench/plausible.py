"""A plausible desk of any size, from a seed: ten years of clients, calls and their items, cards, meetings, to-dos.

Written straight as the data file of docs/data-format.md; a few things of the last days are open, the rest is past.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec

from aetui.domain.records import KINDS, Call, Client, Contact, Day, Fulfilment, Item, Made, Profile, Slot, Todo
from aetui.domain.records.base import Fact, Record
from aetui.domain.records.card import Brief, Card
from aetui.domain.records.meeting import Action, Meeting, Minutes, Topic

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 11, 30, tzinfo=ZONE)
NAMES = [
    "梅林食品",
    "申花家电",
    "益力饮料",
    "白猫日化",
    "光明乳业",
    "大众汽车",
    "蓝天旅游",
    "永久自行车",
    "红双喜体育",
    "金星钢琴",
    "老凤祥",
    "恒源祥",
]
KEYS = ["ml", "sh", "yl", "bm", "gm", "dz", "lt", "yj", "hsx", "jx", "lfx", "hyx"]
PEOPLE = ["陈小姐", "周先生", "刘经理", "王小姐", "李先生", "张总", "赵经理", "孙小姐"]
WHAT = [
    "海报",
    "单页",
    "杂志稿",
    "电视片",
    "立牌",
    "报价",
    "排期",
    "样稿",
    "完稿",
    "打样",
    "调研报告",
    "媒介计划",
    "新品发布会",
    "促销方案",
    "门头",
    "画册",
]
SAID = (
    "{w}的颜色再亮一点，标题放大",
    "{w}已经收到，内部还要看两天",
    "下周开始改由{p}确认{w}",
    "{w}的尺寸改成 60×160，用在超市入口",
    "问竞品的{w}是谁家做的，我们没有议论",
    "口头报告：{w}进行中，周五前出第二稿",
    "{w}的预算大概在三万以内，请先估个价",
)


def records(calls: int, seed: int = 7) -> Iterator[tuple[str, Record]]:
    """The desk's records; `calls` past calls of four items each, and in proportion cards, meetings, to-dos."""
    pick = random.Random(seed)
    days = max(1, min(3650, calls // 8))
    began = NOW - timedelta(days=days + 1)
    serial = iter(range(10**9))

    def ident() -> str:
        return f"{next(serial):06x}{pick.getrandbits(56):014x}"

    def base(at: datetime) -> dict[str, object]:
        return {"id": ident(), "created_at": at, "updated_at": at}

    yield "profile", Profile(**base(began), name="李雯", timezone="Asia/Shanghai")
    clients = [
        Client(
            **base(began),
            name=name,
            short=name[:2],
            keys=[key],
            contacts=[Contact(name=pick.choice(PEOPLE), phone=f"021-5555-{n:04d}")],
            report=Slot(weekday=n % 5, minute=600 + 30 * n),
        )
        for n, (name, key) in enumerate(zip(NAMES, KEYS, strict=True))
    ]
    for client in clients:
        yield "clients", client
    numbers: dict[str, int] = {}
    for n in range(calls):
        at = began + timedelta(days=days * n / calls, minutes=pick.randrange(540))
        client = pick.choice(clients)
        missed = n % 12 == 0
        back = Fact(at=at + timedelta(minutes=25)) if missed else None
        call = Call(
            **base(at),
            at=at,
            way="missed" if missed else pick.choice(("in", "out")),
            client_id=client.id,
            contact=client.contacts[0].name,
            ended_at=at + timedelta(minutes=6),
            returned=back,
        )
        yield "calls", call
        if n % 5 == 0:
            prefix = at.strftime("%y%m")
            numbers[prefix] = numbers.get(prefix, 0) + 1
            done = Fact(at=at + timedelta(days=3), how="e-mail")
            yield (
                "cards",
                Card(
                    **base(at),
                    number=f"{prefix}-{numbers[prefix]:03d}",
                    client_id=client.id,
                    title=f"{pick.choice(WHAT)}{pick.choice(WHAT)}",
                    brief=Brief(what=pick.choice(SAID).format(w="海报", p="她"), audience="家庭主妇"),
                    kind="artwork",
                    requested_at=at,
                    opened_at=at,
                    deliver_at=at + timedelta(days=4),
                    schedule_sent=done,
                    schedule_confirmed=done,
                    delivered=done,
                    closed=done,
                    state="closed",
                ),
            )
        for k in range(0 if missed else 4):
            mark = pick.choice(("", "", "", ">", "?", "*", "#"))
            yield (
                "items",
                Item(
                    **base(at),
                    call_id=call.id,
                    client_id=client.id,
                    n=k + 1,
                    at=at,
                    mark=mark,
                    text=pick.choice(SAID).format(w=pick.choice(WHAT), p=pick.choice(PEOPLE)),
                    due=at + timedelta(days=1) if mark in (">", "?") else None,
                    done=Fact(at=at + timedelta(hours=20)) if mark in (">", "?", "*") else None,
                ),
            )
        if n % 4 == 0:
            yield (
                "todos",
                Todo(**base(at), text=f"{pick.choice(WHAT)}：{pick.choice(WHAT)}", day=at.date(), done=Fact(at=at)),
            )
        if n % 8 == 0:
            proof = Fact(at=at + timedelta(days=1))
            topic = Topic(
                title=pick.choice(WHAT), conclusion="按第二稿做", actions=[Action(what="改稿", owner="小王", due=at)]
            )
            yield (
                "meetings",
                Meeting(
                    **base(at),
                    client_id=client.id,
                    title=f"{pick.choice(WHAT)}会",
                    start=at,
                    end=at + timedelta(hours=1),
                    agenda_sent=proof,
                    agenda_confirmed=proof,
                    attended=proof,
                    minutes=Minutes(topics=[topic], signed=proof, sent=proof, circulated=proof, confirmed=proof),
                ),
            )
    for n in range(days if calls else 0):
        at = began + timedelta(days=n, hours=9)
        yield "days", Day(**base(at), day=at.date(), closed=Fact(at=at))
        if at.weekday() == 0:
            year, week, _ = at.isocalendar()
            for client in clients:
                yield (
                    "fulfilments",
                    Fulfilment(
                        **base(at),
                        rule="week.report",
                        subject=client.id,
                        period=f"{year}-W{week:02d}",
                        done=Fact(at=at, how="传真"),
                    ),
                )
    # What is open today.
    today = NOW.replace(hour=9, minute=40)
    for n in range(8):
        client = clients[n]
        call = Call(**base(today), at=today, way="in", client_id=client.id, ended_at=today)
        yield "calls", call
        card = Card(
            **base(today),
            number=f"2611-{900 + n}",
            client_id=client.id,
            title=f"{WHAT[n]}横版",
            requested_at=today,
            opened_at=today,
            deliver_at=NOW + timedelta(days=3 + n),
        )
        item = Item(
            **base(today),
            call_id=call.id,
            client_id=client.id,
            n=1,
            at=today,
            mark="+",
            text=f"{WHAT[n]}加一个横版",
            made=Made(type="card", id=card.id),
            card_id=card.id,
        )
        yield "cards", card
        yield "items", item
        promise = {"call_id": call.id, "client_id": client.id, "n": 2, "at": today, "mark": ">"}
        yield "items", Item(**base(today), **promise, text="周三12:00前给修改稿", due=NOW + timedelta(days=2))


def write(path: Path, calls: int, seed: int = 7) -> int:
    """Write such a desk to `path`; its size in bytes."""
    return write_records(path, records(calls, seed))


def write_records(path: Path, found: Iterable[tuple[str, Record]]) -> int:
    """Write a desk of these records to `path`; its size in bytes."""
    tables: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for kind, record in found:
        tables[kind].append(msgspec.json.encode(record))
    with path.open("wb") as out:
        out.write(b'{"meta":{\n"1":{"format":"aetui","version":1}\n}')
        for kind, rows in tables.items():
            body = b",\n".join(b'"%d":%s' % (n, row) for n, row in enumerate(rows, 1))
            out.write(b',\n"%s":{\n%s\n}' % (kind.encode(), body))
        out.write(b"\n}\n")
    return path.stat().st_size
