"""Screens that ask one line at a time: a mistake is told and the line stays as it was typed, to be mended."""

from __future__ import annotations

from collections.abc import Callable, Coroutine

from textual.app import ComposeResult

from aetui.domain.errors import DeskError
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import Parts
from aetui.widgets.keyline import KeyLine
from aetui.widgets.prompt import Prompt


class AskingScreen(DeskScreen):
    """A line at the top, what a screen is for (`middle`), a prompt and the keys below; `ask` puts a question of the catalogue into
    the prompt."""

    def __init__(self) -> None:
        super().__init__()
        # Held, not asked for: the clock may tick while the screen is being taken down.
        self.top, self.prompt, self.keys = HeadLine(id="head"), Prompt(), KeyLine()

    def compose(self) -> ComposeResult:
        self.remember(self.prompt)  # a screen may ask as it is mounted
        yield self.top
        yield from self.middle()
        yield self.prompt
        yield self.keys

    def middle(self) -> ComposeResult:
        """What stands between the line at the top and the prompt."""
        yield from ()

    @property
    def named(self) -> str:
        """What a question is about, in words that stand before it; empty where it says so itself."""
        return ""

    @property
    def about(self) -> str:
        """What is asked about where a question doesn't say: the record of the screen."""
        return ""

    def ask(
        self,
        key: str,
        take: Callable[[str], object],
        *,
        of: str = "",
        default: str = "",
        edits: str | None = None,
        again: bool = False,
        understand: Callable[[str], Parts] | None = None,
        naming: str = "",
        field: str = "",
        **words: object,
    ) -> None:
        """Ask `ask.KEY`, with `ask.KEY.like` as the example of an answer, and give the answer to `take`, which may go on beside the event loop. `of`: what it is asked about, so
        that a half-typed answer is kept with it. `edits`: a line put up for editing; accepted as it is, it changes nothing. `again`: after each answer the next is asked for, until an empty one.
        `naming`: what is asked about, said before the question. `field`: the text that names a field, `label` in the question;
        its own example is taken."""

        place, named = f"{key} {of or self.about}".strip(), naming or self.named
        like = self.say(f"{field or f'ask.{key}'}.like")
        if field:
            words = {"label": self.say(field), "like": like, **words}

        def answered(text: str | None) -> None:
            if text is None or text == edits or (again and not text.strip()):
                return
            try:
                taken = take(text)
            except DeskError as mistake:
                self.desk_app.complain(mistake)
                put(text)
            else:
                if isinstance(taken, Coroutine):
                    self.run_worker(finish(taken, text))
                elif again:
                    put()

        async def finish(taken: Coroutine[object, object, object], text: str) -> None:
            try:
                await taken
            except DeskError as mistake:
                self.desk_app.complain(mistake)
                if self.prompt.asking:  # the next question is on already: this one is offered when it is asked again
                    self.prompt.put_by(place, text)
                else:
                    put(text)

        def put(draft: str = "") -> None:
            self.prompt.ask(
                self.say(f"ask.{key}", **words),
                answered,
                default=default if edits is None else edits,
                draft=draft,
                key=place,
                understand=understand,
                like=like,
                about=named,
            )

        put()
