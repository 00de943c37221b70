"""Look at a screen of the demo desk, drawn cell by cell as a terminal shows it.

python bench/board_picture.py shot.svg --size 80x24 --lang en
python bench/board_picture.py shot.svg --keys $'c' --keys $'ml\\r'    # after these keys, one piece after another
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pyte
from feel import Pty, aetui, env_of
from terminal_svg import svg

ROOT = Path(__file__).resolve().parents[1]
HEADINGS = {"zh": "工作卡", "en": "Work cards"}
"""A heading that stands on the board once it is whole."""
_SETTLED = 1.5  # seconds after the last output that was waited for


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--lang", choices=tuple(HEADINGS), default="zh")
    options.add_argument("--size", default="120x36", metavar="COLUMNSxLINES")
    options.add_argument("--keys", action="append", default=[], metavar="KEYS")
    asked = options.parse_args()
    columns, lines = (int(part) for part in asked.size.split("x"))
    asked.file.write_text(svg(shown(asked.lang, columns, lines, asked.keys)), "utf-8")


def shown(lang: str, columns: int = 120, lines: int = 36, keys: Sequence[str] = ()) -> pyte.Screen:
    """The demo's board in a language, after pieces of keys, as a terminal of that size shows it."""
    env = env_of(ROOT, "2026-11-23T11:30:05+08:00")
    env["LINES"], env["COLUMNS"] = str(lines), str(columns)
    board = Pty([aetui(), "--lang", lang, "demo"], env)
    screen = pyte.Screen(columns, lines)
    stream = pyte.ByteStream(screen)
    board.until(HEADINGS[lang].encode())
    board.drain(_SETTLED)
    stream.feed(board.seen)
    for piece in keys:
        board.type(piece)
        board.drain(_SETTLED)
        stream.feed(board.seen)
    board.end()
    return screen


if __name__ == "__main__":
    main()
