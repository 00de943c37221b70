"""Texts that users read, Chinese first. `Texts("zh")("board.late")` gives one; placeholders as in str.format,
and `{n:item|items}` for what is counted.

A language is a package here, named by its two letters: its `FACTS`, and one module for each part of the program, whose `TEXTS`
is its table. Nothing else names a language: what is here is spoken. A test holds that all have the same keys and
placeholders, and no key twice.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aetui.commands.keys import Keys
    from aetui.locales.facts import Facts

FIRST = "zh"


def _there() -> tuple[str, ...]:
    found = {folder.name for folder in Path(__file__).parent.iterdir() if len(folder.name) == 2}
    return (FIRST, *sorted(found - {FIRST}))


LANGS = _there()
"""The languages that are here, the first one first."""
PARTS = (
    "common",
    "phone",
    "shell",
    "errors",
    "board",
    "asked",
    "acts",
    "cards",
    "works",
    "detail",
    "arrive",
    "meetings",
    "month",
    "papers",
    "review",
    "settings",
    "handover",
    "team",
    "checks",
    "week",
    "figures",
    "own",
    "office",
    "help",
)
"""The modules of a language, what a quick note needs first: the others are imported when one of their texts is asked for."""


class Texts:
    """The catalogue of one language. Calling it with a key that isn't there raises KeyError.

    `{k.done}` in a text is the key of the command `done`, as `keys` prints it: the app sets these, as the user has them. `{langs}`: the languages that are here; `{marks}`:
    the marks, each with what it says."""

    def __init__(self, lang: str, keys: Keys | None = None) -> None:
        self.lang = lang if lang in LANGS else FIRST
        self._texts = _catalogue(self.lang)
        self._keys = keys

    @property
    def facts(self) -> Facts:
        """What the language says of itself."""
        return _facts(self.lang)

    @property
    def after(self) -> str:
        """The language that comes after this one, round and round."""
        return LANGS[(LANGS.index(self.lang) + 1) % len(LANGS)]

    @property
    def keys(self) -> Keys:
        if self._keys is None:
            from aetui.commands.keys import Keys

            self._keys = Keys()
        return self._keys

    def __call__(self, key: str, /, **args: object) -> str:
        text = self._texts[key]
        if "{k." in text:
            args["k"] = self.keys
        if "{marks}" in text:
            from aetui.domain.marks import MARKS

            args["marks"] = " ".join(f"{mark} {self._texts[f'mark.{mark}']}" for mark in MARKS)
        if "{langs}" in text:
            args["langs"] = "|".join(LANGS)
        if "|" in text:  # only what counts something pays for the slower way
            from aetui.locales.counted import PluralForms

            return PluralForms(self.facts.plural).vformat(text, (), args)
        return text.format(**args) if args else text

    def has(self, key: str) -> bool:
        try:
            self._texts[key]
        except KeyError:
            return False
        return True


class _Catalogue(dict[str, str]):
    """The tables that were read so far; a key that none of them has is looked for in the next."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang, self._read = lang, set[str]()

    def __missing__(self, key: str) -> str:
        for part in PARTS:
            if part not in self._read:
                self.update(import_module(f"aetui.locales.{self._lang}.{part}").TEXTS)
                self._read.add(part)  # last, so that another thread reads it again rather than misses it
                if key in self:
                    return self[key]
        raise KeyError(key)


@cache
def _catalogue(lang: str) -> _Catalogue:
    return _Catalogue(lang)


@cache
def _facts(lang: str) -> Facts:
    found: Facts = import_module(f"aetui.locales.{lang}").FACTS
    return found


def all_texts(lang: str) -> dict[str, str]:
    """The whole catalogue of a language, for what goes through all of it."""
    tables = [import_module(f"aetui.locales.{lang}.{part}").TEXTS for part in PARTS]
    return {key: text for table in tables for key, text in table.items()}


def choose(asked: str | None, profile: str | None, locale: str | None) -> str:
    """The language to speak: as asked (`--lang`), else the profile's, else the locale's, else the first."""
    return next((said for said in (asked, profile, (locale or "")[:2].lower()) if said in LANGS), None) or FIRST


def in_any(key: str) -> list[str]:
    """The words of that text (parted by spaces) in every language, in lower case: what may be typed in whichever is spoken."""
    return [word for lang in LANGS for word in Texts(lang)(key).lower().split()]


def agrees(said: str | None) -> bool:
    """Whether an answer is a yes, in any language."""
    return (said or "").strip().lower() in in_any("answer.yes")
