"""The letters that a change writes: read off what it makes of the records, whichever verb, key or undo made it. So no writer has to think
of them, as with `records.keeping`; what a record says to another desk before and after a change says what is written to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from aetui.domain.letters.acts import ACTS, ANSWER, CHASE, MEMO, NEWS, TODO, TROUBLE, WITHDRAW, Arg
from aetui.domain.letters.approvals import asked, meeting, paper, teampaper, works
from aetui.domain.letters.handing import absence, cover
from aetui.domain.letters.handing_in import summary_read, teamday, turned
from aetui.domain.letters.outgoing import Edited, Given, Outgoing, handed, short_of
from aetui.domain.letters.thread import OVER, root_of, thread_of
from aetui.domain.obligations import STARTED_BY, TELLS, Obligation
from aetui.domain.records import (
    Absence,
    Card,
    Client,
    Cover,
    Fact,
    Item,
    Letter,
    Meeting,
    Memo,
    Paper,
    Record,
    TeamDay,
    TeamPaper,
    Todo,
)
from aetui.domain.records.asked import stands_on
from aetui.domain.records.refs import Ref, ref_to
from aetui.domain.roles import stands_in
from aetui.domain.text import parted


def letters_of(edits: Iterable[Edited], a: Outgoing, more: Iterable[Callable[[Outgoing], None]] = ()) -> list[Letter]:
    """What the change writes: new letters, and those here whose matter it ends or opens again (`OVER`). `more`: what is written
    that no record says."""
    edits = list(edits)
    for before, after in edits:
        record = after if after is not None else before
        leave = _LEAVING.get(type(record)) if record is not None else None
        if leave is not None:
            leave(before, after, a)
    for write in more:
        write(a)
    touched = [after for _, after in edits if isinstance(after, Letter)]
    return _stamped([*touched, *a.written], a)


def _stamped(letters: list[Letter], a: Outgoing) -> list[Letter]:
    """These letters as they are to be put, and those of their matters that are to be put with them."""
    fresh = {one.id: one for one in letters}
    found = {one.id: one for one in a.written}
    for root_id in dict.fromkeys(map(root_of, letters)):
        every = {one.id: one for one in a.book.thread(root_id)} | {
            key: one for key, one in fresh.items() if root_of(one) == root_id
        }
        thread = thread_of(every.values())
        over = thread is not None and thread.ended
        for one in every.values():
            if over != (OVER in one.met):
                met = {key: fact for key, fact in one.met.items() if key != OVER}
                found[one.id] = replace(one, met=met | {OVER: Fact(at=a.now)} if over else met)
    return list(found.values())


# What is given to somebody: a to-do, a memo


def _todo_given(todo: Todo | None, a: Outgoing) -> Given | None:
    """What a to-do says to its owner, while it is open and theirs."""
    if todo is None or todo.private or todo.done is not None or todo.dropped is not None:
        return None
    to = a.to(todo.owner)
    if to is None:
        return None
    due = todo.due.isoformat() if todo.due else None
    day = todo.due.date() if todo.due else todo.day  # with a time, on which of our days it stands is our own matter
    return Given(to, {"text": todo.text, "day": day.isoformat(), "due": due, **_of_whom(todo, a)})


def _memo_given(memo: Memo | None, a: Outgoing) -> Given | None:
    if memo is None or memo.outside or memo.done is not None:
        return None
    to = a.to(memo.to)
    if to is None:
        return None
    at = memo.remind_at.isoformat() if memo.remind_at else None
    return Given(to, {"text": memo.text, "at": at, **_of_whom(memo, a)})


def _of_whom(record: Todo | Memo, a: Outgoing) -> dict[str, Arg | None]:
    card = a.book.get("cards", record.card_id) if record.card_id else None
    return {
        "number": card.number if isinstance(card, Card) else None,
        "client": short_of(a.book, record.client_id),
    }


def _todo(before: Todo | None, after: Todo | None, a: Outgoing) -> None:
    record = after or before
    assert record is not None
    about = ref_to("todos", record.id)
    _answered(before, after, about, a)
    done, dropped = (after.done, after.dropped) if after is not None else (None, None)
    handed(
        TODO,
        _todo_given(before, a),
        _todo_given(after, a),
        about,
        a,
        how=(done.how or "") if done else None,
        why=dropped.why if dropped else None,
    )
    chased = after.chased[len(before.chased) :] if before is not None and after is not None else []
    for fact in chased[-1:]:
        for thread in a.matters(about):
            if thread.mine and not thread.ended:
                a.go_on(thread, CHASE, how=fact.how)


def _memo(before: Memo | None, after: Memo | None, a: Outgoing) -> None:
    record = after or before
    assert record is not None
    about = ref_to("memos", record.id)
    _answered(before, after, about, a)
    done = after.done if after is not None else None
    handed(MEMO, _memo_given(before, a), _memo_given(after, a), about, a, how=(done.how or "") if done else None)


def _answered(before: Todo | Memo | None, after: Todo | Memo | None, about: str, a: Outgoing) -> None:
    """What somebody gave us was done, or dropped; or it wasn't, after all."""
    was, now = _outcome(before), _outcome(after)
    if after is None and before is not None and was is None:
        now = "refused", Fact(at=a.now)
    if was == now or before is None:
        return
    for thread in a.matters(about):
        if thread.mine:
            continue
        told = thread.said_with(was[0]) if was is not None else None
        if told is not None and told.out and (now is None or now[0] != told.args["says"]):
            a.go_on(thread, WITHDRAW, what=told.id)
        if now is not None and (thread.withdrawn is None or now[0] == "done"):
            a.go_on(thread, ANSWER, says=now[0], how=now[1].how, why=now[1].why)


