"""今日事今日毕, one thing after another (D1, A1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aetui.desk.asked import Question, how_met, which_card
from aetui.desk.book.deputies import approver
from aetui.desk.book.people import picked_name, picks
from aetui.desk.day.deciding import Decision, decide, split, stuck_answer
from aetui.desk.day.review import STUCK, Review, arrange, close_day, review
from aetui.desk.day.today import client_name
from aetui.desk.day.words import thing_owner, thing_words
from aetui.desk.phone.calls import set_call
from aetui.domain.errors import Refused
from aetui.domain.plainwords import parse_day
from aetui.domain.review import Thing
from aetui.locales.dates import day_line, day_number
from aetui.plain.acts import Acting, one_of_many
from aetui.plain.phone import numbers_in
from aetui.plain.reading import state_words
from aetui.plain.talk import AskedAgain

_CHOICES = ("review_done", "tomorrow", "another_day", "give", "drop")


def review_day(a: Acting) -> None:
    """Everything undecided, then tomorrow's order and the AM's check. Left in the middle, it goes on where it was."""
    talk, passed = a.talk, set[str]()
    seen = review(talk.desk, talk.now())
    day = seen.day
    talk.tell(talk.say("plain.review", day=day_line(talk.say, day), n=len(seen.undecided)))
    while True:
        seen = review(talk.desk, talk.now(), day)
        left = [thing for thing in seen.undecided if thing.key not in passed]
        if not left:
            break
        if not _one(a, seen, left[0], len(left)):
            passed.add(left[0].key)
    _end(a, seen)


def _one(a: Acting, seen: Review, thing: Thing, left: int) -> bool:
    """Whether it was decided."""
    talk, say, now = a.talk, a.talk.say, a.talk.now()
    held = thing.obligation
    words = (
        say(f"review.kind.{thing.kind}"),
        client_name(talk.desk, thing.client_id),
        thing_words(talk.desk, say, thing),
        state_words(say, held, now, talk.desk.local(held.due)) if held is not None else "",
        thing_owner(talk.desk, say, thing),
        say("review.carried", n=thing.carried) if thing.carried else "",
        thing.source,
    )
    return one_of_many(
        a, say("plain.review.left", n=left), words, _CHOICES, lambda chosen: _decided(a, seen, thing, chosen)
    )


def _decided(a: Acting, seen: Review, thing: Thing, chosen: str) -> None:
    talk, say, key = a.talk, a.talk.say, thing.key

    def asks(name: str, take: Callable[[str], object], usual: str = "", **words: object) -> None:
        question = Question(say(f"ask.review.{name}", **words), say(f"ask.review.{name}.like"), usual)
        talk.asked(question, f"review.{name} {key}", take)

    def act(decision: Decision, **words: Any) -> None:
        _act(a, seen, thing, decision, **words)

    if chosen == "review_done":
        _done(a, thing, asks, act)
    elif chosen == "tomorrow":
        if not _stuck(asks, a, seen, thing, "tomorrow", act):
            act("tomorrow")
    elif chosen == "another_day":

        def moved(text: str) -> None:
            to = parse_day(text, now=talk.now(), cal=talk.desk.calendar)
            if not _stuck(asks, a, seen, thing, "day", act, to=to):
                act("day", to=to)

        asks("day", moved)
    elif chosen == "give":
        asks("someone", lambda who: act("someone", who=picked_name(talk.desk, who)), people=picks(talk.desk))
    else:
        asks("drop", lambda why: act("drop", why=why))


def _done(a: Acting, thing: Thing, asks: Callable[..., None], act: Callable[..., None]) -> None:
    """Done; of some things it is asked what that means: who approved, whose call it was, which step comes next."""
    talk = a.talk
    if thing.kind == "returned":
        asks("answer", lambda how: act("done", how=how))
    elif thing.kind == "paper":
        asks("approve", lambda who: act("done", who=who), approver(talk.desk, talk.now()) or "")
    elif thing.kind == "call":

        def whose(name: str) -> None:
            if name:
                set_call(talk.desk, thing.record_id, talk.now(), client=name)
            else:
                act("done")

        asks("client", whose)
    elif thing.kind == "card":
        asks("next_step", lambda line: act("step", how=line))
    elif thing.obligation is not None and thing.obligation.rule == "card.open":
        words, usual = which_card(talk.desk, talk.say, thing.client_id)
        talk.asked(
            Question(words, talk.say("ask.how.card.open.like"), usual),
            f"review card {thing.key}",
            lambda how: act("done", how=how),
        )
    else:
        act("done")


def _act(a: Acting, seen: Review, thing: Thing, decision: Decision, **words: Any) -> None:
    """Decide it; a gate asks for its reason, R10 for the solution."""
    talk = a.talk

    def do(why: str | None) -> None:
        decide(talk.desk, [thing], decision, talk.now(), day=seen.day, **{**words, **({"why": why} if why else {})})

    try:
        talk.gated(f"review pass {thing.key}", do)
    except Refused:
        if decision != "done" or not thing.reports:
            raise
        question = how_met(talk.desk, talk.say, thing.reports[0], talk.now())
        talk.asked(question, f"review pass {thing.key} how", lambda how: _solved(a, seen, thing, how))


def _solved(a: Acting, seen: Review, thing: Thing, how: str) -> None:
    if not how:
        raise AskedAgain(a.talk.say("asked.words_needed"))
    decide(a.talk.desk, [thing], "done", a.talk.now(), day=seen.day, how=how)


def _stuck(
    asks: Callable[..., None],
    a: Acting,
    seen: Review,
    thing: Thing,
    decision: Decision,
    act: Callable[..., None],
    **to: Any,
) -> bool:
    """Carried over three times, a thing is asked what is in the way: split it, give it away, drop it, or why."""
    if thing.carried < STUCK:
        return False

    def take(text: str) -> None:
        kind, rest = stuck_answer(a.talk.desk, text)
        if kind == "split":
            split(a.talk.desk, thing, rest.replace("；", ";").split(";"), a.talk.now(), day=seen.day)
        elif kind == "drop":
            act("drop", why=rest)
        elif kind == "someone":
            act("someone", who=rest)
        else:
            act(decision, why=a.talk.reason(rest), **to)

    asks("stuck", take, n=thing.carried)
    return True


def _end(a: Acting, seen: Review) -> None:
    talk, say = a.talk, a.talk.say
    if seen.closed is not None:
        talk.tell(say("review.is_closed"))
        return
    if seen.tomorrow:
        talk.tell(say("plain.review.tomorrow", day=day_line(say, seen.following)))
        for n, thing in enumerate(seen.tomorrow, 1):
            talk.tell(
                f"{n}. {client_name(talk.desk, thing.client_id)} {thing_words(talk.desk, say, thing)}".replace(
                    "  ", " "
                )
            )
        order = numbers_in(talk.ask(Question(say("plain.review.order"))), len(seen.tomorrow))
        if order:
            first = [seen.tomorrow[n - 1].key for n in order]
            arrange(talk.desk, seen.day, [*first, *(t.key for t in seen.tomorrow if t.key not in first)], talk.now())
    question = Question(say("ask.review.am"), say("ask.review.am.like"), approver(talk.desk, talk.now()) or "")

    def close(by: str) -> None:
        talk.gated(
            f"review pass {seen.day}", lambda why: close_day(talk.desk, talk.now(), by=by, why=why, day=seen.day)
        )

    talk.asked(question, "review.am day", close)
    talk.tell(say("review.was_closed", day=day_number(seen.day), n=len(seen.decided)))
