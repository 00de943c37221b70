"""A handover's lines (D8) between two desks: in the cover's care at once, said back, and what was done stands under the line as it is done."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from aetui.desk.book.deputies import note_away
from aetui.desk.core import Change
from aetui.desk.leave.bundles import BundleLine, keep_in, with_log
from aetui.desk.letters.things import Taking, moment_in, withdrawn_words
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import ANSWER, LINE, PART, WITHDRAW, derived_id, word
from aetui.domain.letters.thread import Thread
from aetui.domain.records import Absence, Away, Cover, Fact, Letter
from aetui.domain.records.refs import Ref, ref_to


def _here(change: Change, thread: Thread, letter: Letter) -> str | None:
    """In our care; taken back, it stays with what was done about it, and asks for nothing more."""
    given, root = thread.given, thread.root
    key = derived_id(root.id, "cover")
    held = change.get(Cover, key)
    if thread.withdrawn is not None and thread.state == "withdrawn":
        if held is not None and held.done is None:
            done = Fact(at=thread.withdrawn.sent_at, by=root.who, how=withdrawn_words(change, thread))
            change.put(replace(held, done=done))
        return ref_to("covers", key)
    if letter is not given and held is not None:
        return ref_to("covers", key)
    start, end = moment_in(given, "start"), moment_in(given, "end")
    if start is None or end is None or end <= start:
        raise BadInput("letter.unreadable")
    said: dict[str, Any] = {
        name: word(given, name) or None
        for name in ("client", "rule", "instruction", "otherwise", "call", "files", "reach")
    }
    due = moment_in(given, "due")
    cover = keep_in(
        change,
        held,
        key=key,
        whose=root.who,
        absence_id=word(given, "absence"),
        line_id=word(root, PART),
        what=word(given, "text"),
        start=start,
        end=end,
        due=due,
        act_by=moment_in(given, "act_by") or due,
        **said,
    )
    if cover.done is not None and letter is given and letter is not root:  # it is asked for anew
        change.put(replace(cover, done=None))
    away = Away(start=start, end=end, approves=word(given, "approves") or None, hears=word(given, "hears") or None)
    note_away(change, root.who, away)
    return ref_to("covers", key)


def _back(change: Change, thread: Thread) -> None:
    """Said back, refused, or done about: the line tells it, as their file would."""
    absence = change.get(Absence, Ref.parse(thread.root.about or "").id)
    key = word(thread.root, PART)
    line = next((one for one in absence.lines if one.id == key), None) if absence is not None else None
    if absence is None or line is None or line.returned is not None:
        return
    who = thread.root.who
    gone = {word(one, "what") for one in thread.letters if one.act == WITHDRAW}
    facts = {
        one.id: Fact(at=one.sent_at, how=word(one, "how") or None, by=who)
        for one in thread.letters
        if one.act == ANSWER and word(one, "says") in ("noted", "done") and one.id not in gone
    }
    last = thread.said_with("done")
    kept = replace(
        line,
        log=[fact for fact in line.log if fact.by != who],
        done=None if line.done is not None and line.done.by == who else line.done,
    )
    said = BundleLine(id=key, what=line.what, log=list(facts.values()), done=facts.get(last.id) if last else None)
    made = with_log(kept, said)
    to = change.desk.mail.to(line.cover)
    if to is not None and to.desk == thread.root.desk and thread.withdrawn is None:
        yes = thread.said_with("taken") or last
        if yes is not None:
            made = replace(made, acknowledged=line.acknowledged or Fact(at=yes.sent_at, by=who))
        elif thread.state in ("refused", "undone"):
            made = replace(made, acknowledged=None)
    if made != line:
        lines = [made if one.id == key else one for one in absence.lines]
        change.put(replace(absence, lines=lines))


HANDOVER = {LINE: Taking(_here, _back)}
