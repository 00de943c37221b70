"""The page of a rule: its source's words, where on the desk it lives; no name on it that isn't there."""

from __future__ import annotations

import importlib.util
import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from aetui.cli.help.page import page as help_page
from aetui.cli.main import root
from aetui.commands import BY_ID
from aetui.desk.core import Desk
from aetui.desk.rulepage import chapters, page
from aetui.domain.errors import NotThere
from aetui.domain.papers import PAPERS
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import LISTS
from aetui.domain.rulebook.vocabulary import CALENDAR_MET, EVENT_MET, TRIGGERS
from aetui.locales import LANGS, Texts
from aetui.router import PLACES

HOMES = homes().home
each = pytest.mark.parametrize("source", HOMES)


def screens() -> set[str]:
    """What each place of the router is called in the table of commands."""
    found = set()
    for place in PLACES.values():
        module, _, name = place.rpartition(".")
        found.add(getattr(getattr(import_module(f"aetui.screens.{module}"), name), "WHERE", "palette"))
    return found


SCREENS = screens()


def resolves(words: list[str]) -> bool:
    """Whether the command line has that command: its groups by name, then its options, or words that its help page in both
    languages names."""
    at: click.Command = root
    head = words[:1]
    with click.Context(root) as ctx:
        while isinstance(at, click.Group) and words and (found := at.get_command(ctx, words[0])):
            at, words = found, words[1:]
    if at is root:
        return False
    options = {one for param in at.params if isinstance(param, click.Option) for one in param.opts}
    pages = [re.split(r"[\s|\[\]]+", help_page(Texts(lang), head[0])) for lang in LANGS]
    return all(one in options or (one[0] != "-" and all(one in page for page in pages)) for one in words)


@each
def test_every_key_is_in_the_table_of_commands(source: str) -> None:
    for key in HOMES[source].keys:
        where, _, name = key.partition(".")
        assert where in BY_ID[name].where, key


@each
def test_every_screen_is_a_place_of_the_router(source: str) -> None:
    assert set(HOMES[source].every_screen) <= SCREENS


@each
def test_every_command_is_of_the_command_line(source: str) -> None:
    assert [one for one in HOMES[source].commands if not resolves(one.split())] == []


@each
def test_every_paper_is_a_kind_of_papers(source: str) -> None:
    assert set(HOMES[source].papers) <= set(PAPERS)


def test_every_paper_and_every_screen_of_work_serves_a_rule() -> None:
    """What the house writes, and where it is done, is there for the source's sake."""
    assert {paper for home in HOMES.values() for paper in home.papers} == set(PAPERS)
    aside = {"find", "help", "welcome", "settings", "detail", "rules", "", "palette", "arrive", "history", "office"}
    assert SCREENS - aside - {one for home in HOMES.values() for one in home.every_screen} == set()


@pytest.mark.parametrize("wrong", ["cards", "card opens", "card open --nowhere", "round callers", ""])
def test_what_is_no_command_is_seen(wrong: str) -> None:
    assert not resolves(wrong.split())


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_in_the_users_words(desk: Desk, lang: str) -> None:
    say, book = Texts(lang), desk.rulebook
    for asked in (*book.sources, *book.rules):
        for one in page(desk, say, asked):
            assert say.has(f"rule.{one.key}"), one.key
            assert one.value
            assert all(words.strip() for words in one.words)
            assert not one.refs or len(one.refs) == len(one.words)
            if one.key in ("starts", "due", "met", "warn"):
                assert one.words != [one.value], (asked, one)


@pytest.mark.parametrize("lang", LANGS)
def test_whatever_starts_or_meets_a_rule_has_words(lang: str) -> None:
    say = Texts(lang)
    assert [one for one in (*TRIGGERS, "user", "client", "ae") if not say.has(f"rule.starts.{one}")] == []
    assert [one for one in EVENT_MET | CALENDAR_MET if not say.has(f"detail.meets.{one}")] == []


def test_a_rule_is_on_the_page_of_each_of_its_sources(desk: Desk) -> None:
    say = Texts("zh")
    for rule_id, rule in desk.rulebook.rules.items():
        for source in rule.source:
            there = {one.key: one for one in page(desk, say, source)}
            assert rule_id in there["rules"].value
            assert HOMES[source].does.zh == there["does"].value


def test_a_line_says_its_list_and_the_list_its_lines(desk: Desk) -> None:
    say = Texts("zh")
    for name, lines in LISTS.items():
        assert {one.key: one.value for one in page(desk, say, name)}["lines"] == list(lines)
        for line in lines:
            assert {one.key: one.value for one in page(desk, say, line)}["list"] == name
    skill = {one.key: one.value for one in page(desk, say, "P7")}
    assert skill["word"] == "提案与书面"
    assert str(skill["example"]).startswith("提案十五分钟讲完")


def test_the_chapters_hold_every_source_once(desk: Desk) -> None:
    found = [source for _, lines in chapters(desk) for source in lines]
    assert sorted(found) == sorted(set(desk.rulebook.sources) - set(LISTS))


def test_what_is_no_rule(desk: Desk) -> None:
    with pytest.raises(NotThere):
        page(desk, Texts("zh"), "Z9")


def test_the_table_for_readers_is_of_this_rulebook() -> None:
    docs = Path(__file__).parents[2] / "docs"
    spec = importlib.util.spec_from_file_location("make_rules", docs / "make_rules.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    text = (docs / "rules.md").read_text("utf-8")
    assert text == made.page(), "run python docs/make_rules.py"
    assert text.count("\n| **") == 2 * (51 + 4 + 24)
    assert "shown only" not in text
    assert "只显示" not in text
