"""The board and the shell mean the same client by the same words, or both ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.cli.main import run
from aetui.desk.book.clients import add_client, write_client
from aetui.desk.core import Desk
from aetui.desk.typed.records import note_card
from aetui.domain.records import Card, Client, Meeting

MORE = {
    "梅林正广和": ["meilinzhengguanghe", "mlzgh"],
    "Procter & Gamble": ["pg"],
    "St. James Co.": ["sjc"],
    "Acme Foods": ["af"],
}
HEADS = [
    "梅林食品", "梅林正广和", "梅林", "ml", "mlsp", "mlz", "申花", "sh", "yili", "Procter & Gamble", "procter&gamble", "procter",
    "pg", "St. James Co.", "Acme Foods", "acme", "nobody", "梅林正大", "食品",
]  # fmt: skip


def filled(folder: Path) -> Desk:
    desk = new_desk(folder)
    for name, keys in MORE.items():
        add_client(desk, name, at("09:00"), keys=keys)
    return desk


def meant(desk: Desk, kind: type[Card] | type[Meeting]) -> list[tuple[str, str]]:
    """Of whom a record was made, and what it is called."""
    found = []
    for record in desk.each(kind):
        client = desk.get(Client, record.client_id)
        found.append((client.name if client else "", record.title))
    return found


@pytest.mark.parametrize(
    ("key", "rest", "title", "kind", "argv"),
    [
        ("plus", "autumn poster 周五", "autumn poster", Card, ["card", "open", "autumn poster"]),
        ("m", "媒介例会 周四14:00", "媒介例会", Meeting, ["meeting", "add", "媒介例会", "--start", "2026-11-26T14:00"]),
    ],
)
@pytest.mark.parametrize("head", HEADS)
async def test_a_line_of_the_board_and_the_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str, key: str, rest: str, title: str, kind: type[Card] | type[Meeting], argv: list[str]
) -> None:  # fmt: skip
    for name in ("board", "shell"):
        (tmp_path / name).mkdir()
    here, there = filled(tmp_path / "board"), filled(tmp_path / "shell")
    there.close()
    async with on_screen(here) as hand:
        await hand.press(key)
        await hand.type(f"{head} {rest}\n")
        asked = hand.text
    for name, value in (
        ("HOME", str(tmp_path / "shell")),
        ("USER", "liwen"),
        ("LANG", "zh"),
        ("NOW", "2026-11-23T09:32:00+08:00"),
    ):
        monkeypatch.setenv(f"AETUI_{name}", value)
    status = run([*argv, "--client", head])
    there = Desk.open(tmp_path / "shell" / "liwen.json", program="tests", now=at("09:32"))
    assert meant(here, kind) == meant(there, kind)
    if status == 0:
        assert [what for _, what in meant(here, kind)] == [title]
    else:
        assert (
            head in asked or "哪一家（打数字）：1 " in asked
        )  # the line stays, to be mended; a digit says which is meant
    here.close()
    there.close()


@pytest.mark.parametrize("head", ["梅林", "ml"])
@pytest.mark.parametrize(("entry", "kind"), [("plus", Card), ("m", Meeting)])
async def test_of_two_that_match_equally_a_digit_says_which(
    tmp_path: Path, head: str, entry: str, kind: type[Card] | type[Meeting]
) -> None:
    desk = filled(tmp_path)
    async with on_screen(desk) as hand:
        await hand.press(entry)
        await hand.type(f"{head} 秋季海报 周五15:00\n")
        assert "1 梅林食品  2 梅林正广和" in hand.text
        assert meant(desk, kind) == []
        await hand.press("escape")  # not yet: the line stands as it was typed
        assert f"{head} 秋季海报 周五15:00" in hand.text
        await hand.press("enter")
        await hand.type("3\n")  # there is none
        assert meant(desk, kind) == []
        await hand.press("enter")
        await hand.type("2\n")
        assert meant(desk, kind) == [("梅林正广和", "秋季海报")]
        await hand.press(entry)
        assert "ml 秋季" not in hand.text  # what was taken is not offered again
    desk.close()


@pytest.mark.parametrize("line", ["a poster 周五", "海报 周五", "梅林正大 海报"])
async def test_what_names_nobody_makes_no_card(tmp_path: Path, line: str) -> None:
    desk = filled(tmp_path)
    async with on_screen(desk) as hand:
        await hand.press("plus")
        await hand.type(f"{line}\n")
        assert line in hand.text
    assert meant(desk, Card) == []
    desk.close()


def test_one_who_left_is_named_where_nobody_else_is(tmp_path: Path) -> None:
    desk = filled(tmp_path)
    gone = add_client(desk, "梅花饮料", at("09:00"), keys=["mhyl"])
    write_client(desk, gone.id, at("09:01"), active=False)
    for line in ("梅花 海报", "mlsp 单页"):
        note_card(desk, line, at("09:32"))
    assert set(meant(desk, Card)) == {("梅花饮料", "海报"), ("梅林食品", "单页")}
    desk.close()
