"""What comes from another program, in words: the same in the shell and on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aetui.locales import Texts

SIGNS = {"new": "+", "changed": "~", "differs": "!", "same": "=", "left": "×"}
"""What becomes of an entry, as a sign; the word for it always stands beside."""


def heading(say: Texts, arrival: Any) -> str:
    """`book.csv · 客户簿`."""
    return say(f"arrive.heading.{arrival.kind}", file=arrival.file.name)


def row_words(say: Texts, rows: Sequence[Any]) -> Iterator[tuple[str, str, str, str]]:
    """Of each entry its sign, the word for it, what it is, and what else there is to say."""
    for row in rows:
        yield SIGNS[row.becomes], say(f"arrive.becomes.{row.becomes}"), row.text, row.more


def counts(say: Texts, arrival: Any) -> str:
    """`新增 3、补上 1、不收 2`."""
    found = [(becomes, arrival.count(becomes)) for becomes in SIGNS]
    said = [say("arrive.count", word=say(f"arrive.becomes.{becomes}"), n=n) for becomes, n in found if n]
    if arrival.kind == "clients" and arrival.count("new"):
        said[:1] = _who_is_new(say, arrival)
    return say("list.comma").join(said)


def taken(say: Texts, arrival: Any) -> str:
    """What is said once it is taken."""
    return say(
        f"arrive.taken.{arrival.kind}",
        n=arrival.count("new"),
        changed=arrival.count("changed"),
        new=say("list.comma").join(_who_is_new(say, arrival)),
    )


def _who_is_new(say: Texts, arrival: Any) -> list[str]:
    """Of an address book clients and people are counted each for themselves: one client may bring twenty people."""
    new = (("arrive.new.clients", arrival.companies), ("arrive.new.people", arrival.count("new") - arrival.companies))
    return [say(key, n=n) for key, n in new if n] or [say("arrive.new.people", n=0)]
