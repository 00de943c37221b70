"""The table of papers and what builds, offers and names them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import get_type_hints

import pytest

from aetui.desk.papers import Subject
from aetui.domain.papers import PAPERS, papers_about
from aetui.domain.rulebook.build import read
from aetui.locales import LANGS, Texts

FOLDER = Path(__file__).parents[2] / "aetui" / "desk" / "papers"


@pytest.mark.parametrize("kind", PAPERS)
def test_each_kind_is_built_and_named(kind: str) -> None:
    row = PAPERS[kind]
    assert find_spec(f"aetui.desk.papers.{kind}") is not None
    assert row.about == "desk" or row.about in get_type_hints(Subject)
    assert all(read().words(row.source, lang) for lang in LANGS)
    assert all(Texts(lang).has(f"paper.{kind}") for lang in LANGS)
    assert kind in papers_about(row.about, planned=row.planned)


def test_each_builder_has_its_row() -> None:
    built = {path.stem for path in FOLDER.glob("*.py") if "\ndef build(w: Writer" in path.read_text("utf-8")}
    assert built == set(PAPERS)


def test_what_a_page_offers() -> None:
    assert papers_about("card")[:2] == ("schedule", "order")
    assert papers_about("client")[:2] == ("weekly", "monthly")
    assert papers_about("client", planned=True) == ("budget", "media")
    assert papers_about("nothing") == ()
