"""Roles in the house: their signs, and the words that people have for them."""

from __future__ import annotations

import re

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
