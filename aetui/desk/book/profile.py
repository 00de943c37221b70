"""The profile (个人): whose desk it is, and what it is reckoned with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from msgspec.structs import replace

from aetui.desk.core import EVER, Desk
from aetui.desk.facts import clean
from aetui.desk.find import names
from aetui.desk.zones import zone
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Person, Profile
from aetui.domain.roles import ROLES, role_sign, role_signs
from aetui.locales import LANGS
from aetui.locales.wording import someone

REMIND = ("line", "bell", "notice", "off")
"""How the open board reminds: a line on the screen; with a bell too; with a notice of the desktop too; not at all."""
THEMES = ("ink", "paper", "strong")
GLYPHS = ("lines", "plain")
"""Signs on the screen: lines and dots, or letters for terminals that draw those two cells wide."""
INPUT_METHODS = ("fcitx5", "ibus", "macism")
"""Input methods whose command is known: off on lists, back as it was in a line."""
CHOICES: dict[str, tuple[str, ...]] = {
    "lang": LANGS,
    "theme": THEMES,
    "remind": REMIND,
    "glyphs": ("", *GLYPHS),
    "input-method": ("", *INPUT_METHODS),
}
"""Keys whose value is one of a few words; the empty one: what stands without it."""
# Keys that name one person in a role.
PERSON_KEYS = {"supervisor": "supervisor", "am": "AM", "ad": "AD", "front_desk": "front_desk"}
KEYS = (
    "name",
    "title",
    "phone",
    "email",
    "agency",
    "roles",
    "timezone",
    "hours",
    "lunch",
    "calendar",
    "quiet",
    "lang",
    "theme",
    "remind",
    "glyphs",
    "input-method",
    *PERSON_KEYS,
    "people",
)
_FIELDS = {"input-method": "input_method"}
"""The profile's field of a key, where it has another name."""


def is_new(desk: Desk) -> bool:
    """Whether this is the first morning: nobody said whose desk it is, and there is no client."""
    unsaid = desk.profile is None or desk.profile.name is None
    return unsaid and not desk.book.clients and not desk.store.profile_hidden


def value_of(profile: Profile | None, key: str) -> str:
    """What the profile says for `key`, as the user would type it. Raises NotThere for an unknown key."""
    if key not in KEYS:
        raise NotThere("profile.key", key=key, keys=list(KEYS))
    if profile is None:  # what is reckoned with until something is said
        profile = Profile(id="", created_at=EVER, updated_at=EVER)
    if key == "roles":
        return ",".join(profile.roles)
    if key == "people":
        return ",".join(f"{p.name}:{p.role}" if p.role else p.name for p in profile.people)
    if key in PERSON_KEYS:
        return someone(profile, PERSON_KEYS[key]) or ""
    if key == "quiet":
        return f"{profile.quiet_days}d"
    return str(getattr(profile, _FIELDS.get(key, key)) or "")


def set_profile(desk: Desk, key: str, value: str, now: datetime) -> Profile:
    """Set one key. Raises BadInput for a value that can't be, NotThere for an unknown key."""
    return set_profiles(desk, {key: value}, now)


def set_profiles(desk: Desk, values: dict[str, str], now: datetime) -> Profile:
    """Set several keys as one change. Raises Unusable where a profile is there that can't be read."""
    for key in values:
        value_of(None, key)
    with desk.change("profile.set", now, keys=", ".join(values)) as change:
        profile = desk.profile or change.new(Profile)
        for key, value in values.items():
            profile = _SETTERS[key](profile, value.strip())
        profile = change.put(profile)
    return profile


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


def _text(field: str) -> Callable[[Profile, str], Profile]:
    def setter(profile: Profile, value: str) -> Profile:
        return replace(profile, **{field: clean(value)})

    return setter


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


def _choice(field: str, wrong: str, *ways: str) -> Callable[[Profile, str], Profile]:
    """One of a few words; empty, `auto` or `off`: what stands without one. `wrong`: the mistake for another word."""

    def setter(profile: Profile, value: str) -> Profile:
        said = value.lower()
        if said not in ("", "auto", "off", *ways):
            raise BadInput(wrong, text=value, ways=list(ways))
        return replace(profile, **{field: said if said in ways else None})

    return setter


def _person(role: str) -> Callable[[Profile, str], Profile]:
    def setter(profile: Profile, value: str) -> Profile:
        others = [replace(p, role=None) if p.role == role and p.name != value else p for p in profile.people]
        profile = replace(profile, people=others)
        return with_person(profile, value, role) if value else profile

    return setter


def _people(profile: Profile, value: str) -> Profile:
    """`小王:studio, 阿杰:media`: those who are named come or change, the others stay as they are."""
    for part in re.split(r"[,，、]", value):
        name, _, role = part.replace("：", ":").partition(":")
        if name.strip():
            profile = with_person(profile, name.strip(), role.strip() or None)
    return profile


def with_person(profile: Profile, name: str, role: str | None, keys: list[str] | None = None) -> Profile:
    """The profile with that person around; who is known keeps place, phone, absences, and without a role the old one."""
    sign = role_sign(role) if role else None
    if any(p.name == name for p in profile.people):
        people = [replace(p, role=sign or p.role) if p.name == name else p for p in profile.people]
    else:
        people = [*profile.people, Person(name=name, role=sign, keys=keys if keys is not None else names.keys_of(name))]
    return replace(profile, people=people)


_SETTERS: dict[str, Callable[[Profile, str], Profile]] = {
    "name": _text("name"),
    "title": _text("title"),
    "phone": _text("phone"),
    "email": _text("email"),
    "agency": _text("agency"),
    "quiet": _quiet,
    "roles": _roles,
    "timezone": _timezone,
    "hours": _hours,
    "lunch": _lunch,
    "calendar": _calendar,
    "lang": _choice("lang", "profile.lang", *LANGS),
    "theme": _choice("theme", "profile.theme", *THEMES),
    "remind": _choice("remind", "profile.remind", *REMIND),
    "glyphs": _choice("glyphs", "profile.glyphs", *GLYPHS),
    "input-method": _choice("input_method", "profile.input-method", *INPUT_METHODS),
    "people": _people,
    **{key: _person(role) for key, role in PERSON_KEYS.items()},
}
