"""Invitations become meetings (M1): at the right moment in every zone, once, moved and called off as who invited says."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from desks import at, client, everything, fill, the_owed
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.desk.arrive.arrival import Arrival
from aetui.desk.arrive.invites import invites
from aetui.desk.book.clients import write_contact
from aetui.desk.book.people import add_person
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.files.transfer import export_to
from aetui.desk.meeting.meetings import add_meeting
from aetui.domain.errors import BadInput
from aetui.domain.meeting.online import side
from aetui.domain.records import Contact, Meeting
from aetui.locales import Texts

NOW, SAY = at("10:00"), Texts("zh")
CHINA = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
"""


def calendar(*events: str, method: str = "REQUEST", before: str = "") -> str:
    return (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:{method}\n{before}"
        + "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
        + "END:VCALENDAR\n"
    )


CHEN = "ORGANIZER;CN=陈小姐:mailto:chen@meilin.cn\nATTENDEE;CN=李雯;PARTSTAT=NEEDS-ACTION:mailto:liwen@agency.cn"


def event(
    start: str,
    end: str,
    *more: str,
    uid: str = "u1",
    people: str = CHEN,
    sequence: int = 0,
    stamp: str = "20261120T020000Z",
) -> str:
    return "\n".join(
        [f"UID:{uid}", f"SEQUENCE:{sequence}", f"DTSTAMP:{stamp}", f"DTSTART{start}", f"DTEND{end}", people, *more]
    )


USUAL = event(":20261126T060000Z", ":20261126T073000Z", "SUMMARY:春节提案", "LOCATION:大会议室")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.open(tmp_path / "x.json", program="test", now=NOW)
    fill(made)
    set_profile(made, "email", "liwen@agency.cn", NOW)
    add_person(made, "小王", None, NOW)
    write_contact(
        made, client(made, "梅林").id, "陈小姐", Contact(name="陈小姐", email="chen@meilin.cn", keys=["x"]), NOW
    )
    return made


def read(desk: Desk, text: str, now: datetime = NOW, **options: object) -> Arrival:
    file = desk.store.path.with_name("x.ics")
    file.write_text(text, "utf-8")
    return invites(desk, file, SAY, now, **options)  # type: ignore[arg-type]


def take(desk: Desk, text: str, now: datetime = NOW, **options: object) -> list[str]:
    arrival = read(desk, text, now, **options)
    arrival.write(desk, now)
    return [row.becomes for row in arrival.rows]


def meetings(desk: Desk) -> list[Meeting]:
    return sorted(desk.each(Meeting), key=lambda m: (m.start is None, m.start))


def test_with_a_client_it_owes_what_a_meeting_owes(desk: Desk) -> None:
    assert take(desk, calendar(USUAL)) == ["new"]
    (made,) = meetings(desk)
    assert (made.client_id, made.title, made.start, made.end) == (
        client(desk, "梅林").id,
        "春节提案",
        at("14:00", 26),
        at("15:30", 26),
    )
    assert (made.room, made.place, made.attendees, made.kind) == ("大会议室", "theirs", ["陈小姐"], None)
    assert the_owed(desk, "meeting.agenda", NOW).due == at("14:00", 24)
    desk.undo(NOW)
    assert meetings(desk) == []


@settings(max_examples=40, deadline=None)
@given(
    zone=st.sampled_from(
        [("Asia/Shanghai", ""), ("China Standard Time", "Asia/Shanghai"), ("Pacific Standard Time", "America/Los_Angeles"),
         ("W. Europe Standard Time", "Europe/Berlin"), ("Europe/London", ""), ("", "UTC"), (None, "Asia/Shanghai"),
         ("中国标准时间", "Asia/Shanghai")]
    ),
    minutes=st.integers(60, 60 * 24 * 20),
)  # fmt: skip
def test_a_moment_is_the_same_in_every_zone(zone: tuple[str | None, str], minutes: int) -> None:
    """A name of Windows, of IANA, one that the file itself explains, UTC, or none: the desk's own clock."""
    name, stands_for = zone
    moment = NOW.replace(second=0) + timedelta(minutes=minutes)
    wall = moment.astimezone(ZoneInfo(stands_for or name or "UTC"))
    said = f"{wall:%Y%m%dT%H%M%S}"
    start = f":{said}Z" if name == "" else f":{said}" if name is None else f";TZID={name}:{said}"
    explained = CHINA.format(name=name) if name and not name.isascii() else ""
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "x.json", program="test", now=NOW)
        fill(desk)
        text = calendar(event(start, start, "SUMMARY:梅林 会", people=""), before=explained).replace(
            "\nDTEND", "\nX-END"
        )
        assert take(desk, text) == ["new"]
        (made,) = meetings(desk)
        assert made.start == moment
        before = everything(desk)
        assert take(desk, text) == ["same"]
        assert everything(desk) == before
        desk.close()


