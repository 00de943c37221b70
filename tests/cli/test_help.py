"""The help: by every name it goes by, for each command in both languages, with just the options that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

import click
import pytest
from said import good
from shell import Shell

from aetui.cli.help.page import page
from aetui.cli.leave.absence import line
from aetui.cli.main import root
from aetui.cli.table import COMMANDS
from aetui.locales import Texts

OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*(?![\w-])")
EVERYWHERE = {"--user", "--home", "--desk", "--lang", "--now", "--json", "-h", "--help"}


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


PART = re.compile(r"(?<=\S) {3,}")
"""Between two usages in a line, and between a usage and what it is for."""
WORD = re.compile(r"""\[(?:[^\[\]]|\[[^\[\]]*\])*\]…?|[^\s"'\[\]]*"[^"]*"…?|'[^']*'|[^\s\[\]]+""")
OPTION_LAST = re.compile(r"(?:^|\|)(--?[a-z][a-z-]*)$")


def usages(text: str, path: str) -> Iterator[str]:
    """What a page says stands behind a command, usage by usage."""
    names = path.split()
    for row in text.replace("...", "…").splitlines():
        for usage in PART.split(row):
            said = re.sub(r" \| [^\[\]]*$", "", usage).split()  # behind a pipe stands another program
            heads = [word.strip("[]").split("|") for word in said[1 : 1 + len(names)]]
            whole = len(heads) == len(names) and all(n in head for n, head in zip(names, heads, strict=True))
            if said[:1] == ["aetui"] and whole:
                yield " ".join(said[1 + len(names) :])


def own_usages(text: str, path: str, below_it: set[str]) -> list[str]:
    """Those that are the command's own, and not one's below it; `[list]` behind a group says that it is the same, with the options
    that stand behind it."""
    told = list(usages(text, path))
    told = [usage.partition("]")[2].strip() if usage[1:].split("]")[0] in below_it else usage for usage in told]
    return [usage for usage in told if not usage or not below_it & set(usage.split()[0].split("|"))]


def arguments_in(usage: str, flags: set[str]) -> Iterator[str]:
    words = iter(WORD.findall(usage))
    for word in words:
        if word[0] == "[":
            inner = re.sub(r"\[[^\[\]]*--[^\[\]]*\]…?", "", word[1:].rstrip("…").removesuffix("]"))
            if not re.match("--?[a-z]", inner):
                yield from (f"[{one.strip('[]…')}]{'…' * ('…' in word)}" for one in inner.split())
            continue
        option = OPTION_LAST.search(word)
        if option is None or not word.startswith("-"):
            yield word if option is None else f"[{word}]"
        while option is not None and option[1] not in flags:
            value = next(words, "")
            option = OPTION_LAST.search(value) if "|" in value else None


def fits(form: list[str], arguments: list[click.Argument]) -> bool:
    """Whether what is said to be optional or to stand several times is so, and what is needed is there."""
    if arguments and arguments[-1].nargs == -1:
        form = form[: len(arguments)]  # an example's words
    return len(form) <= len(arguments) and all(
        not argument.required
        if word is None
        else (word[0] != "[" or not argument.required) and ("…" not in word or argument.nargs == -1)
        for word, argument in zip_longest(form, arguments)
    )


def leaves(name: str) -> Iterator[tuple[str, click.Command, set[str]]]:
    """Each command that can be called under a name: its path, and the names of those below it."""
    one = command(name)
    below_it = set(one.list_commands(click.Context(one))) if isinstance(one, click.Group) else set()
    if not isinstance(one, click.Group) or one.invoke_without_command:
        yield name, one, below_it
    for sub in below_it:
        found = one.get_command(click.Context(one), sub)
        assert found is not None
        yield f"{name} {sub}", found, set()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_its_usage_has_its_own_options_and_no_others(name: str, lang: str) -> None:
    text = page(Texts(lang), name)
    prose = "\n".join(
        row for row in text.splitlines() if not row.startswith("aetui")
    )  # what is told of several at once
    for path, one, below_it in leaves(name):
        taken = options(one) if not below_it else options(click.Command(name, params=one.params))
        usage = set(OPTION.findall("\n".join(own_usages(text, path, below_it))))
        assert usage - {opt for names in taken for opt in names} - EVERYWHERE == set(), path
        assert [names for names in taken if not (usage | set(OPTION.findall(prose))) & set(names)] == [], path


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_its_arguments_stand_in_its_page_as_many_as_there_are(name: str, lang: str) -> None:
    text = page(Texts(lang), name)
    for path, one, below_it in leaves(name):
        params = line.params if path == "handover" else one.params  # whose own words are the line of an absence
        arguments = [p for p in params if isinstance(p, click.Argument) and p.metavar != ""]
        flags = {o for p in one.params if isinstance(p, click.Option) and p.is_flag for o in p.opts + p.secondary_opts}
        told = [list(arguments_in(usage, flags)) for usage in own_usages(text, path, below_it)]
        assert told, f"{path}: no usage"
        assert [form for form in told if not fits(form, arguments)] == [], path
        assert max(map(len, told)) >= len(arguments), f"{path}: {told}"


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
