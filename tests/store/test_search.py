"""Finding words in everything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storing import NOW, card, client, commit, item, opened, todo

from aetui.domain.records import KIND_OF, KINDS, Brief, Record
from aetui.store import DeskDB, search
from aetui.store.file.migrate import VERSION
from aetui.store.file.tables import Tables, decode, empty, encode, id_of
from aetui.store.search import _PLAIN, Trail, mentions, said
from aetui.store.search import fold as folded


@pytest.fixture
def store(tmp_path: Path) -> DeskDB:
    hour = timedelta(hours=1)
    store = opened(tmp_path / "x.json")
    commit(
        store,
        item("1", "报价，明天上午 Poster A4", NOW),
        item("2", "海报Ａ４横版 ＰＯＳＴＥＲ", NOW + 3 * hour),
        card("3", "2611-001", "秋季海报", NOW + hour, brief=Brief(what='Straße “引号” "q" \\')),
        todo("4", "call_id 重出完稿 CAFÉ", NOW + 2 * hour),
        client("5", "梅林食品", NOW - hour),
    )
    return store


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("海报", "23"),
        ("报价,明天", "1"),
        ("报价，明天", "1"),
        ("poster", "21"),
        ("ＰＯＳＴＥＲ", "21"),
        ("a4", "21"),
        ("2611-001", "3"),
        ("２６１１－００１", "3"),
        ("straße", "3"),
        ("“引号”", "3"),
        ('"q"', "3"),
        ("\\", "3"),
        ("café", "4"),
        ("cafe\u0301", "4"),
        ("call_id", "4"),
        ("梅林", "5"),
        ("  梅林 ", "5"),
        ("created", ""),
        ("c1", ""),
        ("2026-11", ""),
        ("", ""),
        ("没有", ""),
    ],
)
def test_words_are_found_newest_first(store: DeskDB, needle: str, found: str) -> None:
    assert "".join(record.id for _, record in store.search_text(needle)) == found


def test_nothing_that_mentions_the_words_is_missed(tmp_path: Path) -> None:
    """Against a search that decodes everything."""
    dice = random.Random(3)
    store = opened(tmp_path / "x.json")
    letters = "报价海，, aB1Ａ"
    records = [item(str(n), "".join(dice.choices(letters, k=8))) for n in range(300)]
    commit(store, *records)
    for _ in range(200):
        needle = "".join(dice.choices("报价海aB1", k=dice.choice([1, 1, 2])))
        wanted = {r.id for r in records if mentions(r, folded(needle))}
        found = {record.id for _, record in store.search_text(needle)}
        mixed = {r.id for r in records if "Ａ" in r.text}
        assert found <= wanted
        assert wanted - found <= mixed  # mixed widths within one finding


WORDS = st.lists(
    st.sampled_from(
        [*'海报价ａＡaeAE18-.:, "\\/{}[]\n\x7f', "é", "ß", "true", "id", "client_id", "keys", "2026-11", "\u0301"]
    ),
    max_size=6,
).map("".join)
"""With what else stands in the bytes of a record: names of fields, moments, signs, what is escaped."""


def tables_saying(texts: list[str]) -> tuple[Tables, list[Record]]:
    records: list[Record] = []
    for n, text in enumerate(texts):
        made = NOW + timedelta(minutes=n)
        records += [
            item(f"1{n}", text, made),
            todo(f"2{n}", text, made),
            card(f"3{n}", f"2611-00{n}", text, made, brief=Brief(what=text)),
            msgspec.structs.replace(client(f"4{n}", text or "x", made), keys=[text]),
        ]
    tables = empty(VERSION)
    for n, record in enumerate(records):
        tables.set(KIND_OF[type(record)], n, encode(record))
    return tables, records


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(WORDS, min_size=1, max_size=6), needle=WORDS)
def test_the_bytes_are_judged_as_the_words_are(texts: list[str], needle: str) -> None:
    tables, records = tables_saying(texts)
    judge = folded(needle.strip())
    found = [hit.id for hit in said(tables, needle)]
    wanted = {record.id for record in records if judge and mentions(record, judge)}
    # A mark put behind the words makes other letters of them for `mentions`; in the bytes they stand.
    assert {i for i in found if "\u0301" not in texts[int(i[1])]} <= wanted
    strict = (
        folded(needle) == needle
        and needle == needle.strip()
        and not any(set(text) & set("ａＡAEéß\u0301") for text in texts)
    )
    if strict:
        assert set(found) == wanted
    assert [i[1] for i in found] == sorted((i[1] for i in found), reverse=True), "newest first"


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    texts=st.lists(WORDS, min_size=1, max_size=6), typed=st.lists(WORDS, min_size=1, max_size=4), back=st.integers(0, 3)
)
def test_letter_by_letter_the_same_is_found(texts: list[str], typed: list[str], back: int) -> None:
    """Whatever is typed, taken back, and typed on; also where it begins as something that stands there."""
    tables, _ = tables_saying(texts)
    trail = Trail()
    for words in [*typed, *texts]:
        grown = [words[:n] for n in range(1, len(words) + 1)]
        for needle in [*grown, *grown[::-1][:back], words + typed[0]]:
            assert said(tables, needle, trail) == said(tables, needle), needle


def test_what_was_changed_meanwhile_is_found(store: DeskDB) -> None:
    trail = Trail()
    assert [hit.id for hit in store.said("海", trail)] == ["2", "3"]
    commit(store, todo("6", "海报重出", NOW + timedelta(hours=5)), item("2", "版面", NOW))
    assert [hit.id for hit in store.said("海报", trail)] == ["6", "3"]


MONTHS = st.sampled_from(["2016-01", "2016-12", "2017-01", "2026-11", "2017-W02"])


@given(st.lists(st.one_of(st.tuples(st.integers(1, 5), st.none() | MONTHS), st.lists(MONTHS, min_size=1)), max_size=9))
@settings(deadline=None)
def test_what_one_found_out_of_the_bytes_holds_until_they_change(
    happens: list[tuple[int, str | None] | list[str]],
) -> None:
    tables = empty(VERSION)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(search, "_PIECE", 2)
        for one in happens:
            if isinstance(one, tuple):
                doc, month = one
                tables.set("todos", doc, encode(todo(str(doc), month)) if month else None)
                continue
            held = [record for _, record in search.holding(tables, one, ("todos",))]
            docs = tables.docs["todos"].values()
            assert [r.id for r in held] == [id_of(data) for data in docs if any(m.encode() in data for m in one)]


@given(st.sampled_from(["at", "due", "created_at", "updated_at"]), st.integers(1, 9999), st.booleans(), st.booleans())
@settings(deadline=None)
def test_a_time_that_cant_be_reckoned_with_is_never_taken(field: str, year: int, zone: bool, whole: bool) -> None:
    when = f"{year:04}-11-23{'T' if whole else ' '}09:32:00{'+08:00' if zone else ''}"
    data = msgspec.json.encode({**msgspec.to_builtins(item("1", "诺", mark=">")), field: when})
    if zone and 1900 < year < 9000:
        decode("items", data)
    else:
        with pytest.raises(ValueError, match=when[:9]):
            decode("items", data)


def test_more_of_a_word_is_looked_for_among_what_held_less(store: DeskDB, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    holding = search._holding
    monkeypatch.setattr(
        search, "_holding", lambda piece, *how, **named: looked.append(len(piece)) or holding(piece, *how, **named)
    )
    trail = Trail()
    for needle, least in {"p": 2, "po": 2, "pos": 2, "po ": 2}.items():
        looked.clear()
        assert len(store.said(needle, trail)) == least
        assert needle == "p" or sum(looked) == 2, "no record that doesn't say the first letter"


def test_kinds_that_are_judged_by_their_bytes_hold_nothing_else_beyond_ascii() -> None:
    """No keys, no names of the user's own under which something is filed."""
    for kind in _PLAIN:
        schema = str(msgspec.json.schema(KINDS[kind]))
        assert "'keys'" not in schema, kind
        assert "obligation_id" not in schema, kind
        filed = {name for name, of in _fields(KINDS[kind]) if "dict" in str(of)}
        assert filed <= {"met", "waived"}, kind  # by rules


def _fields(cls: type) -> Iterator[tuple[str, object]]:
    for field in msgspec.structs.fields(cls):
        yield field.name, field.type
        for part in (field.type, *get_args(field.type), *(a for t in get_args(field.type) for a in get_args(t))):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from _fields(part)


def test_nothing_is_decoded_to_be_counted(store: DeskDB, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aetui.store.search.decode", None)
    assert len(store.said("海报")) == 2
    assert len(store.said("Poster")) == 2
