"""A contact as it is typed in one line: `陈小姐 品牌经理 021-5555-0101 chen@meilin.cn` (R1)."""

from __future__ import annotations

import re

from aetui.domain.errors import BadInput
from aetui.domain.records import Contact

_PHONE = re.compile(r"\+?[\d][\d\s()（）\-–.#*]{4,}(?:转\d+)?")
_MAIL = re.compile(r"\S+@\S+\.\S+")


def read_contact(line: str) -> Contact:
    """The first word is the name; an e-mail and a telephone number are found by their looks, the rest is the
    title. Raises BadInput (`contact.empty`) without a name."""
    rest = line.strip()
    mail = _MAIL.search(rest)
    if mail:
        rest = f"{rest[: mail.start()]} {rest[mail.end() :]}"
    phone = _PHONE.search(rest)
    if phone:
        rest = f"{rest[: phone.start()]} {rest[phone.end() :]}"
    name, _, title = rest.strip().partition(" ")
    if not name:
        raise BadInput("contact.empty")
    return Contact(
        name=name,
        title=" ".join(title.split()) or None,
        phone=phone.group().strip() if phone else None,
        email=mail.group() if mail else None,
    )
