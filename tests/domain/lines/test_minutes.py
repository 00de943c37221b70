"""Minutes typed line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from making import at, calendar

from aetui.domain.gates import complete_minutes
from aetui.domain.lines import minutes
from aetui.domain.lines.parts import People
from aetui.domain.records import Action, Minutes, Topic

NOW, CAL = at("11-23 10:00"), calendar()


def test_topics_conclusions_actions() -> None:
    lines = ["= 横版", "用在超市入口", "字放大", "@小王 周五前 改横版", "＝ 报价", "客户要两版", "@阿杰 排期", ""]
    topics = minutes.read(lines, now=NOW, cal=CAL, people=People(("小王",)))
    assert topics == [
        Topic(
            title="横版",
            conclusion="用在超市入口\n字放大",
            actions=[Action(what="改横版", owner="小王", due=at("11-27 18:00"))],
        ),
        Topic(title="报价", conclusion="客户要两版", actions=[Action(what="排期", owner="阿杰")]),
    ]
    assert complete_minutes(Minutes(topics=topics)) == [(1, "deadline")]


def test_what_stands_before_a_topic_has_one_without_a_name() -> None:
    assert minutes.read(["先说的"], now=NOW, cal=CAL) == [Topic(title="", conclusion="先说的")]


def test_a_deadline_that_has_passed_stays_when_the_rest_is_written_anew() -> None:
    topics = minutes.read(["= 横版", "@小王 周五前 改"], now=NOW, cal=CAL)
    lines = minutes.write(Minutes(topics=topics), cal=CAL)
    later = at("12-10 10:00")
    assert minutes.read([*lines, "好"], now=later, cal=CAL, before=topics)[0].actions == topics[0].actions
    assert minutes.read(lines, now=later, cal=CAL) == topics


def test_a_sign_that_python_takes_for_a_line_end_is_none() -> None:
    topics = minutes.read(["= 横版", "甲\x1e乙"], now=NOW, cal=CAL)
    assert minutes.read(minutes.write(Minutes(topics=topics), cal=CAL), now=NOW, cal=CAL) == topics


WORDS = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=8).filter(
    lambda t: t[0] not in "=＝@＠"
)


@given(
    st.lists(st.one_of(WORDS, WORDS.map(lambda t: f"= {t}"), WORDS.map(lambda t: f"@小王 {t}"), st.text(max_size=20)))
)
def test_read_and_written_is_the_same(lines: list[str]) -> None:
    topics = minutes.read(lines, now=NOW, cal=CAL)
    again = minutes.read(minutes.write(Minutes(topics=topics), cal=CAL), now=NOW, cal=CAL, before=topics)
    assert again == topics