def _outcome(record: Todo | Memo | None) -> tuple[str, Fact] | None:
    if record is None:
        return None
    if record.done is not None:
        let_go = isinstance(record, Memo) and record.done.why and not record.done.how
        return "refused" if let_go else "done", record.done
    dropped = record.dropped if isinstance(record, Todo) else None
    return ("refused", dropped) if dropped is not None else None


# What is told: trouble (R10, C3), good news (D7)


def _item(before: Item | None, after: Item | None, a: Outgoing) -> None:
    record = after or before
    assert record is not None
    about = ref_to("items", record.id)
    was, now = (one.done if one is not None else None for one in (before, after))
    if record.mark == "!" and was != now:
        if was is not None:
            _taken_back(TROUBLE, about, a)
        if now is not None:
            _tell(a, about, record.text, now, a.book.get("clients", record.client_id or ""), said=record.at.isoformat())
    elif record.mark == "*" and was != now:
        if now is None:
            _taken_back(NEWS, about, a)
        elif was is None:
            for to in a.around():
                short = short_of(a.book, record.client_id)
                a.begin(NEWS, to, about, text=parted(record.text)[0], client=short)
    else:
        _reported(before, after, about, a)


def _card(before: Card | None, after: Card | None, a: Outgoing) -> None:
    record = after or before
    assert record is not None
    _reported(before, after, ref_to("cards", record.id), a)
    works(before, after, a)
    asked(before, after, ref_to("cards", record.id), a)


def _client(before: Client | None, after: Client | None, a: Outgoing) -> None:
    record = after or before
    assert record is not None
    _reported(before, after, ref_to("clients", record.id), a)
    asked(before, after, ref_to("clients", record.id), a)


def _reports(record: Any) -> list[Fact]:
    if record is None:
        return []
    steps = [step.reported for step in record.steps if step.reported] if isinstance(record, Card) else []
    return [*record.reported, *steps]


def _reported(before: Any, after: Any, about: str, a: Outgoing) -> None:
    was, now = _reports(before), _reports(after)
    fresh = [fact for fact in now if fact not in was]
    if after is not None and fresh:
        client = after if isinstance(after, Client) else a.book.get("clients", after.client_id or "")
        text = after.text if isinstance(after, Item) else after.title if isinstance(after, Card) else after.name
        place = stands_on(after) if isinstance(after, Item) else Ref.parse(about).pair
        late = [one for one in a.owed() if one.rule in TELLS and one.state == "overdue" and _place(one, a) == place]
        lines = [f"{one.rule}\t{one.due.isoformat()}\t{one.owner or ''}\t{one.what}" for one in late]
        number = after.number if isinstance(after, Card) else None
        _tell(a, about, text, fresh[-1], client, late=lines or None, number=number)
    elif len(now) < len(was):
        _taken_back(TROUBLE, about, a)


def _place(obligation: Obligation, a: Outgoing) -> tuple[str, str]:
    """The card that it is late on, else the client, else itself (C3)."""
    key = obligation.named.subject
    item = a.book.get("items", key) if obligation.subject_type == "item" else None
    return stands_on(item) if isinstance(item, Item) else (STARTED_BY[obligation.subject_type], key)


def _tell(a: Outgoing, about: str, text: str, fact: Fact, client: Record | None, **args: Arg | None) -> None:
    to = a.to(stands_in(a.book, "hears", "supervisor", a.now))
    if to is not None:
        short = client.short if isinstance(client, Client) else None
        a.begin(TROUBLE, to, about, text=text, how=fact.how, client=short, **args)


def _taken_back(act: str, about: str, a: Outgoing) -> None:
    for thread in a.matters(about):
        if thread.mine and thread.root.act == act and thread.withdrawn is None:
            a.go_on(thread, WITHDRAW)


# What is said to a letter


def _letter(before: Letter | None, after: Letter | None, a: Outgoing) -> None:
    """What was said to one that came, or is no longer said: it stands in its `met`, by the answer's word, and in `waived`."""
    if before is None or after is None:
        turned(before, after, a)
        return
    if after.out or after.of is not None or after.act not in ACTS:
        return
    if after.id == a.taking:
        return
    thread = thread_of([one for one in a.book.thread(after.id) if one.id != after.id] + [after])
    if thread is None:
        return
    act = ACTS[after.act]
    was, now = _said(before, act.answers, act.waived), _said(after, act.answers, act.waived)
    for says, fact in was.items():
        told = thread.said_with(says)
        if now.get(says) != fact and told is not None and told.out:
            a.go_on(thread, WITHDRAW, what=told.id)
    for says, fact in now.items():
        if was.get(says) != fact:
            a.go_on(thread, ANSWER, says=says, how=fact.how, why=fact.why)


def _said(letter: Letter, answers: Iterable[str], waived: str) -> dict[str, Fact]:
    found = {says: letter.met[says] for says in answers if says in letter.met}
    let_go = next(iter(letter.waived.values()), None)
    return found | ({waived: let_go} if let_go is not None else {})


def _teampaper(before: TeamPaper | None, after: TeamPaper | None, a: Outgoing) -> None:
    teampaper(before, after, a)
    summary_read(before, after, a)


_LEAVING: dict[type[Record], Callable[[Any, Any, Outgoing], None]] = {
    Todo: _todo,
    Memo: _memo,
    Item: _item,
    Card: _card,
    Client: _client,
    Letter: _letter,
    Absence: absence,
    Cover: cover,
    Meeting: meeting,
    Paper: paper,
    TeamPaper: _teampaper,
    TeamDay: teamday,
}
LEAVING = frozenset(_LEAVING)
"""The kinds of record that say something to other desks."""
