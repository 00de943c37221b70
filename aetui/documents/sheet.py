"""A document as plain data, before it is written as Markdown, HTML or Word: whoever replaces a template gets this."""

from __future__ import annotations

import msgspec


class Paragraphs(msgspec.Struct, frozen=True, tag="text"):
    """Paragraphs."""

    lines: list[str]


class Points(msgspec.Struct, frozen=True, tag="points"):
    """A list; numbered, or with dashes."""

    items: list[str]
    numbered: bool = False


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table; `right` names the columns that are set flush right."""

    columns: list[str]
    rows: list[list[str]]
    right: list[int] = []


class Signatures(msgspec.Struct, frozen=True, tag="signatures"):
    """Lines to sign on, each (whose, the name that stands there already)."""

    lines: list[tuple[str, str]]


Block = Paragraphs | Points | Table | Signatures


class SheetPart(msgspec.Struct, frozen=True):
    """A part of a document under its heading; without blocks it says `none`."""

    heading: str
    blocks: list[Block] = []
    none: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """One document. `kind` as in `aetui report`; `facts` are (label, value); `foot` stands at the end."""

    kind: str
    lang: str
    title: str
    facts: list[tuple[str, str]] = []
    parts: list[SheetPart] = []
    foot: str = ""
