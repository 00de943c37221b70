"""`aetui template`, `card open --like`, `card link`, `open` from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from said import good
from shell import Shell


def test_a_list_is_kept_and_used(aetui: Shell) -> None:
    good(aetui("card", "open", "梅林 秋季海报 周五", "--kind", "打样"))
    for line in ("文案 @小李 周三中午", "打样 周四"):
        good(aetui("card", "step", "2611-001", line))
    good(aetui("template", "save", "2611-001", "--name", "海报"))
    (kept,) = json.loads(good(aetui("template", "list", "--json")))
    assert (kept["name"], kept["kind"], len(kept["steps"])) == ("海报", "proof", 2)
    said = good(aetui("template", "show", "海报")).splitlines()[1:]
    lines = [line.split(None, 1)[1] for line in said]
    good(aetui("template", "add", "再来", *lines))
    again = json.loads(good(aetui("template", "show", "再来", "--json")))
    assert again["steps"] == kept["steps"], "what is shown can be typed back"
    good(aetui("card", "open", "冬季海报 12月4日", "--like", "2611-001"))
    card = json.loads(good(aetui("card", "show", "2611-002", "--json")))
    assert [step["what"] for step in card["steps"]] == ["文案", "打样"]
    assert card["client"] == "梅林"
    good(aetui("undo"))
    assert aetui("card", "show", "2611-002")[0] == 1, "opened and planned is one change"
    good(aetui("card", "open", "梅林 冬季海报"))
    status, out, err = aetui("template", "use", "海报", "2611-002")
    assert (status, "文案" in out, "打样" in err) == (0, True, True)
    good(aetui("template", "drop", "再来"))
    assert aetui("template", "show", "再来")[0] == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_places_are_put_listed_and_missed(
    aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    good(aetui("card", "open", "梅林 海报"))
    (tmp_path / "a b.txt").write_text("x")
    good(aetui("card", "link", "2611-001", "a b.txt"))
    good(aetui("card", "link", "2611-001", "客户简报", "D:\\没有\\x.doc"))
    found = json.loads(good(aetui("open", "2611-001", "--json")))
    assert [(one["address"], one["state"], one["n"]) for one in found] == [
        (str(tmp_path / "a b.txt"), "there", 1),
        ("D:\\没有\\x.doc", "missing", 2),
    ]
    assert "客户简报" in good(aetui("open", "2611-001", "--lang", lang))
    for wrong in (["open", "2611-001", "2"], ["open"], ["card", "link", "2611-001", "javascript:x"]):
        status, out, err = aetui(*wrong, "--lang", lang)
        assert (status, out, err.count("\n")) == (2, "", 1)
    assert aetui("open", "2611-001", "7")[0] == 1
    good(aetui("card", "link", "2611-001", "--drop", "1"))
    assert len(json.loads(good(aetui("open", "2611-001", "--list", "--json")))) == 1
