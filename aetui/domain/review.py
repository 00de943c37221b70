"""今日事今日毕: what is undecided at the end of a day, each thing once (D1), and the next day's order (九.5). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from aetui.domain.book import Book
from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.gates import paper_state, to_approve, unapproved
from aetui.domain.letters.handing_in import asks_for
from aetui.domain.marks import FORMS
from aetui.domain.obligations import OPEN, TROUBLE, Obligation, item_behind
from aetui.domain.plainwords.finding import speaks_of_time
from aetui.domain.records import KIND_OF, Card, Item, Meeting, Memo, Paper, Record, TeamDay, TeamPaper, Todo
from aetui.domain.records.refs import Ref, ref_to

ThingKind = Literal["todo", "duty", "card", "memo", "paper", "returned", "copy", "sheet", "call", "note"]
CLOSING = frozenset({"day.review", "week.review", "week.summary"})
"""What the closing of a day is, and leads to: no things of the day that are to be decided before."""
_SIGNS = frozenset(FORMS) - {"》"}
# Numbers as words before what they count, and periods that are no time by themselves.
_COUNTED = re.compile(
    r"[二两三四五六七八九十百千万亿][个件份张款版次套组块万千百亿元人家天周月年页条本箱盒种幅场台支位]"
    r"|[上下本这每]个?(?:周|月|季|星期)|[今明后去]年|\b(?:next|this|last) (?:week|month|quarter|year)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million)\b",
    re.IGNORECASE,
)
USUAL = 30
"""Minutes that a thing is reckoned to take where nobody said."""


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """One undecided thing. `key`: an obligation's id, or `KIND:ID` of its record; `ref`: what a screen opens.
    `alike` is the same for things that can be decided together. `due`: as promised; `act_by`: the last working moment
    before it, by which they stand in order."""

    key: str
    kind: ThingKind
    what: str
    ref: str
    alike: str
    client_id: str | None = None
    number: str | None = None
    owner: str | None = None
    due: datetime | None = None
    act_by: datetime | None = None
    source: str = ""
    carried: int = 0
    obligation: Obligation | None = None
    item_id: str | None = None
    place: int = 0  # a to-do's place in its day
    routine: bool = False
    """A note that asks for nothing: it is let through, and can be looked at."""
    also: tuple[Thing, ...] = ()
    """What else concerns the same step, item or client: decided with it, in one key."""

    @property
    def whole(self) -> tuple[Thing, ...]:
        """It, and what is decided with it."""
        return (self, *self.also)

    @property
    def reports(self) -> tuple[Obligation, ...]:
        """The reports of trouble (R10) that are decided with it."""
        return tuple(thing.obligation for thing in self.whole if thing.obligation is not None and _trouble(thing))

    @property
    def record_id(self) -> str:
        """The id of the record that it is, where it is no duty."""
        return Ref.parse(self.key).id

    @property
    def act(self) -> str:
        """What doing it is: the word of its rule, or of its kind; said so wherever the decision is told."""
        if self.obligation is not None:
            return self.obligation.rule
        return self.kind


def gather(
    book: Book, owed: Sequence[Obligation], day: date, now: datetime, cal: WorkCalendar, decided: frozenset[str]
) -> list[Thing]:
    """What is undecided on `day`, the most pressing first: duties to be met by the end of the next working day,
    to-dos of the day and before, cards without a next step, unsent memos, papers that went out unapproved, calls that
    belong to no client, and last the notes of the day's calls that led to nothing (those that ask for nothing are `routine`). A thing that stands in two of these
    is asked once, as its duty. `decided`: keys that were decided already."""
    until = cal.day_end(cal.next_working(day))
    obligations = [o for o in owed if o.state in OPEN and o.rule not in CLOSING and o.act_by <= until]
    asked = {part for o in obligations for part in o.records}
    found = [_obligation(o, book) for o in obligations]
    found += _todos(book, day, until, asked)
    found += _cards(book, obligations)
    found += _memos(book, until, asked)
    found += _papers(book)
    found += _team(book)
    found += _calls(book, day, cal, asked)
    kept = [thing for thing in found if thing.key not in decided]
    far = now + timedelta(days=3650)

    def place(t: Thing) -> tuple[object, ...]:
        return _rank(t), t.act_by or t.due or far, not _trouble(t), t.place, t.key

    kept.sort(key=place)
    return sorted(_together(kept, now), key=place)


_Group = tuple[str, ...]
"""What a decision is about: a step, a record, a client's calls, or the thing itself."""


