"""Finding a client or a contact by name, part of it, pinyin or initials.

pypinyin costs a third of a second to import, so what a name sounds like is reckoned once, when the name is
written (`keys_of`), and kept with its record; finding needs no library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Client, Contact, Person

T = TypeVar("T", Client, Contact, Person)

# What a Chinese firm is, rather than what it is called: left off to get the short name.
_GENERIC = re.compile(
    r"(股份|有限|责任|集团|控股|公司|实业|食品|家电|饮料|饮品|电器|电子|汽车|服饰|服装|日化|化妆品|药业|医药|乳业|酒业|"
    r"啤酒|地产|置业|房产|银行|保险|科技|网络|通信|通讯|家居|家具|旅游|航空|零售|百货|超市|商场|贸易|国际|中国)+$"
)


def fold(text: str) -> str:
    """`text` as names are compared: full-width as half-width, no case, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def keys_of(*names: str) -> list[str]:
    """How `names` may be typed on a Latin keyboard: whole pinyin and initials, without repeats."""
    keys: list[str] = []
    for name in names:
        if not name or name.isascii():
            words = re.findall(r"[a-z0-9]+", (name or "").lower())
            if len(words) > 1:
                keys.append("".join(w[0] for w in words))
            continue
        from pypinyin import Style, lazy_pinyin

        whole = lazy_pinyin(name, errors="default")
        first = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default")
        keys += [fold("".join(whole)), fold("".join(first))]
    return list(dict.fromkeys(k for k in keys if k))


def short_name(name: str) -> str:
    """The short name of a firm: 梅林食品 → 梅林. A name that isn't Chinese stays whole."""
    short = _GENERIC.sub("", name)
    return short if len(short) >= 2 else name


def _names(record: Client | Contact | Person) -> list[str]:
    return [record.name, record.short] if isinstance(record, Client) else [record.name]


def rank(record: Client | Contact | Person, asked: str) -> int | None:
    """How well `asked` (folded) names `record`: 0 exactly … 5 hardly; None not at all."""
    names = [fold(n) for n in _names(record)]
    if asked in names:
        return 0
    if asked in record.keys:
        return 1
    if any(n.startswith(asked) for n in names):
        return 2
    if any(asked in n for n in names):
        return 3
    if any(k.startswith(asked) for k in record.keys):
        return 4
    if any(n and n in asked for n in names):
        return 5
    return None


def matches(records: Iterable[T], asked: str) -> list[T]:
    """Every record that `asked` may mean, the best first."""
    word = fold(asked)
    if not word:
        return list(records)
    found = [(r, i, record) for i, record in enumerate(records) if (r := rank(record, word)) is not None]
    return [record for _, _, record in sorted(found, key=lambda f: f[:2])]


def the_one(records: Iterable[T], asked: str, kind: str) -> T:
    """The record that `asked` names. Raises NotThere when none does, BadInput when two match equally."""
    word = fold(asked)
    found = [(r, record) for record in records if word and (r := rank(record, word)) is not None]
    if not found:
        raise NotThere(f"{kind}.unknown", name=asked)
    best = min(r for r, _ in found)
    equal = [record for r, record in found if r == best]
    if len(equal) > 1:
        raise BadInput(f"{kind}.ambiguous", name=asked, names="、".join(_names(r)[0] for r in equal))
    return equal[0]
