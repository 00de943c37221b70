"""Gates stand before every way of an act: someone else's hand (A1, A2, Q2), signed before sent (A2, Q1), closed with the client's
sign-off (Q2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desks import at, everything, owed
from msgspec.structs import replace
from test_acts import CARD, NOW, ZH, a_card, a_desk, of_card, only, put

from aetui.cli.main import run
from aetui.desk.book.profile import set_profile
from aetui.desk.card import state as cardstate
from aetui.desk.card import works
from aetui.desk.card.schedule import send_schedule
from aetui.desk.core import Desk
from aetui.desk.day import deciding, review
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.papers import build, written
from aetui.desk.papers.sending import approve_paper, send_paper, unapproved
from aetui.domain.errors import DeskError
from aetui.domain.records import SIGNED_KINDS, Card, Fact, Paper, Work

ME = "李雯"
Way = Callable[[Desk, str, str | None], object]
"""Done by that hand, with that reason. Raises DeskError where it is refused."""


class Said(DeskError):
    """The shell refused, with this status."""


def told(*words: str) -> Way:
    """By the shell, on the same desk; `BY` stands for the hand."""

    def call(desk: Desk, by: str, why: str | None) -> None:
        path = desk.store.path
        argv = ["--user", path.stem, "--home", str(path.parent), "--now", NOW.isoformat()]
        said = [by if word == "BY" else word for word in words]
        status = run([*argv, *said, *(["--why", why] if why is not None else [])])
        desk.poll()
        if status:
            raise Said("gate.shell", status=status)

    return call


def a_work(desk: Desk, **fields: object) -> None:
    a_card(desk, works=[Work(id="w1", name="初稿", made_at=at("9:40"), kind="artwork", **fields)])  # type: ignore[arg-type]


def a_paper(desk: Desk) -> None:
    a_card(desk)
    send_schedule(desk, CARD, at("10:00", 24))


def nothing_left(desk: Desk) -> None:
    """A day on which only the check is missing."""
    day = NOW.date()
    for thing in review.review(desk, NOW, day).undecided:
        deciding.decide(desk, [thing], "tomorrow", NOW, day=day)


def sent_by(desk: Desk, by: str, why: str | None) -> None:
    sheet = build(desk, ZH, "schedule", of_card(desk), NOW)
    send_paper(desk, sheet, written(desk, sheet, "md").decode(), of_card(desk), NOW, by=by, why=why)


def in_review(desk: Desk, by: str, why: str | None) -> None:
    things = [t for t in review.review(desk, NOW, NOW.date()).undecided if t.kind == "paper"]
    deciding.decide(desk, things, "done", NOW, day=NOW.date(), who=by, why=why)


HANDS: dict[str, tuple[Callable[[Desk], None], dict[str, Way]]] = {
    "review": (
        a_work,
        {
            "verb": lambda d, by, why: works.review_work(d, CARD, "初稿", NOW, by=by, why=why),
            "command": told("card", "review", CARD, "初稿", "--by", "BY"),
        },
    ),
    "sign-off": (
        a_work,
        {
            "verb": lambda d, by, why: works.sign_work(d, CARD, "初稿", NOW, by=by, why=why),
            "command": told("card", "sign", CARD, "初稿", "--by", "BY"),
        },
    ),
    "the client's sign-off": (
        a_work,
        {
            "verb": lambda d, by, why: works.sign_work(d, CARD, "初稿", NOW, by=by, client=True, copy="东柜", why=why),
            "command": told("card", "sign", CARD, "初稿", "--by", "BY", "--client"),
        },
    ),
    "approval": (
        a_paper,
        {
            "verb": lambda d, by, why: approve_paper(d, only(d, Paper).id, by, NOW, why=why),
            "command": lambda d, by, why: told("report", "approve", only(d, Paper).id, "--by", "BY")(d, by, why),
            "review": in_review,
        },
    ),
    "approval as it is sent": (
        a_card,
        {
            "verb": sent_by,
            "command": told("report", "schedule", CARD, "--send", "--by", "BY"),
        },
    ),
    "the day's check": (
        nothing_left,
        {
            "verb": lambda d, by, why: review.close_day(d, NOW, day=NOW.date(), by=by, why=why),
            "met": lambda d, by, why: meet(
                d, next(o for o in owed(d, "day.review", NOW) if o.id.endswith("24")), NOW, by=by, why=why
            ),
            "command": told("review", "close", "--on", "2026-11-24", "--by", "BY"),
        },
    ),
}  # fmt: skip
EACH = [(case, way) for case, (_, ways) in HANDS.items() for way in ways]


@pytest.mark.parametrize("above", ["王磊:supervisor", "王磊:AM", "王磊:AD", "王磊:GM"])
@pytest.mark.parametrize(("case", "way"), EACH)
def test_nobody_checks_their_own_work(
    tmp_path: Path, case: str, way: str, above: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begin, ways = HANDS[case]
    with a_desk(tmp_path) as desk:
        set_profile(desk, "people", above, at("9:00"))
        begin(desk)
        before = everything(desk)
        for by in (ME, f" {ME} "):
            for why in (None, "b"):  # one character is no reason
                with pytest.raises(DeskError):
                    ways[way](desk, by, why)
                assert everything(desk) == before
        if way.startswith("command"):
            assert "自己" in capsys.readouterr().err
        ways[way](desk, ME, "她出差，电话同意了")
        passed = [p.why for found in everything(desk).values() for record in found for p in record.passed]
        assert passed == ["她出差，电话同意了"]


@pytest.mark.parametrize(("people", "by"), [("王磊:supervisor", "王磊"), ("王磊:AM", "王磊"), ("小王:studio", ME)])
@pytest.mark.parametrize(("case", "way"), EACH)
def test_anothers_hand_passes_and_ones_own_where_nobody_is_above(
    tmp_path: Path, case: str, way: str, people: str, by: str
) -> None:
    begin, ways = HANDS[case]
    with a_desk(tmp_path) as desk:
        set_profile(desk, "people", people, at("9:00"))
        begin(desk)
        before = everything(desk)
        ways[way](desk, by, None)
        assert everything(desk) != before
        assert not [p for found in everything(desk).values() for record in found for p in record.passed]


# Signed before sent (A2, Q1): a work of the six kinds

SENDING: dict[str, Callable[[Desk, str | None], object]] = {
    "verb": lambda d, why: works.send_work(d, CARD, "初稿", NOW, how="邮件", why=why),
    "command": lambda d, why: told("card", "send", CARD, "初稿", "--how", "邮件")(d, "", why),
}
CLOSING: dict[str, Callable[[Desk, str | None], object]] = {
    "verb": lambda d, why: cardstate.close(d, CARD, NOW, why=why),
    "command": lambda d, why: told("card", "close", CARD)(d, "", why),
}
DONE = Fact(at=at("9:45"), by="王磊")


@pytest.mark.parametrize("way", SENDING)
@pytest.mark.parametrize("signs", [{}, {"reviewed": DONE}, {"signed": DONE}])
@pytest.mark.parametrize("kind", sorted(SIGNED_KINDS))
def test_a_work_is_sent_reviewed_and_signed(tmp_path: Path, kind: str, signs: dict[str, Fact], way: str) -> None:
    with a_desk(tmp_path) as desk:
        a_work(desk, **signs)
        put(desk, replace(only(desk, Card), works=[replace(w, kind=kind) for w in only(desk, Card).works]))
        before = everything(desk)
        for why in (None, "b"):
            with pytest.raises(DeskError):
                SENDING[way](desk, why)
            assert everything(desk) == before
        SENDING[way](desk, "客户在等")
        assert [p.why for p in only(desk, Card).passed] == ["客户在等"]


@pytest.mark.parametrize("way", SENDING)
def test_signed_it_goes_and_what_is_none_of_the_six_goes_as_it_is(tmp_path: Path, way: str) -> None:
    with a_desk(tmp_path) as desk:
        a_work(desk, reviewed=DONE, signed=DONE)
        SENDING[way](desk, None)
        assert only(desk, Card).works[0].sent is not None
        put(desk, replace(only(desk, Card), works=[Work(id="w1", name="初稿", kind="other")]))
        SENDING[way](desk, None)
        assert only(desk, Card).passed == []


# Closed with the client's sign-off (Q2)


@pytest.mark.parametrize("way", CLOSING)
@pytest.mark.parametrize("kind", sorted(SIGNED_KINDS))
@pytest.mark.parametrize("works_", [[], ["other"], ["other", "other"]])
def test_a_card_of_the_six_kinds_is_not_closed_by_works_of_another(
    tmp_path: Path, kind: str, works_: list[str], way: str
) -> None:
    """What was made of it is what the client signs: a card of a film with a note of another kind alone lacks the film."""
    made = [Work(id=f"w{n}", name=f"稿{n}", kind="other", sent=DONE) for n, _ in enumerate(works_)]
    with a_desk(tmp_path) as desk:
        a_card(desk, kind=kind, steps=[], money=[], works=made)
        before = everything(desk)
        for why in (None, "b"):
            with pytest.raises(DeskError):
                CLOSING[way](desk, why)
            assert everything(desk) == before
        CLOSING[way](desk, "客户口头认了")
        assert only(desk, Card).state == "closed"
        assert [(p.gate, p.why) for p in only(desk, Card).passed] == [("Q2", "客户口头认了")]


@pytest.mark.parametrize("way", CLOSING)
@pytest.mark.parametrize("lacks", ["client_signed", "copy_at", ""])
def test_it_is_closed_with_the_clients_sign_off_and_the_place_of_the_copy(tmp_path: Path, lacks: str, way: str) -> None:
    signs = {"reviewed": DONE, "signed": DONE, "sent": DONE, "client_signed": DONE, "copy_at": "东柜"}
    with a_desk(tmp_path) as desk:
        a_work(desk, **{key: fact for key, fact in signs.items() if key != lacks})
        put(desk, replace(only(desk, Card), kind="artwork", steps=[], money=[]))
        if lacks:
            with pytest.raises(DeskError):
                CLOSING[way](desk, None)
        else:
            CLOSING[way](desk, None)
        assert (only(desk, Card).state == "closed") == (not lacks)


def test_what_is_sent_by_the_reviews_way_waits_for_approval(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        a_paper(desk)
        assert len(unapproved(desk)) == 1
        assert find_obligation(desk, "card.schedule_confirm", CARD, NOW)
