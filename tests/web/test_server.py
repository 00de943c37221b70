"""The server of `aetui serve`: for this machine, for who has the address, and with nothing from outside."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from serving import environment, serving

pytest.importorskip("textual_serve", reason="the extra `web` isn't installed")
aiohttp = pytest.importorskip("aiohttp")

ROOT = Path(__file__).parents[2]


class Answer(NamedTuple):
    status: int
    text: str
    headers: dict[str, str]


def get(url: str, path: str = "", **headers: str) -> Answer:
    where = urlsplit(url)
    line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=10)
    named = {"Host": where.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
    line.request("GET", path or where.path, headers=named)
    answer = line.getresponse()
    return Answer(answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders()))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served")) as (url, _):
        yield url


def test_the_page_says_that_there_is_no_login_and_how_to_come_through_ssh(served: str) -> None:
    page = get(served)
    assert page.status == 200
    assert "没有登录" in page.text
    port = urlsplit(served).port
    assert f"ssh -L {port}:127.0.0.1:{port}" in page.text


def test_the_shell_says_it_too(tmp_path: Path) -> None:
    with serving(tmp_path, "--lang", "en") as (url, server):
        assert server.stdout is not None
        said = "".join(server.stdout.readline() for _ in range(3))
        assert "no login" in said
        assert f"ssh -L {urlsplit(url).port}:127.0.0.1:" in said
        assert "no login" in get(url).text.lower()


OUTSIDE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org)[\w.-]+\.\w+""")


def test_nothing_on_the_page_comes_from_outside(served: str) -> None:
    """Every file that the page names is here, and none of them, nor the page, names another place to load from."""
    page = get(served)
    base = urlsplit(served).path
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    named = [name for name in files if not name.startswith("data:")]
    assert len(named) >= 4
    for name in named:
        answer = get(served, base + name)
        assert answer.status == 200, name
        if name.endswith(".css"):
            inner = [link for link in re.findall(r'url\("?([^")]+)"?\)', answer.text) if not link.startswith("data:")]
            for link in inner:
                assert get(served, os.path.normpath(f"{base}{Path(name).parent}/{link}")).status == 200, link
    assert set(OUTSIDE.findall(page.text)) == {"//127.0.0.1"}
    # What a script may do later is the browser's to refuse.
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    allowed = set(re.findall(r"(?:wss?|https?)://[^ ;]+", policy))
    assert allowed == {f"ws://{urlsplit(served).netloc}"}
    assert page.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8642", "192.168.1.7:8642", "127.0.0.1.evil.example", ""]
)
def test_a_name_that_was_pointed_here_is_refused(served: str, host: str) -> None:
    assert get(served, Host=host).status in (400, 403)


@pytest.mark.parametrize("host", ["localhost:9000", "127.0.0.1:9000", "[::1]:9000", "localhost"])
def test_the_near_end_of_an_ssh_line_is_this_machine(served: str, host: str) -> None:
    page = get(served, Host=host)
    assert page.status == 200
    assert f'"ws://{host}/' in page.text


@pytest.mark.parametrize("path", ["/", "/wrong/", "/ws", "/static/js/textual.js", "/%2e%2e/", "/é/", "/wrong/ws"])
def test_without_the_word_of_the_address_nothing_is_told(served: str, path: str) -> None:
    from urllib.parse import quote

    answer = get(served, quote(path, safe="/%"))
    assert (answer.status, answer.text) == (404, get(served, "/nothing").text)
    assert "aetui serve" in answer.text


def test_no_file_outside_the_two_folders_is_served(served: str) -> None:
    base = urlsplit(served).path
    for path in ("page/../server.py", "page/%2e%2e/server.py", "page/", "static/", "page/nothing.js", "page"):
        assert get(served, base + path).status in (403, 404), path


def test_each_start_has_another_word(served: str, tmp_path: Path) -> None:
    with serving(tmp_path) as (url, _):
        assert urlsplit(url).path != urlsplit(served).path


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
async def test_the_socket_opens_for_its_own_page_alone(served: str, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    async with aiohttp.ClientSession() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(f"{served}ws", headers=headers)
    assert refused.value.status == 403


def own_origin(url: str) -> dict[str, str]:
    return {"Origin": f"http://{urlsplit(url).netloc}"}


async def test_it_listens_on_the_loopback_alone(served: str) -> None:
    port = urlsplit(served).port
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
    for other in others - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError):  # noqa: PT011
            socket.create_connection((other, port), timeout=2).close()


