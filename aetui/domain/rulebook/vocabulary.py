"""The words that a rule may use for what starts it and what meets it; `aetui.domain.derive` knows each."""

from __future__ import annotations

from aetui.domain.marks import TABLE

TRIGGERS: dict[str, bool] = {
    **{f"item.{mark.trigger}": mark.timed for mark in TABLE if mark.trigger},
    "call.missed": False,
    "card.requested": False,
    "card.replanned": False,
    "card.schedule_sent": False,
    "card.deliver": True,
    "card.delivered": False,
    "step.due": True,
    "step.handed": True,
    "step.overdue": False,
    "card.late": False,
    "client.late": False,
    "promise.late": False,
    "money.due": True,
    "todo.handed": True,
    "meeting": True,
    "meeting.client": True,
    "meeting.start": True,
    "meeting.agenda_sent": True,
    "meeting.ended": False,
    "meeting.minutes_sent": False,
    "memo.remind": True,
    "absence": True,
    "letter.todo": False,
    "letter.line": False,
    "letter.trouble": False,
    "letter.paper": False,
    "letter.sign": False,
    "letter.day": False,
}
"""What starts an event rule, and whether it is about a time to come (which `at` and `-48 h` need)."""

TYPED_ONLY = frozenset(f"item.{mark.trigger}" for mark in TABLE if mark.trigger and mark.timed)
"""Triggers whose time is there only when it was typed; without, the obligation has no `at`."""

LOGGED = "logged"
"""Met by a fact that the user logs: in the record's `met`, or as a fulfilment."""

EVENT_MET = frozenset(
    {
        LOGGED,
        "card",
        "schedule_sent",
        "schedule_told",
        "schedule_confirmed",
        "step_done",
        "chased",
        "delivered",
        "settled",
        "returned",
        "kept",
        "reported",
        "shared",
        "agenda_sent",
        "agenda_confirmed",
        "prepared",
        "attended",
        "minutes",
        "minutes_confirmed",
        "memo",
        "arranged",
        "taken",
        "answered",
        "approved",
        "signed",
        "checked",
    }
)
CALENDAR_MET = frozenset({LOGGED, "day_closed", "call_that_day"})
