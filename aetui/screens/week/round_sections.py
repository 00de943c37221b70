"""What a round's screen shows: the client at hand with what there is to tell, the clients left, what is for the house only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.waiting import owner_of
from aetui.desk.week.days import call_of
from aetui.desk.week.rounds import Round, RoundKind, Stop, Talk
from aetui.domain.cards.billing import Aged
from aetui.domain.marks import ROWS
from aetui.domain.records import KIND_OF, Client, Item
from aetui.domain.records.refs import ref_to
from aetui.domain.talk import Ahead, News
from aetui.domain.week import CALL, CONFIRM, REPORT
from aetui.locales import Texts
from aetui.locales.amounts import late_words, unpaid_words
from aetui.locales.dates import ago, day_stamp, stamp, when
from aetui.locales.wording import news_words, title
from aetui.screens.frame.columns import client_room
from aetui.screens.frame.duty_time import countdown
from aetui.screens.phone.memory import known_section, last_section, waited_row
from aetui.screens.record.detail_rows import obligation_rows
from aetui.screens.week.sections import state_of, without_time
from aetui.widgets.cells import Part, fit
from aetui.widgets.countdown import Countdown
from aetui.widgets.rows import Row, Section, heading

_STAND: dict[str, Part] = {
    "owed": ("○ ", "act"),
    "unfixed": ("○ ", "soon"),
    "to_confirm": ("◐ ", "soon"),
    "done": ("✓ ", "done"),
    "waived": ("– ", "faint"),
    "missed": ("✗ ", "late"),
}


def stage_section(desk: Desk, say: Texts, seen: Round, now: datetime) -> Section:
    """All is done: one line that says so, and what comes next."""
    rules = (CALL,) if seen.kind == "calls" else (REPORT, CONFIRM)
    obligation = next((o for o in seen.owed if o.rule not in rules), None)
    said = (
        say(
            "round.next",
            when=when(say, desk.local(obligation.due), now),
            client=client_name(desk, obligation.client_id),
            what=title(say, obligation, desk.rulebook),
        )
        if obligation
        else say("round.next.none")
    )
    ref = ref_to("obligation", obligation.id) if obligation else ""
    rows = [
        Row("", ((say(f"round.{seen.kind}.all"), "done bold"),)),
        Row(ref, ((" ".join(said.split()), "ink"),), (), 0),
    ]
    return Section("stage", (), rows)


def talk_sections(
    desk: Desk, say: Texts, kind: RoundKind, stop: Stop, told: Talk, now: datetime, *, close: bool = False
) -> list[Section]:
    """The client at hand, large: whom to call, what to report, what to ask. `close`: without air between."""
    sections = [_who(desk, say, kind, stop), _news(desk, say, kind, told, now), _ahead(desk, say, told, now)]
    sections.append(_items(desk, say, "asked", told.questions, now))
    if told.promises:
        sections.append(_items(desk, say, "promised", told.promises, now))
    if told.waiting:
        rows = [waited_row(desk, say, one, now) for one in told.waiting]
        sections.append(Section("waiting", heading(say("round.waiting"), len(rows)), rows))
    if told.unpaid and kind == "calls":
        rows = [_unpaid(desk, say, one) for one in told.unpaid]
        sections.append(Section("unpaid", heading(say("round.unpaid"), len(rows)), rows))
    if kind == "calls":
        sections.append(Section("ask", heading(say("round.ask")), [Row("", ((say("round.ask.new"), "ink"),), (), 0)]))
    return [_closed_up(sections)] if close else sections


def left_section(desk: Desk, say: Texts, seen: Round, now: datetime) -> Section:
    """The clients in the order of the round; the cursor is the one at hand."""
    rows = [_stop(desk, say, seen.kind, stop, now) for stop in seen.stops]
    left = heading(say(f"round.left.{seen.kind}"), len(seen.open))
    return Section("left", left, rows, say(f"round.{seen.kind}.none"))


def inside_sections(desk: Desk, say: Texts, told: Talk, now: datetime) -> list[Section]:
    """For the house only (N2–N4); then what was said last time, and what the book says."""
    rows = [_item(desk, item, now, say) for item in told.troubles]
    rows += obligation_rows(desk, say, told.late, now)
    rows += [
        Row(ref_to("cards", c.id, row="delay"), ((say("round.unexplained", number=c.number, title=c.title), "soon"),))
        for c in told.unexplained
    ]
    count = len(rows) or None
    inside = Section("inside", heading(say("round.inside"), count), rows, say("round.inside.none"))
    client = told.client
    return [inside, last_section(desk, say, client, None, now), known_section(desk, say, client, now)]


# Inside


def _closed_up(sections: Sequence[Section]) -> Section:
    """One section in place of several, their headings among its rows."""
    first, *rest = sections
    rows = list(first.rows)
    for section in rest:
        rows.append(Row("", section.title, section.right))
        rows += section.rows or [Row("", ((section.hint, "faint"),), (), 0)]
    return first._replace(rows=rows)


def _who(desk: Desk, say: Texts, kind: RoundKind, stop: Stop) -> Section:
    """The client, whom to call with the number, and how it stands."""
    client, source = stop.client, "C1" if kind == "calls" else "C2"
    titled: list[Part] = [(client.name, "ink bold")]
    if stop.promises:
        titled.append((f"   {say('round.late', n=stop.promises)}", "late"))
    rows = [Row("", _contact(say, client, n)) for n in range(max(len(client.contacts[:3]), 1))]
    rows.append(Row("", _standing(desk, say, kind, stop)))
    return Section("who", tuple(titled), rows, right=((source, "faint"),))


def _contact(say: Texts, client: Client, n: int) -> tuple[Part, ...]:
    if n >= len(client.contacts):
        return ((say("round.no_contact"), "soon"),)
    one = client.contacts[n]
    phone: Part = (one.phone, "act bold") if one.phone else (say("round.no_phone") if n == 0 else "", "soon")
    return ((one.name, "ink"), (f" {one.title}" if one.title else "", "dim"), ("  ", ""), phone)


def _standing(desk: Desk, say: Texts, kind: RoundKind, stop: Stop) -> tuple[Part | Countdown, ...]:
    """What is owed with its countdown, or what was done."""
    obligation = next(iter(stop.open), None)
    if obligation is not None:
        word = say("round.stand.to_confirm" if obligation is stop.confirm else _unsent(kind))
        sent: tuple[Part, ...] = ()
        if obligation is stop.confirm and stop.obligation is not None and stop.obligation.met_at:
            sent = (
                (
                    f"   {say('round.stand.sent')} {stamp(desk.local(stop.obligation.met_at))} {stop.obligation.how or ''}",
                    "dim",
                ),
            )
        left = countdown(say, obligation, 11)
        return ((f"{word}  ", "late" if obligation.state == "overdue" else "soon"), left, *sent)
    done, noted = stop.obligation, stop.noted
    stand = stop.stand
    word = say(f"round.stand.{'sent' if stand == 'done' and kind == 'reports' else stand}")
    met_at = done.met_at if done else noted.done.at if noted and not noted.let_go else None
    at = f" {stamp(desk.local(met_at))}" if met_at else ""
    said = (done.how or done.reason, done.by) if done else ()
    if noted is not None:
        said = (noted.done.why if noted.let_go else noted.done.how, noted.done.by)
    how = " ".join(t for t in said if t)
    parts: list[Part] = [_STAND[stand], (word, _STAND[stand][1]), (f"{at}  {how}".rstrip(), "dim")]
    if stop.confirm is not None and stop.confirm.met_at:
        by = stop.confirm.by or stop.confirm.how or ""
        parts.append((f"   {say('week.confirmed')} {stamp(desk.local(stop.confirm.met_at))} {by}".rstrip(), "done"))
    return tuple(parts)


def _unsent(kind: RoundKind) -> str:
    return "round.stand.owed" if kind == "calls" else "round.stand.unsent"


def _news(desk: Desk, say: Texts, kind: RoundKind, told: Talk, now: datetime) -> Section:
    if kind == "reports":
        since = say("round.news.week")
    elif told.last is not None:
        since = f"{say('round.news.calls')} {stamp(desk.local(told.since))}, {ago(say, told.since, now)}"
    else:
        since = say("round.news.since", time=stamp(desk.local(told.since)))
    rows = [_news_row(desk, say, one) for one in told.news]
    titled = (*heading(say("round.news"), len(rows)), (f"   {since}", "dim"))
    return Section("news", titled, rows, say("round.news.none"))


def _news_row(desk: Desk, say: Texts, one: News) -> Row:
    left = (("✓ ", "done"), (f"{one.about}  " if one.about else "", "ink"), (news_words(say, one), "dim"))
    return Row(
        ref_to(KIND_OF[type(one.record)], one.record.id, row=f"{one.kind}{one.what}{one.at}"),
        left,
        ((_day(desk, say, one.at), "dim"),),
    )


def _ahead(desk: Desk, say: Texts, told: Talk, now: datetime) -> Section:
    rows = [_ahead_row(desk, say, one, now) for one in told.ahead]
    return Section("ahead", heading(say("round.ahead"), len(rows)), rows, say("round.ahead.none"))


def _ahead_row(desk: Desk, say: Texts, one: Ahead, now: datetime) -> Row:
    late = one.at is not None and one.at < now
    undated = "" if one.kind == "unplanned" else say("round.no_date")
    at = when(say, desk.local(one.at), now) if one.at else undated
    left = (
        ("○ ", "late" if late else "dim"),
        (f"{one.card.title}  ", "ink"),
        (_ahead_what(say, one), "soon" if one.kind == "unplanned" else "dim"),
        (f"  {owner_of(desk, say, one.owner, one.card.client_id)}".rstrip(), "faint"),
    )
    word = f"{say('state.overdue')} " if late else ""
    right = ((f"{word}{at}", "late" if late else "ink" if one.at else "soon"),)
    return Row(ref_to("cards", one.card.id, row=f"{one.kind}{one.what}{one.at}"), left, right)


def _ahead_what(say: Texts, one: Ahead) -> str:
    return one.what if one.kind == "step" else say(f"round.{one.kind}")


def _items(desk: Desk, say: Texts, key: str, items: Sequence[Item], now: datetime) -> Section:
    rows = [_item(desk, item, now, say) for item in items]
    return Section(key, heading(say(f"round.{key}"), len(rows)), rows, say(f"round.{key}.none"))


def _item(desk: Desk, item: Item, now: datetime, say: Texts) -> Row:
    due = when(say, desk.local(item.due), now) if item.due else ""
    late = item.due is not None and item.due < now
    right: tuple[Part, ...] = (
        ((f"{say('state.overdue')} {due}" if late else due, "late" if late else "dim"),) if due else ()
    )
    return Row(ref_to("items", item.id), ((ROWS[item.mark].wide, ROWS[item.mark].style), (item.text, "ink")), right, 2)


def _unpaid(desk: Desk, say: Texts, one: Aged) -> Row:
    """Money of theirs that is overdue, since when, for how many days (R8)."""
    due = stamp(desk.local(one.line.due)).split()[0] if one.line.due else ""
    left = ((ROWS["$"].wide, "late"), (unpaid_words(say, one), "ink"))
    right = ((f"{due}  ", "dim"), (late_words(say, one, "round"), "late"))
    return Row(ref_to("cards", one.card.id, row=one.line.id), left, right, 2)


def _day(desk: Desk, say: Texts, at: datetime) -> str:
    local = desk.local(at)
    return day_stamp(say, local)


def _stop(desk: Desk, say: Texts, kind: RoundKind, stop: Stop, now: datetime) -> Row:
    sign, style = _STAND[stop.stand]
    room = client_room(desk)
    left: list[Part] = [(sign, style), (f"{fit(stop.client.short, room)} ", "ink" if stop.left else "dim")]
    right: list[Part] = []
    if kind == "calls":
        left += state_of(desk, say, stop.obligation, desk.local(now).date())
        call = call_of(desk, stop.client, stop.obligation)
        if call is not None:
            n = len(desk.book.items_of(call.id))
            said = " ".join(t for t in (call.contact, say("phone.n_items", n=n)) if t)
            left.append((f"  {said}", "dim"))
        if stop.open and stop.promises:
            left.append((f"  {say('round.late', n=stop.promises)}", "late"))
        if stop.report is not None:
            right.append((say("round.report_at", time=when(say, desk.local(stop.report), now)), "dim"))
    else:
        left += without_time(desk, say, stop.noted) if stop.unfixed else state_of(desk, say, stop.obligation)
        how = stop.noted.done.how if stop.noted else stop.obligation.how if stop.obligation else None
        if how:
            left.append((f" {how}", "dim"))
        if stop.to_confirm:
            assert stop.confirm is not None
            late = stop.confirm.state == "overdue"
            left.append((f"  {say('round.stand.to_confirm')}", "late" if late else "soon"))
            due = when(say, desk.local(stop.confirm.due), now)
            right.append((f"{say('state.overdue')} {due}" if late else due, "late" if late else "dim"))
        elif stop.confirm is not None and stop.confirm.met_at:
            left.append((f"  {say('week.confirmed')} {stop.confirm.by or ''}".rstrip(), "done"))
    return Row(ref_to("stop", stop.client.id), tuple(left), tuple(right))
