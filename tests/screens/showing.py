"""How the tests of the screens see an app."""

from aetui.app import DeskApp
from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY
from aetui.locales import Texts
from aetui.widgets.typing_line import TypingLine


def app_of(desk: Desk, lang: str = "zh") -> DeskApp:
    return DeskApp(desk, Texts(lang), now=MONDAY)


def write(app: DeskApp, text: str) -> None:
    """Type a text that holds characters for which Textual's pilot has no key."""
    line = app.focused
    assert isinstance(line, TypingLine)
    line.select_all()
    line.insert(text)


def shown(app: DeskApp) -> str:
    """The screen as text, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
