"""The page in a real Chromium: focus without a click, Chinese by composition, a telephone's width, nothing from outside."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from serving import aetui, serving

pytest.importorskip("textual_serve", reason="the extra `web` isn't installed")
driver = pytest.importorskip("playwright.sync_api", reason="the extra `browser` isn't installed")

TERMINAL = "#terminal .xterm-screen"
COMPOSED = ".composition-view"


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium is on this machine")
    with driver.sync_playwright() as play:
        one = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield one
        one.close()


class Tab:
    """A page on a desk, whose program has drawn; keys go where the focus is."""

    def __init__(self, page: Any, url: str) -> None:
        self.page, self.asked, self.complaints = page, list[str](), list[str]()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.set_default_timeout(15_000)
        page.goto(url)
        page.wait_for_selector("body.-first-byte")
        page.wait_for_selector(".xterm-helper-textarea:focus", state="attached")  # nobody clicked
        self.cdp = page.context.new_cdp_session(page)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def compose(self, text: str) -> dict[str, float]:
        """`text` by an input method: the place of what is composed, before it is committed."""
        for n in range(1, len(text) + 1):
            self.cdp.send("Input.imeSetComposition", {"text": text[:n], "selectionStart": n, "selectionEnd": n})
        shown = self.page.locator(COMPOSED)
        shown.wait_for(state="visible")
        assert shown.inner_text() == text
        place: dict[str, float] = shown.bounding_box()
        self.cdp.send("Input.insertText", {"text": text})
        shown.wait_for(state="hidden")
        return place

    def cursor(self) -> float:
        """How far from the left the line goes on."""
        place: dict[str, float] = self.page.locator(".xterm-helper-textarea").bounding_box()
        return place["x"]


def until(found: Callable[[], Any]) -> Any:
    """What `found` gives as soon as it gives something."""
    end = time.monotonic() + 30
    while not (got := found()):
        assert time.monotonic() < end
        time.sleep(0.1)
    return got


def tab_on(browser: Any, url: str, width: int = 1280, height: int = 800, *, touch: bool = False) -> Tab:
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=touch)
    return Tab(context.new_page(), url)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    aetui(tmp_path, "profile", "name", "李雯")
    aetui(tmp_path, "client", "add", "梅林食品", "--contact", "陈小姐")
    return tmp_path


def calls(home: Path) -> Any:
    return aetui(home, "calls")


@pytest.mark.parametrize(("width", "touch"), [(1280, False), (390, True)])
def test_a_call_is_composed_in_chinese_and_stands_on_the_desk(
    browser: Any, home: Path, width: int, touch: bool
) -> None:
    with serving(home) as (url, _):
        tab = tab_on(browser, url, width, touch=touch)
        tab.press("F2")
        tab.compose("梅林")
        tab.press("Enter")
        until(lambda: calls(home))  # the call has begun, and its line is up
        first = tab.compose("＞周五前")
        until(lambda: tab.cursor() > first["x"])  # the program has drawn it
        second = tab.compose("给三个报价")
        tab.press("Enter", "F8")
        items = until(lambda: calls(home)[0]["items"])
        assert [(item["mark"], item["text"]) for item in items] == [(">", "周五前给三个报价")]
        assert items[0]["due"].startswith("2026-11-27T18:00")
        # What was composed stood where the line goes on, in sight, in the lower part of the page.
        assert second["y"] == first["y"] > 400
        assert second["x"] > first["x"] + 4 * 7
        assert second["x"] + second["width"] <= width
        assert second["y"] + second["height"] <= 800
        assert tab.complaints == []


@pytest.mark.parametrize("width", [320, 390, 768, 1920])
def test_all_of_it_is_in_sight_at_any_width(browser: Any, home: Path, width: int) -> None:
    with serving(home) as (url, _):
        page = tab_on(browser, url, width, touch=width < 800).page
        screen = page.locator(TERMINAL).bounding_box()
        assert screen["x"] >= 0
        assert screen["x"] + screen["width"] <= width
        assert screen["y"] + screen["height"] <= 800
        assert screen["width"] > 0.9 * width
        size = float(page.locator("#terminal").get_attribute("data-font-size"))
        assert size >= 10
        assert width / (0.6 * size) >= 48 or size == 10
        assert page.locator("#note").inner_text().startswith("没有登录")
        assert page.locator("#keys").is_visible() == (width < 800)


def test_what_is_loaded_is_loaded_from_here(browser: Any, home: Path) -> None:
    with serving(home) as (url, _):
        tab = tab_on(browser, url)
        assert {urlsplit(asked).netloc for asked in tab.asked if not asked.startswith("data:")} == {
            urlsplit(url).netloc
        }
        assert [asked for asked in tab.asked if asked.endswith(".ttf")]
        assert tab.page.evaluate("() => document.fonts.check('16px \"Roboto Mono\"')")


def test_two_tabs_are_two_programs_on_one_desk(browser: Any, home: Path) -> None:
    with serving(home) as (url, _):
        one, other = tab_on(browser, url), tab_on(browser, url)
        one.press("F3")
        one.compose("第一件")
        one.press("Enter")
        until(lambda: len(aetui(home, "todo", "list")) == 1)
        other.press("F3")
        other.compose("第二件")
        other.press("Enter")
        until(lambda: len(aetui(home, "todo", "list")) == 2)
        one.page.close()
        other.press("F3")
        other.compose("第三件")
        other.press("Enter")
        until(lambda: len(aetui(home, "todo", "list")) == 3)


def test_what_was_typed_when_the_tab_went_is_there_again(browser: Any, home: Path) -> None:
    with serving(home) as (url, _):
        tab = tab_on(browser, url)
        tab.press("F2")
        tab.compose("梅林")
        tab.press("Enter")
        until(lambda: calls(home))
        tab.compose("秋季海报")
        tab.page.close()
        again = tab_on(browser, url)
        again.press("Enter", "F8")
        items = until(lambda: calls(home)[0]["items"])
        assert [item["text"] for item in items] == ["秋季海报"]


def test_the_keys_that_a_telephone_lacks(browser: Any, home: Path) -> None:
    with serving(home) as (url, _):
        tab = tab_on(browser, url, 390, touch=True)
        tab.page.locator("#keys button", has_text="F3").tap()
        tab.compose("买纸")
        tab.press("Enter")
        assert until(lambda: aetui(home, "todo", "list"))[0]["text"] == "买纸"


def test_a_program_that_ended_says_so_and_opens_again(browser: Any, home: Path) -> None:
    with serving(home) as (url, _):
        tab = tab_on(browser, url)
        tab.press("q")
        tab.page.wait_for_selector("body.-closed")
        assert tab.page.locator("#over p.ended").is_visible()
        tab.page.locator("#again").click()
        tab.page.wait_for_selector("body.-first-byte:not(.-closed)")
