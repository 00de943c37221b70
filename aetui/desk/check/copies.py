"""Papers that went out, on the AM's desk (A2): they come with an AE's file as they went, and are approved or returned one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts import do
from aetui.desk.acts.papers import APPROVE, RETURN, by_letter
from aetui.desk.core import Change, Desk
from aetui.desk.facts import clean
from aetui.desk.find.finder import by_id, find_one
from aetui.domain import gates
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import derived_id
from aetui.domain.letters.approvals import PaperCopy, copy_of
from aetui.domain.records import Fact, Paper, TeamPaper


def copies_of(desk: Desk, begin: datetime, end: datetime) -> list[PaperCopy]:
    """What this desk sent to clients in [begin, end), and what it sent before and still waits for the AM's approval; in the order
    in which it went."""
    found = [
        paper
        for paper in desk.book.all_of(Paper)
        if gates.needs_approval(paper)
        and (begin <= paper.sent.at < end or (paper.sent.at < begin and gates.unapproved(paper)))
    ]
    return [copy_of(desk.book, paper) for paper in sorted(found, key=lambda p: (p.sent.at, p.id))]


def take_copies(change: Change, whose: str, desk_id: str, came: Iterable[PaperCopy]) -> None:
    """Inside a change: an AE's papers as her file tells them."""
    there = {(p.desk, p.paper_id): p for p in change.desk.each(TeamPaper)}
    for copy in came:
        old = there.get((desk_id, copy.id)) or there.get((desk_id, copy.asked_id or ""))
        take_copy(change, old, whose, desk_id, copy)


def take_copy(
    change: Change,
    old: TeamPaper | None,
    whose: str,
    desk_id: str,
    copy: PaperCopy,
    *,
    key: str = "",
    anew: bool = False,
) -> TeamPaper:
    """Inside a change: one of an AE's papers as she tells of it; `old`: what is held of it, `key`: its id here where nothing is. What
    was said here stays where it is the later word, unless it is asked for `anew`."""
    said = {name: getattr(copy, name) for name in PaperCopy.__struct_fields__ if name not in ("id", "asked_id")}
    if old is None:
        now = change.now
        fresh = TeamPaper(
            id=key or derived_id(desk_id, f"paper {copy.id}"),
            created_at=now,
            updated_at=now,
            whose=whose,
            desk=desk_id,
            paper_id=copy.id,
            **said,
        )
        return change.put(fresh)
    ours, theirs = _last_word(old), _last_word(copy)
    word: dict[str, object] = {"known": True}
    if not anew and ours is not None and (theirs is None or theirs.at < ours.at):
        known = by_letter(change.desk.book, old)
        word = {"approved": old.approved, "returned": old.returned, "answered": old.answered, "known": known}
    return change.put(replace(old, **{**said, **word, "whose": whose, "paper_id": copy.id}))


def waiting(desk: Desk) -> list[TeamPaper]:
    """The AEs' papers that wait for our word, in the order in which they went."""
    found = (p for p in desk.book.live_of(TeamPaper) if gates.to_approve(p))
    return sorted(found, key=lambda p: (p.sent.at, p.id))


def listed(desk: Desk) -> list[TeamPaper]:
    """What waits for our word, and what was judged and hasn't gone back yet, in the order in which it went: a number in this list
    stays the same paper's while one after another is judged."""
    found = (p for p in desk.book.live_of(TeamPaper) if gates.to_approve(p) or not p.known)
    return sorted(found, key=lambda p: (p.sent.at, p.id))


def the_copy(desk: Desk, said: str) -> TeamPaper:
    """The AE's paper that is meant: by its number in that list, its id or words of it. Raises NotThere, BadInput."""
    return find_one(
        waiting(desk),
        said,
        listed=listed(desk),
        past=[*desk.book.live_of(TeamPaper), *by_id(desk.each(TeamPaper), said)],
        kind="copy",
    )


def approve_copy(desk: Desk, said: str, now: datetime) -> TeamPaper:
    """We approve an AE's paper (A2). Raises NotThere, BadInput: no name in the profile."""
    with desk.change("copy.approve", now) as change:
        paper = _named(change, said)
        return do(change, APPROVE, paper, Fact(at=now, by=desk.owner))


def return_copy(desk: Desk, said: str, remark: str | None, now: datetime) -> TeamPaper:
    """We return it with a remark (A2). Raises NotThere, BadInput: no remark, no name in the profile."""
    with desk.change("copy.return", now) as change:
        paper = _named(change, said)
        return do(change, RETURN, paper, Fact(at=now, by=desk.owner, how=clean(remark)))


def _named(change: Change, said: str) -> TeamPaper:
    if not change.desk.owner:
        raise BadInput("team.nameless")
    paper = the_copy(change.desk, said)
    change.args.update(who=paper.whose, title=paper.title)
    return change.get(TeamPaper, paper.id) or paper


def _last_word(paper: PaperCopy | TeamPaper) -> Fact | None:
    """What the AM said last."""
    return paper.approved or paper.returned
