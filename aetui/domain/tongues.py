"""What the domain words itself: the rulebook's wording, and the few words by which a typed line says something.

It stands here rather than in a catalogue because it is data: the rulebook quotes its source in Chinese, beside one translation, and
what a grammar writes it must read again. The grammars read Chinese and English; whoever speaks another language is
answered in English."""

import msgspec


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in both languages."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """The words in `lang`; any language but Chinese reads English."""
        return self.zh if lang == "zh" else self.en
