"""The profile (个人): whose desk it is, and what it is reckoned with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.desk.core import EVER, Desk
from aetui.desk.facts import clean
from aetui.desk.find import names
from aetui.desk.zones import zone
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Borne, Person, PictureName, Profile
from aetui.domain.roles import ROLES, role_sign, role_signs, someone
from aetui.locales import LANGS

REMIND = ("line", "bell", "notice", "off")
"""How the open board reminds: a line on the screen; with a bell too; with a notice of the desktop too; not at all."""
THEMES = ("ink", "paper", "strong")
GLYPHS = ("lines", "plain")
"""Signs on the screen: lines and dots, or letters for terminals that draw those two cells wide."""
INPUT_METHODS = ("fcitx5", "ibus", "macism")
"""Input methods whose command is known: off on lists, back as it was in a line."""
# Keys that name one person in a role.
PERSON_KEYS = {"supervisor": "supervisor", "am": "AM", "ad": "AD", "front_desk": "front_desk"}


def is_new(desk: Desk) -> bool:
    """Whether this is the first morning: nobody said whose desk it is, and there is no client."""
    unsaid = desk.profile is None or desk.profile.name is None
    return unsaid and not desk.book.clients and not desk.store.profile_hidden


def terminals_file(desk: Desk) -> Path:
    """Where it is remembered which terminals draw lines and dots two cells wide; worth one question each."""
    return desk.store.path.parent / "terminals.cache"


def value_of(profile: Profile | None, key: str) -> str:
    """What the profile says for `key`, as the user would type it. Raises NotThere for an unknown key."""
    if key not in SETTINGS:
        raise NotThere("profile.key", key=key, keys=list(SETTINGS))
    if profile is None:  # what is reckoned with until something is said
        profile = Profile(id="", created_at=EVER, updated_at=EVER)
    return SETTINGS[key].tell(profile)


def set_profile(desk: Desk, key: str, value: str, now: datetime) -> Profile:
    """Set one key. Raises BadInput for a value that can't be, NotThere for an unknown key."""
    return set_profiles(desk, {key: value}, now)


def set_profiles(desk: Desk, values: dict[str, str], now: datetime) -> Profile:
    """Set several keys as one change. Raises Unusable where a profile is there that can't be read.

    Whatever is said of the signs, terminals are asked anew how they draw them where the profile doesn't say it."""
    for key in values:
        value_of(None, key)
    if "glyphs" in values:
        terminals_file(desk).unlink(missing_ok=True)
    with desk.change("profile.set", now, keys=", ".join(values)) as change:
        profile = desk.profile or change.new(Profile)
        for key, value in values.items():
            setting = SETTINGS[key]
            if setting.picture is not None:
                from aetui.desk.book.pictures import with_picture

                profile = with_picture(change, profile, setting.picture, value)
            else:
                profile = setting.take(profile, value.strip())
        if "times" in values:
            _no_names(desk, profile)
        profile = change.put(profile)
    return profile


def _no_names(desk: Desk, profile: Profile) -> None:
    """No time is read in a name that is on the desk: a word that is one would never be read. Raises BadInput."""
    for one in profile.own_times:
        if desk.calendar.names.hidden(one.word) != one.word:
            raise BadInput("times.name", word=one.word)


def set_own_day(desk: Desk, day: date, worked: bool | None, now: datetime, *, name: str | None = None) -> Profile:
    """The house works that day, or is free, whatever the calendar says; None: as the calendar says, again."""
    from aetui.domain.records import OwnDay

    with desk.change("profile.day", now, day=day.isoformat()) as change:
        profile = desk.profile or change.new(Profile)
        others = [one for one in profile.own_days if one.day != day]
        if worked is not None:
            others.append(OwnDay(day=day, worked=worked, name=name or None))
        profile = change.put(replace(profile, own_days=sorted(others, key=lambda one: one.day)))
    return profile


def _roles(profile: Profile, value: str) -> Profile:
    """`AE, AM`, or in words: `客户经理`, `account exec`."""
    roles = role_signs(value)
    wrong = [role for role in roles if role not in ROLES]
    if wrong or not roles:
        raise BadInput("profile.roles", text=value, roles=list(ROLES))
    return replace(profile, roles=roles)


def _quiet(profile: Profile, value: str) -> Profile:
    found = re.fullmatch(r"(\d{1,3})\s*(?:d|days?|天|个?工作日)?", value, re.IGNORECASE)
    if found is None or not 1 <= int(found[1]) <= 250:
        raise BadInput("profile.quiet", text=value)
    return replace(profile, quiet_days=int(found[1]))


def _agreed(profile: Profile, value: str) -> Profile:
    """`2d`, in working days; `off`: minutes say nothing of it."""
    if value.lower() in ("", "off", "0"):
        return replace(profile, agreed_days=0)
    found = re.fullmatch(r"(\d{1,2})\s*(?:d|days?|天|个?工作日)?", value, re.IGNORECASE)
    if found is None or int(found[1]) > 30:
        raise BadInput("profile.agreed", text=value)
    return replace(profile, agreed_days=int(found[1]))


def _timezone(profile: Profile, value: str) -> Profile:
    if value:
        zone(value)
    return replace(profile, timezone=value or None)


def _hours(profile: Profile, value: str) -> Profile:
    from aetui.domain.clock.workcal import Hours

    try:
        Hours.parse(value, profile.lunch)
    except BadInput as mistake:
        if mistake.key == "hours.none":
            raise
        Hours.parse(value, "")  # what is wrong with the lunch is told when that is set
    return replace(profile, hours=value)


