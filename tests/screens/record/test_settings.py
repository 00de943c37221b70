"""All of the profile on one screen, changed in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.book.profile import SETTINGS, value_of
from aetui.desk.day.recurring import every, keep
from aetui.screens.board.screen import BoardScreen
from aetui.screens.record.settings import SettingsScreen

CHOICES = {key: setting.ways for key, setting in SETTINGS.items() if setting.ways}


def test_every_key_of_the_profile_stands_on_the_screen() -> None:
    assert [key for key, setting in SETTINGS.items() if not setting.section] == ["people"]
    assert {key for key, setting in SETTINGS.items() if setting.section == "program"} == set(CHOICES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_it_is_found_from_the_board(tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, size=size, lang=lang) as hand:
        for word in ("主管", "同事", "settings", "supervisor"):
            await hand.press("ctrl+p")
            await hand.type(word)
            await hand.press("enter")
            assert isinstance(hand.screen, SettingsScreen), word
            await hand.press("escape")
        await hand.press("ctrl+o")
        assert "李雯" in hand.text
        assert ("王磊" in hand.text) is (size[0] > 80)  # below the edge: one list
        assert ("上班时间" if lang == "zh" else "Working hours") in hand.text
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)
    desk.close()


async def _stand_on(hand, ref: str) -> None:
    screen = hand.screen
    for lines in (screen.left, screen.right):
        if lines.select(ref):
            lines.focus()
    await hand.settle()


async def test_each_field_is_changed_in_place_and_undone(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    typed = {
        "name": "李小雯", "title": "客户执行", "phone": "021-5555-0909", "email": "l@example.com", "agency": "梅高", "roles": "客户经理",
        "supervisor": "赵敏", "am": "王磊", "ad": "赵敏", "front_desk": "小孙", "hours": "08:30-17:30", "lunch": "11:30-12:30",
        "calendar": "US", "timezone": "Asia/Tokyo", "quiet": "7d",
    }  # fmt: skip
    async with on_screen(desk, SettingsScreen()) as hand:
        for key, said in typed.items():
            before = value_of(desk.profile, key)
            await _stand_on(hand, f"set:{key}")
            await hand.press("enter")
            hand.app.focused.select_all()  # type: ignore[union-attr]
            await hand.type(f"{said}\n")
            await hand.until(
                lambda key=key, said=said: value_of(desk.profile, key) == ("AM" if key == "roles" else said)
            )
            await hand.press("u")
            assert value_of(desk.profile, key) == before, key
    desk.close()


async def test_every_field_accepted_unchanged_changes_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, SettingsScreen()) as hand:
        before, log = desk.profile, len(desk.store.log(1000))
        for lines in (hand.screen.left, hand.screen.right):
            for ref in lines.refs:
                if ref.partition(":")[2] in CHOICES:
                    continue
                await _stand_on(hand, ref)
                await hand.press("enter", "enter")
                await hand.settle()
        assert desk.profile == before
        assert len(desk.store.log(1000)) == log, "nor is there anything to undo"
    desk.close()


async def test_a_choice_is_turned_with_enter(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, SettingsScreen()) as hand:
        for key, ways in CHOICES.items():
            seen = []
            for _ in ways:
                await _stand_on(hand, f"set:{key}")
                await hand.press("enter")
                seen.append(value_of(desk.profile, key))
            assert len(set(seen)) == len(ways), key
    desk.close()


async def test_colleagues_one_by_one(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, SettingsScreen()) as hand:
        await hand.press("a")
        await hand.type("阿杰 媒介 138-0000-0001\n", "Sunny: front desk\n")
        await hand.until(lambda: len(desk.profile.people) == 4)  # type: ignore[union-attr]
        await hand.press("escape")
        found = {p.name: (p.role, p.phone) for p in desk.profile.people}  # type: ignore[union-attr]
        assert found["阿杰"] == ("MEDIA", "138-0000-0001")
        assert found["Sunny"] == ("front_desk", None)
        await _stand_on(hand, "person:阿杰")
        await hand.press("h")
        await hand.type("12/1到12/5\n")
        assert "12/1" in hand.text
        await _stand_on(hand, "person:阿杰")
        await hand.press("h", "enter")
        assert not desk.profile.people[2].away  # type: ignore[union-attr]
        await _stand_on(hand, "person:小王")
        await hand.press("delete")
        assert [p.name for p in desk.profile.people] == ["王磊", "阿杰", "Sunny"]  # type: ignore[union-attr]
        await hand.press("u")
        assert len(desk.profile.people) == 4  # type: ignore[union-attr]
    desk.close()


async def test_days_of_the_houses_own(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk, SettingsScreen()) as hand:
        await hand.press("d")
        await hand.type("2027-01-04 休 公司放假\n", "12/26 班\n", "不是日子 休\n")
        assert "公司放假" in hand.text
        await hand.press("escape")
        assert [(d.day.isoformat(), d.worked, d.name) for d in desk.profile.own_days] == [  # type: ignore[union-attr]
            ("2026-12-26", True, None),
            ("2027-01-04", False, "公司放假"),
        ]
    desk.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_what_comes_round_is_stopped_and_comes_back_by_undo(tmp_path: Path, lang: str) -> None:
    desk = new_desk(tmp_path)
    for line in ("每周五 交工时表", "每月10号 报销"):
        found = every(line)
        assert found is not None
        keep(desk, found, at("09:00"))
    async with on_screen(desk, SettingsScreen(), lang=lang, size=(120, 50)) as hand:
        assert all(word in hand.text for word in ("交工时表", "报销"))
        profile = desk.profile
        assert profile is not None
        await _stand_on(hand, f"round:{profile.rounds[0].id}")
        await hand.press("delete")
        assert [one.text for one in desk.profile.rounds] == ["报销"]  # type: ignore[union-attr]
        assert "交工时表" in hand.text.splitlines()[-2], "what was stopped is said"
        await hand.press("u")
        assert [one.text for one in desk.profile.rounds] == ["交工时表", "报销"]  # type: ignore[union-attr]
    desk.close()


async def test_the_calendar_for_the_phone_is_begun_moved_and_ended(tmp_path: Path) -> None:
    from aetui.desk.feeds import kept

    desk = new_desk(tmp_path)
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"

    def which() -> str | None:
        feed = kept.feed_of(desk.store.path)
        return feed.file if feed else None

    async with on_screen(desk, SettingsScreen(), size=(120, 50)) as hand:
        for file in (first, second):
            await _stand_on(hand, "beside:calendar")
            await hand.press("enter")
            hand.app.focused.select_all()  # type: ignore[union-attr]
            await hand.type(f"{file}\n")
            await hand.until(lambda file=file: which() == str(file) and file.exists() and file.name in hand.text)
        for bad in ("x.csv", str(desk.store.path)):
            await _stand_on(hand, "beside:calendar")
            await hand.press("enter")
            hand.app.focused.select_all()  # type: ignore[union-attr]
            before = hand.app.complaints
            await hand.type(f"{bad}\n")
            await hand.until(lambda before=before: hand.app.complaints == before + 1)
            assert which() == str(second)
            await hand.press("escape")
        await _stand_on(hand, "beside:calendar")
        await hand.press("enter")
        hand.app.focused.select_all()  # type: ignore[union-attr]
        await hand.press("backspace", "enter")
        await hand.until(lambda: which() is None)
        assert second.exists()
        await _stand_on(hand, "beside:hooks")
        await hand.press("enter")
        assert "liwen.hooks.toml" in hand.text
    desk.close()


async def test_what_is_wrong_beside_the_desk_stands_there(tmp_path: Path) -> None:
    from aetui.desk.events.hooks import hooks_file

    desk = new_desk(tmp_path)
    file = hooks_file(desk.store.path)
    file.write_text("soon = [")
    file.chmod(0o600)
    async with on_screen(desk, SettingsScreen(), size=(120, 50)) as hand:
        assert "liwen.hooks.toml" in hand.text
    file.write_text('late = ["x"]\nday.closed = ["y"]')
    async with on_screen(desk, SettingsScreen(), size=(120, 50)) as hand:
        assert "late、day.closed" in hand.text
    desk.close()
