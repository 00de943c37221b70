"""Minutes as they are typed, line by line like a call (M7): topics, conclusions, actions.

`= 标题` begins a topic, `@小王 周五前 改横版` is an action with its owner and deadline, anything else belongs to the
conclusion, a remark of the house too. What is typed before the first topic begins one without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.lines.parts import NOBODY, Cut, People, ended, owner_words, take_owner, take_time, whole_time
from aetui.domain.records import Action, Minutes, Topic
from aetui.domain.text import cleaned

TOPIC_SIGNS = ("=", "＝")
ACTION_SIGNS = ("@", "＠")


def read(
    lines: Iterable[str],
    *,
    now: datetime,
    cal: WorkCalendar,
    people: People = NOBODY,
    before: Sequence[Topic] = (),
) -> list[Topic]:
    """The topics that the lines tell of; times are read as of `now`. An action whose line stood in `before` word
    for word (`write`) stays as it was there. Never raises."""
    known = {write_action(action, cal=cal, people=people): action for topic in before for action in topic.actions}
    topics: list[Topic] = []
    for raw in lines:
        line = cleaned(raw).strip()
        if not line:
            continue
        if line[0] in TOPIC_SIGNS:
            topics.append(Topic(title=line[1:].strip()))
            continue
        if not topics:
            topics.append(Topic(title=""))
        last = topics[-1]
        if line[0] in ACTION_SIGNS:
            action = known.get(line) or read_action(line, now=now, cal=cal, people=people)
            topics[-1] = replace(last, actions=[*last.actions, action])
        else:
            said = f"{last.conclusion}\n{line}" if last.conclusion else line
            topics[-1] = replace(last, conclusion=said)
    return topics


def write(minutes: Minutes, *, cal: WorkCalendar, people: People = NOBODY, lang: str = "zh") -> list[str]:
    """The lines that read as these minutes."""
    lines: list[str] = []
    for topic in minutes.topics:
        if topic.title or topic is not minutes.topics[0]:
            lines.append(f"= {topic.title}".rstrip())
        lines += topic.conclusion.split("\n") if topic.conclusion else []
        lines += [write_action(action, cal=cal, people=people, lang=lang) for action in topic.actions]
    return lines


def read_action(line: str, *, now: datetime, cal: WorkCalendar, people: People = NOBODY) -> Action:
    """`@小王 周五前 改横版`; `@我`, `@me` and the user's name are the user, by name where it is known."""
    cut = Cut(line)
    lead = len(cut.text) - len(cut.text.lstrip())
    named = cut.text[lead + 1 : lead + 2].strip()
    owner = take_owner(cut, people) if named else None
    if owner is None:  # `@ 改横版`, nobody named
        cut.take_head("sign", (lead, lead + 1))
    cut.begin_anew()
    due = take_time(cut, now=now, cal=cal)
    if owner is not None and people.is_me(owner):
        owner = people.me or owner
    return Action(what=cut.words() or None, owner=owner, due=due.at if due else None)


def write_action(action: Action, *, cal: WorkCalendar, people: People = NOBODY, lang: str = "zh") -> str:
    """`@小王 改横版 2026-11-27 18:00`."""
    rest = ended(action.what or "", None, whole_time(action.due, cal) if action.due else "", lang=lang)
    return f"{owner_words(action.owner, people.owners).strip() or '@'} {rest}".rstrip()
