"""The kinds of papers that the house writes (domain.md, Documents): one row a kind."""

from __future__ import annotations

import re

import msgspec

from aetui.domain.patterns import pattern


class PaperKind(msgspec.Struct, frozen=True):
    """`about`: what it is about (`card`, `client`, `meeting`, `memo`, `person`; `desk`: the desk itself). `source`: the rule that
    asks for it. `outside`: it goes to the client, and the AM approves it (A2). `sign`: what its number begins with.
    `planned`: it has a page where its lines are written, and isn't offered on that of what it is about."""

    about: str
    source: str
    sign: str = ""
    outside: bool = False
    planned: bool = False


PAPERS: dict[str, PaperKind] = {
    "schedule": PaperKind("card", "D4", "S", outside=True),
    "order": PaperKind("card", "R4", "J", outside=True),
    "estimate": PaperKind("card", "D5", "E", outside=True),
    "brief": PaperKind("card", "R7", "K"),
    "weekly": PaperKind("client", "C2", "W", outside=True),
    "monthly": PaperKind("client", "A8", "R"),
    "agenda": PaperKind("meeting", "M2", "A", outside=True),
    "minutes": PaperKind("meeting", "M6", "C", outside=True),
    "memo": PaperKind("memo", "D6", "N"),
    "summary": PaperKind("desk", "A3", "F"),
    "day": PaperKind("desk", "A1", "D"),
    "billing": PaperKind("desk", "R8", "L"),
    "budget": PaperKind("client", "A7", "B", planned=True),
    "media": PaperKind("client", "A6", "M", planned=True),
    "appraisal": PaperKind("person", "A10", "P", planned=True),
}
"""What each is called stands in the catalogues (`paper.KIND`), how it is built in `desk/papers`, in the module of its name."""


def papers_about(about: str, *, planned: bool = False) -> tuple[str, ...]:
    """The kinds that a page of it offers, the first of them in front."""
    return tuple(kind for kind, row in PAPERS.items() if row.about == about and row.planned == planned)


_STEP = (
    r"内审(?![计员师])|内部审(?!计)|主管.{0,2}[签审]"
    r"|(?<![a-z])(?:inside|internal) reviews?(?![a-z])|(?<![a-z])supervisor\W?s? sign"
)
_OF_HOUSE = pattern(_STEP, re.IGNORECASE)
_IN_WORDS = pattern(
    r"(?:(?<![a-z])(?:after|before|for|until|pending|then)\s+)?(?:(?<![a-z])the\s+)?[先待等经过送做并]?(?:"
    + _STEP
    + r")"
    r"(?:[议核查阅字名]|(?:s|ed|ing|ature|[ -]?off)(?![a-z]))?(?:通过|完成|[完过好了])*(?:[之以]?[后前]|再)?",
    re.IGNORECASE,
)
_LEFT = pattern(r"[ \t　，,、；;：:]+(?=[，,、；;。.]|$)|^[ \t　，,、；;：:]+", re.MULTILINE)


def is_of_house(step: str) -> bool:
    """Whether a step is one that only the house takes (Q2: the review inside, the supervisor's signature)."""
    return _OF_HOUSE.search(step) is not None


def without_house(text: str) -> str:
    """A text without the words that name such a step (`内审后给稿` is `给稿`); nothing is left where it says nothing else."""
    if not is_of_house(text):
        return text
    return _LEFT.sub("", _IN_WORDS.sub("", text)).strip(" \t　.。")
