"""When a rule is due, in words: `24 小时内`, `within 2 hours of work, or when it was said`, `every Fri 17:30`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from aetui.domain.rulebook.language import Due, parse_due, parse_when
from aetui.locales import Texts
from aetui.locales.dates import clock_of

_HOUR, _DAYS_FROM = timedelta(hours=1), timedelta(hours=72)


def due_words(say: Texts, due: str) -> str:
    """An event rule's due time; it is checked. Of a typed one both are said."""
    read = parse_due(due)
    words = _due(say, read)
    return say("duetime.typed", other=words) if read.typed else words


def _due(say: Texts, due: Due) -> str:
    if due.kind == "before" and not due.span:
        return say("duetime.begins")
    return say(f"duetime.{due.kind}", span=span_words(say, due.span), n=due.days)


def when_words(say: Texts, when: str, title: Callable[[str], str] = str) -> str:
    """A calendar rule's: `每周五 下班`. `title`: what the rule is called that it follows."""
    comes = parse_when(when)
    return say(
        f"every.{comes.kind}",
        day=say(f"weekday.{comes.weekday}"),
        date=f"{comes.month}/{comes.day}",
        n=comes.day,
        time=say("every.end") if comes.minute is None else clock_of(comes.minute),
        title=title(comes.after) if comes.after else "",
    )


def span_words(say: Texts, span: timedelta) -> str:
    """A length of time as it is counted: hours up to three days."""
    if span % _HOUR:
        return say("duetime.minutes", n=span // timedelta(minutes=1))
    if span >= _DAYS_FROM and not span % timedelta(days=1):
        return say("duetime.days", n=span.days)
    return say("duetime.hours", n=span // _HOUR)
