"""The help: by every name it goes by, for each command in both languages, with just the options that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from said import good
from shell import Shell

from aetui.cli.help import page
from aetui.cli.main import COMMANDS, root
from aetui.locales import Texts

OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*(?![\w-])")
EVERYWHERE = {"--user", "--home", "--lang", "--now", "--json", "-h", "--help"}


def command(name: str) -> click.Command:
    found = root.get_command(click.Context(root, info_name="aetui"), name)
    assert found is not None
    return found


def below(one: click.Command) -> Iterator[click.Command]:
    yield one
    if isinstance(one, click.Group):
        ctx = click.Context(one, info_name=one.name)
        for name in one.list_commands(ctx):
            other = one.get_command(ctx, name)
            assert other is not None
            yield from below(other)


def options(one: click.Command) -> list[list[str]]:
    """The names of each option, of the command and of those below it."""
    return [
        [*param.opts, *param.secondary_opts]
        for part in below(one)
        for param in part.params
        if isinstance(param, click.Option) and not param.hidden and not EVERYWHERE & set(param.opts)
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_its_options_stand_in_its_page_and_no_others(name: str, lang: str) -> None:
    # What it says of other commands is theirs.
    own = re.sub(rf"aetui (?!{name}\b)[a-z]+[^\n,，。]*", "", page(Texts(lang), name))
    listed = set(OPTION.findall(own))
    taken = options(command(name))
    assert [names for names in taken if not listed & set(names)] == []
    assert listed - {opt for names in taken for opt in names} - EVERYWHERE == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_stands_below_it_is_named_in_its_page(name: str, lang: str) -> None:
    text, one = page(Texts(lang), name), command(name)
    assert isinstance(one, click.Group) or text.startswith(f"aetui {name}")
    if isinstance(one, click.Group):
        assert [
            sub for sub in one.list_commands(click.Context(one)) if not re.search(rf"(?<![\w-]){sub}(?![\w-])", text)
        ] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_goes_by_three_names(aetui: Shell, lang: str) -> None:
    for words in ((), ("call",), ("card",), ("card", "step"), ("handover", "return"), ("help",)):
        said = good(aetui("--lang", lang, *words, "--help"))
        assert said == good(aetui("--lang", lang, *words, "-h")) == good(aetui("--lang", lang, "help", *words))
        assert said.count("\n") > 2


def test_what_stands_behind_a_command_is_told_by_its_own_page(aetui: Shell) -> None:
    assert good(aetui("help", "report", "weekly")) == good(aetui("report", "-h"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_command_stands_once_in_the_list(aetui: Shell, lang: str) -> None:
    lines = [line.split() for line in good(aetui("-h", "--lang", lang)).splitlines() if line.startswith("  ")]
    heads = [word.rstrip(",") for words in lines for word in words[: 3 if "," in words[0] else 1]]
    assert sorted(head for head in heads if head in COMMANDS) == sorted(COMMANDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("argv", "near", "page"),
    [
        ("duw", "due", "aetui"), ("card lst", "list", "aetui card"), ("help duw", "due", "aetui"),
        ("help card lst", "list", "aetui card"), ("due --withn 2d", "--within", "aetui due"),
        ("card step 1 x --ownr 小王", "--owner", "aetui card step"), ("report weekyl", "weekly", "aetui report"),
        ("profile nmae 李雯", "name", "aetui profile"), ("meeting add x --place our", "ours", "aetui meeting add"),
        ("completion bahs", "bash", "aetui completion"), ("--lang cn due", "zh", "aetui"),
        ("export x.csv --table cal", "calls", "aetui export"), ("card open 梅林海报 --kind 完告", "完稿", "aetui card open"),
    ],
)  # fmt: skip
def test_a_mistake_tells_the_nearest_and_where_the_help_is(
    aetui: Shell, argv: str, near: str, page: str, lang: str
) -> None:
    words = argv.split()
    if "--lang" not in words and not near.isascii():
        lang = "zh"
    status, out, err = aetui(*(() if "--lang" in words else ("--lang", lang)), *words)
    assert (status in (1, 2), out, err.count("\n")) == (True, "", 1)
    assert f"{page} -h" in err
    if near != "zh":
        assert near in err.split("最接近的是" if "最接近的是" in err else "nearest")[1]


@pytest.mark.parametrize("argv", ["card", "call --with", "met", "card step", "due --all=yes", "report"])
def test_what_lacks_a_word_points_to_its_page(aetui: Shell, argv: str) -> None:
    status, out, err = aetui(*argv.split())
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert re.search(rf"aetui {argv.split()[0]}.* -h", err)
