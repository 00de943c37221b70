"""A paper to approve (A2) between two desks: on the approver's it is what a file would have brought, on the other what was said of it."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import do, works
from aetui.desk.acts.papers import APPROVE, RETURN
from aetui.desk.check.copies import take_copy
from aetui.desk.core import Change
from aetui.desk.letters.things import Taking, fact_of
from aetui.domain.errors import BadInput
from aetui.domain.gates import to_approve
from aetui.domain.letters.acts import PAPER, PART, SIGN, derived_id, word
from aetui.domain.letters.approvals import PaperCopy
from aetui.domain.letters.thread import Thread
from aetui.domain.lines import verdict
from aetui.domain.records import KINDS, Card, Client, Fact, Letter, Meeting, Paper, ReviewRound, TeamPaper
from aetui.domain.records.refs import Ref, ref_to


def _here(change: Change, thread: Thread, letter: Letter) -> str | None:
    """What waits for our word, as it went; taken back it goes, unless something was said of it, or tells how it stands there now."""
    given, root = thread.given, thread.root
    desk_id, key = word(given, "desk"), derived_id(root.id, "paper")
    copy = _copy_in(given)
    old = change.get(TeamPaper, key)
    if old is None:  # a file may have brought it before
        same = (p for p in change.desk.book.all_of(TeamPaper) if (p.desk, p.paper_id) == (desk_id, copy.id))
        old = next(same, None)
    if thread.withdrawn is None:
        if letter is given or old is None:
            old = take_copy(change, old, root.who, desk_id, copy, key=key, anew=not thread.ended)
    elif word(thread.withdrawn, "copy"):
        old = take_copy(change, old, root.who, desk_id, _copy_in(thread.withdrawn), key=key)
    elif old is not None and to_approve(old):
        change.delete(old)
    return ref_to("teampapers", old.id if old is not None else key)


def _copy_in(letter: Letter) -> PaperCopy:
    try:
        return msgspec.json.decode(word(letter, "copy"), type=PaperCopy)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise BadInput("letter.unreadable") from None


def _back(change: Change, thread: Thread) -> None:
    """Approved or returned by them; or they took it back. What was taken back here stands as it was said here."""
    if word(thread.root, PART):
        _asked_back(change, thread)
        return
    paper = change.get(Paper, Ref.parse(thread.root.about or "").id)
    if paper is None or thread.withdrawn is not None:
        return
    answer = thread.answer
    if answer is not None and thread.state == "done":
        do(change, APPROVE, paper, fact_of(answer))
    elif answer is not None and thread.state == "returned":
        do(change, RETURN, paper, replace(fact_of(answer), how=word(answer, "why") or None, why=None))
    elif thread.state == "undone":
        theirs = {one.sent_at for one in thread.letters if not one.out}

        def said(fact: Fact | None) -> Fact | None:
            return None if fact is not None and fact.at in theirs and paper.answered is None else fact

        change.put(replace(paper, approved=said(paper.approved), returned=said(paper.returned)))


def _asked_back(change: Change, thread: Thread) -> None:
    """As `_back`, of what hasn't gone yet."""
    about = Ref.parse(thread.root.about or "")
    record = change.get(KINDS[about.kind], about.id) if about.kind in KINDS else None
    if not isinstance(record, Card | Client | Meeting) or thread.withdrawn is not None:
        return
    answer = thread.answer if thread.state in ("done", "returned") else None
    said = fact_of(answer) if answer is not None else None
    if said is not None and thread.state == "returned":
        said = replace(said, how=said.why, why=None)
    found = [
        replace(
            one,
            approved=said if thread.state == "done" else None,
            returned=said if thread.state == "returned" else None,
        )
        if one.id == word(thread.root, PART)
        else one
        for one in record.asked_papers
    ]
    change.put(replace(record, asked_papers=found))


def _sign_here(change: Change, thread: Thread, letter: Letter) -> str | None:  # noqa: ARG001
    """It stands as what is owed, with all that it carries."""
    return None


def _sign_back(change: Change, thread: Thread) -> None:
    """Signed by them, or returned with what is wrong; or they took it back."""
    card = change.get(Card, Ref.parse(thread.root.about or "").id)
    key = word(thread.root, PART)
    work = next((one for one in card.works if one.id == key), None) if card is not None else None
    if card is None or work is None or thread.withdrawn is not None:
        return
    answer = thread.answer
    if answer is not None and thread.state == "done":
        do(change, works.SIGN, card, fact_of(answer), key)
    elif answer is not None and thread.state == "returned":
        held = Fact(at=answer.sent_at, by=answer.who)
        if all(one.held != held for one in work.rounds):
            wrong = [*verdict.read(f"：{word(answer, 'why')}").points]
            do(change, works.REVIEW, card, held, key, piece=ReviewRound(held=held, wrong=wrong))
    elif thread.state == "undone":
        theirs = {one.sent_at for one in thread.letters if not one.out}
        rounds = [one for one in work.rounds if one.held.at not in theirs]
        passed = next((one.held for one in reversed(rounds) if not one.wrong), None)
        left = replace(
            work,
            rounds=rounds,
            reviewed=passed if rounds and not rounds[-1].wrong else None,
            signed=None if work.signed is not None and work.signed.at in theirs else work.signed,
            asked=work.asked
            or Fact(at=thread.given.sent_at, by=thread.root.who, how=word(thread.given, "note") or None),
        )
        change.put(replace(card, works=[left if one.id == key else one for one in card.works]))


APPROVALS = {PAPER: Taking(_here, _back), SIGN: Taking(_sign_here, _sign_back)}
