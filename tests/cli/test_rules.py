"""`aetui rules`: the source's words, and where on the desk a rule lives."""

from __future__ import annotations

import json

import pytest
from shell import Shell, plain


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("asked", ["D4", "card.schedule", "专业技巧", "people skills", "H12", "8.6", "九", "M7"])
def test_a_page(aetui: Shell, asked: str, lang: str) -> None:
    status, out, err = aetui("--lang", lang, "rules", asked)
    assert (status, err) == (0, "")
    assert plain(out)
    assert "aetui " in out


def test_the_facts_as_json(aetui: Shell) -> None:
    facts = json.loads(aetui("rules", "D4", "--json")[1])
    assert facts["rules"] == ["card.open", "card.schedule"]
    assert facts["papers"] == ["schedule"]
    assert "card schedule" in facts["commands"]
    assert "card.send_schedule" in facts["keys"]
    listed = json.loads(aetui("rules", "人际技巧", "--json")[1])
    assert listed["lines"] == [f"H{n}" for n in range(1, 13)]
    line = json.loads(aetui("rules", "h12", "--json")[1])
    assert (line["list"], line["word"]) == ("H", "准时")


def test_no_page_speaks_as_the_rules_file_does(aetui: Shell) -> None:
    """It did under `starts` and `met by`."""
    for rule in json.loads(aetui("rules", "--json")[1]):
        said = dict(line.split(maxsplit=1) for line in aetui("rules", rule["rule"])[1].splitlines() if line[0] != " ")
        facts = json.loads(aetui("rules", rule["rule"], "--json")[1])
        assert said["起点"] not in facts["starts"].split(), rule["rule"]
        assert said["履行"] != facts["met"], rule["rule"]


def test_what_is_no_rule(aetui: Shell) -> None:
    status, out, err = aetui("rules", "Z9")
    assert (status, out) == (1, "")
    assert "aetui rules" in err
