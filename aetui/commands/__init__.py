"""Every user command once. Keys, footer, help, palette and the user's key file all read this one table.

A command's name stands in the catalogue as `command.ID`, what it does in a sentence as `command.ID.tip`.
Each has a letter (`key`) where letters are free, and a function or control key (`also`), since a letter is dead
while a Chinese input method is on.
"""

from __future__ import annotations

import msgspec

from aetui.domain.errors import BadInput

BOARD, CALL, DETAIL, CARD, CLIENT, MEETING = "board", "call", "detail", "card", "client", "meeting"
PAPER, REVIEW, HANDOVER, RETURN = "paper", "review", "handover", "return"
WEEK_REVIEW = "week_review"
WEEK, CALLS, REPORTS = "week", "calls", "reports"
ROUNDS = (CALLS, REPORTS)
FIGURES = "figures"
MONTH, PLAN, APPRAISAL = "month", "plan", "appraisal"
SETTINGS = "settings"
RECORDS = (DETAIL, CARD, CLIENT, MEETING)
PAGES = (*RECORDS, WEEK, *ROUNDS, MONTH, PLAN, APPRAISAL)


class Command(msgspec.Struct, frozen=True):
    """One command. `where`: the screens that have it; `rank`: its place in the footer, 0 for none."""

    id: str
    key: str
    also: str
    where: tuple[str, ...]
    rank: int = 0

    @property
    def is_help(self) -> bool:
        return self.id.endswith("help")

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(k for k in (self.key, self.also) if k)


