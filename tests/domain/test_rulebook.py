"""The rulebook as data: the shipped one, and a user's file laid over it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from making import at, client, fact, made, one, owed, profile, states

from aetui.domain import hints
from aetui.domain.derive import MET, TRIGGERS
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, Fulfilment, Item
from aetui.domain.rulebook import Rule, RulebookError, load, shipped
from aetui.domain.rulebook.build import ready_made, ready_made_hints
from aetui.domain.rulebook.loader import READY_MADE
from aetui.domain.rulebook.model import LINES_OF_THE_DAY, LISTS
from aetui.domain.rulebook.vocabulary import CALENDAR_MET, EVENT_MET
from aetui.domain.rulebook.vocabulary import TRIGGERS as NAMED

BOOK = shipped()
FILE = "liwen.rules.toml"
LAW = {
    # domain.md's tables: rule, source, due or when, roles
    "card.open": ("D4", "+30 min", ""), "card.schedule": ("D4", "+24 h", ""),
    "card.schedule_again": ("R3", "+24 h", ""), "client.review": ("R1", "quarter end", "AE"),
    "card.schedule_confirm": ("C2", "+1 working day", ""), "card.step": ("R3", "at", ""),
    "card.chase": ("C3", "-24 h", ""), "card.deliver": ("A5", "at", ""), "card.money": ("R8", "at", ""),
    "call.return": ("D3", "typed, else +2 working h", ""), "call.promise": ("R9", "typed, else +1 working day", ""),
    "trouble.report": ("R10", "+30 working min", ""), "news.share": ("D7", "end of day", ""),
    "meeting.agenda": ("M2", "-48 h", ""), "meeting.agenda_confirm": ("M2", "-24 h", ""),
    "meeting.prepare": ("M3", "-1 h", ""), "meeting.attend": ("M1", "-travel", ""),
    "meeting.minutes": ("M6", "+24 h", ""), "meeting.minutes_confirm": ("M8", "+1 working day", ""),
    "memo.remind": ("D6", "at", ""), "absence.arrange": ("D8", "-0 h", ""),
    "day.review": ("D1", "working day, end of work", ""), "week.call": ("C1", "monday, end of work", "AE"),
    "week.report": ("C2", "report slot", "AE"), "week.report_confirm": ("C2", "after week.report", "AE"),
    "week.review": ("A3", "friday 17:30", "AM"), "week.summary": ("A3", "friday, end of work", "AM"),
    "week.coordination": ("A11", "monday 09:30", "GM AD MEDIA CD"), "month.budget": ("A7", "day 3", "AM"),
    "month.media_plan": ("A6", "day 10", "AM"), "month.report": ("A8", "day 20", "AM"),
    "year.appraisal": ("A10", "12-15", "AM"),
    # office.md's: between two desks
    "trouble.answer": ("R10", "+30 working min", ""), "todo.accept": ("C3", "+2 working h", ""),
    "paper.approve": ("A2", "+2 working h", ""), "work.sign": ("Q2", "+2 working h", ""),
    "day.check": ("A1", "+1 working h", ""),
}  # fmt: skip


def test_every_rule_of_the_law_is_there_and_no_other() -> None:
    found = {r.id: (r.source[0], r.when or r.due, " ".join(r.roles)) for r in BOOK.rules.values()}
    assert found == LAW


def test_the_ready_made_one_is_what_the_toml_says() -> None:
    assert READY_MADE.read_bytes() == ready_made(), "run python -m aetui.domain.rulebook.build"
    assert hints.READY_MADE.read_bytes() == ready_made_hints(), "run python -m aetui.domain.rulebook.build"


def test_a_rules_words_are_the_sources_own() -> None:
    for rule in BOOK.rules.values():
        assert any(rule.words.zh in BOOK.sources[source].zh for source in rule.source), rule.id
        assert rule.title.zh
        assert rule.title.en.isascii()
        assert rule.words.en.isascii()


def test_the_source_is_whole() -> None:
    chapters = {"R": 10, "N": 5, "Y": 4, "A": 11, "D": 8, "C": 3, "M": 8, "Q": 2}
    ids = {f"{letter}{n}" for letter, count in chapters.items() for n in range(1, count + 1)}
    assert set(BOOK.sources) == ids | set(LISTS) | set(LINES_OF_THE_DAY)
    assert {name: len(lines) for name, lines in LISTS.items()} == {"八": 10, "九": 20, "P": 12, "H": 12}
    assert BOOK.words("D4", "zh") == "客户发动之每项工作，立即开出工作卡，24小时内回复客户工作进度表"
    assert BOOK.words("d4", "en").startswith("For every piece of work")
    assert BOOK.words("9.5", "zh") == BOOK.words("九.5", "zh") == "善用时间管理，排定每天工作的优先顺位"
    assert BOOK.words("card.open", "zh") == "立即开出工作卡"
    with pytest.raises(KeyError):
        BOOK.words("Z9", "zh")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("专业技巧", "P"),
        ("people SKILLS", "H"),
        ("8", "八"),
        ("九", "九"),
        ("9.20", "九.20"),
        ("p7", "P7"),
        (" d4 ", "D4"),
    ],
)
def test_a_source_by_each_of_its_names(asked: str, found: str) -> None:
    assert BOOK.source_named(asked) == found
    assert BOOK.words(asked, "zh") == BOOK.sources[found].zh


@pytest.mark.parametrize("asked", ["", ".", "8.", "八.11", "P13", "card.open", "技巧"])
def test_what_is_no_source(asked: str) -> None:
    assert BOOK.source_named(asked) is None


def test_a_line_for_each_day_runs_through_all_four_lists() -> None:
    start = date(2026, 11, 23)
    lines = [BOOK.line_of_the_day(start + timedelta(days=n), "zh") for n in range(54)]
    assert len(set(lines)) == 54
    assert lines[0] == "抱怨只会让自己颓丧，打倒自己。"
    assert BOOK.line_of_the_day(start + timedelta(days=54), "zh") == lines[0]


def test_derivation_knows_every_word_a_rule_may_use() -> None:
    assert set(TRIGGERS) == set(NAMED)
    assert set(MET) == set(EVENT_MET)
    assert {r.met for r in BOOK.rules.values()} <= EVENT_MET | CALENDAR_MET


def test_a_line_puts_the_users_words_as_they_are() -> None:
    assert BOOK.rules["card.chase"].put("zh", "重出{owner}", "小王") == "催小王：重出{owner}"
    assert BOOK.rules["call.return"].put("en", "") == "call back"
    assert BOOK.rules["card.schedule"].put("zh", "秋季海报") == "工作进度表 · 秋季海报"


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_the_word_that_decides_stands_first(rule: Rule) -> None:
    """Several duties share one long name: what a list cuts of them is the name's tail."""
    for lang in ("zh", "en"):
        with_name, alone = rule.put(lang, "媒介例会 {what}", "小王"), rule.put(lang, "", "小王")
        assert not with_name.startswith("媒介例会")
        assert with_name == alone or with_name.endswith(" {what}")
        assert with_name.startswith(alone)
        assert alone == alone.strip(" ·:：")


