"""What `done` and `let go` mean on a letter, wherever it stands: on the board, on its own page."""

from __future__ import annotations

from aetui.domain.obligations import Obligation
from aetui.screens.frame.asking import ask_met, ask_waive
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.prompt import Prompt


def _owed(screen: DeskScreen, key: str) -> Obligation | None:
    """What is owed on it by a rule: then that is met, or let go."""
    return next((o for o in screen.desk.obligations(screen.now()) if o.subject_id == key), None)


def done_with(screen: DeskScreen, prompt: Prompt, key: str) -> None:
    """Seen, or said what it asks for."""
    from aetui.desk.letters.finishing import finish_letter

    if (obligation := _owed(screen, key)) is not None:
        ask_met(screen, prompt, obligation)
        return
    with screen.minding():
        screen.desk_app.tell(finish_letter(screen.desk, screen.say, key, screen.now()))


def ask_refuse(screen: DeskScreen, prompt: Prompt, key: str) -> None:
    """Why it is refused; the reason goes to whoever wrote it."""
    from aetui.desk.asked import why_let_go
    from aetui.desk.letters.finishing import let_go_letter

    if (obligation := _owed(screen, key)) is not None:
        ask_waive(screen, prompt, obligation)
        return

    def refused(why: str | None) -> None:
        if why is not None:
            with screen.minding():
                screen.desk_app.tell(let_go_letter(screen.desk, screen.say, key, why, screen.now()))

    question = why_let_go(screen.desk, screen.say, key)
    prompt.ask(question.words, refused, key=f"refuse {key}", like=question.like)
