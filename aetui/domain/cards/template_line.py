"""A step of a list of one's own: `文案 @小李 第2个工作日 12:00`, `打样 交件前1个工作日`: what, whose, and how far from the start of the work
or before its delivery (D4, R3)."""

from __future__ import annotations

import re

from aetui.domain.lines.parts import (
    NO_TIME,
    NOBODY,
    Cut,
    People,
    in_words,
    owner_words,
    quoted,
    split_remark,
    take_owner,
)
from aetui.domain.patterns import pattern
from aetui.domain.plainwords.lexer import normalize
from aetui.domain.records import TemplateStep
from aetui.domain.tongues import Text

_BEGIN = r"(?:^|(?<=[\s，,；;、。：:\"”」]))"
_WHEN = pattern(
    rf"{_BEGIN}(?:第\s*(?P<zh>\d{{1,3}})\s*个?工作日|(?P<zh0>当天)|交件前\s*(?P<zhb>\d{{1,3}})\s*个?工作日|(?P<zhb0>交件当天)"
    r"|(?:working )?day (?P<en>\d{1,3})|(?P<en0>the same day)|(?P<enb>\d{1,3}) working days? before delivery|(?P<enb0>on the delivery day)"
    r"|\+(?P<plus>\d{1,3})|-(?P<minus>\d{1,3}))(?:\s+(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d))?\s*$",
    re.IGNORECASE,
)
_NONE = pattern(rf"{_BEGIN}(?:不限时|no time)\s*$")
AFTER = Text(zh="第{n}个工作日", en="working day {n}")
SAME = Text(zh="当天", en="the same day")
BEFORE = Text(zh="交件前{n}个工作日", en="{n} working days before delivery")
BEFORE_ONE = Text(zh="交件前{n}个工作日", en="{n} working day before delivery")
ON_DELIVERY = Text(zh="交件当天", en="on the delivery day")


def read(line: str, *, people: People = NOBODY) -> TemplateStep:
    """The line taken apart. `+2` and `-1` are short for the working day after the start and the one before delivery; a clock may follow.
    Never raises; `what` may be empty."""
    cut = Cut(line)
    owner = people.owner(take_owner(cut, people))
    line = normalize(cut.masked())
    none = _NONE.search(line)
    if none is not None:
        cut.take("no_time", none.span())
        return TemplateStep(what=cut.words(), owner=owner)
    found = _WHEN.search(line)
    days, back, minute = None, False, None
    if found is not None:
        said = {name: value for name, value in found.groupdict().items() if value is not None}
        cut.take("when", (found.start(), found.start() + len(found.group().rstrip())))
        back = bool({"zhb", "zhb0", "enb", "enb0", "minus"} & said.keys())
        days = next((int(said[name]) for name in ("zh", "zhb", "en", "enb", "plus", "minus") if name in said), 0)
        minute = int(said["hour"]) * 60 + int(said["minute"]) if "hour" in said else None
    return TemplateStep(what=cut.words(), owner=owner, days=days, back=back, minute=minute)


def write(step: TemplateStep, *, lang: str = "zh") -> str:
    """The line again."""
    words, remark = split_remark(step.what)
    when = when_words(step, lang)
    if not when and (_WHEN.search(normalize(words)) or _NONE.search(normalize(words))):
        when = NO_TIME.get(lang)
    tail = owner_words(step.owner) + (f" {when}" if when else "")
    line = (in_words(words) if words else "") + tail + remark
    again = read(line)
    same = (again.what, again.days, again.back, again.minute) == (step.what, step.days, step.back, step.minute)
    return line if same else quoted(step.what) + tail


def when_words(step: TemplateStep, lang: str) -> str:
    """`第2个工作日 12:00`; nothing where it has no time."""
    if step.days is None:
        return ""
    if step.days == 0:
        said = (ON_DELIVERY if step.back else SAME).get(lang)
    else:
        days = BEFORE_ONE if step.days == 1 else BEFORE
        said = (days if step.back else AFTER).get(lang).format(n=step.days)
    return said if step.minute is None else f"{said} {step.minute // 60:02d}:{step.minute % 60:02d}"
