"""A calendar that is kept up: a file outside the desk that is written anew whenever what stands in it is not so any more.

What was written last is remembered beside the desk (`NAME.feed`, of this machine alone): where the file lies, and each of its events as
it stands there. So an event keeps its id, counts up when it changes, is struck out for a while when it won't be, and a change that
concerns none of them writes nothing. Whoever changes the desk brings the file up to date, one at a time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from aetui.desk.core import Desk
from aetui.desk.feeds.dates import Dates, calendar_lines, dates, recent
from aetui.desk.files.bundle_file import desk_id
from aetui.desk.files.given import path_typed
from aetui.desk.files.output import replace_durably, writable, write_file
from aetui.documents.calendar import CalendarLine, as_event, numbers_in, whole_calendar, whose
from aetui.domain.errors import BadInput, DeskError
from aetui.locales import Texts
from aetui.store.file import kernel
from aetui.store.file.files import Companion, FileMark, companion, discard, mark_of
from aetui.store.file.held import alone

ENDING = ".ics"
STRUCK = timedelta(days=30)
"""How long an event that won't be stays in the file, struck out."""
MOST = 2000
"""How many events it holds: more than any phone takes."""
AGAIN = timedelta(minutes=15)
"""After how long what only time brings (a Monday's calls) is looked for."""
_HEAD = 4096
_LOCK: Companion = "feed.lock"
_FRESH_S = 5.0
"""How long what another program wrote of a later state isn't doubted: by then it was heard of here."""


class Amiss(msgspec.Struct, frozen=True):
    """Why the file could not be written, as a DeskError's key and words."""

    key: str
    words: dict[str, str]

    @property
    def error(self) -> DeskError:
        return BadInput(self.key, **self.words)


class Feed(msgspec.Struct, frozen=True):
    """The file that is kept up, in which language; up to which change of the desk it is, as of when; how it looked when it was
    left; what is the matter with it. `at`: seconds, the machine's clock."""

    file: str
    lang: str
    seq: int = -1
    looked: datetime | None = None
    at: float = 0.0
    mark: FileMark | None = None
    amiss: Amiss | None = None


class KeptEvent(msgspec.Struct, frozen=True):
    """One event as it was written last: of which line, as text. `gone`: since when it is struck out, or (without a text) in the file no
    more; its number goes on where it comes back. `line` is None where only the number is known."""

    start: datetime
    sequence: int
    text: str
    line: CalendarLine | None = None
    gone: datetime | None = None


Events = dict[str, KeptEvent]


def path_of(desk_file: Path) -> Path:
    return companion(desk_file, "feed")


def feed_of(desk_file: Path) -> Feed | None:
    """The file that is kept up; None where there is none. Reads a line."""
    try:
        return msgspec.json.decode(kernel.read(path_of(desk_file), size=_HEAD).split(b"\n")[0], type=Feed)
    except (OSError, ValueError):
        return None


def keep(here: AsOf, desk_file: Path, file: Path, say: Texts) -> int:
    """From now on `file` is kept up, in the language of `say`; how many events stand in it. Another one that was kept up is left as it
    is. In any thread. Raises BadInput: no calendar's name, a file that isn't ours to write over, a place that can't be written; then
    what was kept up still is."""
    target = may_keep(file, here.of)
    try:
        with alone(desk_file, _LOCK):
            feed, events = Feed(str(target), say.lang), _read(desk_file) or _found_in(target)
            feed, events = _written(feed, events, here.dates, here.now, here.of, desk_file)
            feed = msgspec.structs.replace(feed, seq=here.seq, looked=here.now, at=time.time())
            _store(desk_file, feed, events)
    except OSError as error:
        raise _beside(error, desk_file) from None
    return sum(bool(event.text) and event.gone is None for event in events.values())


def may_keep(file: Path, of: str) -> Path:
    """Where a calendar of that name would lie. Raises BadInput, as `keep`; writes nothing."""
    if file.suffix.lower() != ENDING:
        raise BadInput("feed.format", file=file.name)
    target = path_typed(str(file)).absolute()
    _ours(target, of)
    return target


def let_go(desk: Desk) -> str | None:
    """The file is kept up no longer, and stays as it is; which it was, None where none was. Raises BadInput where that can't be noted."""
    feed = feed_of(desk.store.path)
    if feed is None:
        return None
    try:
        with alone(desk.store.path, _LOCK):
            path_of(desk.store.path).unlink(missing_ok=True)
            discard(companion(desk.store.path, _LOCK))
    except OSError as error:
        raise _beside(error, desk.store.path) from None
    return feed.file


def is_behind(desk: Desk, now: datetime) -> bool:
    """Whether the desk was changed since the file was looked at, or that is a while ago. Reads a line."""
    feed = feed_of(desk.store.path)
    if feed is None:
        return False
    long_ago = feed.looked is None or not timedelta() <= now - feed.looked < AGAIN
    return long_ago or feed.seq != desk.store.last_change


def bring_up(desk: Desk, now: datetime) -> DeskError | None:
    """Write the file anew where something in it is not so any more. What is wrong with it, where that wasn't told yet."""
    desk.poll()
    return bring_up_to(as_of(desk, now), desk.store.path)


class AsOf(msgspec.Struct, frozen=True):
    """What stands on a desk after its change `seq`, taken at `now`: all that is needed to write the file, in any thread."""

    dates: Dates
    now: datetime
    seq: int
    of: str


