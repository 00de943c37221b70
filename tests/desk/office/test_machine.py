"""Two machines of an AE's desk and the desk of her AM, over a real server: whatever is done on them, undone, given and answered, while they
are apart, while they die in the middle, in any order: once all are in step, both machines hold the same, both desks tell the same of every
letter, the AM sees her desk as it is, and no word is gone that nobody saw go.

`AETUI_DEEP=1` tries many more, new ones each time.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from carrying import threads, told
from devices import everything
from house import NOW, House
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from msgspec.structs import replace
from office_server import Office, Postgres, fresh_on

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.day.memos import end_memo, write_memo
from aetui.desk.day.todos import add_todo, drop_todo, finish_todo, reopen_todo
from aetui.desk.files.clashes import settle
from aetui.desk.letters.answering import answer
from aetui.desk.obligations import meet
from aetui.desk.office.replicas import replicas
from aetui.desk.office.team import look_at
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.desk.phone.calls import begin_call, log_item
from aetui.domain.errors import DeskError
from aetui.domain.letters.acts import ACTS
from aetui.domain.records import KIND_OF, Card, Client, Letter, Memo, Todo
from aetui.store.file.tables import compact
from aetui.store.remote.private import public
from aetui.store.safety.doubts import Conflict

DEEP = os.environ.get("AETUI_DEEP")
MACHINES = ("a", "b", "c")
WHO = st.sampled_from(MACHINES)
PLACE = st.integers(0, 5)
HERS, AMS = "李雯", "林经理"


class Dies(BaseException):
    """The program ends here, in the middle."""


@contextmanager
def dying(after: int) -> Iterator[None]:
    """The program dies once it has sent, taken in, or written down so many things that an exchange moves."""
    left = after

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal left
            found = real(*args, **named)
            left -= 1
            if left < 0:
                raise Dies
            return found

        return call

    from aetui.desk.letters import taking
    from aetui.desk.office import standing
    from aetui.office.server import Server
    from aetui.store.remote.receive import Receiver

    with pytest.MonkeyPatch.context() as patch:
        steps: tuple[tuple[Any, str], ...] = (
            (Server, "send"), (Server, "letters"), (Receiver, "take"), (taking, "take_in"), (standing, "keep"),
        )  # fmt: skip
        for where, name in steps:
            patch.setattr(where, name, counted(getattr(where, name)))
        with suppress(Dies):
            yield


class Offices(RuleBasedStateMachine):
    """`a` and `b` are hers, `c` is the AM's."""

    postgres: Postgres

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.folder = Path(tempfile.mkdtemp())
        self.stack.callback(shutil.rmtree, self.folder)
        self.house = House(Office(self.stack.enter_context(fresh_on(self.postgres))), self.folder)
        self.count = 0
        self.written: set[tuple[str, str, str]] = set()
        self.heard: set[tuple[str, str, str]] = set()
        """Words that whoever wrote over them, deleted or settled them had before them."""
        self.told: list[str] = []
        for machine, name, role, people in (("c", AMS, "AM", HERS + ":studio"), ("a", HERS, "AE", AMS + ":supervisor")):
            values = {"name": name, "roles": role, "timezone": "Asia/Shanghai", "calendar": "CN", "lang": "zh"}
            set_profiles(self.desk(machine), {**values, "people": people}, NOW)
            add_client(self.desk(machine), "梅林食品", NOW)
            self.house.join(machine, name, role, None if role == "AM" else AMS)
        self.house.join("b", HERS)
        self.house.sync("c")

    def desk(self, machine: str) -> Desk:
        return self.house.desk(machine)

    def now(self, machine: str) -> datetime:
        """No two clocks are alike: that of `b` is an hour behind."""
        self.count += 1
        return NOW + timedelta(minutes=self.count - (60 if machine == "b" else 0))

    @contextmanager
    def acting(self, machine: str) -> Iterator[tuple[Desk, datetime]]:
        """Whatever somebody does at a desk is done to what is seen there; a gate leaves it as it was."""
        desk = self.desk(machine)
        desk.poll()
        before = words(desk)
        with suppress(DeskError):
            yield desk, self.now(machine)
        after = words(desk)
        self.heard |= before - after
        self.written |= after - before

    def whom(self, machine: str) -> str:
        return HERS if machine == "c" else AMS

    @rule(machine=WHO, to=st.booleans(), private=st.booleans())
    def notes(self, machine: str, to: bool, private: bool) -> None:
        with self.acting(machine) as (desk, now):
            due = now + timedelta(days=1)
            if to:
                add_todo(desk, f"第{self.count}件", now, owner=self.whom(machine), due=due)
            else:
                add_todo(desk, f"第{self.count}件", now, private=private)

    @rule(machine=WHO, at=PLACE, field=st.sampled_from(("text", "due", "owner", "private", "done", "drop", "open")))
    def changes(self, machine: str, at: int, field: str) -> None:
        todo = nth(list(self.desk(machine).each(Todo)), at)
        if todo is None or (todo.given is not None and field in ("text", "due")):
            return
        with self.acting(machine) as (desk, now):
            said: dict[str, Any] = {
                "text": f"{machine}{self.count}",
                "due": now + timedelta(days=2),
                "owner": None if todo.owner else self.whom(machine),
                "private": not todo.private,
            }
            if field == "done":
                finish_todo(desk, todo.id, now, how="好了")
            elif field == "drop":
                drop_todo(desk, todo.id, "不做了", now)
            elif field == "open":
                reopen_todo(desk, todo.id, now)
            else:
                with desk.change("todo.set", now) as change:
                    change.put(replace(todo, **{field: said[field]}))

    @rule(machine=WHO, at=PLACE, field=st.sampled_from(("open", "title")))
    def works(self, machine: str, at: int, field: str) -> None:
        with self.acting(machine) as (desk, now):
            card = nth(list(desk.each(Card)), at)
            if field == "open" or card is None:
                open_card(desk, f"海报{self.count}", now, client="梅林")
            else:
                with desk.change("card.set", now) as change:
                    change.put(replace(card, title=f"{machine}{self.count}"))

    @rule(machine=WHO, at=PLACE)
    def writes_or_ends_memos(self, machine: str, at: int) -> None:
        with self.acting(machine) as (desk, now):
            memo = nth(list(desk.each(Memo)), at)
            if memo is None:
                write_memo(desk, f"带样品{self.count}", now, to=self.whom(machine), remind_at=now + timedelta(hours=5))
            else:
                end_memo(desk, memo.id, now, sent=False, how="带了")

    @rule(machine=st.sampled_from("ab"))
    def reports_trouble(self, machine: str) -> None:
        with self.acting(machine) as (desk, now):
            call = begin_call(desk, now, client="梅林")
            log_item(desk, call.id, f"! 停电{self.count}", now)
            for owed in [one for one in desk.obligations(now) if one.rule == "trouble.report"]:
                meet(desk, owed, now, how="换二厂")

    @rule(machine=st.sampled_from("ab"))
    def sends_papers(self, machine: str) -> None:
        with self.acting(machine) as (desk, now):
            client = next(iter(desk.each(Client)), None)
            if client is not None:
                subject = Subject(client=client, period="2026-W48")
                send_paper(desk, build(desk, desk.say, "weekly", subject, now), f"# 梅林 {self.count}", subject, now)

    @rule(machine=WHO, at=PLACE, which=PLACE)
    def answers(self, machine: str, at: int, which: int) -> None:
        with self.acting(machine) as (desk, now):
            letter = nth([one for one in desk.each(Letter) if not one.out and one.of is None], at)
            if letter is not None:
                says = [*ACTS[letter.act].answers]
                answer(desk, letter.id, says[which % len(says)], now, how="行", why="忙不过来")

    @rule(machine=WHO)
    def undoes(self, machine: str) -> None:
        with self.acting(machine) as (desk, now):
            desk.undo(now)

    @rule(machine=WHO)
    def redoes(self, machine: str) -> None:
        with self.acting(machine) as (desk, now):
            desk.redo(now)

    @rule(machine=st.sampled_from("ab"), at=PLACE, side=st.sampled_from(("here", "other")))
    def settles(self, machine: str, at: int, side: Any) -> None:
        with self.acting(machine) as (desk, now):
            waits = nth(sorted(desk.store.file.tables.table("conflicts")), at)
            if waits is not None:
                settle(desk, waits, side, now)

    @rule()
    def parts(self) -> None:
        self.house.office.part()

    @rule()
    def mends(self) -> None:
        self.house.office.mend()

    @rule(machine=WHO)
    def syncs(self, machine: str) -> None:
        with suppress(DeskError):  # the server is away
            self.sync(machine)

    @rule(machine=WHO, after=st.integers(0, 6))
    def dies(self, machine: str, after: int) -> None:
        with dying(after), suppress(DeskError):
            self.sync(machine)
        self.house.machines.pop(machine)  # nothing is closed

    def sync(self, machine: str) -> bool:
        """Whether anything was moved."""
        moved = self.house.sync(machine)[0]
        self.told += [one.key for one in moved.told]
        return bool(moved.sent or moved.came or moved.letters or moved.boards)

    def teardown(self) -> None:
        if not hasattr(self, "house"):
            return
        with self.stack:
            self.house.office.mend()
            for _ in range(20):
                moved = [self.sync(machine) for machine in MACHINES]
                if not any(moved):
                    break
            else:
                raise AssertionError("they never come to rest")
            self.same()
            self.one_story()
            for machine in list(self.house.machines):
                self.house.close(machine)

    def same(self) -> None:
        hers, there, ams = (self.desk(machine) for machine in MACHINES)
        for desk in (hers, there, ams):
            desk.store.file.need_whole()
        assert everything(there.store) == everything(hers.store)
        assert conflicts(there) == conflicts(hers)
        for desk in (hers, ams):
            numbers = [card.number for card in desk.each(Card)]
            assert len(set(numbers)) == len(numbers)
        assert self.written - self.heard <= words(hers) | words(ams), "a word that nobody saw go"
        assert not {"office.garbage", "office.other_device", "office.file_older"} & set(self.told)
        (copy,) = replicas(ams.store)
        seen = look_at(ams, copy, NOW)
        seen.store.file.need_whole()
        found = everything(seen.store)
        seen.close()
        shown = {at: data for at, data in everything(hers.store).items() if public(at[0], compact(data)) is not None}
        assert {at: one for at, one in found.items() if at[0] != "todos"}.items() <= shown.items()
        for kind in ("letters", "cards", "calls", "items", "memos", "papers"):
            assert {at for at in found if at[0] == kind} == {at for at in shown if at[0] == kind}
        # One that was made private, or taken away, while somebody else wrote on it, is seen once it is written on again.
        assert {at: one for at, one in found.items() if at[0] == "todos"}.items() <= shown.items()

    def one_story(self) -> None:
        """Both desks tell the same of each matter, and what it is about stands as it is told."""
        hers, ams = self.desk("a"), self.desk("c")
        mine, theirs = threads(hers), threads(ams)
        assert {key: told(one) for key, one in mine.items()} == {key: told(one) for key, one in theirs.items()}
        for desk, matters in ((hers, mine), (ams, theirs)):
            assert all(one.refused is None for one in desk.each(Letter))
            for thread in matters.values():
                kind, _, key = (thread.root.about or "").partition(":")
                todo = desk.get(Todo, key) if kind == KIND_OF[Todo] else None
                if todo is not None and not thread.mine and thread.state in ("withdrawn", "done"):
                    assert todo.done is not None or (thread.state == "withdrawn" and todo.dropped is not None)


