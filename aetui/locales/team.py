"""What an AM's Friday says of her team, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from aetui.locales import Texts


class ChangedSince(Protocol):
    """What has changed since a summary was handed in: `what` (the words, a week, the plan), whose, how many."""

    @property
    def what(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def n(self) -> int: ...


def since_words(say: Texts, found: Iterable[ChangedSince]) -> str:
    """`交后有变：摘要，李雯的一周`; empty where nothing has."""
    told = [say(f"team.since.{one.what}", who=one.who, n=one.n) for one in found]
    return say("team.since", what=say("list.comma").join(told)) if told else ""
