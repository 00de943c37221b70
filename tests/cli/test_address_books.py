"""`aetui client import`: what couldn't be read is told, of many companies a script says which are clients, a terminal is asked."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from shell import Shell

FILES = Path(__file__).parents[1] / "cases" / "files"
PHONEBOOK = str(FILES / "v19-phonebook-60-orgs.vcf")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_script_is_refused_and_told_how(aetui: Shell, lang: str) -> None:
    status, out, err = aetui("client", "import", PHONEBOOK, "--lang", lang)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert all(word in err for word in ("60", "--only", "--all", "公司0"))
    assert len(json.loads(aetui("client", "list", "--json")[1])) == 1


def test_it_says_which(aetui: Shell) -> None:
    taken = json.loads(aetui("client", "import", PHONEBOOK, "--only", "公司7", "--only", "公司12", "--json")[1])
    assert (taken["new"], taken["left"]) == (2, 58)
    assert json.loads(aetui("client", "import", PHONEBOOK, "--all", "--json")[1])["new"] == 58


@pytest.mark.parametrize(("said", "new"), [("3 5\n", 2), ("公司7、公司12\n", 2), ("3\n", 1), ("\n", 0), ("", 0)])
def test_a_terminal_is_asked(aetui: Shell, monkeypatch: pytest.MonkeyPatch, said: str, new: int) -> None:
    monkeypatch.setattr("aetui.cli.session.Session.on_terminal", True)
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    status, out, _ = aetui("client", "import", PHONEBOOK)
    assert status == 0
    assert " 60 公司59" in out
    assert len(json.loads(aetui("client", "list", "--json")[1])) == 1 + new


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_that_cannot_be_read_are_told(aetui: Shell, lang: str) -> None:
    status, out, err = aetui("client", "import", str(FILES / "v12-bad-propname.vcf"), "--lang", lang)
    assert (status, out.count("\n"), err.count("\n")) == (0, 1, 1)
    assert "6" in err
    assert "韩梅" in aetui("client", "show", "梅林")[1]
