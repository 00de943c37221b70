"""Texts that users read, Chinese first. `Texts("zh")("board.late")` gives one; placeholders as in str.format.

A language is a package here whose `TEXTS` joins the tables of its modules, one for each part of the program;
a test holds that all have the same keys and placeholders.
"""

from __future__ import annotations

from importlib import import_module

LANGS = ("zh", "en")


class Texts:
    """The catalogue of one language. Calling it with a key that isn't there raises KeyError."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGS else "zh"
        self._texts: dict[str, str] = import_module(f"aetui.locales.{self.lang}").TEXTS

    def __call__(self, key: str, /, **args: object) -> str:
        text = self._texts[key]
        return text.format(**args) if args else text

    def has(self, key: str) -> bool:
        return key in self._texts


def choose(asked: str | None, profile: str | None, locale: str | None) -> str:
    """The language to speak: as asked (`--lang`), else the profile's, else the locale's, else Chinese."""
    for said in (asked, profile):
        if said in LANGS:
            return str(said)
    return "en" if locale and locale[:2].lower() == "en" else "zh"