def test_a_zone_that_nobody_knows_is_told(desk: Desk) -> None:
    """A wrong time is worse than none."""
    text = calendar(event(";TZID=Nowhere:20261126T140000", ";TZID=Nowhere:20261126T150000", "SUMMARY:会"))
    assert [(r.becomes, r.more) for r in read(desk, text).rows] == [("left", SAY("arrive.no_time"))]


def test_moved_it_moves_and_its_duties_with_it(desk: Desk) -> None:
    take(desk, calendar(USUAL))
    (before,) = meetings(desk)
    moved = event(":20261127T020000Z", ":20261127T030000Z", "SUMMARY:春节提案", "LOCATION:小会议室", sequence=1)
    assert take(desk, calendar(moved)) == ["changed"]
    (after,) = meetings(desk)
    assert (after.id, after.start, after.end, after.room) == (before.id, at("10:00", 27), at("11:00", 27), "小会议室")
    assert [p.start for p in after.postponed] == [at("14:00", 26)]
    assert the_owed(desk, "meeting.agenda", NOW).due == at("10:00", 25)
    unchanged = everything(desk)
    assert take(desk, calendar(moved)) == ["same"]
    assert take(desk, calendar(USUAL)) == ["left"], "an older one comes late"
    assert everything(desk) == unchanged
    desk.undo(NOW)
    assert meetings(desk) == [before]


def test_what_only_lasts_longer_was_not_postponed(desk: Desk) -> None:
    take(desk, calendar(USUAL))
    assert take(desk, calendar(USUAL.replace("T073000Z", "T080000Z").replace("SEQUENCE:0", "SEQUENCE:3"))) == [
        "changed"
    ]
    (after,) = meetings(desk)
    assert (after.end, after.postponed) == (at("16:00", 26), [])


@pytest.mark.parametrize("how", ["method", "status"])
def test_called_off(desk: Desk, how: str) -> None:
    off = calendar(USUAL, method="CANCEL") if how == "method" else calendar(f"{USUAL}\nSTATUS:CANCELLED")
    assert take(desk, off) == ["left"], "it was never here"
    take(desk, calendar(USUAL))
    assert take(desk, off) == ["changed"]
    (after,) = meetings(desk)
    assert after.cancelled is not None
    assert take(desk, off) == ["same"]
    assert take(desk, calendar(USUAL)) == ["same"], "what is known stays called off"


WEEKLY = event(";TZID=Asia/Shanghai:20261102T110000", ";TZID=Asia/Shanghai:20261102T120000", "SUMMARY:例会", "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T160000Z", "EXDATE;TZID=Asia/Shanghai:20261201T110000", uid="w")  # fmt: skip


def test_of_a_series_the_next_four_weeks_are_taken(desk: Desk) -> None:
    changed = event(";TZID=Asia/Shanghai:20261209T150000", ";TZID=Asia/Shanghai:20261209T160000", "SUMMARY:例会", "RECURRENCE-ID;TZID=Asia/Shanghai:20261208T110000", uid="w")  # fmt: skip
    text = calendar(WEEKLY, changed)
    assert take(desk, text) == ["new"] * 3
    days = [m.start.astimezone(desk.tz).strftime("%m%d %H") for m in meetings(desk) if m.start]
    assert days == ["1124 11", "1209 15", "1215 11"]
    assert take(desk, text) == ["same"] * 3
    later = NOW + timedelta(days=14)
    assert take(desk, text, later).count("new") == 2
    gone = calendar(WEEKLY, method="CANCEL").replace("RRULE", "X-RULE")
    assert take(desk, gone, later).count("changed") == 4
    assert all(m.cancelled or (m.start and m.start < later) for m in meetings(desk))


