"""What is known of clients (R1), ideas (Y1), quiet clients (D3)."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "command.note": "note on the client",
    "command.note.tip": "note a line on the client's products, market or company (R1); on a line of a call: keep that line",
    "note.title": "What is known",
    "note.products": "Products",
    "note.market": "Market",
    "note.company": "Company",
    "note.head": "{about}: ",
    "note.none": "nothing noted yet",
    "note.gone_over": "gone over {day}",
    "note.gone_over_stale": "gone over {day}, over half a year ago",
    "note.stale": "{day}, over half a year",
    "note.more": "{n} older {n:one|ones}",
    "note.kept": "Noted under {about}: {text}",
    "note.no_item": "Nothing to note: stand on a line of a call.",
    "note.unchanged": "{about}: gone over, unchanged.",
    "note.dropped": "Removed: {text}",
    "ask.note": "On the client (products, market or company)",
    "ask.note.like": "market: their rival gives two for one this month",
    "ask.usual.client.review": "unchanged",
    "error.note.empty": "Write a line: market: their rival gives two for one this month.",
    "error.note.unknown": "There is no note {id}. aetui client show NAME lists them.",
    "error.note.ambiguous": "{name} matches several: {names}. Write more of it, or its number.",
    "error.note.no_client": "Nobody knows yet whose call this is: say the client first.",
    "error.note.about": "{text} is neither products, market nor company.",
    "verb.client.note": "note on a client",
    "verb.client.note.drop": "remove a note on a client",
    "verb.client.unchanged": "client gone over, unchanged",
}
