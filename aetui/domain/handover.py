"""Before leave: everything that needs someone while the user is away, by client, the most pressing first (D8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from aetui.domain.book import Book
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import KIND_OF, KINDS, Absence, Away, Client, CoverLine, Memo, Person, Todo
from aetui.domain.records.base import Fact
from aetui.domain.records.card import Card, Step
from aetui.domain.records.meeting import Meeting
from aetui.domain.records.refs import ObligationId, Ref, ref_to

OWN = frozenset({"day.review", "absence.arrange"})
"""Duties that nobody else can have."""
CHASE = "card.chase"
SHORT = timedelta(hours=4)
"""Up to so long one is away for lunch or a meeting: what counts is what falls due meanwhile, and the phone (M4)."""
PHONE = "phone:all"
"""The line for all calls and urgent things (M4)."""


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that needs a cover. `key`: an obligation's id, `KIND:ID` of a record, `phone:CLIENT_ID` or PHONE.
    `due`: as promised; `act_by`: the last working moment before it. `since`: when it arose. `step`: of a card, the id of
    the one that is next."""

    key: str
    what: str
    client_id: str | None = None
    due: datetime | None = None
    act_by: datetime | None = None
    number: str | None = None
    obligation: Obligation | None = None
    since: datetime | None = None
    step: str | None = None


def chases(need: Need, who: str) -> bool:
    """Whether that colleague is the one to be chased in it (C3)."""
    obligation = need.obligation
    return obligation is not None and obligation.rule == CHASE and obligation.owner == who


def is_short(start: datetime, end: datetime) -> bool:
    """Whether [start, end] is lunch or a meeting rather than leave."""
    return end - start <= SHORT


def needs(
    book: Book, obligations: Iterable[Obligation], at_end: Sequence[Obligation], start: datetime, end: datetime
) -> list[Need]:
    """What falls due or turns soon in the absence: `owed` as of now, `at_end` as it would be at the absence's end if
    nobody did anything (so the calendar's duties of each day and client are in it); cards in hand, to-dos, memos;
    and for each active client without a line, who picks up the phone. In a short one: what falls due meanwhile, and
    the phone."""
    found = _obligations(obligations, at_end, start, end)
    spoken = {need.obligation.subject_id for need in found if need.obligation}
    found += [*_todos(book, spoken, end), *_memos(book, spoken, end)]
    if is_short(start, end):
        found = [n for n in found if (until := n.act_by or n.due) is not None and start <= until <= end]
        return [Need(key=PHONE, what=""), *_ordered(found, end)]
    found += _cards(book, {need.number for need in found if need.number})
    named = {n.client_id for n in found}
    for client in book.live_of(Client):
        if client.active and client.id not in named:
            found.append(Need(key=ref_to("phone", client.id), what=client.short, client_id=client.id))
    if any(at_ours(book, start, end)):
        found.append(Need(key=PHONE, what=""))
    return _ordered(found, end)


def at_ours(book: Book, start: datetime, end: datetime) -> Iterable[Meeting]:
    """The meetings at our office that share time with [start, end]: someone takes the phone meanwhile (M4)."""
    return (
        m
        for m in book.live_of(Meeting)
        if m.place == "ours"
        and m.start is not None
        and m.cancelled is None
        and m.start < end
        and start < (m.end or m.start + timedelta(hours=1))
    )


def lines(stored: Sequence[CoverLine], needed: Sequence[Need]) -> tuple[list[CoverLine], list[Need]]:
    """The lines that still count, in the order of what is needed, and the needs that no line stands for yet. A line
    with a cover stays though its thing is done meanwhile; one without goes."""
    by_key = {line.key: line for line in stored if line.key}
    order = {need.key: n for n, need in enumerate(needed)}
    kept = [line for line in stored if line.key not in order and (line.cover or line.key is None)]
    standing = sorted((by_key[key] for key in order if key in by_key), key=lambda line: order[line.key or ""])
    return [*standing, *kept], [need for need in needed if need.key not in by_key]


def arisen(stored: Sequence[CoverLine], needed: Sequence[Need], end: datetime) -> list[Need]:
    """What arose until `end` and has no line, once an absence runs. What follows from a thing that has one (that it is
    late, the card it stands on, its client's phone) is that line's."""
    keys = {line.key for line in stored if line.key}
    parts = {part for key in keys for part in _parts(key)}
    clients = {line.client_id for line in stored}
    fresh = []
    for need in needed:
        kind = Ref.parse(need.key).kind
        follows = (kind == "phone" and (need.client_id in clients or need.key == PHONE)) or (
            kind in ("cards", "trouble.report") and _parts(need.key)[-1] in parts
        )
        if need.key not in keys and not follows and (need.since is None or need.since <= end):
            fresh.append(need)
    return fresh


class Lacks(msgspec.Struct, frozen=True):
    """What a handover lacks before everything is arranged (D8): lines without a cover, lines that weren't said back, and
    lines whose cover is away meanwhile, with when (`away`, by name)."""

    uncovered: list[CoverLine] = []
    silent: list[CoverLine] = []
    absent: list[CoverLine] = []
    away: dict[str, Away] = {}

    @property
    def lines(self) -> list[CoverLine]:
        """Each line that lacks something, once."""
        return list({line.id: line for line in (*self.uncovered, *self.silent, *self.absent)}.values())

    def __bool__(self) -> bool:
        return bool(self.uncovered or self.silent or self.absent)


