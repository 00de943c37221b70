"""The settings: all of the profile on one screen, each thing changed in place."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from aetui.commands import SETTINGS
from aetui.desk.book.deputies import is_above, read_deputies
from aetui.desk.book.people import add_person as add_verb
from aetui.desk.book.people import goes_away, is_back, remove_person, write_person
from aetui.desk.book.profile import SETTINGS as ROWS
from aetui.desk.book.profile import set_own_day, set_profile, value_of
from aetui.desk.day.recurring import stop
from aetui.desk.events.hooks import hooks_file
from aetui.desk.feeds import kept
from aetui.domain.lines import ownday
from aetui.domain.lines import person as person_line
from aetui.domain.plainwords import parse_range
from aetui.domain.records.refs import Ref
from aetui.screens.frame.page import PageScreen
from aetui.screens.record import settings_sections as show
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Section


class SettingsScreen(PageScreen):
    """Enter changes what the cursor stands on; `a` adds a colleague, `f` a day of the house's own."""

    WHERE = SETTINGS

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        return ((self.say("settings.title"), "ink bold"), (f"   {self.desk.store.path}", "faint")), ()

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:  # noqa: ARG002
        desk, say = self.desk, self.say
        return (
            (
                show.fields(desk, say, "me"),
                show.fields(desk, say, "around"),
                show.people(desk, say, now),
            ),
            (
                show.fields(desk, say, "office"),
                show.days(desk, say),
                show.rounds(desk, say),
                show.fields(desk, say, "program"),
                show.beside(desk, say),
            ),
        )

    def edit(self, ref: str) -> bool:
        kind, key = Ref.parse(ref).pair
        if kind == "set" and ROWS[key].ways:
            self._next_choice(key)
        elif kind == "set":
            self.ask(
                "setting",
                lambda text: set_profile(self.desk, key, text, self.now()),
                of=key,
                default=value_of(self.desk.profile, key),
                field=f"setting.{key}",
            )
        elif kind == "person":
            found = next((p for p in (self.desk.profile.people if self.desk.profile else []) if p.name == key), None)
            if found is not None:
                self.ask("person", lambda text: self._write(key, text), of=key, default=person_line.write(found))
        elif kind == "day":
            self.ask("own_day", self._day, of=key, default=key)
        elif (kind, key) == ("beside", "calendar"):
            feed = kept.feed_of(self.desk.store.path)
            self.ask("kept_calendar", self._keep, default=feed.file if feed else "")
        elif kind == "beside":
            self.desk_app.tell(self.say("setting.beside.hooks.where", file=hooks_file(self.desk.store.path)))
        else:
            return False
        return True

    def _next_choice(self, key: str) -> None:
        """A thing of few words is turned to the next; what it does is seen at once."""
        ways = ROWS[key].ways
        said = value_of(self.desk.profile, key)
        following = ways[(ways.index(said) + 1) % len(ways)] if said in ways else ways[0]
        if key == "theme":
            self.action_theme()
        elif key == "lang":
            self.action_language()
        else:
            with self.minding():
                set_profile(self.desk, key, following, self.now())

    def _write(self, name: str, text: str) -> None:
        line = person_line.read(text)
        self.run_worker(self._put(name, line))

    async def _put(self, name: str, line: person_line.PersonLine) -> None:
        with self.minding():
            write_person(self.desk, name, line, self.now(), keys=await self._keys(line.name))

    async def _keys(self, name: str) -> list[str]:
        """What a name sounds like is reckoned beside the event loop: it takes a third of a second."""
        from aetui.desk.find.names import keys_of

        return await asyncio.to_thread(keys_of, name)

    def _keep(self, text: str) -> None:
        """The calendar that is kept up from now on; none, where nothing is left of its name."""
        if text.strip():
            here = kept.as_of(self.desk, self.now())
            file = kept.may_keep(Path(text), here.of)
            self.run_worker(self._begin(here, file))
        else:
            kept.let_go(self.desk)
            self.refresh_all()

    async def _begin(self, here: kept.AsOf, file: Path) -> None:
        """Written beside the event loop: of a full desk it takes a while."""
        with self.minding():
            n = await asyncio.to_thread(kept.keep, here, self.desk.store.path, file, self.say)
            self.desk_app.tell(self.say("feed.begun", file=file, n=n))
        self.refresh_all()

    def _day(self, text: str) -> None:
        line = ownday.read(text, now=self.now(), cal=self.desk.calendar)
        set_own_day(self.desk, line.day, line.worked, self.now(), name=line.name)

    # Keys

    def action_person_add(self) -> None:
        self.ask("person_add", self._add, again=True)

    def _add(self, text: str) -> None:
        line = person_line.read(text)
        self.run_worker(self._put_new(line))

    async def _put_new(self, line: person_line.PersonLine) -> None:
        keys = await self._keys(line.name)
        with self.minding():
            add_verb(self.desk, line.name, line.role, self.now(), phone=line.phone, keys=keys)

    def action_person_away(self) -> None:
        kind, name = Ref.parse(self.ref).pair
        if kind != "person":
            self.desk_app.tell(self.say("settings.stand_on_person"))
            return
        self.ask("person_away", lambda text: self._away(name, text), of=name, who=name)

    def _away(self, name: str, text: str) -> None:
        now = self.now()
        if not text.strip():
            is_back(self.desk, name, now)
            return
        start, end = parse_range(text, now=now, cal=self.desk.calendar)
        if not is_above(self.desk, name):
            goes_away(self.desk, name, start, end, now)
            return

        def take(said: str) -> None:
            approves, hears = read_deputies(self.desk, said)
            goes_away(self.desk, name, start, end, self.now(), approves=approves, hears=hears)

        self.ask("person_deputies", take, of=name, who=name)

    def action_day_add(self) -> None:
        self.ask("own_day", self._day, again=True)

    def action_remove(self) -> None:
        kind, key = Ref.parse(self.ref).pair
        with self.minding():
            if kind == "person":
                remove_person(self.desk, key, self.now())
                self.desk_app.tell(self.say("settings.removed", name=key))
            elif kind == "day":
                line = ownday.read(key, now=self.now(), cal=self.desk.calendar)
                set_own_day(self.desk, line.day, None, self.now())
                self.desk_app.tell(self.say("settings.removed", name=key))
            elif kind == "round":
                self.desk_app.tell(self.say("todo.every.stopped", text=stop(self.desk, key, self.now()).text))
            else:
                self.desk_app.tell(self.say("card.nothing_to_remove"))
