"""The rulebook as a user reads it: a line a rule, and a page with the source's own words and where on the desk they live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aetui.desk.core import Desk
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.domain.records.refs import ref_to
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import LISTS, SKILLS, Rule
from aetui.locales import LANGS, Texts
from aetui.locales.rules import due_words, span_words, when_words

RuleRow = tuple[str, str, str, str, bool]
"""Rule, source, title, when it is due as the rules file says it, whether it is on."""


def rows(desk: Desk, say: Texts) -> list[RuleRow]:
    """Every rule in force or switched off."""
    return [
        (rule_id, " ".join(rule.source), rule.title.get(say.lang), rule.when or rule.due, rule.on)
        for rule_id, rule in desk.rulebook.rules.items()
    ]


def due_of(desk: Desk, say: Texts, rule_id: str) -> str:
    """When the rule is due, in words."""
    book = desk.rulebook
    rule = book.rules[rule_id]
    said = [when_words(say, rule.when, lambda other: book.title(other, say.lang))] if rule.when else []
    return " · ".join([*said, *([due_words(say, rule.due)] if rule.due else [])])


def the_rule(desk: Desk, asked: str) -> str:
    """The id of the rule that is meant: by its id, a part of it, or what it is called in either language. Raises NotThere,
    BadInput where several are."""
    book = desk.rulebook.rules
    look: Look[str] = Look("rules", lambda rule: (rule, *(book[rule].title.get(lang) for lang in LANGS)), text=True)
    return asked if asked in book else find_one(list(book), asked, look, kind="rules", rule=asked)


class RuleFact(NamedTuple):
    """One thing of a rule's page. `key`: as JSON names it, with its `value`; `words`: the same in the user's words, a line
    each; `ref`: what a line opens on a screen, empty for none."""

    key: str
    value: str | list[str]
    words: Sequence[str]
    refs: Sequence[str] = ()


def page(desk: Desk, say: Texts, asked: str) -> list[RuleFact]:
    """A rule (`card.schedule`, or as it is called), a source (`D4`, `九.5`) or one of the four lists (`专业技巧`, `P`, `八`), with
    what the desk does for it, its screens, keys, commands and papers. Raises NotThere, BadInput where several are meant."""
    book = desk.rulebook
    source = None if asked in book.rules else book.source_named(asked)
    if source is not None:
        return _source_page(desk, say, source)
    rule_id = the_rule(desk, asked)
    rule = book.rules[rule_id]
    lived = _lives(say, rule.source[0]) if rule.source else []
    return [*_filled(_rule_page(desk, say, rule_id, rule)), *lived]


def source_line(desk: Desk, say: Texts, source: str) -> str:
    """A source by its id and words: `八.6 抱怨只会让自己颓丧，打倒自己。`."""
    return f"{source} {desk.rulebook.sources[source].get(say.lang)}"


def chapters(desk: Desk) -> list[tuple[str, list[str]]]:
    """The source's ids by chapter: by their letter, then the four lists."""
    found: dict[str, list[str]] = {}
    listed = {line for lines in LISTS.values() for line in lines}
    for source in desk.rulebook.sources:
        if source not in listed and source not in LISTS:
            found.setdefault(source[0], []).append(source)
    return [*found.items(), *((name, list(lines)) for name, lines in LISTS.items())]


# Inside


def _filled(said: Sequence[RuleFact]) -> list[RuleFact]:
    return [one for one in said if one.value]


def _source_page(desk: Desk, say: Texts, source: str) -> list[RuleFact]:
    book = desk.rulebook
    in_list = next((name for name, lines in LISTS.items() if source in lines), "")
    lines = list(LISTS.get(source, ()))
    facts = [
        RuleFact("source", source, [source]),
        RuleFact("words", book.words(source, say.lang), [book.words(source, say.lang)]),
        RuleFact(
            "lines", lines, [source_line(desk, say, one) for one in lines], [ref_to("rules", one) for one in lines]
        ),
        RuleFact("list", in_list, [book.words(in_list, say.lang)] if in_list else [], [ref_to("rules", in_list)]),
    ]
    if any(source in lines for lines in SKILLS.values()):
        skill = homes().skill[source]
        word, example = skill.word.get(say.lang), skill.example.get(say.lang)
        facts += [RuleFact("word", word, [word]), RuleFact("example", example, [example])]
    rules = [rule_id for rule_id, known in book.rules.items() if source in known.source]
    told = [f"{book.title(one, say.lang)} · {due_of(desk, say, one)} ({one})" for one in rules]
    facts += [*_lives(say, source), RuleFact("rules", rules, told, [ref_to("rules", one) for one in rules])]
    return _filled(facts)


def _rule_page(desk: Desk, say: Texts, rule_id: str, rule: Rule) -> list[RuleFact]:
    book = desk.rulebook
    sources = [source_line(desk, say, one) if one in book.sources else one for one in rule.source]
    starts = rule.trigger or [rule.each]
    return [
        RuleFact("id", rule_id, [rule_id]),
        RuleFact("source", " ".join(rule.source), sources, [ref_to("rules", one) for one in rule.source]),
        RuleFact("words", rule.words.get(say.lang), [rule.words.get(say.lang)]),
        RuleFact("title", rule.title.get(say.lang), [rule.title.get(say.lang)]),
        RuleFact("starts", " ".join(starts), [_in_words(say, "rule.starts", one) for one in starts]),
        RuleFact("due", rule.when or rule.due, [due_of(desk, say, rule_id)]),
        RuleFact("met", rule.met, [_in_words(say, "detail.meets", rule.met)]),
        RuleFact("roles", " ".join(rule.roles), [say("list.comma").join(rule.roles)]),
        RuleFact("warn", rule.warn, [span_words(say, rule.warning)]),
    ]


def _in_words(say: Texts, family: str, word: str) -> str:
    key = f"{family}.{word}"
    return say(key) if say.has(key) else say(f"{family}.logged")


def _lives(say: Texts, source: str) -> list[RuleFact]:
    """What the desk does for a rule of the source, and where."""
    home = homes().of(source)
    if home is None:
        return []
    keys = [key.split(".") for key in home.keys]
    does = home.does.get(say.lang)
    return _filled(
        [
            RuleFact("does", does, [does]),
            RuleFact(
                "screens", home.every_screen, [say("list.comma").join(say(f"where.{one}") for one in home.every_screen)]
            ),
            RuleFact(
                "keys",
                home.keys,
                [
                    say(
                        "rule.key",
                        where=say(f"where.{where}"),
                        key=say.keys.at(name, where),
                        name=say(f"command.{name}"),
                    )
                    for where, name in keys
                ],
            ),
            RuleFact("commands", home.commands, [f"aetui {one}" for one in home.commands]),
            RuleFact("papers", home.papers, [say("list.comma").join(say(f"paper.{one}") for one in home.papers)]),
        ]
    )
