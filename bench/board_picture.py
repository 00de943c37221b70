"""Draw the first pictures of README.zh.md and README.md, docs/board.svg and docs/board-en.svg, from the demo desk:
`python bench/board_picture.py`."""

from __future__ import annotations

import os
from pathlib import Path

import pyte
from feel import Pty, aetui, env_of
from picture import svg

ROOT = Path(__file__).resolve().parents[1]


PICTURES = (("zh", "工作卡", "board.svg"), ("en", "Work cards", "board-en.svg"))
"""Language, a heading that stands on the board once it is whole, file in docs/."""


def main() -> None:
    for lang, heading, name in PICTURES:
        out = ROOT / "docs" / name
        out.parent.mkdir(exist_ok=True)
        out.write_text(svg(_board(lang, heading)), encoding="utf-8")
        print(os.path.relpath(out))


def _board(lang: str, heading: str) -> pyte.Screen:
    """The demo's board in a language, as a terminal of 120 × 36 cells shows it."""
    env = env_of(ROOT, "2026-11-23T11:30:05+08:00")
    env["LINES"], env["COLUMNS"] = "36", "120"
    board = Pty([aetui(), "--lang", lang, "demo"], env)
    board.until(heading.encode())
    board.drain(1.5)
    screen = pyte.Screen(120, 36)
    pyte.ByteStream(screen).feed(board.seen)
    board.end()
    return screen


if __name__ == "__main__":
    main()
