"""作品的字句：内审一轮一轮。"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "work.passes": "通过",
    "work.returns": "退回：{n} 点",
    "work.round.passed": "第 {n} 轮内审 {who} 通过",
    "work.round.returned": "第 {n} 轮内审 {who} 退回：{wrong}",
    "work.changed": "改了：{what}",
    "work.points": "；",
    "ask.changed": "{name}：退回后改了什么？",
    "ask.changed.like": "标题放大一号，logo 换新版",
    "verb.card.return": "内审退回",
    "verb.card.work_change": "退回后改了",
    "error.work.out": "“{work}”已经送出，不能再退回：客户有意见就记下来逐条答复，要改就加新的一版。",
    "error.work.not_returned": "“{work}”没有被退回，不用写改了什么。",
    "error.work.unchanged": "请写“{work}”改了什么。",
}
