"""Whose something is, as a line names it: the user (`我`, `me`, their own name), the client's side, or somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from aetui.domain.patterns import pattern

if TYPE_CHECKING:
    from aetui.domain.records import Client, Profile

ME = frozenset({"我", "我自己", "自己", "me", "myself"})
CLIENT = frozenset({"客户", "客户方", "甲方", "client", "the client"})
"""Who the client is in a line, where nobody there is named."""

# The agency's own people are called after the client, too: 客户部小王, 客户经理, client service.
_CLIENT = pattern(
    r"(?:客户方?|甲方)(?!部|经理|总监|主管|执行|代表|专员|助理|服务|关系|管理|群|组|中心)"
    r"|(?i:(?:the )?client)(?![A-Za-z0-9'’-]| (?i:service|director|manager|partner|lead|executive|team))"
)


def is_me(said: str, me: str | None) -> bool:
    """Whether that name is the user, whose name is `me`."""
    return said == me or said.casefold() in ME


def is_client_word(said: str) -> bool:
    """Whether that is how the client is called, whoever it is: `客户`, `client`."""
    return said.strip().casefold() in CLIENT


def client_word_at(line: str, at: int) -> int:
    """Where the word for the client that begins at `at` ends; `at` itself where none begins."""
    found = _CLIENT.match(line, at)
    return found.end() if found is not None else at


def is_theirs(owner: str | None, client: Client | None, profile: Profile | None) -> bool:
    """Whether an owner is the client's side, from whom we wait for it: `客户`, or a contact of that client. A colleague of the
    same name comes first: what the house does is never asked of a client."""
    if not owner:
        return False
    if is_client_word(owner):
        return True
    if client is None or (
        profile is not None and (owner == profile.name or any(p.name == owner for p in profile.people))
    ):
        return False
    said = owner.casefold()
    return any(contact.name.casefold() == said for contact in client.contacts)


# Words of address: `Ms Chen`, `Dr. Li`, 陈小姐

_BEFORE = frozenset(
    {"mr", "ms", "mrs", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "madame", "mme", "messrs"}
)
_BEHIND = frozenset(
    {
        "小姐",
        "女士",
        "先生",
        "太太",
        "夫人",
        "老师",
        "师傅",
        "医生",
        "教授",
        "博士",
        "经理",
        "主管",
        "总监",
        "主任",
        "主编",
    }
    | {
        "老板",
        "董事",
        "总裁",
        "总经",
        "会计",
        "律师",
        "导演",
        "编辑",
        "助理",
        "秘书",
        "专员",
        "组长",
        "部长",
        "处长",
        "科长",
        "店长",
    }
)


def stands_before(word: str) -> bool:
    """Whether a word is said before a name: `Ms`, `Dr.`."""
    return word.rstrip(".").casefold() in _BEFORE


def stands_behind(word: str) -> bool:
    """Whether a word is said behind a surname: the 小姐 of 陈小姐."""
    return word in _BEHIND


# Given names: whom `@Grace` means where Grace Li is around, and 小明 where 王小明 is

_WHOLE_HAN = 3
"""So many signs has a Chinese name whose given name is two of them."""


def given_names(known: Iterable[str]) -> dict[str, list[str]]:
    """Who has each given name, that of Latin ones in small letters too."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(known):
        for said in _given(name):
            found.setdefault(said, []).append(name)
    return found


def called(said: str, given: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Who may be meant by that name."""
    return given.get(said) or given.get(said.casefold(), ())


def doubtful(said: str | None, known: Iterable[str]) -> list[str]:
    """Who of `known` is meant by a name that several have; none where it is clear."""
    names = list(known)
    who = called(said, given_names(names)) if said and said not in names else ()
    return list(who) if len(who) > 1 else []


def _given(name: str) -> set[str]:
    first, _, rest = name.partition(" ")
    if rest and first.isascii() and first.isalpha() and len(first) > 1 and not stands_before(first):
        return {first, first.casefold()}
    if len(name) == _WHOLE_HAN and all("\u4e00" <= c <= "\u9fff" for c in name) and not stands_behind(name[1:]):
        return {name[1:]}
    return set()
