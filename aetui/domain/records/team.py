"""Records that an AM keeps: the weeks and months of the AEs and what is written of them, budgets and media plans, appraisals (A3,
A6, A7, A8, A10)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from aetui.domain.records.base import Fact, Part, Record
from aetui.domain.records.card import Card
from aetui.domain.records.client import Contact
from aetui.domain.records.own import OwnPart

PlanKind = Literal["media", "budget"]
"""A month's media plan (A6); a quarter's budget (A7)."""


class Tally(Part, frozen=True, kw_only=True):
    """How many duties of one rule and client fell due in a span, by how they ended. `late`: met late, or still open
    past `due`; `open`: not due yet. `client` is its short name, empty where there is none, `client_id` its id on the desk
    that counted."""

    rule: str
    client: str = ""
    client_id: str | None = None
    kept: int = 0
    late: int = 0
    missed: int = 0
    waived: int = 0
    open: int = 0

    @property
    def promised(self) -> int:
        return self.kept + self.late + self.missed + self.waived + self.open


class TeamLine(Part, frozen=True, kw_only=True):
    """One thing of an AE's, as a record: `id` of what it is (a duty's, a to-do's …), its client, when, and how it stands (`late`,
    `missed`, `soon`, …). Of a duty `rule` is its rule, `what` the user's own words on it, and the reader's rulebook and language
    name it; without a rule `what` is all there is (files of older programs: the name as it was written there). `note`: what was
    said to it, as the solution that was proposed (R10). `number`: of its card. `theirs`: its owner is the client's side. `met`: when
    it was done, where that is told."""

    id: str = ""
    what: str
    client: str = ""
    client_id: str | None = None
    due: datetime | None = None
    state: str = ""
    source: str = ""
    rule: str = ""
    owner: str | None = None
    theirs: bool = False
    number: str | None = None
    of: str | None = None
    estimated: bool = False
    note: str | None = None
    met: datetime | None = None


class TeamCard(Part, frozen=True, kw_only=True):
    """An open card as its AE handed it in, with the steps of its schedule."""

    id: str = ""
    number: str
    client: str
    client_id: str | None = None
    title: str
    state: str
    deliver_at: datetime | None = None
    steps: list[TeamLine] = []


class TeamClient(Part, frozen=True, kw_only=True):
    """A client as its AE's book has it, for the AM's to take it from there."""

    id: str
    name: str
    short: str
    keys: list[str] = []
    contacts: list[Contact] = []


class Quality(Part, frozen=True, kw_only=True):
    """How an AE's work of a week was made, beside when (A4, A9), as counted on her desk: `reviews` inside that were held on works, and
    those that `returned` one; works that were `signed`, and the `drafts` that they took; `papers` that went to clients, and how many the
    AM sent back (`papers_back`); `minutes` that went out, and those that were `whole` at first."""

    reviews: int = 0
    returned: int = 0
    signed: int = 0
    drafts: int = 0
    papers: int = 0
    papers_back: int = 0
    minutes: int = 0
    whole: int = 0


class WeekCount(Part, frozen=True, kw_only=True):
    """How a week's duties ended: counted, what was late or missed, and what was still open when it was counted."""

    period: str  # 2026-W48
    tallies: list[Tally] = []
    late: list[TeamLine] = []
    unsettled: list[TeamLine] = []
    quality: Quality = Quality()


class TeamWeek(Record, frozen=True, kw_only=True):
    """An AE's week on the AM's desk (A3): what was promised and how it ended, what stands next week, the schedules.
    `desk` is the id of the AE's profile; a later file of the same week takes an earlier one's place. `unsettled` is what had not
    ended when the file was made; a file of a later week settles it (`settled`, when that one was made)."""

    whose: str
    desk: str
    period: str  # 2026-W48
    made: datetime
    tallies: list[Tally] = []
    late: list[TeamLine] = []
    unsettled: list[TeamLine] = []
    ahead: list[TeamLine] = []
    cards: list[TeamCard] = []
    clients: list[TeamClient] = []
    troubles: list[TeamLine] = []
    news: list[TeamLine] = []
    delivered: list[TeamLine] = []
    calls: int = 0
    items: int = 0
    quality: Quality = Quality()
    settled: datetime | None = None


class DoneLine(Part, frozen=True, kw_only=True):
    """Something that was done for a client, as a record: when, what kind of thing (`step`, `paper`, `kept` …), on what work
    (`about`), and the user's own words (of a paper its kind). `record`: the id of what it stands on."""

    at: datetime
    kind: str
    about: str = ""
    what: str = ""
    record: str = ""


class ClientMonth(Part, frozen=True, kw_only=True):
    """A client's month as it stands on one desk (A8): its `cards` with their money (those in hand in the month, those whose money lies
    in its quarter or is overdue), what was `done`, how its `obligations` ended or stand late, `calls` by way."""

    client_id: str
    client: str
    cards: list[Card] = []
    done: list[DoneLine] = []
    obligations: list[TeamLine] = []
    calls: dict[str, int] = {}


class TeamMonth(Record, frozen=True, kw_only=True):
    """An AE's month on the AM's desk (A8): a report for each of her clients. `desk` is the id of the AE's profile; a later file of the
    same month takes an earlier one's place."""

    whose: str
    desk: str
    period: str  # 2026-11
    made: datetime
    clients: list[TeamClient] = []
    reports: list[ClientMonth] = []


class PlanLine(Part, frozen=True, kw_only=True):
    """A line of a plan: what (a medium, a piece of work), from when to when, the amount."""

    id: str
    what: str
    amount: Decimal
    start: date | None = None
    end: date | None = None
    card_id: str | None = None


class PlanVersion(Part, frozen=True, kw_only=True):
    """A plan as it was handed in."""

    at: datetime
    lines: list[PlanLine] = []


class Plan(Record, frozen=True, kw_only=True):
    """媒介计划, 季度预算: one client's plan for a month (`media`, 2026-12) or a quarter (`budget`, 2026-Q4).
    `versions`: as it was handed in each time, oldest first; what has changed since is reckoned from the last."""

    kind: PlanKind
    client_id: str
    period: str
    currency: str = "CNY"
    lines: list[PlanLine] = []
    versions: list[PlanVersion] = []


class Summary(Record, frozen=True, kw_only=True):
    """周摘要 (A3): what an AM writes of a week for the AD, until the week is reviewed; then it stands with the review."""

    period: str
    text: str


class SkillWord(Part, frozen=True, kw_only=True):
    """How an AE is seen in a line of 专业技巧 or 人际技巧: in a word, with an example."""

    word: str
    example: str | None = None


class Appraisal(Record, frozen=True, kw_only=True):
    """评估报告 (A10): one AE's year. `words`: what the AM writes, by heading (`strengths`, `improve`, `goals`);
    `change`: a raise or another change of terms, which finance is to have checked (`finance`); `skills`: the source's 24 lines by
    their ids; `own`: the AE's own part, where it was given."""

    person: str
    year: int
    words: dict[str, str] = msgspec.field(default_factory=dict)
    change: str | None = None
    finance: Fact | None = None
    skills: dict[str, SkillWord] = {}
    own: OwnPart | None = None
