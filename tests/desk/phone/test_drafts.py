"""Half-typed lines beside the desk."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aetui.desk.book.clients import add_client
from aetui.desk.core import Desk
from aetui.desk.phone.calls import begin_call, end_call, set_call
from aetui.desk.phone.drafts import (
    HalfTyped,
    Spare,
    draft_of,
    forget_draft,
    interrupted_call,
    keep_draft,
    left_on_the_phone,
    throw_away,
    unfinished_calls,
)
from aetui.desk.phone.past import drop_empty_call
from aetui.domain.records import Call

NOW = datetime.fromisoformat("2026-11-23T09:32:00+08:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.open(tmp_path / "li.wen.json", program="tests", now=NOW)
    add_client(made, "Meilin", NOW)
    return made


def test_a_draft_is_kept_with_its_call(desk: Desk) -> None:
    call = begin_call(desk, NOW, client="Meilin")
    assert draft_of(desk, call.id) is None
    draft = HalfTyped("> 周三给修", item_id="x", aside="半句")
    assert keep_draft(desk, call.id, draft)
    assert draft_of(desk, call.id) == draft
    assert interrupted_call(desk) == call
    keep_draft(desk, call.id, HalfTyped("好", left=True))
    assert draft_of(desk, call.id) == HalfTyped("好", left=True)
    assert interrupted_call(desk) is None, "it was left knowingly"
    assert unfinished_calls(desk, NOW) == [call]
    forget_draft(desk, call.id)
    assert draft_of(desk, call.id) is None


def test_a_call_that_is_over_is_not_gone_back_to(desk: Desk) -> None:
    call = begin_call(desk, NOW, client="Meilin")
    keep_draft(desk, call.id, HalfTyped("半句"))
    end_call(desk, call.id, NOW)
    assert interrupted_call(desk) is None
    assert unfinished_calls(desk, NOW) == []


@pytest.mark.skipif(os.name == "nt", reason="no process is asked for there")
def test_a_call_in_a_program_that_still_runs_is_left_alone(desk: Desk) -> None:
    call = begin_call(desk, NOW, client="Meilin")
    keep_draft(desk, call.id, HalfTyped("半句"))
    path = desk.store.path.with_suffix(".drafts")
    path.write_text(path.read_text().replace(str(os.getpid()), str(os.getppid())))
    assert interrupted_call(desk) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"call x": 1}'])
def test_a_spoilt_file_of_drafts_is_none(desk: Desk, content: bytes) -> None:
    call = begin_call(desk, NOW, client="Meilin")
    path = desk.store.path.with_suffix(".drafts")
    path.write_bytes(content)
    assert draft_of(desk, call.id) is None
    assert keep_draft(desk, call.id, HalfTyped("好"))
    assert draft_of(desk, call.id) == HalfTyped("好")


def test_a_draft_that_can_t_be_written_says_so(desk: Desk) -> None:
    call = begin_call(desk, NOW, client="Meilin")
    desk.store.path.with_suffix(".drafts").mkdir()
    assert not keep_draft(desk, call.id, HalfTyped("好"))


@pytest.mark.skipif(os.name == "nt", reason="modes")
def test_a_draft_is_nobody_else_s(desk: Desk) -> None:
    call = begin_call(desk, NOW, client="Meilin")
    keep_draft(desk, call.id, HalfTyped("好"))
    assert desk.store.path.with_suffix(".drafts").stat().st_mode & 0o077 == 0


def test_what_was_no_call_back_calls_nobody_back(desk: Desk) -> None:
    add_client(desk, "Shenhua", NOW)
    missed = begin_call(desk, NOW, client="Meilin", way="missed")
    call = begin_call(desk, NOW, client="Meilin", way="out")
    assert _returned(desk, missed)
    set_call(desk, call.id, NOW, client="Shenhua")
    assert not _returned(desk, missed)
    set_call(desk, call.id, NOW, client="Meilin")
    assert _returned(desk, missed)
    drop_empty_call(desk, call.id, NOW)
    assert not _returned(desk, missed)


def _returned(desk: Desk, missed: Call) -> bool:
    found = desk.get(Call, missed.id)
    assert found is not None
    return found.returned is not None


def test_what_was_left_stays_until_it_is_used_or_thrown_away(desk: Desk) -> None:
    call = begin_call(desk, NOW, client="Meilin")
    keep_draft(desk, call.id, HalfTyped("半句", left=True))
    Spare(desk).text = "还不知道是谁的"
    later = NOW + timedelta(days=60)
    again = Desk.open(desk.store.path, program="later", now=later)
    found = left_on_the_phone(again, later)
    again.close()
    assert [(c.id if c else None, text) for c, text in found] == [(call.id, "半句"), (None, "还不知道是谁的")]
    throw_away(desk, call.id, later)
    Spare(desk).text = ""
    assert left_on_the_phone(desk, later) == []
    assert desk.get(Call, call.id) is None, "nothing was said in it"
