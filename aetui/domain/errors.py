"""What can go wrong, said so that a user can act on it.

An error carries a key of the locale catalogue and its arguments, never a finished sentence: whoever shows it
(command line, screen) puts it into the user's language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


class DeskError(Exception):
    """Base of everything that is told to the user in one sentence. `status`: the process' exit status.

    A list among the arguments is joined as the language joins what it counts up.
    """

    status = 2
    in_words: ClassVar[Callable[[DeskError], str] | None] = None
    """How a mistake is told where nobody puts it into words: in a script (`aetui.connect`)."""

    def __init__(self, key: str, /, **args: object) -> None:
        super().__init__(key, args)
        self.key = key
        self.args_ = args

    def __str__(self) -> str:
        words = DeskError.in_words
        return words(self) if words else super().__str__()


class BadInput(DeskError):
    """The call or the form is wrong; nothing was changed."""


class Refused(DeskError):
    """A gate refuses; `rule` names it and `missing` says what is lacking."""

    @property
    def gate(self) -> str:
        """What the gate is called where it was passed with a reason."""
        return str(self.args_.get("gate") or self.args_.get("rule") or self.key)


class Shut(Refused):
    """Several gates refuse at once; each is told."""

    def __init__(self, gates: list[Refused]) -> None:
        super().__init__("gate.several", n=len(gates))
        self.gates = gates


class ReadOnly(DeskError):
    """The desk is another's, and only looked at here; nothing was changed."""


class NotThere(DeskError):
    """What was named is not there: the answer is no."""

    status = 1


class Unusable(DeskError):
    """The desk's file can't be used; nothing was changed."""

    status = 3