COMMANDS: tuple[Command, ...] = (
    Command("call", "c", "f2", (BOARD, *RECORDS, WEEK, *ROUNDS), 1),
    Command("todo", "t", "f3", (BOARD,), 2),
    Command("card", "k", "f4", (BOARD,), 3),
    Command("memo", "n", "f6", (BOARD,), 4),
    Command("meeting", "m", "f7", (BOARD,), 5),
    Command("open", "enter", "", (BOARD, REVIEW, WEEK_REVIEW, WEEK, *ROUNDS, MONTH), 7),
    Command("done", "x", "f8", (BOARD, *PAGES), 8),
    Command("waive", "w", "f9", (BOARD, *PAGES), 9),
    Command("undo", "u", "ctrl+z", (BOARD, SETTINGS, *PAGES, PAPER, REVIEW, HANDOVER, WEEK_REVIEW, RETURN), 10),
    Command("redo", "U", "ctrl+y", (BOARD, SETTINGS, *PAGES, PAPER, REVIEW, HANDOVER, WEEK_REVIEW, RETURN)),
    Command("find", "slash", "ctrl+f", (BOARD, SETTINGS, *PAGES), 9),
    Command("client", "a", "f12", (BOARD,)),
    Command("care_log", "e", "ctrl+n", (BOARD,)),
    Command("next_list", "tab", "ctrl+right", (BOARD, REVIEW, HANDOVER, RETURN, WEEK_REVIEW, WEEK, *ROUNDS)),
    Command("previous_list", "shift+tab", "ctrl+left", (BOARD, WEEK)),
    Command("narrow", "backslash", "ctrl+k", (BOARD, SETTINGS, *PAGES)),
    Command("theme", "d", "f10", (BOARD, SETTINGS, *PAGES, FIGURES)),
    Command("language", "L", "f11", (BOARD, SETTINGS, *PAGES, FIGURES)),
    Command(
        "palette", "", "ctrl+p", (BOARD, CALL, SETTINGS, *PAGES, PAPER, REVIEW, HANDOVER, WEEK_REVIEW, FIGURES, RETURN)
    ),
    Command(
        "help",
        "question_mark",
        "f1",
        (BOARD, SETTINGS, *PAGES, PAPER, REVIEW, HANDOVER, WEEK_REVIEW, FIGURES, RETURN),
        99,
    ),
    Command("unfold", "z", "ctrl+l", (BOARD,)),
    Command("settings", "comma", "ctrl+o", (BOARD,)),
    Command("quit", "q", "ctrl+q", (BOARD,)),
    Command("back", "", "escape", (SETTINGS, *PAGES, PAPER, REVIEW, HANDOVER, WEEK_REVIEW, FIGURES, RETURN), 20),
    Command("papers", "o", "f12", (CARD, CLIENT, MEETING, REVIEW, WEEK_REVIEW, MONTH, PLAN, APPRAISAL), 8),
    # A paper before it goes.
    Command("send_paper", "s", "f8", (PAPER,), 1),
    Command("write_file", "e", "f9", (PAPER, HANDOVER, WEEK_REVIEW), 9),
    Command("next_kind", "right", "f6", (PAPER,), 3),
    Command("previous_kind", "left", "", (PAPER,)),
    # A card's own, and a client's.
    Command("edit", "enter", "", (CARD, CLIENT, MEETING, PLAN, APPRAISAL, SETTINGS), 2),
    Command("step", "a", "f3", (CARD,), 3),
    Command("chase", "h", "f4", (CARD,), 4),
    Command("next_state", "n", "f5", (CARD,), 5),
    Command("work", "v", "f6", (CARD,), 6),
    Command("money", "dollar_sign", "f7", (CARD,), 7),
    Command("send_schedule", "s", "ctrl+t", (CARD,), 11),
    Command("estimate", "e", "ctrl+e", (CARD,), 12),
    Command("remove", "delete", "ctrl+d", (BOARD, DETAIL, CARD, CLIENT, MEETING, PLAN, SETTINGS)),
    Command("correct", "e", "ctrl+e", (DETAIL, CLIENT), 5),
    Command("state_back", "b", "ctrl+g", (CARD,)),
    Command("client_card", "K", "f4", (CLIENT,), 4),
    Command("contact_add", "a", "f3", (CLIENT,), 3),
    # A meeting's.
    Command("minutes", "a", "f3", (MEETING,), 3),
    Command("next_paper", "n", "f5", (MEETING,), 4),
    Command("tick", "space", "f6", (MEETING,), 5),
    Command("point", "p", "f4", (MEETING,), 6),
    Command("move", "m", "ctrl+r", (MEETING,), 11),
    Command("prep_add", "e", "ctrl+e", (MEETING,), 12),
    Command("cancel", "X", "ctrl+g", (MEETING,)),
    # The end of the day.
    Command("review", "r", "f5", (BOARD,), 6),
    Command("review_done", "x", "f8", (REVIEW,), 1),
    Command("tomorrow", "t", "f3", (REVIEW,), 2),
    Command("another_day", "d", "f4", (REVIEW,), 3),
    Command("give", "g", "f6", (REVIEW,), 4),
    Command("drop", "w", "f9", (REVIEW,), 5),
    Command("mark", "space", "f7", (REVIEW,), 7),
    Command("alike", "f", "ctrl+f", (REVIEW,), 8),
    Command("close_day", "c", "f10", (REVIEW,), 9),
    Command("earlier", "K", "shift+up", (REVIEW,)),
    Command("later", "J", "shift+down", (REVIEW,)),
    Command("minutes_of", "m", "f2", (REVIEW,)),
    # Turning to earlier and later weeks, months, quarters, years.
    Command("period_before", "left", "f5", (WEEK, WEEK_REVIEW, FIGURES, MONTH, PLAN, APPRAISAL), 5),
    Command("period_after", "right", "f6", (WEEK, WEEK_REVIEW, FIGURES, MONTH, PLAN, APPRAISAL), 6),
    # On Fridays the week follows.
    Command("week_review", "f", "ctrl+g", (BOARD, WEEK), 11),
    Command("week_follows", "v", "f5", (REVIEW,)),
    Command("take_weeks", "i", "f3", (WEEK_REVIEW,), 1),
    Command("plan_add", "a", "f4", (WEEK_REVIEW,), 2),
    Command("week_words", "s", "f2", (WEEK_REVIEW,), 3),
    Command("close_week", "n", "f10", (WEEK_REVIEW,), 4),
    # An AM's month and year.
    Command("month", "b", "ctrl+r", (BOARD,)),
    Command("plan_line", "a", "f3", (PLAN,), 3),
    Command("plan_copy", "y", "f4", (PLAN,), 4),
    Command("line_up", "K", "shift+up", (PLAN,)),
    Command("line_down", "J", "shift+down", (PLAN,)),
    Command("finance", "f", "f7", (APPRAISAL,), 3),
    # Before leave, and coming back. A digit gives the line at hand to that colleague.
    Command("handover", "h", "ctrl+e", (BOARD,), 6),
    Command("absence_span", "m", "ctrl+r", (HANDOVER,), 11),
    Command("absence_cancel", "X", "ctrl+g", (HANDOVER,)),
    Command("same", "enter", "", (HANDOVER,), 1),
    Command("person", "c", "f2", (HANDOVER,), 2),
    Command("client_all", "A", "f3", (HANDOVER,), 3),
    Command("instruct", "i", "f4", (HANDOVER,), 4),
    Command("said_back", "space", "f6", (HANDOVER,), 5),
    Command("said_all", "y", "f7", (HANDOVER,), 6),
    Command("arrange", "n", "f10", (HANDOVER,), 7),
    Command("template", "t", "f8", (HANDOVER,), 5),
    Command("told", "b", "ctrl+b", (HANDOVER,), 8),
    Command("review_first", "r", "ctrl+d", (HANDOVER,), 9),
    Command("come_back", "x", "ctrl+x", (HANDOVER,), 9),
    Command("template_all", "T", "f11", (HANDOVER,)),
    Command("another", "o", "ctrl+o", (HANDOVER,)),
    Command("next_absence", "right", "ctrl+n", (HANDOVER,)),
    Command("otherwise", "f", "f5", (HANDOVER,)),
    Command("whom", "p", "ctrl+t", (HANDOVER,)),
    Command("files", "l", "ctrl+l", (HANDOVER,)),
    Command("show_record", "v", "f12", (HANDOVER, *ROUNDS, RETURN)),
    # The week, and its rounds from client to client.
    Command("week", "v", "ctrl+w", (BOARD,), 6),
    Command("round_calls", "l", "f3", (WEEK,), 2),
    Command("round_reports", "o", "f4", (WEEK,), 3),
    Command("this_week", "t", "f7", (WEEK,)),
    Command("preview", "o", "f3", (REPORTS,), 2),
    Command("sent", "s", "f4", (REPORTS,), 3),
    Command("confirmed", "y", "f7", (REPORTS,), 4),
    Command("report_time", "t", "f5", (REPORTS,)),
    # The settings.
    Command("person_add", "a", "f3", (SETTINGS,), 3),
    Command("person_away", "b", "f4", (SETTINGS,), 4),
    Command("day_add", "f", "f6", (SETTINGS,), 5),
    # Punctuality and load.
    Command("figures", "p", "ctrl+t", (BOARD,)),
    Command("figures_span", "s", "f7", (FIGURES,), 3),
    Command("figures_next", "tab", "ctrl+right", (FIGURES,), 4),
    Command("figures_previous", "shift+tab", "ctrl+left", (FIGURES,)),
    Command("figures_client", "c", "f2", (FIGURES,), 5),
    Command("figures_now", "t", "f8", (FIGURES,), 6),
    Command("take_over", "x", "f8", (RETURN,), 1),
    Command("take_ours", "o", "f6", (RETURN,), 2),
    Command("take_theirs", "t", "f7", (RETURN,), 3),
    Command("take_all", "A", "f3", (RETURN,), 4),
    Command("cover_did", "d", "f5", (RETURN,), 2),
    Command("fetch_log", "f", "f4", (RETURN,), 5),
    # On the phone letters are words, so every command has a control or function key only.
    Command("item", "", "enter", (CALL,), 1),
    Command("edit_last", "", "up", (CALL,), 2),
    Command("hang_up", "", "f8", (CALL,), 3),
    Command("leave_call", "", "escape", (CALL,), 4),
    Command("drop_time", "", "ctrl+t", (CALL,), 5),
    Command("direction", "", "f3", (CALL,), 6),
    Command("contact", "", "f4", (CALL,), 7),
    Command("recall", "", "f6", (CALL,), 8),
    Command("to_question", "", "ctrl+r", (CALL,), 9),
    Command("who", "", "f7", (CALL,)),
    Command("channel", "", "f5", (CALL,)),
    Command("edit_next", "", "down", (CALL,)),
    Command("call_undo", "", "ctrl+z", (CALL,)),
    Command("call_help", "", "f1", (CALL,), 99),
)

