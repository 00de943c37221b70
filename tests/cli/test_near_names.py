"""What is misspelt, or meant in two ways, is answered with the names that come nearest, in one line."""

from __future__ import annotations

import pytest
from shell import Shell


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("argv", "near"),
    [
        (("duw",), "due"), (("meting", "list"), "meeting"), (("card", "lst"), "list"), (("due", "--withn", "2d"), "--within"),
        (("card", "open", "x", "--clint", "梅林"), "--client"),
    ],
)  # fmt: skip
def test_of_a_command_or_an_option(aetui: Shell, argv: tuple[str, ...], near: str, lang: str) -> None:
    status, out, err = aetui("--lang", lang, *argv)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert near in err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("argv", "near", "status"),
    [
        (("card", "open", "x", "--client", "梅琳食品"), "梅林食品", 1),
        (("client", "show", "meilinn"), "梅林食品", 1),
        (("card", "show", "秋李海报"), "2611-001 秋季海报", 1),
        (("card", "done", "2611-001", "文安初稿"), "文案初稿", 1),
        (("todo", "done", "整理样品框"), "整理样品柜", 1),
        (("rules", "card.shedule"), "card.schedule", 1),
        (("card", "done", "2611-001", "稿"), "文案初稿、文案二稿", 2),
        (("todo", "done", "整理"), "整理样品柜、整理剪报", 2),
        (("card", "open", "x", "--client", "梅林"), "梅林食品、梅林正广和", 2),
    ],
)  # fmt: skip
def test_of_a_record(aetui: Shell, argv: tuple[str, ...], near: str, status: int, lang: str) -> None:
    aetui("client", "add", "梅林正广和")
    aetui("card", "open", "秋季海报", "--client", "梅林食品")
    for step in ("文案初稿", "文案二稿"):
        aetui("card", "step", "2611-001", step, "--due", "fri")
    for text in ("整理样品柜", "整理剪报"):
        aetui("todo", text)
    got, out, err = aetui("--lang", lang, *argv)
    assert (got, out, err.count("\n")) == (status, "", 1)
    assert all(part in err for part in near.split("、"))


def test_lists_name_by_what_the_finder_takes(aetui: Shell) -> None:
    """No raw id stands in a list for reading; the signs that do stand there name the record."""
    aetui("meeting", "add", "媒介例会", "--client", "梅林", "--start", "2026-11-26T14:00")
    [line] = aetui("meeting", "list")[1].splitlines()
    short = line.split()[-1]
    assert len(short) == 6
    assert "媒介例会" in aetui("meeting", "show", short)[1]


@pytest.mark.parametrize(
    "argv",
    [
        ("{}",),
        ("--{}",),
        ("card", "{}"),
        ("card", "list", "--{}"),
        ("card", "show", "{}"),
        ("profile", "times", "{}"),
        ("report", "{}"),
    ],
)
def test_however_much_is_misspelt_the_answer_stays_a_sentence(aetui: Shell, argv: tuple[str, ...]) -> None:
    status, out, err = aetui(*(word.format("例" * 5000) for word in argv))
    assert status in (1, 2)
    assert (out, err.count("\n")) == ("", 1)
    assert len(err) < 300
