"""Minutes as they are typed, line by line like a call (M7): topics, conclusions, actions.

`= 标题` begins a topic, `@小王 周五前 改横版` is an action with its owner and deadline, anything else belongs to the
conclusion. What is typed before the first topic begins one without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.domain.records import Action, Minutes, Topic
from aetui.domain.steps import read_step
from aetui.domain.workcal import WorkCalendar

TOPIC_SIGNS = ("=", "＝")
ACTION_SIGNS = ("@", "＠")


def read_minutes(
    lines: Iterable[str],
    *,
    now: datetime,
    cal: WorkCalendar,
    people: Sequence[str] = (),
    before: Sequence[Topic] = (),
) -> list[Topic]:
    """The topics that the lines tell of; times are read as of `now`. An action whose line stood in `before` word
    for word (`minutes_lines`) stays as it was there. Never raises."""
    known = dict(_actions(before, cal))
    topics: list[Topic] = []
    for raw in lines:
        line = raw.strip()
        if not line:
            continue
        if line[0] in TOPIC_SIGNS:
            topics.append(Topic(title=line[1:].strip()))
            continue
        if not topics:
            topics.append(Topic(title=""))
        last = topics[-1]
        if line[0] in ACTION_SIGNS:
            action = known.get(line) or _action(line, now, cal, people)
            topics[-1] = replace(last, actions=[*last.actions, action])
        else:
            said = f"{last.conclusion}\n{line}" if last.conclusion else line
            topics[-1] = replace(last, conclusion=said)
    return topics


def minutes_lines(minutes: Minutes, cal: WorkCalendar) -> list[str]:
    """The lines that read as these minutes."""
    lines: list[str] = []
    for topic in minutes.topics:
        if topic.title or topic is not minutes.topics[0]:
            lines.append(f"= {topic.title}".rstrip())
        lines += topic.conclusion.split("\n") if topic.conclusion else []
        lines += [action_line(action, cal) for action in topic.actions]
    return lines


def action_line(action: Action, cal: WorkCalendar) -> str:
    """`@小王 2026-11-27 18:00 改横版`."""
    due = f"{action.due.astimezone(cal.tz):%Y-%m-%d %H:%M}" if action.due else ""
    return " ".join(t for t in (f"@{action.owner or ''}", due, action.what or "") if t)


def _action(line: str, now: datetime, cal: WorkCalendar, people: Sequence[str]) -> Action:
    step = read_step(line, now=now, cal=cal, people=people)
    return Action(what=step.what.lstrip("@＠").strip() or None, owner=step.owner, due=step.due)


def _actions(topics: Sequence[Topic], cal: WorkCalendar) -> list[tuple[str, Action]]:
    return [(action_line(action, cal), action) for topic in topics for action in topic.actions]
