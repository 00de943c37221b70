"""五不, as hints at the moment of typing (domain.md, Gates): they never block. Which words hint at what is data (hints.toml), and a
user's file adds to it. (N1 is asked of each promise, and has no words.)"""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import msgspec

from aetui.domain.hints.matching import ClauseLists, meet
from aetui.domain.patterns import pattern
from aetui.domain.text import parted
from aetui.domain.tongues import Text

WHERE = ("any", "item", "money")
"""In which lines: whatever is typed, what was said on the phone, what is about money."""

_CLAUSE = pattern(r"[，。；！？、;!?\n]+|(?<!\bmr)(?<!\bms)(?<!\bmrs)[,.:](?=\s|$)")
_ENDS = frozenset("，。；！？、;!?\n,.:")
"""Without one of these a line is one clause, and no pattern is needed to see it."""


class Hint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that is hinted at. `title`: what is said of it. `where`: in which lines (`any`, `item`, `money`); `remarks`: also in
    what is for the house alone. One of `says` must stand in a clause, and none of its pieces in one of `but`."""

    id: str = ""
    source: list[str] = []
    title: Text
    where: list[str] = msgspec.field(default_factory=lambda: ["any"])
    remarks: bool = False
    says: list[str] = []
    but: list[str] = []
    on: bool = True
    own: bool = False

    @property
    def sign(self) -> str:
        """How JSON and the catalogue call it."""
        return self.id.lower()

    def put(self, lang: str) -> str:
        """The hint in words, after what it is called in the source."""
        return f"{' '.join(self.source)} {self.title.get(lang)}".strip()


class HintTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hints in force, and their lists of words."""

    hints: dict[str, Hint] = msgspec.field(name="hint")
    lists: dict[str, list[str]] = msgspec.field(name="words")

    def of(self, text: str, where: str, *, known: Collection[str] = (), inside: bool = False) -> list[Hint]:
        """What the words of a line hint at. `inside`: the line is for the house alone (`#`); so is what follows a `#` in it."""
        said = "" if inside else parted(text)[0]
        lists = ClauseLists(self.lists, known)
        found = []
        for hint in self.hints.values():
            read = text if hint.remarks else said
            if hint.on and (where in hint.where or "any" in hint.where) and read.strip() and _stands(hint, read, lists):
                found.append(hint)
        return found


READY_MADE = Path(__file__).with_name("hints.json")
"""Made from hints.toml when that is changed: a quick note reads it, and no rule."""


@lru_cache(maxsize=1)
def shipped_hints() -> HintTable:
    """The hints as they are shipped."""
    return msgspec.json.decode(READY_MADE.read_bytes(), type=HintTable)


def _stands(hint: Hint, text: str, lists: ClauseLists) -> bool:
    for clause in [text.lower()] if _ENDS.isdisjoint(text) else _CLAUSE.split(text.lower()):
        lists.turn_to(clause)
        ways = [way for said in hint.says for way in lists.matches(said)]
        if not ways:
            continue
        masks = [(way[0][0], way[-1][1]) for but in hint.but for way in lists.matches(but)]
        if any(not any(meet(span, mask) for span in way for mask in masks) for way in ways):
            return True
    return False
