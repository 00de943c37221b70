"""Texts of the detail of a duty, a card, a call, and of what is asked when a duty is met or waived."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "ask.how": "How was it done?",
    "ask.how.trouble.report": "Reported to {boss}? The solution you proposed:",
    "ask.how.card.open": "On which card? Its number, or a new card's title (empty: opens one):",
    "ask.how.call.return": "How did you answer?",
    "ask.how.call.promise": "How was it kept?",
    "ask.how.card.chase": "How did you chase {owner}, and what was the answer?",
    "ask.how.news.share": "Whom did you tell?",
    "ask.usual.card.schedule": "by e-mail",
    "ask.usual.card.schedule_confirm": "confirmed by phone",
    "ask.usual.call.return": "answered by phone",
    "ask.usual.news.share": "told the colleagues",
    "ask.usual.week.call": "by phone",
    "ask.usual.week.report": "by e-mail",
    "ask.usual.meeting.agenda": "by e-mail",
    "ask.usual.meeting.agenda_confirm": "confirmed by phone",
    "ask.usual.meeting.minutes_confirm": "confirmed by phone",
    "ask.why": "Why is it let go?",
    "ask.why_needed": "Letting a duty go needs a reason: one sentence will do.",
    "ask.words_needed": "Trouble is reported with a proposed solution (R10): write one sentence.",
    "ask.pass": "To do it all the same, write the reason:",
    "ask.ended": "This one has ended already: {title}",
}
