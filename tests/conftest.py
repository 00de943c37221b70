"""How hypothesis runs: the same examples each time, so that a red suite always means a change of ours.

`pytest --hypothesis-profile=wander` tries new ones; what it finds becomes a test with a name. And when a pressed key
has had its effect: Textual's pilot goes by the processor time alone, and takes a program that was given none for idle.
"""

import asyncio
from time import monotonic, process_time

import textual.app
import textual.pilot
from hypothesis import settings

settings.register_profile("settled", derandomize=True, deadline=None)
settings.register_profile("wander", deadline=None)
settings.load_profile("settled")

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
