"""Whom a given name behind an `@` means, in every line that says whose something is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aetui.domain.lines import absence, idea, item, meeting, memo, minutes, step, todo
from aetui.domain.lines.parts import People
from aetui.domain.records import Step
from aetui.domain.whose import doubtful
from tests.domain.making import at, calendar

NOW = at("11-23 09:30")
CAL = calendar()
PEOPLE = People(("Grace Li", "Tom Wu", "王小明", "小王"), "李雯", ("梅林",), ("Ann Hsu", "Ms Chen", "陈小姐"))

Reader = Callable[[str, People], str | None]
READERS: dict[str, Reader] = {
    "item": lambda name, people: item.read(f"@{name} final art", now=NOW, cal=CAL, known=people.owners).owner,
    "todo": lambda name, people: todo.read(f"final art @{name}", now=NOW, cal=CAL, people=people).owner,
    "step": lambda name, people: step.read(f"final art @{name} friday", now=NOW, cal=CAL, people=people).owner,
    "idea": lambda name, people: idea.read(f"backwards @{name}", people=people).who,
    "minutes": lambda name, people: minutes.read_action(f"@{name} final art", now=NOW, cal=CAL, people=people).owner,
    "meeting": lambda name, people: meeting.read(
        f"weekly @{name} friday 2pm", now=NOW, cal=CAL, people=people, names=None
    ).attendees[0],
    "memo": lambda name, people: memo.read(f"{name} final art friday", now=NOW, cal=CAL, people=people).to,
    "absence": lambda name, people: absence.read(f"tomorrow leave @{name}", now=NOW, cal=CAL, people=people).cover,
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Grace", "Grace Li"),
        ("grace", "Grace Li"),
        ("Grace Li", "Grace Li"),
        ("grace li", "Grace Li"),
        ("小明", "王小明"),
        ("小王", "小王"),
        ("Ann", "Ann Hsu"),
        # No given names: a word of address, part of a word, nobody's.
        ("Ms", "Ms"),
        ("小姐", "小姐"),
        ("Gracey", "Gracey"),
        ("Li", "Li"),
        ('"Grace"', "Grace"),
    ],
)
def test_a_given_name_is_the_one_who_has_it(read: Reader, said: str, who: str) -> None:
    assert read(said, PEOPLE) == who


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_one_that_several_have_stays_as_typed(read: Reader) -> None:
    people = People((*PEOPLE.known, "Grace Wu", "Tom"), "李雯")
    assert read("Grace", people) == "Grace"
    assert doubtful("Grace", people.owners) == ["Grace Li", "Grace Wu"]
    assert read("Tom", people) == "Tom"  # a whole name comes first
    assert doubtful("Tom", people.owners) == []


@pytest.mark.parametrize("owner", ["Grace", "grace", "小明", "Grace Li", "小王子"])
def test_a_name_of_before_stays_when_it_is_written_back(owner: str) -> None:
    one = Step(id="s", what="final art", owner=owner)
    assert step.read(step.write(one, cal=CAL, people=PEOPLE), now=NOW, cal=CAL, people=PEOPLE).owner == owner