def lacking(lines: Sequence[CoverLine], people: Iterable[Person], start: datetime, end: datetime) -> Lacks:
    """What these lines of an absence from `start` to `end` lack. `people`: those around, with when they are away."""
    covers = {line.cover for line in lines}
    gone = {p.name: away for p in people if p.name in covers and (away := away_then(p, start, end)) is not None}
    return Lacks(
        uncovered=[line for line in lines if not (line.cover or "").strip()],
        silent=[line for line in lines if (line.cover or "").strip() and line.acknowledged is None],
        absent=[line for line in lines if line.cover in gone],
        away=gone,
    )


def arranged(absence: Absence, people: Iterable[Person]) -> Fact | None:
    """D8: it was called arranged, or every line has its cover and its yes, and is covered by somebody who is there."""
    if absence.arranged or not absence.lines or lacking(absence.lines, people, absence.start, absence.end):
        return absence.arranged
    return Fact(at=max(line.acknowledged.at for line in absence.lines if line.acknowledged))


def numbered(stored: Sequence[CoverLine], counted: int = 0) -> list[CoverLine]:
    """The lines with their numbers: each has its own for ever, one without (older files, a new one) the next that was
    never given. `counted`: the highest that ever was."""
    last = max([counted, *(line.n for line in stored)])
    found = []
    for line in stored:
        if not line.n:
            last += 1
            line = replace(line, n=last)
        found.append(line)
    return found


def overlapping(absences: Iterable[Absence], start: datetime, end: datetime, but: str = "") -> Absence | None:
    """Another absence that stands and shares time with [start, end]."""
    return next(
        (a for a in absences if a.id != but and not (a.cancelled or a.returned) and a.start < end and start < a.end),
        None,
    )


def passed(absence: Absence, now: datetime) -> bool:
    """A short absence that is over by itself: nobody did anything about its lines."""
    told = any(line.log or line.done for line in absence.lines)
    return is_short(absence.start, absence.end) and absence.end <= now and not told


def away_then(person: Person, start: datetime, end: datetime) -> Away | None:
    """A colleague's own absence that shares time with [start, end]."""
    return next((a for a in sorted(person.away, key=lambda a: a.start) if a.start < end and start < a.end), None)


def _obligations(
    owed: Iterable[Obligation], at_end: Sequence[Obligation], start: datetime, end: datetime
) -> list[Need]:
    obligations: dict[str, Obligation] = {}
    now_owed = list(owed)
    ids = {o.id for o in now_owed}
    # That a step would be late is no thing of its own: the step stands there already.
    late_only = {o.id for o in at_end if o.rule == "trouble.report"} - ids
    for one in (*(o for o in at_end if o.id not in late_only), *now_owed):
        open_then = one.state in OPEN or one.state == "missed"
        # What came up for a client meanwhile is told whenever it falls due; what comes round does so by itself.
        meanwhile = start < one.start <= end and one.client_id is not None and not one.named.period
        soon = one.act_by <= end or (meanwhile and one.id in ids)
        if one.rule not in OWN and open_then and soon and (one.due >= start or one.state != "missed"):
            obligations[one.id] = one
    return [
        Need(
            key=o.id,
            what=o.what,
            client_id=o.client_id,
            due=o.due,
            act_by=o.act_by,
            number=o.number,
            obligation=o,
            since=o.start,
        )
        for o in obligations.values()
    ]


def _cards(book: Book, numbers: set[str]) -> Iterable[Need]:
    for card in book.live_of(Card):
        if card.state in ("open", "in_work") and card.number not in numbers:
            step = next((s for s in card.steps if s.done is None), None)
            yield Need(
                key=ref_to("cards", card.id),
                what=step_of_card(card, step) if step else card.title,
                step=step.id if step else None,
                client_id=card.client_id,
                due=step.due if step else card.deliver_at,
                number=card.number,
                since=card.opened_at,
            )


def step_of_card(card: Card, step: Step) -> str:
    """What a line about that step is called."""
    return f"{card.title}: {step.what}"


def _of(record: Todo | Memo, what: str, due: datetime | None) -> Need:
    key = ref_to(KIND_OF[type(record)], record.id)
    return Need(key=key, what=what, client_id=record.client_id, due=due, since=record.created_at)


def _todos(book: Book, spoken: set[str], end: datetime) -> Iterable[Need]:
    for todo in book.live_of(Todo):
        if todo.private:
            continue
        if todo.id not in spoken and todo.item_id not in spoken and todo.owner is None and todo.day <= end.date():
            yield _of(todo, todo.text, todo.due)


def _memos(book: Book, spoken: set[str], end: datetime) -> Iterable[Need]:
    for memo in book.live_of(Memo):
        if memo.id not in spoken and (memo.remind_at is None or memo.remind_at <= end):
            yield _of(memo, memo.text, memo.remind_at)


def _parts(key: str) -> list[str]:
    """The ids in a line's key: the record's, and the part's of it last."""
    kind, rest = Ref.parse(key).pair
    if kind in KINDS or kind == "phone":
        return [rest]
    named = ObligationId.parse(key)
    return [named.subject, named.part] if named.part else [named.subject]


def _ordered(found: list[Need], end: datetime) -> list[Need]:
    """By client, the client with the most pressing thing first; what is nobody's comes last."""
    first: dict[str | None, datetime] = {}
    for need in found:
        due = need.act_by or need.due or end
        first[need.client_id] = min(first.get(need.client_id, due), due)
    return sorted(
        found,
        key=lambda n: (n.client_id is None, first[n.client_id], n.client_id or "", n.due is None, n.due or end, n.key),
    )
