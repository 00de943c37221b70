"""A list of steps of one's own, by kind of work: what a work schedule is planned from (D4, R3)."""

from aetui.domain.records.base import Part, Record
from aetui.domain.records.card import WorkKind


class TemplateStep(Part, frozen=True, kw_only=True):
    """A step without a day: `days` are working days after the start of the work, or, where `back`, before its delivery; None: no time.
    `minute` is minutes after midnight on that day, None: the end of work. Without `owner` it is the user's own."""

    what: str
    owner: str | None = None
    days: int | None = None
    back: bool = False
    minute: int | None = None


class CardTemplate(Record, frozen=True, kw_only=True):
    """步骤模板: a user's own list of steps. `kind`: of the works that it is offered for first, None: any. `keys`: what else finds
    its name (pinyin, initials)."""

    name: str
    keys: list[str] = []
    kind: WorkKind | None = None
    steps: list[TemplateStep] = []
