"""Meetings that nobody goes to: by a link, or in a program for it (M1, M4)."""

from __future__ import annotations

import re
from typing import Literal

from aetui.domain.patterns import pattern
from aetui.domain.records import Meeting

_ONLINE = pattern(
    r"https?://|线上|在线会议|远程会议|(?:电话|视频)会议(?!室)|(?:腾讯|飞书|钉钉|企业微信|华为云)会议(?!室)|"
    r"(?<![a-z])(?:zoom|webex|voov|teams|google meet|skype|online|remote|(?:video|conference) (?:call|conference)(?! room)|dial[- ]in)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_PARTS = pattern(r"[;；]")


def is_online(place: str | None) -> bool:
    """Whether what is said of a meeting's place names a link or a program and no room beside it: nobody is on the way there."""
    said = [part for part in _PARTS.split(place or "") if part.strip()]
    return bool(said) and all(_ONLINE.search(part) for part in said)


def side(meeting: Meeting) -> Literal["ours", "theirs", "online"]:
    """Where it is, as it is told: one at our own desks is kept as at ours, since the board is quiet meanwhile and somebody takes the
    telephones."""
    return "online" if meeting.place == "ours" and is_online(meeting.room) else meeting.place
