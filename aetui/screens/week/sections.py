"""What the week's screen shows: each day's things, as a list or as columns, and the clients with what they get (C1, C2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.waiting import owner_of
from aetui.desk.week.days import Week
from aetui.domain.clock.periods import span
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Fulfilment
from aetui.domain.records.refs import ref_to
from aetui.domain.week import CALL, ClientWeek, WeekDay, WeekEntry, counted
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, day_number, stamp, weekday
from aetui.locales.wording import title
from aetui.screens.frame.columns import client_room
from aetui.widgets.cells import Part, Parts, fit, width
from aetui.widgets.rows import Later, Row, Section, heading

CALLS_REF = "round:calls"
"""The line of a day that stands for all its Monday calls."""

SIGNS: dict[str, Part] = {
    "pending": ("○ ", "dim"),
    "soon": ("○ ", "soon"),
    "overdue": ("! ", "late bold"),
    "met": ("✓ ", "done"),
    "met_late": ("✓ ", "done"),
    "waived": ("– ", "faint"),
    "missed": ("✗ ", "late"),
}
_WORDS = {"soon": "soon", "overdue": "late", "met_late": "dim", "waived": "faint", "missed": "late"}
"""States that are said in a word, and its style; a tick and a circle speak for themselves."""


def name_of(desk: Desk, say: Texts, entry: WeekEntry) -> str:
    """An entry in words: a duty by its rule's line, a meeting as one."""
    if entry.kind == "meeting":
        return f"{say('week.meeting')} {entry.what}"
    named = title(say, entry.obligation, desk.rulebook) if entry.obligation else entry.what
    return f"{entry.number} {named}" if entry.number and entry.number not in named else named


def day_sections(desk: Desk, say: Texts, seen: Week) -> list[Section]:
    """The days below each other."""
    before = _rows(desk, say, (), seen.before, dated=True)
    sections = [Section("before", heading(say("week.before"), len(before)), before)] if before else []
    today = desk.local(seen.now).date()
    for n, day in enumerate(seen.days):
        rows = _rows(desk, say, _calls(desk, say, day), _without_calls(day))
        hint = say("week.nothing" if day.working else "week.free")
        sections.append(Section(f"day{n}", day_title(say, day, today), rows, hint, ()))
    return sections


def day_column(desk: Desk, say: Texts, seen: Week, n: int) -> list[Section]:
    """One day as a column of its own; what is open from before stands above today."""
    day, today = seen.days[n], desk.local(seen.now).date()
    rows = [_narrow_row(desk, say, e) for e in _without_calls(day)]
    rows[:0] = _calls(desk, say, day, wrap=2)
    hint = say("week.nothing") if day.working else off(say, day)
    sections = [Section(f"day{n}", day_title(say, day, today, short=True), rows, hint)]
    if seen.before and day.day == today:
        before = [_narrow_row(desk, say, e, dated=True) for e in seen.before]
        sections.append(Section("before", heading(say("week.before"), len(before)), before))
    return sections


def day_title(say: Texts, day: WeekDay, today: date, *, short: bool = False) -> Parts:
    """`11月23日 周一 今天`, with what is special about the day in words. `short`: a free day says so below."""
    name = f"{weekday(say, day.day)} {day_number(day.day)}" if short else day_line(say, day.day)
    parts: list[Part] = [(name, "ink bold" if day.working else "dim")]
    if day.day == today:
        parts.append((f" {say('week.today')}", "act bold"))
    if day.makeup and day.holiday:
        parts.append((f" {say('week.makeup', name=day.holiday)}", "soon"))
    elif not day.working and not (short and not day.entries):
        parts.append((f" {off(say, day)}", "faint"))
    if day.away is not None:
        why = f" {day.away.why}" if day.away.why else ""
        parts.append((f" {say('week.away')}{why}", "soon"))
    if day.closed is not None:
        parts.append((f" {say('week.closed')}", "done"))
    return tuple(parts)


def off(say: Texts, day: WeekDay) -> str:
    """Why a day isn't worked: `国庆节休`, `休`."""
    return say("week.holiday", name=day.holiday) if day.holiday else say("week.off")


