"""The router: the one place that knows which screen shows what. A screen is imported when it is first shown."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any, cast

from textual.screen import Screen

from aetui.desk.core import Desk
from aetui.desk.meeting.coordination import is_there
from aetui.domain.derive.calendar import A11, coordination_id
from aetui.domain.plans import RULES, period_of
from aetui.domain.records import Appraisal, Day, Letter, Plan, SelfCheck, Summary
from aetui.domain.records.refs import ObligationId, Ref, ref_to

PLACES = {
    "board": "board.screen.BoardScreen",
    "welcome": "board.welcome.WelcomeScreen",
    "call": "phone.screen.CallScreen",
    "card": "record.card.CardScreen",
    "client": "record.client.ClientScreen",
    "meeting": "record.meeting.MeetingScreen",
    "detail": "record.detail.DetailScreen",
    "find": "record.find.FindScreen",
    "quiet": "record.quiet.QuietScreen",
    "ideas": "record.ideas.IdeasScreen",
    "arrive": "day.arrive.ArriveScreen",
    "office": "office.standing.OfficeScreen",
    "settings": "record.settings.SettingsScreen",
    "rules": "record.rules.RulesScreen",
    "history": "record.history.HistoryScreen",
    "help": "frame.help.HelpScreen",
    "palette": "frame.palette.PaletteScreen",
    "paper": "paper.screen.PaperScreen",
    "review": "day.review.ReviewScreen",
    "week": "week.screen.WeekScreen",
    "week_review": "week.review.WeekReviewScreen",
    "check": "week.check.CheckScreen",
    "call_round": "week.round.CallRound",
    "report_round": "week.round_reports.ReportRound",
    "month": "month.screen.MonthScreen",
    "plan": "month.plan.PlanScreen",
    "appraisal": "month.appraisal.AppraisalScreen",
    "billing": "month.billing.BillingScreen",
    "own_year": "month.own_year.OwnYearScreen",
    "own_check": "month.own_check.OwnCheckScreen",
    "figures": "month.figures.FiguresScreen",
    "team_figures": "month.figures_team.TeamFiguresScreen",
    "handover": "leave.handover.HandoverScreen",
    "templates": "leave.templates.TemplatesScreen",
    "coming_back": "leave.coming_back.ComingBackScreen",
    "team": "office.team.TeamScreen",
    "their_board": "office.board.TheirBoard",
}
"""The screen of each place, in `aetui.screens`."""

LOOKED_AT = frozenset(
    [
        "card",
        "client",
        "meeting",
        "detail",
        "find",
        "quiet",
        "ideas",
        "rules",
        "history",
        "help",
        "palette",
        "paper",
        "week",
        "month",
        "plan",
        "appraisal",
        "billing",
        "figures",
        "own_year",
        "own_check",
        "their_board",
    ]
)
"""Places that can be shown of another's desk; the others are there to do something."""

PAGES = {"cards": "card", "clients": "client", "meetings": "meeting"}
"""Records that have a page of their own; every other is shown in detail."""

OBLIGATIONS = {"day.review": "review", "week.review": "week_review"}
"""Rules whose duty is done on a screen of its own (A1, A3)."""


def screen_at(place: str, *args: Any, **options: Any) -> Screen[Any]:
    """The screen of a place, made with what it is given."""
    module, _, name = PLACES[place].rpartition(".")
    made = getattr(import_module(f"aetui.screens.{module}"), name)(*args, **options)
    return cast("Screen[Any]", made)


def screen_of(desk: Desk, ref: str) -> Screen[Any]:
    """The screen that shows what `ref` (`cards:ID`, `obligation:ID`, …) names."""
    kind, key = Ref.parse(ref).pair
    return _named_by_subject(desk, kind, key) or (
        screen_at(PAGES[kind], key) if kind in PAGES else screen_at("detail", ref)
    )


def screen_to_do(desk: Desk, ref: str, now: datetime) -> Screen[Any]:
    """As `screen_of`; of a duty that is done on a page (A1, A2, A3, A6, A7, A10, A11) that page."""
    kind, key = Ref.parse(ref).pair
    if kind != "obligation":
        return screen_of(desk, ref)
    named = ObligationId.parse(key)
    if named.rule in OBLIGATIONS:
        return screen_at(OBLIGATIONS[named.rule])
    plan = next((kind for kind, rule in RULES.items() if rule == named.rule), None)
    if plan is not None:
        return screen_at("plan", plan, named.subject, period_of(plan, named.period))
    if named.rule == A11 and is_there(desk, coordination_id(named.period), now):
        return screen_at("meeting", coordination_id(named.period))
    if named.rule == "year.appraisal":
        return screen_at("appraisal", named.subject, int(named.period))
    letter = desk.get(Letter, named.subject) if named.rule in ("day.check", "paper.approve") else None
    if letter is not None and letter.about:
        return screen_of(desk, letter.about)
    return screen_of(desk, ref)


def _named_by_subject(desk: Desk, kind: str, key: str) -> Screen[Any] | None:
    """The page of a plan, an appraisal or a week's summary, which are called by whose they are and when; None for every
    other record."""
    if kind == "plans" and (plan := desk.get(Plan, key)):
        return screen_at("plan", plan.kind, plan.client_id, plan.period)
    if kind == "appraisals" and (found := desk.get(Appraisal, key)):
        return screen_at("appraisal", found.person, found.year)
    if kind in ("teamdays", "teampapers") and desk.book.get(kind, key):
        return screen_at("check", ref_to(kind, key))
    if kind == "selfchecks" and (check := desk.get(SelfCheck, key)):
        return screen_at("own_check", check.quarter)
    if kind == "days" and (day := desk.get(Day, key)) and day.maxim:
        return screen_at("own_year", day.day.year)
    if kind == "summaries" and (summary := desk.get(Summary, key)):
        return screen_at("week_review", summary.period)
    return None