def test_a_users_own_line_puts_the_words_where_it_says() -> None:
    own = '[rule."card.deliver"]\nline = { zh = "把{what}交出去", en = "{what}, out" }\n'
    rule = load(own, FILE).rules["card.deliver"]
    assert (rule.put("zh", "海报"), rule.put("en", "poster")) == ("把海报交出去", "poster, out")


# A user's file


def test_no_file_or_an_empty_one_changes_nothing() -> None:
    assert load(None, FILE) is load("", FILE) is shipped()
    assert load("# mine\n", FILE).rules == shipped().rules


def test_a_figure_is_changed() -> None:
    rules = load('[rule."card.schedule"]\ndue = "+8 working h"\nwarn = "1 h"\ntitle = { zh = "排期" }\n', FILE)
    assert (rules.rules["card.schedule"].due, rules.rules["card.open"].due) == ("+8 working h", "+30 min")
    assert (rules.title("card.schedule", "zh"), rules.title("card.schedule", "en")) == (
        "排期",
        "work schedule",
    )
    when = at("11-24 10:00")
    card = made(Card, "k", when, number="1", client_id="ml", title="t", requested_at=when, opened_at=when)
    assert one([profile(), card], when, "card.schedule", rules=rules).due == at("11-25 10:00")
    assert load('[rule."week.call"]\nwhen = "tuesday 12:00"\n', FILE).rules["week.call"].comes.weekday == 1


