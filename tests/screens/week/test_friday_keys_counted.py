"""How many keys an AM's Friday takes, from the board to the summary with the AD: texts don't count, each press does."""

from __future__ import annotations

from pathlib import Path

from on_a_desk import at, new_desk, on_screen
from weeks import FRIDAY, am_desk, live_a_week

from aetui.desk.book.profile import set_profile
from aetui.desk.files.places import keep_place
from aetui.desk.week.team import week_of_team
from aetui.desk.week.team_file import send_week

FRIDAY_KEYS = 20


async def test_fridays_keys_are_few(tmp_path: Path) -> None:
    """Two AEs' files in the folder of last time, their clients taken in, three things planned, the words, reviewed, handed in."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n, name in enumerate(("李雯", "张敏")):
        place = tmp_path / str(n)
        place.mkdir()
        ae = new_desk(place)
        set_profile(ae, "name", name, at("09:00"))
        if not n:
            live_a_week(ae)
        send_week(ae, None, folder / f"{n}.json", FRIDAY)
        ae.close()
    am = am_desk(tmp_path, "李雯", "张敏")
    keep_place(am, folder)
    pressed = 0
    async with on_screen(am, now=FRIDAY) as hand:

        async def press(*keys: str) -> None:
            nonlocal pressed
            pressed += len(keys)
            await hand.press(*keys)

        await press("V", "b", "enter")
        await hand.until(lambda: "客户簿里还没有" in hand.text)
        await press("enter")
        assert len(am.book.clients) == 3
        await press("a")
        for client in ("梅林", "申花", "益力"):
            await hand.type(f"周二 {client} 打样确认 @张敏")
            await press("enter")
        await press("enter", "n")
        await hand.type("都在赶双十二")
        await press("enter")
        await hand.until(lambda: week_of_team(am, FRIDAY).closed is not None)
        await press("o", "s", "enter")
        await hand.until(lambda: week_of_team(am, FRIDAY).handed is not None)
    assert pressed <= FRIDAY_KEYS
    am.close()


async def test_an_ads_friday_speaks_to_an_ad(tmp_path: Path) -> None:
    """Nobody asks an AD to hand the week to an AM: the AMs hand theirs to him."""
    desk = am_desk(tmp_path)
    set_profile(desk, "roles", "AD", FRIDAY)
    set_profile(desk, "people", "钱进:AM,赵敏:GM", FRIDAY)
    async with on_screen(desk, now=FRIDAY) as hand:
        await hand.press("V")
        assert "周摘要由 钱进 周五下班前交来" in hand.text
        assert "交给" not in hand.text.splitlines()[1]
    desk.close()