BY_ID = {command.id: command for command in COMMANDS}

_LABELS = {
    "enter": "Enter",
    "escape": "Esc",
    "slash": "/",
    "comma": ",",
    "question_mark": "?",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "dollar_sign": "$",
    "space": "Space",
    "backslash": "\\",
    "delete": "Del",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "ctrl+right": "Ctrl+→",
    "ctrl+left": "Ctrl+←",
}


def label(key: str) -> str:
    """How a key is printed: `Ctrl+T`, `F8`, `?`."""
    if key in _LABELS:
        return _LABELS[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + key[5:].upper()
    if len(key) > 1 and key[0] == "f" and key[1:].isdecimal():
        return key.upper()
    return key


_MENDS = {
    "gate.estimate": "estimate",
    "gate.brief": "edit",
    "gate.signed": "done",
    "gate.client_sign": "done",
    "gate.open_on_card": "done",
    "gate.schedule": "step",
    "gate.schedule_time": "edit",
    "gate.minutes_lack": "minutes",
    "gate.minutes_unsigned": "next_paper",
    "gate.handover": "person",
    "gate.day": "review_done",
    "gate.week": "take_weeks",
    "gate.week_plan": "plan_add",
    "gate.finance": "finance",
}
"""The command that mends what a gate lacks."""


def mending(gate: str) -> str:
    """Its key, as it is printed; empty where none does."""
    command = _MENDS.get(gate)
    return label(BY_ID[command].key or BY_ID[command].also) if command else ""


def of(where: str) -> list[Command]:
    """The commands of one screen, in the footer's order, those without a place there last."""
    return sorted((c for c in COMMANDS if where in c.where), key=lambda c: c.rank or 50)


def keymap(text: str | None, name: str) -> dict[str, str]:
    """The keys of the user's key file (TOML: `call = "c,f2"`), by command. Raises BadInput naming file and line."""
    if not text:
        return {}
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        raise BadInput("keys.toml", file=name, mistake=str(mistake)) from None
    chosen: dict[str, str] = {}
    for command_id, keys in table.items():
        if command_id not in BY_ID:
            raise BadInput("keys.command", file=name, key=command_id)
        if not isinstance(keys, str) or not keys.strip():
            raise BadInput("keys.value", file=name, key=command_id)
        chosen[command_id] = keys.replace(" ", "")
    return chosen
