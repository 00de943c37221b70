"""A memo (D6) goes out, or what it reminds of is done."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.acts.papers import keep
from aetui.domain.records import Memo


def _memo(doing: Doing) -> Memo:
    assert isinstance(doing.record, Memo)
    return doing.record


def _sent(doing: Doing) -> Memo:
    memo = _memo(doing)
    if memo.sent is not None:
        return memo
    keep(doing, "memo")
    return replace(memo, sent=doing.fact)


def _done(doing: Doing) -> Memo:
    memo = _memo(doing)
    return memo if memo.done is not None else replace(memo, done=doing.fact)


def _over(doing: Doing) -> Memo:
    """What ends a memo, asked for as such: one that goes outside and didn't yet is sent; of any other, what it says is done."""
    memo = _memo(doing)
    return _sent(doing) if memo.outside and memo.sent is None else _done(doing)


SEND = Act(Memo, _sent)
DONE = Act(Memo, _done)
END = Act(Memo, _over, met="memo")
ACTS = (SEND, DONE, END)
