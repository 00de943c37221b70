"""一条时限、一张卡、一通电话细看时的字句，和问“怎么做的”“为什么”的字句。"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "ask.how": "怎么做的？",
    "ask.how.trouble.report": "报告{boss}了？附上建议的办法：",
    "ask.how.card.open": "记到哪张卡？卡号，或新卡的标题（空着就开一张）：",
    "ask.how.call.return": "怎么回复的？",
    "ask.how.call.promise": "怎么做到的？",
    "ask.how.card.chase": "怎么催的？{owner}怎么说？",
    "ask.how.news.share": "告诉了谁？",
    "ask.usual.card.schedule": "e-mail",
    "ask.usual.card.schedule_confirm": "电话确认",
    "ask.usual.call.return": "电话回复",
    "ask.usual.news.share": "告诉了同事",
    "ask.usual.week.call": "电话",
    "ask.usual.week.report": "e-mail",
    "ask.usual.meeting.agenda": "e-mail",
    "ask.usual.meeting.agenda_confirm": "电话确认",
    "ask.usual.meeting.minutes_confirm": "电话确认",
    "ask.why": "为什么免去？",
    "ask.why_needed": "免去要写明为什么，一句就行。",
    "ask.words_needed": "报告问题要附上建议的办法（R10），写一句。",
    "ask.pass": "仍要这样做，写明为什么：",
    "ask.ended": "这一条已经了结：{title}",
}
