"""A call, line by line: each is on disk before the next is read (D2)."""

from __future__ import annotations

from aetui.desk.asked import Question
from aetui.desk.day.today import client_name
from aetui.desk.phone import calls, drafts
from aetui.desk.phone.past import drop_empty_call
from aetui.desk.typed.standing import of_item
from aetui.domain.errors import DeskError, NotThere
from aetui.domain.records import Call, Card, Client, Todo, Way
from aetui.domain.records.refs import Ref
from aetui.locales import agrees
from aetui.locales.standing import stands
from aetui.plain.acts import Acting
from aetui.plain.reading import item_said, said_together
from aetui.plain.talk import LEAVES, Leaves, NothingMore, OneOf

WAYS: tuple[Way, ...] = ("in", "out", "missed")


def phone(a: Acting, said: str = "") -> None:
    """A call; `said`: with whom, a client by reference, or the id of one that wasn't hung up, which is gone on with."""
    talk = a.talk
    if said and (held := talk.desk.get(Call, said)) is not None:
        _talk(a, held)
        return
    ref = Ref.parse(said)
    offered = talk.desk.get(Client, ref.id) if ref.kind == "clients" else None
    way = _way(a, "out" if offered else "in")
    begun = (
        _begin(a, offered, way)
        if offered
        else talk.asked(Question(talk.say("plain.call.client")), "plain call", lambda name: _with(a, name, way))
    )
    if way == "missed":
        talk.tell(
            talk.say("plain.call.missed", client=client_name(talk.desk, begun.client_id) or talk.say("phone.nobody"))
        )
    else:
        _talk(a, begun)


def _way(a: Acting, usual: Way) -> Way:
    say = a.talk.say
    order = [usual, *(way for way in WAYS if way != usual)]
    chosen = a.talk.choose(say("plain.call.way"), [OneOf(way, say(f"phone.way.{way}")) for way in order])
    return next(way for way in WAYS if way == chosen)


def _with(a: Acting, name: str, way: Way) -> Call:
    """The call with a client of that name; one who isn't known is taken into the book, if the user says so."""
    try:
        return _begin(a, name or None, way)
    except NotThere as unknown:
        a.talk.complain(unknown)
        if not agrees(a.talk.ask(Question(a.talk.say("plain.call.new", name=name)))):
            raise Leaves from None
        return _begin(a, name, way, new=True)


def _begin(a: Acting, client: Client | str | None, way: Way, *, new: bool = False) -> Call:
    desk, now = a.talk.desk, a.talk.now()
    if way == "missed":
        return calls.record_call(desk, now, [], client=client, way=way, new=new)[0]
    return calls.begin_call(desk, now, client=client, way=way, new=new)


def _talk(a: Acting, call: Call) -> None:
    talk, desk = a.talk, a.talk.desk
    who = client_name(desk, call.client_id) or talk.say("phone.nobody")
    talk.tell(talk.say("plain.call.begun", client=who))
    half = drafts.draft_of(desk, call.id)
    draft = half.text if half else ""
    drafts.keep_draft(desk, call.id, drafts.HalfTyped(draft))
    while True:
        if draft:
            talk.tell(talk.say("plain.half_typed", text=draft))
        line = talk.read()
        typed = "" if line.text == LEAVES else line.text
        if line.end == "over":
            drafts.keep_draft(desk, call.id, drafts.HalfTyped(typed or draft))
            raise NothingMore
        if line.end == "left":
            _leave(a, call, typed or draft)
            raise Leaves
        if line.text == LEAVES and not draft:
            break
        text = typed or draft
        if text and line.text != LEAVES:
            draft = "" if _logged(a, call, text) else text
        elif line.text == LEAVES:
            talk.tell(talk.say("plain.call.dropped", text=draft))
            draft = ""
        drafts.keep_draft(desk, call.id, drafts.HalfTyped(draft))
    _hang_up(a, call)


def _logged(a: Acting, call: Call, text: str) -> bool:
    """Whether the line is on disk; what became of it is told."""
    talk, desk, say, now = a.talk, a.talk.desk, a.talk.say, a.talk.now()
    try:
        logged = calls.log_item(desk, call.id, text, now)
    except DeskError as mistake:
        talk.complain(mistake)
        return False
    item, made = logged.item, logged.made
    words = [say(f"mark.{item.mark}"), item_said(item)]
    if isinstance(made, Card):
        words.append(say("made.card", number=made.number))
    elif isinstance(made, Todo) and made.owner:
        words.append(made.owner)
    if item.mark and item.mark != "#":
        words += stands(say, of_item(desk, item), now, desk.tz)
    talk.tell(f"{item.n}. {said_together(say, *words)}")
    return True


def _leave(a: Acting, call: Call, text: str) -> None:
    """For later: what was kept stays, a call without anything leaves no trace."""
    desk = a.talk.desk
    if text or desk.book.items_of(call.id):
        drafts.keep_draft(desk, call.id, drafts.HalfTyped(text, left=True))
    else:
        drop_empty_call(desk, call.id, a.talk.now())
        drafts.forget_draft(desk, call.id)


def _hang_up(a: Acting, call: Call) -> None:
    """What the client still waits for from before is asked about (D3)."""
    talk, desk, say = a.talk, a.talk.desk, a.talk.say
    if not desk.book.items_of(call.id):
        _leave(a, call, "")
        talk.tell(say("plain.call.nothing"))
        return
    waits = calls.open_questions(desk, call.client_id) if call.client_id else []
    answered: list[str] = []
    if [item for item in waits if item.call_id != call.id]:
        talk.tell(say("plain.call.waits"))
        for n, item in enumerate(waits, 1):
            talk.tell(f"{n}. {item_said(item)}")
        numbers = numbers_in(talk.ask(Question(say("plain.call.answered"))), len(waits))
        answered = [waits[n - 1].id for n in numbers]
    ended = talk.now()
    calls.end_call(desk, call.id, ended, answered=answered)
    drafts.forget_draft(desk, call.id)
    said = say(
        "plain.call.ended",
        client=client_name(desk, call.client_id) or say("phone.nobody"),
        n=len(calls.items_of(desk, call.id)),
    )
    talk.tell(said)


def numbers_in(text: str, last: int) -> list[int]:
    """The numbers of a list that were typed, in their order, each once; what is none is passed over."""
    said = "".join(c if c.isdecimal() else " " for c in text).split()
    return list(dict.fromkeys(int(n) for n in said if 1 <= int(n) <= last))


def go_on(a: Acting) -> None:
    """Tell of the call that was cut off, which its number on the board goes on with."""
    call = drafts.interrupted_call(a.talk.desk)
    if call is not None:
        a.talk.tell(
            a.talk.say("plain.call.cut", client=client_name(a.talk.desk, call.client_id) or a.talk.say("phone.nobody"))
        )
