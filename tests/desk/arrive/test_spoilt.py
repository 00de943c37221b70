"""Whatever was done to a file of another program, it is taken or told in a sentence, and never breaks the program."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desks import at, everything, fill
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.desk.arrive.arrival import Kind
from aetui.desk.arrive.reading import KINDS, Wishes, read_arrival
from aetui.desk.core import Desk
from aetui.domain.errors import DeskError
from aetui.locales import Texts

NOW = at("10:00")
WHOLE = {
    "a.csv": "公司,姓名,职务,手机,邮箱\n梅林,林总,经理,13800138000,lin@m.cn\n光明乳业,\"何\n明\",,139,\n",
    "b.csv": "TYPE,CONTENT,PRIORITY,RESPONSIBLE,DATE\ntask,寄样,4,小王,2026-11-27\ntask,改稿,1,,tomorrow 3pm\n",
    "c.ics": "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nSEQUENCE:1\nDTSTAMP:20261120T020000Z\nSUMMARY:梅林 会\n"
    "DTSTART;TZID=China Standard Time:20261124T140000\nDTEND;TZID=China Standard Time:20261124T150000\n"
    "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101T000000Z\nEXDATE;TZID=Asia/Shanghai:20261201T140000\n"
    "ORGANIZER;CN=陈小姐:mailto:c@m.cn\nEND:VEVENT\nEND:VCALENDAR\n",
    "d.json": '[{"description":"送样","due":"20261127T100000Z","status":"pending","uuid":"a"}]\n',
    "todo.txt": "(A) 2026-11-20 call +梅林 due:2026-11-27\nx 2026-11-21 old\n",
    "e.md": "- [ ] 周五 打样 @小王\n- [x] 做过\n",
}  # fmt: skip
PIECES = [
    b'"', b",", b"\n", b";", b":", b"\r", b"\xef\xbb\xbf", b"99999999", b"TZID=", b"-", b"T", b"[", b"{", b"\\", b"\xff", b"\x00",
    b"RRULE:FREQ=DAILY;BYDAY=XX\n", b"DURATION:P1W\n", b"00010101T000000", b"DTEND:\n", b"RECURRENCE-ID:00010101\n",
]  # fmt: skip
CUTS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 40), st.sampled_from([b"", *PIECES])), min_size=1, max_size=8
)


@settings(max_examples=120, deadline=None)
@given(name=st.sampled_from(sorted(WHOLE)), cuts=CUTS, everything_=st.booleans())
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_taken_or_told(kind: Kind, name: str, cuts: list[tuple[int, int, bytes]], everything_: bool) -> None:
    data = WHOLE[name].encode()
    for place, n, piece in cuts:
        data = data[:place] + piece + data[place + n :]
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "x.json", program="test", now=NOW)
        fill(desk)
        file = Path(folder) / name
        file.write_bytes(data)
        before = everything(desk)
        try:
            arrival = read_arrival(desk, file, kind, Texts("zh"), NOW, Wishes(everything=everything_))
        except DeskError:
            assert everything(desk) == before
        else:
            assert everything(desk) == before
            arrival.write(desk, NOW)
            assert (everything(desk) != before) or not arrival.count("new")
        desk.close()
