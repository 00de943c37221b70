"""The rulebook: when what is owed, as data (domain.md, The rulebook)."""

from aetui.domain.rulebook.loader import load, load_rulebook, shipped
from aetui.domain.rulebook.model import Rule, Rulebook, RulebookError
from aetui.domain.tongues import Text

__all__ = ["Rule", "Rulebook", "RulebookError", "Text", "load", "load_rulebook", "shipped"]
