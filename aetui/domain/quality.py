"""How the work of a span was made, beside when (A4, A5, A9): counted from the records, and summed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from aetui.domain.book import Book
from aetui.domain.gates import minutes_out, needs_approval
from aetui.domain.records import Card, Fact, Meeting, Paper, Quality, Work

PAIRS = (("returned", "reviews"), ("drafts", "signed"), ("papers_back", "papers"), ("whole", "minutes"))
"""What is told of how many: works that a review returned, drafts until they were signed, papers that the AM sent back, minutes that were
complete at first."""


def counted(book: Book, begin: datetime, end: datetime) -> Quality:
    """What was held, signed, sent and written in [begin, end)."""

    def within(fact: Fact | None) -> bool:
        return fact is not None and begin <= fact.at < end

    cards, papers = list(book.all_of(Card)), list(book.all_of(Paper))
    rounds = [one for card in cards for work in card.works for one in work.rounds if within(one.held)]
    signed = [drafts for card in cards for work, drafts in _drafts(card) if within(work.signed)]
    sent = [paper for paper in papers if needs_approval(paper)]
    out = [meeting for meeting in book.all_of(Meeting) if within(meeting.minutes.out or minutes_out(meeting))]
    return Quality(
        reviews=len(rounds),
        returned=sum(bool(one.wrong) for one in rounds),
        signed=len(signed),
        drafts=sum(signed),
        papers=sum(within(paper.sent) for paper in sent),
        papers_back=sum(within(paper.returned) for paper in sent),
        minutes=len(out),
        whole=sum(_whole(meeting, papers) for meeting in out),
    )


def summed(found: Iterable[Quality]) -> Quality:
    """The sum of some weeks."""
    rows = list(found)
    return Quality(**{name: sum(getattr(row, name) for row in rows) for name in Quality.__struct_fields__})


def _drafts(card: Card) -> Iterator[tuple[Work, int]]:
    """Each work with how many drafts there were of it up to then: its versions, each as often as it was reviewed."""
    counts: dict[str, int] = {}
    for work in card.works:
        counts[work.name] = counts.get(work.name, 0) + max(len(work.rounds), 1)
        yield work, counts[work.name]


def _whole(meeting: Meeting, papers: Iterable[Paper]) -> bool:
    """Nothing was missing when they went, they went once, and didn't come back (M7)."""
    sent = [paper for paper in papers if paper.kind == "minutes" and paper.meeting_id == meeting.id]
    return (
        not any(passed.gate == "minutes" for passed in meeting.passed)
        and len(sent) <= 1
        and all(paper.returned is None for paper in sent)
    )
