"""Papers that went out (A2)."""

from aetui.domain.records.base import Fact, Part, Record


class Paper(Record, frozen=True, kw_only=True):
    """A document that left the house, kept as it was sent. `kind` as in `aetui report`; `text` is Markdown, `sheet`
    the same as data (JSON), from which the other formats are written again. `approved` and `returned` are the AM's (A2),
    the latter with the remark in `how`: it stands until it was `answered` or the paper was sent `anew_id`, the paper that took its
    place. `confirmed`: the client said on the phone that it came (C2, M8). `number`: the paper's own, as it stands on it;
    `copies`: who got a copy. `asked_id`: that it bears the approval that was asked for before it went (`AskedPaper`)."""

    kind: str
    title: str
    text: str
    sheet: str | None = None
    number: str | None = None
    to: str | None = None
    copies: list[str] = []
    client_id: str | None = None
    card_id: str | None = None
    meeting_id: str | None = None
    period: str | None = None
    sent: Fact
    approved: Fact | None = None
    returned: Fact | None = None
    answered: Fact | None = None
    anew_id: str | None = None
    confirmed: Fact | None = None
    asked_id: str | None = None


class AskedPaper(Part, frozen=True, kw_only=True):
    """A paper that somebody (`asked.by`) is asked to approve on their own desk before it goes (A2), as it would go; it stands with what it is
    about. `approved`, `returned`: what they said."""

    id: str
    kind: str
    title: str
    text: str
    sheet: str | None = None
    to: str | None = None
    period: str | None = None
    asked: Fact
    approved: Fact | None = None
    returned: Fact | None = None