def _together(things: Sequence[Thing], now: datetime) -> Iterator[Thing]:
    """What concerns one step, item or client as one thing, which is called after the most pressing of it: a step with its
    chase and its lateness, a to-do with its duty, an item with its card, a client's calls. `things` in their order."""
    groups: dict[_Group, list[Thing]] = {}
    late: dict[str, _Group] = {}
    for thing in things:
        groups.setdefault(_about(thing), []).append(thing)
        if thing.obligation is not None and thing.obligation.state == "overdue" and not _trouble(thing):
            late.setdefault(thing.obligation.number or thing.obligation.client_id or "", _about(thing))
    for about in [key for key in groups if key[0] == "trouble"]:
        # What is late on a card, else of a client, and the report of it.
        obligation = groups[about][0].obligation
        home = late.get((obligation.number or obligation.client_id or "") if obligation else "")
        if home is not None and home in groups and home != about:
            groups[home] += groups.pop(about)
    for held in groups.values():
        first = _first(held, now)
        yield first if len(held) == 1 else replace(first, also=tuple(t for t in held if t is not first))


def _about(thing: Thing) -> _Group:
    """The step, item, client or thing that it concerns."""
    obligation = thing.obligation
    if obligation is None:
        return ("record", thing.item_id or thing.record_id) if thing.kind == "todo" else (thing.key,)
    named = obligation.named
    if obligation.rule in ("card.step", "card.chase", "trouble.report") and named.part:
        return "step", named.subject, named.part
    if obligation.rule == "trouble.report" and obligation.subject_type != "item":
        return "trouble", obligation.id
    if obligation.rule == "week.call" or (obligation.rule == "call.return" and obligation.subject_type == "call"):
        return ("call", obligation.client_id) if obligation.client_id else (thing.key,)
    if obligation.subject_type in ("item", "todo"):
        return "record", thing.item_id or obligation.subject_id
    return (thing.key,)


def _first(held: Sequence[Thing], now: datetime) -> Thing:
    """After which a group is called, and whose act its key is: what somebody else is to be reminded of until it is due
    itself, and then the thing itself; else the most pressing; a report of lateness only where it is alone."""
    for thing in held:
        obligation = thing.obligation
        itself = next((t for t in held if t is not thing and not _trouble(t)), None)
        if (
            obligation is not None
            and obligation.rule == "card.chase"
            and (itself is None or itself.due is None or itself.due > now)
        ):
            return thing
    plain = [t for t in held if not _trouble(t) and (t.obligation is None or t.obligation.rule != "card.chase")]
    return (plain or list(held))[0]


def is_routine(text: str) -> bool:
    """Whether a plain note asks for nothing (没有新的工作指示): it holds no mark, no number and no date."""
    if any(char in _SIGNS or char.isdigit() for char in text):
        return False
    return _COUNTED.search(text) is None and not speaks_of_time(text)


def ahead(
    book: Book, obligations: Sequence[Obligation], following: date, cal: WorkCalendar, order: Sequence[str]
) -> list[Thing]:
    """What stands on that day, as `order` says, else by due time: duties, to-dos."""
    found = [
        _obligation(o, book)
        for o in obligations
        if o.state in OPEN and _day(o.act_by, cal) == following and o.rule != "day.review"
    ]
    asked = {part for t in found if t.obligation for part in t.obligation.records}
    found += [_todo(t) for t in book.live_of(Todo) if t.day == following and not _taken(t, asked)]
    places = {key: n for n, key in enumerate(order)}
    late = cal.day_end(following)
    return sorted(found, key=lambda t: (places.get(t.key, len(places)), t.act_by or t.due or late, t.place, t.key))


def following(day: date, today: date, cal: WorkCalendar) -> date:
    """The working day that a review of `day` plans: the next one, and never one that is past when the review is late."""
    return cal.on_or_after(max(day + timedelta(days=1), today))


