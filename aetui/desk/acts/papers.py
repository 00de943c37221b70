"""What goes out as a paper is kept as it went, whatever way it was sent; the AM approves what goes to a client (A2)."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from aetui.desk.acts.act import NOTHING, Act, Doing, Enclosed, do, open_gates
from aetui.desk.acts.hands import own_hand, whose_hand
from aetui.desk.core import Change
from aetui.desk.facts import clean
from aetui.domain.book import Book
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import paper_state
from aetui.domain.records import KIND_OF, Fact, Paper, Record, TeamPaper
from aetui.domain.records.refs import ref_to

_SUBJECT = {"cards": "card", "clients": "client", "meetings": "meeting", "memos": "memo"}


def keep(doing: Doing, kind: str) -> Paper:
    """The paper of that kind about the record at hand, as it goes."""
    subject = {_SUBJECT[KIND_OF[type(doing.record)]]: doing.record}
    return keep_paper(doing.change, kind, subject, doing.fact, doing.enclosed)


def keep_paper(
    change: Change,
    kind: str,
    about: dict[str, Any],
    sent: Fact,
    enclosed: Enclosed = NOTHING,
) -> Paper:
    """Inside a change: that paper goes out now, and is kept. `about`: the fields of its `Subject`. One's own hand approves
    (A2) for a written reason alone. Raises BadInput where it can't be built, Refused."""
    from aetui.desk.letters.asking import approval
    from aetui.desk.papers import Subject, build, client_of, leaves, written
    from aetui.desk.papers.frame import copies, receiver

    desk, subject = change.desk, Subject(**about)
    sheet = enclosed.sheet or build(desk, desk.say, kind, subject, change.now)
    by = whose_hand(desk, clean(enclosed.by))
    refused = own_hand(desk, by) if by else None
    asked = approval(change, kind, subject, sheet) if by is None else None
    made = change.new(
        Paper,
        kind=kind,
        title=sheet.title,
        text=enclosed.text or written(desk, sheet, "md").decode(),
        sheet=msgspec.json.encode(sheet).decode(),
        number=sheet.number or None,
        to=clean(enclosed.to) or receiver(desk, kind, subject),
        copies=copies(desk, kind, replace(subject, copies=enclosed.copies), outside=leaves(kind, subject)),
        client_id=client_of(subject),
        card_id=subject.card.id if subject.card else None,
        meeting_id=subject.meeting.id if subject.meeting else None,
        period=subject.period,
        sent=sent,
        approved=Fact(at=sent.at, by=by) if by else asked.approved if asked is not None else None,
        asked_id=asked.id if asked is not None else None,
        passed=open_gates([refused] if refused else [], sent.why, change.now),
    )
    _in_place_of_returned(change, made)
    return made


def _in_place_of_returned(change: Change, made: Paper) -> None:
    """What the AM returned, and now goes out anew, is answered by that (A2)."""
    for old in change.desk.book.live_of(Paper):
        held = change.get(Paper, old.id)
        if held is not None and _about(held) == _about(made) and paper_state(held) in ("returned", "answered"):
            change.put(replace(held, anew_id=made.id))


def _about(paper: Paper) -> tuple[str | None, ...]:
    """Which paper it is: of two of one kind, record and period the later takes the earlier's place."""
    return paper.kind, paper.client_id, paper.card_id, paper.meeting_id, paper.period


def _paper(doing: Doing) -> Paper | TeamPaper:
    """A paper of this desk, or, on an AM's, one of her AE's."""
    assert isinstance(doing.record, Paper | TeamPaper)
    return doing.record


def _named(doing: Doing) -> None:
    if not doing.fact.by:
        raise BadInput("work.who")


def _anothers(doing: Doing) -> Refused | None:
    """What an AE's file brought is another's work, whoever approves it."""
    return None if isinstance(doing.record, TeamPaper) else own_hand(doing.change.desk, doing.fact.by)


def _said(doing: Doing, **said: Fact | None) -> Record:
    """The AM's word; of an AE's paper it has yet to go to her desk, unless a letter takes it there."""
    paper = _paper(doing)
    if isinstance(paper, Paper):
        return replace(paper, **said)
    return replace(paper, **said, known=by_letter(doing.change.desk.book, paper))


def by_letter(book: Book, paper: TeamPaper) -> bool:
    """Whether that paper came as a letter, so that what is said of it goes back as one."""
    return bool(book.letters_about(ref_to("teampapers", paper.id)))


def _approved(doing: Doing) -> Record:
    return _said(doing, approved=doing.fact)


def _with_remark(doing: Doing) -> None:
    _named(doing)
    if not doing.fact.how:
        raise BadInput("paper.remark")


def _returned(doing: Doing) -> Record:
    """Whatever was said of it before: it stands returned."""
    return _said(doing, returned=doing.fact, approved=None, answered=None)


def _same_remark(doing: Doing) -> bool:
    held = _paper(doing).returned
    return held is not None and (held.by, held.how) == (doing.fact.by, doing.fact.how)


def _to_answer(doing: Doing) -> None:
    paper = _paper(doing)
    if paper_state(paper) not in ("returned", "answered"):
        raise BadInput("paper.not_returned", title=paper.title)
    if not doing.fact.how:
        raise BadInput("paper.answer")


def _answered(doing: Doing) -> Record:
    return replace(_paper(doing), answered=doing.fact)


def _sent(doing: Doing) -> Record:
    return replace(doing.record, confirmed=doing.fact)


APPROVE = Act(
    Paper, _approved, gates=(_anothers,), check=_named, stands=lambda doing: _paper(doing).approved is not None
)
RETURN = Act(Paper, _returned, gates=(_anothers,), check=_with_remark, stands=_same_remark)
ANSWER = Act(Paper, _answered, check=_to_answer, stands=lambda doing: _paper(doing).answered is not None)
CONFIRM = Act(Paper, _sent, stands=lambda doing: getattr(doing.record, "confirmed", None) is not None)
ACTS = (APPROVE, RETURN, ANSWER, CONFIRM)


def confirm_last(change: Change, client_id: str, period: str, fact: Fact, *, anew: bool = False) -> None:
    """C2: the report that came bears it too; the last of that week, where it was sent again. `anew`: in the place of what
    was said before."""
    papers = [p for p in change.desk.book.all_of(Paper) if p.kind == "weekly" and p.client_id == client_id]
    paper = max((p for p in papers if p.period == period), key=lambda p: (p.sent.at, p.id), default=None)
    if paper is not None:
        do(change, CONFIRM, change.get(Paper, paper.id) or paper, fact, anew=anew)
