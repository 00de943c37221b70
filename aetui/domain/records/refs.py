"""What names a record, a row that stands for one, or a duty, as a value: nobody cuts such a text by hand (a test looks).

An id is any text (docs/data-format.md), and may hold the very signs that join it to others. Where it does, they are
written `%3A`; ids of the usual form stand as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from aetui.domain.patterns import pattern

_ESCAPED = pattern(r"%([0-9A-F]{2})")
_JOINTS = pattern(r"[%:.@#]")
_JOINTS_OF_SUBJECT = pattern(r"[%:#]")
"""The subject of a duty that comes round may be a person's name, which holds full stops; nothing is joined to it by one."""
_JOINTS_OF_KEY = pattern(r"[%@]")
_JOINTS_OF_REF = pattern(r"[%#]")


class Ref(msgspec.Struct, frozen=True):
    """A record, a duty, or what a list has a word of its own for: `todos:ID`, `obligation:card.deliver:ID`, `field:title`.
    `row` tells apart the rows of one list that lead to the same thing: `items:ID#3`. Without a kind it is none, and false."""

    kind: str = ""
    id: str = ""
    row: str = ""

    @classmethod
    def parse(cls, text: str) -> Ref:
        """The reference that this text is; `str` gives it again. Never raises."""
        text, _, row = text.partition("#")
        kind, _, named = text.partition(":")
        return cls(_open(kind), _open(named), _open(row))

    def __str__(self) -> str:
        if not self.kind:
            return ""
        whole = f"{_JOINTS_OF_SUBJECT.sub(_code, self.kind)}:{_JOINTS_OF_REF.sub(_code, self.id)}"
        return f"{whole}#{_JOINTS_OF_REF.sub(_code, self.row)}" if self.row else whole

    def __bool__(self) -> bool:
        return bool(self.kind)

    @property
    def pair(self) -> tuple[str, str]:
        """Kind and id, for what asks for no row."""
        return self.kind, self.id

    @property
    def thing(self) -> Ref:
        """What it names, whichever row it stands in."""
        return msgspec.structs.replace(self, row="") if self.row else self


def ref_to(kind: str, named: object = "", row: object = "") -> str:
    """The text of a reference: what a row of a list is called."""
    name = str(named)
    if kind.isalpha() and not row and "%" not in name and "#" not in name:
        return f"{kind}:{name}"  # as nearly all are; lists have thousands
    return str(Ref(kind, name, str(row)))


class ObligationId(msgspec.Struct, frozen=True):
    """Which duty: a rule, its subject, and what tells it apart from the rule's others on that subject.

    Of an event: `subject` is the id of the record that started it, `part` the id of a part of it (a step, a line of
    money), `since` tells successive duties apart (a new due time makes a new duty): any text, empty for the first.
    Of one that comes round: `subject` is a client's id, a person's name or `me`, `period` which time round.
    As text: `RULE:RECORD`, `RULE:RECORD.PART`, `RULE:RECORD.PART@SINCE`, `RULE:SUBJECT:PERIOD`.
    """

    rule: str
    subject: str
    part: str = ""
    period: str = ""
    since: str = ""

    def __post_init__(self) -> None:
        if self.period and (self.part or self.since):
            raise ValueError("a duty that comes round has neither part nor since")

    @classmethod
    def parse(cls, text: str) -> ObligationId:
        """The id that this text is; `str` gives it again. Never raises: a text of another kind has an empty subject."""
        rule, _, rest = text.partition(":")
        subject, comes_round, period = rest.rpartition(":")
        if comes_round:
            return cls(_open(rule), _open(subject), period=_open(period))
        rest, _, since = rest.partition("@")
        record, _, part = rest.partition(".")
        return cls(_open(rule), _open(record), _open(part), since=_open(since))

    def __str__(self) -> str:
        rule = _rule(self.rule)
        if self.period:
            subject = _JOINTS_OF_SUBJECT.sub(_code, self.subject)
            return f"{rule}:{subject}:{_JOINTS_OF_SUBJECT.sub(_code, self.period)}"
        whole = f"{rule}:{_shut(self.subject)}"
        if self.part:
            whole = f"{whole}.{_shut(self.part)}"
        return f"{whole}@{_shut(self.since)}" if self.since else whole

    @property
    def key(self) -> str:
        """What stands for it on its own record, in `waived` and `met`: `RULE`, `RULE:PART`, `RULE:PART@SINCE`."""
        named = f"{self.rule}:{_JOINTS_OF_KEY.sub(_code, self.part)}" if self.part else self.rule
        return f"{named}@{_shut(self.since)}" if self.since else named

    @property
    def comes_round(self) -> bool:
        """Whether it is a calendar rule's."""
        return bool(self.period)


def round_id(rule: str, subject: str, period: object) -> str:
    """The id of a duty that comes round, as text."""
    return str(ObligationId(rule, subject, period=str(period)))


@lru_cache(256)
def _rule(rule: str) -> str:
    return _JOINTS_OF_SUBJECT.sub(_code, rule)


def _shut(text: str) -> str:
    return text if text.isalnum() else _JOINTS.sub(_code, text)


def _open(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "%" in text else text


def _code(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
