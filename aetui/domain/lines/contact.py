"""A contact in one line: `陈小姐 品牌经理 021-5555-0101 chen@meilin.cn` (R1)."""

from __future__ import annotations

from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import name_at, quoted
from aetui.domain.patterns import pattern
from aetui.domain.records import Contact
from aetui.domain.text import cleaned

_PHONE = pattern(r"\+?[\d][\d\s()（）\-–.#*]{4,}(?:转\d+)?")
_MAIL = pattern(r"[^\s@＠,，;；]+@[^\s@＠,，;；]+\.[^\s@＠,，;；]+")
_QUOTE = pattern(r'"((?:[^"\n]|"")*)"')


def read(line: str) -> Contact:
    """The first word, or the first words in quotes, is the name; an e-mail and a telephone number are found by their looks, the
    rest is the title. Further words in quotes are the title, a number and an address as they stand. Raises BadInput
    (`contact.empty`) without a name."""
    text = cleaned(line).strip().lstrip("@＠")
    name, end = name_at(text, 0)
    if not name or (end == len(name) and _no_name(name)):
        raise BadInput("contact.empty")
    rest = text[end:]
    said = [found[1].replace('""', '"') for found in _QUOTE.finditer(rest)]
    if len(said) == _FIELDS:
        return Contact(name=name, title=said[0] or None, phone=said[1] or None, email=said[2] or None)
    mail = _MAIL.search(rest)
    if mail:
        rest = f"{rest[: mail.start()]} {rest[mail.end() :]}"
    phone = _PHONE.search(rest)
    if phone:
        rest = f"{rest[: phone.start()]} {rest[phone.end() :]}"
    return Contact(
        name=name,
        title=" ".join(rest.strip(" \t　，,、；;：:").split()) or None,
        phone=phone.group().strip() if phone else None,
        email=mail.group() if mail else None,
    )


def write(contact: Contact) -> str:
    """The line again; where it would be read otherwise, each field in quotes."""
    plain = name_at(f"{contact.name} ", 0)[0] == contact.name and not _no_name(contact.name)
    name = contact.name if plain else quoted(contact.name)
    line = " ".join(t for t in (name, contact.title, contact.phone, contact.email) if t)
    if _same(read(line), contact):
        return line
    return " ".join([name, *(quoted(t or "") for t in (contact.title, contact.phone, contact.email))])


_FIELDS = 3


def _no_name(word: str) -> bool:
    return bool(_PHONE.fullmatch(word) or _MAIL.fullmatch(word))


def _same(one: Contact, other: Contact) -> bool:
    return (one.name, one.title, one.phone, one.email) == (other.name, other.title, other.phone, other.email)
