"""A document as plain data, before it is written as Markdown, HTML or Word: whoever replaces a template gets this."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

Pictures = Callable[[str], tuple[str, bytes] | None]
"""What a picture that a paper bears holds, by its id: media type and bytes; None where there is none."""


class Paragraphs(msgspec.Struct, frozen=True, tag="text"):
    """Paragraphs."""

    lines: list[str]


class Points(msgspec.Struct, frozen=True, tag="points"):
    """A list; numbered, or with dashes."""

    items: list[str]
    numbered: bool = False


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table; `right` names the columns that are set flush right. `total`: its last row is the sum of those above."""

    columns: list[str]
    rows: list[list[str]]
    right: list[int] = []
    total: bool = False


class Signatures(msgspec.Struct, frozen=True, tag="signatures"):
    """Lines to sign on, each (whose, the name that stands there already). `picture_ids`: of each line the id of the picture that
    stands on it instead of the name ("": none); shorter where the last have none."""

    lines: list[tuple[str, str]]
    picture_ids: list[str] = []


class Bar(msgspec.Struct, frozen=True):
    """One line of bars: a state for each cell, "" where there is nothing, else `done`, `open` (to come) or `late`."""

    label: str
    cells: list[str]


class Timeline(msgspec.Struct, frozen=True, tag="bars"):
    """Work over time. `heads`: what stands above the cells, each (text, how many cells it spans); their sum is the number of
    cells of each row; `days`: below them, one a cell. `today`: the cell that it is now in; None: it lies outside. `label`: what
    stands above the rows' labels; `span`: from when to when; `legend`: which states occur (and `today`), with their words."""

    heads: list[tuple[str, int]]
    rows: list[Bar]
    days: list[str] = []
    today: int | None = None
    label: str = ""
    span: str = ""
    legend: list[tuple[str, str]] = []


Block = Paragraphs | Points | Table | Signatures | Timeline


class SheetPart(msgspec.Struct, frozen=True):
    """A part of a document under its heading; without blocks it says `none`."""

    heading: str
    blocks: list[Block] = []
    none: str = ""


class Letterhead(msgspec.Struct, frozen=True):
    """Whose paper it is: the agency, its address, and the id of its picture ("": none)."""

    agency: str = ""
    lines: list[str] = []
    picture_id: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """One document. `kind` as in `aetui report`; `title` is what it is called in a list, `heading` what stands on it (empty: the
    title), `re` what it is about. `facts` are (label, value): to whom, with a copy to whom, of what, number and date, then what its kind says more.
    `foot` stands at the end: who wrote it, and how to reach them. `pages`: what stands before the page's number, before that
    of all pages, and behind. `message`: the lines that go with it by mail or chat."""

    kind: str
    lang: str
    title: str
    facts: list[tuple[str, str]] = []
    parts: list[SheetPart] = []
    foot: str = ""
    heading: str = ""
    re: str = ""
    letterhead: Letterhead | None = None
    number: str = ""
    pages: tuple[str, str, str] = ("", " / ", "")
    message: list[str] = []
