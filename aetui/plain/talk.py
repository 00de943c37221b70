"""Asking and telling: a question is a line, its answer the next; what was typed is kept until its act is done (Law 4).

Half-typed and refused answers lie where the screens' prompts keep theirs, by the same names: a line that was begun on the board
is offered here, and the reverse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from aetui.desk.acts import SHORTEST_REASON
from aetui.desk.asked import Question, why_passed
from aetui.desk.core import Desk
from aetui.desk.phone.drafts import LineDrafts
from aetui.domain.errors import BadInput, DeskError, Refused
from aetui.locales import Texts
from aetui.locales.errors import sentence
from aetui.plain.keyboard import Keyboard, LineRead

LEAVES = "."
"""A line of it alone leaves a question, where no Ctrl+C can be pressed."""

Done = TypeVar("Done")


class OneOf(msgspec.Struct, frozen=True):
    """One of what can be chosen; `letter` is its key on the screen."""

    id: str
    name: str
    letter: str = ""


class Leaves(Exception):
    """A question was left; what was typed is kept."""


class AskedAgain(Exception):
    """An answer that won't do; `text` says why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NothingMore(Exception):
    """Nothing more will be typed."""


class Conversation:
    """One conversation. `out` takes a line that is told."""

    def __init__(
        self,
        desk: Desk,
        texts: Callable[[], Texts],
        now: Callable[[], datetime],
        keys: Keyboard,
        out: Callable[[str], None],
    ) -> None:
        self.desk, self._texts, self.now, self._keyboard, self._out = desk, texts, now, keys, out
        self.drafts = LineDrafts(desk)

    @property
    def say(self) -> Texts:
        return self._texts()

    def tell(self, text: str) -> None:
        for line in text.splitlines():
            self._out(line)

    def complain(self, mistake: DeskError) -> None:
        self.tell(sentence(self.say, mistake))

    def read(self) -> LineRead:
        """A line as it was typed; a line that can't be read is told, and the next one taken."""
        while True:
            try:
                return self._keyboard.read()
            except BadInput as mistake:
                self.complain(mistake)

    def ask(self, question: Question, key: str = "") -> str:
        """The answer, kept as `key` until it is forgotten. An empty one stands for what was half typed before, else for what is
        usual. Raises Leaves, NothingMore; what was typed by then is kept too."""
        say, draft = self.say, self.drafts.load(key) if key else ""
        for text in (question.above, question.about, question.words):
            self.tell(text)
        if question.like:
            self.tell(say("plain.like", like=question.like))
        if draft:
            self.tell(say("plain.half_typed", text=draft))
        elif question.usual:
            self.tell(say("plain.usual", text=question.usual))
        line = self.read()
        typed = "" if line.text == LEAVES else line.text
        if key and typed:
            self.drafts.keep(key, typed)
        if line.end == "over" and not (typed and not key):
            raise NothingMore
        if line.end == "left" or line.text == LEAVES:
            raise Leaves
        return typed or draft or question.usual

    def asked(self, question: Question, key: str, act: Callable[[str], Done]) -> Done:
        """Ask, and do it with the answer; one that can't be used is told, and asked for again. Raises Leaves, NothingMore."""
        while True:
            answer = self.ask(question, key)
            try:
                done = act(answer)
            except Refused:
                raise  # a gate is opened by a reason, not by other words
            except AskedAgain as once_more:
                self.tell(once_more.text)
            except DeskError as mistake:
                self.complain(mistake)
            else:
                self.drafts.forget(key)
                return done
            if answer:
                self.drafts.keep(key, answer)

    def choose(self, words: str, choices: Sequence[OneOf]) -> str:
        """The id of one of them, by its number, its letter or its name. Raises Leaves, NothingMore."""
        while True:
            self.tell(words)
            for n, one in enumerate(choices, 1):
                self.tell(f"{n}. {one.name}" + (f" {one.letter}" if one.letter else ""))
            said = self.ask(Question(""))
            found = next((one for n, one in enumerate(choices, 1) if said in (str(n), one.letter, one.name)), None)
            if found is not None:
                return found.id
            self.tell(self.say("plain.number", n=len(choices), text=said))

    def gated(self, key: str, act: Callable[[str | None], Done], given: str | None = None) -> Done:
        """Do it; where a gate refuses, tell which, and ask for the reason that opens it, which is kept as `key`. R10's solution is no
        reason: it rises."""
        try:
            return act(given)
        except Refused as refused:
            if refused.key == "gate.solution":
                raise
            self.complain(refused)
            return self.asked(why_passed(self.say, refused), key, lambda why: act(self.reason(why)))

    def reason(self, why: str) -> str:
        """Raises BadInput for what is none."""
        if len(why.strip()) < SHORTEST_REASON:
            raise BadInput("why.empty")
        return why.strip()
