"""What the call screen shows, as rows: the items and what became of them, what a line will make, whom to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil

from aetui.desk import hints
from aetui.desk.book.deputies import hears_trouble
from aetui.desk.card.cards import card_by_number
from aetui.desk.core import Desk
from aetui.desk.phone.calls import Timing
from aetui.desk.typed.standing import DueStanding, of_line
from aetui.desk.waiting import made_for
from aetui.domain.lines.item import ItemLine
from aetui.domain.marks import MARKS, ROWS
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Card, Client, Contact, Item
from aetui.domain.records.refs import ref_to
from aetui.domain.text import opening
from aetui.locales import Texts
from aetui.locales.dates import clock, when
from aetui.locales.standing import not_read
from aetui.widgets.cells import Part, Parts, parts_width, width
from aetui.widgets.rows import Later, Row, Section, heading

WAY_STYLE = {"in": "done", "out": "act", "missed": "late"}
WAY_SIGN = {"in": "←", "out": "→", "missed": "×"}

_ASK_ROOM = 20
"""Cells for what stands beside a question that is asked on hanging up: its tick and its time."""

Owed = dict[tuple[str, str], Obligation]
"""Obligations by rule and the id of the record that they are about."""


def by_subject(obligations: Iterable[Obligation]) -> Owed:
    return {(o.rule, o.subject_id): o for o in obligations}


def mark_part(mark: str) -> Part:
    """A mark at the head of an item's row."""
    return (ROWS[mark].wide + " ", ROWS[mark].style)


def plain_style(mark: str) -> str:
    """What a mark looks like where it doesn't stand alone."""
    return ROWS[mark].style.split()[0]


# The items of a call


def said_section(
    desk: Desk, say: Texts, items: Sequence[Item], now: datetime, obligations: Owed, *, editing: str = ""
) -> Section:
    """The items so far; `editing`: the one that is being written anew."""
    last = items[-1] if items else None
    rows = [
        item_row(desk, say, item, now, obligations, editing=item.id == editing, hint=item is last and not editing)
        for item in items
    ]
    return Section("said", heading(say("phone.items"), len(items)), rows, say("phone.items.empty"))


def item_row(
    desk: Desk,
    say: Texts,
    item: Item,
    now: datetime,
    obligations: Owed,
    *,
    editing: bool = False,
    hint: bool = False,
) -> Row:
    """One item with its mark, and what became of it. `hint`: a promise is gently asked about (N1)."""
    faint = item.mark == "#"
    text = f"{item.owner or ''} {item.text}".strip() if item.mark == "@" else item.text
    left: list[Part] = [
        (f"{item.n:>3} ", "act bold" if editing else "faint"),
        mark_part(item.mark),
        (text, "dim" if faint else "ink"),
    ]
    said = [_hint(desk, say, sign) for sign in (hints.of_item(desk, item) if hint else ())]
    said += _unclear(desk, say, item.owner) if hint else []
    more: list[tuple[Parts, Parts]] = [((("       ", ""), (words, "soon")), ()) for words in said]
    return Row(ref_to("items", item.id), tuple(left), tuple(became(desk, say, item, now, obligations)), 7, more)


def _hint(desk: Desk, say: Texts, sign: str) -> str:
    return say("phone.n1") if sign == "n1" else hints.worded(desk, sign, say.lang)


def _unclear(desk: Desk, say: Texts, owner: str | None) -> list[str]:
    if owner is None:
        return []
    from aetui.desk.typed.lines import unclear

    return unclear(desk, [owner], say)


def became(desk: Desk, say: Texts, item: Item, now: datetime, obligations: Owed) -> Parts:
    """`开卡 2611-001 · 24:00`, `承诺 周三 12:00`: what an item led to, and by when."""
    mark = item.mark
    if mark in ("", "#"):
        return ((say("mark.#"), "faint"),) if mark else ()
    if ROWS[mark].on_card:
        return _on_card(desk, say, item, now, obligations)
    if mark == "@":
        return ((_joined(made_for(desk, say, item.owner, item.client_id), _time(desk, say, item.due, now)), "act"),)
    rule = ROWS[mark].rule
    obligation = obligations.get((rule, item.id))
    if item.done is not None:
        return ((f"✓ {say(f'mark.{mark}.done')} {when(say, desk.local(item.done.at), now)}", "done"),)
    if rule in item.waived:
        return ((say("state.waived"), "faint"),)
    due = obligation.due if obligation is not None else item.due
    style = "late" if obligation is not None and obligation.state == "overdue" else plain_style(mark)
    unsure = obligation is not None and obligation.estimated
    return ((_promise(desk, say, mark, due, now, estimated=unsure), style),)


