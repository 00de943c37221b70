"""What the board's lists show, row by row, made from the day as `desk.today` sees it."""

from __future__ import annotations

from aetui.desk.core import Desk
from aetui.desk.today import CallSeen, Today, client_name, in_care
from aetui.domain.gates import card_missing
from aetui.domain.obligations import Obligation
from aetui.domain.records import Card, Item, Todo
from aetui.locales import Texts
from aetui.locales.dates import clock, when
from aetui.locales.wording import title
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.countdown import Countdown, TimeBar
from aetui.widgets.lines import Row, Section, heading

SIGNS = {"in": ("←", "done"), "out": ("→", "act"), "missed": ("×", "late")}
OPENED = 3
"""How many items of the newest call are shown below it."""
CALLS = 12


class Lists:
    """Rows for one desk in one language."""

    def __init__(self, desk: Desk, say: Texts) -> None:
        self.desk, self.say = desk, say

    def owed(self, seen: Today) -> Section:
        """时限: time left, a thin bar of time used, client, what, rule."""
        names = [client_name(self.desk, o.client_id) for o in seen.owed]
        cells = min(max([width(n) for n in names], default=0), 10)
        rows = [self._obligation(o, name, cells) for o, name in zip(seen.owed, names, strict=True)]
        title_ = heading(self.say("board.owed"), len(rows))
        return Section("owed", title_, tuple(rows), self.say("empty.owed"))

    def _obligation(self, owed: Obligation, name: str, cells: int) -> Row:
        late_word = self.say("board.late")
        left = (
            Countdown(
                owed.act_by.timestamp(),
                cells=width(late_word) + 1 + 8,
                style="soon bold" if owed.state == "soon" else "ink",
                late_word=late_word,
                day_word=self.say("board.day"),
            ),
            (" ", ""),
            TimeBar(
                owed.start.timestamp(), owed.act_by.timestamp(), style="soon" if owed.state == "soon" else "accent"
            ),
            (" ", ""),
            (fit(name, cells), "dim"),
            (" " if cells else "", ""),
            (title(self.say, owed, self.desk.rulebook), "ink"),
        )
        cover = ((f"{owed.cover} ", "dim"),) if owed.cover else ()
        if owed.cover == "":
            cover = ((f"? {self.say('board.uncovered')} ", "soon"),)
        return Row(f"obligation:{owed.id}", left, (*cover, (owed.source, "faint")))

    def care(self) -> Section | None:
        """代管: what is in our care for colleagues; nothing where there is none."""
        held = in_care(self.desk)
        if not held:
            return None
        rows = []
        for one in held:
            due = (one.due or one.end).timestamp()
            late = self.say("board.late")
            clock_ = Countdown(due, cells=width(late) + 1 + 8, late_word=late, day_word=self.say("board.day"))
            left = (clock_, (f"  {one.whose} ", "act"), (f"{one.client or ''} ", "dim"), (one.what, "ink"))
            more = [((("            ", ""), (one.instruction, "dim")), ())] if one.instruction else []
            rows.append(Row(f"covers:{one.id}", left, (("D8", "faint"),), None, more))
        return Section("care", heading(self.say("board.care"), len(rows)), tuple(rows))

    def todos(self, seen: Today) -> Section:
        rows = tuple(self._todo(t, seen) for t in seen.todos)
        waiting = sum(1 for t in seen.todos if t.done is None)
        return Section("todos", heading(self.say("board.todos"), waiting), rows, self.say("empty.todos"))

    def _todo(self, todo: Todo, seen: Today) -> Row:
        done = todo.done is not None
        sign: Part = ("✓ ", "done") if done else ("○ ", "dim")
        right: list[Part] = []
        if not done and todo.day < seen.now.date():
            right.append((self.say("board.carried"), "soon"))
        if todo.owner:
            right.append((f"@{todo.owner}", "dim"))
        card = self.desk.get(Card, todo.card_id)
        if card:
            right.append((card.number, "dim"))
        elif todo.client_id:
            right.append((client_name(self.desk, todo.client_id), "dim"))
        spaced = [part for one in right for part in ((" ", ""), one)][1:]
        return Row(f"todos:{todo.id}", (sign, (todo.text, "faint" if done else "ink")), tuple(spaced))

    def cards(self, seen: Today) -> Section:
        rows = tuple(self._card(c, seen) for c in seen.cards)
        return Section("cards", heading(self.say("board.cards"), len(rows)), rows, self.say("empty.cards"))

    def _card(self, card: Card, seen: Today) -> Row:
        left: tuple[Part, ...] = (
            (card.number, "act"),
            (" ", ""),
            (client_name(self.desk, card.client_id), "dim"),
            (" ", ""),
            (card.title, "ink"),
        )
        lacks = card_missing(card)[:2]
        right: list[Part] = []
        if lacks:
            words = " ".join(self.say(f"lack.{key}") for key in lacks)
            right.append((self.say("card.lacks", what=words), "soon"))
        if card.deliver_at:
            at = self.desk.local(card.deliver_at)
            text = self.say("card.deliver", time=when(self.say, at, seen.now))
            right += [("  ", "")] if right else []
            right.append((text, "late" if card.delivered is None and at < seen.now else "dim"))
        return Row(f"cards:{card.id}", left, tuple(right))

    def calls(self, seen: Today) -> Section:
        rows: list[Row] = []
        for n, call in enumerate(seen.calls[:CALLS]):
            rows.append(self._call(call))
            if n == 0:
                rows += [self._item(i, seen) for i in call.items[:OPENED]]
        return Section("calls", heading(self.say("board.calls"), len(seen.calls)), tuple(rows), self.say("empty.calls"))

    def _call(self, seen: CallSeen) -> Row:
        call = seen.call
        sign, style = SIGNS[call.way]
        note = call.contact or ""
        if call.way == "missed":
            note = self.say("board.missed")
            if seen.returned_at:
                note += " · " + self.say("call.returned", time=clock(self.desk.local(seen.returned_at)))
        left: tuple[Part, ...] = (
            (f"{clock(self.desk.local(call.at)):>5} ", "dim"),
            (f"{sign}  ", style),
            (client_name(self.desk, call.client_id) or self.say("board.unknown"), "ink"),
            (f" {note}", "dim"),
        )
        count = ((self.say("board.items", n=len(seen.items)), "dim"),) if seen.items else ()
        return Row(f"calls:{call.id}", left, count)

    def _item(self, item: Item, seen: Today) -> Row:
        right: tuple[Part, ...] = ()
        card = self.desk.get(Card, item.card_id)
        if card:
            right = ((card.number, "dim"),)
        elif item.due:
            right = ((when(self.say, self.desk.local(item.due), seen.now), "dim"),)
        owner = f"{item.owner} " if item.owner else ""
        left: tuple[Part, ...] = (
            (" " * 9 + f"{item.mark or '·'} ", "act" if item.mark else "faint"),
            (owner + item.text, "ink"),
        )
        return Row(f"items:{item.id}", left, right)

    def done(self, seen: Today) -> Section:
        rows = tuple(
            Row(
                f"obligation:{o.id}",
                (
                    (f"{clock(self.desk.local(o.met_at)) if o.met_at else '':>5} ", "dim"),
                    ("– " if o.state == "waived" else "✓ ", "dim" if o.state == "waived" else "done"),
                    (f"{client_name(self.desk, o.client_id)} ".lstrip(), "dim" if o.state == "waived" else "done"),
                    (title(self.say, o, self.desk.rulebook), "dim" if o.state == "waived" else "done"),
                ),
                (
                    *(((self.say("board.met_late"), "soon"), (" ", "")) if o.state == "met_late" else ()),
                    (o.source, "faint"),
                ),
            )
            for o in seen.done
        )
        return Section("done", heading(self.say("board.done"), len(rows)), rows, self.say("empty.done"))
