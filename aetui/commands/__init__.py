"""Every user command once. Keys, footer, help, palette, the manual's table and the user's key file all read this one table.

A command's name stands in the catalogue as `command.ID`, what it does in a sentence as `command.ID.tip`. Its letter is
that of its act (`LETTERS`), so that a letter means one kind of act on every screen; `also` are its other keys, since a
letter is dead while a Chinese input method is on. The first of these stands in the footer then. They are chosen so that one
of them arrives everywhere: a browser keeps some control keys, terminals within terminals swallow others.
"""

from __future__ import annotations

import msgspec

BOARD, CALL, DETAIL, CARD, CLIENT, MEETING = "board", "call", "detail", "card", "client", "meeting"
PAPER, REVIEW, HANDOVER, RETURN = "paper", "review", "handover", "return"
WEEK_REVIEW = "week_review"
CHECK = "check"
WEEK, CALLS, REPORTS = "week", "calls", "reports"
ROUNDS = (CALLS, REPORTS)
FIGURES, TEAM_FIGURES = "figures", "team_figures"
MONTH, PLAN, APPRAISAL, BILLING = "month", "plan", "appraisal", "billing"
SETTINGS, RULES = "settings", "rules"
QUIET, IDEAS, HISTORY = "quiet", "ideas", "history"
TEAM, THEIRS = "team", "their_board"
OFFICE = (TEAM, THEIRS)
"""Whom one answers for, and the board of one of them."""
OWN_YEAR, OWN_CHECK = "own_year", "own_check"
ARRIVE, STANDING = "arrive", "office"
LISTED = (QUIET, IDEAS, HISTORY, ARRIVE, STANDING)
"""Lists of their own, over all clients and cards."""
FIND, HELP, WELCOME = "find", "help", "welcome"
RECORDS = (DETAIL, CARD, CLIENT, MEETING)
PAGES = (*RECORDS, WEEK, *ROUNDS, MONTH, PLAN, APPRAISAL, BILLING)
MOMENTS = (PAPER, REVIEW, HANDOVER, RETURN, WEEK_REVIEW, CHECK, FIGURES, TEAM_FIGURES, OWN_YEAR, OWN_CHECK)
READ = (BOARD, *PAGES, *LISTED, *MOMENTS, *OFFICE, SETTINGS, RULES)
"""Where a list is read, so that letters are commands."""
TYPED = (CALL, FIND, WELCOME)
"""Where a line is typed, so that letters are words."""
SCREENS = (*READ, *TYPED, HELP)

LETTERS: dict[str, str] = {
    "add": "a",
    "bring_in": "b",
    "call": "c",
    "calls_round": "C",
    "day": "d",
    "check": "D",
    "write": "e",
    "alike": "f",
    "figures": "F",
    "give": "g",
    "leave": "h",
    "word": "i",
    "otherwise": "I",
    "down": "J",
    "up": "K",
    "later": "l",
    "meeting": "m",
    "month": "M",
    "next": "n",
    "back_a_state": "N",
    "own": "S",
    "papers": "o",
    "where_papers": "O",
    "part": "p",
    "preparation": "P",
    "quit": "q",
    "quiet": "Q",
    "go": "G",
    "keep": "E",
    "review": "r",
    "rules": "R",
    "past": "H",
    "send": "s",
    "todo": "t",
    "undo": "u",
    "redo": "U",
    "look": "v",
    "week_review": "V",
    "let_go": "w",
    "whom": "W",
    "copy": "Y",
    "done": "x",
    "call_off": "X",
    "heard": "y",
    "zoom": "z",
    "all": "A",
    "bring_in_all": "B",
    "language": "L",
    "theme": "T",
    "team": "Z",
    # Signs: full-width ones stand for them (aetui.terminal.widechars), so they arrive while an input method is on.
    "card": "plus",
    "money": "dollar_sign",
    "find": "slash",
    "narrow": "backslash",
    "help": "question_mark",
    "palette": "colon",
    "settings": "comma",
    "idea": "semicolon",
    "all_ideas": "asterisk",
    "now": "full_stop",
    "again": "equals_sign",
    "ours": "less_than_sign",
    "theirs": "greater_than_sign",
}
"""The one key of each kind of act; `act.NAME` in the catalogue says what it is."""


