"""How hypothesis runs: the same examples each time, so that a red suite always means a change of ours.

`pytest --hypothesis-profile=wander` tries new ones; what it finds becomes a test with a name. `few` tries five, where
it is counted which lines run. And what makes ten thousand tests quick: desks that lie in memory, style sheets that are read once, and no waiting once a pressed key has had its effect.
On Windows what needs a pseudo-terminal, a fork or a hard kill isn't collected.
"""

import asyncio
import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import pytest
import textual.app
import textual.pilot
import textual.screen
from hypothesis import settings
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.cache import FIFOCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from aetui.store.file.files import open_here

settings.register_profile("settled", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("wander", deadline=None)
settings.register_profile("few", derandomize=True, deadline=None, max_examples=5)
settings.load_profile("settled")

_POSIX = re.compile(
    r"import (?:crashing|fcntl|pty|resource|termios)\b|from (?:bad_wire|crashing|desk_in_terminal|office_server|terminal) |os\.fork\(|SIGKILL"
)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    if sys.platform != "win32" or not collection_path.name.startswith("test_"):
        return None
    return True if _POSIX.search(collection_path.read_text("utf-8")) else None


_LONG = (
    "e2e/", "screens/test_a_job", "screens/test_typed", "screens/test_snapshots", "screens/test_footers", "desk/test_law_seven",
    "cli/test_closed_outputs", "cli/test_invisible", "store/test_crash", "domain/test_week", "manual/",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that none is left over for one process when the other is done."""
    here = Path(__file__).parent
    items.sort(key=lambda item: not item.path.relative_to(here).as_posix().startswith(_LONG))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Garbage is looked for among what a test makes, not among twenty thousand tests. An app makes what was there when it
    began exempt as well (see `DeskApp`): here that would be the apps of all tests before, which would never go."""
    gc.collect()
    gc.freeze()
    gc.freeze = lambda: None


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """A process knows each desk that it ever opened, and looks whether a file to be written is one of those."""
    open_here.clear()


_MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 1 << 30:
    os.environ["TMPDIR"] = str(_MEMORY)  # each change of a desk is synced, which a disk takes its time for
    tempfile.tempdir = None

_SOON = 0.012  # seconds: a terminal that changed its size is heard after 8 ms
_LOOK = 0.002
_TO_PAINT = (
    "_layout_required", "_scroll_required", "_repaint_required", "_dirty_widgets", "_recompose_required", "_callbacks",
)  # fmt: skip


def _about_to_end(loop: Any) -> bool:
    """Whether a timer ends soon."""
    soon = loop.time() + _SOON
    return any(timer.when() < soon and not timer.cancelled() for timer in loop._scheduled)


def _threads_work(loop: Any) -> bool:
    threads = loop._default_executor
    return threads is not None and (
        not threads._work_queue.empty() or threads._idle_semaphore._value < len(threads._threads)
    )


async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 5) -> None:
    """Until the event loop has nothing left to do and no thread works (one that takes no time for 30 ms waits for
    something itself), or `max_sleep` seconds are over. Textual's own goes by the processor time alone: it waits where
    nothing is to come, and takes a program that was given none for idle."""
    loop: Any = asyncio.get_running_loop()
    begun, idle, still = monotonic(), 0, 0
    while (passed := monotonic() - begun) < max_sleep and (idle < 3 or passed < min_sleep):
        await asyncio.sleep(0)
        idle += 1
        if loop._ready:
            idle = still = 0
        elif _about_to_end(loop):
            idle = 0
            await asyncio.sleep(_LOOK)
        elif still < 5 and _threads_work(loop):
            idle, worked = 0, process_time()
            await asyncio.sleep(3 * _LOOK)
            still = still + 1 if process_time() - worked < _LOOK / 5 else 0


async def pause(pilot: Pilot[object], delay: float | None = None) -> None:
    """Until all that was asked for is done and painted, and what that led to as well; not before `delay` seconds."""
    await asyncio.sleep(delay or 0)
    for _ in range(9):
        await wait_for_idle()
        screen = pilot.app._screen_stack[-1] if pilot.app._screen_stack else None
        if screen is None or not any(getattr(screen, what) for what in _TO_PAINT):
            return
        screen._on_timer_update()


async def press(pilot: Pilot[object], *keys: str) -> None:
    """Each key once what the one before led to is painted."""
    for key in keys:
        await pilot.app._press_keys([key])
        await pause(pilot)


async def _all_heard(pilot: Pilot[object], timeout: float = 0) -> bool:
    """No widget has a message left once the loop is idle: there is no need to ask each of them."""
    await wait_for_idle()
    return True


textual.app.wait_for_idle = textual.pilot.wait_for_idle = wait_for_idle
textual.screen.UPDATE_PERIOD = 1  # seconds; the pilot has painted what is to be painted, once, before
Pilot._wait_for_screen, Pilot.pause, Pilot.press = _all_heard, pause, press  # type: ignore[method-assign, assignment]

_read_sheet: Callable[..., list[RuleSet]] = Stylesheet._parse_rules
_sheets: dict[Any, list[RuleSet]] = {}


def _read_once(sheet: Stylesheet, *what: Any, **named: Any) -> list[RuleSet]:
    key = (tuple(sheet._variables.items()), what, tuple(named.items()))
    if key not in _sheets:
        _sheets[key] = _read_sheet(sheet, *what, **named)
    return _sheets[key]


Stylesheet._parse_rules = _read_once  # type: ignore[method-assign]


def _kept_late(name: str, size: int) -> property:
    """What a strip remembers, for which it makes room when it is first asked: seven rooms a strip are made, and one is used."""
    slot = Strip.__dict__[name]

    def kept(strip: Strip) -> FIFOCache[Any, Any]:
        try:
            found: FIFOCache[Any, Any] = slot.__get__(strip, Strip)
        except AttributeError:
            slot.__set__(strip, found := FIFOCache(size))
        return found

    return property(kept)


def _strip(strip: Strip, segments: Any, cell_length: int | None = None) -> None:
    strip._segments = list(segments)
    strip._cell_length = cell_length
    strip._render_cache = strip._link_ids = strip._cell_count = None


for _name, _size in (
    ("_divide_cache", 4), ("_crop_cache", 16), ("_style_cache", 16), ("_filter_cache", 4), ("_line_length_cache", 4),
    ("_crop_extend_cache", 4), ("_offsets_cache", 4),
):  # fmt: skip
    setattr(Strip, _name, _kept_late(_name, _size))
Strip.__init__ = _strip  # type: ignore[method-assign]

_whole_update = Compositor.render_full_update


def _only_rendered(compositor: Compositor, crop: Any) -> None:
    for _ in compositor._get_renders(crop):
        pass


def _part(compositor: Compositor) -> ChopsUpdate | None:
    """Each widget that is to be painted renders its lines; they aren't cut and put together for a terminal that there isn't."""
    regions = compositor._dirty_regions.copy()
    compositor._dirty_regions.clear()
    if not regions:
        return None
    _only_rendered(compositor, Region.from_union(regions).intersection(compositor.size.region))
    return ChopsUpdate([], list(compositor._regions_to_spans(regions)), [])


def _whole(compositor: Compositor, simplify: bool = False) -> LayoutUpdate:
    if simplify:  # to be looked at
        return _whole_update(compositor, simplify)
    compositor._dirty_regions.clear()
    _only_rendered(compositor, compositor.size.region)
    return LayoutUpdate([], compositor.size.region)


Compositor.render_partial_update, Compositor.render_full_update = _part, _whole  # type: ignore[method-assign]
