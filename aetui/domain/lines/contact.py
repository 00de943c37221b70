"""A contact in one line: `陈小姐 品牌经理 021-5555-0101 chen@meilin.cn` (R1)."""

from __future__ import annotations

import re

from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import name_at, quoted
from aetui.domain.patterns import pattern
from aetui.domain.plainwords.meaning import listed
from aetui.domain.records import Contact
from aetui.domain.text import cleaned
from aetui.domain.whose import stands_before

_PHONE = pattern(r"\+?[\d][\d\s()（）\-–.#*]{4,}(?:转\d+)?")
_MAIL = pattern(r"[^\s@＠,，;；]+@[^\s@＠,，;；]+\.[^\s@＠,，;；]+")
_QUOTE = pattern(r'"((?:[^"\n]|"")*)"')


def read(line: str) -> Contact:
    """The first word, or the first words in quotes, is the name, of a Latin one all its words (`_latin`); an e-mail and a telephone number are found by their looks, the
    rest is the title. Further words in quotes are the title, a number and an address as they stand. Raises BadInput
    (`contact.empty`) without a name."""
    text = cleaned(line).strip().lstrip("@＠")
    if '"' not in text:
        text = " ".join(text.split())
    name, end = _latin(text) or name_at(text, 0)
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
    plain = (_latin(contact.name) or name_at(f"{contact.name} ", 0))[0] == contact.name and not _no_name(contact.name)
    name = contact.name if plain else quoted(contact.name)
    line = " ".join(t for t in (name, contact.title, contact.phone, contact.email) if t)
    if _same(read(line), contact):
        return line
    return " ".join([name, *(quoted(t or "") for t in (contact.title, contact.phone, contact.email))])


_FIELDS = 3

_WORD = pattern(r"[^\W\d_][\w.'’-]*", re.ASCII)
_LONGEST = 4
"""Of so many words a name may be, with how one is addressed one more."""
_PARTICLES = frozenset(listed("van von de der den del di da la le bin ibn al el y"))
_JOB = frozenset(
    listed(
        "manager director officer executive head lead leader chief president vice vp svp evp chairman chairwoman founder cofounder owner partner "
        "principal assistant associate secretary coordinator supervisor specialist planner designer editor producer consultant analyst buyer "
        "advisor adviser representative rep intern trainee engineer accountant clerk reception receptionist ceo cmo cfo coo cto cio gm md ka pm pa "
        "ae am ad pr hr it rd senior junior deputy acting general regional national global local group key account accounts brand brands marketing "
        "market sales product products media digital creative art copy content social online ecommerce e-commerce commercial communication "
        "communications corporate public purchasing procurement finance financial legal business development project event events category channel "
        "trade retail store customer client service services operations office administration admin strategy strategic research design team"
    )
)
"""What a job's name is made of: a name ends before the first of them."""


def _latin(text: str) -> tuple[str, int] | None:
    """A name in Latin letters, and where it ends: with how one is addressed (`Ms Chen`), up to a comma, a word of a job or one in small
    letters (`Mr. David Wong, Marketing Director`). None: no such name stands there."""
    end, words = 0, 0
    while words < _LONGEST + 1 and (found := _WORD.match(text, end + (text[end : end + 1] == " "))) is not None:
        word = found.group()
        addressed = stands_before(text[:end]) if words == 1 else False
        job = word.rstrip(".").casefold() in _JOB and not addressed
        small = word[0].islower() and word not in _PARTICLES
        if (words and (job or small)) or text[found.end() : found.end() + 1] in ("@", "＠"):
            break
        end, words = found.end(), words + 1
        if text[end : end + 1] not in ("", " "):
            break
    if words == 1 and stands_before(text[:end]) and text[end : end + 1] == " ":
        said, after = name_at(text, end + 1)  # Ms 陈
        return (f"{text[:end]} {said}", after) if said and not _no_name(said) else (text[:end], end)
    while (last := text[:end].rpartition(" ")) and last[2] in _PARTICLES and last[1]:
        end = len(last[0])
    return (text[:end], end) if end else None


def _no_name(word: str) -> bool:
    return bool(_PHONE.fullmatch(word) or _MAIL.fullmatch(word))


def _same(one: Contact, other: Contact) -> bool:
    return (one.name, one.title, one.phone, one.email) == (other.name, other.title, other.phone, other.email)
