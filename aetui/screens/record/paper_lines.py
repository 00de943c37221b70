"""A paper that went out, on its own page: when and to whom, what the AM said of it (A2), and the paper as it went."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.papers.sending import sheet_of
from aetui.domain.gates import needs_approval
from aetui.domain.records import Fact, Paper, Record
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import stamp
from aetui.locales.wording import paper_words
from aetui.screens.paper.lines import paper_sections
from aetui.screens.record.detail_rows import facts
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Row, Section


def page_of_paper(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:  # noqa: ARG001
    """Its facts, then its text as it went."""
    assert isinstance(record, Paper)
    pairs: list[tuple[str, str | Parts]] = [
        (say("detail.to"), record.to or ""),
        (say("detail.sent"), _told(desk, record.sent)),
    ]
    if needs_approval(record):
        style = "done" if record.approved else "late" if record.returned and not record.answered else "soon"
        pairs.append((say("detail.approval"), ((paper_words(say, record), style),)))
        pairs += [
            (say("detail.returned_by"), _told(desk, record.returned)),
            (say("detail.answered"), _told(desk, record.answered)),
            ("", ((say("detail.paper_keys"), "act"),)),
        ]
    pairs.append((say("detail.paper_confirmed"), _told(desk, record.confirmed)))
    found = [Section("facts", (), facts(pairs))]
    sheet = sheet_of(record)
    if sheet is not None:
        return [*found, *paper_sections(sheet)]
    rows = [Row(ref_to("paper", n), ((line, "ink"),), (), 0) for n, line in enumerate(record.text.splitlines())]
    return [*found, Section("text", (), rows)]


def _told(desk: Desk, fact: Fact | None) -> str:
    """When, by whom, and how."""
    if fact is None:
        return ""
    return " ".join(t for t in (stamp(desk.local(fact.at)), fact.by or "", fact.how or "") if t)
