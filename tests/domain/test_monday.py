"""The sample's Monday, 2026-11-23, from its records: exactly its table at 11:30, and nothing besides."""

from __future__ import annotations

from making import at, book, calendar, client, made, profile

from aetui.domain.derive import derive
from aetui.domain.obligations import Obligation
from aetui.domain.records import Call, Card, Fact, Item, Made, Record, Todo
from aetui.domain.rulebook import load

Line = tuple[str, str, str | None]


def call(key: str, clock: str, who: str, way: str, lines: list[Line]) -> list[Record]:
    """A call as the desk writes it: `+` opens a card in the same breath, `@` makes a to-do."""
    when = at(f"11-23 {clock}")
    found: list[Record] = [made(Call, key, when, at=when, way=way, client_id=who)]
    for n, (mark, text, due) in enumerate(lines, 1):
        fields = {
            "call_id": key,
            "client_id": who,
            "n": n,
            "at": when,
            "text": text,
            "due": at(due) if due else None,
        }
        if mark == "+":
            found.append(
                made(Card, f"{key}k", when, number=f"2611-{key}", client_id=who, title=text, requested_at=when,
                     opened_at=when, deliver_at=fields["due"], item_id=f"{key}i{n}")
            )  # fmt: skip
            fields |= {"card_id": f"{key}k", "made": Made(type="card", id=f"{key}k")}
        if mark == "@":
            found.append(
                made(Todo, f"{key}t", when, text=text, day=at("11-24 00:00").date(), owner="小王", due=fields["due"],
                     client_id=who, item_id=f"{key}i{n}")
            )  # fmt: skip
            fields |= {"owner": "小王", "made": Made(type="todo", id=f"{key}t")}
        found.append(made(Item, f"{key}i{n}", when, mark=mark, **fields))
    return found


MONDAY: list[Record] = [
    profile("11-23 09:00"),
    client("梅林", "11-23 09:00", slot=(3, 960)),
    client("申花", "11-23 09:00", slot=(4, 660)),
    client("益力", "11-23 09:00", slot=(2, 900)),
    *call("a", "09:32", "梅林", "in", [
        ("+", "秋季海报加一个横版", None), (">", "给修改稿", "11-25 12:00"), ("?", "报价", "11-24 10:00"),
        ("*", "销量涨了两成", None), ("", "改由陈小姐直接确认", None),
    ]),
    *call("b", "10:15", "申花", "missed", []),
    *call("c", "10:40", "申花", "out", [
        ("+", "双十二促销单页", "11-27 18:00"), ("$", "外拍场地费 8000", None), ("!", "型号写错", None),
        ("@", "重出完稿", "11-24 17:00"),
    ]),
    *call("d", "11:05", "益力", "out", [("", "口头报告", None), ("?", "下月媒介排期", "11-25 18:00"), ("", "没有", None)]),
]  # fmt: skip

TABLE = [
    ("card.schedule", "D4", "梅林", "11-24 09:32", "pending"),
    ("card.schedule", "D4", "申花", "11-24 10:40", "pending"),
    ("card.deliver", "A5", "申花", "11-27 18:00", "pending"),
    ("call.promise", "R9", "梅林", "11-25 12:00", "pending"),
    ("call.return", "D3", "梅林", "11-24 10:00", "pending"),
    ("call.return", "D3", "申花", "11-23 13:15", "met"),
    ("news.share", "D7", "梅林", "11-23 18:00", "pending"),
    ("trouble.report", "R10", "申花", "11-23 11:10", "overdue"),
    ("card.open", "Y3", "申花", "11-23 11:10", "overdue"),
    ("card.chase", "C3", "申花", "11-23 17:00", "pending"),
    ("call.return", "D3", "益力", "11-25 18:00", "pending"),
    ("week.call", "C1", "益力", "11-23 18:00", "met"),
    ("week.call", "C1", "申花", "11-23 18:00", "met"),
    ("week.call", "C1", "梅林", "11-23 18:00", "pending"),
    ("day.review", "D1", None, "11-23 18:00", "pending"),
    ("week.report", "C2", "益力", "11-25 15:00", "pending"),
    ("week.report", "C2", "梅林", "11-26 16:00", "pending"),
    ("week.report", "C2", "申花", "11-27 11:00", "pending"),
]


def at_half_past_eleven(records: list[Record]) -> list[Obligation]:
    return derive(book(*records), load(), at("11-23 11:30"), cal=calendar(), ended=True)


def test_monday_gives_its_table_and_nothing_besides() -> None:
    found = {(o.rule, o.source, o.client_id, o.due, o.state) for o in at_half_past_eleven(MONDAY)}
    assert found == {(rule, source, who, at(due), state) for rule, source, who, due, state in TABLE}
    assert len(at_half_past_eleven(MONDAY)) == len(TABLE)


def test_each_shows_until_when_to_act() -> None:
    assert all(o.act_by == o.due for o in at_half_past_eleven(MONDAY))


def test_what_was_met_was_met_by_the_calls() -> None:
    met = {(o.rule, o.client_id): o.met_at for o in at_half_past_eleven(MONDAY) if o.met_at}
    assert met == {
        ("call.return", "申花"): at("11-23 10:40"),
        ("week.call", "申花"): at("11-23 10:40"),
        ("week.call", "益力"): at("11-23 11:05"),
    }


def test_the_report_is_twenty_minutes_late() -> None:
    late = next(o for o in at_half_past_eleven(MONDAY) if o.rule == "trouble.report")
    assert late.remaining(at("11-23 11:30")) == -1200
    told = [
        made(Item, r.id, r.at, call_id=r.call_id, client_id=r.client_id, n=r.n, at=r.at, mark="!", text=r.text,
             done=Fact(at=at("11-23 11:35"), how="电话报告王磊，建议连夜重印"))
        if isinstance(r, Item) and r.mark == "!" else r
        for r in MONDAY
    ]  # fmt: skip
    told_late = next(o for o in at_half_past_eleven(told) if o.rule == "trouble.report")
    assert (told_late.state, told_late.how) == ("met_late", "电话报告王磊，建议连夜重印")
