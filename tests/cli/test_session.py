"""Whose desk, in which language, at what time; and what is said when something is wrong."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aetui.cli.main import run

Said = tuple[int, str, str]
NOW = "2026-11-23T11:30:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    for name in ("AETUI_LANG", "AETUI_NOW", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("AETUI_HOME", str(tmp_path))
    monkeypatch.setenv("AETUI_USER", "liwen")
    monkeypatch.setenv("AETUI_NOW", NOW)

    def call(*argv: str) -> Said:
        status = run(list(argv))
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize("name", ["../x", "", "a/b", ".hidden", "x\n", "dot.", "a b", "x\0", "\udcff", "n" * 65])
def test_a_name_that_is_no_file_name_is_refused(aetui: Callable[..., Said], tmp_path: Path, name: str) -> None:
    status, out, err = aetui("--user", name, "client", "add", "梅林")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["李雯", "li.wen", "li_wen-2"])
def test_names_of_any_script(aetui: Callable[..., Said], tmp_path: Path, name: str) -> None:
    assert aetui("client", "add", "梅林", "--user", name)[0] == 0
    assert (tmp_path / f"{name}.json").exists()


@pytest.mark.parametrize("now", ["gestern", "0001-01-01T00:00", "9999-12-31T23:00", ""])
def test_a_clock_that_cannot_stand_there(aetui: Callable[..., Said], now: str) -> None:
    status, _, err = aetui("--now", now, "due") if now else (2, "", "x\n")
    assert (status, err.count("\n")) == (2, 1)


def test_a_clock_without_an_offset_is_the_desk_s(aetui: Callable[..., Said]) -> None:
    aetui("profile", "timezone", "America/New_York")
    aetui("client", "add", "梅林")
    _, out, _ = aetui("--now", "2026-11-23T11:30", "due", "--json")
    assert '"2026-11-23T18:00:00-05:00"' in out


def test_options_stand_before_and_after(aetui: Callable[..., Said], tmp_path: Path) -> None:
    other = tmp_path / "else"
    assert aetui("--home", str(other), "--json", "client", "add", "梅林")[1].startswith("{")
    assert aetui("client", "list", "--home", str(other), "--json")[1].startswith("[")
    assert "梅林" in aetui("client", "--home", str(other), "list")[1]


def test_the_profile_s_language_is_spoken_in_errors_too(aetui: Callable[..., Said]) -> None:
    aetui("profile", "lang", "en")
    assert "There is no card" in aetui("card", "show", "2611-009")[2]
    assert "Golden" in aetui("client", "add", "Golden")[1]
    assert "没有" in aetui("--lang", "zh", "card", "show", "2611-009")[2]
    aetui("profile", "lang", "zh")
    assert "没有" in aetui("card", "show", "2611-009")[2]


@pytest.mark.parametrize("argv", [("--lang", "en", "--help"), ("--help", "--lang", "en"), ("--help", "--lang=en")])
def test_help_in_the_language_asked_for(aetui: Callable[..., Said], argv: tuple[str, ...]) -> None:
    status, out, _ = aetui(*argv)
    assert status == 0
    assert out.startswith("Usage")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (
            ("card",),
            "agree back chase close copy deliver done drop estimate late list money move open review schedule send set settle show sign start step work",
        ),
        (("waive", "card.open", "x"), "--why"),
        (("completion", "tcsh"), "bash zsh fish"),
        (("meeting", "add", "x", "--client", "y", "--start", "z", "--place", "moon"), "ours theirs"),
        (("due", "--within"), "--within"),
        (("due", "--all=1"), "--all"),
        (("nothing",), "nothing"),
        (("card", "nothing"), "nothing"),
        (("due", "--nothing"), "--nothing"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_call_is_told_what_is_wrong(
    aetui: Callable[..., Said], argv: tuple[str, ...], words: str, lang: str
) -> None:
    status, out, err = aetui("--lang", lang, *argv)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert [word for word in words.split() if word not in re.split(r"[\s、，。：；,.;:]+", err)] == []
    assert err.startswith("aetui：" if lang == "zh" else "aetui: ")


def test_a_home_that_cannot_be(aetui: Callable[..., Said]) -> None:
    status, _, err = aetui("--home", "/dev/null/x", "due")
    assert (status, err.count("\n")) == (3, 1)


def program(tmp_path: Path, *argv: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    whole = {**os.environ, "AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "AETUI_NOW": NOW, **env}
    command = [sys.executable, "-m", "aetui", *argv]
    return subprocess.run(command, env=whole, capture_output=True, check=False, stdin=subprocess.DEVNULL)


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m aetui --home {tmp_path} rules; echo $? >&2"
    done = subprocess.run(["bash", "-c", f"({command}) | true"], capture_output=True, check=False)
    assert done.stderr == b"0\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_at_the_output_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m aetui --home {tmp_path} rules > /dev/full"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1


def test_an_output_of_another_encoding(tmp_path: Path) -> None:
    done = program(tmp_path, "due", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")


def test_tab_completes(tmp_path: Path) -> None:
    assert b"_AETUI_COMPLETE" in program(tmp_path, "completion", "bash").stdout
    done = program(tmp_path, "me", _AETUI_COMPLETE="bash")
    assert [line.split("\t")[0] for line in done.stdout.decode().splitlines()] == ["memo", "meeting", "met"]
