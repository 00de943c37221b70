"""Where on the desk a rule of the source lives, and what each line of 专业技巧 and 人际技巧 looks like: data beside the rulebook,
read when somebody asks for it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from aetui.domain.rulebook.model import LISTS
from aetui.domain.tongues import Text

SOURCE = Path(__file__).with_name("homes.toml")


class Home(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the desk does for a rule. `keys`: `SCREEN.COMMAND` of the command table; `screens`: those beside the keys' own;
    `commands`: of the command line; `papers`: kinds of papers."""

    does: Text
    keys: list[str] = []
    screens: list[str] = []
    commands: list[str] = []
    papers: list[str] = []

    @property
    def every_screen(self) -> list[str]:
        """The keys' screens, then the others; each once."""
        return list(dict.fromkeys([*(key.partition(".")[0] for key in self.keys), *self.screens]))


class Skill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of 专业技巧 or 人际技巧: its short name, an example of it, what of the desk's records shows it: rules, or what is
    counted."""

    word: Text
    example: Text
    shows: list[str] = []


class Homes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By the source's ids: a home for each rule and each of the four lists, a skill for each of the 24 lines."""

    home: dict[str, Home]
    skill: dict[str, Skill]

    def of(self, source: str) -> Home | None:
        """Where a rule lives; a line of a list lives where its list does. None for what isn't the source's."""
        listed = next((name for name, lines in LISTS.items() if source in lines), source)
        return self.home.get(listed)


@lru_cache(maxsize=1)
def homes() -> Homes:
    """The homes as they are shipped."""
    import tomllib

    return msgspec.convert(tomllib.loads(SOURCE.read_text(encoding="utf-8")), Homes)
