"""Before leave (D8): when, then line after line who covers it and whether they said so."""

from __future__ import annotations

from collections.abc import Callable

from aetui.desk.asked import Question
from aetui.desk.book.people import picked_name, picks
from aetui.desk.day.today import client_name
from aetui.desk.leave import handover as verbs
from aetui.desk.leave.leaving import plan_line
from aetui.desk.leave.state import Handover, handover_of, keep_numbers
from aetui.desk.leave.which import current
from aetui.desk.typed.lines import people
from aetui.domain.errors import BadInput
from aetui.domain.lines import absence as absence_line
from aetui.domain.records import Absence, CoverLine
from aetui.locales.dates import when
from aetui.locales.handover import lacks_words
from aetui.plain.acts import Acting, choose_act, one_of_many

FIELDS = {
    "instruct": ("do", "instruction"),
    "otherwise": ("if", "otherwise"),
    "whom": ("call", "call"),
    "files": ("files", "files"),
}
"""What is written on a line: the command of the screen, the column, the field."""


def leave(a: Acting) -> None:
    """The absence that stands next, else a new one; then its lines, those that lack something first."""
    talk = a.talk
    absence = current(talk.desk, talk.now()) or _planned(a)
    passed = set[str]()
    while True:
        seen = _seen(a, absence)
        left = [line for line in seen.all if _key(line) not in passed and (not line.cover or line.acknowledged is None)]
        if not left:
            break
        if not _line(a, seen, left[0], len(left)):
            passed.add(_key(left[0]))
    _end(a, _seen(a, absence))


def _planned(a: Acting) -> Absence:
    talk, say = a.talk, a.talk.say

    def plan(text: str) -> Absence:
        if not text:
            raise BadInput("absence.which")
        read = absence_line.read(text, now=talk.now(), cal=talk.desk.calendar, people=people(talk.desk))
        verbs.check(talk.desk, read.start, read.end, talk.now())
        return plan_line(talk.desk, say, read, talk.now())

    return talk.asked(Question(say("ask.handover.span"), say("ask.handover.span.like")), "handover.span", plan)


def _seen(a: Acting, absence: Absence) -> Handover:
    desk, now = a.talk.desk, a.talk.now()
    seen = handover_of(desk, a.talk.say, desk.get(Absence, absence.id) or absence, now)
    keep_numbers(desk, seen)
    return seen


def _key(line: CoverLine) -> str:
    return line.key or line.id


def _line(a: Acting, seen: Handover, line: CoverLine, left: int) -> bool:
    """Whether something was done with it."""
    talk, say, desk = a.talk, a.talk.say, a.talk.desk
    due = when(say, desk.local(line.due), talk.now()) if line.due else ""
    stands = say("plain.leave.given", name=line.cover) if line.cover else say("board.uncovered")
    words = (f"{line.n}", client_name(desk, line.client_id), line.what, due, stands, line.instruction or "")
    names = ["person", "client_all", *FIELDS, *(["said_back", "said_all"] if line.cover else [])]
    return one_of_many(a, say("plain.leave.left", n=left), words, names, lambda chosen: _act(a, seen, line, chosen))


def _act(a: Acting, seen: Handover, line: CoverLine, chosen: str) -> None:
    talk, say, desk, absence_id = a.talk, a.talk.say, a.talk.desk, seen.absence.id
    if chosen in ("person", "client_all"):
        theirs = [one for one in seen.all if one.client_id == line.client_id] if chosen == "client_all" else [line]
        keys = [_key(one) for one in theirs]
        before = [one.cover for one in seen.all if one.cover]
        question = Question(
            say("ask.handover.whom", what=line.what, people=picks(desk)), usual=before[-1] if before else ""
        )

        def given(text: str) -> None:
            after = verbs.cover(desk, say, absence_id, keys, picked_name(desk, text), talk.now())
            who = next(one.cover for one in after.lines if _key(one) in keys)
            talk.tell(say("handover.gave", name=who, what=line.what))

        talk.asked(question, f"handover.whom {line.key} {len(keys)}", given)
    elif chosen in FIELDS:
        column, field = FIELDS[chosen]
        question = Question(say(f"command.{chosen}"), say(f"handover.column.{column}.like"))
        written = _written(a, absence_id, line, field)
        talk.asked(question, f"handover.{column} {line.key}", written)
    elif chosen == "said_back":
        verbs.acknowledge(desk, say, absence_id, talk.now(), keys=[_key(line)])
    else:
        usual = say("handover.in_person")
        question = Question(say("ask.handover.how", name=line.cover), say("ask.handover.how.like"), usual)
        talk.asked(
            question,
            f"handover.how {line.cover}",
            lambda how: verbs.acknowledge(desk, say, absence_id, talk.now(), by=line.cover, how=how),
        )


def _written(a: Acting, absence_id: str, line: CoverLine, field: str) -> Callable[[str], object]:
    def write(text: str) -> object:
        return verbs.instruct(a.talk.desk, a.talk.say, absence_id, [_key(line)], a.talk.now(), **{field: text})

    return write


def _end(a: Acting, seen: Handover) -> None:
    talk, say, absence_id = a.talk, a.talk.say, seen.absence.id
    if not seen.complete:
        talk.tell(say("handover.lacks", lacks=lacks_words(say, seen.lacks)))

    def arrange(_: str) -> None:
        talk.gated(f"pass {absence_id}", lambda why: verbs.arrange(talk.desk, absence_id, talk.now(), why=why))
        talk.tell(say("handover.arranged"))

    choose_act(a, ["arrange"], arrange)
