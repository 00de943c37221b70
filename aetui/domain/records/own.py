"""What an AE keeps for herself: ideas (Y1), the quarter's check of oneself, pictures that her papers bear."""

from datetime import date, datetime
from typing import Literal

from aetui.domain.records.base import Fact, Part, Record

PictureName = Literal["signature", "logo"]


class Idea(Record, frozen=True, kw_only=True):
    """点子 (Y1): on a card or without. Until it was shown to somebody it is for the eyes of the desk alone."""

    text: str
    who: str | None = None
    at: datetime
    card_id: str | None = None
    client_id: str | None = None
    shown: Fact | None = None
    used: Fact | None = None
    dropped: Fact | None = None


class SelfMark(Part, frozen=True, kw_only=True):
    """How one judges oneself in one line of the source, with an example of it."""

    mark: int | None = None  # 1 to 5
    example: str | None = None


class SelfCheck(Record, frozen=True, kw_only=True):
    """自查: the quarter's check of oneself over 专业技巧 and 人际技巧, 24 lines by their ids."""

    quarter: str  # 2026-Q4
    marks: dict[str, SelfMark] = {}
    done: Fact | None = None


class OwnMaxim(Part, frozen=True, kw_only=True):
    """A line on a day's maxim, as it is given to the AM: the day, the maxim by its id, the line."""

    day: date
    source: str
    text: str


class OwnPart(Part, frozen=True, kw_only=True):
    """One's own part of the year's appraisal (A10), as it was given: lines on maxims, the quarters' checks of oneself. `desk`: the id
    of the profile that it comes from."""

    desk: str
    made: datetime
    maxims: list[OwnMaxim] = []
    checks: dict[str, dict[str, SelfMark]] = {}


class Picture(Record, frozen=True, kw_only=True):
    """A picture that papers bear; kept apart from the profile, which is read at each start."""

    name: PictureName
    media: Literal["image/png", "image/jpeg"]
    data: str  # base64
