"""Which screen shows a record."""

from __future__ import annotations

from textual.screen import Screen

from aetui.domain.plans import RULES, period_of


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


def page_of_duty(owed_id: str) -> Screen[None] | None:
    """The page on which a month's or a year's duty is done (A6, A7, A10); None for every other."""
    rule, _, rest = owed_id.partition(":")
    subject, _, period = rest.rpartition(":")
    kind = next((kind for kind, of in RULES.items() if of == rule), None)
    if kind is not None:
        from aetui.screens.plan import PlanScreen

        return PlanScreen(kind, subject, period_of(kind, period))
    if rule == "year.appraisal":
        from aetui.screens.appraisal import AppraisalScreen

        return AppraisalScreen(subject, int(period))
    return None


def open_ref(screen: Screen[None], ref: str) -> None:
    """Open it above `screen`; Esc comes back."""
    screen.app.push_screen(screen_for(ref))
