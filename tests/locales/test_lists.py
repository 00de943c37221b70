"""Several names in a sentence stand in the list of its language, whoever names them."""

import ast
from pathlib import Path

import pytest

from aetui.domain.errors import BadInput, DeskError, Refused
from aetui.locales import LANGS, Texts
from aetui.locales.errors import sentence

ROOT = Path(__file__).parents[2] / "aetui"
COMMA = {"zh": "甲、乙", "en": "甲, 乙"}
TWO = ["甲", "乙"]
NAMED: list[DeskError] = [
    Refused("gate.open_on_card", rule="R9", number="2611-001", whats=TWO),
    Refused("gate.own_hand", rule="A2", names=TWO),
    Refused("gate.client_sign", rule="Q2", works=TWO),
    Refused("gate.schedule_time", rule="D4", number="2611-001", whats=TWO),
    Refused("gate.day", rule="D1", n=2, whats=TWO),
    Refused("gate.week", rule="A3", names=TWO),
    Refused("gate.week_plan", rule="A3", whats=TWO),
    BadInput("card.which", said="x", cards=TWO),
    BadInput("card.several", said="x", cards=TWO),
    BadInput("todo.rounds", text="x", texts=TWO),
    BadInput("bundle.for_others", file="a.json", names=TWO),
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("mistake", NAMED, ids=lambda mistake: mistake.key)
def test_names_stand_in_the_list_of_the_language(mistake: DeskError, lang: str) -> None:
    assert COMMA[lang] in sentence(Texts(lang), mistake)


def test_no_code_joins_names_by_the_sign_of_one_language() -> None:
    joined = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "join"
        and isinstance(node.func.value, ast.Constant)
        and node.func.value.value in ("、", "，")
    ]
    assert joined == []
