"""A letter that came is taken in as one change, as of when it was written; what it makes has ids made of its own. So two devices of one
desk that both take it in write the same, and once is as often as one likes."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.letters.approving import APPROVALS
from aetui.desk.letters.handed_in import HANDED
from aetui.desk.letters.handing import HANDOVER
from aetui.desk.letters.shown import tells
from aetui.desk.letters.things import THINGS, texts_of
from aetui.domain.errors import DeskError, Unusable
from aetui.domain.letters.acts import ACTS, ANSWER, Arg, derived_id, known, readable
from aetui.domain.letters.thread import READ, Thread, root_of, thread_of
from aetui.domain.records import Absence, Fact, Letter
from aetui.locales.errors import reason
from aetui.store.history import TAKEN_IN

TAKING = THINGS | HANDOVER | APPROVALS | HANDED
"""What is made of a matter, by the act that began it; of one that isn't there the letter itself is what is shown."""
NEWER, UNREADABLE, EARLY = "letter.newer", "letter.unreadable", "letter.early"
"""Why a letter waits, or isn't taken in, as `Letter.refused` says it: of an act that a newer program knows; without what it needs; before
what it belongs to. Anything else there is what a gate said."""


def take_in(desk: Desk, letter: Letter) -> Letter:
    """Take in a letter of another desk (`out` False; `desk` and `who` as the office has them), as it then stands here. Taken in before:
    nothing changes. What a gate refuses is kept and answered with its sentence. Raises Unusable."""
    held = desk.get(Letter, letter.id)
    if held is not None and held.refused not in (NEWER, EARLY):
        return held
    try:
        with desk.change(TAKEN_IN, letter.sent_at, who=letter.who) as change:
            return _taken(change, letter)
    except Unusable:
        raise
    except DeskError as mistake:
        why = reason(texts_of(desk), mistake)
        with desk.change(TAKEN_IN, letter.sent_at, who=letter.who) as change:
            return _refused(change, letter, UNREADABLE if mistake.key == UNREADABLE else why)


def take_in_waiting(desk: Desk) -> list[Letter]:
    """Take in what had to wait: until this program knew the act, or until what it belongs to was here (it came by way of another
    device). Those that are taken in now."""
    found: list[Letter] = []
    for letter in list(desk.book.live_of(Letter)):
        ready = (letter.refused == NEWER and known(letter)) or (
            letter.refused == EARLY and desk.get(Letter, root_of(letter)) is not None
        )
        if ready:
            found.append(take_in(desk, replace(letter, refused=None)))
    return found


def _taken(change: Change, letter: Letter) -> Letter:
    change.taking = root_of(letter)
    came = replace(letter, out=False, about=None, refused=None, created_at=change.now, updated_at=change.now, met={})
    if not known(came):
        return change.put(replace(came, refused=NEWER))
    if not readable(came):
        return change.put(replace(came, refused=UNREADABLE))
    thread = _thread(change, came)
    if thread is None:
        return change.put(replace(came, refused=EARLY))
    root, taking = thread.root, TAKING.get(thread.root.act)
    about = root.about
    if root.out and taking is not None:
        kept = taking.back(change, thread)
        if kept and thread.answer is not None and thread.answer.id == came.id:
            came = replace(came, met=dict(kept))
    elif not root.out:
        about = taking.here(change, thread, came) if taking is not None else None
        if came is thread.given:
            _away(change, thread, about)
            if came is not root:  # it is asked anew
                change.put(replace(root, met={}, waived={}))
            says = (
                taking.says(change, replace(thread, root=replace(root, about=about)))
                if taking and taking.says
                else None
            )
            if says is not None:
                _answer(change, thread, came, says[0], about, **says[1])
    for early in thread.letters:  # what came before the letter that it belongs to
        if early is not came and early.refused == EARLY:
            change.put(replace(early, refused=None, about=about))
    if came.of is not None and not tells(came, thread):
        came = replace(came, met={**came.met, READ: Fact(at=came.sent_at)})
    return change.put(replace(came, about=about))


def _thread(change: Change, came: Letter) -> Thread | None:
    """The matter with this letter; of a desk whose book holds no old ones they are looked for."""
    root_id = root_of(came)
    held = change.desk.book.thread(root_id)
    if came.of is not None and not any(one.id == root_id for one in held):
        held = [one for one in change.desk.each(Letter) if root_of(one) == root_id]
    return thread_of([one for one in held if one.id != came.id] + [came])


def _refused(change: Change, letter: Letter, why: str) -> Letter:
    """Kept, and answered where it asked for something."""
    change.taking = root_of(letter)
    came = replace(letter, out=False, about=None, refused=why, created_at=change.now, updated_at=change.now, met={})
    thread = _thread(change, came)
    if thread is not None and not thread.root.out and came is thread.given:
        _answer(change, thread, came, "refused", None, why=why)
    return change.put(came)


def _away(change: Change, thread: Thread, about: str | None) -> None:
    """D8: whoever gave it hears until when we are away, and who covers."""
    if "away" not in ACTS[thread.root.act].answers or thread.ended:
        return
    at = thread.given.sent_at
    away = next((a for a in change.desk.book.live_of(Absence) if a.start <= at < a.end), None)
    if away is not None:
        covers = list(dict.fromkeys(line.cover for line in away.lines if line.cover))
        cover = texts_of(change.desk)("list.comma").join(covers) or None
        _answer(change, thread, thread.given, "away", about, until=away.end.isoformat(), cover=cover)


def _answer(change: Change, thread: Thread, to: Letter, says: str, about: str | None, **args: Arg | None) -> None:
    """An answer that the desk gives by itself: the same on each of its devices."""
    root = thread.root
    said: dict[str, Arg] = {"says": says, "n": thread.next, **{k: v for k, v in args.items() if v is not None}}
    change.put(
        Letter(
            id=derived_id(to.id, says),
            created_at=change.now,
            updated_at=change.now,
            act=ANSWER,
            out=True,
            desk=root.desk,
            who=root.who,
            args=said,
            sent_at=change.now,
            of=root.id,
            about=about,
        )
    )
