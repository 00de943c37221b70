"""Texts that count: `{n:item|items}`."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter


class PluralForms(Formatter):
    """Of `{n:item|items}` the form is read that the language has for `n`."""

    def __init__(self, plural: Callable[[str], int]) -> None:
        self._plural = plural

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        return format_spec.split("|")[self._plural(str(value))]
