"""Draws the pictures of the README and the manual by driving the program on its sample desk: `python docs/make_pictures.py [NAME …]`.

They lie in docs/pictures/LANGUAGE. Each is a row of `PICTURES`: the size, and what is pressed and typed before the look. The sample's
clock stands, so that the same program draws the same pictures; a test draws them again and reads them (tests/manual/test_pictures.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from aetui.app import DeskApp  # noqa: E402

# isort: split
import pyte  # noqa: E402
from terminal_svg import film, svg  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from aetui.desk.book.profile import set_profiles  # noqa: E402
from aetui.desk.core import Desk  # noqa: E402
from aetui.desk.demo import MONDAY, demo_desk  # noqa: E402
from aetui.locales import LANGS, Texts  # noqa: E402
from aetui.widgets.typing_line import TypingLine  # noqa: E402

READ, STROKE, END = 1.0, 0.12, 4.0
"""Seconds for which a film shows what a key did, what was typed, and its last screen."""
FOLDER = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Words:
    """Typed into the line that asks for it, as it is said in each language."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        return str(getattr(self, lang))


@dataclass(frozen=True)
class Picture:
    """Before the look: keys by their names, and words. `roles`: what the sample's user is besides; `new`: a desk with nothing on it."""

    name: str
    steps: Sequence[str | Words] = ()
    size: tuple[int, int] = (100, 30)
    roles: str = ""
    new: bool = False
    moving: bool = False
    now: datetime = MONDAY


MERLIN = Words("ml", "mf")
LOU = Words("小陆", "Lou")
"""An AE of the AM's, where the sample's user is one."""
CALL: tuple[str | Words, ...] = (
    "c",
    MERLIN,
    "enter",
    Words("+ 春节货架卡，下周三前", "+ shelf talkers for New Year, by next wed"),
    "enter",
    Words("> 周五17:30前给三个报价", "> three quotes by fri 17:30"),
    "enter",
    Words("? 陈列架能不能加一层", "? can the stand take a fourth shelf"),
    "enter",
    Words("# 她像是急着要", "# she sounds pressed"),
    "enter",
)

CARD: tuple[str | Words, ...] = (
    "4",
    "enter",
    "a",
    Words("文案 @小王 周三中午", "copy @Will wed noon"),
    "enter",
    Words("完稿 @小王 周五12:00", "artwork @Will fri 12:00"),
    "enter",
    Words("打样 下周二", "proofs tue next week"),
    "enter",
    "escape",
)

PICTURES = (
    Picture("board", size=(120, 36)),
    Picture("welcome", new=True, size=(100, 32)),
    Picture("phone", CALL),
    Picture("a-call", (*CALL, "f8", "enter"), size=(100, 28), moving=True),
    Picture("review", ("r",)),
    Picture("week", ("v",), size=(120, 32)),
    Picture("round", ("v", "C")),
    Picture("friday", ("V",), roles="AE,AM"),
    Picture("month", ("M",), roles="AE,AM"),
    Picture("figures", ("F",)),
    Picture(
        "handover",
        ("h", Words("明天到周四", "tomorrow to thursday"), "enter", Words("休假", "leave"), "enter", "1", "enter", "2"),
    ),
    Picture("card", CARD),
    Picture("paper", (*CARD, "o")),
    Picture("rules", ("R",)),
    Picture("settings", (",",)),
    Picture("history", ("H",), size=(120, 28)),
)


def drawn(picture: Picture, lang: str) -> str:
    """The SVG of a picture, from the program as it is."""
    frames = _driven(picture, lang)
    return film([*frames[:-1], (frames[-1][0], END)]) if picture.moving else svg(frames[-1][0])


def written(picture: Picture, lang: str, size: tuple[int, int]) -> str:
    """A picture as text, in a terminal of that size."""
    lines = _driven(replace(picture, size=size), lang)[-1][0].display
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _driven(picture: Picture, lang: str) -> list[tuple[pyte.Screen, float]]:
    """What is seen one after another, each with its seconds."""
    # A path that is the same each time, wherever it is seen.
    with tempfile.TemporaryDirectory(prefix="aetui-picture-") as folder, contextlib.chdir(folder):
        if picture.new:
            desk = Desk.open(Path("demo.json"), program="aetui", now=picture.now)
        else:
            desk, _ = demo_desk(Path(), picture.now, Texts(lang))
        try:
            if picture.roles:
                set_profiles(desk, {"roles": picture.roles, "people": f"{LOU.of(lang)}:AE"}, picture.now)
            return asyncio.run(_on(desk, picture, lang))
        finally:
            desk.close()


async def _on(desk: Desk, picture: Picture, lang: str) -> list[tuple[pyte.Screen, float]]:
    app = DeskApp(desk, Texts(lang), now=picture.now)
    frames: list[tuple[pyte.Screen, float]] = []

    async def look(pilot: Pilot[None], seconds: float) -> None:
        """What is seen now is seen for so long; the desk's clock goes on as the film does."""
        await _settle(pilot)
        frames.append((_seen(app), seconds))
        app._stands = app.now() + timedelta(seconds=seconds)
        app._tick()

    async with app.run_test(size=picture.size) as pilot:
        await look(pilot, READ)
        for step in picture.steps:
            if isinstance(step, str):
                await pilot.press(step)
                await look(pilot, READ)
                continue
            for piece in _strokes(step.of(lang)) if picture.moving else (step.of(lang),):
                line = app.focused
                if not isinstance(line, TypingLine):
                    raise SystemExit(f"{picture.name}: nothing takes {piece!r}")
                line.insert(piece)
                await look(pilot, STROKE)
    return frames


def _strokes(text: str) -> list[str]:
    """As fingers give it: two or three letters at a look, a word of hanzi at a time."""
    size = 2 if not text.isascii() else 3
    return [text[at : at + size] for at in range(0, len(text), size)]


async def _settle(pilot: Pilot[None]) -> None:
    """Until what was pressed has had its effect, and what that led to when it was painted has had its own: two looks alike."""
    before: list[object] = []
    while before != (now := [strip.text for strip in pilot.app.screen._compositor.render_strips()]):
        before = list(now)
        for _ in range(3):
            await pilot.pause()


def _seen(app: DeskApp) -> pyte.Screen:
    """What a terminal shows of the app now."""
    size = app.size
    screen = pyte.Screen(size.width, size.height)
    stream = pyte.Stream(screen)
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        stream.feed(f"\x1b[{y + 1};1H\x1b[0m{strip.render(app.console)}")
    screen.cursor.hidden = not isinstance(app.focused, TypingLine)
    screen.cursor.x, screen.cursor.y = app.cursor_position
    return deepcopy(screen)


def main(names: Sequence[str], write: Callable[[str], None] = print) -> None:
    os.environ.update(COLORTERM="truecolor", TERM="xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        os.environ.pop(name, None)
    for picture in PICTURES:
        if names and picture.name not in names:
            continue
        for lang in LANGS:
            path = FOLDER / lang / f"{picture.name}.svg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(drawn(picture, lang), "utf-8")
            write(str(path.relative_to(ROOT)))


if __name__ == "__main__":
    main(sys.argv[1:])
