"""What another's hand is asked for, as letters: a paper that went to a client goes to whoever approves it (A2), a work to whoever signs
it (Q2), and back goes what they said of it."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from aetui.domain import roles
from aetui.domain.book import Book
from aetui.domain.cards.works import criteria, waits_for_signature
from aetui.domain.gates import needs_approval, paper_state
from aetui.domain.letters.acts import ANSWER, PAPER, PART, SIGN, WITHDRAW, Arg, word
from aetui.domain.letters.outgoing import Given, Outgoing, handed, short_of
from aetui.domain.records import Card, Client, Fact, Meeting, Paper, Part, TeamPaper, Work
from aetui.domain.records.refs import ref_to


class PaperCopy(Part, frozen=True, kw_only=True):
    """A paper as it travels: as it went, and what was said of it so far. `id` is that on the desk that it comes from."""

    id: str
    kind: str
    title: str
    text: str
    sheet: str | None = None
    to: str | None = None
    client: str = ""
    client_id: str | None = None
    sent: Fact
    approved: Fact | None = None
    returned: Fact | None = None
    answered: Fact | None = None
    anew_id: str | None = None
    before: bool = False
    asked_id: str | None = None


def copy_of(book: Book, paper: Paper) -> PaperCopy:
    """A paper of ours as it travels."""
    said = {name: getattr(paper, name) for name in PaperCopy.__struct_fields__ if name not in ("client", "before")}
    return PaperCopy(**said, client=short_of(book, paper.client_id) or "")


def paper(before: Paper | None, after: Paper | None, a: Outgoing) -> None:
    """To whoever approves it, while it waits for that; taken back, with how it stands now, when it waits no more."""
    record = after or before
    assert record is not None
    said = _word(after) if after is not None else None
    handed(
        PAPER,
        _given(before, a),
        _given(after, a),
        ref_to("papers", record.id),
        a,
        how=said[1].by if said is not None and said[0] == "approved" else None,
        why=said[1].how if said is not None and said[0] == "returned" else None,
        copy=_packed(after, a) if after is not None else None,
    )
    if before is None and after is not None:  # what was asked before it went is asked no more
        for kind, key in (("cards", after.card_id), ("meetings", after.meeting_id), ("clients", after.client_id)):
            about = a.book.get(kind, key) if key else None
            asks = about.asked_papers if isinstance(about, Card | Client | Meeting) else []
            same = {one.id for one in asks if (one.kind, one.period) == (after.kind, after.period)}
            for thread in a.matters(ref_to(kind, key)) if key and same else []:
                if thread.mine and word(thread.root, PART) in same and not thread.ended:
                    a.go_on(thread, WITHDRAW)
    if after is not None and after.anew_id and before is not None and not before.anew_id:
        for thread in a.matters(ref_to("papers", after.id)):
            if thread.mine and thread.state == "returned":  # another stands in its place
                a.go_on(thread, WITHDRAW, copy=_packed(after, a))


def _given(paper: Paper | None, a: Outgoing) -> Given | None:
    if paper is None or not needs_approval(paper) or paper_state(paper) not in ("open", "answered"):
        return None
    to = a.to(roles.approver(a.book, a.now))
    if to is None:
        return None
    return Given(
        to,
        {
            "text": paper.title,
            "copy": _packed(paper, a),
            "desk": _desk_of(a.book),
            "client": short_of(a.book, paper.client_id),
        },
    )


def asked(
    before: Card | Client | Meeting | None, after: Card | Client | Meeting | None, about: str, a: Outgoing
) -> None:
    """Each paper that somebody in the office is asked to approve before it goes."""
    was, now = _asks(before, a), _asks(after, a)
    for key in dict.fromkeys((*was, *now)):
        handed(PAPER, was.get(key), now.get(key), about, a, part=key)


def _asks(record: Card | Client | Meeting | None, a: Outgoing) -> dict[str, Given]:
    found: dict[str, Given] = {}
    if record is None:
        return found
    key = record.id if isinstance(record, Client) else record.client_id
    short = short_of(a.book, key)
    for one in record.asked_papers:
        to = a.to(one.asked.by) if one.approved is None and one.returned is None else None
        if to is not None:
            said = {name: getattr(one, name) for name in ("id", "kind", "title", "text", "sheet", "to")}
            copy = PaperCopy(**said, client=short or "", client_id=key, sent=replace(one.asked, by=None), before=True)
            packed = msgspec.json.encode(copy).decode()
            found[one.id] = Given(to, {"text": one.title, "copy": packed, "desk": _desk_of(a.book), "client": short})
    return found


def meeting(before: Meeting | None, after: Meeting | None, a: Outgoing) -> None:
    record = after or before
    assert record is not None
    asked(before, after, ref_to("meetings", record.id), a)


def _desk_of(book: Book) -> str:
    """What files, and so letters that stand for one, call this desk."""
    return book.profile.id if book.profile is not None else ""


def _packed(paper: Paper, a: Outgoing) -> str:
    return msgspec.json.encode(copy_of(a.book, paper)).decode()


def _word(paper: Paper | TeamPaper | None) -> tuple[str, Fact] | None:
    """What was said of it last, by the answer's word."""
    if paper is None:
        return None
    if paper.approved is not None:
        return "approved", paper.approved
    return ("returned", paper.returned) if paper.returned is not None and paper.answered is None else None


def teampaper(before: TeamPaper | None, after: TeamPaper | None, a: Outgoing) -> None:
    """What is said of an AE's paper that came as a letter goes back as one; what is said no more is taken back."""
    was, now = _word(before), _word(after)
    if before is None or after is None or was == now:
        return
    for thread in a.matters(ref_to("teampapers", after.id)):
        if thread.mine:
            continue
        told = thread.said_with(was[0]) if was is not None else None
        if told is not None and told.out and after.answered is None:
            a.go_on(thread, WITHDRAW, what=told.id)
        if now is not None:
            says, fact = now
            a.go_on(thread, ANSWER, says=says, **{"how" if says == "approved" else "why": fact.how})


def works(before: Card | None, after: Card | None, a: Outgoing) -> None:
    """Each work that somebody in the office is asked to sign, as it is; anew when it is another; taken back when it waits no more."""
    record = after or before
    assert record is not None
    was, now = _to_sign(before, a), _to_sign(after, a)
    for key in dict.fromkeys((*was, *now)):
        work = next((one for one in after.works if one.id == key), None) if after is not None else None
        signed = work.signed if work is not None else None
        by = signed.by if signed is not None else None
        handed(SIGN, was.get(key), now.get(key), ref_to("cards", record.id), a, part=key, how=by)


def _to_sign(card: Card | None, a: Outgoing) -> dict[str, Given]:
    found: dict[str, Given] = {}
    if card is None:
        return found
    for work in card.works:
        to = a.to(work.asked.by) if work.asked is not None and waits_for_signature(card, work) else None
        if to is not None:
            found[work.id] = Given(to, _words(card, work, a))
    return found


def _words(card: Card, work: Work, a: Outgoing) -> dict[str, Arg | None]:
    return {
        "text": work.name,
        "number": card.number,
        "title": card.title,
        "client": short_of(a.book, card.client_id),
        "kind": work.kind,
        "what": card.brief.what or None,
        "note": work.asked.how if work.asked is not None else None,
        "criteria": [f"{one.key}\t{one.text}" for one in criteria(card)] or None,
        "files": [f"{one.name or ''}\t{one.target}" for one in (work.links or card.links)] or None,
    }
