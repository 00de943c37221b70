"""A work on the card's page, taken further by Enter: reviewed inside in rounds against the brief (Q1, R7), signed (A2), sent, signed by
the client, its copy filed (Q2); what the client says of it is noted and answered (Q1)."""

from __future__ import annotations

from collections.abc import Callable

from aetui.desk.book.deputies import stands_in
from aetui.desk.card.works import (
    answer_remark,
    ask_signature,
    change_work,
    file_copy,
    note_remarks,
    review_work,
    send_work,
    sign_work,
    tick_work,
    unask_signature,
    who_says,
)
from aetui.desk.meeting.proposals import head_of, proposals, propose, propose_at, waiting_works
from aetui.domain.cards.works import criteria, is_mended, returned, ticked_now, waits_for_signature
from aetui.domain.lines import verdict
from aetui.domain.records import SIGNED_KINDS, Card, Meeting, Remark, Work
from aetui.domain.records.refs import Ref
from aetui.locales.dates import when
from aetui.screens.frame.page import PageScreen
from aetui.screens.frame.understood import meeting_words
from aetui.widgets.cells import Parts


def advance(screen: PageScreen, card: Card, work: Work) -> None:
    """Ask for the next thing that the work needs."""
    desk, number, now, one = screen.desk, card.number, screen.now, work.id
    boss, who = stands_in(desk, "approves", "supervisor", screen.now()) or "", card.requested_by or ""
    signed_kind = work.kind in SIGNED_KINDS

    def ask(key: str, verb: Callable[[str, str | None], object], default: str = "") -> None:
        screen.ask_gated(key, verb, default=default, of=one, name=work.name)

    if returned(work) and not work.sent and not is_mended(work):
        screen.ask("changed", lambda said: change_work(desk, number, one, said, now()), of=one, name=work.name)
    elif signed_kind and not work.sent and not work.reviewed:
        review(screen, card, work)
    elif signed_kind and not work.signed:
        ask("signed", lambda by, why: sign_work(desk, number, one, now(), by=by, why=why), boss)
    elif not work.sent:
        ask("sent", lambda how, why: send_work(desk, number, one, now(), how=how, why=why))
    elif signed_kind and not work.client_signed:
        ask("client_signed", lambda by, why: sign_work(desk, number, one, now(), by=by, client=True, why=why), who)
    else:
        ask("copy", lambda place, _: file_copy(desk, number, one, place, now()), work.copy_at or "")


def review(screen: PageScreen, card: Card, work: Work, meeting: Meeting | None = None) -> None:
    """A round of its review, at that meeting where it is at one: who, and what was wrong where it is returned."""
    meeting_id = meeting.id if meeting else None

    def take(line: str, why: str | None) -> None:
        said = verdict.read(line)
        review_work(
            screen.desk,
            card.number,
            work.id,
            screen.now(),
            by=said.by,
            wrong=said.points,
            meeting_id=meeting_id,
            why=why,
        )

    screen.ask_gated(
        "reviewed",
        take,
        default=head_of(screen.desk, meeting) or "",
        of=work.id,
        name=work.name,
        understand=lambda line: _verdict_words(screen, card, work, line),
    )


def propose_here(screen: PageScreen, card: Card, ref: str) -> None:
    """The work under the cursor, else the one that isn't out yet, onto the agenda of the next 拟案会; where none is arranged, it is
    asked when it shall be."""
    key = Ref.parse(ref).pair[1] if Ref.parse(ref).kind == "work" else ""
    mine = [one.work for one in waiting_works(screen.desk) if one.card.id == card.id]
    work = next((w for w in card.works if w.id == key), None) or (mine[0] if len(mine) == 1 else None)
    if work is None:
        screen.desk_app.tell(screen.say("proposal.which"))
        return
    if proposals(screen.desk, screen.now()):
        with screen.minding():
            told(screen, work, propose(screen.desk, card.number, work.id, screen.now()))
        return

    def take(line: str) -> None:
        told(screen, work, propose_at(screen.desk, card.number, work.id, line, screen.now()))

    def understand(line: str) -> Parts:
        return meeting_words(screen, f"{screen.say('meeting.kind.proposal')} {line}")

    screen.ask("proposal_when", take, of=work.id, name=work.name, understand=understand)