def clients_section(desk: Desk, say: Texts, seen: Week) -> Section:
    """Each client with the week's call and report: when, how, or what is owed."""
    n = counted(seen.clients)
    rows = [_client_row(desk, say, row) for row in seen.clients]
    right: list[Part] = []
    for key in ("call", "report"):
        done, total = n[key]
        right += [(f"{say(f'week.{key}')} ", "dim"), (f"{done}/{total}  ", "ink bold" if done < total else "done")]
    return Section(
        "clients", heading(say("week.clients"), len(rows)), rows, say("week.clients.none"), right=tuple(right)
    )


def head(desk: Desk, say: Texts, seen: Week) -> tuple[Parts, Parts]:
    """The week by its number and days, and how far calls and reports are."""
    del desk
    left = week_words(say, seen.period, seen.now, seen.when)
    n = counted(seen.clients)
    told = "   ".join(f"{say(f'week.{key}')} {n[key][0]}/{n[key][1]}" for key in ("call", "report"))
    return left, ((told, "dim"),)


def week_words(say: Texts, period: str, now: datetime, when: str) -> Parts:
    """A week by its number and days."""
    monday, sunday = span(period)
    year, week, _ = monday.isocalendar()
    first, last = day_number(monday), day_number(sunday)
    return (
        (say("week.title", n=week), "ink bold"),
        ("" if year == now.year else f" {year}", "dim"),
        (f"   {say(f'week.when.{when}')}", "act" if when == "this" else "soon"),
        (f"   {say('week.span', first=first, last=last)}", "dim"),
    )


def state_of(desk: Desk, say: Texts, obligation: Obligation | None, day: date | None = None) -> Parts:
    """How it stands: `✓ 11:05`, `○ 周四 16:00`, `! 超时`. `day`: needs no name there."""
    if obligation is None:
        return (("·", "faint"),)
    sign, style = SIGNS[obligation.state]
    at = desk.local(obligation.met_at if obligation.met_at else obligation.due)
    named = clock(at) if at.date() == day else f"{weekday(say, at.date())} {clock(at)}"
    if obligation.state in ("overdue", "waived", "missed"):
        return ((f"{sign}{say(f'state.{obligation.state}')}", style),)
    return ((f"{sign}{named}", style if obligation.state != "pending" else "ink"),)


def without_time(desk: Desk, say: Texts, noted: Fulfilment | None) -> Parts:
    """How a report stands for which no time is agreed: `没有约定时间`, or when it went."""
    if noted is None:
        return ((say("week.no_time"), "soon"),)
    if noted.let_go:
        return ((f"{SIGNS['waived'][0]}{say('state.waived')}", SIGNS["waived"][1]),)
    at = desk.local(noted.done.at)
    return ((f"{SIGNS['met'][0]}{weekday(say, at.date())} {clock(at)}", SIGNS["met"][1]),)


# Inside


def _client_row(desk: Desk, say: Texts, row: ClientWeek) -> Row:
    called = desk.local(row.call.due).date() if row.call else None
    call = state_of(desk, say, row.call, called)
    report = list(without_time(desk, say, row.noted) if row.unfixed else state_of(desk, say, row.report))
    if row.confirm is not None:
        if row.confirm.state in OPEN:
            late = row.confirm.state == "overdue"
            word = f" {say('state.overdue')}" if late else ""
            report.append((f" {say('week.to_confirm')}{word}", "late" if late else "soon"))
        elif row.confirm.state in ("met", "met_late"):
            report.append((f" {say('week.confirmed')}", "done"))
    left: list[Part] = [(f"{fit(row.client.short, client_room(desk))} ", "ink" if row.client.active else "faint")]
    left += [(f"{say('week.call.short')} ", "faint"), *_padded(call, 12)]
    left += [(f" {say('week.report.short')} ", "faint"), *report]
    return Row(ref_to("clients", row.client.id), tuple(left))


def _padded(parts: Parts, cells: int) -> Sequence[Part]:
    used = sum(width(text) for text, _ in parts)
    return (*parts, (" " * max(cells - used, 0), ""))


def _without_calls(day: WeekDay) -> list[WeekEntry]:
    return [e for e in day.entries if e.obligation is None or e.obligation.rule != CALL]


