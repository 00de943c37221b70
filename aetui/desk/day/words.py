"""What a thing of the review is called, on the screen as in the shell."""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.desk.waiting import owner_of
from aetui.domain.records import Paper, TeamDay
from aetui.domain.review import Thing
from aetui.locales import Texts
from aetui.locales.dates import day_line
from aetui.locales.wording import paper_words, title

SENT = frozenset({"paper", "returned", "memo"})
"""Kinds of things that have no owner: they name to whom they go."""


def thing_owner(desk: Desk, say: Texts, thing: Thing) -> str:
    """Whose it is: `@小王`, `等 @陈小姐`; of what goes to somebody, to whom: `给 陈小姐`."""
    if thing.kind in SENT:
        return say("whose.to", name=thing.owner) if thing.owner else ""
    return owner_of(desk, say, thing.owner, thing.client_id)


def thing_words(desk: Desk, say: Texts, thing: Thing) -> str:
    """A duty by its rule's line; a paper that came back by the AM's remark, which is what is to be done; an AE's day by whose it is."""
    if thing.obligation is not None:
        return title(say, thing.obligation, desk.rulebook)
    paper = desk.get(Paper, thing.record_id) if thing.kind == "returned" else None
    if paper is not None:
        return f"{paper_words(say, paper)} · {thing.what}"
    sheet = desk.get(TeamDay, thing.record_id) if thing.kind == "sheet" else None
    return say("check.whose_day", who=sheet.whose, day=day_line(say, sheet.day)) if sheet is not None else thing.what
