"""What the settings show: the user, the people around, the office's hours and days, and how the program behaves."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.book.profile import SETTINGS, value_of
from aetui.desk.core import Desk
from aetui.desk.events.hooks import read_hooks
from aetui.desk.feeds.kept import feed_of
from aetui.domain.errors import BadInput
from aetui.domain.lines import ownday
from aetui.domain.records import Person
from aetui.domain.records.refs import ref_to
from aetui.domain.rulebook.own import known
from aetui.locales import Texts
from aetui.locales.dates import day_full, stamp
from aetui.locales.errors import sentence
from aetui.locales.rules import when_words
from aetui.locales.wording import role_word
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.rows import Row, Section, heading


def fields(desk: Desk, say: Texts, section: str) -> Section:
    """A section of the profile's keys, each a row that Enter changes."""
    labels, room = _labels(say)
    rows = []
    for key, setting in SETTINGS.items():
        if setting.section == section:
            said = value_of(desk.profile, key)
            shown: Part = (_words(say, key, said), "ink") if said else (say(f"setting.{key}.none"), "faint")
            rows.append(Row(ref_to("set", key), ((fit(labels[key], room), "dim"), shown), (), room))
    return Section(section, heading(say(f"settings.{section}")), rows)


_BESIDE = ("beside.calendar", "beside.hooks")


def _labels(say: Texts) -> tuple[dict[str, str], int]:
    """What each row is called, and the cells that all of them are given."""
    keys = [*(setting.key for setting in SETTINGS.values() if setting.section), *_BESIDE]
    labels = {key: say(f"setting.{key}") for key in keys}
    return labels, max(map(width, labels.values())) + 2


def _words(say: Texts, key: str, said: str) -> str:
    """A value as it is read: a choice by its name, all else as it can be typed."""
    if key == "lang":
        return Texts(said).facts.name
    name = f"setting.{key}.{said}"
    return say(name) if say.has(name) else said


def people(desk: Desk, say: Texts, now: datetime) -> Section:
    """Colleagues, one a row: role, number, when they are away."""
    found = desk.profile.people if desk.profile else []
    room = max((width(p.name) for p in found), default=0) + 2
    rows = [Row(ref_to("person", p.name), _person(desk, say, p, room, now), (), room) for p in found]
    return Section("people", heading(say("settings.people"), len(rows)), rows, say("settings.people.none"))


def _person(desk: Desk, say: Texts, person: Person, room: int, now: datetime) -> tuple[Part, ...]:
    role = role_word(say, person.role)
    spans = [
        say("people.away", start=stamp(desk.local(a.start)), end=stamp(desk.local(a.end)))
        for a in sorted(person.away, key=lambda a: a.start)
        if a.end > now
    ]
    told = "  ".join(part for part in (role, person.phone or "") if part)
    away: tuple[Part, ...] = (("  " + say("list.comma").join(spans), "soon"),) if spans else ()
    return ((fit(person.name, room), "ink"), (told, "dim"), *away)


def days(desk: Desk, say: Texts) -> Section:
    """Days that the house decided on, above every table."""
    own = desk.profile.own_days if desk.profile else []
    rows = [
        Row(
            ref_to("day", ownday.write(one)),
            (
                (day_full(say, one.day) + "  ", "ink"),
                (say("profile.day.work" if one.worked else "profile.day.off"), "act" if one.worked else "soon"),
                (f"  {one.name or ''}", "dim"),
            ),
        )
        for one in own
    ]
    return Section("days", heading(say("settings.days"), len(rows)), rows, say("settings.days.none"))


def rounds(desk: Desk, say: Texts) -> Section:
    """What comes round at the user's own word: `每周五 交工时表`."""
    own = desk.profile.rounds if desk.profile else []
    rows = [
        Row(ref_to("round", one.id), ((f"{when_words(say, one.when)}  ", "act"), (one.text, "ink")))
        for one in own
        if known(one.when)
    ]
    return Section("rounds", heading(say("settings.rounds"), len(rows)), rows, say("settings.rounds.none"))


def beside(desk: Desk, say: Texts) -> Section:
    """What is of this machine alone: the calendar that is kept up, and which events run commands."""
    file = desk.store.path
    feed = feed_of(file)
    wrong = [feed.amiss.error] if feed and feed.amiss else []
    try:
        hooks = read_hooks(file)
    except BadInput as mistake:
        hooks, wrong = None, [*wrong, mistake]
    events = say("list.comma").join(hooks.commands) if hooks else ""
    (labels, room), rows = _labels(say), []
    for key, said in zip(_BESIDE, (feed.file if feed else "", events), strict=True):
        shown: Part = (said, "ink") if said else (say(f"setting.{key}.none"), "faint")
        rows.append(Row(ref_to(*key.split(".")), ((fit(labels[key], room), "dim"), shown), (), room))
    rows += [Row("", ((sentence(say, one), "late"),)) for one in wrong]
    return Section("beside", heading(say("settings.beside")), rows)
