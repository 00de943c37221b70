"""工作卡 and what stands on it: job order, schedule, estimate, money, works (D4, R6, R8, Q2)."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from aetui.domain.records.base import Fact, Moved, Part, Record
from aetui.domain.records.paper import AskedPaper

CardState = Literal["open", "in_work", "delivered", "closed"]
MoneyKind = Literal["cost", "invoice", "receipt"]
# Q2's six kinds of work that need signatures, and the rest.
WorkKind = Literal["film", "artwork", "drawing", "proof", "research", "media_plan", "other"]
SIGNED_KINDS: frozenset[str] = frozenset({"film", "artwork", "drawing", "proof", "research", "media_plan"})


class Link(Part, frozen=True, kw_only=True):
    """Where something lies that belongs to the work: a file, a folder, an address. `target` as it was typed, `name`: what it is. For the
    house, like every place of a file."""

    id: str
    target: str
    name: str | None = None


class Brief(Part, frozen=True, kw_only=True):
    """What a complete job order says (R6). None: not said yet."""

    what: str | None = None
    audience: str | None = None


class Strategy(Part, frozen=True, kw_only=True):
    """The eight lines of a creative brief (R7), in its order: works are judged by them. None: not said. `background`: and the aim;
    `insight`: whom, and what moves them; `proposition`: the one; `support`: why believe it; `response`: what they shall do;
    `deliverables`: and the channels; `mandatory`: what must be in it."""

    background: str | None = None
    insight: str | None = None
    proposition: str | None = None
    support: str | None = None
    response: str | None = None
    tone: str | None = None
    deliverables: str | None = None
    mandatory: str | None = None


class Step(Part, frozen=True, kw_only=True):
    """One step of a work schedule (R3, A5). Without `owner` it is the user's own. `since`: when its due time
    was set, from where its duties are reckoned (R3, C3); None: when the card was opened. `moved`: the due times it had before."""

    id: str
    what: str
    owner: str | None = None
    start: datetime | None = None
    due: datetime | None = None
    since: datetime | None = None
    moved: list[Moved] = []
    done: Fact | None = None
    chased: list[Fact] = []
    reported: Fact | None = None  # C3: told the supervisor that it is late


class ToldStep(Part, frozen=True, kw_only=True):
    """A step as a sent schedule told it: `id` is the step's, `due` its time then."""

    id: str
    what: str
    owner: str | None = None
    due: datetime | None = None


class ScheduleSending(Part, frozen=True, kw_only=True):
    """The schedule went to the client (D4, R3): what it told, and, once the client said so on the phone, that it came (C2).
    `since`: when the plan first differed from what the sending before had told (R3); None: the first, or nothing new in it."""

    sent: Fact
    steps: list[ToldStep] = []
    deliver_at: datetime | None = None
    since: datetime | None = None
    confirmed: Fact | None = None


class EstimateLine(Part, frozen=True, kw_only=True):
    """What one thing costs; where it is counted, `amount` is `quantity` times `price`, to the cent."""

    text: str
    amount: Decimal
    quantity: Decimal | None = None
    unit: str | None = None
    price: Decimal | None = None


class Estimate(Part, frozen=True, kw_only=True):
    """One version of what the work will cost (D5); the last in the list is in force. `amount` is the sum of the lines with the
    tax (`tax`, in percent) on it. `valid_days` are counted from `at`; `terms`: of payment; `excludes`: what is not in it."""

    amount: Decimal
    currency: str = "CNY"
    at: datetime
    lines: list[EstimateLine] = []
    tax: Decimal | None = None
    valid_days: int | None = None
    terms: str | None = None
    excludes: str | None = None
    agreed: Fact | None = None


class MoneyLine(Part, frozen=True, kw_only=True):
    """A cost, an invoice or a receipt on a card (R8, Y3). `since`: when its due date was typed (None: when the card was
    opened), `moved`: the due dates it had before."""

    id: str
    kind: MoneyKind
    text: str
    amount: Decimal
    currency: str = "CNY"
    at: datetime | None = None
    due: datetime | None = None
    since: datetime | None = None
    moved: list[Moved] = []
    settled: Fact | None = None
    item_id: str | None = None


