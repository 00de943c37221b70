"""One finder for every kind of record: the same query names the same one, whatever is looked for and whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from desks import at, fill
from hypothesis import given
from hypothesis import strategies as st

from aetui.desk.book.clients import add_client, matching, resolve
from aetui.desk.book.people import person, whole_name
from aetui.desk.book.profile import set_profiles
from aetui.desk.card.cards import card_by_number, open_card, the_card
from aetui.desk.card.money import the_line
from aetui.desk.card.schedule import the_step
from aetui.desk.card.works import the_work
from aetui.desk.core import Desk
from aetui.desk.day.memos import end_memo, the_memo, write_memo
from aetui.desk.day.todos import add_todo, finish_todo, the_todo
from aetui.desk.find.finder import ID_SIGNS, Ambiguous, best_of, find_one, head, matches, nearest, picks
from aetui.desk.find.looks import LOOKS
from aetui.desk.find.names import keys_of, short_name
from aetui.desk.meeting.meetings import add_meeting, the_meeting
from aetui.desk.obligations import find_obligation
from aetui.desk.rulepage import the_rule
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.obligations import Obligation
from aetui.domain.records import Absence, Client, Contact, CoverLine, Memo, Paper, Person, Todo
from aetui.domain.records.base import Fact
from aetui.domain.records.card import Card, MoneyLine, Remark, Step, Work
from aetui.domain.records.check import TeamPaper
from aetui.domain.records.meeting import Meeting, Point, PrepLine
from aetui.domain.records.own import Idea
from aetui.domain.records.team import PlanLine, TeamClient
from aetui.domain.records.template import CardTemplate

NOW = at("11:30")
BASE = {"created_at": NOW, "updated_at": NOW}
OWED = {"rule": "r", "source": "D4", "subject_type": "x", "start": NOW, "due": NOW, "act_by": NOW, "state": "pending"}


@dataclass(frozen=True)
class Kind:
    make: Callable[[str, str], Any]
    listed: bool = False  # the command that takes it prints a numbered list
    ids: bool = True


KINDS: dict[type, Kind] = {
    Client: Kind(lambda key, name: Client(id=key, **BASE, name=name, short=name)),
    Contact: Kind(lambda _, name: Contact(name=name), ids=False),
    Person: Kind(lambda _, name: Person(name=name), ids=False),
    Card: Kind(lambda key, name: Card(id=key, **BASE, number=f"26{key[:2]}-{key[2:5]}", client_id="c", title=name, opened_at=NOW, requested_at=NOW)),
    Step: Kind(lambda key, name: Step(id=key, what=name), listed=True),
    Work: Kind(lambda key, name: Work(id=key, name=name), listed=True),
    Remark: Kind(lambda key, name: Remark(id=key, text=name, at=NOW), listed=True),
    MoneyLine: Kind(lambda key, name: MoneyLine(id=key, kind="cost", text=name, amount=Decimal("77123")), listed=True),
    Todo: Kind(lambda key, name: Todo(id=key, **BASE, text=name, day=NOW.date())),
    Memo: Kind(lambda key, name: Memo(id=key, **BASE, to="小孙", text=name)),
    Meeting: Kind(lambda key, name: Meeting(id=key, **BASE, title=name, start=NOW, end=NOW)),
    Paper: Kind(lambda key, name: Paper(id=key, **BASE, kind="memo", title=name, text="", sent=Fact(at=NOW))),
    CoverLine: Kind(lambda key, name: CoverLine(id=key, what=name), listed=True),
    Absence: Kind(lambda key, name: Absence(id=key, **BASE, start=NOW, end=NOW, why=name)),
    Obligation: Kind(lambda key, name: Obligation(id=f"r:{key}", subject_id=key, what=name, **OWED), ids=False),  # type: ignore[arg-type]
    PlanLine: Kind(lambda key, name: PlanLine(id=key, what=name, amount=Decimal(1)), listed=True),
    PrepLine: Kind(lambda key, name: PrepLine(id=key, text=name), listed=True),
    Point: Kind(lambda key, name: Point(id=key, text=name), listed=True),
    Idea: Kind(lambda key, name: Idea(id=key, **BASE, text=name, at=NOW), listed=True),
    CardTemplate: Kind(lambda key, name: CardTemplate(id=key, **BASE, name=name)),
    TeamClient: Kind(lambda key, name: TeamClient(id=key, name=name, short=name)),
    TeamPaper: Kind(lambda key, name: TeamPaper(id=key, **BASE, whose="李雯", desk="d", paper_id=key, kind="memo", title=name, text="", sent=Fact(at=NOW)), listed=True),
}  # fmt: skip
NAMES = ("秋季海报报价单", "秋季海报打样", "Procter & Gamble tour", "双十二单页")
IDS = ("1a2b3c4d5e", "1a2b3cffff", "9f8e7d6c5b", "3000000000")


@pytest.fixture(params=KINDS, ids=lambda of: of.__name__)
def there(request: pytest.FixtureRequest) -> tuple[Kind, list[Any]]:
    kind = KINDS[request.param]
    return kind, [kind.make(key, name) for key, name in zip(IDS, NAMES, strict=True)]


def test_every_kind_that_is_looked_up_is_tried() -> None:
    assert set(KINDS) == set(LOOKS)


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("秋季海报报价单", 0), ("双十二单页", 3), ("procter & gamble TOUR", 2), ("Ｐｒｏｃｔｅｒ＆Ｇａｍｂｌｅ", 2),
        ("Procter", 2), ("gamble", 2), ("打样", 1), ("单页", 3), ("tour procter", 2), ("打样 海报", 1), ("海报 报价", 0),
    ],
)  # fmt: skip
def test_a_name_a_part_or_words_of_it(there: tuple[Kind, list[Any]], query: str, n: int) -> None:
    assert find_one(there[1], query) is there[1][n]


@pytest.mark.parametrize(
    ("query", "n"), [("qjhbdy", 1), ("dayang", 1), ("shuangshier", 3), ("ssedy", 3), ("qiujihaibaobao", 0)]
)
def test_pinyin_or_initials(there: tuple[Kind, list[Any]], query: str, n: int) -> None:
    kept = [record for record in there[1] if isinstance(record, Client | TeamClient | Contact | Person | CardTemplate)]
    if kept:  # a name's sound is kept with it, and begins where the name does
        return
    assert find_one(there[1], query) is there[1][n]


@pytest.mark.parametrize("query", ["秋季", "海报", "秋季 海报"])
def test_several_that_match_equally_are_named(there: tuple[Kind, list[Any]], query: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        find_one(there[1], query)
    assert caught.value.records == there[1][:2]
    names = caught.value.args_["names"]
    assert isinstance(names, list)
    assert all(name in label for name, label in zip(NAMES[:2], names, strict=True))


def test_an_exact_name_comes_before_one_that_goes_on(there: tuple[Kind, list[Any]]) -> None:
    kind, records = there
    short = kind.make("5555555555", "秋季海报")
    assert find_one([*records, short], "秋季海报") is short


def test_a_bare_number_is_a_place_where_a_list_was_printed_and_nothing_else(there: tuple[Kind, list[Any]]) -> None:
    kind, records = there
    numbered = [*records, kind.make("4444444444", "样 1 份，3 版")]
    for query in ("1", "3", "０３"):
        if LOOKS[type(records[0])].text:
            with pytest.raises(NotThere):
                find_one(numbered, query)
        if kind.listed:
            assert find_one(numbered, query, listed=numbered) is numbered[int(query) - 1]
    with pytest.raises(NotThere):
        find_one(records, "99", listed=records)
    with pytest.raises(NotThere):
        find_one(records, "0", listed=records)


def test_an_id_needs_its_first_six_signs(there: tuple[Kind, list[Any]]) -> None:
    kind, records = there
    if not kind.ids:
        return
    assert find_one(records, IDS[2]) is records[2]
    assert find_one(records, IDS[2][:ID_SIGNS]) is records[2]
    with pytest.raises(Ambiguous):
        find_one(records, IDS[0][:ID_SIGNS])
    with pytest.raises(NotThere):
        find_one(records, IDS[2][: ID_SIGNS - 1])


@pytest.mark.parametrize("odd", ["ext:1", "crm.42", "x", "客户/7"])
def test_a_whole_id_of_any_form_names_its_record(there: tuple[Kind, list[Any]], odd: str) -> None:
    kind, records = there
    if kind.ids and not isinstance(records[0], Card):  # whose number the test makes of the id
        one = kind.make(odd, "别的")
        assert find_one([*records, one], odd) is one


@pytest.mark.parametrize("query", ["", "  ", "没有", "zzzz", "#"])
def test_what_is_not_there(there: tuple[Kind, list[Any]], query: str) -> None:
    with pytest.raises(NotThere):
        find_one(there[1], query, kind="card")
    with pytest.raises(NotThere):
        find_one([], query, kind="card")


def test_the_nearest_names_are_told(there: tuple[Kind, list[Any]]) -> None:
    with pytest.raises(NotThere) as caught:
        find_one(there[1], "秋季海板报价单")
    near = caught.value.args_["near"]
    assert isinstance(near, list)
    assert NAMES[0] in near[0]
    assert nearest(there[1], "完全不像的一句话") == nearest(there[1], "12") == []


def test_two_that_are_called_the_same_are_told_apart(there: tuple[Kind, list[Any]]) -> None:
    kind, _ = there
    two = [kind.make(key, "打样") for key in IDS[:3:2]]
    look = LOOKS[type(two[0])]
    if look.newest:
        assert find_one(two, "打样") is two[-1]
        return
    with pytest.raises(Ambiguous) as caught:
        find_one(two, "打样")
    if kind.ids:
        assert len(set(caught.value.labels)) == 2
        for record, label in zip(two, caught.value.labels, strict=True):
            assert find_one(two, label) is record


def test_of_meetings_of_one_name_the_day_names_one() -> None:
    one, other = (
        Meeting(id=key, **BASE, title="业务协调会", start=NOW.replace(day=day), end=NOW.replace(day=day))
        for key, day in zip(IDS[:3:2], (23, 30), strict=True)
    )
    for asked in ("业务协调会 11/30", "业务协调会（11/30 11:30）", "业务协调会 11/30 11:30"):
        assert find_one([one, other], asked) is other
    with pytest.raises(NotThere):
        find_one([one, other], "业务协调会 3")


@given(
    st.lists(
        st.text(st.sampled_from("梅林食品正广和ab &."), min_size=1, max_size=6), min_size=1, max_size=5, unique=True
    ),
    st.data(),
)
def test_an_exact_name_is_found_whatever_else_there_is(names: list[str], data: st.DataObject) -> None:
    todos = [Todo(id=f"id{n:08}", **BASE, text=name, day=NOW.date()) for n, name in enumerate(names)]  # type: ignore[arg-type]
    one = data.draw(st.sampled_from(todos))
    alike = [t for t in todos if t.text.replace(" ", "") == one.text.replace(" ", "")]
    if one.text.strip():
        assert best_of(todos, one.text) == alike


# Clients


@pytest.fixture
def two(desk: Desk) -> Desk:
    add_client(desk, "梅林正广和", at("9:00"), keys=["meilinzhengguanghe", "mlzgh"])
    return desk


@pytest.mark.parametrize("query", ["梅林", "ml", "meilin", "梅"])
def test_a_short_name_of_our_own_making_is_no_whole_name(two: Desk, query: str) -> None:
    """梅林 is what we call 梅林食品 in short; whoever types it may mean 梅林正广和 just as well."""
    with pytest.raises(Ambiguous) as caught:
        resolve(two, query)
    assert caught.value.labels == ["梅林食品", "梅林正广和"]
    assert [c.name for c in matching(two, query)] == ["梅林食品", "梅林正广和"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("梅林食品", "梅林食品"), ("mlsp", "梅林食品"), ("正广和", "梅林正广和"), ("梅林正", "梅林正广和"), ("mlz", "梅林正广和"),
        ("梅林食品有限公司", "梅林食品"), ("sh", "申花家电"), ("shenhua", "申花家电"), ("申花", "申花家电"),
    ],
)  # fmt: skip
def test_what_names_one_alone(two: Desk, query: str, name: str) -> None:
    found = resolve(two, query)
    assert found is not None
    assert found.name == name


def test_a_short_name_that_somebody_gave_is_whole(two: Desk) -> None:
    add_client(two, "上海益民一厂", at("9:05"), short="益民", keys=[])
    add_client(two, "益民百货二店", at("9:06"), keys=[])
    found = resolve(two, "益民")
    assert found is not None
    assert found.name == "上海益民一厂"


def test_an_unknown_longer_name_is_not_the_shorter_one(desk: Desk) -> None:
    with pytest.raises(NotThere):
        resolve(desk, "梅林正广和")


@pytest.mark.parametrize(
    "query", ["梅林", "ml", "申花", "sh", "s", "益", "食品", "nobody", "梅林食品", "mei", "yiliyinliao"]
)
def test_the_list_on_the_screen_and_the_shell_mean_the_same(two: Desk, query: str) -> None:
    shown = matching(two, query)
    best = best_of(matching(two, ""), query)
    assert shown[: len(best)] == best
    if len(best) == 1:
        assert resolve(two, query) == shown[0]
    else:
        with pytest.raises(Ambiguous if best else NotThere):
            resolve(two, query)


# The head of a line

BOOK = ["梅林食品", "梅林正广和", "Procter & Gamble", "Procter", "St. James Co.", "Acme Foods", "申花家电"]


def book() -> list[Client]:
    return [
        Client(id=f"client{n}xx", **BASE, name=name, short=short_name(name), keys=keys_of(name))  # type: ignore[arg-type]
        for n, name in enumerate(BOOK)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "names", "rest"),
    [
        ("Procter & Gamble autumn poster Friday", ["Procter & Gamble"], "autumn poster Friday"),
        ("procter&gamble autumn poster", ["Procter & Gamble"], "autumn poster"),
        ("Procter autumn poster", ["Procter"], "autumn poster"),
        ("St. James Co. new leaflet", ["St. James Co."], "new leaflet"),
        ("Acme Foods autumn", ["Acme Foods"], "autumn"),
        ("acme autumn", ["Acme Foods"], "autumn"),
        ("梅林食品 秋季海报 周五", ["梅林食品"], "秋季海报 周五"),
        ("梅林正广和 秋季海报", ["梅林正广和"], "秋季海报"),
        ("梅林 秋季海报 周五", ["梅林食品", "梅林正广和"], "秋季海报 周五"),
        ("  申花家电，单页", ["申花家电"], "，单页"),
        ("shjd 单页", ["申花家电"], "单页"),
        ("海报 周五", [], "海报 周五"),
        ("梅林正大 海报", [], "梅林正大 海报"),
        ("a poster", [], "a poster"),
        ("", [], ""),
    ],
)
def test_the_longest_name_at_the_head_wins(line: str, names: list[str], rest: str) -> None:
    found = head(book(), line)
    assert [c.name for c in found.records] == names
    assert line[found.end :].strip() == rest
    assert found.record == (found.records[0] if len(names) == 1 else None)


@pytest.mark.parametrize("name", BOOK)
def test_each_name_is_its_own_head(name: str) -> None:
    found = head(book(), f"{name} 海报")
    assert [c.name for c in found.records] == [name]


# Every command's own look-up


@pytest.fixture
def full(tmp_path: Any) -> Any:
    desk = Desk.open(tmp_path / "x.json", program="test", now=NOW)
    fill(desk)
    set_profiles(desk, {"people": "王磊:supervisor,王敏:AD,小王:studio"}, NOW)
    yield desk
    desk.close()


def test_a_todo_is_never_ended_by_a_number(full: Desk) -> None:
    made = [add_todo(full, f"第{n}件事 1 份", NOW) for n in range(12)]
    for query in "0123456789":
        with pytest.raises(NotThere):
            finish_todo(full, query, NOW)
    assert the_todo(full, made[3].id[:6]).id == made[3].id
    assert finish_todo(full, "第7件", NOW).id == made[7].id
    with pytest.raises(NotThere):
        the_todo(full, "第7件")  # done: by its id alone
    assert the_todo(full, made[7].id).id == made[7].id


def test_two_todos_are_named_not_numbered(full: Desk) -> None:
    for text in ("打样 单页", "打样 海报"):
        add_todo(full, text, NOW)
    with pytest.raises(Ambiguous) as caught:
        finish_todo(full, "打样", NOW)
    assert caught.value.args_["names"] == ["打样 单页", "打样 海报"]


def test_a_memo_is_found_by_its_text_when_it_was_sent(full: Desk) -> None:
    memo = write_memo(full, "留会议室", NOW, to="小孙")
    end_memo(full, "会议室", NOW, sent=True)
    assert the_memo(full, "会议室").id == memo.id


def test_a_card_by_number_running_number_or_title(full: Desk) -> None:
    one = open_card(full, "秋季海报", NOW, client="申花")
    two = open_card(full, "双十二单页", NOW, client="申花")
    assert the_card(full, one.number) == the_card(full, "001") == the_card(full, "秋季") == one
    assert the_card(full, " 双十二 ").id == two.id
    assert card_by_number(full, "001") is None
    for wrong in ("1", "2611", "003", "没有"):
        with pytest.raises(NotThere):
            the_card(full, wrong)


def test_steps_money_and_works_by_their_place_or_words() -> None:
    card = Card(
        id="c1", **BASE, number="2611-001", client_id="c", title="海报", opened_at=NOW, requested_at=NOW,  # type: ignore[arg-type]
        steps=[Step(id="s1" * 5, what="文案"), Step(id="s2" * 5, what="设计 2 稿")],
        money=[MoneyLine(id="m1" * 5, kind="invoice", text="首款", amount=Decimal(2)), MoneyLine(id="m2" * 5, kind="cost", text="", amount=Decimal(800))],
        works=[Work(id="w1" * 5, name="海报 A"), Work(id="w2" * 5, name="海报 B"), Work(id="w3" * 5, name="海报 A")],
    )  # fmt: skip
    assert the_step(card, "2").what == "设计 2 稿"
    assert the_line(card, "1").text == "首款"
    assert the_line(card, "800").amount == 800
    assert the_work(card, "1").id == "w1" * 5
    assert the_work(card, "海报 A").id == "w3" * 5  # its newest version
    for look_up, said in ((the_step, "3"), (the_line, "3"), (the_work, "4")):
        with pytest.raises(NotThere):
            look_up(card, said)
    with pytest.raises(BadInput):
        the_work(card, "海报")


def test_meetings_by_their_title(full: Desk) -> None:
    for title, hour in (("媒介例会", "13:00"), ("创意例会", "15:00")):
        add_meeting(full, title, NOW, client="申花", start=at(hour, 26))
    assert the_meeting(full, "媒介", NOW).title == "媒介例会"
    with pytest.raises(Ambiguous) as caught:
        the_meeting(full, "例会", NOW)
    assert caught.value.labels == ["媒介例会", "创意例会"]


def test_colleagues_are_asked_about(full: Desk) -> None:
    assert person(full, "小王").name == whole_name(full, "@小王") == "小王"
    assert whole_name(full, "wl") == "王磊"
    assert whole_name(full, "外面的人") == "外面的人"
    for look_up in (person, whole_name):
        with pytest.raises(Ambiguous):
            look_up(full, "王")


def test_a_duty_of_the_user_s_own_is_named_by_the_user(full: Desk) -> None:
    set_profiles(full, {"name": "赵敏", "roles": "AD"}, NOW)
    for said in ("赵敏", "me"):
        assert find_obligation(full, "week.coordination", said, at("9:00", 24)).rule == "week.coordination"


def test_matches_lists_all_where_nothing_is_typed(full: Desk) -> None:
    assert len(matches(full.book.clients.values(), " ")) == 3


@pytest.mark.parametrize(
    ("typed", "spoken", "found"),
    [("", True, [0, 1, 2]), ("会议", True, [0]), ("hy", True, [0]), ("huiyi", True, [0]), ("hy", False, []), ("note", True, [1, 2]), ("x", True, [])],
)  # fmt: skip
def test_picks(typed: str, spoken: bool, found: list[int]) -> None:
    assert picks(typed, [(["会议", "meeting"], ""), (["Note"], ""), (["话"], "a note")], spoken=spoken) == found


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("card.schedule", "card.schedule"),
        ("coordination", "week.coordination"),
        ("month.bud", "month.budget"),
        ("CARD.OPEN", "card.open"),
    ],
)
def test_a_rule_by_its_id_or_a_part(full: Desk, asked: str, rule: str) -> None:
    assert the_rule(full, asked) == rule


def test_a_rule_that_several_names_hold(full: Desk) -> None:
    with pytest.raises(Ambiguous) as caught:
        the_rule(full, "confirm")
    assert set(caught.value.records) >= {"card.schedule_confirm", "meeting.minutes_confirm"}
    with pytest.raises(NotThere):
        the_rule(full, "no.rule")
