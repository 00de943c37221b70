"""How hypothesis runs: the same examples each time, so that a red suite always means a change of ours.

`pytest --hypothesis-profile=wander` tries new ones; what it finds becomes a test with a name. And when a pressed key
has had its effect: Textual's pilot goes by the processor time alone, and takes a program that was given none for idle.
On Windows what needs a pseudo-terminal, a fork or a hard kill isn't collected.
"""

import asyncio
import re
import sys
from pathlib import Path
from time import monotonic, process_time

import textual.app
import textual.pilot
from hypothesis import settings

settings.register_profile("settled", derandomize=True, deadline=None)
settings.register_profile("wander", deadline=None)
settings.load_profile("settled")

_POSIX = re.compile(
    r"import (?:crashing|fcntl|pty|resource|termios)\b|from (?:crashing|desk_in_terminal|terminal) |os\.fork\(|SIGKILL"
)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    if sys.platform != "win32" or not collection_path.name.startswith("test_"):
        return None
    return True if _POSIX.search(collection_path.read_text("utf-8")) else None


_LOOK = 0.006  # seconds


async def wait_for_idle(min_sleep: float = _LOOK, max_sleep: float = 5) -> None:
    """Until the event loop has nothing left to do and no thread works, or `max_sleep` seconds are over."""
    begun = monotonic()
    ready = getattr(asyncio.get_running_loop(), "_ready", ())
    while (passed := monotonic() - begun) < max_sleep:
        worked = process_time()
        await asyncio.sleep(_LOOK)
        if not ready and process_time() - worked < _LOOK / 20 and passed >= min_sleep:
            return


textual.app.wait_for_idle = wait_for_idle
textual.pilot.wait_for_idle = wait_for_idle
