"""What the pages for contributors say is there: files, links, versions, the form of a decision."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.md")])
DECISIONS = sorted(page for page in (ROOT / "docs" / "decisions").glob("*.md") if page.name != "README.md")
_TOPS = ("aetui/", "tests/", "docs/", "bench/", "styles/", ".ci/", ".github/")


def _named(text: str) -> list[str]:
    """Paths of the project in a page: what is quoted and begins with a folder of it (`_styles` is in a wheel alone)."""
    quoted = [word for words in re.findall(r"`([^`\n]+)`", text) for word in words.split()]
    return [one for one in quoted if one.startswith(_TOPS) and "/_" not in one and not set(one) & set("*{<…")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    if page.name != "CHANGELOG.md":  # it tells of what was
        assert not [name for name in _named(text) if not (ROOT / name).exists()]
    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_map_counts_the_files_that_it_names() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| (\d+|its folder) \| ([^|]+) \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M
    )
    assert len(rows) == 8
    for task, most, which in rows:
        named = _named(which)
        assert 1 <= len(named) <= (int(most) if most.isdigit() else 1), task


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_why_and_until_when(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.match(r"# .+\n\n2\d{3}-\d\d-\d\d", text)
    heads = re.findall(r"^\*\*([^*]+)\.\*\*", text, re.M)
    assert heads == ["Decided", "What else there was", "Measured", "What would change our mind"]
    assert f"({page.name})" in (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")


def test_the_pythons_that_are_named_are_those_that_are_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [one.rpartition(" ")[2] for one in project["classifiers"] if re.search(r":: 3\.\d+$", one)]
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    matrix = re.search(r"python: \[(.+)\]", workflow)
    assert matrix is not None
    assert re.findall(r'"([^"]+)"', matrix[1]) == named
    assert project["requires-python"] == f">={named[0]}"


@pytest.mark.parametrize("page", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda page: page.stem)
def test_what_a_workflow_takes_from_others_is_named_by_its_hash(page: Path) -> None:
    uses = re.findall(r"uses: (\S+)", page.read_text("utf-8"))
    assert uses
    assert not [one for one in uses if not re.search(r"@[0-9a-f]{40}$", one)]


def test_the_changelog_has_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (.+)$", text, re.M)
    assert versions[0] == "Unreleased"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ – \d{4}-\d\d-\d\d", version) for version in versions[1:])
    heads = set(re.findall(r"^### (.+)$", text, re.M))
    assert heads <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_what_the_scripts_run_is_there() -> None:
    named = re.findall(r"\btests/[\w./]+", (ROOT / ".ci" / "lowest").read_text("utf-8"))
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]