def _on_card(desk: Desk, say: Texts, item: Item, now: datetime, obligations: Owed) -> Parts:
    card = desk.get(Card, item.card_id)
    if card is None:
        obligation = obligations.get(("card.open", item.id))
        until = when(say, desk.local(obligation.due), now) if obligation else ""
        late = obligation is not None and obligation.state == "overdue"
        stands = say("due.until", time=until) if until else ""
        words = _joined(say("phone.no_card"), f"{say('state.overdue')} {until}" if late else stands)
        return ((words, "late" if late else "soon"),)
    if item.made is None or item.made.id != card.id:
        return ((say("made.on_card", number=card.number), "act"),)
    return ((_joined(say("made.card", number=card.number), _limit(desk, say, item, card, now, obligations)), "act"),)


def _limit(desk: Desk, say: Texts, item: Item, card: Card, now: datetime, obligations: Owed) -> str:
    """The delivery that the line named, to be seen once more; else how long its schedule may take (D4). In words: `24:00`
    reads as midnight."""
    if item.due is not None and card.deliver_at is not None:
        return say("card.deliver", time=when(say, desk.local(card.deliver_at), now))
    schedule = obligations.get(("card.schedule", card.id))
    if schedule is None or schedule.state not in OPEN:
        return ""
    seconds = schedule.remaining(now)
    if seconds < 0:
        return say("state.overdue")
    minutes = ceil(seconds / 60)
    return say("phone.within_minutes", n=minutes) if minutes < 60 else say("phone.within_hours", n=ceil(minutes / 60))


def _promise(desk: Desk, say: Texts, mark: str, due: datetime | None, now: datetime, *, estimated: bool = False) -> str:
    time = _time(desk, say, due, now)
    if estimated:
        time = say("due.estimated", time=time)
    if mark == "!":
        boss = hears_trouble(desk, now) or say("role.supervisor")
        return _spaced(say("phone.report", boss=boss), say("due.until", time=time) if time else "")
    if mark == "*":
        return _spaced(say("mark.*"), say("due.until", time=_day_time(desk, say, due, now)) if time else "")
    return _spaced(say(f"mark.{mark}"), time)


def _time(desk: Desk, say: Texts, moment: datetime | None, now: datetime) -> str:
    return when(say, desk.local(moment), now) if moment else ""


def _day_time(desk: Desk, say: Texts, moment: datetime | None, now: datetime) -> str:
    """As `when`, but today is named too."""
    if moment is None:
        return ""
    local = desk.local(moment)
    return f"{say.facts.near[0]} {clock(local)}" if local.date() == now.date() else when(say, local, now)


def _joined(*texts: str) -> str:
    return " · ".join(t for t in texts if t)


def _spaced(*texts: str) -> str:
    return " ".join(t for t in texts if t)


# The line that is being typed


def meaning(desk: Desk, say: Texts, meant: ItemLine, now: datetime, *, timing: Timing, client_id: str | None) -> Parts:
    """What the line will make, and by when, as it stands now; which of its words name a time that is none."""
    timing = "none" if meant.untimed else timing
    standing = of_line(desk, meant, now, timing=timing) if meant.mark else DueStanding()
    parts = _meaning(desk, say, meant, now, standing, timing=timing, client_id=client_id)
    if standing.unread is not None:
        parts = (*parts, (f" · {not_read(say, standing.unread)}", "soon"))
    return parts


def _meaning(
    desk: Desk,
    say: Texts,
    meant: ItemLine,
    now: datetime,
    standing: DueStanding,
    *,
    timing: Timing,
    client_id: str | None,
) -> Parts:
    mark = meant.mark
    if not mark:
        return ((say("mark."), "faint"),) if meant.text else ()
    style = plain_style(mark)
    time = _time(desk, say, meant.due, now)
    if standing.estimated and meant.due:
        time = say("due.estimated", time=time)
    if timing == "none" and ROWS[mark].timed:
        time = say("phone.no_time")
    if ROWS[mark].on_card:
        card = card_by_number(desk, meant.number) if meant.number else None
        if meant.number and card is None:
            return ((say("phone.card_unknown", number=meant.number), "soon"),)
        if card is not None:
            return ((_joined(say("made.on_card", number=card.number), time), "act"),)
        if mark == "$":
            return ((say("phone.money"), style),)
        if client_id is None:
            return ((say("phone.no_card"), "soon"),)
        delivery = say("card.deliver", time=time) if meant.due else time
        return ((_joined(say("phone.opens"), delivery), style),)
    if mark == "@":
        return ((_joined(made_for(desk, say, meant.owner or "…", client_id), time), style),)
    if mark == "#":
        return ((say("phone.inside"), "dim"),)
    if timing == "none" and ROWS[mark].timed:
        usual = _time(desk, say, standing.due, now)
        return ((_joined(_spaced(say(f"mark.{mark}"), usual), time), "dim"),)
    text = _promise(desk, say, mark, standing.due, now, estimated=standing.estimated)
    return ((text, style if meant.due or not ROWS[mark].timed else "dim"),)