def nth(found: list[Any], at: int) -> Any:
    """One of them, whatever the number; None of none."""
    return found[at % len(found)] if found else None


def words(desk: Desk) -> set[tuple[str, str, str]]:
    """What was said of a record here that others may write over: as it stands, and beside it."""
    found = {("text", one.id, one.text) for one in desk.each(Todo) if one.given is None}
    found |= {("title", one.id, one.title) for one in desk.each(Card)}
    beside = ((one["path"], one["id"], one["aside"]) for one in conflicts(desk))
    return found | {(path[0], key, aside) for path, key, aside in beside if path in (["text"], ["title"])}


def conflicts(desk: Desk) -> list[dict[str, Any]]:
    docs = desk.store.file.tables.table("conflicts").values()
    found = [msgspec.json.decode(msgspec.json.encode(msgspec.json.decode(data, type=Conflict))) for data in docs]
    return sorted(({"path": [], **one} for one in found), key=str)


def test_an_office_of_three_machines(server: Postgres) -> None:
    class Here(Offices):
        postgres = server
        ended = 0

        def teardown(self) -> None:
            super().teardown()
            type(self).ended += 1

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=int(DEEP or 0) or 5,
            stateful_step_count=40 if DEEP else 25,
            deadline=None,
            derandomize=not DEEP,
            phases=[Phase.generate],
        ),
    )
    assert Here.ended