def test_ids_may_stand_without_quotes() -> None:
    assert load('[rule.card.open]\ndue = "+1 h"\n', FILE).rules["card.open"].due == "+1 h"


def test_a_rule_is_switched_off() -> None:
    rules = load('[rule."news.share"]\non = false\n', FILE)
    news = made(Item, "i", "11-24 10:00", call_id="c", n=1, at=at("11-24 10:00"), mark="*", text="t")
    assert not owed([profile(), news], "11-24 11:00", "news.share", rules=rules)


def test_an_event_rule_is_added_and_met_by_what_is_logged() -> None:
    rules = load('[rule."house.thanks"]\ntitle = "致谢"\ntrigger = "card.delivered"\ndue = "+1 working day"\n', FILE)
    when = at("11-24 10:00")
    card = made(Card, "k", when, number="1", client_id="ml", title="海报", requested_at=when, opened_at=when,
                delivered=fact("11-24 15:00"), state="closed", closed=fact("11-24 16:00"))  # fmt: skip
    assert not owed([profile(), card], "11-24 15:30", "house.thanks")
    open_card = made(Card, "k", when, number="1", client_id="ml", title="海报", requested_at=when, opened_at=when,
                     delivered=fact("11-24 15:00"))  # fmt: skip
    found = one([profile(), open_card], "11-24 15:30", "house.thanks", rules=rules, ended=False)
    assert (found.due, found.source, found.what) == (at("11-25 18:00"), "house.thanks", "海报")
    done = made(Card, "k", when, number="1", client_id="ml", title="海报", requested_at=when, opened_at=when,
                delivered=fact("11-24 15:00"), met={"house.thanks": fact("11-25 09:00")})  # fmt: skip
    assert states([profile(), done], "11-25 10:00", "house.thanks", rules=rules) == ["met"]


def test_an_added_rule_stands_on_a_record_that_is_settled_otherwise() -> None:
    rules = load('[rule."news.am"]\ntitle = "告诉AM"\ntrigger = "item.news"\ndue = "+2 working days"\n', FILE)
    told = made(Item, "i", "11-24 10:00", call_id="c", n=1, at=at("11-24 10:00"), mark="*", text="t",
                done=fact("11-24 11:00"))  # fmt: skip
    assert states([profile(), told], "11-24 12:00", "news.am", rules=rules, ended=False) == ["pending"]


def test_a_calendar_rule_is_added_and_met_by_a_fulfilment() -> None:
    rules = load(
        '[rule."week.tidy"]\ntitle = { zh = "理样品柜", en = "tidy" }\nwhen = "friday 16:00"\neach = "user"\n'
        'shift = "last"\nroles = "AE"\n',
        FILE,
    )
    assert one([profile("11-23 09:00")], "11-23 10:00", "week.tidy", rules=rules).due == at("11-27 16:00")
    done = made(
        Fulfilment,
        "f",
        "11-27 15:00",
        rule="week.tidy",
        subject="me",
        period="2026-W48",
        done=fact("11-27 15:00"),
    )
    assert states([profile("11-23 09:00"), done], "11-27 15:30", "week.tidy", rules=rules) == ["met"]
    assert not owed([profile("11-23 09:00", roles=("AM",)), client()], "11-23 10:00", "week.tidy", rules=rules)


