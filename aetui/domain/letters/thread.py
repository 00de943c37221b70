"""A matter between two desks: the letter that began it and all that belong to it. How it stands is a pure function of the letters, in
whichever order they came; both desks hold the same letters, so both tell the same."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from aetui.domain.letters.acts import ACTS, ANSWER, CHASE, ENDED, WITHDRAW, State, word
from aetui.domain.records import Letter

OVER = "over"
"""In a letter's `met`: its matter has ended, so that it need not be at hand."""
READ = "read"
"""So too: somebody here saw it; it goes to nobody."""
CLASH, TOLD = "clash ", "told"
"""So too, of a day that came back signed: with the key of what both changed, and nobody said yet whose word counts; what this desk has moved
past, in words."""


class Thread(msgspec.Struct, frozen=True):
    """`letters`: in the order in which they were written, as far as either desk could know. `given`: what began it, or began it anew with
    another text or time. `answer`: the last that counts, `said` all that count since `given`. `withdrawn`: it was taken back;
    with `state` done that came when it was done already, or was told too late. `nudge`: a chase that wasn't answered."""

    root: Letter
    letters: tuple[Letter, ...]
    state: State
    given: Letter
    said: tuple[Letter, ...] = ()
    withdrawn: Letter | None = None
    nudge: Letter | None = None

    @property
    def answer(self) -> Letter | None:
        """The last answer that changed how it stands."""
        return next((one for one in reversed(self.said) if leads_to(self.root, one) is not None), None)

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def mine(self) -> bool:
        """Whether it was begun at this desk."""
        return self.root.out

    @property
    def next(self) -> int:
        """The number of the next letter in it."""
        return 1 + max(number(one) for one in self.letters)

    def said_with(self, says: str) -> Letter | None:
        """The last answer with that word that counts."""
        return next((one for one in reversed(self.said) if word(one, "says") == says), None)


def root_of(letter: Letter) -> str:
    """The id of the letter that began what this one belongs to."""
    return letter.of or letter.id


def number(letter: Letter) -> int:
    """Its place among the letters that its writer knew of: no clock is trusted with what came first."""
    found = letter.args.get("n")
    return found if isinstance(found, int) else 0


def leads_to(root: Letter, answer: Letter) -> State | None:
    """How a matter stands after that answer; None where as before."""
    act = ACTS.get(root.act)
    return act.answers.get(word(answer, "says")) if act is not None else None


def thread_of(letters: Iterable[Letter]) -> Thread | None:
    """How a matter stands, of all its letters that are here; None where the one that began it isn't."""
    every = {one.id: one for one in letters}
    root = next((one for one in every.values() if one.of is None), None)
    if root is None:
        return None
    rest = (one for one in every.values() if one is not root)
    ordered = (root, *sorted(rest, key=lambda one: (number(one), one.sent_at, one.id)))
    back = {word(one, "what") for one in ordered if one.act == WITHDRAW}
    state: State = "waiting"
    given, withdrawn, nudge = root, None, None
    said: list[Letter] = []
    taken_back = False
    for one in ordered:
        if one.id in back:
            taken_back = taken_back or one.act == ANSWER
        elif one.act == ANSWER:
            after = leads_to(root, one)
            said.append(one)
            if after is not None and (withdrawn is None or after == "done"):
                state, nudge, taken_back = after, None, False
        elif one.act == CHASE:
            nudge = one
        elif one.act == WITHDRAW:
            if not word(one, "what"):
                withdrawn = one
                state = state if state == "done" else "withdrawn"
        elif one.act == root.act:
            given, withdrawn, nudge, state, said, taken_back = one, None, None, "waiting", [], False
    if state == "waiting" and taken_back:
        state = "undone"
    return Thread(root, ordered, state, given, tuple(said), withdrawn, None if state in ENDED else nudge)
