"""Which screen shows a record."""

from __future__ import annotations

from datetime import datetime

from textual.screen import Screen

from aetui.desk.core import Desk
from aetui.domain.plans import RULES, period_of
from aetui.domain.records import KINDS, Appraisal, Card, Client, Item, Meeting, Plan, Summary
from aetui.domain.records.refs import ObligationId, Ref, ref_to
from aetui.screens.frame.base import DeskScreen
from aetui.screens.record.detail_rows import find_duty


def screen_for(ref: str) -> Screen[None]:
    """The screen that shows what `ref` (`cards:ID`, `obligation:ID`, …) names."""
    kind, key = Ref.parse(ref).pair
    if kind == "cards":
        from aetui.screens.record.card import CardScreen

        return CardScreen(key)
    if kind == "clients":
        from aetui.screens.record.client import ClientScreen

        return ClientScreen(key)
    if kind == "meetings":
        from aetui.screens.record.meeting import MeetingScreen

        return MeetingScreen(key)
    from aetui.screens.record.detail import DetailScreen

    return DetailScreen(ref)


def page_of_duty(owed_id: str) -> Screen[None] | None:
    """The page on which a month's or a year's duty is done (A6, A7, A10); None for every other."""
    named = ObligationId.parse(owed_id)
    subject, period = named.subject, named.period
    kind = next((kind for kind, of in RULES.items() if of == named.rule), None)
    if kind is not None:
        from aetui.screens.month.plan import PlanScreen

        return PlanScreen(kind, subject, period_of(kind, period))
    if named.rule == "year.appraisal":
        from aetui.screens.month.appraisal import AppraisalScreen

        return AppraisalScreen(subject, int(period))
    return None


def _kept_page(desk: Desk, ref: str) -> Screen[None] | None:
    """The page of a plan, an appraisal or a week's summary, which are called by whose they are and when; None for every
    other record."""
    kind, key = Ref.parse(ref).pair
    if kind == "plans" and (plan := desk.get(Plan, key)):
        from aetui.screens.month.plan import PlanScreen

        return PlanScreen(plan.kind, plan.client_id, plan.period)
    if kind == "appraisals" and (found := desk.get(Appraisal, key)):
        from aetui.screens.month.appraisal import AppraisalScreen

        return AppraisalScreen(found.person, found.year)
    if kind == "summaries" and (summary := desk.get(Summary, key)):
        from aetui.screens.week.review import WeekReviewScreen

        return WeekReviewScreen(summary.period)
    return None


def client_of(desk: Desk, ref: str, now: datetime) -> Client | None:
    """The client that `ref` (`obligation:ID`, `cards:ID`, `clients:ID`, …) is about."""
    kind, key = Ref.parse(ref).pair
    if kind == "clients":
        return desk.get(Client, key)
    if kind == "obligation":
        duty = find_duty(desk, key, now)
        return desk.get(Client, duty.client_id) if duty else None
    if kind == "items":
        item = desk.get(Item, key)
        kind, key = "calls", item.call_id if item else ""
    record = desk.book.get(kind, key) if kind in KINDS else None
    found = desk.get(Client, getattr(record, "client_id", None))
    card = desk.get(Card, getattr(record, "card_id", None)) if found is None else None
    return found or (desk.get(Client, card.client_id) if card else None)


def call_of(screen: DeskScreen, *refs: str) -> None:
    """A call with the client of the first of `refs` that has one: outgoing, as we have something to say to them."""
    from aetui.screens.phone.screen import CallScreen

    found = (client_of(screen.desk, ref, screen.now()) for ref in refs if ref)
    client = next((one for one in found if one is not None), None)
    screen.app.push_screen(CallScreen(client=client.name if client else None, way="out" if client else "in"))


def open_ref(screen: DeskScreen, ref: str) -> None:
    """Open it above `screen`; Esc comes back."""
    screen.app.push_screen(_kept_page(screen.desk, ref) or screen_for(ref))


def open_record(screen: DeskScreen, made: Card | Meeting) -> None:
    """What was just made is opened above the screen; a card with its steps asked for line by line. Esc comes back."""
    if isinstance(made, Meeting):
        open_ref(screen, ref_to("meetings", made.id))
        return
    from aetui.screens.record.card import CardScreen

    screen.app.push_screen(CardScreen(made.id, planning=True))