def ask_here(screen: PageScreen, card: Card, ref: str) -> None:
    """The work under the cursor, or the only one that lacks it, is to be signed by the supervisor on their own desk (Q2); once more, and
    it is asked for no more."""
    open_ = [one for one in card.works if one.kind in SIGNED_KINDS and one.signed is None and one.sent is None]
    work = work_at(card, *Ref.parse(ref).pair) or (open_[0] if len(open_) == 1 else None)
    if work is None:
        screen.desk_app.tell(screen.say("work.which_sign"))
        return
    desk, number, key = screen.desk, card.number, work.id
    if waits_for_signature(card, work):
        with screen.minding():
            unask_signature(desk, number, key, screen.now())
            screen.desk_app.tell(screen.say("work.unasked", work=work.name))
        return
    who = stands_in(desk, "approves", "supervisor", screen.now()) or ""

    def ask(note: str) -> None:
        ask_signature(desk, number, key, screen.now(), note=note)
        screen.desk_app.tell(screen.say("work.asked", who=who, work=work.name))

    screen.ask("ask_sign", ask, of=key, who=who, work=work.name)


def told(screen: PageScreen, work: Work, meeting: Meeting) -> None:
    """Where a work was put."""
    start = when(screen.say, screen.desk.local(meeting.start), screen.now()) if meeting.start else ""
    screen.desk_app.tell(screen.say("proposal.put", work=work.name, meeting=f"{start} {meeting.title}".strip()))


def _verdict_words(screen: PageScreen, card: Card, work: Work, line: str) -> Parts:
    said, say = verdict.read(line), screen.say
    judged = criteria(card)
    met = say("work.met", n=len(ticked_now(card, work)), of=len(judged)) if judged else ""
    ticks: Parts = ((f"  {met}", "dim" if len(ticked_now(card, work)) == len(judged) else "soon"),) if judged else ()
    if said.points:
        return ((say("work.returns", n=len(said.points)), "soon"), *ticks)
    return ((say("work.passes"), "done"), *ticks) if said.by else ticks


def tick_here(screen: PageScreen, card: Card, ref: str) -> None:
    """The criterion under the cursor is met by the work that is looked at (R7), or isn't after all."""
    kind, key = Ref.parse(ref).pair
    if kind != "criterion":
        screen.desk_app.tell(screen.say("work.no_criterion"))
        return
    work_id, _, line = key.partition(" ")
    with screen.minding():
        tick_work(screen.desk, card.number, work_id, line, screen.now())


def remark_here(screen: PageScreen, card: Card, ref: str) -> None:
    """What the client said of the work under the cursor, or of the only one that is out (Q1)."""
    out = [one for one in card.works if one.sent]
    work = work_at(card, *Ref.parse(ref).pair) or (out[0] if len(out) == 1 else None)
    if work is None:
        screen.desk_app.tell(screen.say("work.which_remark"))
    elif work.sent is None:
        screen.desk_app.tell(screen.say("error.work.not_out", work=work.name), late=True)
    else:
        remark(screen, card, work)


def remark(screen: PageScreen, card: Card, work: Work) -> None:
    """What the client said of a work that is out: point by point."""
    names = who_says(screen.desk, card)

    def take(line: str) -> None:
        said = verdict.read(line, known=names)
        note_remarks(screen.desk, card.number, work.id, said.points, screen.now(), by=said.by)

    def words(line: str) -> Parts:
        said = verdict.read(line, known=names)
        by = said.by or card.requested_by or ""
        return (
            ((screen.say("work.remarks.understood", n=len(said.points), by=by).strip(), "act"),) if said.points else ()
        )

    screen.ask("remark", take, of=work.id, name=work.name, understand=words)


def answer(screen: PageScreen, card: Card, work: Work, one: Remark) -> None:
    """What was answered to it; an answer can be put right."""
    screen.ask(
        "answer",
        lambda text: answer_remark(screen.desk, card.number, work.id, one.id, text, screen.now()),
        of=one.id,
        naming=one.text,
        edits=one.answer.how if one.answer else None,
    )


def remarked(card: Card, remark_id: str) -> tuple[Work, Remark] | None:
    """The remark of that id, and the work that it was made on."""
    return next(((work, one) for work in card.works for one in work.remarks if one.id == remark_id), None)


def work_at(card: Card, kind: str, key: str) -> Work | None:
    """The work that a row of the page stands for, or belongs to."""
    if kind == "remark" and (found := remarked(card, key)):
        return found[0]
    work_id = key.partition(" ")[0] if kind == "criterion" else key if kind == "work" else ""
    return next((work for work in card.works if work.id == work_id), None)
