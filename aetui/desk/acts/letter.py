"""What is said to a letter of another desk: it stands in the letter's `met`, by the answer's word, and goes back as a letter."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.domain.errors import BadInput
from aetui.domain.letters import acts as letters
from aetui.domain.records import Letter


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


def _same(says: str) -> Callable[[Doing], bool]:
    def stands(doing: Doing) -> bool:
        held = _letter(doing).met.get(says)
        return held is not None and doing.fact.how in (None, held.how) and doing.fact.why in (None, held.why)

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
BY_ANSWER = {"taken": TAKE, "refused": REFUSE, "reply": REPLY, "seen": SEEN}
"""The acts by what they say."""
ACTS = tuple(BY_ANSWER.values())