class ReviewRound(Part, frozen=True, kw_only=True):
    """One round of a work's review inside (Q1): when, by whom and what was said of it (`held`), at which meeting, if at one. `wrong`:
    why it was returned, point by point; empty: it passed. `changed`: what was changed on it then, as it was noted. `ticked`: the
    keys of the criteria (R7) that it was found to meet."""

    held: Fact
    meeting_id: str | None = None
    wrong: list[str] = []
    changed: list[Fact] = []
    ticked: list[str] = []


class Remark(Part, frozen=True, kw_only=True):
    """What the client said of a work that is out (Q1), and what was answered (`how`), when and by whom; None: not yet."""

    id: str
    text: str
    at: datetime
    by: str | None = None
    answer: Fact | None = None


class Work(Part, frozen=True, kw_only=True):
    """A piece of work that is shown to the client (Q1, Q2). `rounds`: of its review inside, oldest first (none in records of older
    files, which kept `reviewed` alone). `reviewed` is the one that passed it; a round that returns it takes it away, and with it
    the supervisor's signature, until a later one passes it. `ticked`: the keys of the criteria (R7) that it was found to meet
    since the last round; the next takes them with it. `asked`: the supervisor's signature is asked for on their desk, of whom (`by`), with
    which words (`how`). `remarks`: of the client on it, once it is out."""

    id: str
    name: str
    kind: WorkKind = "other"
    made_at: datetime | None = None
    rounds: list[ReviewRound] = []
    ticked: list[str] = []
    reviewed: Fact | None = None
    asked: Fact | None = None
    signed: Fact | None = None
    sent: Fact | None = None
    client_signed: Fact | None = None
    copy_at: str | None = None
    remarks: list[Remark] = []
    links: list[Link] = []


class Renumbered(Part, frozen=True, kw_only=True):
    """A number that the card had on another desk, and when it got another, because a card here had it."""

    at: datetime
    was: str


class Card(Record, frozen=True, kw_only=True):
    """工作卡 (D4, R6). `number` is `YYMM-NNN`; `requested_at` starts the 24 h of D4.

    `schedule_sent` is the first sending of the schedule, which meets D4; `schedule_sendings` are all of them, oldest first, with
    what each told (none in records of older files, which kept the first alone). `schedule_confirmed` is the newest confirmation.
    `replanned`: since when the plan differs from what the last sending told (R3); None: it doesn't. `deliver_since`: when the
    delivery date was typed (None: when the card was opened), `deliver_moved`: those it had before. `reported`: the supervisor was
    told of all that was late on the card (R10). `billable`: whether the client pays for it (R8); None: nobody said. `order_sent`,
    `order_confirmed`: the job order went back to the client, last, and the client said that it is right (R4); `order_changed`: since
    when it says something else than what went. `links`: where what belongs to it lies.
    """

    number: str
    client_id: str
    title: str
    brief: Brief = Brief()
    kind: WorkKind | None = None
    strategy: Strategy = Strategy()
    billable: bool | None = None
    order_sent: Fact | None = None
    order_confirmed: Fact | None = None
    order_changed: datetime | None = None
    delay: str | None = None
    requested_at: datetime
    requested_by: str | None = None
    opened_at: datetime
    deliver_at: datetime | None = None
    deliver_since: datetime | None = None
    deliver_moved: list[Moved] = []
    steps: list[Step] = []
    schedule_sent: Fact | None = None
    schedule_confirmed: Fact | None = None
    schedule_sendings: list[ScheduleSending] = []
    replanned: datetime | None = None
    reported: list[Fact] = []
    estimates: list[Estimate] = []
    money: list[MoneyLine] = []
    works: list[Work] = []
    state: CardState = "open"
    delivered: Fact | None = None
    closed: Fact | None = None
    closed_from: CardState | None = None
    item_id: str | None = None
    renumbered: list[Renumbered] = []
    links: list[Link] = []
    asked_papers: list[AskedPaper] = []
