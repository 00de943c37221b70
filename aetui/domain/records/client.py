"""Clients and their people (客户)."""

from __future__ import annotations

from aetui.domain.records.base import Fact, Part, Record


class Contact(Part, frozen=True, kw_only=True):
    """A person at a client. `keys`: what else finds the name (pinyin, initials), reckoned when it is written."""

    name: str
    title: str | None = None
    phone: str | None = None
    email: str | None = None
    keys: list[str] = []


class Slot(Part, frozen=True, kw_only=True):
    """A weekly time: weekday 0 (Monday) to 6, minutes after midnight (C2)."""

    weekday: int
    minute: int


class Client(Record, frozen=True, kw_only=True):
    """客户 (R1). `reported`: the supervisor was told of all that was late for them beside the cards (R10). `elsewhere`: the ids
    that the same client has on the desks of our AEs, as their files tell. `copies`: who gets a copy of each paper for them."""

    name: str
    short: str
    keys: list[str] = []
    contacts: list[Contact] = []
    products: str | None = None
    market: str | None = None
    report: Slot | None = None
    team: list[str] = []
    copies: list[str] = []
    active: bool = True
    reported: list[Fact] = []
    elsewhere: list[str] = []
