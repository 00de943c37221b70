"""What of a long list of obligations is shown, and what folds into lines with a count. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from aetui.domain.obligations import Obligation


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
    days = [today if row.first.state == "overdue" else day_of(row.first) for row in rows]
    here = [row for row, day in zip(rows, days, strict=True) if day <= today]
    if len(rows) + (0 < len(here) < len(rows)) <= room:
        return Folded(tuple(here), tuple(row for row, day in zip(rows, days, strict=True) if day > today))
    following = [row for row, day in zip(rows, days, strict=True) if today < day <= tomorrow]
    later = [row for row, day in zip(rows, days, strict=True) if today < day and tomorrow < day]

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
