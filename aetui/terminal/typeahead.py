"""Keys wait for the key before them to have had its effect.

Textual hands a key to the focused widget and looks at the next at once, while the first still travels up to
the binding that will open a screen or a question. What was typed for that question then runs commands, or is
lost. So behind a key that may change the focus a marker is sent the same way, through the same queues; until
it comes out at the app, further keys are kept, and then take their way in the order in which they came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.app import App

_LONGEST = 0.5  # seconds; a marker is lost with a widget that goes away
_HOPS = 64  # turns of the app's queue, beyond that: what took longer than `_LONGEST` may have held up the marker too

Input = events.Key | events.Paste


class TypeAhead:
    """Holds input back while a key is on its way. `take` is awaited with each event when its turn comes; `rest` is called
    when a key had its effect and no other waits."""

    def __init__(
        self, app: App[Any], take: Callable[[Input], Awaitable[None]], rest: Callable[[], object] = lambda: None
    ) -> None:
        self._app = app
        self._take = take
        self._rest = rest
        self._kept: deque[Input] = deque()
        self._turn = 0  # of the marker that is waited for; 0: none
        self._turns = 0
        self._since = 0.0

    async def __call__(self, event: Input) -> None:
        """Take this event now, or when those before it are through."""
        if self._turn:
            self._kept.append(event)
            if len(self._kept) == 1:
                self._wait_for(self._turn)
            return
        await self._take(event)

    def _wait_for(self, turn: int) -> None:
        """Give that marker its time, and no longer."""
        left = self._since + _LONGEST - monotonic()
        if left > 0:
            self._app.set_timer(left, lambda: self._app.call_later(self._expire, turn, _HOPS))
        else:
            self._app.call_later(self._expire, turn, _HOPS)

    async def _expire(self, turn: int, hops: int) -> None:
        if turn != self._turn:
            return
        if hops:
            self._app.call_later(self._expire, turn, hops - 1)
        else:
            await self._go_on()

    def follow(self, target: MessagePump, screen: MessagePump) -> None:
        """A key went to `target` while `screen` was in front: what comes waits until it had its effect."""
        app = self._app
        self._turns += 1
        turn = self._turn = self._turns
        self._since = monotonic()

        def step(node: MessagePump, again: bool, last: bool) -> None:
            if turn != self._turn:
                return
            if again:  # once more, behind what the key itself posted here
                node.call_later(step, node, False, last)
            elif node is not app:
                above = node._parent or app
                above.call_later(step, above, True, last)
            elif not last and app.screen is screen and target.is_attached:
                # The binding has run by now; what it posted to its widget (a row was opened) travels up as well.
                target.call_later(step, target, True, True)
            else:
                # A screen that was opened has its focus only when it has come up.
                (app.screen if app.screen is not screen else app).call_later(app.call_later, arrived)

        async def arrived() -> None:
            if turn == self._turn:
                if not self._kept and app.screen is screen:  # one that was opened paints itself
                    self._rest()
                await self._go_on()

        target.call_later(step, target, True, False)

    async def _go_on(self) -> None:
        self._turn = 0
        while self._kept and not self._turn:
            await self._take(self._kept.popleft())
        if self._kept:
            self._wait_for(self._turn)
