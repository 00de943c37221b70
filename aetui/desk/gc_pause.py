"""Reading much without looking for garbage among it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """No garbage is looked for meanwhile: thousands of records come and go, none of them is any, and a look holds up
    every thread. Where two threads read at once, it is off until the first of them has read."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
