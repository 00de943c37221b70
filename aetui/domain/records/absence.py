"""Absences, their lines, and what one covers for others (D8)."""

from datetime import datetime

from aetui.domain.records.base import Fact, Part, Record


class CoverLine(Part, frozen=True, kw_only=True):
    """One thing that someone takes care of while the user is away (D8).

    `key` says which thing it is: an obligation's id, `KIND:ID` of a record, `phone:CLIENT_ID` for whoever picks
    up that client's calls, or `phone:all` for all calls (M4); `step` the card's step that it is about, by id. `n` is the line's number, from 1, which is its own for
    ever (0: older files, where its place counts); `arose`: while the user was away. `instruction` is what to do, `due`
    until when, `act_by` the last working moment before that,
    `otherwise` the 'if … then …', `call` whom to call with the number, `files` where they lie. `acknowledged`:
    the cover said it back. `claims`: that it was done as another log says, where logs differ from `done`.
    `returned`: taken over again after the absence, `by` whose word was taken where two stood side by side.
    """

    id: str
    n: int = 0
    arose: bool = False
    what: str
    key: str | None = None
    step: str | None = None
    client_id: str | None = None
    obligation_id: str | None = None
    due: datetime | None = None
    act_by: datetime | None = None
    cover: str | None = None
    instruction: str | None = None
    otherwise: str | None = None
    call: str | None = None
    files: str | None = None
    acknowledged: Fact | None = None
    log: list[Fact] = []
    done: Fact | None = None
    claims: list[Fact] = []
    returned: Fact | None = None


class Absence(Record, frozen=True, kw_only=True):
    """不在岗位 (D8). `told`: the clients who know of it, by id. `cancelled` ends it before it began; `returned`: all
    of it was taken over again. `counted`: the highest number that a line ever had. `all_covered`: when it was arranged first (D8): a line that is
    added later doesn't undo it. `approves`, `hears`: who approves papers and hears of trouble in our place meanwhile."""

    start: datetime
    end: datetime
    why: str | None = None
    reach: str | None = None
    approves: str | None = None
    hears: str | None = None
    lines: list[CoverLine] = []
    counted: int = 0
    told: dict[str, Fact] = {}
    arranged: Fact | None = None
    all_covered: Fact | None = None
    cancelled: Fact | None = None
    returned: Fact | None = None


class Cover(Record, frozen=True, kw_only=True):
    """代管: one thing of a colleague's that this desk takes care of while they are away (D8), taken in from a
    handover. `whose` is the colleague's name; `client` a name, for the client is theirs. `n` is its number on this desk,
    from 1 (0: older files). `log` is what was done, oldest first; `done` ends it."""

    whose: str
    absence_id: str
    line_id: str
    what: str
    n: int = 0
    client: str | None = None
    start: datetime
    end: datetime
    reach: str | None = None
    rule: str | None = None
    due: datetime | None = None
    act_by: datetime | None = None
    instruction: str | None = None
    otherwise: str | None = None
    call: str | None = None
    files: str | None = None
    log: list[Fact] = []
    done: Fact | None = None
