"""TAB: what is offered for each word, and the real shells asking for it."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shell import NOW, Shell

from aetui.cli.table import COMMANDS

AETUI = Path(sys.executable).with_name("aetui")


@pytest.fixture
def tab(aetui: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    aetui("call", "梅林", "+ 秋季海报", "+ 冬季单页 周五前")
    aetui("client", "add", "Golden Bridge")
    aetui("people", "add", "小王", "studio")
    aetui("card", "step", "2611-001", "文案 初稿", "--due", "周三12:00")

    def ask(*words: str) -> dict[str, str]:
        monkeypatch.setenv("_AETUI_COMPLETE", "bash")
        try:
            status, out, err = aetui(*words)
        finally:
            monkeypatch.delenv("_AETUI_COMPLETE")
        assert (status, err) == (0, "")
        return dict(line.split("\t", 1) for line in out.splitlines())  # type: ignore[misc]

    return ask  # type: ignore[return-value]


def test_commands_with_what_they_do(tab: Shell) -> None:
    offered = tab("")
    assert list(offered) == list(COMMANDS)
    assert all(offered.values()), offered
    assert set(tab("card", "st")) == {"start", "step"}
    assert "--within" in tab("due", "--")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("card", "show", ""), {"2611-001": "秋季海报", "2611-002": "冬季单页"}),
        (("due", "--client", ""), {"梅林": "梅林食品", "Golden Bridge": "Golden Bridge"}),
        (("call", "梅"), {"梅林": "梅林食品"}),
        (("call", "ml"), {"梅林": "梅林食品"}),
        (("call", "梅林", "--with", ""), {"陈小姐": "梅林"}),
        (("people", "away", ""), {"小王": "studio"}),
        (("card", "step", "2611-001", "x", "--owner", ""), {"小王": "studio"}),
        (("card", "done", "2611-001", ""), {"文案 初稿": "11/25 12:00"}),
        (("met", "card.schedule", ""), {"2611-001": "工作进度表 · 秋季海报", "2611-002": "工作进度表 · 冬季单页"}),
        (("report", "schedule", "2611-002"), {"2611-002": "冬季单页"}),
        (("profile", "theme", ""), {"ink": "", "paper": "", "strong": ""}),
        (("profile", "timez"), {"timezone": "Asia/Shanghai"}),
        (("figures", "--period", "2026-W"), {"2026-W48": "", "2026-W47": ""}),
        (("calls", "show", ""), {"1": "11/23 11:30 梅林"}),
        (("card", "money", "2611-001", "成"), {"成本": "cost"}),
        (("card", "set", "2611-001", "--kind", "完"), {"完稿": "artwork"}),
        (("round", "r"), {"reports": ""}),
        (("completion", "z"), {"zsh": ""}),
        (("--lang", ""), {"zh": "", "en": ""}),
        (("export", ""), {"": "file"}),
        (("report", "weekly", "-o", ""), {"": "file"}),
        (("help", "wa"), {"waive": "免做，写明为什么"}),
        (("due", "--client=", "梅"), {"梅林": "梅林食品"}),
        (("card", "show", "nobody"), {}),
        (("nothing", "here", ""), {}),
    ],
)  # fmt: skip
def test_values(tab: Shell, words: tuple[str, ...], offered: dict[str, str]) -> None:
    assert tab(*words) == offered


def test_rules_and_papers_with_their_titles(tab: Shell) -> None:
    assert "工作进度表" in tab("rules", "card.sch")["card.schedule"]
    assert "每周工作进度报告" in tab("report", "we")["weekly"]
    assert set(tab("met", "week.")) >= {"week.call", "week.report"}


def test_a_desk_that_isnt_there_offers_nothing_and_stays_so(tab: Shell, tmp_path: Path) -> None:
    assert tab("--user", "nobody", "card", "show", "") == {}
    assert not list(tmp_path.glob("nobody*"))


def test_what_was_typed_steers_no_terminal(aetui: Shell, tab: Shell) -> None:
    aetui("card", "open", "\x1b[31m红\ta", "--client", "梅林")
    assert "\x1b" not in tab("card", "show", "")["2611-003"]


class Typed:
    """An interactive shell in a pseudo-terminal."""

    def __init__(self, argv: list[str], home: Path, rc: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            env = {
                "PATH": f"{AETUI.parent}:/usr/bin:/bin", "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                "AETUI_HOME": str(home), "AETUI_USER": "u", "AETUI_LANG": "zh", "AETUI_NOW": NOW, "TZ": "Asia/Shanghai",
            }  # fmt: skip
            os.execvpe(argv[0], argv, env)
        self.seen = ""
        self.until("%ready%" if not rc else "ready")

    def until(self, mark: str, limit: float = 30.0) -> str:
        end = time.monotonic() + limit
        while mark not in self.text:
            left = end - time.monotonic()
            assert left > 0, f"{mark!r} never came: …{self.text[-600:]!r}"
            if select.select([self.fd], [], [], left)[0]:
                self.seen += os.read(self.fd, 65536).decode("utf-8", "replace")
        return self.text

    @property
    def text(self) -> str:
        return re.sub(r"\x07|\x1b(?:\[[0-9;?>=]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>])", "", self.seen)

    def type(self, text: str) -> None:
        self.seen = ""
        os.write(self.fd, text.encode())

    def end(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def opened(shell: str, home: Path) -> Typed:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    script = subprocess.run([AETUI, "completion", shell], capture_output=True, text=True, check=True).stdout
    rc = home / "rc"
    if shell == "bash":
        rc.write_text(script + "\nset +o history\nPS1='ready$ '\n", "utf-8")
        return Typed([path, "--noprofile", "--rcfile", str(rc), "-i"], home, "ready")
    if shell == "zsh":
        (home / ".zshrc").write_text("unsetopt beep\n" + script + "\nPS1='ready$ '\n", "utf-8")
        return Typed([path, "-d", "-i"], home, "ready")
    rc.write_text(script + "\nfunction fish_prompt; echo 'ready$ '; end\nset -g fish_greeting\n", "utf-8")
    return Typed([path, "--no-config", "--init-command", f"source {rc}", "-i"], home, "ready")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_real_shell_completes(tab: Shell, tmp_path: Path, shell: str) -> None:
    typed = opened(shell, tmp_path)
    try:
        typed.type("aetui call 梅\t")
        typed.until("aetui call 梅林")
        typed.type("\x15aetui due --client Gol\t")
        typed.until("Golden\\ Bridge" if shell != "fish" else "Golden")
        typed.type("\x15aetui card show 2611\t")
        typed.until("2611-00")
        typed.type("\t\t")
        seen = typed.until("冬季单页")
        assert "秋季海报" in seen
    finally:
        typed.end()