def as_of(desk: Desk, now: datetime) -> AsOf:
    """What stands now."""
    return AsOf(dates(desk, now), now, desk.store.last_change, desk_id(desk))


def bring_up_to(here: AsOf, desk_file: Path) -> DeskError | None:
    """As `bring_up`. Raises nothing that the file or its place is the reason of; what another program wrote of a later state stays."""
    try:
        with alone(desk_file, _LOCK):
            feed, events = feed_of(desk_file), _read(desk_file)
            if (
                feed is None
                or not os.access(path_of(desk_file), os.W_OK)
                or (feed.seq > here.seq and 0 <= time.time() - feed.at < _FRESH_S)
            ):
                return None
            fresh = None
            try:
                told, events = _written(feed, events, here.dates, here.now, here.of, desk_file)
            except BadInput as mistake:
                told = msgspec.structs.replace(feed, amiss=_as_amiss(mistake))
                fresh = mistake if feed.amiss != told.amiss else None
            told = msgspec.structs.replace(told, seq=here.seq, looked=here.now, at=time.time())
            _store(desk_file, told, events)
            return fresh
    except TimeoutError:
        return None  # whoever is at it will have written
    except OSError as error:
        return _beside(error, desk_file)


# Inside


def _beside(error: OSError, desk_file: Path) -> BadInput:
    """What is remembered of the file can't be."""
    return BadInput("feed.beside", file=path_of(desk_file), why=error.strerror or error)


def _as_amiss(mistake: BadInput) -> Amiss:
    return Amiss(mistake.key, {name: str(value) for name, value in mistake.args_.items()})


def _written(feed: Feed, events: Events, found: Dates, now: datetime, of: str, desk_file: Path) -> tuple[Feed, Events]:
    """Bring the file up to date where it isn't. Raises BadInput where it can't be written."""
    file, say = Path(feed.file), Texts(found.profile.lang if found.profile and found.profile.lang else feed.lang)
    mark = _ours(file, of)
    lines, over = _nearest(calendar_lines(found, say, recent(now)), now)
    after = _events(events, lines, over | found.over, now)
    if after != events or mark is None or mark != feed.mark:
        name = say("feed.name", name=(found.profile.name if found.profile else None) or desk_file.stem)
        in_order = sorted(after.items(), key=lambda one: (one[1].start, one[0]))
        content = whole_calendar((event.text.encode() for _, event in in_order if event.text), name, of)
        write_file(file, content, as_it_was=True)
        mark = mark_of(file)
    return msgspec.structs.replace(feed, mark=mark, amiss=None), after


def _ours(file: Path, of: str) -> FileMark | None:
    """The mark of the file as it stands; None where there is none. Raises BadInput where it isn't ours to write over."""
    target = writable(file)
    try:
        head, mark = kernel.read(target, size=_HEAD), mark_of(target)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadInput("export.write", file=file, why=error.strerror or error) from None
    owner = whose(head)
    if head and owner is None:
        raise BadInput("feed.not_ours", file=file)
    if owner and owner != of:
        raise BadInput("feed.of_another", file=file)
    return mark


def _nearest(lines: Iterable[CalendarLine], now: datetime) -> tuple[dict[str, CalendarLine], frozenset[str]]:
    """The lines that a calendar has room for, by their ids: what is to come first, the nearest first; and the ids of the others."""
    every = list(lines)
    if len(every) > MOST:
        every.sort(key=lambda line: (line.start < now, abs(line.start - now), line.uid))
    return {line.uid: line for line in every[:MOST]}, frozenset(line.uid for line in every[MOST:])


def _events(before: Events, lines: dict[str, CalendarLine], over: frozenset[str], now: datetime) -> Events:
    """The events as they stand now: what says the same is left as it was written. What isn't among the lines, nor `over`, is struck
    out."""
    after: Events = {}
    for uid, line in lines.items():
        was = before.get(uid)
        if was is None:
            after[uid] = _event(line, line.sequence, now)
        elif was.gone is None and was.line == line:
            after[uid] = was
        else:
            after[uid] = _event(line, max(was.sequence + 1, line.sequence), now)
    for uid, was in before.items():
        if uid in after:
            continue
        if was.gone is not None:
            if now - was.gone < STRUCK:
                after[uid] = was
        elif was.line is not None and uid not in over and was.start >= recent(now):
            after[uid] = _event(was.line, was.sequence + 1, now, gone=now)
        else:
            after[uid] = KeptEvent(was.start, was.sequence, "", gone=now)
    return after


def _event(line: CalendarLine, sequence: int, now: datetime, gone: datetime | None = None) -> KeptEvent:
    written = msgspec.structs.replace(line, sequence=sequence, cancelled=line.cancelled or gone is not None)
    return KeptEvent(line.start, sequence, as_event(written, now).decode(), line, gone)


def _found_in(file: Path) -> Events:
    """The events of a calendar of ours that stands there already, whose numbers go on."""
    try:
        return {
            uid: KeptEvent(start, sequence, "")
            for uid, start, sequence in numbers_in(kernel.read(Path(os.path.realpath(file))))
        }
    except OSError:
        return {}


def _read(desk_file: Path) -> Events:
    try:
        return msgspec.json.decode(kernel.read(path_of(desk_file)).partition(b"\n")[2], type=Events)
    except (OSError, ValueError):
        return {}


def _store(desk_file: Path, feed: Feed, events: Events) -> None:
    content = msgspec.json.encode(feed) + b"\n" + msgspec.json.encode(events)
    replace_durably(path_of(desk_file), content)
