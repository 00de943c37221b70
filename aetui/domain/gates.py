"""What is still missing before a gate opens: keys, never words (domain.md, Gates)."""

from __future__ import annotations

from typing import Literal

from aetui.domain.cards.works import open_remarks
from aetui.domain.papers import PAPERS
from aetui.domain.records import Paper, TeamPaper
from aetui.domain.records.base import Fact
from aetui.domain.records.card import SIGNED_KINDS, Card, MoneyLine, Step, Work
from aetui.domain.records.meeting import Meeting, Minutes
from aetui.domain.records.refs import ObligationId

MinutesPart = Literal["topics", "conclusion", "action", "owner", "deadline"]
SignPart = Literal["reviewed", "signed"]
PaperState = Literal["open", "approved", "returned", "answered", "anew"]
CardPart = Literal["client", "what", "audience", "deliver_at", "kind", "estimate", "remarks"]


def complete_minutes(minutes: Minutes) -> list[tuple[int, MinutesPart]]:
    """What the minutes lack (M7), as (index of the topic, part); empty when they are complete.

    Minutes without a topic lack `topics`, at index 0.
    """
    if not minutes.topics:
        return [(0, "topics")]
    missing: list[tuple[int, MinutesPart]] = []
    for index, topic in enumerate(minutes.topics):
        if not _said(topic.conclusion):
            missing.append((index, "conclusion"))
        if not topic.actions or not all(_said(a.what) for a in topic.actions):
            missing.append((index, "action"))
        if not topic.actions or not all(_said(a.owner) for a in topic.actions):
            missing.append((index, "owner"))
        if not topic.actions or not all(a.due for a in topic.actions):
            missing.append((index, "deadline"))
    return missing


def minutes_ready(meeting: Meeting) -> bool:
    """Whether the minutes are complete, or went out incomplete for a written reason."""
    return any(p.gate == "minutes" for p in meeting.passed) or not complete_minutes(meeting.minutes)


def minutes_out(meeting: Meeting) -> Fact | None:
    """M6–M8: complete, signed, sent (to a client) and circulated; the last of it counts. None while something lacks."""
    minutes = meeting.minutes
    parts = [minutes.signed, minutes.circulated, *([minutes.sent] if meeting.client_id else [])]
    if not all(parts) or not minutes_ready(meeting):
        return None
    last = max(part.at for part in parts if part)
    sent, signed = minutes.sent or minutes.circulated, minutes.signed
    return Fact(
        at=last, how=sent.how if sent else None, by=signed.by if signed else None, why=sent.why if sent else None
    )


def brief_missing(card: Card) -> list[CardPart]:
    """What the job order lacks (R6), in the order of a form."""
    parts: list[tuple[CardPart, bool]] = [
        ("client", _said(card.client_id)),
        ("what", _said(card.brief.what)),
        ("audience", _said(card.brief.audience)),
        ("deliver_at", card.deliver_at is not None),
        ("kind", card.kind is not None),
    ]
    return [part for part, there in parts if not there]


def card_missing(card: Card) -> list[CardPart]:
    """What a card lacks, most telling first, for one line on the board: answers to the client (Q1), the estimate (D5), the
    delivery date, and the rest of the job order (R6). A closed card lacks nothing any more."""
    if card.state == "closed":
        return []
    lacks: list[CardPart] = ["remarks"] if open_remarks(card) else []
    lacks += [] if card.estimates else ["estimate"]
    brief = brief_missing(card)
    lacks += [part for part in brief if part == "deliver_at"]
    return lacks + [part for part in brief if part != "deliver_at"]


def order_is_confirmed(card: Card) -> bool:
    """R4: the client said that the job order is right, as it went last and as it is now."""
    sent, said = card.order_sent, card.order_confirmed
    return said is not None and card.order_changed is None and (sent is None or said.at >= sent.at)


def unsent_for(work: Work) -> list[SignPart]:
    """What a work of Q2's six kinds lacks before it may go out (A2, Q1); nothing for other kinds."""
    if work.kind not in SIGNED_KINDS:
        return []
    parts: list[tuple[SignPart, bool]] = [("reviewed", work.reviewed is not None), ("signed", work.signed is not None)]
    return [part for part, there in parts if not there]


def unapproved(paper: Paper | TeamPaper) -> bool:
    """A2: it went out to a client, and the AM hasn't signed, nor is another in its place."""
    return needs_approval(paper) and paper_state(paper) not in ("approved", "anew")


def to_approve(paper: TeamPaper) -> bool:
    """A2: an AE's paper that waits for the AM's word."""
    return needs_approval(paper) and paper_state(paper) in ("open", "answered")


def needs_approval(paper: Paper | TeamPaper) -> bool:
    """Whether the AM approves that paper (A2): those that go to clients, and of a meeting inside the house none."""
    inside = isinstance(paper, Paper) and paper.meeting_id is not None and paper.client_id is None
    return not inside and (row := PAPERS.get(paper.kind)) is not None and row.outside


def paper_state(paper: Paper | TeamPaper) -> PaperState:
    """How it stands with the AM (A2): `returned` until it was answered, or sent anew."""
    if paper.approved is not None:
        return "approved"
    if paper.anew_id is not None:
        return "anew"
    if paper.returned is not None:
        return "answered" if paper.answered is not None else "returned"
    return "open"


def sign_off_missing(card: Card) -> list[str]:
    """What of Q2's six kinds lacks the client's sign-off or the place of the client's copy, by name: works, the
    newest version of each; or the card itself, where its kind is one of them, it was worked on and no such work is noted."""
    newest = {work.name: work for work in card.works if work.kind in SIGNED_KINDS}
    if not newest and card.kind in SIGNED_KINDS and card.state != "open":
        return [card.title]
    return [w.name for w in newest.values() if w.client_signed is None or not _said(w.copy_at)]


def schedule_missing(card: Card) -> list[str]:
    """Which steps of the schedule have no time, by their words (D4); of a schedule without a step, an empty word. What is
    done needs none; without an owner a step is the user's."""
    if not card.steps:
        return [""]
    return [step.what for step in card.steps if step.due is None and step.done is None]


def open_steps(card: Card) -> list[Step]:
    """The steps that are neither done nor let go."""
    return [s for s in card.steps if s.done is None and not _let_go(card, "card.step", s.id)]


def unpaid(card: Card) -> list[MoneyLine]:
    """The lines of money that are neither settled nor let go (R8)."""
    return [m for m in card.money if m.settled is None and not _let_go(card, "card.money", m.id)]


def _let_go(card: Card, rule: str, part: str) -> bool:
    if not card.waived:
        return False
    key = ObligationId(rule, card.id, part).key
    return any(said == key or said.startswith(f"{key}@") for said in card.waived)


def _said(text: str | None) -> bool:
    return bool(text and text.strip())
