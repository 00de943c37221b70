"""A pattern that is compiled when it is first used."""

import re

import pytest

from aetui.domain.patterns import pattern


def test_it_finds_what_the_same_pattern_finds_compiled_at_once() -> None:
    for source, flags in ((r"(\d+)-x", 0), (r"w(\d{1,2})", re.IGNORECASE)):
        at_once, later = re.compile(source, flags), pattern(source, flags)
        for text in ("12-x 7-X", "W52 w1", ""):
            assert later.findall(text) == at_once.findall(text)
            assert later.sub("·", text) == at_once.sub("·", text)
        assert (later.pattern, later.flags) == (at_once.pattern, at_once.flags)


def test_bytes_as_well() -> None:
    found = pattern(rb"\d+").search(b"ab 12")
    assert found is not None
    assert found[0] == b"12"


def test_a_mistake_in_it_is_told_at_the_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("x")
