"""Lines and letters to send."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from aetui.domain.records.letter import Letter
from aetui.store.remote.line import Line

NOW = datetime(2026, 11, 23, 11, 30, tzinfo=timezone(timedelta(hours=8)))


def line(n: int, public: bytes = b'{"a":1}', private: bytes | None = None, **more: Any) -> Line:
    given: dict[str, Any] = {"at": NOW, "verb": "call", "clock": n, "saw": {}} | more
    return Line(n=n, public=public, private=private, **given)


def letter(id: str, to: str, act: str = "todo.give", **more: Any) -> Letter:
    return Letter(id=id, created_at=NOW, updated_at=NOW, act=act, out=True, desk=to, who="谁", sent_at=NOW, **more)
