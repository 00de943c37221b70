"""The board's acts as questions. What is written is written by the command of the same name, through the same gates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from aetui.commands import BY_ID
from aetui.commands.keys import label
from aetui.desk.asked import OPENED_BY_ANSWER, Question, gates_of, how_met, why_let_go
from aetui.desk.obligations import find_open, meet, needs_words
from aetui.desk.phone.drafts import Spare, throw_away
from aetui.desk.trying import refusal
from aetui.domain.errors import BadInput
from aetui.domain.obligations import TROUBLE, Obligation
from aetui.domain.records import Card, Letter, Meeting, Todo
from aetui.domain.records.refs import ref_to
from aetui.locales import agrees
from aetui.plain.reading import said_together
from aetui.plain.talk import AskedAgain, Conversation, Leaves, OneOf

Run = Callable[[Sequence[str]], None]
"""Runs a command of the shell on this desk. Raises DeskError."""


class Acting(msgspec.Struct, frozen=True):
    """What an act works with. `do` runs a command and raises what is wrong with it; `shell` tells it."""

    talk: Conversation
    do: Run
    shell: Run


def choose_act(a: Acting, commands: Sequence[str], act: Callable[[str], None]) -> bool:
    """Ask which of some commands it is, by its number, letter or name, and do it; False: it was left as it is."""
    say = a.talk.say
    choices = [OneOf(name, say(f"command.{name}"), letter(name)) for name in commands]
    chosen = a.talk.choose(say("plain.what_now"), [*choices, OneOf("skip", say("plain.skip"))])
    if chosen == "skip":
        return False
    act(chosen)
    return True


def one_of_many(
    a: Acting, left: str, words: Sequence[str], commands: Sequence[str], act: Callable[[str], None]
) -> bool:
    """What comes next of several: how many are left, what it is, and what is done with it; False: it was passed over."""
    a.talk.tell("")
    a.talk.tell(left)
    a.talk.tell(said_together(a.talk.say, *words))
    return choose_act(a, commands, act)


def note(kind: str) -> Callable[[Acting], None]:
    """A record in one line, `todo`, `card`, `memo` or `meeting`, as on the board."""
    heads = {
        "todo": ["todo", "--"],
        "card": ["card", "open", "--"],
        "memo": ["memo", "--"],
        "meeting": ["meeting", "add", "--"],
    }

    def noting(a: Acting) -> None:
        say = a.talk.say
        question = Question(say(f"ask.{kind}"), say(f"ask.{kind}.like"))
        a.talk.asked(question, kind, lambda line: a.do([*heads[kind], _said(line)]))

    return noting


def _said(line: str) -> str:
    """Raises Leaves for an empty answer: nothing was meant."""
    if not line.strip():
        raise Leaves
    return line


def client(a: Acting) -> None:
    say, answers = a.talk.say, dict[str, str]()
    for step in ("name", "contact", "phone", "report"):
        answers[step] = a.talk.ask(
            Question(say(f"ask.client.{step}"), say(f"ask.client.{step}.like")), f"client {step}"
        )
        if step == "name":
            _said(answers[step])
    options = [f"--{name}={value}" for name, value in answers.items() if value and name != "name"]
    a.do(["client", "add", *options, "--", answers["name"]])
    for step in answers:
        a.talk.drafts.forget(f"client {step}")


def idea(a: Acting) -> None:
    say = a.talk.say
    a.talk.asked(
        Question(say("ask.idea"), say("ask.idea.like")), "idea", lambda text: a.do(["idea", "add", "--", _said(text)])
    )


def find(a: Acting) -> None:
    a.talk.asked(Question(a.talk.say("plain.find")), "plain find", lambda text: a.do(["find", "--", _said(text)]))


def language(a: Acting) -> None:
    a.do(["profile", "lang", a.talk.say.after])


def met(a: Acting, obligation: Obligation) -> None:
    """How a duty was done; a gate that is shut whatever is answered is asked for its reason first."""
    talk = a.talk
    why: str | None = None
    refused = refusal(talk.desk, lambda: meet(talk.desk, obligation, talk.now(), how=""), talk.now())
    if refused is not None and not OPENED_BY_ANSWER & set(gates_of(refused)):
        why = talk.gated(f"pass {obligation.id}", lambda given: _opened(refused, given))

    def answered(how: str) -> None:
        if needs_words(obligation) and not how:
            raise AskedAgain(talk.say("asked.words_needed"))
        talk.gated(f"pass {obligation.id}", lambda given: _met(a, obligation, how, given), why)

    talk.asked(how_met(talk.desk, talk.say, obligation, talk.now()), f"met {obligation.id}", answered)


def _opened(refused: Exception, why: str | None) -> str:
    if why is None:
        raise refused
    return why


def _met(a: Acting, obligation: Obligation, how: str, why: str | None) -> None:
    options = [f"--how={how}"] if how else []
    told = ["--message"] if obligation.rule == TROUBLE else []  # what to say to the supervisor
    a.do(["met", obligation.rule, obligation.id, *options, *([f"--why={why}"] if why else []), *told])


def waived(a: Acting, obligation: Obligation) -> None:
    say = a.talk.say
    a.talk.asked(
        why_let_go(a.talk.desk, say, obligation.subject_id),
        f"waive {obligation.id}",
        lambda why: a.do(["waive", obligation.rule, obligation.id, f"--why={a.talk.reason(why)}"]),
    )


# What a number names, and what can be done with it


def chosen(a: Acting, kind: str, key: str, call: Callable[[Acting, str], None]) -> None:
    """Ask what is to be done with a thing of the board, and do it. `call`: goes on with a call that wasn't hung up, or begins one with a
    client (`clients:ID`). Raises NotThere for what is gone."""
    say = a.talk.say
    todo: dict[str, Callable[[], None]] = {}
    if kind == "obligation":
        todo = _of_obligation(a, key, call)
    elif kind == "todos":
        todo = _of_todo(a, key)
    elif kind == "cards":
        todo = _of_card(a, key, call)
    elif kind == "calls":
        todo = {"open": lambda: a.do(["calls", "show", key]), "remove": lambda: a.do(["calls", "drop", key])}
    elif kind == "meetings":
        todo = {"open": lambda: a.do(["meeting", "show", key])} if a.talk.desk.get(Meeting, key) else {}
    elif kind == "letters":
        todo = _of_letter(a, key)
    elif kind == "covers":
        todo = {"done": lambda: _care(a, key, done=True), "care_log": lambda: _care(a, key, done=False)}
    elif kind == "resume":
        todo = {"call": lambda: call(a, key), "waive": lambda: _throw_away(a, key)}
    if todo and kind != "resume" and kind != "covers":
        todo["copy"] = lambda: a.do(["copy", key])
    if not todo:
        a.talk.tell(say("board.nothing_to_meet"))
        return
    choices = [OneOf(name, _name(a, kind, name), letter(name)) for name in todo]
    todo[a.talk.choose(say("plain.what_now"), choices)]()


def _of_letter(a: Acting, key: str) -> dict[str, Callable[[], None]]:
    """What colleagues sent: done with it, refused, or the whole matter."""
    from aetui.desk.letters.finishing import finish_letter, let_go_letter

    talk = a.talk
    found = talk.desk.get(Letter, key)
    if found is None:
        return {}
    root = found.of or found.id
    say = talk.say

    def refuse() -> None:
        talk.asked(
            why_let_go(talk.desk, say, key),
            f"refuse {key}",
            lambda why: talk.tell(let_go_letter(talk.desk, say, key, talk.reason(why), talk.now())),
        )

    return {
        "done": lambda: talk.tell(finish_letter(talk.desk, say, key, talk.now())),
        "waive": refuse,
        "open": lambda: a.do(["letter", "show", root]),
    }


def letter(command_id: str) -> str:
    """Its key on the screen; empty where it has none."""
    key = BY_ID[command_id].key
    return label(key) if key else ""


def _name(a: Acting, kind: str, name: str) -> str:
    say = a.talk.say
    own = f"plain.{kind}.{name}"
    return say(own) if say.has(own) else say(f"command.{name}")


def _of_obligation(a: Acting, key: str, call: Callable[[Acting, str], None]) -> dict[str, Callable[[], None]]:
    obligation = find_open(a.talk.desk, key, a.talk.now())
    if obligation is None:
        return {}
    found = obligation
    todo: dict[str, Callable[[], None]] = {
        "done": lambda: met(a, found),
        "waive": lambda: waived(a, found),
        "rules": lambda: a.do(["rules", found.rule]),
    }
    if found.rule in ("day.review", "week.review"):
        del todo["done"]
    if found.number:
        todo["open"] = lambda: a.do(["card", "show", found.number or ""])
    if found.client_id:
        todo["call"] = lambda: call(a, ref_to("clients", found.client_id))
    return todo


def _of_todo(a: Acting, key: str) -> dict[str, Callable[[], None]]:
    held = a.talk.desk.get(Todo, key)
    if held is None:
        return {}
    if held.done is not None:
        return {"undo": lambda: a.do(["todo", "undo", key])}
    say = a.talk.say

    def drop(why: str) -> None:
        from aetui.desk.day.todos import drop_todo

        drop_todo(a.talk.desk, key, a.talk.reason(why), a.talk.now())

    question = Question(say("ask.why"), say("ask.why.like"), about=held.text)
    return {
        "done": lambda: a.do(["todo", "done", key]),
        "waive": lambda: a.talk.asked(question, f"drop {key}", drop),
    }


def _of_card(a: Acting, key: str, call: Callable[[Acting, str], None]) -> dict[str, Callable[[], None]]:
    card = a.talk.desk.get(Card, key)
    if card is None:
        return {}
    say, number = a.talk.say, card.number

    def step() -> None:
        question = Question(say("ask.step"), say("ask.step.like"))
        a.talk.asked(question, f"step {key}", lambda line: a.do(["card", "step", number, "--", _said(line)]))

    def estimate() -> None:
        question = Question(say("ask.estimate"), say("ask.estimate.like"))
        a.talk.asked(question, f"estimate {key}", lambda line: a.do(["card", "estimate", number, "--", _said(line)]))

    return {
        "open": lambda: a.do(["card", "show", number]),
        "step": step,
        "estimate": estimate,
        "next_state": lambda: a.talk.gated(
            f"pass {key}", lambda why: a.do(["card", "start", number, *([f"--why={why}"] if why else [])])
        ),
        "call": lambda: call(a, ref_to("clients", card.client_id)),
    }


def _care(a: Acting, key: str, *, done: bool) -> None:
    from aetui.desk.leave.bundles import finish
    from aetui.desk.leave.bundles import note as log

    say, desk = a.talk.say, a.talk.desk
    act = "done" if done else "log"

    def take(how: str) -> None:
        if not done and not how:
            raise BadInput("why.empty")
        held = finish(desk, key, a.talk.now(), how=how) if done else log(desk, key, how, a.talk.now())
        a.talk.tell(say("care.finished" if done else "care.noted", what=held.what))

    a.talk.asked(Question(say(f"ask.care.{act}"), say(f"ask.care.{act}.like")), f"care {act} {key}", take)


def _throw_away(a: Acting, key: str) -> None:
    if agrees(a.talk.ask(Question(a.talk.say("plain.throw_away")))):
        if key:
            throw_away(a.talk.desk, key, a.talk.now())
        else:
            Spare(a.talk.desk).text = ""
