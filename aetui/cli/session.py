"""What one run of the program was asked: whose desk, where, in which language, at what time, as JSON or not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from aetui.domain.errors import BadInput, Unusable
from aetui.domain.patterns import pattern
from aetui.locales import Texts, choose

if TYPE_CHECKING:
    from aetui.desk.core import Changed, Desk
    from aetui.domain.obligations import Obligation

_USER = pattern(r"(?!\.)[\w.-]{1,64}")
_YEARS = range(1970, 9000)
"""The years that a clock can stand in: reckoning goes some months back and years ahead of it."""


_SILENT = frozenset({"call", "calls", "demo", "import", "restore", "redo", "undo", "serve"})
"""Commands that tell hints themselves, and those that write what was written before, or by others: it was hinted at then."""


A_MONTH = timedelta(days=32)
"""What a quick note needs: the month's cards, whose numbers run on."""


class Session:
    """The options that stand everywhere, and the desk they name, opened when it is first asked for."""

    def __init__(self) -> None:
        self.user: str | None = None
        self.home: str | None = None
        self.of_desk: str | None = None
        """Whose desk is looked at, as it was asked for; None: one's own is used."""
        self.asked_lang: str | None = None
        self.asked_now: str | None = None
        self.json = False
        self.command: str | None = None  # the innermost that was called: `aetui card step`
        self.notes_given = False
        """Whether the command itself told what the store has to tell."""
        self.plain = False  # nothing is drawn
        self.noting = False  # a quick note: nothing is derived
        self.kept = False  # something was written: on the desk, or into a file
        self.told_on = False  # the command itself looked for events
        self._changed = False
        self._desk: Desk | None = None
        self._say: Texts | None = None
        self._profile_lang: str | None = None
        self._now: tuple[str | None, datetime] | None = None  # and the profile's zone that it was told in
        self._started = datetime.now().astimezone()
        self._warned: set[str] = set()

    # Whose desk, and where

    @property
    def name(self) -> str:
        """The desk's name. Raises BadInput for one that can't be a file name on every system."""
        name = self.user if self.user is not None else os.environ.get("AETUI_USER") or _login()
        if not _USER.fullmatch(name) or name.endswith("."):
            raise BadInput("user.name", name=name)
        return name

    @property
    def folder(self) -> Path:
        """The folder of the desks."""
        said = self.home or os.environ.get("AETUI_HOME")
        if said:
            from aetui.desk.files.given import path_typed

            return path_typed(said)
        from platformdirs import user_data_path

        return user_data_path("aetui", appauthor=False)

    @property
    def path(self) -> Path:
        return self.folder / f"{self.name}.json"

    @property
    def desk(self) -> Desk:
        """The desk, opened; another's (`of_desk`) to be looked at. Raises Unusable when its file can't be used, NotThere for one that
        isn't answered for here."""
        if self.of_desk is not None and (self._desk is None or not self._desk.read_only):
            self._desk = self._looked_at(self.of_desk)
        return self.own if self._desk is None else self._desk

    def _looked_at(self, asked: str) -> Desk:
        from aetui.desk.office.team import look_at, the_replica

        own = self.own
        desk = look_at(own, the_replica(own, asked), self._moment(None))
        self.know(own.profile.lang if own.profile else None)
        own.close()
        return desk

    @property
    def own(self) -> Desk:
        """The user's own desk, opened."""
        if self._desk is None:
            from aetui.desk.core import RECENT, Desk

            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Unusable("home.unusable", path=self.folder, why=error.strerror or error) from None
            recent = A_MONTH if self.noting else RECENT
            self._desk = desk = Desk.open(
                self.path, program=self.command or "aetui", now=self._moment(None), recent=recent
            )
            asked = self.asked_lang or os.environ.get("AETUI_LANG")
            desk.spoken = choose(asked, desk.profile.lang if desk.profile else None, _locale())
            desk.subscribe(self._heard)
            self._say = None  # its profile may name another language
        return self._desk

    def look_away(self) -> str:
        """From here on the own desk is used again; the id in the office of the one that was looked at."""
        key = self.desk.store.path.stem
        self.desk.close()
        self._desk = self._say = self.of_desk = self._now = None
        return key

    def _heard(self, changed: Changed) -> None:
        self.kept = self.kept or changed.own
        self._changed = self._changed or changed.own
        if changed.own and self.command and self.command.split()[1] not in _SILENT:
            self._hint(changed)
        self._say = None

    def _hint(self, changed: Changed) -> None:
        """What the lines hint at that this command wrote (N2 to N5), beside its result."""
        from aetui.desk.hints import names_in, of_changed
        from aetui.desk.typed.lines import unclear

        desk = self._desk
        assert desk is not None
        for _, hint in of_changed(desk, changed):
            self.warn(hint.put(self.say.lang))
        for told in unclear(desk, names_in(changed), self.say):
            self.warn(told)

    def lend(self, desk: Desk) -> None:
        """Use this desk instead of the file's (the demo)."""
        self._desk, self._say, self._now = desk, None, None

    # When

    @property
    def now(self) -> datetime:
        """The moment at which the command acts, in the desk's zone: the clock's, or as `--now` says."""
        desk = self.desk
        zone = desk.profile.timezone if desk.profile else None
        if self._now is None or self._now[0] != zone:
            self._now = zone, self._moment(desk)
        return self._now[1]

    def go_on(self) -> None:
        """The next command acts at the moment it is by now."""
        self._started, self._now = datetime.now().astimezone(), None

    @property
    def clock(self) -> datetime:
        """The moment it is by now, for a command that goes on for a while; stands where `--now` says so."""
        return self.now if self.frozen else datetime.now().astimezone(self.desk.tz)

    @property
    def frozen(self) -> bool:
        """Whether the clock stands (`--now`)."""
        return bool(self.asked_now or os.environ.get("AETUI_NOW"))

    @property
    def told_now(self) -> datetime | None:
        """What `--now` says, in the system's zone where it names none; None without it. Opens no desk."""
        return self._moment(None) if self.frozen else None

    def _moment(self, desk: Desk | None) -> datetime:
        said = self.asked_now or os.environ.get("AETUI_NOW")
        if not said:
            # The clock was read in the system's zone; most desks stand there, and need no table of zones.
            name = desk.profile.timezone if desk is not None and desk.profile is not None else None
            return self._started.astimezone(desk.tz) if desk and name not in (None, _zone()) else self._started
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            raise BadInput("now.iso", text=said) from None
        if moment.year not in _YEARS:
            raise BadInput("now.iso", text=said)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=desk.tz) if desk else moment.astimezone()
        return moment.astimezone(desk.tz) if desk else moment

    def told_in(self, zone: tzinfo) -> datetime | None:
        """The moment at which the command acts, in that zone, without the desk; None where `AETUI_NOW` names no zone of its own."""
        said = os.environ.get("AETUI_NOW")
        if not said:
            return self._started.astimezone(zone)
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            return None
        return moment.astimezone(zone) if moment.tzinfo is not None and moment.year in _YEARS else None

    def time(self, text: str) -> datetime:
        """A TIME of the command line: ISO 8601 or plain words. Raises BadInput."""
        from aetui.domain.plainwords import parse_time

        return parse_time(text, now=self.now, cal=self.desk.calendar)

    def together(self, verb: str, doing: bool, /, **words: str) -> AbstractContextManager[object]:
        """What the command does inside is one change, done and undone as a whole; nothing is asked of the file where it
        does nothing (`doing`), but shows."""
        return self.desk.change(verb, self.now, **words) if doing else nullcontext()

    @property
    def on_terminal(self) -> bool:
        """Whether somebody can be asked: no JSON, and a terminal on both sides."""
        ends = (sys.stdin, sys.stdout)
        return not self.json and all(stream is not None and stream.isatty() for stream in ends)

    # Speaking

    @property
    def say(self) -> Texts:
        if self._say is None:
            asked = self.asked_lang or os.environ.get("AETUI_LANG")
            if self._desk is not None and self._desk.profile is not None and not self._desk.read_only:
                self._profile_lang = self._desk.profile.lang
            self._say = Texts(choose(asked, self._profile_lang, _locale()))
        return self._say

    def know(self, lang: str | None) -> None:
        """The language that the profile of a desk opened elsewhere says."""
        self._profile_lang, self._say = lang, None

    def out(self, data: object | Callable[[], object], lines: str | Iterable[str]) -> None:
        """What a command answers: with `--json` the data, a record, rows, or what a function makes of them, else the lines."""
        if self.json:
            self.print_json(data() if callable(data) else data)
            return
        for line in [lines] if isinstance(lines, str) else lines:
            self.print(line)

    def print(self, text: str = "") -> None:
        """A line on standard output. What users typed can't steer the terminal."""
        from aetui.cli.plain import harmless

        sys.stdout.write(harmless(text) + "\n")

    def print_json(self, value: object) -> None:
        """One JSON document on standard output."""
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")

    def warn(self, text: str) -> None:
        """A line on standard error, beside the result; the same one is written once."""
        from aetui.cli.plain import harmless

        if text in self._warned:
            return
        self._warned.add(text)
        try:
            sys.stderr.write(self.say("cli.error", text=harmless(text)) + "\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # nobody listens

    def warn_of_doubts(self) -> None:
        """What the desk reckons with though it isn't sure: a year without holidays, a rule file with a mistake."""
        for doubt in self.doubts():
            self.warn(doubt)

    def doubts(self) -> list[str]:
        """As sentences, what the desk reckons with though it isn't sure."""
        from aetui.desk.doubts import doubts
        from aetui.locales.errors import sentence

        return [sentence(self.say, doubt) for doubt in doubts(self.desk, self.now)]

    # As the desk's owner sees it: times in the desk's zone, clients by name; nothing for None

    def local(self, moment: datetime | None) -> datetime | None:
        return self.desk.local(moment) if moment else None

    def iso(self, moment: datetime | None) -> str | None:
        return self.desk.local(moment).isoformat(timespec="seconds") if moment else None

    def when(self, moment: datetime | None) -> str:
        """In few words, as seen from now: `10:40`, `明天 10:00`."""
        from aetui.locales.dates import when

        return when(self.say, self.desk.local(moment), self.now) if moment else ""

    def stamp(self, moment: datetime | None) -> str:
        """`11/23 10:40`."""
        from aetui.locales.dates import stamp

        return stamp(self.desk.local(moment)) if moment else ""

    def client(self, client_id: str | None) -> str:
        """The client's short name."""
        from aetui.domain.records import Client

        found = self.desk.get(Client, client_id)
        return found.short if found else ""

    def goes_to(self, name: str | None) -> list[str]:
        """What is told of something that concerns that colleague: that it stands on their desk, where they have one in the office."""
        to = self.desk.mail.to(name) if self.desk.mail.people else None
        return ["  " + self.say("letter.goes", who=to.name)] if to is not None else []

    def title(self, obligation: Obligation) -> str:
        """What an obligation is called."""
        from aetui.locales.wording import title

        return title(self.say, obligation, self.desk.rulebook)

    def _tell_on(self, desk: Desk) -> None:
        """What the desk tells of by itself, where it does."""
        from aetui.desk.files.given import tells_on

        hooked = self._changed and not self.told_on and tells_on(desk.store.path, "hooks.toml")
        if not hooked and not tells_on(desk.store.path, "feed"):
            return
        from aetui.cli.feeds.after import tell_on

        try:
            for line in tell_on(desk, self.clock, self.say, apart=self.noting, hooked=hooked):
                self.warn(line)
        except Exception as fault:  # what was asked for is done
            desk.faults.append(fault)

    def drop(self) -> None:
        """Let go of a desk that turned out to be unusable."""
        if self._desk is not None:
            self._desk.store.file.close()
            self._desk = None

    def close(self) -> None:
        """Close the desk, and tell what the store has to tell: damaged lines, changes not in the file yet."""
        if self._desk is None:
            return
        desk = self._desk
        self._tell_on(desk)
        desk.close()
        if desk.faults:
            from aetui.desk.faults import write_down

            for fault in desk.faults:
                self.warn(self.say("error.program.listener", path=write_down(fault, desk.beside)))
        store = [] if self.notes_given else [*desk.store.notes, *desk.store.troubles]
        rules = [desk.rulebook_error] if desk.rulebook_error else []  # None, too, where nothing asked them
        notes = [*store, *desk.calendar_faults, *rules]
        if notes:
            from aetui.locales.errors import sentence

            for line in dict.fromkeys(sentence(self.say, note) for note in notes):
                self.warn(line)
        elif desk.profile is not None and not desk.read_only:
            self._profile_lang = desk.profile.lang
        self._desk = None


def _zone() -> str | None:
    """The IANA name of the system's zone, where it is easily told."""
    said = os.environ.get("TZ")
    if said:
        return said
    try:
        return str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2] or None
    except OSError:
        return None


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "me"


def speaks() -> str | None:
    """What the surroundings say of the language to speak."""
    return os.environ.get("AETUI_LANG") or _locale()


def _locale() -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value
    return None
