"""A handover's lines (D8) as letters: each line to the one who covers it, and back what was done about it."""

from __future__ import annotations

from datetime import datetime

from aetui.domain.letters.acts import ANSWER, LINE, WITHDRAW
from aetui.domain.letters.outgoing import Given, Outgoing, handed, short_of
from aetui.domain.records import Absence, Cover, CoverLine
from aetui.domain.records.refs import ObligationId, ref_to


def absence(before: Absence | None, after: Absence | None, a: Outgoing) -> None:
    """Each line to its cover, as it stands; taken back when it is given to another, is taken over again, or nobody is away."""
    record = after or before
    assert record is not None
    about = ref_to("absences", record.id)
    was, now = _given(before, a), _given(after, a)
    for line in dict.fromkeys((*was, *now)):
        handed(LINE, was.get(line), now.get(line), about, a, part=line)


def _given(absence: Absence | None, a: Outgoing) -> dict[str, Given]:
    if absence is None or absence.cancelled is not None or absence.returned is not None:
        return {}
    found: dict[str, Given] = {}
    for line in absence.lines:
        to = a.to(line.cover) if line.returned is None else None
        if to is not None:
            found[line.id] = Given(to, _words(absence, line, a))
    return found


def _words(absence: Absence, line: CoverLine, a: Outgoing) -> dict[str, str | int | bool | list[str] | None]:
    return {
        "absence": absence.id,
        "start": absence.start.isoformat(),
        "end": absence.end.isoformat(),
        "reach": absence.reach,
        "approves": absence.approves,
        "hears": absence.hears,
        "text": line.what,
        "client": short_of(a.book, line.client_id),
        "rule": ObligationId.parse(line.obligation_id).rule if line.obligation_id else None,
        "due": _iso(line.due),
        "act_by": _iso(line.act_by),
        "instruction": line.instruction,
        "otherwise": line.otherwise,
        "call": line.call,
        "files": line.files,
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def cover(before: Cover | None, after: Cover | None, a: Outgoing) -> None:
    """What was done about a colleague's thing goes to them as it is done; what is said no more is taken back."""
    if before is None or after is None or (before.log, before.done) == (after.log, after.done):
        return
    was, now = before.log, after.log
    for thread in a.matters(ref_to("covers", after.id)):
        if thread.mine:
            continue
        for fact in was:
            if fact in now:
                continue
            told = next((one for one in thread.said if one.out and one.sent_at == fact.at), None)
            if told is not None:
                a.go_on(thread, WITHDRAW, what=told.id)
        for fact in now:
            if fact not in was:
                says = "done" if fact == after.done else "noted"
                a.go_on(thread, ANSWER, says=says, how=fact.how)
