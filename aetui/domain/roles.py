"""Roles in the house: their signs, the words that people have for them, who has one, and who stands in for whom (D8)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from aetui.domain.records import Absence, Away, Profile

if TYPE_CHECKING:
    from aetui.domain.book import Book

ROLES = ("AE", "AM", "AD", "GM", "MEDIA", "CD")
"""The signs of the roles that a rule may name."""

ROLE_WORDS: dict[str, str] = {
    "客户执行": "AE", "客户主任": "AE", "客户代表": "AE", "客户经理": "AM", "客户总监": "AD", "总经理": "GM", "媒介": "MEDIA", "媒介总监": "MEDIA",
    "创意总监": "CD", "创意": "CD", "主管": "supervisor", "上司": "supervisor", "前台": "front_desk", "秘书": "front_desk",
    "account executive": "AE", "account exec": "AE", "executive": "AE", "account manager": "AM", "manager": "AM",
    "account director": "AD", "director": "AD", "general manager": "GM", "media": "MEDIA", "media director": "MEDIA",
    "creative director": "CD", "creative": "CD", "boss": "supervisor", "reception": "front_desk", "front desk": "front_desk",
}  # fmt: skip
"""Roles as people say them, and their signs."""


def role_sign(said: str) -> str:
    """The sign of a role said in words (`客户经理` → AM); as it was said where it is none that is known."""
    clean_ = " ".join(said.split())
    return ROLE_WORDS.get(clean_.casefold(), clean_.upper() if clean_.upper() in ROLES else clean_)


def is_role(said: str) -> bool:
    """Whether these words are a role's, or its sign."""
    return role_sign(said) in (*ROLES, "supervisor", "front_desk")


def role_signs(said: str) -> list[str]:
    """The roles of one person in one line: `AE, AM`, `AE AM`, `account exec`. What is none stays as it was said."""
    parts = [part for part in re.split(r"[,，、/;；]", said) if part.strip()]
    if len(parts) == 1 and role_sign(parts[0]) not in ROLES:
        parts = said.split()  # `AE AM`
    return list(dict.fromkeys(role_sign(part) for part in parts))


DeputyPart = Literal["approves", "hears"]
"""Papers and works are approved (A2, Q2); trouble is heard (R10)."""


def someone(profile: Profile | None, role: str) -> str | None:
    """The name of the person in that role, where the profile names one; without a supervisor of their own the AM is."""
    held = {p.role: p.name for p in reversed(profile.people)} if profile else {}
    return held.get(role) or (held.get("AM") if role == "supervisor" else None)


def away(profile: Profile | None, name: str | None, now: datetime) -> Away | None:
    """That colleague's absence at that moment, as the profile knows of it."""
    found = next((p for p in (profile.people if profile else []) if p.name == name), None)
    return next((a for a in found.away if a.start <= now < a.end), None) if found else None


def stands_in(book: Book, part: DeputyPart, role: str, now: datetime) -> str | None:
    """Who does that now: whom our own absence names while it runs; the person in that `role`, or, while they are away, whom they
    named for it. None where the profile knows nobody."""
    own = next((a for a in book.live_of(Absence) if a.start <= now < a.end and getattr(a, part)), None)
    if own is not None:
        return str(getattr(own, part))
    name = someone(book.profile, role)
    gone = away(book.profile, name, now)
    return (getattr(gone, part) if gone else None) or name


def approver(book: Book, now: datetime) -> str:
    """Who approves papers and goes over the day now (A1, A2): the AM, else the supervisor, or who stands in; empty where the
    profile knows nobody."""
    return stands_in(book, "approves", "AM", now) or stands_in(book, "approves", "supervisor", now) or ""
