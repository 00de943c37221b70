"""What is typed on this desk in one line, read by the grammars of `domain.lines`: with its people, clients and cards.

Screens and the shell both read here, so that the same characters mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from aetui.desk.core import Desk
from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import People, called_at, named_in
from aetui.domain.records import Client
from aetui.domain.text import cleaned, parted
from aetui.domain.whose import doubtful
from aetui.locales import Texts


def people(desk: Desk) -> People:
    """The names that stand in this desk's lines: colleagues and whose desk it is, clients and their contacts."""
    clients = [c for c in desk.book.live("clients") if isinstance(c, Client)]
    others = dict.fromkeys(name for client in clients for name in (client.name, client.short))
    # A name of one character would begin too many words: behind it a space is needed.
    contacts = dict.fromkeys(c.name for client in clients for c in client.contacts if len(c.name) > 1)
    return People(tuple(desk.colleagues), desk.owner, tuple(others), tuple(contacts))


def owner_named(desk: Desk, said: str) -> str | None:
    """Whose it is by a name that stands by itself, as behind an `@`; None: the user's own. Raises BadInput for a given name that
    several have."""
    names = people(desk)
    who = doubtful(said, names.owners)
    if who:
        raise BadInput("person.ambiguous", name=said, names=who)
    name, end = called_at(f"{said} ", 0, names.owners)
    return names.owner(name if end == len(said) else said)


def unclear(desk: Desk, names: Iterable[str | None], say: Texts) -> list[str]:
    """What is told of those names that are given names of several: `@Grace` may be Grace Li or Grace Wu."""
    known = people(desk).owners
    found = [(name, who) for name in dict.fromkeys(filter(None, names)) if (who := doubtful(name, known))]
    return [say("owner.unclear", name=name, names=say("list.comma").join(who)) for name, who in found]


def unclear_in(desk: Desk, line: str, say: Texts) -> list[str]:
    """As `unclear`, of the names behind an `@` in a typed line; one in quotes is meant as it stands."""
    said, _ = parted(cleaned(line))
    return unclear(desk, named_in(said), say)
