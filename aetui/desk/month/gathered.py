"""The monthly reports that AEs handed to their AM (A8): they come with the week's file, and stand in the AM's report of that client."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.papers.sending import sheet_of
from aetui.desk.week.team_clients import team_book
from aetui.documents.sheet import SheetPart, Signatures
from aetui.domain.records import Client, TeamPaper, TeamWeek


def reports_of(desk: Desk, client: Client, number: str) -> dict[str, TeamPaper]:
    """Of each AE by name the report last handed in on that client with that number, which bears its month."""
    book = team_book(desk)
    found: dict[str, TeamPaper] = {}
    for paper in sorted(desk.each(TeamPaper), key=lambda p: (p.sent.at, p.id)):
        sheet = sheet_of(paper) if paper.kind == "monthly" else None
        if sheet is not None and sheet.number == number and book.here(paper.client_id, paper.client).id == client.id:
            found[paper.whose] = paper
    return found


def not_handed_in(desk: Desk, client: Client, number: str) -> list[str]:
    """The AEs whose last week told of that client, and whose report on it isn't here: they are to be chased."""
    book, there = team_book(desk), reports_of(desk, client, number)
    weeks = {week.whose: week for week in sorted(desk.each(TeamWeek), key=lambda week: week.made)}
    return [
        whose
        for whose, week in sorted(weeks.items())
        if whose not in there and any(book.here(one.id, one.name).id == client.id for one in week.clients)
    ]


def parts_of(whose: str, paper: TeamPaper) -> list[SheetPart]:
    """What such a report says, each part under its AE's name; its signatures stay behind."""
    sheet = sheet_of(paper)
    return [
        replace(part, heading=f"{whose} · {part.heading}")
        for part in (sheet.parts if sheet else [])
        if part.heading and not any(isinstance(block, Signatures) for block in part.blocks)
    ]