def _lunch(profile: Profile, value: str) -> Profile:
    from aetui.domain.clock.workcal import Hours

    Hours.parse(profile.hours, value)
    return replace(profile, lunch=value)


def _calendar(profile: Profile, value: str) -> Profile:
    from aetui.domain.clock.holidays import check_country

    return replace(profile, calendar=check_country(value))


def _people(profile: Profile, value: str) -> Profile:
    """`小王:studio, 阿杰:media`: those who are named come or change, the others stay as they are."""
    for part in re.split(r"[,，、]", value):
        name, _, role = part.replace("：", ":").partition(":")
        if name.strip():
            profile = with_person(profile, name.strip(), role.strip() or None)
    return profile


def _people_told(profile: Profile) -> str:
    return ",".join(f"{p.name}:{p.role}" if p.role else p.name for p in profile.people)


def with_person(profile: Profile, name: str, role: str | None, keys: list[str] | None = None) -> Profile:
    """The profile with that person around; who is known keeps place, phone, absences, and without a role the old one."""
    sign = role_sign(role) if role else None
    if any(p.name == name for p in profile.people):
        people = [replace(p, role=sign or p.role) if p.name == name else p for p in profile.people]
    else:
        people = [*profile.people, Person(name=name, role=sign, keys=keys if keys is not None else names.keys_of(name))]
    return replace(profile, people=people)


def _times(profile: Profile, value: str) -> Profile:
    """`例会日 = 每周二 10:00; 发稿日 = 每月25日`: these are all. With a `+` before them they come to the others, or change them."""
    from aetui.domain.lines import owntime

    adds = value[:1] in ("+", "＋")
    said = owntime.read_all(value[1:]) if adds else owntime.read_all(value)
    if adds and not said:
        raise BadInput("times.line", text=value)
    held = {one.word: one for one in profile.own_times} if adds else {}
    return replace(profile, own_times=[*{**held, **{one.word: one for one in said}}.values()])


def _times_told(profile: Profile) -> str:
    from aetui.domain.lines import owntime

    return owntime.write_all(profile.own_times)


Section = Literal["me", "around", "office", "program", ""]


class Setting(msgspec.Struct, frozen=True):
    """One thing of the profile. `key`: in the shell and the catalogues (`setting.KEY`); `section`: of the settings' screen.
    `take` raises BadInput for a value that can't be; `tell` says the value as it would be typed. `ways`: the words of one of
    few; the empty one: what stands without it. `picture`: it is a picture's file, which papers bear."""

    key: str
    section: Section
    take: Callable[[Profile, str], Profile]
    tell: Callable[[Profile], str]
    ways: tuple[str, ...] = ()
    picture: PictureName | None = None


def _text(key: str) -> Setting:
    """A line of the user's own."""
    return Setting(key, "me", lambda p, value: replace(p, **{key: clean(value)}), lambda p: getattr(p, key) or "")


def _picture(name: PictureName) -> Setting:
    """A picture's file; what it holds is kept apart."""

    def tell(profile: Profile) -> str:
        held: Borne | None = getattr(profile, name)
        return held.file if held is not None else ""

    return Setting(name, "me", lambda p, _: p, tell, picture=name)


def _of(field: str, take: Callable[[Profile, str], Profile]) -> Setting:
    """What the office works by."""
    return Setting(field, "office", take, lambda p: getattr(p, field) or "")


def _choice(key: str, *ways: str) -> Setting:
    """One of a few words; empty, `auto` or `off`: what stands without one."""
    field = key.replace("-", "_")

    def take(profile: Profile, value: str) -> Profile:
        said = value.lower()
        if said not in ("", "auto", "off", *ways):
            raise BadInput(f"profile.{key}", text=value, ways=[way for way in ways if way])
        return replace(profile, **{field: said if said in ways and said else None})

    return Setting(key, "program", take, lambda p: getattr(p, field) or "", ways)


def _person(key: str, role: str) -> Setting:
    """Who has that role."""

    def take(profile: Profile, value: str) -> Profile:
        others = [replace(p, role=None) if p.role == role and p.name != value else p for p in profile.people]
        profile = replace(profile, people=others)
        return with_person(profile, value, role) if value else profile

    return Setting(key, "around", take, lambda p: someone(p, role) or "")


SETTINGS: dict[str, Setting] = {
    setting.key: setting
    for setting in (
        _text("name"),
        _text("title"),
        _text("phone"),
        _text("email"),
        _text("agency"),
        _text("address"),
        _picture("logo"),
        _picture("signature"),
        Setting("roles", "me", _roles, lambda p: ",".join(p.roles)),
        *(_person(key, role) for key, role in PERSON_KEYS.items()),
        _of("hours", _hours),
        _of("lunch", _lunch),
        _of("calendar", _calendar),
        _of("timezone", _timezone),
        Setting("times", "office", _times, _times_told),
        Setting("agreed", "office", _agreed, lambda p: f"{p.agreed_days}d" if p.agreed_days else "off"),
        Setting("quiet", "office", _quiet, lambda p: f"{p.quiet_days}d"),
        _choice("lang", *LANGS),
        _choice("theme", *THEMES),
        _choice("remind", *REMIND),
        _choice("glyphs", "", *GLYPHS),
        _choice("input-method", "", *INPUT_METHODS),
        Setting("people", "", _people, _people_told),
    )
}
"""All of the profile, by key."""
