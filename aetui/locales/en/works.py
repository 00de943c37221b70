"""What is said of works: the rounds of their inside review."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "work.passes": "passes",
    "work.returns": "returned: {n} {n:point|points}",
    "work.round.passed": "review round {n}: {who} passed it",
    "work.round.returned": "review round {n}: {who} returned it: {wrong}",
    "work.changed": "changed: {what}",
    "work.points": "; ",
    "ask.changed": "{name}: what was changed since it was returned?",
    "ask.changed.like": "headline one size up, new logo",
    "verb.card.return": "returned by the inside review",
    "verb.card.work_change": "mended after a return",
    "error.work.out": "“{work}” is out and can’t be returned any more: note what the client says and answer it, or add a new version.",
    "error.work.not_returned": "“{work}” wasn’t returned; there is nothing to note as changed.",
    "error.work.unchanged": "Say what was changed on “{work}”.",
}
