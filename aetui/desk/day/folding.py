"""What is owed as the board counts and shows it: in rows, today's, tomorrow's and later ones, and what folds into lines with a
count. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from aetui.domain.derive.turning import FOREVER
from aetui.domain.obligations import Obligation
from aetui.domain.rulebook.model import Rule


class BoardRow(NamedTuple):
    """One row: the obligation that presses most, and what else is owed on the same step of a schedule (its chase, its
    own due time), which is that row's state and not a row of its own."""

    first: Obligation
    others: tuple[Obligation, ...] = ()


class Folded(NamedTuple):
    """What is shown one by one, today's and the rest, and what stands behind a count."""

    today: tuple[BoardRow, ...]
    ahead: tuple[BoardRow, ...] = ()
    folds: tuple[tuple[str, tuple[BoardRow, ...]], ...] = ()


class Owed:
    """What is owed, in its order, and what is reckoned of it whatever the moment is."""

    def __init__(self, obligations: Sequence[Obligation]) -> None:
        self.obligations = obligations
        self.rows = rows_of(obligations)
        self.late = sum(one.state == "overdue" for one in obligations)
        self.clients = {row.first.client_id for row in self.rows}
        self._turn: tuple[Mapping[str, Rule], datetime, datetime] | None = None

    def next_turn(self, now: datetime, rules: Mapping[str, Rule]) -> datetime:
        """When one of them next turns soon, is to be acted on or falls due; what that is holds until then. Far ahead: never."""
        known = self._turn
        if known is None or known[0] is not rules or not known[1] <= now < known[2]:
            known = self._turn = rules, now, self._reckon_turn(now, rules)
        return known[2]

    def _reckon_turn(self, now: datetime, rules: Mapping[str, Rule]) -> datetime:
        found = FOREVER
        for one in self.obligations:
            act_by, due = one.act_by, one.due
            if act_by > now:
                warned = act_by - rules[one.rule].warning if one.rule in rules else act_by
                act_by = warned if warned > now else act_by
                found = min(act_by, found)
            if due > now:
                found = min(due, found)
        return found

    def between(self, start: datetime, end: datetime) -> Sequence[Obligation]:
        """Those to be acted on in [start, end), save earlier days that were left open."""
        first, last = (bisect_left(self.obligations, (True, at), key=_pressing) for at in (start, end))
        return self.obligations[first:last]


def _pressing(one: Obligation) -> tuple[bool, datetime]:
    return not one.left_open, one.act_by


def days_of(
    rows: Sequence[BoardRow], today: date, tomorrow: date, day_of: Callable[[Obligation], date]
) -> tuple[int, int]:
    """How many of the rows are today's, and how many until the end of the next working day; what is late is today's."""

    def day(row: BoardRow) -> date:
        return today if row.first.state == "overdue" else max(today, day_of(row.first))

    now = bisect_right(rows, today, key=day)
    return now, max(now, bisect_right(rows, tomorrow, key=day))


def rows_of(obligations: Sequence[Obligation]) -> list[BoardRow]:
    """The rows of a list in its order, those of one step together where its first one stands."""
    steps: dict[str, list[Obligation]] = {}
    for one in obligations:
        if one.subject_type == "step":
            steps.setdefault(one.subject_id, []).append(one)
    found = []
    for one in obligations:
        together = steps.get(one.subject_id, [one]) if one.subject_type == "step" else [one]
        if together[0] is one:
            found.append(BoardRow(one, tuple(together[1:])))
    return found


def fold(
    rows: Sequence[BoardRow], room: int, today: date, tomorrow: date, day_of: Callable[[Obligation], date]
) -> Folded:
    """Rows for `room` lines (a rule between today's and the rest counts as one). All of them where they fit; else
    today's one by one, then the next day's, as many as there is room for, and the rest in at most three lines. `day_of`: on
    which day one is to be acted on; `tomorrow`: the next working day."""
    now, next_ = days_of(rows, today, tomorrow, day_of)
    here, following, later = rows[:now], rows[now:next_], rows[next_:]
    if len(rows) + (0 < len(here) < len(rows)) <= room:
        return Folded(tuple(here), tuple(rows[now:]))

    def folds_from(n: int) -> list[tuple[str, tuple[BoardRow, ...]]]:
        """Where the first `n` of the next day's are shown."""
        folds = [("tomorrow", tuple(following[n:])), ("later", tuple(later))]
        return [(name, some) for name, some in folds if some]

    folds = folds_from(0)
    free = max(room - len(folds) - bool(folds and here), 1)
    if len(here) > free:
        free = max(free - 1, 1)
        folds.insert(0, ("rest", tuple(here[free:])))
        return Folded(tuple(here[:free]), (), tuple(folds))
    free = room - len(here) - bool(here)
    free -= bool(later)
    # The line of those that aren't shown takes a place, too.
    shown = len(following) if len(following) <= free else max(free - 1, 0)
    return Folded(tuple(here), tuple(following[:shown]), tuple(folds_from(shown)))
