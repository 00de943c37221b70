"""Times in plain words, Chinese and English (domain.md, Times in plain words).

A small grammar of our own: words come from tables (`chinese`, `english`), `lexer` cuts a line into them,
`dates`, `clocks` and `spans` read a day, a time of day and a span off them, `grammar` puts these together,
`guards` knows what only looks like a time, `days` and `resolve` say which moment is meant. `finding` takes a
sentence, `reading` a text that is a time as a whole. No I/O; `now` is given.
"""

from aetui.domain.plainwords.finding import (
    Found,
    Unread,
    behind_time,
    find_time,
    is_time,
    no_time,
    speaks_of_time,
    unread,
)
from aetui.domain.plainwords.reading import parse_day, parse_range, parse_slot, parse_span, parse_time

__all__ = [
    "Found",
    "Unread",
    "behind_time",
    "find_time",
    "is_time",
    "no_time",
    "parse_day",
    "parse_range",
    "parse_slot",
    "parse_span",
    "parse_time",
    "speaks_of_time",
    "unread",
]
