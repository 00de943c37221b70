"""Memos end (D6)."""

from __future__ import annotations

import pytest
from desks import at, owed
from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.day.memos import end_memo, the_memo, write_memo
from aetui.domain.errors import BadInput, NotThere

NOW = at("10:00")


def test_sent_or_done(desk: Desk) -> None:
    one = write_memo(desk, "留会议室", NOW, to="小孙", remind_at=at("16:00"))
    two = write_memo(desk, "改会议时间", NOW, to="陈小姐", outside=True, remind_at=at("17:00"))
    assert len(owed(desk, "memo.remind", NOW)) == 2
    sent = end_memo(desk, "改会议", NOW, sent=True, how="传真")
    assert sent.sent is not None
    assert (sent.id, sent.sent.how) == (two.id, "传真")
    assert end_memo(desk, one.id, NOW, sent=False).done is not None
    assert owed(desk, "memo.remind", NOW) == []


def test_which_memo_is_meant(desk: Desk) -> None:
    one = write_memo(desk, "留会议室", NOW, to="小孙")
    write_memo(desk, "擦会议室", NOW, to="小孙")
    assert the_memo(desk, one.id[:7]) == one
    with pytest.raises(BadInput):
        the_memo(desk, "会议室")
    with pytest.raises(NotThere):
        the_memo(desk, "别的")


def test_an_id_whose_first_signs_are_digits_is_found_by_them(desk: Desk) -> None:
    memo = write_memo(desk, "带样", NOW, to="小孙")
    with desk.change("test", NOW) as change:
        named = change.put(replace(memo, id="5307936abc"))
    assert the_memo(desk, "530793") == named
    with pytest.raises(NotThere):
        the_memo(desk, "53079")