class Command(msgspec.Struct, frozen=True):
    """One command. `act`: its kind of act, which gives it its letter (empty: it has none); `where`: the screens that have it;
    `rank`: its place in the footer, 0 for none. `opens`: the screen that the router has under its name; it needs nothing else."""

    id: str
    act: str
    also: tuple[str, ...]
    where: tuple[str, ...]
    rank: int = 0
    opens: bool = False

    @property
    def key(self) -> str:
        return LETTERS.get(self.act, "")

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(k for k in (self.key, *self.also) if k)

    def keys_on(self, where: str) -> tuple[str, ...]:
        """Its keys on that screen: where a line is typed, letters and signs are words."""
        return self.also if where in TYPED else self.keys


STAYS = 90
"""From this rank on a command never gives way in the footer: how to leave, and help."""

COMMANDS: tuple[Command, ...] = (
    # Everywhere.
    Command("find", "find", ("ctrl+f", "f24"), (*READ, CALL, HELP), 12, opens=True),
    Command("idea", "idea", ("ctrl+b", "alt+i"), SCREENS),
    Command("ideas", "all_ideas", ("ctrl+s", "alt+o"), (*READ, CALL, FIND, HELP), opens=True),
    Command("undo", "undo", ("ctrl+z",), (*READ, CALL, FIND, HELP), 11),
    Command("redo", "redo", ("ctrl+y",), (*READ, CALL, FIND, HELP)),
    Command("copy", "copy", ("ctrl+c", "alt+y"), (*READ, CALL, FIND), 17),
    Command("history", "past", ("alt+h",), tuple(w for w in READ if w != HISTORY), opens=True),
    Command("palette", "palette", ("ctrl+p", "f23"), (*READ, CALL, FIND, HELP)),
    Command("theme", "theme", ("f10", "ctrl+underscore"), SCREENS),
    Command("language", "language", ("f11", "ctrl+backslash"), SCREENS),
    Command("exit", "", ("ctrl+q", "alt+x"), tuple(w for w in SCREENS if w != BOARD)),
    Command("quit", "quit", ("ctrl+q", "alt+x"), (BOARD,), 97),
    Command("home", "quit", ("ctrl+x",), (*PAGES, *LISTED, *MOMENTS, *OFFICE, SETTINGS, RULES, CALL, FIND), 21),
    Command("back", "", ("escape",), tuple(w for w in SCREENS if w not in (BOARD, CALL)), 98),
    Command("help", "help", ("f1", "ctrl+g"), SCREENS, 99),
    # Over all clients, over all cards.
    Command("quiet", "quiet", ("ctrl+a", "alt+q"), (BOARD,), opens=True),
    Command("go_back", "", ("enter",), (HISTORY,), 1),
    Command("undo_one", "let_go", ("f9",), (HISTORY,), 2),
    Command("show_changed", "look", ("f12",), (HISTORY,), 3),
    Command("show_client", "look", ("f12",), (QUIET,), 3),
    Command("use_idea", "done", ("f8",), (IDEAS,), 2),
    Command("drop_idea", "let_go", ("f9",), (IDEAS,), 5),
    Command("show_idea", "send", ("f4",), (IDEAS,), 3),
    Command("open_card", "look", ("f12",), (IDEAS,), 4),
    # What comes from other programs.
    Command("arrive", "bring_in", ("alt+a",), (BOARD, SETTINGS), opens=True),
    Command("arrive_take", "bring_in", ("f8",), (ARRIVE,), 1),
    Command("arrive_file", "add", ("f3",), (ARRIVE,), 2),
    Command("arrive_client", "whom", ("f4",), (ARRIVE,), 4),
    Command("arrive_leave", "let_go", ("f9",), (ARRIVE,), 5),
    Command("arrive_all", "all", ("f7",), (ARRIVE,), 6),
    Command("arrive_over", "theirs", ("f14",), (ARRIVE,), 7),
    # Several desks, one house.
    Command("office", "", ("alt+n",), (BOARD, SETTINGS), opens=True),
    Command("take_here", "ours", ("f6",), (STANDING,), 2),
    Command("take_other", "theirs", ("f7",), (STANDING,), 3),
    Command("office_sync", "now", ("f8",), (STANDING,), 4),
    # Where things stand in lists.
    Command(
        "open", "", ("enter",), (BOARD, *OFFICE, REVIEW, WEEK_REVIEW, CHECK, WEEK, *ROUNDS, MONTH, BILLING, RULES), 7
    ),
    Command(
        "edit",
        "",
        ("enter",),
        (CARD, CLIENT, MEETING, PLAN, APPRAISAL, SETTINGS, IDEAS, STANDING, OWN_YEAR, OWN_CHECK),
        2,
    ),
    Command("done", "done", ("f8",), (BOARD, *PAGES), 8),
    Command("waive", "let_go", ("f9",), (BOARD, *PAGES), 9),
    Command("narrow", "narrow", ("ctrl+k",), (BOARD, *OFFICE, SETTINGS, RULES, OWN_YEAR, *LISTED, *PAGES)),
    Command(
        "next_list",
        "",
        ("tab", "ctrl+right"),
        (BOARD, *OFFICE, REVIEW, HANDOVER, RETURN, WEEK_REVIEW, CHECK, WEEK, *ROUNDS, RULES),
    ),
    Command("previous_list", "", ("shift+tab", "ctrl+left"), (BOARD, *OFFICE, WEEK)),
    Command(
        "section",
        "",
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        (BOARD, THEIRS, SETTINGS, RULES, OWN_YEAR, *PAGES, WEEK_REVIEW),
    ),
    Command("call", "call", ("f2",), (BOARD, *RECORDS, QUIET, WEEK, *ROUNDS, MONTH, PLAN, REVIEW), 1),
    Command(
        "papers", "papers", ("f12",), (CARD, CLIENT, MEETING, REVIEW, WEEK_REVIEW, MONTH, PLAN, APPRAISAL, BILLING), 8
    ),
    Command(
        "remove", "", ("delete", "ctrl+d"), (BOARD, DETAIL, CARD, CLIENT, MEETING, PLAN, SETTINGS, IDEAS, OWN_CHECK)
    ),
    Command("show_record", "look", ("f12",), (HANDOVER, *ROUNDS, RETURN)),
    # The board: what is noted, and where it leads.
    Command("todo", "todo", ("f3",), (BOARD,), 2),
    Command("card", "card", ("f4",), (BOARD,), 3),
    Command("memo", "word", ("f6",), (BOARD,), 4),
    Command("meeting", "meeting", ("f7",), (BOARD,), 5),
    Command("review", "review", ("f5",), (BOARD,), 6, opens=True),
    Command("client", "add", ("f12",), (BOARD,)),
    Command("settings", "settings", ("f14", "ctrl+o"), (BOARD,), opens=True),
    Command("care_log", "write", ("f15", "ctrl+n"), (BOARD,)),
    Command("unfold", "zoom", ("f16", "ctrl+l"), (BOARD, THEIRS)),
    Command("week", "look", ("f17", "ctrl+w"), (BOARD, THEIRS), 6, opens=True),
    Command("week_review", "week_review", ("f18", "ctrl+v"), (BOARD, WEEK, REVIEW), 13, opens=True),
    Command("month", "month", ("f19", "ctrl+r"), (BOARD, THEIRS), opens=True),
    Command("handover", "leave", ("f20", "ctrl+e"), (BOARD,), 6, opens=True),
    Command("figures", "figures", ("f21", "ctrl+t"), (BOARD, THEIRS), opens=True),
    Command("billing", "money", ("alt+b",), (BOARD, THEIRS), opens=True),
    Command("rules", "rules", ("f13",), (BOARD, THEIRS, HELP), opens=True),
    # In an office: whom one answers for.
    Command("team", "team", ("alt+z",), (BOARD,), opens=True),
    Command("their_todo", "todo", ("f3",), OFFICE, 2),
    # A paper before it goes.
    Command("send_paper", "send", ("f8",), (PAPER,), 1),
    Command("ask_approval", "give", ("f3",), (PAPER,), 5),
    Command("write_file", "write", ("f9",), (PAPER, HANDOVER, WEEK_REVIEW, CHECK), 9),
    Command("copy_message", "word", ("f4",), (PAPER,), 2),
    Command("address", "whom", ("f7",), (PAPER,), 4),
    Command("next_kind", "", ("right", "f6"), (PAPER, ARRIVE), 3),
    Command("previous_kind", "", ("left", "f5"), (PAPER, ARRIVE)),
    # A card's own, and a client's.
    Command("step", "add", ("f3",), (CARD,), 3),
    Command("chase", "word", ("f4",), (CARD,), 4),
    Command("next_state", "next", ("f5",), (CARD,), 5),
    Command("work", "part", ("f6",), (CARD,), 6),
    Command("money", "money", ("f7",), (CARD,), 7),
    Command("send_schedule", "send", ("f15", "ctrl+t"), (CARD,), 13),
    Command("estimate", "write", ("f16", "ctrl+e"), (CARD,), 14),
    Command("propose", "meeting", ("f20", "ctrl+r"), (CARD,), 15),
    Command("ask_sign", "give", ("alt+a",), (CARD,), 16),
    Command("state_back", "back_a_state", ("f17",), (CARD,)),
    Command("order", "heard", ("f18", "ctrl+n"), (CARD,), 15),
    Command("remark", "bring_in", ("f19", "ctrl+l"), (CARD,), 16),
    Command("open_named", "go", ("f22", "alt+g"), (CARD, DETAIL, HANDOVER), 22),
    Command("steps_like", "alike", ("f13", "alt+f"), (CARD,), 17),
    Command("steps_keep", "keep", ("alt+k",), (CARD,), 18),
    Command("link", "where_papers", ("f14", "alt+l"), (CARD,), 17),
    Command("criterion", "", ("space", "f21"), (CARD,), 16),
    Command("client_card", "card", ("f4",), (CLIENT,), 4),
    Command("contact_add", "add", ("f3",), (CLIENT,), 3),
    Command("note", "word", ("ctrl+n", "f17"), (DETAIL, CLIENT, CALL), 6),
    Command("correct", "write", ("f16", "ctrl+e"), (DETAIL, CLIENT), 5),
    # A meeting's.
    Command("minutes", "add", ("f3",), (MEETING,), 3),
    Command("next_paper", "next", ("f5",), (MEETING,), 4),
    Command("tick", "", ("space", "f6"), (MEETING,), 5),
    Command("point", "part", ("f4",), (MEETING,), 6),
    Command("propose_work", "card", ("f20", "ctrl+r"), (MEETING,), 6),
    Command("move", "day", ("f7",), (MEETING,), 13),
    Command("prep_add", "preparation", ("f15", "ctrl+e"), (MEETING,), 14),
    Command("cancel", "call_off", ("f13",), (MEETING,)),
    # The end of the day.
    Command("review_done", "done", ("f8",), (REVIEW,), 1),
    Command("tomorrow", "later", ("f3",), (REVIEW,), 2),
    Command("another_day", "day", ("f4",), (REVIEW,), 3),
    Command("give", "give", ("f6",), (REVIEW, CHECK), 4),
    Command("drop", "let_go", ("f9",), (REVIEW,), 5),
    Command("mark", "", ("space", "f7"), (REVIEW,), 7),
    Command("alike", "alike", ("f17",), (REVIEW,), 8),
    Command("close_day", "next", ("f5",), (REVIEW,), 9),
    Command("earlier", "up", ("shift+up",), (REVIEW, CHECK)),
    Command("later", "down", ("shift+down",), (REVIEW, CHECK)),
    Command("send_day", "send", ("f13",), (REVIEW,), 10),
    Command("take_day", "bring_in", ("f14",), (REVIEW,), 11),
    # An AM goes through her AEs' days and papers.
    Command("check", "check", ("f15", "ctrl+n"), (REVIEW, WEEK_REVIEW), 14, opens=True),
    Command("check_done", "done", ("f8",), (CHECK,), 2),
    Command("check_back", "let_go", ("f7",), (CHECK,), 3),
    Command("check_add", "add", ("f4",), (CHECK,), 3),
    Command("minutes_of", "write", ("f16",), (REVIEW,)),
    # Turning to earlier and later weeks, months, quarters, years.
    Command(
        "period_before",
        "",
        ("left", "f5"),
        (WEEK, WEEK_REVIEW, FIGURES, TEAM_FIGURES, MONTH, PLAN, APPRAISAL, OWN_YEAR, OWN_CHECK),
        5,
    ),
    Command(
        "period_after",
        "",
        ("right", "f6"),
        (WEEK, WEEK_REVIEW, FIGURES, TEAM_FIGURES, MONTH, PLAN, APPRAISAL, OWN_YEAR, OWN_CHECK),
        6,
    ),
    # On Fridays the week follows.
    Command("take_weeks", "bring_in", ("f3",), (WEEK_REVIEW, CHECK, MONTH), 1),
    Command("plan_add", "add", ("f4",), (WEEK_REVIEW,), 2),
    Command("week_words", "word", ("f2",), (WEEK_REVIEW,), 3),
    Command("close_week", "next", ("f7",), (WEEK_REVIEW,), 4),
    # An AM's month and year.
    Command("chase_month", "word", ("f4",), (MONTH,), 3),
    Command("plan_lines", "add", ("f13",), (MONTH,)),
    Command("plan_copy_all", "again", ("f14",), (MONTH,)),
    Command("hand_in_all", "send", ("f15", "ctrl+t"), (MONTH,)),
    Command("hand_in_month", "write", ("f7",), (MONTH,), 4),
    Command("plan_line", "add", ("f3",), (PLAN,), 3),
    Command("plan_copy", "again", ("f4",), (PLAN,), 4),
    Command("line_up", "up", ("shift+up",), (PLAN,)),
    Command("line_down", "down", ("shift+down",), (PLAN,)),
    Command("finance", "heard", ("f7",), (APPRAISAL,), 3),
    Command("take_own", "bring_in", ("f4",), (APPRAISAL,), 4),
    # One's own year.
    Command("own_year", "own", ("f19",), (MONTH, REVIEW, RULES), 14, opens=True),
    Command("own_check", "next", ("f3",), (OWN_YEAR,), 1),
    Command("own_give", "give", ("f7",), (OWN_YEAR,), 3),
    Command("own_offer", "again", ("f4",), (OWN_CHECK,), 1),
    Command("own_example", "write", ("f7",), (OWN_CHECK,), 3),
    Command("own_done", "next", ("f8",), (OWN_CHECK,), 4),
    Command("maxim", "word", ("f20",), (REVIEW,), 15),
    # Before leave, and coming back. A digit gives the line at hand to that colleague.
    Command("same", "", ("enter",), (HANDOVER,), 1),
    Command("person", "give", ("f2",), (HANDOVER,), 2),
    Command("client_all", "all", ("f3",), (HANDOVER,), 3),
    Command("instruct", "word", ("f4",), (HANDOVER,), 4),
    Command("template", "bring_in", ("f8",), (HANDOVER,), 5),
    Command("said_back", "", ("space",), (HANDOVER,), 5),
    Command("said_all", "heard", ("f7",), (HANDOVER,), 6),
    Command("arrange", "next", ("f5",), (HANDOVER,), 7),
    Command("told", "send", ("f15", "ctrl+t"), (HANDOVER,), 8),
    Command("review_first", "review", ("f19", "ctrl+r"), (HANDOVER,), 9),
    Command("come_back", "leave", ("f20", "ctrl+e"), (HANDOVER,), 9),
    Command("absence_span", "day", ("f21",), (HANDOVER,), 13),
    Command("absence_cancel", "call_off", ("f13",), (HANDOVER,)),
    Command("template_all", "bring_in_all", ("f6",), (HANDOVER,)),
    Command("another", "add", ("f14", "ctrl+o"), (HANDOVER,)),
    Command("next_absence", "", ("right", "ctrl+n"), (HANDOVER,)),
    Command("otherwise", "otherwise", ("f16",), (HANDOVER,)),
    Command("whom", "whom", ("f17",), (HANDOVER,)),
    Command("files", "where_papers", ("f18",), (HANDOVER,)),
    Command("take_over", "done", ("f8",), (RETURN,), 1),
    Command("cover_did", "heard", ("f5",), (RETURN,), 2),
    Command("take_ours", "ours", ("f6",), (RETURN,), 2),
    Command("take_theirs", "theirs", ("f7",), (RETURN,), 3),
    Command("take_all", "all", ("f3",), (RETURN,), 4),
    Command("fetch_log", "bring_in", ("f4",), (RETURN,), 5),
    # The week's rounds from client to client.
    Command("round_calls", "calls_round", ("f3",), (WEEK,), 2),
    Command("report_round", "send", ("f22", "ctrl+u"), (BOARD, WEEK), 9, opens=True),
    Command("this_week", "now", ("f7",), (WEEK,)),
    Command("preview", "papers", ("f3",), (REPORTS,), 2),
    Command("sent", "send", ("f4",), (REPORTS,), 3),
    Command("confirmed", "heard", ("f7",), (REPORTS,), 4),
    Command("report_time", "day", ("f5",), (REPORTS,)),
    # The settings.
    Command("person_add", "add", ("f3",), (SETTINGS,), 3),
    Command("person_away", "leave", ("f4",), (SETTINGS,), 4),
    Command("day_add", "day", ("f6",), (SETTINGS,), 5),
    # Punctuality and load.
    Command("team_figures", "figures", ("f21", "alt+t"), (FIGURES, WEEK_REVIEW), 7, opens=True),
    Command("figures_span", "zoom", ("f7",), (FIGURES, TEAM_FIGURES), 3),
    Command("figures_next", "", ("tab", "ctrl+right"), (FIGURES,), 4),
    Command("figures_previous", "", ("shift+tab", "ctrl+left"), (FIGURES,)),
    Command("figures_client", "narrow", ("f2",), (FIGURES,), 5),
    Command("figures_now", "now", ("f8",), (FIGURES, TEAM_FIGURES), 6),
    # On the phone letters are words, so every command has a control or function key only.
    Command("item", "", ("enter",), (CALL,), 1),
    Command("edit_last", "", ("up",), (CALL,), 2),
    Command("hang_up", "", ("f8",), (CALL,), 3),
    Command("drop_time", "", ("ctrl+t", "f9"), (CALL,), 5),
    Command("direction", "", ("f3",), (CALL,), 6),
    Command("contact", "", ("f4",), (CALL,), 7),
    Command("recall", "", ("f6",), (CALL,), 8),
    Command("to_question", "", ("ctrl+r", "f2"), (CALL,), 9),
    Command("who", "", ("f7",), (CALL,)),
    Command("channel", "", ("f5",), (CALL,)),
    Command("edit_next", "", ("down",), (CALL,)),
    Command("leave_call", "", ("escape",), (CALL,), 98),
)

BY_ID = {command.id: command for command in COMMANDS}


LOOKS = frozenset(
    [
        "find",
        "ideas",
        "copy",
        "history",
        "palette",
        "theme",
        "language",
        "exit",
        "quit",
        "home",
        "back",
        "help",
        "quiet",
        "go_back",
        "show_changed",
        "show_client",
        "open_card",
        "open",
        "edit",
        "narrow",
        "next_list",
        "previous_list",
        "section",
        "papers",
        "show_record",
        "unfold",
        "week",
        "month",
        "figures",
        "billing",
        "rules",
        "their_todo",
        "next_kind",
        "previous_kind",
        "copy_message",
        "open_named",
        "period_before",
        "period_after",
        "this_week",
        "team_figures",
        "figures_span",
        "figures_next",
        "figures_previous",
        "figures_client",
        "figures_now",
        "own_year",
        "own_check",
    ]
)
"""Commands that only look, and so can be given on another's desk."""


def of(where: str, *, looking: bool = False) -> list[Command]:
    """The commands of one screen, in the footer's order, those without a place there last. `looking`: those that can be given on
    another's desk."""
    found = (c for c in COMMANDS if where in c.where and (not looking or c.id in LOOKS))
    return sorted(found, key=lambda c: c.rank or 50)
