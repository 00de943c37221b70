"""Regular expressions that are compiled when they are first used.

A quick note uses three of the forty that stand in the modules which it imports; compiling the others took a tenth of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Later:
    """Stands for a pattern; each method of it is found once."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(re.compile(self._source, self._flags), name)
        return found


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`; a mistake in `source` is told at its first use. To be asked by its methods, not handed to `re`."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
