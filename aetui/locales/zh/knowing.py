"""客户情况（R1）、点子（Y1）、久未联系的客户（D3）的字句。"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "command.note": "记客户情况",
    "command.note.tip": "记一条客户的产品、市场、公司（R1）；光标在通话的一条上时，把那条记进去",
    "note.title": "客户情况",
    "note.products": "产品",
    "note.market": "市场",
    "note.company": "公司",
    "note.head": "{about}：",
    "note.none": "还没记",
    "note.gone_over": "{day} 理过",
    "note.gone_over_stale": "{day} 理过，超过半年",
    "note.stale": "{day} 超过半年",
    "note.more": "还有 {n} 条更早的",
    "note.kept": "记进客户情况·{about}：{text}",
    "note.no_item": "没有可记的一条：光标移到通话里的一条上。",
    "note.unchanged": "{about}理过，无变化。",
    "note.dropped": "去掉了：{text}",
    "ask.note": "客户情况（产品、市场或公司）",
    "ask.note.like": "市场：竞品本月买一送一",
    "ask.usual.client.review": "无变化",
    "error.note.empty": "请写一句：市场：竞品本月买一送一。",
    "error.note.unknown": "没有“{id}”这条客户情况。aetui client show 客户 列出它们。",
    "error.note.ambiguous": "“{name}”像好几条：{names}。写得更全些，或写序号。",
    "error.note.no_client": "这通电话还不知道是哪位客户：先写明客户。",
    "error.note.about": "“{text}”不是产品、市场或公司。",
    "verb.client.note": "记客户情况",
    "verb.client.note.drop": "去掉客户情况",
    "verb.client.unchanged": "客户情况无变化",
}
