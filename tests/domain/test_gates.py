"""What is missing before a gate opens."""

from __future__ import annotations

from datetime import timedelta

from making import at, fact, made
from msgspec.structs import replace

from aetui.domain.gates import brief_missing, card_missing, complete_minutes
from aetui.domain.handover import lacking
from aetui.domain.records import Absence, Action, Away, Brief, Card, CoverLine, Estimate, Minutes, Person, Topic

WHEN = at("11-24 10:00")
CARD: Card = made(Card, "k", WHEN, number="2611-001", client_id="ml", title="t", requested_at=WHEN, opened_at=WHEN)


def test_minutes_name_each_part_that_is_missing() -> None:
    whole = Topic(title="一", conclusion="通过", actions=[Action(what="改", owner="小王", due=WHEN)])
    bare = Topic(title="二", conclusion=" ")
    half = Topic(title="三", conclusion="再议", actions=[Action(what="改"), Action(what="", owner="小王", due=WHEN)])
    assert complete_minutes(Minutes(topics=[whole])) == []
    assert complete_minutes(Minutes()) == [(0, "topics")]
    assert complete_minutes(Minutes(topics=[whole, bare, half])) == [
        (1, "conclusion"),
        (1, "action"),
        (1, "owner"),
        (1, "deadline"),
        (2, "action"),
        (2, "owner"),
        (2, "deadline"),
    ]


def test_a_job_order_is_complete_with_its_five_parts() -> None:
    assert brief_missing(CARD) == ["what", "audience", "deliver_at", "kind"]
    whole = replace(CARD, brief=Brief(what="单页", audience="主妇"), deliver_at=WHEN, kind="artwork")
    assert brief_missing(whole) == []
    assert brief_missing(replace(whole, client_id="")) == ["client"]
    assert brief_missing(replace(whole, brief=Brief(what=" ", audience="主妇"))) == ["what"]


def test_the_board_names_estimate_and_date_first() -> None:
    assert card_missing(CARD) == ["estimate", "deliver_at", "what", "audience", "kind"]
    from decimal import Decimal

    whole = replace(
        CARD,
        brief=Brief(what="单页", audience="主妇"),
        deliver_at=WHEN,
        kind="artwork",
        estimates=[Estimate(amount=Decimal(1), at=WHEN)],
    )
    assert card_missing(whole) == []
    assert card_missing(replace(CARD, state="closed")) == []


def test_a_handover_is_complete_when_every_line_has_its_cover_and_yes() -> None:
    lines = [
        CoverLine(id="1", what="a", cover="小陆", acknowledged=fact("11-24 10:00")),
        CoverLine(id="2", what="b", cover="小陆"),
        CoverLine(id="3", what="c", acknowledged=fact("11-24 10:00")),
    ]
    away: Absence = made(Absence, "a", WHEN, start=WHEN, end=WHEN, lines=lines)
    people = [Person(name="小陆", away=[Away(start=WHEN, end=WHEN + timedelta(days=1))]), Person(name="阿杰")]
    lacks = lacking(away.lines, people, away.start, away.start + timedelta(hours=1))
    assert [line.id for line in lacks.uncovered] == ["3"]
    assert [line.id for line in lacks.silent] == ["2"]
    assert [line.id for line in lacks.absent] == ["1", "2"]
    assert [line.id for line in lacks.lines] == ["3", "2", "1"]
    assert list(lacks.away) == ["小陆"]
    assert not lacking(away.lines[:1], people[1:], away.start, away.end)
