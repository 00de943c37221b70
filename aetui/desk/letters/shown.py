"""Letters as they are shown: what came and waits for a word, how each matter stands, what was said in it. Board, page, shell and reading aloud
all ask here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from aetui.desk.core import Desk
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.domain.letters.acts import (
    ACTS,
    ANSWER,
    CHASE,
    DAY,
    LINE,
    MEMO,
    PAPER,
    PART,
    SIGN,
    SUMMARY,
    TODO,
    TROUBLE,
    WITHDRAW,
    known,
    word,
)
from aetui.domain.letters.thread import CLASH, READ, TOLD, Thread, leads_to, root_of, thread_of
from aetui.domain.records import Letter
from aetui.locales import Texts
from aetui.locales.dates import when
from aetui.locales.wording import title_of

OWED = frozenset({TODO, TROUBLE, LINE, PAPER, SIGN, DAY})
"""What a rule of its own asks an answer to: it stands among what is owed."""


class LetterSeen(msgspec.Struct, frozen=True):
    """A letter as a line. `what`: what it is about, `said`: what it says; `answers`: what can be said to it; none: it asks for no
    more than to be seen."""

    letter: Letter
    thread: Thread | None
    what: str
    said: str
    answers: tuple[str, ...] = ()


def thread_in(desk: Desk, letter: Letter) -> Thread | None:
    """The matter that a letter belongs to."""
    held = list(desk.book.thread(root_of(letter)))
    if not any(one.of is None for one in held):  # of long ago
        held = [one for one in desk.each(Letter) if root_of(one) == root_of(letter)]
    return thread_of(held)


def matters_about(desk: Desk, ref: str) -> list[Thread]:
    """The matters with other desks about that record, oldest first."""
    roots = sorted(desk.book.letters_about(ref), key=lambda one: (one.sent_at, one.id))
    return [thread for root in roots if (thread := thread_of(desk.book.thread(root.id))) is not None]


def waiting(desk: Desk, say: Texts, now: datetime) -> list[LetterSeen]:
    """What came and nobody here saw, or answered, the oldest first; without what is owed by a rule."""
    if not any(True for _ in desk.book.live_of(Letter)):
        return []
    found = [one for one in desk.book.live_of(Letter) if not one.out and READ not in one.met]
    found.sort(key=lambda one: (one.sent_at, one.id))
    seen = ((one, thread_in(desk, one)) for one in found)
    return [see(desk, say, one, thread, now) for one, thread in seen if tells(one, thread)]


def tells(letter: Letter, thread: Thread | None) -> bool:
    """Whether a letter that came stands on the board until it was seen."""
    if letter.out:
        return False
    if letter.refused is not None:
        return True
    if thread is None:
        return False
    if letter.act == ANSWER:
        if not any(one.id == letter.id for one in thread.said):
            return False  # it was taken back, or answered: it was given anew
        says = word(letter, "says")
        if says in ("refused", "returned") and thread.answer is not None and thread.answer.id != letter.id:
            return False  # they came to think otherwise
        late = leads_to(thread.root, letter) == "done" and thread.withdrawn is not None
        may_go = says == "approved" and bool(word(thread.root, PART))
        return says in ("refused", "reply", "returned", "signed", "away", "checked") or late or may_go
    if letter.act == CHASE:
        return thread.nudge is letter or (thread.nudge is not None and thread.nudge.id == letter.id)
    if letter.act == WITHDRAW:
        if thread.mine:  # what was approved, or signed, is so no more
            return thread.root.act in (PAPER, SIGN) and thread.state == "undone" and thread.letters[-1].id == letter.id
        told = thread.root.act == PAPER and thread.answer is not None  # what was judged went out anew
        return not word(letter, "what") and thread.withdrawn == letter and not told
    if letter.of is not None or letter.act in OWED or letter.act == SUMMARY:  # which stands in a list of its own
        return False
    return not thread.ended and (letter.act != MEMO or not word(thread.given, "at"))


def see(desk: Desk, say: Texts, letter: Letter, thread: Thread | None, now: datetime) -> LetterSeen:
    root = thread.root if thread is not None else letter
    what = word(thread.given if thread is not None else letter, "text")
    asks = thread is not None and letter.act in (root.act, CHASE) and letter.refused is None
    return LetterSeen(
        letter, thread, what, said(desk, say, letter, now), answers_to(thread) if thread is not None and asks else ()
    )


def answers_to(thread: Thread) -> tuple[str, ...]:
    """What can be said to what came from another desk."""
    act = ACTS.get(thread.root.act)
    if act is None or thread.mine or thread.root.refused is not None:
        return ()
    return tuple(
        says for says, state in act.answers.items() if state is not None and (says != "refused" or act.waived == says)
    )


def said(desk: Desk, say: Texts, letter: Letter, now: datetime) -> str:
    """What a letter says, without what it is about: `接下了`, `婉拒：手上排满了`, `催：电话`."""
    if letter.refused is not None:
        key = f"letter.{'kept' if letter.refused.startswith('letter.') else 'gate'}"
        own = f"letter.kept.{letter.refused.removeprefix('letter.')}"
        return say(own) if say.has(own) else say(key, why=letter.refused)
    if not known(letter):
        return say("letter.kept.newer")
    key = f"letter.says.{word(letter, 'says')}" if letter.act == ANSWER else f"letter.act.{letter.act}"
    if letter.act == WITHDRAW and word(letter, "what"):
        key = "letter.act.withdraw.answer"
    if not say.has(key):
        return word(letter, "says")
    more = [word(letter, "how"), word(letter, "why")]
    if word(letter, "says") == "checked":
        more = _signed(say, letter)
    if word(letter, "says") == "away":
        until = moment_of(letter, "until")
        more = [say("letter.until", time=when(say, desk.local(until), now)) if until else ""]
        more += [say("letter.cover", name=word(letter, "cover"))] if word(letter, "cover") else []
    told = say("letter.joint").join(filter(None, more))
    return say("letter.told", what=say(key), more=told) if told else say(key)


def _signed(say: Texts, letter: Letter) -> list[str]:
    """What of a day that came back is to be said here, and what this desk has moved past."""
    clash = [fact.how or "" for key, fact in sorted(letter.met.items()) if key.startswith(CLASH)]
    told = letter.met.get(TOLD)
    asked = say("check.both.letter", n=len(clash), what=say("list.comma").join(clash)) if clash else ""
    return [asked, (told.how if told is not None else None) or ""]


def moment_of(letter: Letter, name: str) -> datetime | None:
    """A time that a letter carries; None for what is none."""
    try:
        found = datetime.fromisoformat(word(letter, name))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def state_words(say: Texts, thread: Thread) -> str:
    """How a matter stands: `等答复`, `接下了`, `办完了，收回晚了一步`."""
    if thread.state == "done" and thread.withdrawn is not None:
        return say("letter.state.done_after")
    if thread.state == "waiting":
        for says in ("away", "in"):
            if thread.said_with(says):
                return say(f"letter.state.{says}")
    own = f"letter.state.{thread.root.act}.{thread.state}"
    return say(own) if say.has(own) else say(f"letter.state.{thread.state}")


def state_about(desk: Desk, say: Texts, ref: str) -> str:
    """How what was given stands with whom it was given to last; empty where it went to nobody in the office."""
    mine = [one for one in matters_about(desk, ref) if one.mine and one.state != "withdrawn"]
    return state_words(say, mine[-1]) if mine else ""


def giver_of(desk: Desk, ref: str) -> str:
    """Who in the office gave us that; empty where nobody did."""
    theirs = [one for one in matters_about(desk, ref) if not one.mine]
    return theirs[-1].root.who if theirs else ""


def between(desk: Desk, say: Texts, thread: Thread) -> str:
    """Whose matter it is, and with whom: `李雯 → 小王`."""
    me = desk.owner or say("letter.me")
    return " → ".join((me, thread.root.who) if thread.mine else (thread.root.who, me))


def lines_of(desk: Desk, say: Texts, thread: Thread, now: datetime) -> list[tuple[str, str]]:
    """A matter letter by letter: who to whom and when, and what. Of trouble what is late, in our own language."""
    me = desk.owner or say("letter.me")
    found: list[tuple[str, str]] = []
    for letter in thread.letters:
        who = me if letter.out else letter.who
        at = when(say, desk.local(letter.sent_at), now)
        if letter.act == thread.root.act:
            to = letter.who if letter.out else me
            found.append((say("letter.from_to", who=who, to=to, time=at), opened(desk, say, letter, now)))
            found += [("", line) for line in (*late_lines(desk, say, letter, now), *work_lines(say, letter))]
        else:
            found.append((say("letter.from", who=who, time=at), said(desk, say, letter, now)))
    return found


def opened(desk: Desk, say: Texts, letter: Letter, now: datetime) -> str:
    """What began a matter, with its time and the solution that is proposed."""
    due = moment_of(letter, "due") or moment_of(letter, "at")
    more = [say("letter.due", time=when(say, desk.local(due), now))] if due is not None else []
    if letter.act == TROUBLE:
        more.append(say("letter.solution", how=word(letter, "how")))
    key = f"letter.act.{letter.act}"
    name = say(key) if say.has(key) else letter.act
    about = " ".join(filter(None, (word(letter, "client"), word(letter, "number"), word(letter, "text"))))
    return say("letter.told", what=name, more=say("letter.joint").join([about, *more]))


def late_lines(desk: Desk, say: Texts, letter: Letter, now: datetime) -> list[str]:
    """What a report says is late, a line each."""
    late = letter.args.get("late")
    found: list[str] = []
    for line in late if isinstance(late, list) else []:
        rule, _, rest = str(line).partition("\t")
        due, _, rest = rest.partition("\t")
        owner, _, what = rest.partition("\t")
        try:
            at = when(say, desk.local(datetime.fromisoformat(due)), now)
        except ValueError:
            at = due
        found.append(say("letter.late", what=title_of(say, rule, what, owner, desk.rulebook), time=at))
    return found


def work_lines(say: Texts, letter: Letter) -> list[str]:
    """What a work to sign is of: the card, what it is for, what it is judged by (R7), where it lies; a line each."""
    if letter.act != SIGN:
        return []
    found = [
        (say("letter.card"), f"{word(letter, 'number')} {word(letter, 'title')}"),
        (say("card.field.what"), word(letter, "what")),
    ]
    found.append((say("letter.note"), word(letter, "note")))
    for name in ("criteria", "files"):
        held = letter.args.get(name)
        for line in held if isinstance(held, list) else []:
            key, _, text = str(line).partition("\t")
            own = f"card.field.{key}"
            called = say(own) if name == "criteria" and say.has(own) else key
            found.append((called or say("letter.file"), text))
    return [say("letter.told", what=what, more=text) for what, text in found if text]


def listed(desk: Desk, *, everything: bool = False) -> list[Thread]:
    """The matters with other desks that go on, newest first; `everything`: also those that ended."""
    found = list(desk.each(Letter)) if everything else list(desk.book.live_of(Letter))
    by_root: dict[str, list[Letter]] = {}
    for one in found:
        by_root.setdefault(root_of(one), []).append(one)
    threads = [thread_of(some if everything else desk.book.thread(key)) for key, some in by_root.items()]
    there = [one for one in threads if one is not None and (everything or not one.ended)]
    return sorted(there, key=lambda one: (one.letters[-1].sent_at, one.root.id), reverse=True)


def the_matter(desk: Desk, query: str) -> Thread:
    """The matter that is meant, by its words, whom it is with, or its id. Raises NotThere (`letter.unknown`), BadInput where several are."""
    return find_one([_Named(one) for one in listed(desk)], query, _LOOK, past=_all(desk), kind="letter").thread


class _Named(msgspec.Struct, frozen=True):
    """A matter with an id of its own, as the finder looks for one."""

    thread: Thread

    @property
    def id(self) -> str:
        return self.thread.root.id


def _all(desk: Desk) -> Iterable[_Named]:
    return (_Named(one) for one in listed(desk, everything=True))


_LOOK: Look[_Named] = Look(
    "letter",
    lambda one: (word(one.thread.given, "text"),),
    text=True,
    more=lambda one: (one.thread.root.who,),
    told=lambda one: one.thread.root.who,
)
