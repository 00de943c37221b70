"""Both catalogues hold the same keys with the same placeholders, and the code asks for nothing else."""

import ast
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from aetui.commands import COMMANDS
from aetui.locales import Texts, all_texts

ZH, EN = all_texts("zh"), all_texts("en")
KEY = re.compile(r"^    \"([^\"]+)\":", re.MULTILINE)
ROOT = Path(__file__).parents[2] / "aetui"
SOURCE = "\n".join(
    p.read_text("utf-8") for p in ROOT.rglob("*.py") if "locales/zh" not in str(p) and "locales/en" not in str(p)
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_text_stands_once(lang: str) -> None:
    """Of two under one key, one would be dead and nobody would know which."""
    texts = [text for file in (ROOT / "locales" / lang).glob("*.py") for text in KEY.findall(file.read_text("utf-8"))]
    assert sorted(key for key, n in Counter(texts).items() if n > 1) == []
    assert set(texts) == set(ZH)


def test_the_same_keys() -> None:
    assert set(ZH) == set(EN)


@pytest.mark.parametrize("key", sorted(ZH))
def test_the_same_placeholders(key: str) -> None:
    assert fields(ZH[key]) == fields(EN[key])
    assert ZH[key].strip()
    assert EN[key].strip()


def test_every_key_that_the_code_names_is_there() -> None:
    asked = set(re.findall(r"\bsay\(\s*[\"']([^\"'{]+)[\"'][,)]", SOURCE))
    asked |= {f"error.{k}" for k in re.findall(r"(?:BadInput|NotThere|Refused|Unusable)\(\s*\"([^\"{]+)\"", SOURCE)}
    assert sorted(asked - set(ZH)) == []


def test_every_command_is_named_and_explained() -> None:
    for command in COMMANDS:
        for key in (f"command.{command.id}", f"command.{command.id}.tip"):
            assert Texts("zh").has(key), key
        assert command.key or command.also


def test_no_two_commands_of_a_screen_share_a_key() -> None:
    for where in {w for c in COMMANDS for w in c.where}:
        keys = [k for c in COMMANDS if where in c.where for k in c.keys]
        assert len(keys) == len(set(keys)), where


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    say = Texts("en")
    assert [say("phone.n_items", n=n) for n in (0, 1, 2, "1")] == ["0 items", "1 item", "2 items", "1 item"]


def test_what_is_counted_in_english_knows_its_singular() -> None:
    """A number before a plural is counted with both forms: `1 items` is nobody's English."""
    plural = re.compile(
        r"\{\w+\} (?:\w+ )?(?:things|items|calls|lines|times|records|files|weeks|cards|steps|contacts|companies)\b"
    )
    assert [key for key, text in EN.items() if plural.search(text)] == []


def test_every_mistake_brings_what_its_sentence_names() -> None:
    """A sentence whose placeholder nobody fills would be a traceback instead of a sentence."""
    lacking = []
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            key, named = f"error.{node.args[0].value}", {word.arg for word in node.keywords}
            made = isinstance(node.func, ast.Name) and node.func.id in ("BadInput", "NotThere", "Refused", "Unusable")
            if made and key in ZH and None not in named:
                wants = {name.split(".")[0] for name in fields(ZH[key])} - {"k"}
                lacking += [f"{file.relative_to(ROOT)}:{node.lineno} {wants - named}"] if wants - named else []
    assert lacking == []