def minutes_left(book: Book, following: date, cal: WorkCalendar) -> int:
    """Working minutes of that day, without the meetings arranged there and the way to them."""
    left = cal.hours.working
    for meeting in book.live_of(Meeting):
        if meeting.start is None or meeting.cancelled or _day(meeting.start, cal) != following:
            continue
        begin = meeting.start - timedelta(minutes=meeting.travel_min)
        end = (meeting.end or meeting.start + timedelta(hours=1)) + timedelta(minutes=meeting.travel_min)
        left -= cal.working_between(begin, end)
    return max(int(left.total_seconds() // 60), 0)


def _rank(thing: Thing) -> int:
    if thing.obligation is not None:
        return 0 if thing.obligation.state == "overdue" else 1
    return {"todo": 2, "note": 4}.get(thing.kind, 3)


def _trouble(thing: Thing) -> bool:
    """Of two at the same moment trouble goes first, as on the board."""
    return thing.obligation is not None and thing.obligation.rule == TROUBLE


def _day(when: datetime, cal: WorkCalendar) -> date:
    return when.astimezone(cal.tz).date()


def _obligation(obligation: Obligation, book: Book) -> Thing:
    todo = book.get("todos", obligation.subject_id) if obligation.subject_type == "todo" else None
    return Thing(
        key=obligation.id,
        kind="duty",
        what=obligation.what,
        ref=ref_to("obligation", obligation.id),
        alike=f"duty {obligation.rule}",
        client_id=obligation.client_id,
        number=obligation.number,
        owner=obligation.owner,
        due=obligation.due,
        act_by=obligation.act_by,
        source=obligation.source,
        obligation=obligation,
        item_id=todo.item_id if isinstance(todo, Todo) else None,
    )


def _todo(todo: Todo) -> Thing:
    return _thing(
        "todo",
        todo,
        todo.text,
        alike=f"todo {todo.owner or ''}",
        client_id=todo.client_id,
        owner=todo.owner,
        due=todo.due,
        source="D1",
        carried=len(todo.carried),
        item_id=todo.item_id,
        place=todo.priority,
    )


def _taken(todo: Todo, asked: set[str]) -> bool:
    return todo.id in asked or (todo.item_id is not None and todo.item_id in asked)


def _thing(kind: ThingKind, record: Record, what: str, *, alike: str = "", **more: Any) -> Thing:
    """A record that is a thing of the review by itself."""
    ref = ref_to(KIND_OF[type(record)], record.id)
    return Thing(key=ref, kind=kind, what=what, ref=ref, alike=alike or kind, **more)


def _todos(book: Book, day: date, until: datetime, asked: set[str]) -> Iterator[Thing]:
    for todo in book.live_of(Todo):
        # Someone else's is asked for when it is due by tomorrow, ours when its day has come.
        theirs = todo.owner is not None and todo.due is not None
        mine = todo.due <= until if theirs and todo.due else todo.day <= day
        if mine or _taken(todo, asked):
            yield _todo(todo)


def _cards(book: Book, obligations: Sequence[Obligation]) -> Iterator[Thing]:
    """Y2: a card in hand that has no next step, and on which nothing else is to be done: no duty, no to-do, nothing that
    an item on it asks for."""
    busy = {o.number for o in obligations if o.number}
    todos = {todo.card_id for todo in book.live_of(Todo) if todo.done is None and todo.dropped is None}
    for card in book.live_of(Card):
        if (
            card.state in ("open", "in_work")
            and card.number not in busy
            and card.id not in todos
            and not any(s.done is None for s in card.steps)
        ):
            yield _thing(
                "card",
                card,
                card.title,
                client_id=card.client_id,
                number=card.number,
                due=card.deliver_at,
                source="R3",
            )


def _memos(book: Book, until: datetime, asked: set[str]) -> Iterator[Thing]:
    for memo in book.live_of(Memo):
        if memo.id not in asked and (memo.remind_at is None or memo.remind_at <= until):
            yield _thing(
                "memo",
                memo,
                memo.text,
                client_id=memo.client_id,
                owner=memo.to,
                due=memo.remind_at,
                source="D6",
            )


def _papers(book: Book) -> Iterator[Thing]:
    """A2: what went out to a client, and the AM hasn't signed; what the AM returned, until it is answered or sent anew."""
    for paper in book.live_of(Paper):
        back = paper_state(paper) == "returned"
        if back or unapproved(paper):
            yield _thing(
                "returned" if back else "paper",
                paper,
                paper.title,
                client_id=paper.client_id,
                owner=paper.to,
                source="A2",
            )


def _team(book: Book) -> Iterator[Thing]:
    """What waits for the AM's word: AEs' days to be gone over (A1), their papers (A2)."""
    for sheet in book.live_of(TeamDay):
        if sheet.signed is None and not asks_for(book, ref_to("teamdays", sheet.id)):
            yield _thing("sheet", sheet, sheet.whose, owner=sheet.whose, source="A1")
    for copy in book.live_of(TeamPaper):
        if to_approve(copy) and not book.letters_about(ref_to("teampapers", copy.id)):  # else a duty asks for it
            yield _thing("copy", copy, copy.title, client_id=copy.client_id, owner=copy.whose, source="A2")


def _calls(book: Book, day: date, cal: WorkCalendar, asked: set[str]) -> Iterator[Thing]:
    """D2: what a day's calls leave behind: a call of nobody's, which is lost from sight; notes that led to nothing yet."""
    led = {todo.item_id for todo in book.all_of(Todo) if todo.item_id}
    begin = cal.at(day, 0)
    for call in book.calls_between(begin, cal.at(day + timedelta(days=1), 0)):
        items = sorted(book.items_of(call.id), key=lambda i: i.n)
        if call.client_id is None and call.id not in asked:
            what = "; ".join(item.text for item in items) or call.contact or ""
            yield _thing(
                "call",
                call,
                what,
                source="D2",
            )
        for n, item in enumerate(items):
            if not item.mark and item.made is None and item.card_id is None and item.id not in led:
                yield Thing(
                    key=ref_to("items", item.id),
                    kind="note",
                    what=item.text,
                    ref=ref_to("calls", call.id),
                    alike="note",
                    client_id=item.client_id,
                    source="D2",
                    item_id=item.id,
                    routine=is_routine(item.text),
                    place=int(call.at.timestamp() - begin.timestamp()) * 1000 + n,
                )


def item_of(book: Book, thing: Thing) -> Item | None:
    """The line of a call that a thing came from."""
    if thing.item_id is None:
        return item_behind(book, thing.obligation)
    found = book.get("items", thing.item_id)
    return found if isinstance(found, Item) else None
