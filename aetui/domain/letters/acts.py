"""The acts that cross desks, a row each: what one carries, and which answers it may get. A new act is a row here, what writes it in
`leaving`, and what takes it in in `desk.letters`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from aetui.domain.records import Letter

State = Literal["waiting", "taken", "refused", "returned", "done", "withdrawn", "undone"]
"""How a letter stands on both desks. `undone`: its answer was taken back, and it waits anew."""
ENDED: frozenset[State] = frozenset({"done", "withdrawn", "refused", "returned"})
"""Nothing more is expected of whoever got it."""

Arg = str | int | bool | list[str]

ANSWER, WITHDRAW = "answer", "withdraw"
CHASE = "todo.chase"
TODO, MEMO, TROUBLE, NEWS = "todo.give", "memo.give", "trouble.report", "news.share"
LINE = "handover.line"
PAPER, SIGN = "paper.approve", "work.sign"
DAY, WEEK, SUMMARY, MONTH = "day.check", "week.hand_in", "summary.hand_in", "month.hand_in"
HANDED_IN = frozenset({DAY, WEEK, SUMMARY, MONTH})
"""What goes as one piece to whoever leads us."""
PART = "line"
"""The argument that says which part of a record a letter is about."""


class LetterAct(msgspec.Struct, frozen=True):
    """One act. `needs`: the arguments without which it can't be read, with their type; `may`: those it can have; `answers`: what can be
    said to it, and how it stands then (None: as before); `waived`: the answer that letting its duty go is; `opens`: it begins a
    matter, others belong to one (`of`)."""

    needs: Mapping[str, type] = {}
    may: Mapping[str, type] = {}
    answers: Mapping[str, State | None] = {}
    waived: str = "refused"
    opens: bool = True


_GIVEN: dict[str, State | None] = {"taken": "taken", "refused": "refused", "done": "done", "away": None}
ACTS: dict[str, LetterAct] = {
    # C3, A1: a to-do, an `@` item's, an action of minutes.
    TODO: LetterAct(
        needs={"text": str, "day": str},
        may={"due": str, "client": str, "number": str},
        answers=_GIVEN,
    ),
    # D6, inside.
    MEMO: LetterAct(
        needs={"text": str},
        may={"at": str, "client": str, "number": str},
        answers={"done": "done", "refused": "refused", "away": None},
    ),
    # R10, C3: what is late as `rule\tdue\towner\twhat`, so that whoever reads it has it in their own language.
    TROUBLE: LetterAct(
        needs={"text": str, "how": str},
        may={"late": list, "client": str, "number": str, "said": str},
        answers={"reply": "done", "refused": "refused", "away": None},
    ),
    # D7
    NEWS: LetterAct(needs={"text": str}, may={"client": str}, answers={"seen": "done", "refused": "refused"}),
    # D8: a line of a handover. `noted`: what was done about it, while it stays open.
    LINE: LetterAct(
        needs={"line": str, "text": str, "absence": str, "start": str, "end": str},
        may=dict.fromkeys(
            (
                "client",
                "rule",
                "due",
                "act_by",
                "instruction",
                "otherwise",
                "call",
                "files",
                "reach",
                "approves",
                "hears",
            ),
            str,
        ),
        answers={"taken": "taken", "noted": None, "done": "done", "refused": "refused"},
    ),
    # A2: a paper that goes to a client, as it went. `copy`: all of it (`PaperCopy`, as JSON); `desk`: what files call the desk.
    PAPER: LetterAct(
        needs={"text": str, "copy": str, "desk": str},
        may={"client": str, "line": str},
        answers={"approved": "done", "returned": "returned", "refused": "refused", "away": None},
        waived="returned",
    ),
    # Q2: a work to sign; `line`: its id there. `criteria` as `key\ttext`, `files` as `name\tplace`.
    SIGN: LetterAct(
        needs={"text": str, "number": str, "line": str},
        may={"client": str, "title": str, "kind": str, "what": str, "note": str, "criteria": list, "files": list},
        answers={"signed": "done", "returned": "returned", "refused": "refused", "away": None},
        waived="returned",
    ),
    # A1, A3, A8. `body`: what a file of the kind holds, packed; `text`: of which day, week, month.
    DAY: LetterAct(needs={"text": str, "body": str}, answers={"checked": "done", "refused": "refused", "away": None}),
    WEEK: LetterAct(needs={"text": str, "body": str}, answers={"in": None, "seen": "done", "refused": "refused"}),
    SUMMARY: LetterAct(needs={"text": str, "body": str}, answers={"in": None, "seen": "done", "refused": "refused"}),
    MONTH: LetterAct(needs={"text": str, "body": str}, answers={"in": None, "seen": "done", "refused": "refused"}),
    # What belongs to a matter that one of those began.
    CHASE: LetterAct(may={"how": str}, opens=False),
    ANSWER: LetterAct(
        needs={"says": str}, may={"how": str, "why": str, "until": str, "cover": str, "body": str}, opens=False
    ),
    WITHDRAW: LetterAct(may={"what": str, "how": str, "why": str, "copy": str}, opens=False),
}
"""By their names, which go from desk to desk: one that was given is never given another meaning."""


SOURCE_OF = {
    TODO: "C3",
    CHASE: "C3",
    MEMO: "D6",
    TROUBLE: "R10",
    NEWS: "D7",
    PAPER: "A2",
    SIGN: "Q2",
    DAY: "A1",
    WEEK: "A3",
    SUMMARY: "A3",
    MONTH: "A8",
}
"""The source's id by the act."""


def known(letter: Letter) -> bool:
    """Whether this program knows the act. One that it doesn't is of a newer one, and is kept."""
    return letter.act in ACTS


def readable(letter: Letter) -> bool:
    """Whether a letter of a known act carries what it needs, each of its kind, and names what it belongs to."""
    act = ACTS[letter.act]
    args = letter.args
    if not act.opens and letter.of is None:
        return False
    if any(not isinstance(args.get(name), kind) or not args[name] for name, kind in act.needs.items()):
        return False
    return all(isinstance(args[name], kind) for name, kind in act.may.items() if name in args)


def word(letter: Letter | None, name: str) -> str:
    """A word that a letter carries; empty where it carries none of that name."""
    found = letter.args.get(name) if letter is not None else None
    return found if isinstance(found, str) else ""


def derived_id(letter_id: str, what: str) -> str:
    """The id of what a letter makes: the same on every device that takes it in."""
    from hashlib import blake2b

    return blake2b(f"{letter_id}/{what}".encode(), digest_size=10).hexdigest()
