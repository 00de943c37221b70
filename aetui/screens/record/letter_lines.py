"""What was said between desks: a letter's own page, and under what it is about."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.domain.records import Letter, Record
from aetui.locales import Texts
from aetui.screens.record.detail_rows import facts, obligations, record_row
from aetui.widgets.rows import Row, Section, heading


def letter_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """The whole matter, letter by letter, how it stands, and what is owed on it."""
    from aetui.desk.letters.shown import said, state_words, thread_in
    from aetui.domain.letters.acts import word
    from aetui.domain.records.refs import Ref

    assert isinstance(record, Letter)
    thread = thread_in(desk, record)
    if thread is None:
        return [Section("facts", (), facts([(record.who, said(desk, say, record, now))]))]
    root = thread.root
    head = facts([(say("detail.text"), word(thread.given, "text")), (say("letter.stands"), state_words(say, thread))])
    kind, key = Ref.parse(root.about or "").pair
    about = desk.book.get(kind, key) if kind else None
    rows = [record_row(desk, say, about, now)] if about is not None else []
    found = [Section("facts", (), head), _section(desk, say, thread, now)]
    if rows:
        found.append(Section("made", heading(say("detail.belongs"), len(rows)), rows))
    found.append(obligations(desk, say, now, lambda o: o.subject_id in (root.id, key)))
    return found


def letters_about(desk: Desk, say: Texts, ref: str, now: datetime) -> list[Section]:
    """What was said between desks about that record; nothing where nothing was."""
    if not desk.book.letters_about(ref):
        return []
    from aetui.desk.letters.shown import matters_about

    return [_section(desk, say, thread, now) for thread in matters_about(desk, ref)]


def _section(desk: Desk, say: Texts, thread: object, now: datetime) -> Section:
    from aetui.desk.letters.shown import between, lines_of, state_words
    from aetui.domain.letters.thread import Thread

    assert isinstance(thread, Thread)
    lines = lines_of(desk, say, thread, now)
    rows = [
        Row("", ((f"{who}  ", "dim"), (what, "ink")) if who else ((f"  {what}", "dim"),), (), 4) for who, what in lines
    ]
    title = (*heading(say("letter.about")), (f"  {between(desk, say, thread)}  {state_words(say, thread)}", "dim"))
    return Section(f"letters {thread.root.id}", title, rows)
