"""How the desk stands to its office, in few words."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.office.state import InStep, LinkState
from aetui.locales import Texts
from aetui.locales.dates import when

STYLES = {InStep.IN: "done", InStep.APART: "soon", InStep.REMOVED: "late", InStep.NEWER: "late"}


def step_words(say: Texts, state: LinkState) -> str:
    """`● 办公室`, `○ 待发 3`."""
    if state.step is InStep.APART and state.waits:
        return say("office.head.waits", n=state.waits)
    return say(f"office.head.{state.step.value}")


def since_words(say: Texts, state: LinkState, desk: Desk, now: datetime) -> str:
    """`10:40 起`; nothing where it is not apart, or it isn't known since when."""
    if state.step is not InStep.APART or state.since is None:
        return ""
    return say("office.head.since", time=when(say, desk.local(state.since), now))


def head_words(say: Texts, state: LinkState, desk: Desk, now: datetime, *, short: bool) -> list[tuple[str, str]]:
    """For a head: parts with their styles; nothing of a desk that left. `short`: there is no room for since when."""
    if state.step is InStep.LEFT:
        return []
    since = "" if short else since_words(say, state, desk, now)
    style = STYLES.get(state.step, "faint")
    return [(f"   {step_words(say, state)}", style), *([(f" {since}", "dim")] if since else [])]
