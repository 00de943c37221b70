"""A screen of one period that has begun: turned to the one before and after, to the present one, to another kind."""

from __future__ import annotations

from aetui.desk.month.figures import PERIODS
from aetui.domain.clock.periods import after, before, period_of, span
from aetui.screens.frame.questions import AskingScreen


class TurningScreen(AskingScreen):
    """`_period` is the one at hand, the present month at first."""

    def __init__(self) -> None:
        super().__init__()
        self._kind, self._period = "month", ""

    # What subclasses say

    def _show_period(self) -> None:
        """Another one is at hand."""
        raise NotImplementedError

    def _is_known(self, period: str) -> bool:  # noqa: ARG002
        """Whether there can be anything to see of an earlier one."""
        return True

    # Turning

    def _present(self) -> str:
        return period_of(self._kind, self.now().date())

    def _turn(self, period: str) -> None:
        self._period = period
        self._show_period()

    def action_back(self) -> None:
        self.dismiss()

    def action_period_before(self) -> None:
        earlier = before(self._period)
        if self._is_known(earlier):
            self._turn(earlier)
        else:
            self.desk_app.tell(self.say("figures.no_earlier"))

    def action_period_after(self) -> None:
        later = after(self._period)
        if span(later)[0] > self.now().date():
            self.desk_app.tell(self.say("figures.no_later"))
        else:
            self._turn(later)

    def action_figures_now(self) -> None:
        if self._period == self._present():
            self.desk_app.tell(self.say("figures.present"))
        self._turn(self._present())

    def action_figures_span(self) -> None:
        """The next kind of period, that holds the end of this one, or today where that lies in it."""
        self._kind = PERIODS[(PERIODS.index(self._kind) + 1) % len(PERIODS)]
        self._turn(period_of(self._kind, min(span(self._period)[1], self.now().date())))
