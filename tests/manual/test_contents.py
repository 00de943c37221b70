"""The manual's frame: the same pages in both languages, each in the contents, each with the way back, each picture somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
LANGS = ("zh", "en")
README = {"zh": ROOT / "README.zh.md", "en": ROOT / "README.md"}


def pages(lang: str) -> dict[str, str]:
    return {page.name: page.read_text("utf-8") for page in (MANUAL / lang).glob("*.md") if page.name != "README.md"}


def contents(lang: str) -> str:
    return (MANUAL / lang / "README.md").read_text("utf-8")


def test_both_languages_have_the_same_pages() -> None:
    assert set(pages("zh")) == set(pages("en"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_stands_in_the_contents_once_by_its_own_title(lang: str) -> None:
    listed = re.findall(r"^\|[^|]+\| \[([^\]]+)\]\(([^)]+)\) \|$", contents(lang), re.M)
    titles = {name: text.partition("\n")[0].removeprefix("# ") for name, text in pages(lang).items()}
    assert sorted((name, title) for title, name in listed) == sorted(titles.items())


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_leads_back_to_the_contents(lang: str) -> None:
    assert [name for name, text in pages(lang).items() if "](README.md)" not in text] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_picture_is_shown_and_in_its_own_language(lang: str) -> None:
    text = "".join([README[lang].read_text("utf-8"), contents(lang), *pages(lang).values()])
    shown = set(re.findall(r"!\[[^\]]+\]\((?:\.\./\.\./|docs/)pictures/(\w+/[\w-]+\.svg)\)", text))
    there = {f"{lang}/{path.name}" for path in (ROOT / "docs" / "pictures" / lang).iterdir()}
    assert shown == there


@pytest.mark.parametrize("lang", LANGS)
def test_the_manual_is_reached_from_the_readme(lang: str) -> None:
    assert f"](docs/manual/{lang}/README.md)" in README[lang].read_text("utf-8")
