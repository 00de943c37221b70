"""What is said to a letter of another desk: it stands in the letter's `met`, by the answer's word, and goes back as a letter."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing, do
from aetui.desk.acts.papers import APPROVE, RETURN
from aetui.desk.check.signing import sign_in
from aetui.domain.errors import BadInput
from aetui.domain.letters import acts as letters
from aetui.domain.records import Fact, Letter, TeamPaper
from aetui.domain.records.refs import Ref


def _letter(doing: Doing) -> Letter:
    assert isinstance(doing.record, Letter)
    return doing.record


def _to_answer(says: str, words: str) -> Callable[[Doing], None]:
    def check(doing: Doing) -> None:
        letter = _letter(doing)
        act = letters.ACTS.get(letter.act)
        if letter.out or letter.of is not None or act is None or says not in act.answers:
            raise BadInput("letter.no_such_answer", who=letter.who)
        if words and not getattr(doing.fact, words):
            raise BadInput("letter.words" if words == "how" else "why.empty")

    return check


def _said(says: str) -> Callable[[Doing], Letter]:
    """Said instead of what was said before."""

    def write(doing: Doing) -> Letter:
        letter = _letter(doing)
        before = {key: fact for key, fact in letter.met.items() if key not in letters.ACTS[letter.act].answers}
        return replace(letter, met={**before, says: doing.fact}, waived={})

    return write


def _same(says: str, *words: str) -> Callable[[Doing], bool]:
    """Said so already, with nothing new. `words`: what of the proof it says (none: all of it)."""

    def stands(doing: Doing) -> bool:
        held = _letter(doing).met.get(says)
        return held is not None and all(
            getattr(doing.fact, word) in (None, getattr(held, word)) for word in words or ("how", "why")
        )

    return stands


def answering(says: str, *, met: str = "", words: str = "") -> Act:
    """The act that gives that answer. `words`: of its proof what it can't do without (`how`, `why`)."""
    return Act(Letter, _said(says), met=met, check=_to_answer(says, words), stands=_same(says))


TAKE = answering("taken", met="taken")
"""C3: what was given is taken on."""
REFUSE = answering("refused", words="why")
REPLY = answering("reply", met="answered", words="how")
"""R10: trouble that was reported is answered."""
SEEN = answering("seen")
"""D7: good news was read."""


def _judged(says: str, act: Act) -> Callable[[Doing], Letter]:
    """The act is done to what the letter brought, by us."""

    def write(doing: Doing) -> Letter:
        letter, change = _letter(doing), doing.change
        word = {"how": doing.fact.how} if says == "approved" else {"why": doing.fact.why}
        said = _said(says)(replace(doing, fact=Fact(at=doing.fact.at, **word)))
        if letter.act != letters.PAPER:
            return said
        paper = change.need(TeamPaper, Ref.parse(letter.about or "").id, "copy.unknown", name=letter.who)
        if not change.desk.owner:
            raise BadInput("team.nameless")
        do(change, act, paper, Fact(at=doing.fact.at, by=change.desk.owner, how=next(iter(word.values()))))
        return said

    return write


APPROVED = Act(
    Letter,
    _judged("approved", APPROVE),
    met="approved",
    check=_to_answer("approved", ""),
    stands=_same("approved", "how"),
)
"""A2: a paper that came is approved."""
RETURNED = Act(
    Letter, _judged("returned", RETURN), check=_to_answer("returned", "why"), stands=_same("returned", "why")
)
"""A2, Q2: it is returned, for that reason."""
SIGNED = answering("signed", met="signed")
"""Q2: a work that came is signed."""


def _sign(doing: Doing) -> Letter:
    """The day that it brought is signed, and goes back so."""
    letter = _letter(doing)
    sign_in(doing.change, Ref.parse(letter.about or "").id)
    return letter


CHECKED = Act(Letter, _sign, met="checked", check=_to_answer("checked", ""))
"""A1: an AE's day was gone over."""
BY_ANSWER = {
    "taken": TAKE,
    "refused": REFUSE,
    "reply": REPLY,
    "seen": SEEN,
    "approved": APPROVED,
    "returned": RETURNED,
    "signed": SIGNED,
    "checked": CHECKED,
}
"""The acts by what they say."""
ACTS = tuple(BY_ANSWER.values())