def programs_of(server: int) -> list[int]:
    """The processes that a server started."""
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(server)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in said.stdout.split()]


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def wait_until_gone(pids: list[int]) -> None:
    end = time.monotonic() + 20
    while not all(gone(pid) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.05)


async def opened(client: Any, url: str) -> Any:
    """A tab whose program has begun to draw."""
    tab = await client.ws_connect(f"{url}ws?width=80&height=24", headers=own_origin(url))
    drawn = b""
    while b"\x1b[" not in drawn or len(drawn) < 200:
        drawn += await tab.receive_bytes(timeout=20)
    return tab


async def test_a_tab_that_is_closed_ends_its_program_and_no_other(tmp_path: Path) -> None:
    with serving(tmp_path) as (url, server):
        async with aiohttp.ClientSession() as client:
            first, second = await opened(client, url), await opened(client, url)
            pids = programs_of(server.pid)
            assert len(pids) == 2
            await first.close()
            end = time.monotonic() + 20
            while sum(gone(pid) for pid in pids) < 1:
                assert time.monotonic() < end
                time.sleep(0.05)
            assert sum(gone(pid) for pid in pids) == 1
            await second.send_str(
                '["stdin", "\\ud800x"]'
            )  # half a character, an unknown kind, no list, no JSON: none ends it
            for nonsense in (
                '["what"]',
                "{}",
                "no",
                '["resize", {"width": -1, "height": "x"}]',
                '["resize", {}]',
                "[]",
            ):
                await second.send_str(nonsense)
            await second.send_str('["ping", "7"]')
            while (told := await second.receive(timeout=20)).type is not aiohttp.WSMsgType.TEXT:
                pass
            assert json.loads(told.data) == ["pong", "7"]


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked for there")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_however_the_server_ends_no_program_stays(tmp_path: Path, how: signal.Signals) -> None:
    with serving(tmp_path) as (url, server):
        async with aiohttp.ClientSession() as client:
            await opened(client, url)
            pids = programs_of(server.pid)
            server.send_signal(how)
            assert server.wait(20) == (0 if how is not signal.SIGKILL else -how)
            wait_until_gone(pids)
        assert len(pids) == 1
        assert server.stderr is not None
        assert server.stderr.read() == ""


async def test_what_a_program_says_at_its_end_is_told_on_the_page(tmp_path: Path) -> None:
    with serving(tmp_path) as (url, _):
        (tmp_path / "u.json").write_text("{", "utf-8")
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(f"{url}ws", headers=own_origin(url)) as tab,
        ):
            kind, text = await tab.receive_json(timeout=20)
            assert kind == "said"
            assert "u.json" in text
            assert (await tab.receive(timeout=20)).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)


def run(home: Path, *argv: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *argv], env=environment(home, **more), capture_output=True, text=True, check=False
    )


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = run(tmp_path, "-m", "aetui", "serve", "--port", str(other.getsockname()[1]))
    assert (said.returncode, said.stdout) == (2, "")
    assert "--port" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("missing", ["textual_serve", "aiohttp"])
def test_without_the_extra_one_sentence_says_how_to_get_it(tmp_path: Path, missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from aetui.__main__ import main; sys.argv[1:] = ['serve']; main()"
    said = run(tmp_path, "-c", code)
    assert (said.returncode, said.stdout) == (2, "")
    assert "pip install 'aetui[web]'" in said.stderr
    assert len(said.stderr.splitlines()) == 1


def test_a_desk_that_cannot_be_used_is_told_in_the_shell(tmp_path: Path) -> None:
    (tmp_path / "u.json").write_text("{", "utf-8")
    assert run(tmp_path, "-m", "aetui", "serve", "--port", "0").returncode == 3


def test_any_server_that_names_textuals_driver_is_let_draw(tmp_path: Path) -> None:
    """`TEXTUAL_DRIVER`, as textual-serve sets it, stands for the terminal that isn't there."""
    driver = "textual.drivers.web_driver:WebDriver"
    said = subprocess.run(
        [sys.executable, "-m", "aetui"],
        env=environment(tmp_path, TEXTUAL_DRIVER=driver),
        input=b"",  # a server that is gone at once
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert said.stdout.startswith(b"__GANGLION__\n")
    assert said.returncode == 0
    assert b"Traceback" not in said.stderr
