"""`aetui office` from the making of one to the leaving of it, as a keeper and her people type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from office_server import Fresh, Office
from said import data, good
from shell import NOW, Shell, shell_at

from aetui.office import pgpass


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return shell_at(tmp_path, NOW, capsys, monkeypatch)


def url_without_password(fresh: Fresh) -> str:
    return fresh.plain_url.replace("postgresql:///", f"postgresql://{fresh.keeper}@/")


def test_from_the_making_to_the_leaving(aetui: Shell, fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", fresh.password)
    made = data(aetui("office", "init", url_without_password(fresh), "--json"))
    assert made["office"]
    lines = {
        who: data(aetui("office", "add", who, "--role", role, *more, "--json"))["line"]
        for who, role, more in (("王磊", "AM", ()), ("李雯", "AE", ("--am", "王磊")))
    }
    second = data(aetui("office", "add", "李雯", "--role", "AE", "--json"))["line"]
    monkeypatch.delenv("PGPASSWORD")
    aetui("--user", "am", "profile", "name", "王磊")
    aetui("--user", "a", "client", "add", "梅林食品")
    assert data(aetui("--user", "am", "office", "join", lines["王磊"], "--json"))["how"] == "first"
    joined = data(aetui("--user", "a", "office", "join", lines["李雯"], "--json"))
    assert (joined["how"], joined["records"]) == ("first", 1)
    joined = data(aetui("--user", "b", "office", "join", second, "--json"))
    assert (joined["how"], joined["records"]) == ("brought", 1)
    good(aetui("--user", "b", "todo", "打样"))
    before = data(aetui("--user", "b", "office", "--json"))
    assert (before["state"], before["waiting"]) == ("apart", 1)
    assert data(aetui("--user", "b", "office", "sync", "--json"))["sent"] == 1
    assert data(aetui("--user", "a", "office", "sync", "--json"))["came"] == 1
    assert [todo["text"] for todo in data(aetui("--user", "a", "todo", "list", "--json"))] == ["打样"]
    assert data(aetui("--user", "am", "office", "sync", "--json"))["boards"] == 1  # beside the snapshot
    after = data(aetui("--user", "am", "office", "status", "--json"))
    assert (after["state"], after["waiting"]) == ("in", 0)
    assert [board["name"] for board in after["boards"]] == ["李雯"]
    assert [one["name"] for one in after["people"]] == ["王磊", "李雯"]
    for words in (good(aetui("--user", "a", "office")), json.dumps(after)):
        assert fresh.password not in words
        assert "password" not in words
    passwords = pgpass.place().read_text().splitlines()
    assert data(aetui("--user", "b", "office", "leave", "--json"))["waiting"] == 0
    kept = pgpass.place().read_text().splitlines()
    assert 0 < len(kept) < len(passwords)
    assert set(kept) <= set(passwords)
    assert good(aetui("--user", "a", "office", "sync"))  # whose password lies there still
    assert aetui("--user", "b", "office", "sync")[0] == 2
    assert [todo["text"] for todo in data(aetui("--user", "b", "todo", "list", "--json"))] == ["打样"]


def test_a_password_in_the_address_is_refused(aetui: Shell, fresh: Fresh) -> None:
    status, _, err = aetui("office", "init", fresh.url)
    assert status == 2
    assert fresh.password not in err
    assert "PGPASSWORD" in err


def test_away_removed_and_newer(aetui: Shell, office: Office) -> None:
    aetui("client", "add", "梅林食品")
    good(aetui("office", "join", office.add("李雯")))
    office.part()
    assert aetui("office", "sync")[0] == 3
    status, out, err = aetui("office", "status", "--json")
    assert status == 0
    assert json.loads(out)["state"] == "apart"
    assert err.count("\n") == 1
    office.mend()
    with office.base.superuser() as conn:
        conn.execute("UPDATE aetui.office SET version = 99")
    status, _, err = aetui("office", "sync")
    assert status == 3
    status, out, err = aetui("todo", "打样")  # all else works on, with a line beside it
    assert status == 0
    assert "99" in err
    assert err.count("\n") == 1
    with office.base.superuser() as conn:
        conn.execute("UPDATE aetui.office SET version = 1")
    assert good(aetui("office", "sync"))
    with office.keeper() as keeper:
        keeper.remove("李雯")
    assert aetui("office", "sync")[0] == 3
    status, _, err = aetui("todo", "寄样")
    assert (status, err.count("\n")) == (0, 1)
    good(aetui("office", "leave"))
    good(aetui("todo", "再寄"))


def test_a_desk_in_no_office(aetui: Shell) -> None:
    for argv in (["sync"], ["leave"], ["status"], []):
        status, out, err = aetui("office", *argv)
        assert (status, out) == (2, "")
        assert "office join" in err
