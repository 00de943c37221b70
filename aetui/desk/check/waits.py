"""What of others' waits for whoever leads them, as the board and `today` show it: days to go over, papers to approve, summaries to read
(A1 to A3)."""

from __future__ import annotations

from typing import Literal

import msgspec

from aetui.desk.core import Desk
from aetui.domain.letters.handing_in import asks_for
from aetui.domain.records import TeamDay, TeamPaper
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import day_line


class Waits(msgspec.Struct, frozen=True):
    """What one of them waits for. `ref`: the sheet, the summary, or the first of the `n` papers; `what`: in words."""

    kind: Literal["day", "papers", "summary"]
    ref: str
    whose: str
    what: str
    n: int
    source: str


def waits(desk: Desk, say: Texts) -> list[Waits]:
    """All that waits: the days, the oldest first, then each AE's papers, then the summaries; without a day to which a duty asks a word.
    Empty where nothing does."""
    if not any(True for kind in (TeamDay, TeamPaper) for _ in desk.book.live_of(kind)):
        return []
    from aetui.desk.acts.papers import by_letter
    from aetui.desk.check.copies import waiting  # the first picture of an AE's board doesn't wait for what an AM needs
    from aetui.desk.check.day import days
    from aetui.desk.check.summaries import to_read

    found = [
        Waits("day", ref_to("teamdays", day.id), day.whose, say("check.day", day=day_line(say, day.day)), 1, "A1")
        for day in days(desk)
        if day.signed is None and not asks_for(desk.book, ref_to("teamdays", day.id))
    ]
    papers = [one for one in waiting(desk) if not by_letter(desk.book, one)]  # of those that did a duty tells
    for name in dict.fromkeys(paper.whose for paper in papers):
        hers = [paper for paper in papers if paper.whose == name]
        words = hers[0].title if len(hers) == 1 else say("check.n_papers", n=len(hers))
        found.append(Waits("papers", ref_to("teampapers", hers[0].id), name, words, len(hers), "A2"))
    found += [
        Waits("summary", ref_to("teampapers", paper.id), paper.whose, paper.title, 1, "A3") for paper in to_read(desk)
    ]
    return found
