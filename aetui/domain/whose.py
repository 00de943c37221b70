"""Whose something is, as a line names it: the user (`我`, `me`, their own name), the client's side, or somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aetui.domain.patterns import pattern

if TYPE_CHECKING:
    from aetui.domain.records import Client, Profile

ME = frozenset({"我", "我自己", "自己", "me", "myself"})
CLIENT = frozenset({"客户", "客户方", "甲方", "client", "the client"})
"""Who the client is in a line, where nobody there is named."""

# The agency's own people are called after the client, too: 客户部小王, 客户经理, client service.
_CLIENT = pattern(
    r"(?:客户方?|甲方)(?!部|经理|总监|主管|执行|代表|专员|助理|服务|关系|管理|群|组|中心)"
    r"|(?i:(?:the )?client)(?![A-Za-z0-9'’-]| (?i:service|director|manager|partner|lead|executive|team))"
)


def is_me(said: str, me: str | None) -> bool:
    """Whether that name is the user, whose name is `me`."""
    return said == me or said.casefold() in ME


def is_client_word(said: str) -> bool:
    """Whether that is how the client is called, whoever it is: `客户`, `client`."""
    return said.strip().casefold() in CLIENT


def client_word_at(line: str, at: int) -> int:
    """Where the word for the client that begins at `at` ends; `at` itself where none begins."""
    found = _CLIENT.match(line, at)
    return found.end() if found is not None else at


def is_theirs(owner: str | None, client: Client | None, profile: Profile | None) -> bool:
    """Whether an owner is the client's side, from whom we wait for it: `客户`, or a contact of that client. A colleague of the
    same name comes first: what the house does is never asked of a client."""
    if not owner:
        return False
    if is_client_word(owner):
        return True
    if client is None or (
        profile is not None and (owner == profile.name or any(p.name == owner for p in profile.people))
    ):
        return False
    said = owner.casefold()
    return any(contact.name.casefold() == said for contact in client.contacts)
