"""A colleague in one line: `王磊 主管 13800000000`, `Ray Wong: supervisor 021-5555-0909`."""

from __future__ import annotations

import msgspec

from aetui.domain.lines import names
from aetui.domain.patterns import pattern
from aetui.domain.records import Person
from aetui.domain.roles import is_role

_PHONE = pattern(r"(?:^|\s)(\+?\d[\d\s()-]{4,}\d)\s*$")


class PersonLine(msgspec.Struct, frozen=True):
    """What a line says of a colleague."""

    name: str
    role: str | None = None
    phone: str | None = None


def read(text: str) -> PersonLine:
    """`NAME [ROLE] [NUMBER]`. A role that is no usual word is set off by a colon: `Ray Wong: strategy`. Never raises;
    the name may be empty."""
    line, phone = " ".join(text.split()), None
    if found := _PHONE.search(line):
        phone, line = found[1].strip(), line[: found.start()].strip()
    name, colon, role = line.replace("：", ":").partition(":")
    if not colon:
        words = line.split(" ")
        for n in range(1, len(words)):
            if is_role(" ".join(words[n:])):
                name, role = " ".join(words[:n]), " ".join(words[n:])
                break
    return PersonLine(name.strip(), role.strip() or None, phone)


def read_all(text: str) -> list[PersonLine]:
    """Several colleagues in one line, parted as `names` parts them; those without a name are left out."""
    return [one for one in map(read, names.read(text)) if one.name]


def write(person: Person) -> str:
    """The same line again: `read` of it says the person's own name, role and number."""
    parts = [f"{person.name}: {person.role}" if person.role else person.name, person.phone or ""]
    line = " ".join(part for part in parts if part)
    told = read(line)
    if (told.name, told.role, told.phone) == (person.name, person.role, person.phone):
        return line
    return " ".join(part for part in (f"{person.name}:", person.phone or "") if part)
