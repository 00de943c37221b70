"""A month of an AM's group, lived twice: by keys and by commands; and how the desks are compared afterwards."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from on_a_desk import Hand, on_screen
from textual.screen import Screen

from aetui.cli.main import run
from aetui.desk.core import Desk
from aetui.domain.records import KINDS
from aetui.widgets.lines import LineList
from aetui.widgets.typing_line import TypingLine

Ref = Callable[[Hand], str]
Keys = Callable[[Hand, Path], Awaitable[None]]
Place = Callable[[Desk], "Screen[Any] | None"]


class Moment(NamedTuple):
    """Something that happens on a desk: when, on whose, on which screen, what is pressed, and the commands that do the same. `{F}` is
    the folder through which files go from desk to desk."""

    when: str
    who: str
    place: Place
    press: Keys
    commands: list[list[str]]


def at(moment: str) -> datetime:
    day, clock = moment.split(" ")
    return datetime.fromisoformat(f"2026-{day}T{clock}:00+08:00")


def keys(*steps: str | tuple[Ref | str, str]) -> Keys:
    """`"key"` is pressed, `"=text"` typed anew and entered; (ref, key) puts the cursor there first."""

    async def press(hand: Hand, folder: Path) -> None:
        for step in steps:
            if isinstance(step, tuple):
                ref = step[0] if isinstance(step[0], str) else step[0](hand)
                put(hand, ref)
                await hand.press(step[1])
            elif step.startswith("="):
                line = hand.app.focused
                assert isinstance(line, TypingLine), (step, hand.text)
                line.text = ""
                await hand.type(step[1:].replace("{F}", str(folder)) + "\n")
            else:
                await hand.press(step)

    return press


def put(hand: Hand, ref: str) -> None:
    """The cursor onto that row, of whichever list."""
    for lines in hand.screen.query(LineList):
        found = next((one for one in lines.refs if one.partition("#")[0] == ref), None)
        if found is not None:
            lines.select(found)
            lines.focus()
            return
    raise AssertionError(f"{ref} isn't there:\n{hand.text}")


async def by_keys(story: list[Moment], begun: Callable[[Path], None], folder: Path) -> dict[str, Desk]:
    begun(folder)
    desks: dict[str, Desk] = {}
    for moment in story:
        if moment.who not in desks:
            desks[moment.who] = Desk.open(folder / f"{moment.who}.json", program="tests", now=at(moment.when))
        desk = desks[moment.who]
        async with on_screen(desk, moment.place(desk), now=at(moment.when)) as hand:
            try:
                await moment.press(hand, folder)
            except AssertionError as wrong:
                raise AssertionError(f"{moment.when} {moment.who}: {wrong}") from wrong
    return desks


def by_commands(story: list[Moment], begun: Callable[[Path], None], folder: Path) -> dict[str, Desk]:
    begun(folder)
    for moment in story:
        for command in moment.commands:
            words = [word.replace("{F}", str(folder)) for word in command]
            status = run(["--home", str(folder), "--user", moment.who, "--now", at(moment.when).isoformat(), *words])
            assert status == 0, (moment.when, moment.who, command)
    whose = dict.fromkeys(moment.who for moment in story)
    return {who: Desk.open(folder / f"{who}.json", program="tests", now=at(story[-1].when)) for who in whose}


def told(desks: dict[str, Desk], folder: Path) -> dict[str, dict[str, list[str]]]:
    """Every record of every desk without what tells one machine from another: ids become the place where they first stand, times of
    creation and change go."""
    tables = {
        who: {kind: [msgspec.to_builtins(r) for r in desk.store.table(kind).records()] for kind in KINDS}
        for who, desk in desks.items()
    }
    names: dict[str, str] = {}
    for who, kinds in tables.items():
        for kind, records in kinds.items():
            for n, record in enumerate(sorted(records, key=_sign)):
                _name(names, record, f"{who}-{kind}-{n}")
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True)
    text = text.replace(str(folder), "{F}")
    for old, new in sorted(names.items(), key=lambda one: -len(one[0])):
        text = text.replace(old, new)
    again: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(text)
    return {
        who: {
            kind: sorted(json.dumps(_bare(r), ensure_ascii=False, sort_keys=True) for r in records)
            for kind, records in kinds.items()
        }
        for who, kinds in again.items()
    }


def differing(one: list[str], two: list[str]) -> list[str]:
    """What only one of both says, in few words."""
    if len(one) != len(two):
        return [f"{len(one)} and {len(two)} records", *sorted({*one} ^ {*two})]
    return [line for a, b in zip(one, two, strict=True) for line in _apart(json.loads(a), json.loads(b), "")]


def _apart(one: Any, two: Any, place: str) -> list[str]:
    if isinstance(one, dict) and isinstance(two, dict):
        return [line for key in sorted({*one, *two}) for line in _apart(one.get(key), two.get(key), f"{place}.{key}")]
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        return [line for n, pair in enumerate(zip(one, two, strict=True)) for line in _apart(*pair, f"{place}.{n}")]
    return [] if one == two else [f"{place}: {one} | {two}"]


def _sign(record: dict[str, Any]) -> str:
    """What a record says, whatever its ids: its texts in order."""
    said = (
        "number",
        "text",
        "title",
        "name",
        "at",
        "what",
        "day",
        "n",
        "kind",
        "period",
        "whose",
        "quarter",
        "person",
        "rule",
    )
    return json.dumps(
        [v for k, v in sorted(record.items()) if k in said and isinstance(v, str | int)], ensure_ascii=False
    )


def _name(names: dict[str, str], value: Any, place: str) -> None:
    """Each id that stands first in `value` by its place; a record that another desk holds too keeps the name it got first."""
    if isinstance(value, dict):
        own = value.get("id")
        if isinstance(own, str) and len(own) >= 8 and ":" not in own:
            names.setdefault(own, place)
        for key, part in value.items():
            _name(names, part, f"{place}-{key}")
    elif isinstance(value, list):
        for n, part in enumerate(value):
            _name(names, part, f"{place}-{n}")


_BY_ID = ("clients", "tallies", "late", "ahead", "unsettled", "delivered", "before")
"""What a week lists in the order of ids, which differ from desk to desk."""


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        bare = {k: _bare(v) for k, v in value.items() if k not in ("created_at", "updated_at", "earlier")}
        return {k: sorted(v, key=_text) if k in _BY_ID and isinstance(v, list) else v for k, v in bare.items()}
    return [_bare(one) for one in value] if isinstance(value, list) else value
