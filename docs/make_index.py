"""Writes docs/package-index.md, the README as a package index shows it: `python docs/make_index.py`. A test holds it to it.

An index shows no picture that lies beside the text, strips those that are in it, and the project has no address at which they could be
fetched. So each picture is the screen's own text, links into the project are words, and what needs the source is left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from make_pictures import PICTURES, written

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "package-index.md"
SIZE = (80, 24)
STILL = {"a-call": "phone"}
"""A film's place is taken by the picture of its last line typed."""
FROM_SOURCE = "## Tests"


def index(lang: str = "en") -> str:
    """The whole page."""
    pictures = {picture.name: picture for picture in PICTURES}

    def screen(found: re.Match[str]) -> str:
        return f"```text\n{written(pictures[STILL.get(found[1], found[1])], lang, SIZE)}\n```"

    text = (ROOT / "README.md").read_text("utf-8").partition(FROM_SOURCE)[0].rstrip()
    text = re.sub(r"!\[[^\]]*\]\(docs/pictures/\w+/([\w-]+)\.svg\)", screen, text)
    text = re.sub(r" \[中文\]\([^)]+\) · \[The manual\]\([^)]+\)", "", text)
    text = re.sub(r" \[More\]\([^)]+\)", "", text)
    text = re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]+\)", r"\1", text)
    text = text.replace("pip install .", "pip install aetui").replace("pipx install .", "pipx install aetui")
    return f"{text}\n\n{_in_chinese()}\n\nMIT licence. The source distribution has the manual in Chinese and English, and the tests.\n"


def _in_chinese() -> str:
    """What it is, for who reads that language: the first lines of the other README."""
    lines = (ROOT / "README.zh.md").read_text("utf-8").partition("```")[0].splitlines()
    said = "\n".join(line for line in lines if line and not line.startswith(("#", "!")))
    return "## 中文\n\n" + re.sub(r"\[English\].*", "", said).rstrip() + "界面和手册都有中文。"


if __name__ == "__main__":
    PAGE.write_text(index(), "utf-8")
