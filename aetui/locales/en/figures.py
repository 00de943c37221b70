"""The words of punctuality and load."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "figures.title": "Punctuality and load",
    "figures.week": "week {n} of {year}, {first}–{last}",
    "figures.month": "{month} {year}",
    "figures.quarter": "Q{n} {year}",
    "figures.year": "{year}",
    "figures.as_of": "as of {time}",
    "figures.only": "{client} only",
    "figures.by_rule": "In time · by rule",
    "figures.by_week": "In time · by week",
    "figures.by_client": "Load · by client",
    "figures.by_hour": "Calls · by hour",
    "figures.team": "The team",
    "figures.period": "month, week",
    "figures.files": "files",
    "figures.kept_of": "{who} · in time",
    "figures.made_of": "{who} · quality",
    "figures.trend.week": "{who} · by week",
    "figures.trend.month": "{who} · by month",
    "figures.team.empty": "No AE's week has been taken in yet. Each AE's course will stand here, week by week and month by month: what was kept in time, and how the work was made. In the week's review {k.take_weeks} takes their files in.",
    "command.team_figures": "team",
    "command.team_figures.tip": "the team over weeks and months: each AE's punctuality and quality, as a course and in numbers (A4, A9)",
    "figures.tab.rule": "by rule",
    "figures.tab.week": "by week",
    "figures.tab.client": "by client",
    "figures.tab.hour": "by hour",
    "figures.tab.table": "table",
    "figures.tab.plots": "plots",
    "figures.kept": "in time",
    "figures.late": "late",
    "figures.missed": "missed",
    "figures.waived": "let go",
    "figures.open": "not due",
    "figures.share": "kept in time",
    "figures.promised": "due",
    "figures.rule": "rule",
    "figures.source": "source",
    "figures.of_week": "week",
    "figures.client": "client",
    "figures.calls": "calls",
    "figures.not_taken": "missed calls",
    "figures.items": "items",
    "figures.cards": "cards",
    "figures.hour": "hour",
    "figures.in": "in",
    "figures.out": "out",
    "figures.no_client": "no client",
    "figures.more": "{n} more",
    "figures.total": "due {promised}",
    "figures.nothing_due": "nothing was due in this time",
    "figures.nothing": "None.",
    "figures.reading": "reading older records…",
    "figures.counting": "counting…",
    "figures.none_ended": "Nothing has fallen due in this time yet; the share kept in time will stand here, rule by rule.",
    "figures.no_weeks": "Nothing has fallen due yet; the share kept in time will stand here, a point a week.",
    "figures.no_load": "No calls, cards or duties; each client's load will stand here.",
    "figures.no_calls": "No calls; the busiest hours on the phone will stand here.",
    "figures.empty": "Nothing to count yet. Four plots will stand here: what was kept in time by rule and by week, each client's load, calls by hour. Back on the board (Esc), note a call ({k.call}), open a card ({k.card}), and press {k.done} on a duty that is met.",
    "figures.present": "This is the present one.",
    "figures.no_later": "That time hasn't come yet.",
    "figures.no_earlier": "There are no earlier records.",
    "ask.figures.client": "Only which client? (empty: all)",
    "command.figures": "figures",
    "command.figures.tip": "punctuality and load as plots: by rule, week, client and hour (R3, R9)",
    "command.figures_span": "week…year",
    "command.figures_span.tip": "look at a week, a month, a quarter or a year",
    "command.figures_now": "present",
    "command.figures_now.tip": "back to the present one",
    "command.figures_next": "next plot",
    "command.figures_next.tip": "another plot; the table comes last",
    "command.figures_previous": "previous plot",
    "command.figures_previous.tip": "back to the plot before",
    "command.figures_client": "one client",
    "command.figures_client.tip": "only one client; empty shows all",
    "error.figures.period": "“{text}” is no period: write 2026-W48, 2026-11, 2026-Q4, 2026, or week, month, quarter, year.",
    "error.figures.team_client": "A team and one client alone don't go together: an AE's week is counted whole. Leave out --team or --client.",
    "cli.help.figures": """\
aetui figures [--period PERIOD] [--client NAME] [--json]
aetui figures --team [--period PERIOD] [--json]

Punctuality and load: how much of what fell due was kept in time (by rule, by week), what each client takes, and the
hours at which one telephones.
  --period  2026-W48, 2026-11, 2026-Q4, 2026; week, month, quarter, year: the present one; else the present month
  --client  one client alone
share = in time ÷ (in time + late + missed); what was let go or isn't due yet doesn't count, what is past due and still
open is late. Weeks are whole, and at least eight.

--json: period, first, last, as_of, client;
  total     promised kept late missed waived open share (0 to 1, null where nothing counts)
  by_rule   one a rule: rule source title, and what total has
  by_week   one a week: week (2026-W48) first (its Monday), and what total has
  by_client one a client: client (null: none) calls missed items cards (open at the end) promised
  by_hour   24 of them: hour in out missed

--team: each AE's course from the weeks that were taken in (aetui team take), at least eight weeks and six months up to the
period's end; a week belongs to the month of its Thursday. A week that isn't in is told, and counts for nothing.
--json: period, first, last, as_of, team: one an AE: who, weeks, months; each of these week (or month) first, files (how many
are in), missing (weeks that aren't), what total has, and quality, as in aetui team --json; both null where no file is in
""",
}
