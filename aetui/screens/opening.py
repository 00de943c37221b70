"""Which screen shows a record."""

from __future__ import annotations

from textual.screen import Screen


def screen_for(ref: str) -> Screen[None]:
    """The screen that shows what `ref` (`cards:ID`, `obligation:ID`, …) names."""
    kind, _, key = ref.partition(":")
    if kind == "cards":
        from aetui.screens.card import CardScreen

        return CardScreen(key)
    if kind == "clients":
        from aetui.screens.client import ClientScreen

        return ClientScreen(key)
    if kind == "meetings":
        from aetui.screens.meeting import MeetingScreen

        return MeetingScreen(key)
    from aetui.screens.detail import DetailScreen

    return DetailScreen(ref)


def open_ref(screen: Screen[None], ref: str) -> None:
    """Open it above `screen`; Esc comes back."""
    screen.app.push_screen(screen_for(ref))
