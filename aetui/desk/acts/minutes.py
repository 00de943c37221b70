"""Minutes (M6–M8): signed, sent to the client, circulated inside, confirmed by phone."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing, Gate
from aetui.desk.acts.papers import keep
from aetui.desk.acts.parts import meeting_of
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import complete_minutes
from aetui.domain.meeting.people import concerned
from aetui.domain.records import Meeting, Minutes


def _minutes(doing: Doing) -> Minutes:
    return meeting_of(doing).minutes


def _complete(doing: Doing) -> Refused | None:
    meeting = meeting_of(doing)
    lacks = complete_minutes(meeting.minutes)
    if not lacks:
        return None
    index = lacks[0][0]
    topic = meeting.minutes.topics[index].title if meeting.minutes.topics else meeting.title
    parts = [part for n, part in lacks if n == index]
    return Refused("gate.minutes_lack", rule="M7", gate="minutes", topic=topic or "–", missing=parts)


def _signed(doing: Doing) -> Refused | None:
    meeting = meeting_of(doing)
    if meeting.minutes.signed is not None:
        return None
    return Refused("gate.minutes_unsigned", rule="M8", gate="minutes", title=meeting.title)


def _unless_out(gate: Gate) -> Gate:
    """What went to the client has passed its gates: what is circulated is the same minutes. An inside meeting's go out by that."""

    def still(doing: Doing) -> Refused | None:
        return gate(doing) if meeting_of(doing).minutes.sent is None else None

    return still


BEFORE_OUT = (_unless_out(_complete), _unless_out(_signed))


def _to_sign(doing: Doing) -> None:
    if not doing.fact.by:
        raise BadInput("minutes.who")
    minutes = meeting_of(doing).minutes
    if not minutes.topics:
        raise BadInput("minutes.none", title=meeting_of(doing).title)
    if minutes.sent is not None and (minutes.signed is None or minutes.signed.by != doing.fact.by):
        raise BadInput("minutes.sent", title=meeting_of(doing).title)  # they went under another hand


def _signed_by_them(doing: Doing) -> bool:
    minutes = _minutes(doing)
    same = minutes.sent is not None or (doing.words or None) == minutes.signature_id
    return minutes.signed is not None and minutes.signed.by == doing.fact.by and same


def _signature(doing: Doing) -> Meeting:
    """With the picture of one's own signature (`words`: its id), or by hand."""
    meeting, picture = meeting_of(doing), doing.words or None
    signed = replace(doing.fact, how="picture" if picture else "hand")
    return replace(meeting, minutes=replace(meeting.minutes, signed=signed, signature_id=picture))


def _held(doing: Doing) -> datetime | None:
    return meeting_of(doing).start


def _to_send(doing: Doing) -> None:
    """An inside meeting's go to nobody outside."""
    if meeting_of(doing).client_id is None:
        raise BadInput("minutes.inside", title=meeting_of(doing).title)


def _sent(doing: Doing) -> Meeting:
    meeting, fact = meeting_of(doing), doing.fact
    minutes = replace(meeting.minutes, sent=fact, signed=meeting.minutes.signed or fact)
    keep(doing, "minutes")
    return replace(meeting, minutes=minutes)


def _named(doing: Doing) -> list[str]:
    return [name for name in doing.words.split("\n") if name]


def _whom(doing: Doing) -> list[str]:
    """To whom inside (M6): those who are named, a line each, else those whom it concerns."""
    return _named(doing) or concerned(doing.change.desk.profile, meeting_of(doing))


def _to_circulate(doing: Doing) -> None:
    """Somebody is named; in a house where nobody is known, nobody can be."""
    if not _whom(doing) and doing.change.desk.colleagues:
        raise BadInput("minutes.whom", title=meeting_of(doing).title)


def _as_circulated(doing: Doing) -> bool:
    """Already, and to these; to more of them it can go later."""
    minutes = _minutes(doing)
    return minutes.circulated is not None and set(_named(doing)) <= set(minutes.circulated_to)


def _circulated(doing: Doing) -> Meeting:
    """Inside meetings' minutes go out by this: a reason stands in for the signature, as where they are sent. To whom they go later
    joins those who have them."""
    meeting = meeting_of(doing)
    minutes, had = meeting.minutes, meeting.minutes.circulated_to
    whom = list(dict.fromkeys([*had, *_whom(doing)]))
    minutes = replace(minutes, circulated=minutes.circulated or doing.fact, circulated_to=whom)
    if meeting.client_id is None:
        minutes = replace(minutes, signed=minutes.signed or doing.fact)
    return replace(meeting, minutes=minutes)


def _out(doing: Doing) -> Meeting:
    """All that the duty asks for: sent to the client, and to the people concerned inside. An inside meeting's go to nobody
    outside. What was done before stays."""
    meeting, fact = meeting_of(doing), doing.fact
    if meeting.client_id is not None and meeting.minutes.sent is None:
        meeting = _sent(doing)
    minutes = meeting.minutes
    whom = minutes.circulated_to if minutes.circulated else _whom(doing)
    signed, circulated = minutes.signed or fact, minutes.circulated or fact
    return replace(meeting, minutes=replace(minutes, signed=signed, circulated=circulated, circulated_to=whom))


def _to_confirm(doing: Doing) -> None:
    meeting = meeting_of(doing)
    if meeting.minutes.sent is None:
        raise BadInput("minutes.unsent", title=meeting.title)


def _when_sent(doing: Doing) -> datetime | None:
    sent = meeting_of(doing).minutes.sent
    return sent.at if sent else None


def _confirmed(doing: Doing) -> Meeting:
    meeting = meeting_of(doing)
    return replace(meeting, minutes=replace(meeting.minutes, confirmed=doing.fact))


SIGN = Act(Meeting, _signature, check=_to_sign, stands=_signed_by_them)
SEND = Act(
    Meeting,
    _sent,
    check=_to_send,
    gates=(_complete, _signed),
    since=_held,
    stands=lambda doing: _minutes(doing).sent is not None,
)
CIRCULATE = Act(Meeting, _circulated, gates=BEFORE_OUT, check=_to_circulate, since=_held, stands=_as_circulated)
OUT = Act(Meeting, _out, met="minutes", gates=BEFORE_OUT, since=_held)
CONFIRM = Act(
    Meeting,
    _confirmed,
    met="minutes_confirmed",
    check=_to_confirm,
    since=_when_sent,
    stands=lambda doing: _minutes(doing).confirmed is not None,
)
ACTS = (SIGN, SEND, CIRCULATE, OUT, CONFIRM)
