"""Clients and their people (客户)."""

from datetime import datetime
from typing import Literal

from aetui.domain.records.base import Fact, Part, Record
from aetui.domain.records.paper import AskedPaper


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


About = Literal["products", "market", "company"]
"""What is known of a client (R1): 产品, 市场状况, 公司运作状况."""


class Note(Part, frozen=True, kw_only=True):
    """A dated line of what is known of a client (R1); for the house. `item_id`: the line of a call that it was taken from."""

    id: str
    about: About
    text: str
    at: datetime
    item_id: str | None = None


class Client(Record, frozen=True, kw_only=True):
    """客户 (R1). `notes`: what is known of them, oldest first; `unchanged`: when each of the three was last gone over and found to be
    so still. `reported`: the supervisor was told of all that was late for them beside the cards (R10). `elsewhere`: the ids
    that the same client has on the desks of our AEs, as their files tell. `copies`: who gets a copy of each paper for them."""

    name: str
    short: str
    keys: list[str] = []
    contacts: list[Contact] = []
    notes: list[Note] = []
    unchanged: dict[About, Fact] = {}
    report: Slot | None = None
    team: list[str] = []
    copies: list[str] = []
    active: bool = True
    reported: list[Fact] = []
    elsewhere: list[str] = []
    asked_papers: list[AskedPaper] = []
