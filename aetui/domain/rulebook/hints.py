"""Hints of a rules file: what a user's own adds to those shipped, and whether they can be read. Every mistake is told with file, hint
and key (domain.md, The rulebook)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from aetui.domain.hints import WHERE, Hint, HintTable
from aetui.domain.hints.matching import BARRED, KNOWN, pieces
from aetui.domain.rulebook.model import RulebookError
from aetui.domain.tongues import Text

_LIKE = {
    "title": '"…", { zh = "…", en = "…" }',
    "source": '["N5"]',
    "says": '["{give}…{gift}", "…"]',
    "but": '["{gift}…{theme}"]',
    "where": ", ".join(f'"{name}"' for name in WHERE),
    "remarks": "true, false",
    "on": "true, false",
}
_ADDS = ("says", "but")
"""What is added to those of a hint that is there."""


def with_hints(base: HintTable, data: Mapping[str, Any], name: str) -> HintTable:
    """The hints and their lists, with `[hint.…]` and `[words]` of a user's file. Raises RulebookError at the first mistake."""
    words = _lists(base.lists, data.get("words", {}), name)
    hints = dict(base.hints)
    given = data.get("hint", {})
    if not isinstance(given, dict):
        raise RulebookError("rules.unknown_section", file=name, field="hint")
    for hint_id, fields in given.items():
        if not isinstance(fields, dict):
            raise RulebookError("rules.unknown_key", file=name, rule="hint", field=hint_id)
        hints[hint_id] = _hint(hint_id, fields, base.hints.get(hint_id), name)
    check_hints(hints, words, name)
    return HintTable(hints, words)


def check_hints(hints: Mapping[str, Hint], lists: Mapping[str, list[str]], name: str) -> None:
    """Whether each can be read. Raises RulebookError."""
    for word, entries in lists.items():
        _patterns(entries, lists, name, "words", word)
    for hint in hints.values():
        if not hint.says:
            raise RulebookError("rules.missing_key", file=name, rule=hint.id, field="says")
        for key in _ADDS:
            _patterns(getattr(hint, key), lists, name, hint.id, key)
        for where in hint.where:
            if where not in WHERE:
                raise _bad(name, hint.id, "where", where)


def _patterns(written: Iterable[str], lists: Mapping[str, list[str]], name: str, rule: str, key: str) -> None:
    for one in written:
        try:
            named = [piece for kind, piece in pieces(one.removeprefix(BARRED)) if kind == "list"]
        except ValueError:
            raise _bad(name, rule, key, one) from None
        for piece in named:
            if piece != KNOWN and piece not in lists:
                raise RulebookError("rules.unknown_list", file=name, rule=rule, field=key, value=piece)


def _lists(base: Mapping[str, list[str]], given: object, name: str) -> dict[str, list[str]]:
    if not isinstance(given, dict):
        raise RulebookError("rules.unknown_section", file=name, field="words")
    lists = {key: list(entries) for key, entries in base.items()}
    for key, entries in given.items():
        lists[key] = [*lists.get(key, ()), *(one.lower() for one in _words(name, "words", key, entries))]
    return lists


def _hint(hint_id: str, fields: Mapping[str, Any], base: Hint | None, name: str) -> Hint:
    found: dict[str, Any] = {}
    for key, value in fields.items():
        if key not in _LIKE:
            raise RulebookError("rules.unknown_key", file=name, rule=hint_id, field=key)
        if key == "title":
            found[key] = _title(name, hint_id, value, base)
        elif key in ("on", "remarks"):
            if not isinstance(value, bool):
                raise _bad(name, hint_id, key, value)
            found[key] = value
        else:
            found[key] = _words(name, hint_id, key, value)
    if base is not None:
        added = {key: [*getattr(base, key), *found[key]] for key in _ADDS if key in found}
        return msgspec.structs.replace(base, **{**found, **added})
    if "title" not in found:
        raise RulebookError("rules.missing_key", file=name, rule=hint_id, field="title")
    return Hint(id=hint_id, own=True, **found)


def _title(name: str, hint_id: str, value: object, base: Hint | None) -> Text:
    if isinstance(value, str):
        value = {"zh": value, "en": value}
    if isinstance(value, dict) and base is not None:
        value = {"zh": base.title.zh, "en": base.title.en, **value}
    try:
        text = msgspec.convert(value, Text)
    except msgspec.ValidationError:
        raise _bad(name, hint_id, "title", value) from None
    if not (text.zh.strip() and text.en.strip()):
        raise _bad(name, hint_id, "title", value)
    return text


def _words(name: str, rule: str, key: str, value: object) -> list[str]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise _bad(name, rule, key, value)
    return [one.strip() for one in value]


def _bad(name: str, rule: str, key: str, value: object) -> RulebookError:
    shown = value if isinstance(value, str) else repr(value)
    allowed = _LIKE.get(key, '["…"]')
    return RulebookError("rules.bad_value", file=name, rule=rule, field=key, value=shown[:60], allowed=allowed)
