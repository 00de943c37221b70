"""How duties ended: what was promised, kept, late, missed, counted by rule and client (A3). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Tally


def ended_as(owed: Obligation, now: datetime) -> str:
    """`kept`, `late`, `missed`, `waived` or `open`: lateness is judged on `due`, also while it is still open."""
    if owed.state == "met":
        return "kept"
    if owed.state == "met_late" or (owed.state in OPEN and owed.due < now):
        return "late"
    return "open" if owed.state in OPEN else owed.state


def promised(owed: Iterable[Obligation], begin: datetime, end: datetime) -> list[Obligation]:
    """Those that fell due in [begin, end), the earliest first."""
    return sorted((o for o in owed if begin <= o.due < end), key=lambda o: (o.due, o.id))


def tallies(owed: Iterable[Obligation], now: datetime, client: Callable[[str | None], str]) -> list[Tally]:
    """Counted by rule and client, in the order of rule, then client. `client`: its short name by id."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for one in owed:
        row = counts.setdefault((one.rule, client(one.client_id)), {})
        how = ended_as(one, now)
        row[how] = row.get(how, 0) + 1
    return [Tally(rule=rule, client=name, **counts[rule, name]) for rule, name in sorted(counts)]


def together(rows: Iterable[Tally], *, rule: str = "", client: str = "") -> Tally:
    """The sum of some tallies, under a rule and a client's name where these are given."""
    found = list(rows)
    return Tally(
        rule=rule,
        client=client,
        **{key: sum(getattr(row, key) for row in found) for key in ("kept", "late", "missed", "waived", "open")},
    )
