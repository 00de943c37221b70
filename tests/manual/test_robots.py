"""The manual's examples for group robots, as they stand, run by an event against a server on this machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
ROBOTS = {"qyapi.weixin.qq.com": "wecom", "open.feishu.cn": "feishu"}
NOW, LATE = "2026-11-23T11:30:00+08:00", "2026-11-24T10:31:00+08:00"


def example(lang: str, host: str) -> str:
    blocks = re.findall(r"^```python\n(.*?)^```", (MANUAL / lang / "events.md").read_text("utf-8"), re.M | re.S)
    (found,) = (block for block in blocks if host in block)
    return str(found)


class Robot(ThreadingHTTPServer):
    """Answers as the group's server does, and keeps what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.came: list[tuple[str, str, Any]] = []
        self.refuses = False


class Answer(BaseHTTPRequestHandler):
    server: Robot

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.came.append((self.path, self.headers["Content-Type"], body))
        bad = self.server.refuses
        wecom = {"errcode": 93000 if bad else 0, "errmsg": "invalid webhook url" if bad else "ok"}
        feishu = {"code": 19001 if bad else 0, "msg": "param invalid" if bad else "success", "data": {}}
        content = json.dumps(wecom if "msgtype" in body else feishu).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


@pytest.fixture
def robot() -> Iterator[Robot]:
    server = Robot()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def shell(folder: Path, *argv: str, now: str) -> str:
    env = {**os.environ, "AETUI_HOME": str(folder), "AETUI_USER": "u", "AETUI_NOW": now, "no_proxy": "*"}
    done = subprocess.run([sys.executable, "-m", "aetui", *argv], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("host", ROBOTS)
def test_a_late_promise_comes_to_the_group(tmp_path: Path, robot: Robot, lang: str, host: str) -> None:
    code = example(lang, host)
    assert len(code.strip().splitlines()) <= 10
    script = tmp_path / "tell_group.py"
    script.write_text(re.sub(r"https://[^/]+", f"http://127.0.0.1:{robot.server_port}", code), "utf-8")
    shell(tmp_path, "client", "add", "梅林食品", now=NOW)
    shell(tmp_path, "profile", "timezone", "Asia/Shanghai", now=NOW)
    hooks = tmp_path / "u.hooks.toml"
    hooks.write_text(f"late = {json.dumps([sys.executable, str(script)])}")
    hooks.chmod(0o600)
    shell(tmp_path, "--lang", lang, "events", now=NOW)
    shell(tmp_path, "call", "梅林", "> 明天10:00 给报价 # 别让他们知道", now=NOW)
    told = json.loads(shell(tmp_path, "--lang", lang, "events", "--once", "--json", now=LATE))
    assert [(one["event"], one["ok"]) for one in told["fired"]] == [("late", True)]
    ((path, kind, body),) = robot.came
    assert path.startswith(("/cgi-bin/webhook/send?key=", "/open-apis/bot/v2/hook/"))
    assert kind == "application/json"
    text = body["text"]["content"] if ROBOTS[host] == "wecom" else body["content"]["text"]
    assert body == (
        {"msgtype": "text", "text": {"content": text}}
        if ROBOTS[host] == "wecom"
        else {"msg_type": "text", "content": {"text": text}}
    )
    assert "别让他们知道" not in json.dumps(body, ensure_ascii=False)
    assert re.search(r"\d", text)
    robot.refuses = True
    refused = json.loads(shell(tmp_path, "--lang", lang, "events", "--try", "late", "--json", now=LATE))
    (one,) = refused["fired"]
    assert one["ok"] is False
    assert re.search("93000|19001", one["why"])
