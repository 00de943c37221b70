"""How one judges oneself, in words: `4`, `专业技巧 3.4 · 人际技巧 3.8`."""

from __future__ import annotations

from collections.abc import Mapping

from aetui.domain.appraisal_year import mean_of
from aetui.domain.records import SelfMark
from aetui.domain.rulebook.model import SKILLS
from aetui.locales import Texts


def mark_words(said: SelfMark | None) -> str:
    """The mark; a dot where there is an example alone, nothing where there is neither."""
    if said is None:
        return ""
    return "·" if said.mark is None else str(said.mark)


def mean_words(say: Texts, marks: Mapping[str, SelfMark]) -> str:
    """The mean of each list that has a mark."""
    means = ((name, mean_of(marks, name)) for name in SKILLS)
    return " · ".join(say(f"own.mean.{name}", mean=f"{mean:.1f}") for name, mean in means if mean is not None)