def hinted(desk: Desk, say: Texts, meant: ItemLine) -> Parts:
    """What the line hints at, in the source's few words (N2 to N5)."""
    found = hints.of_text(desk, meant.text, "item", inside=meant.mark == "#")
    said = [hints.briefly(desk, one, say.lang) for one in found] + _unclear(desk, say, meant.owner)
    return tuple((f"  {one}", "soon") for one in said)


def painted(meant: ItemLine, line: str) -> list[tuple[int, int, str]]:
    """How the typed line is coloured: its mark, and the words of the time that was understood."""
    found: list[tuple[int, int, str]] = []
    if meant.mark:
        at = len(line) - len(line.lstrip())
        found.append((at, at + 1, ROWS[meant.mark].style))
        if meant.owner:
            name = line.find(meant.owner, at)
            found.append((name, name + len(meant.owner), ROWS["@"].style))
    if meant.span is not None:
        found.append((meant.offset + meant.span[0], meant.offset + meant.span[1], "act under"))
    remark = opening(meant.text)
    if remark is not None:
        found.append((meant.offset + remark, len(line), "dim"))
    return found


def marks_line(say: Texts, cells: int) -> Parts:
    """The marks, under the line that is typed into, as wide apart as `cells` allow."""
    for gap in (3, 2, 1):
        parts: list[Part] = []
        for mark in MARKS:
            parts += [(mark, plain_style(mark) + " bold"), (f" {say('mark.' + mark)}{' ' * gap}", "dim")]
        if parts_width(parts) - gap <= cells:
            break
    return parts


# The head, and hanging up


def head_parts(say: Texts, way: str, channel: str, client: Client | None, contact: str | None) -> list[Part]:
    """Which way, with whom."""
    parts: list[Part] = [
        (say(f"phone.{channel}") + " ", "ink bold"),
        (say(f"phone.way.{way}"), WAY_STYLE[way]),
        ("   ", ""),
    ]
    if client is None:
        return [*parts, (say("phone.nobody"), "dim")]
    parts.append((client.name, "ink bold"))
    known = next((c for c in client.contacts if c.name == contact), None)
    if contact:
        parts.append((f"   {contact}", "dim"))
    if known is not None:
        parts.append((f" {known.title}" if known.title else "", "dim"))
        parts.append((f"   {known.phone}" if known.phone else "", "dim"))
    return parts


def spent(seconds: float) -> str:
    """How long the call has lasted: `03:12`."""
    whole = max(int(seconds), 0)
    if whole < 3600:
        return f"{whole // 60:02d}:{whole % 60:02d}"
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def answered_section(
    desk: Desk, say: Texts, questions: Sequence[Item], ticked: set[str], obligations: Owed, now: datetime
) -> Section:
    """The client's open questions, to be ticked as the call ends (D3)."""
    owed = [obligations.get(("call.return", item.id)) for item in questions]

    def made(n: int) -> Row:
        item, obligation = questions[n], owed[n]
        done = item.id in ticked
        right = _time(desk, say, obligation.due, now) if obligation else ""
        return Row(
            rows.refs[n],
            (("✓ " if done else "○ ", "done bold" if done else "act"), (item.text, "ink")),
            ((right, "late" if obligation is not None and obligation.state == "overdue" else "dim"),),
            2,
        )

    refs = [ref_to("ask", item.id) for item in questions]
    of = (questions, owed, frozenset(ticked), say.lang, now.date(), desk.book.version)
    rows = Later(refs, made, of, bound=lambda n: width(questions[n].text) + _ASK_ROOM)
    return Section("ask", heading(say("phone.answered"), len(rows)), rows)


def contact_line(contact: Contact) -> str:
    return " ".join(t for t in (contact.name, contact.title, contact.phone, contact.email) if t)
