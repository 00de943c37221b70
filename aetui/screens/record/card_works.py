"""A work on the card's page, taken further by Enter: reviewed inside in rounds (Q1), signed (A2), sent, signed by the client, its
copy filed (Q2)."""

from __future__ import annotations

from collections.abc import Callable

from aetui.desk.card.works import change_work, file_copy, review_work, send_work, sign_work
from aetui.desk.meeting.proposals import head_of, proposals, propose, propose_at, waiting_works
from aetui.domain.cards.works import is_mended, returned
from aetui.domain.lines import verdict
from aetui.domain.records import SIGNED_KINDS, Card, Meeting, Work
from aetui.domain.records.refs import Ref
from aetui.locales.dates import when
from aetui.locales.wording import someone
from aetui.screens.frame.page import PageScreen
from aetui.screens.frame.understood import meeting_words
from aetui.widgets.cells import Parts


def advance(screen: PageScreen, card: Card, work: Work) -> None:
    """Ask for the next thing that the work needs."""
    desk, number, now, one = screen.desk, card.number, screen.now, work.id
    boss, who = someone(desk.profile, "supervisor") or "", card.requested_by or ""
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
            wrong=said.wrong,
            meeting_id=meeting_id,
            why=why,
        )

    screen.ask_gated(
        "reviewed",
        take,
        default=head_of(screen.desk, meeting) or "",
        of=work.id,
        name=work.name,
        understand=lambda line: _verdict_words(screen, line),
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


def told(screen: PageScreen, work: Work, meeting: Meeting) -> None:
    """Where a work was put."""
    start = when(screen.say, screen.desk.local(meeting.start), screen.now()) if meeting.start else ""
    screen.desk_app.tell(screen.say("proposal.put", work=work.name, meeting=f"{start} {meeting.title}".strip()))


def _verdict_words(screen: PageScreen, line: str) -> Parts:
    said = verdict.read(line)
    if not said.wrong:
        return ((screen.say("work.passes"), "done"),) if said.by else ()
    return ((screen.say("work.returns", n=len(said.wrong)), "soon"),)
