"""What crosses from desk to desk in an office: an act with its arguments, and what became of it here."""

from datetime import datetime

from aetui.domain.records.base import Record


class Letter(Record, frozen=True, kw_only=True):
    """信: an act for another desk, as it stands on both; its id is the same there and here.

    `act`: which (`todo.give`, `trouble.report`, `answer`, …), `args`: what it is done with. `out`: written here, not come here.
    `desk`: the other desk's id in the office, `who`: that person's name as the office has it; of one that came its sender, by the
    login and never by its own word. `of`: the id of the letter that this one answers, chases or withdraws. `about`: the record here
    that it concerns or that it made, as a reference (`todos:ID`). `refused`: why it could not be taken in here.
    """

    act: str
    out: bool
    desk: str
    who: str
    args: dict[str, str | int | bool | list[str]] = {}
    sent_at: datetime
    of: str | None = None
    about: str | None = None
    refused: str | None = None
