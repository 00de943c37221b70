"""Kinds of work and of money by the names that users give them."""

from __future__ import annotations

import re
from typing import cast, get_args

from aetui.domain.errors import BadInput
from aetui.domain.records import MeetingKind, MoneyKind, WorkKind
from aetui.locales import LANGS, Texts


def kind_named(say: Texts, text: str) -> WorkKind:
    """The kind of work of that name, in the language spoken or as it is filed. Raises BadInput that lists them."""
    for kind in get_args(WorkKind):
        if text.strip().lower() in (kind, say(f"kind.{kind}").lower()):
            return cast("WorkKind", kind)
    raise BadInput("card.kind", text=text, kinds=[say(f"kind.{k}") for k in get_args(WorkKind)])


def inside_named(say: Texts, text: str) -> MeetingKind:
    """The kind of a meeting inside the house of that name. Raises BadInput that lists them."""
    for kind in get_args(MeetingKind):
        if text.strip().lower() in (kind, *(Texts(lang)(f"meeting.kind.{kind}").lower() for lang in LANGS)):
            return cast("MeetingKind", kind)
    raise BadInput("meeting.kind", text=text, kinds=[say(f"meeting.kind.{k}") for k in get_args(MeetingKind)])


def inside_at_head(line: str) -> tuple[MeetingKind | None, str]:
    """The kind of a meeting inside the house whose name stands at a line's head, in any language, and the line; of another kind
    (`内部会`) without that head. None where none does."""
    for kind in get_args(MeetingKind):
        key = "meeting.inside.head" if kind == "other" else f"meeting.kind.{kind}"
        for name in (Texts(lang)(key) for lang in LANGS):
            found = re.match(rf"\s*{re.escape(name)}(?=[\s\d，,；;]|$)", line, re.IGNORECASE)
            if found is not None:
                rest = line[found.end() :].lstrip(" 　,，;；") if kind == "other" else line
                return cast("MeetingKind", kind), rest
    return None, line


def money_named(say: Texts, text: str) -> MoneyKind:
    """The kind of money of that name. Raises BadInput that lists them."""
    found = money_kinds(say).get(text.strip().lower())
    if found is None:
        raise BadInput("money.kind", text=text, kinds=[f"{k} {say(f'money.{k}')}" for k in get_args(MoneyKind)])
    return found


def money_kinds(say: Texts) -> dict[str, MoneyKind]:
    """Every word that names a kind of money, in lower case: of all languages, the spoken one first."""
    words: dict[str, MoneyKind] = {}
    for texts in (say, *(Texts(lang) for lang in LANGS)):
        for kind in get_args(MoneyKind):
            words.setdefault(texts(f"money.{kind}").lower(), cast("MoneyKind", kind))
            words.setdefault(kind, cast("MoneyKind", kind))
    return words
