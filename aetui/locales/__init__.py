"""Texts that users read, Chinese first. `Texts("zh")("board.late")` gives one; placeholders as in str.format,
and `{n:item|items}` for what is counted.

A language is a package here with one module for each part of the program, whose `TEXTS` is its table; a test holds that all
have the same keys and placeholders, and no key twice.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aetui.commands.keys import Keys

LANGS = ("zh", "en")
PARTS = (
    "common",
    "phone",
    "shell",
    "errors",
    "board",
    "asked",
    "acts",
    "cards",
    "detail",
    "demo",
    "meetings",
    "month",
    "papers",
    "review",
    "settings",
    "handover",
    "coming_back",
    "team",
    "week",
    "figures",
    "help",
)
"""The modules of a language, what a quick note needs first: the others are imported when one of their texts is asked for."""


class _Counted(Formatter):
    """Of `{n:item|items}` the first is read where `n` is one."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


_COUNTED = _Counted()


class Texts:
    """The catalogue of one language. Calling it with a key that isn't there raises KeyError.

    `{k.done}` in a text is the key of the command `done`, as `keys` prints it: the app sets these, as the user has them."""

    def __init__(self, lang: str, keys: Keys | None = None) -> None:
        self.lang = lang if lang in LANGS else "zh"
        self._texts = _catalogue(self.lang)
        self._keys = keys

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
        if "|" in text:  # only what counts something pays for the slower way
            return _COUNTED.vformat(text, (), args)
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


def all_texts(lang: str) -> dict[str, str]:
    """The whole catalogue of a language, for what goes through all of it."""
    tables = [import_module(f"aetui.locales.{lang}.{part}").TEXTS for part in PARTS]
    return {key: text for table in tables for key, text in table.items()}


def choose(asked: str | None, profile: str | None, locale: str | None) -> str:
    """The language to speak: as asked (`--lang`), else the profile's, else the locale's, else Chinese."""
    for said in (asked, profile):
        if said in LANGS:
            return str(said)
    return "en" if locale and locale[:2].lower() == "en" else "zh"
