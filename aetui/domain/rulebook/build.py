"""Make rulebook.json from rulebook.toml, hints.json from hints.toml: `python -m aetui.domain.rulebook.build`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from aetui.domain import hints
from aetui.domain.rulebook.hints import check_hints
from aetui.domain.rulebook.loader import READY_MADE
from aetui.domain.rulebook.model import Rulebook
from aetui.domain.rulebook.overlay import check

SOURCE = Path(__file__).with_name("rulebook.toml")
HINTS = hints.READY_MADE.with_suffix(".toml")


def read() -> Rulebook:
    """The rulebook as rulebook.toml has it, checked. Raises RulebookError, msgspec.ValidationError."""
    import tomllib

    book = msgspec.convert(tomllib.loads(SOURCE.read_text(encoding="utf-8")), Rulebook)
    rules = {rule_id: msgspec.structs.replace(rule, id=rule_id) for rule_id, rule in book.rules.items()}
    for rule in rules.values():
        check(rule, SOURCE.name)
    return msgspec.structs.replace(book, rules=rules)


def read_hints() -> hints.HintTable:
    """The hints as hints.toml has them, checked. Raises RulebookError, msgspec.ValidationError."""
    import tomllib

    table = msgspec.convert(tomllib.loads(HINTS.read_text(encoding="utf-8")), hints.HintTable)
    named = {hint_id: msgspec.structs.replace(hint, id=hint_id) for hint_id, hint in table.hints.items()}
    check_hints(named, table.lists, HINTS.name)
    return msgspec.structs.replace(table, hints=named)


def ready_made_hints() -> bytes:
    """What hints.json must hold."""
    return msgspec.json.format(msgspec.json.encode(read_hints()), indent=1) + b"\n"


def ready_made() -> bytes:
    """What rulebook.json must hold."""
    return msgspec.json.format(msgspec.json.encode(read()), indent=1) + b"\n"


if __name__ == "__main__":
    READY_MADE.write_bytes(ready_made())
    hints.READY_MADE.write_bytes(ready_made_hints())