def test_a_series_that_is_moved_as_a_whole_stands_once(desk: Desk) -> None:
    take(desk, calendar(WEEKLY))
    before = {m.id for m in meetings(desk)}
    assert len(before) == 3
    moved = WEEKLY.replace("T110000", "T150000").replace("T120000", "T160000").replace("SEQUENCE:0", "SEQUENCE:1")
    assert take(desk, calendar(moved)) == ["changed"] * 3
    assert {m.id for m in meetings(desk)} == before
    assert {m.start.astimezone(desk.tz).hour for m in meetings(desk) if m.start} == {15}
    assert take(desk, calendar(moved)) == ["same"] * 3
    fewer = moved.replace("UNTIL=20270630T160000Z", "UNTIL=20261125T160000Z").replace("SEQUENCE:1", "SEQUENCE:2")
    assert take(desk, calendar(fewer)) == ["changed", "changed", "same"]
    assert [bool(m.cancelled) for m in meetings(desk)] == [False, True, True]


def test_one_day_of_a_series_that_comes_alone_touches_no_other(desk: Desk) -> None:
    take(desk, calendar(WEEKLY))
    one = event(";TZID=Asia/Shanghai:20261209T150000", ";TZID=Asia/Shanghai:20261209T160000", "SUMMARY:例会", "RECURRENCE-ID;TZID=Asia/Shanghai:20261208T110000", uid="w", sequence=1)  # fmt: skip
    assert take(desk, calendar(one)) == ["changed"]
    assert len(meetings(desk)) == 3
    assert not any(m.cancelled for m in meetings(desk))


@pytest.mark.parametrize(
    ("rule", "n"),
    [("FREQ=DAILY;COUNT=3", 3), ("FREQ=DAILY", 28), ("FREQ=SECONDLY", 0), ("FREQ=YEARLY", 1)],
)
def test_rules_of_series(desk: Desk, rule: str, n: int) -> None:
    text = calendar(event(":20261123T060000Z", ":20261123T070000Z", "SUMMARY:会", f"RRULE:{rule}"))
    assert take(desk, text).count("new") == n


@pytest.mark.parametrize(
    "text", ["BEGIN:VCALENDAR\nEND:VCALENDAR\n", "hello\n", "BEGIN:VCALENDAR\nwhat\nEND:VCALENDAR\n"]
)
def test_what_is_no_calendar_changes_nothing(desk: Desk, text: str) -> None:
    before = everything(desk)
    with pytest.raises(BadInput):
        take(desk, text)
    assert everything(desk) == before


def test_who_is_who(desk: Desk) -> None:
    def of(*people: str, title: str = "会", more: str = "", **options: object) -> tuple[object, ...]:
        text = calendar(
            event(":20261126T060000Z", ":20261126T073000Z", f"SUMMARY:{title}", more or "X:1", people="\n".join(people))
        )
        arrival = read(desk, text, **options)
        arrival.write(desk, NOW)
        if arrival.rows[0].becomes == "left":
            return (arrival.rows[0].more,)
        (made,) = meetings(desk)
        desk.undo(NOW)
        return (
            made.client_id and desk.get(type(client(desk, "梅林")), made.client_id).short,
            made.kind,
            made.attendees,
        )  # type: ignore[union-attr]

    me, wang = "ORGANIZER;CN=李雯:mailto:liwen@agency.cn", "ATTENDEE;CN=小王:mailto:w@agency.cn"
    assert of(me, "ATTENDEE:mailto:boss@meilin.cn") == ("梅林", None, ["boss"])
    assert of(me, wang) == (None, "other", ["小王"])
    assert of(me, wang, title="创意会 海报") == (None, "creative", ["小王"])
    assert of(me, wang, title="申花 碰头") == ("申花", None, ["小王"])
    assert of(me, "ATTENDEE;CN=周先生:mailto:x@qq.com") == ("申花", None, ["周先生"])
    assert of(me) == (SAY("arrive.alone"),)
    assert of(me, everything=True)[:2] == (None, "other")
    assert of(me, "ATTENDEE;CN=Bob:mailto:bob@acme.com") == (SAY("arrive.stranger", who="Bob"),)
    assert of(me, "ATTENDEE;CN=Bob:mailto:bob@acme.com", client=client(desk, "益力")) == ("益力", None, ["Bob"])
    declined = CHEN.replace("NEEDS-ACTION", "DECLINED")
    assert of(declined) == (SAY("arrive.declined"),)


