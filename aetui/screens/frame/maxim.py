"""Asking for a line on a day's maxim: one key passes."""

from __future__ import annotations

from datetime import date

from aetui.desk.own.maxims import maxim_line, write_maxim
from aetui.domain.rulebook.model import maxim_of
from aetui.screens.frame.questions import AskingScreen


def ask_maxim(screen: AskingScreen, day: date) -> None:
    """Ask for it, with what was written before put up; accepted as it is, nothing is changed, an empty line takes it away."""
    desk, say = screen.desk, screen.say
    held = maxim_line(desk, day)
    words = desk.rulebook.sources.get(held.source if held else maxim_of(day))
    had = held.text if held else ""

    def answered(text: str | None) -> None:
        if text is not None and text.strip() != had:
            with screen.minding():
                write_maxim(desk, text, screen.now(), day=day)
                screen.desk_app.tell(say("own.maxim.written"))

    screen.prompt.ask(
        say("ask.maxim", words=words.get(say.lang) if words else ""),
        answered,
        default=had,
        key=f"maxim {day}",
        like=say("ask.maxim.like"),
    )
