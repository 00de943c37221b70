"""A given name in the shell: the one who has it, or what is told where several have it."""

from __future__ import annotations

import pytest
from said import data, good
from shell import Shell

TODO = ("todo", "final art @Grace")


def owners(aetui: Shell) -> list[str]:
    return [
        data(aetui(*TODO, "--json"))["owner"],
        data(aetui("todo", "打样", "--owner", "grace", "--json"))["owner"],
        data(aetui("call", "ml", "@Grace 打样", "--json"))["items"][0]["owner"],
        data(aetui("idea", "add", "倒着放 @Grace", "--json"))["who"],
    ]


def test_it_is_the_one_who_has_it(aetui: Shell) -> None:
    good(aetui("profile", "people", "Grace Li,小王"))
    assert owners(aetui) == ["Grace Li"] * 4


@pytest.mark.parametrize(("lang", "told"), [("zh", "可能是Grace Li、Grace Wu"), ("en", "any of Grace Li, Grace Wu")])
def test_of_several_nobody_is_chosen(aetui: Shell, lang: str, told: str) -> None:
    good(aetui("profile", "people", "Grace Li,Grace Wu,小王"))
    for line in (TODO, ("call", "ml", "@Grace 打样"), ("idea", "add", "倒着放 @Grace")):
        status, out, err = aetui(*line, "--lang", lang)
        assert (status, told in out + err) == (0, True), line
    assert told not in aetui("todo", '打样 @"Grace Wu"', "--lang", lang)[2]
    status, _, err = aetui("todo", "打样", "--owner", "Grace", "--lang", lang)
    assert (status, "Grace Wu" in err) == (2, True)
