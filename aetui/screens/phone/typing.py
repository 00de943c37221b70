"""The line that is typed on the phone: what it means as it stands, which item it writes anew, its draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import events

from aetui.desk.core import Desk
from aetui.desk.phone import calls as phone
from aetui.desk.phone.drafts import HalfTyped, LineDrafts
from aetui.domain.lines.item import ItemLine, timed_again
from aetui.domain.records import Item
from aetui.screens.phone.lines import painted
from aetui.widgets.typing_line import TypingLine


class CallLine(TypingLine):
    """The line on the phone: an empty one leaves undo to the screen, which takes back the last change."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+z" and not self.text:
            event.prevent_default()


class Typing:
    """What is known of the line. `item_id`: the item that is written anew, `aside` the line put aside for it."""

    def __init__(self) -> None:
        self.item_id = self.aside = ""
        self.timing: phone.Timing = "read"
        self._kept: tuple[str, phone.Timing, str, ItemLine] | None = None

    def understood(self, desk: Desk, text: str, now: datetime) -> ItemLine:
        """What the line means; reckoned once for each text."""
        kept = self._kept
        if kept is None or kept[:3] != (text, self.timing, self.item_id):
            item = desk.get(Item, self.item_id)
            meant = phone.understand(desk, text, item.at if item else now, timing=self.timing)
            kept = (text, self.timing, self.item_id, meant)
            self._kept = kept
        return kept[3]

    def painted(self, desk: Desk, text: str, now: datetime) -> Sequence[tuple[int, int, str]]:
        return painted(self.understood(desk, text, now), text)

    def turn_timing(self, meant: ItemLine, text: str) -> str:
        """Drop the time that is understood, or take it again; the line, without its 不限时 where it had one."""
        if meant.untimed:
            self.timing = "read"
            return timed_again(text)
        self.timing = "none" if self.timing == "read" else "read"
        return text

    def begin(self, desk: Desk, item: Item, line: str, lang: str) -> str:
        """Write `item` anew, put `line` aside; the item as it would be typed, or as far as it was written anew before."""
        if not self.item_id:
            self.aside = line
        self.item_id, self.timing = item.id, "read"
        return LineDrafts(desk).load(_edit_of(item.id)) or phone.written(desk, item, lang)

    def keep_edit(self, desk: Desk, item: Item, line: str, lang: str) -> bool:
        """Keep what an item was half written anew to; False where nothing was changed on it."""
        if line.strip() in ("", phone.written(desk, item, lang)):
            self.forget_edit(desk, item.id)
            return False
        LineDrafts(desk).keep(_edit_of(item.id), line)
        return True

    def forget_edit(self, desk: Desk, item_id: str) -> None:
        """It was written anew, or stands as it was."""
        lines = LineDrafts(desk)
        if lines.load(_edit_of(item_id)):
            lines.forget(_edit_of(item_id))

    def end(self) -> str:
        """No item is written anew any more; the line that was put aside."""
        line, self.aside, self.item_id, self.timing = self.aside, "", "", "read"
        return line

    def draft(self, line: str, *, left: bool) -> HalfTyped:
        return HalfTyped(line, self.item_id, self.aside, left)


def _edit_of(item_id: str) -> str:
    return f"item {item_id}"
