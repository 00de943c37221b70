"""What is asked about a duty before it is met, for whoever asks: a screen's prompt, or a question read aloud."""

from __future__ import annotations

from datetime import datetime

import msgspec

from aetui.desk.book.deputies import hears_trouble
from aetui.desk.card.cards import client_cards
from aetui.desk.core import Desk
from aetui.desk.trouble import said_of
from aetui.domain.errors import Refused, Shut
from aetui.domain.letters.acts import ACTS
from aetui.domain.obligations import TROUBLE, Obligation
from aetui.domain.records import Letter
from aetui.locales import Texts
from aetui.locales.wording import title

OPENED_BY_ANSWER = frozenset({"gate.solution", "gate.own_hand"})
"""Gates that what is typed may open: R10's solution, and another's name than one's own (A2)."""


class Question(msgspec.Struct, frozen=True):
    """`words`: the question; `like`: an answer as an example; `usual`: what an empty answer stands for; `about`: what it is about;
    `above`: lines to be read before it."""

    words: str
    like: str = ""
    usual: str = ""
    about: str = ""
    above: str = ""


def how_met(desk: Desk, say: Texts, obligation: Obligation, now: datetime) -> Question:
    """How the duty was done. Of trouble (R10): what is reported stands above, and the solution is asked for."""
    rule, owner = obligation.rule, obligation.owner or ""
    question = f"ask.how.{rule}" if say.has(f"ask.how.{rule}") else "ask.how"
    like = say(f"{question}.like")
    if rule == "card.open":
        words, usual = which_card(desk, say, obligation.client_id)
    else:
        boss = hears_trouble(desk, now) or say("role.supervisor")
        words = say(question, boss=boss, owner=owner, cards="")
        usual = say(f"ask.usual.{rule}", boss=boss, owner=owner) if say.has(f"ask.usual.{rule}") else ""
    above = said_of(desk, say, [obligation], now) if rule == TROUBLE else ""
    return Question(words, like, usual, "" if above else title(say, obligation, desk.rulebook), above)


def which_card(desk: Desk, say: Texts, client_id: str | None) -> tuple[str, str]:
    """On which card an item goes (Y3): the client's cards in hand are listed, by their last three digits; and the one that
    an empty answer takes, where there is one alone."""
    cards = client_cards(desk, client_id)
    if not cards:
        return say("ask.how.card.open.none"), ""
    listed = "  ".join(f"{c.number[5:]} {c.title}" for c in cards)
    return say("ask.how.card.open", cards=listed), cards[0].number[5:] if len(cards) == 1 else ""


def why_let_go(desk: Desk, say: Texts, subject_id: str, about: str = "") -> Question:
    """Why a duty is let go; where a colleague's letter asks for it, why that is refused, or returned."""
    question = ".".join(("ask.why", *_let_go(desk, subject_id)))
    return Question(say(question), say(f"{question}.like"), about=about)


def let_go_said(desk: Desk, say: Texts, obligation: Obligation) -> str:
    """What is told of a duty that was let go."""
    said = ".".join(("waive.said", *_let_go(desk, obligation.subject_id)))
    return say(said, title=title(say, obligation, desk.rulebook))


def _let_go(desk: Desk, subject_id: str) -> tuple[str, ...]:
    letter = desk.get(Letter, subject_id)
    act = ACTS.get((desk.get(Letter, letter.of or "") or letter).act) if letter is not None else None
    return (act.waived,) if act is not None else ()


def why_passed(say: Texts, refused: Refused) -> Question:
    """The written reason that opens a gate; of what is open on a card: what becomes of it (R9)."""
    question = f"ask.pass.{refused.key}" if say.has(f"ask.pass.{refused.key}") else "ask.pass"
    gate = gates_of(refused)[0]  # what is refused is one act
    act = say(f"pass.{gate}" if say.has(f"pass.{gate}") else "pass.gate")
    return Question(say(question, act=act), say(f"{question}.like"))


def gates_of(refused: Refused) -> list[str]:
    return [gate.key for gate in (refused.gates if isinstance(refused, Shut) else [refused])]
