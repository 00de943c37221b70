"""How work was made, counted over a span and summed (A4, A9): spans that lie beside each other count each thing once."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from making import at, made

from aetui.domain.book import Book
from aetui.domain.quality import PAIRS, counted, summed
from aetui.domain.records import Card, Fact, Meeting, Minutes, Paper, Passed, Quality, Record, ReviewRound, Work

BEGIN, END = at("11-23 00:00"), at("11-30 00:00")
TIMES = st.integers(-24, 24 * 9).map(lambda hours: BEGIN + timedelta(hours=hours))
FACTS = TIMES.map(lambda when: Fact(at=when, by="王磊", how="x"))
ROUNDS = st.builds(ReviewRound, held=FACTS, wrong=st.lists(st.just("字小"), max_size=2))
WORKS = st.builds(
    Work,
    id=st.uuids().map(str),
    name=st.sampled_from(["初稿", "完稿"]),
    rounds=st.lists(ROUNDS, max_size=3),
    signed=st.none() | FACTS,
)


def card(works: list[Work]) -> Card:
    when = at("11-20 09:00")
    found: Card = made(
        Card, "k", when, number="2611-001", client_id="c", title="海报", requested_at=when, opened_at=when, works=works
    )
    return found


def paper(n: int, sent: Fact, returned: Fact | None, kind: str = "weekly", **more: object) -> Paper:
    found: Paper = made(Paper, f"p{n}", sent.at, kind=kind, title="x", text="x", sent=sent, returned=returned, **more)
    return found


def of(*records: Record) -> Quality:
    from aetui.domain.records import KIND_OF

    return counted(Book((KIND_OF[type(r)], r) for r in records), BEGIN, END)


@given(
    works=st.lists(WORKS, max_size=4, unique_by=lambda w: w.id),
    papers=st.lists(st.tuples(FACTS, st.none() | FACTS, st.sampled_from(["weekly", "memo"])), max_size=4),
    days=st.integers(1, 6),
)
def test_two_spans_beside_each_other_are_the_whole(
    works: list[Work], papers: list[tuple[Fact, Fact | None, str]], days: int
) -> None:
    records = [("cards", card(works)), *(("papers", paper(n, *one[:2], kind=one[2])) for n, one in enumerate(papers))]
    book, cut = Book(records), BEGIN + timedelta(days=days)
    whole = counted(book, BEGIN, END)
    assert summed([counted(book, BEGIN, cut), counted(book, cut, END)]) == whole
    within = [one for work in works for one in work.rounds if BEGIN <= one.held.at < END]
    assert (whole.reviews, whole.returned) == (len(within), sum(bool(one.wrong) for one in within))
    assert whole.papers == sum(kind == "weekly" and BEGIN <= sent.at < END for sent, _, kind in papers)
    assert whole.drafts >= whole.signed
    assert whole.returned <= whole.reviews
    assert {name for pair in PAIRS for name in pair} == set(Quality.__struct_fields__)


def test_drafts_are_the_versions_and_their_rounds_until_it_was_signed() -> None:
    back = ReviewRound(held=Fact(at=at("11-24 10:00")), wrong=["字小"])
    good = ReviewRound(held=Fact(at=at("11-24 16:00")))
    signed = Fact(at=at("11-24 17:00"), by="王磊")
    first = Work(id="a", name="完稿", rounds=[back])
    second = Work(id="b", name="完稿", rounds=[back, good], signed=signed)
    other = Work(id="c", name="初稿", signed=signed)
    seen = of(card([first, second, other]))
    assert (seen.signed, seen.drafts, seen.reviews, seen.returned) == (2, 4, 3, 2)


def test_minutes_are_whole_that_went_once_with_nothing_missing_and_didn_t_come_back() -> None:
    went = Fact(at=at("11-25 10:00"))

    def meeting(key: str, *passed: Passed) -> Meeting:
        found: Meeting = made(
            Meeting, key, "11-24 09:00", title=key, start=at("11-24 10:00"), minutes=Minutes(out=went), passed=[*passed]
        )
        return found

    seen = of(
        meeting("a"),
        meeting("b", Passed(gate="minutes", why="客户急要", at=went.at)),
        meeting("c"),
        meeting("d"),
        paper(1, went, None, "minutes", meeting_id="a"),
        paper(2, went, went, "minutes", meeting_id="c"),
        paper(3, went, None, "minutes", meeting_id="d"),
        paper(4, went, None, "minutes", meeting_id="d"),
    )
    assert (seen.minutes, seen.whole) == (4, 1)