def _calls(desk: Desk, say: Texts, day: WeekDay, wrap: int | None = None) -> list[Row]:
    """The day's Monday calls in one line, with whom is still to be called."""
    obligations = [e.obligation for e in day.entries if e.obligation is not None and e.obligation.rule == CALL]
    if not obligations:
        return []
    asked = [o for o in obligations if o.state != "waived"]
    owed = [o for o in asked if o.state in OPEN]
    kept = sum(o.state in ("met", "met_late") for o in asked)
    missed = [o for o in asked if o.state == "missed"]
    state = "met" if asked else "waived"
    if owed:
        state = "overdue" if any(o.state == "overdue" for o in owed) else "pending"
    elif missed:
        state = "missed"
    shorts = sorted(client_name(desk, o.client_id) for o in owed or missed)
    names = say("list.comma").join(shorts[:4]) + ("…" if len(shorts) > 4 else "")
    word: list[Part] = [(f"{say(f'state.{state}')} ", _WORDS[state])] if state in _WORDS else []
    left: list[Part] = [
        SIGNS[state],
        (f"{clock(desk.local(obligations[0].due)):>5} ", "dim"),
        (say("week.calls", done=kept, all=len(asked)), "ink" if owed else "dim"),
        (f"  {names}" if names else "", "act" if owed else "ink"),
    ]
    if wrap is not None:
        return [Row(CALLS_REF, (*left, *((f" {text}", style) for text, style in word)), (), wrap)]
    return [Row(CALLS_REF, tuple(left), (*word, ("C1", "faint")))]


def _rows(desk: Desk, say: Texts, first: Sequence[Row], entries: Sequence[WeekEntry], *, dated: bool = False) -> Later:
    """Some rows, and those of the entries below them."""
    room = client_room(desk)

    def made(n: int) -> Row:
        return first[n] if n < len(first) else _row(desk, say, entries[n - len(first)], room, dated=dated)

    refs = [*(row.ref for row in first), *(entry.ref for entry in entries)]
    return Later(refs, made, of=(first, entries, room, say.lang, desk.rulebook, desk.book.version))


def _row(desk: Desk, say: Texts, entry: WeekEntry, room: int, *, dated: bool) -> Row:
    word = say(f"state.{entry.state}") if entry.state in _WORDS else ""
    right: list[Part] = [(f"{word} ", _WORDS.get(entry.state, "dim"))] if word else []
    if entry.elsewhere and not dated:
        right.insert(0, (f"{_until(desk, say, entry)} ", "dim"))
    if entry.end is not None:
        right.insert(0, (f"– {clock(desk.local(entry.end))} ", "dim"))
    owner = f"  {owner_of(desk, say, entry.owner, entry.client_id)}".rstrip()
    left: tuple[Part, ...] = (
        SIGNS[entry.state],
        (f"{_time(desk, entry, dated=dated)} ", "dim"),
        (f"{fit(client_name(desk, entry.client_id), room)} ", "dim"),
        (name_of(desk, say, entry), _style(entry)),
        (owner, "dim"),
    )
    return Row(entry.ref, left, (*right, (entry.source, "faint")))


def _narrow_row(desk: Desk, say: Texts, entry: WeekEntry, *, dated: bool = False) -> Row:
    """As a column holds it: the words go on below."""
    client = client_name(desk, entry.client_id)
    word = say(f"state.{entry.state}") if entry.state in _WORDS else ""
    left: tuple[Part, ...] = (
        SIGNS[entry.state],
        (f"{(_until(desk, say, entry) if entry.elsewhere else _time(desk, entry, dated=dated)).strip()} ", "dim"),
        (f"{client} " if client else "", "dim"),
        (name_of(desk, say, entry), _style(entry)),
        (f" {owner_of(desk, say, entry.owner, entry.client_id)}".rstrip(), "dim"),
        (f" {word}" if word else "", _WORDS.get(entry.state, "dim")),
    )
    return Row(entry.ref, left, (), 2)


def _time(desk: Desk, entry: WeekEntry, *, dated: bool) -> str:
    at = desk.local(entry.at) if entry.at else None
    if at is None or (entry.elsewhere and not dated):
        return " " * (11 if dated else 5)
    return stamp(at).rjust(11) if dated else f"{clock(at):>5}"


def _until(desk: Desk, say: Texts, entry: WeekEntry) -> str:
    """When it is due, of one that is to be acted on a day before that."""
    assert entry.at is not None
    at = desk.local(entry.at)
    return say("week.until", weekday=weekday(say, at.date()), clock=clock(at))


def _style(entry: WeekEntry) -> str:
    if entry.state not in OPEN:
        return "dim" if entry.state != "missed" else "ink"
    return "act" if entry.kind == "meeting" else "ink"