MISTAKES = [
    ("[rule", "rules.not_toml", None, None),
    ('title = "x"', "rules.unknown_section", None, "title"),
    ("rule = 3", "rules.unknown_section", None, "rule"),
    ("[rule]\nx = 3", "rules.unknown_key", "", "x"),
    ('[rule."card.opne"]\ndue = "+1 h"', "rules.unknown_rule", "card.opne", None),
    ('[rule."card.open"]\ndeu = "+1 h"', "rules.unknown_key", "card.open", "deu"),
    ('[rule."card.open"]\ntrigger = ["item.news"]', "rules.fixed_key", "card.open", "trigger"),
    ('[rule."card.open"]\nwhen = "friday 17:30"', "rules.fixed_key", "card.open", "when"),
    ('[rule."week.call"]\ndue = "+1 h"', "rules.fixed_key", "week.call", "due"),
    ('[rule."card.open"]\non = "no"', "rules.bad_value", "card.open", "on"),
    ('[rule."card.open"]\nroles = [1]', "rules.bad_value", "card.open", "roles"),
    ('[rule."card.open"]\ntitle = { zh = 1 }', "rules.bad_value", "card.open", "title"),
    ('[rule."card.open"]\ntitle = " "', "rules.bad_value", "card.open", "title"),
    ('[rule."card.open"]\nline = "{who}"', "rules.bad_value", "card.open", "line"),
    ('[rule."card.open"]\nwarn = ""', "rules.bad_value", "card.open", "warn"),
    ('[rule."week.call"]\nshift = "never"', "rules.bad_value", "week.call", "shift"),
    ('[rule."month.report"]\nlead = "60 days"', "rules.bad_value", "month.report", "lead"),
    ('[rule."a.b"]\ntrigger = "item.news"\ndue = "+1 h"', "rules.missing_key", "a.b", "title"),
    ('[rule."a.b"]\ntitle = "t"\ntrigger = "item.news"', "rules.missing_key", "a.b", "due"),
    ('[rule."a.b"]\ntitle = "t"\nwhen = "friday 17:30"', "rules.missing_key", "a.b", "each"),
    ('[rule."a.b"]\ntitle = "t"\ntrigger = "item.x"\ndue = "+1 h"', "rules.bad_value", "a.b", "trigger"),
    ('[rule."a.b"]\ntitle = "t"\ntrigger = "item.news"\ndue = "at"', "rules.bad_value", "a.b", "due"),
    ('[rule."a.b"]\ntitle = "t"\ntrigger = "item.news"\ndue = "+1 h"\nmet = "card"', "rules.bad_value", "a.b", "met"),
    ('[rule."a.b"]\ntitle = "t"\nwhen = "friday 17:30"\ntrigger = "item.news"\neach = "user"', "rules.either", "a.b", None),
    ('[rule."a.b"]\ntitle = "t"\nwhen = "report slot"\neach = "user"', "rules.bad_value", "a.b", "each"),
    ('[rule."a.b"]\ntitle = "t"\nwhen = "after x.y"\ndue = "+1 h"\neach = "user"', "rules.bad_value", "a.b", "when"),
    ('[rule."ab"]\ntitle = "t"\nwhen = "day 3"\neach = "user"', "rules.bad_name", "ab", None),
    ('[rule."a:b.c"]\ntitle = "t"\nwhen = "day 3"\neach = "user"', "rules.bad_name", "a:b.c", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "rule", "field"), MISTAKES)
def test_a_mistake_names_file_rule_and_key(text: str, key: str, rule: str | None, field: str | None) -> None:
    with pytest.raises(RulebookError) as caught:
        load(text, FILE)
    assert isinstance(caught.value, BadInput)
    assert caught.value.key == key
    assert caught.value.args_["file"] == FILE
    assert caught.value.args_.get("rule") == rule
    assert caught.value.args_.get("field") == field


def test_what_is_no_toml_names_the_line() -> None:
    for text in ('# mine\n[rule."card.open"]\ndue = +1 h\n', '# mine\n\n[rule."card.open"'):
        with pytest.raises(RulebookError) as caught:
            load(text, FILE)
        assert (caught.value.key, caught.value.args_["line"]) == ("rules.not_toml", 3)


@pytest.mark.parametrize(
    "due",
    ["", "+", "24 h", "+24", "+24 hours", "+1.5 working days", "-1 working day", "+0 h", "+999999 h", "typed", "typed, else at",
     "soon", "end of week", "+-1 h", "+1 h later", "+１ h"],
)  # fmt: skip
def test_what_is_no_due_time(due: str) -> None:
    with pytest.raises(RulebookError) as caught:
        load(f'[rule."card.schedule"]\ndue = "{due}"\n', FILE)
    assert caught.value.args_.get("field") == "due"


@pytest.mark.parametrize(
    "when",
    [
        "friday",
        "friday 25:00",
        "friday 9",
        "day 0",
        "day 32",
        "13-01",
        "02-30",
        "2-3",
        "weekday, end of work",
        "after",
        "every day",
    ],
)
def test_what_is_no_time_to_come_round(when: str) -> None:
    with pytest.raises(RulebookError):
        load(f'[rule."week.call"]\nwhen = "{when}"\n', FILE)
