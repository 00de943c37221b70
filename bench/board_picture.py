"""Draw docs/board.svg, README's picture, from the demo desk: `python bench/board_picture.py`."""

from __future__ import annotations

import os
from pathlib import Path

import pyte
from feel import Pty, aetui, env_of
from picture import svg

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    env = env_of(ROOT, "2026-11-23T11:30:05+08:00")
    env["LINES"], env["COLUMNS"] = "36", "120"
    board = Pty([aetui(), "demo"], env)
    board.until("工作卡".encode())
    board.drain(1.5)
    screen = pyte.Screen(120, 36)
    pyte.ByteStream(screen).feed(board.seen)
    board.end()
    out = ROOT / "docs" / "board.svg"
    out.parent.mkdir(exist_ok=True)
    out.write_text(svg(screen), encoding="utf-8")
    print(os.path.relpath(out))


if __name__ == "__main__":
    main()
