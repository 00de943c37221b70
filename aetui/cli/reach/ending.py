"""How a run ends, whoever read its command line: what is wrong is told in one line, and is a status of interface.md."""

from __future__ import annotations

from collections.abc import Callable

from aetui.cli.session import Session
from aetui.cli.streams import lost
from aetui.domain.errors import DeskError


def ended(session: Session, act: Callable[[], int]) -> int:
    """The status of what was done; what it raises is told."""
    try:
        return act()
    except KeyboardInterrupt:
        return 130
    except DeskError as mistake:
        from aetui.cli.mistakes import of_desk

        session.warn(of_desk(session.say, mistake, session.command))
        return mistake.status
    except OSError as error:
        if error.filename is None and not isinstance(error, BrokenPipeError):
            # The store tells of its own trouble: this is standard input.
            from aetui.locales.errors import system_words

            session.warn(session.say("error.output", why=system_words(session.say, error)))
            return 3
        return fault(session, error)
    except Exception as wrong:
        return fault(session, wrong)


def judged(session: Session, status: int) -> int:
    """The status of all of it, once it is known what became of the output."""
    try:
        error = lost()
    except OSError as at_last:  # a stream that isn't ours
        error = None if isinstance(at_last, BrokenPipeError) else at_last
    if error is None or session.kept:
        return status  # who reads has read enough; what was written is acknowledged
    from aetui.locales.errors import system_words

    session.warn(session.say("error.output", why=system_words(session.say, error)))
    return status or 3


def fault(session: Session, wrong: Exception) -> int:
    """A fault of the program: one sentence, and where the report lies."""
    from aetui.desk.faults import STATUS, write_down

    if isinstance(wrong, ModuleNotFoundError) and not str(wrong.name).startswith("aetui"):
        session.warn(session.say("error.program.library", name=wrong.name))
        return STATUS
    try:
        path = session.path
    except DeskError:
        path = None
    session.warn(session.say("error.program.fault", path=write_down(wrong, path)))
    return STATUS