def test_whole_days(desk: Desk) -> None:
    day = event(";VALUE=DATE:20261126", ";VALUE=DATE:20261127", "SUMMARY:展会")
    assert take(desk, calendar(day)) == ["new"]
    (made,) = meetings(desk)
    assert (made.start, made.end) == (at("9:00", 26), at("18:00", 26))
    assert take(desk, calendar(day)) == ["same"]
    birthday = event(";VALUE=DATE:20261130", ";VALUE=DATE:20261201", "SUMMARY:生日", uid="b", people="X:1")
    assert [r.more for r in read(desk, calendar(birthday)).rows] == [SAY("arrive.all_day")]


def test_what_is_over_or_overlaps_stays_out_and_the_rest_comes(desk: Desk) -> None:
    over = event(":20261120T060000Z", ":20261120T070000Z", "SUMMARY:旧", uid="o")
    twin = event(":20261126T063000Z", ":20261126T080000Z", "SUMMARY:撞", uid="t")
    assert sorted(take(desk, calendar(over, USUAL, twin))) == ["left", "left", "new"]


def test_one_that_was_typed_already_is_known_by_its_invitation(desk: Desk) -> None:
    mine = add_meeting(desk, "提案", NOW, client="梅林", start=at("14:00", 26))
    assert take(desk, calendar(USUAL)) == ["changed"]
    (after,) = meetings(desk)
    assert (after.id, after.title) == (mine.id, "提案")
    assert take(desk, calendar(USUAL)) == ["same"]


def test_our_own_calendar_brings_nothing_new(desk: Desk) -> None:
    take(desk, calendar(USUAL))
    file = desk.store.path.with_name("own.ics")
    export_to(desk, file, NOW, say=SAY)
    rows = invites(desk, file, SAY, NOW).rows
    assert {row.becomes for row in rows} == {"same", "left"}
    assert [row.more for row in rows if row.becomes == "left"] == [SAY("arrive.deadline")] * (len(rows) - 1)


def test_nothing_is_written_before_a_yes(desk: Desk) -> None:
    before = everything(desk)
    read(desk, calendar(USUAL, WEEKLY))
    assert everything(desk) == before
    assert list(desk.book.of("meetings")) == []


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("https://meeting.tencent.com/dm/x1", "ours"), ("线上", "ours"), ("腾讯会议 123-456-789", "ours"), ("飞书会议", "ours"),
        ("用Zoom开", "ours"), ("Microsoft Teams Meeting", "ours"), ("ZOOM", "ours"), ("电话会议", "ours"),
        ("梅林三楼大会议室", "theirs"), ("视频会议室", "theirs"), ("Microsoft Teams Meeting; 梅林大会议室", "theirs"), ("", "theirs"),
        ("Steamship Hall", "theirs"),
    ],
)  # fmt: skip
def test_to_an_online_meeting_nobody_travels(desk: Desk, location: str, place: str) -> None:
    take(desk, calendar(event(":20261126T060000Z", ":20261126T073000Z", "SUMMARY:梅林 提案", f"LOCATION:{location}")))
    (made,) = desk.each(Meeting)
    assert (made.place, made.travel_min) == (place, 0)
    assert side(made) == ("online" if place == "ours" else "theirs")
    assert any(line.source == "M4" for line in made.prep) == (place == "ours"), (
        "somebody takes the telephones meanwhile"
    )
