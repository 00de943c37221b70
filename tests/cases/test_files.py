"""Small files that went wrong once, each for its kind, with the right value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from case_shell import Shell

FILES = Path(__file__).parent / "files"
NOON = "2026-11-27T12:00:00+08:00"


def notes(aetui: Shell, name: str) -> list[tuple[str, str, str | None]]:
    made = aetui.data("call", "梅林", "-", typed=(FILES / name).read_bytes())
    return [(i["mark"], i["text"], i["due"]) for i in made["items"]]


def titles(aetui: Shell) -> list[str]:
    return [d["title"] for d in aetui.data("due")]


def test_a_byte_order_mark_is_no_character_of_the_text(aetui: Shell) -> None:
    assert notes(aetui, "s01-bom-notes.txt") == [(">", "周五12:00前给稿", NOON), ("+", "海报", None)]


def test_notes_in_gb18030(aetui: Shell) -> None:
    text = (FILES / "s02-gbk-notes.txt").read_bytes()
    assert notes(aetui, "s02-gbk-notes.txt") == [(">", "周五12:00前给稿", NOON)]
    same = aetui.data("call", "梅林", "-", typed=text.decode("gb18030").encode())
    assert [(i["text"], i["due"]) for i in same["items"]] == [("周五12:00前给稿", NOON)]


def test_what_is_neither_utf8_nor_gb18030_is_refused_with_its_line(aetui: Shell) -> None:
    status, out, err = aetui("call", "梅林", "-", typed=b"> \xd6\xdc\xce\xe5\n+ \xff\xff\n")
    assert (status, out) == (2, "")
    assert "2" in err
    assert aetui.data("find", "周五") == []


def test_a_zero_width_space_inside_a_time(aetui: Shell) -> None:
    assert [due for *_, due in notes(aetui, "s04-zwsp-inside-time.txt")] == [NOON]


def test_titles_say_what_is_owed(aetui: Shell) -> None:
    notes(aetui, "s05-comma-after-time.txt")
    said = "\n".join(titles(aetui))
    for title in ("承诺：给三个报价", "回电：报价多少", "打样颜色不对", "承诺：给稿"):
        assert any(line.endswith(title.removeprefix("承诺：").removeprefix("回电：")) for line in said.split("\n")), (
            title
        )
    assert "，" not in said.replace("周一电话：报告进度，问有无指示", "")


def test_a_clock_that_ran_ahead_hides_nothing(bare: Shell) -> None:
    script = (FILES / "c01-clock-ahead.sh").read_text()
    assert "2026-12-23T09:00" in script
    bare.good("profile", "name", "李雯", now="2026-12-23T09:00:00+08:00")
    bare.good("client", "add", "梅林食品")
    bare.good("call", "梅林", "> 周三12:00前给修改稿", "? 报价 明天10点", "+ 海报")
    rules = {d["rule"] for d in bare.data("due")}
    assert {"call.promise", "call.return", "card.schedule"} <= rules


def contacts(aetui: Shell, client: str = "梅林") -> dict[str, tuple[str | None, str | None]]:
    (found,) = [c for c in aetui.data("client", "list") if client in (c["name"], c["short"])]
    return {c["name"]: (c.get("phone"), c.get("email")) for c in found["contacts"]}


def test_the_preferred_number_never_a_fax(aetui: Shell) -> None:
    aetui.good("client", "import", str(FILES / "v06-apple-fax-first.vcf"))
    assert contacts(aetui)["吴倩"] == ("13800000006", "work@example.com")


def test_a_company_s_card_is_its_company(aetui: Shell) -> None:
    aetui.good("client", "import", str(FILES / "v10-org-only.vcf"))
    assert contacts(aetui)["冯程"] == ("13800000010", None)
    assert {phone for phone, _ in contacts(aetui, "海鸥饮料").values()} == {"021-5555-0110"}


def test_a_card_without_a_formatted_name(aetui: Shell) -> None:
    aetui.good("client", "import", str(FILES / "v11-google-nofn.vcf"))
    assert contacts(aetui)["陈小姐"] == ("13800000011", None)


def test_a_line_that_cannot_be_read_is_told_by_its_number(aetui: Shell) -> None:
    status, _, err = aetui("client", "import", str(FILES / "v12-bad-propname.vcf"))
    assert status == 0
    assert "6" in err
    assert contacts(aetui)["韩梅"] == ("13800000012", None)


def test_a_picture_whose_lines_are_not_folded(aetui: Shell) -> None:
    aetui.good("client", "import", str(FILES / "v18-photo-unfolded.vcf"))
    assert contacts(aetui, "Mei Lin")["Ma Li"] == ("13800000019", None)


def test_a_phone_book_asks_which_are_clients(aetui: Shell) -> None:
    status, out, err = aetui("client", "import", str(FILES / "v19-phonebook-60-orgs.vcf"))
    assert (status, out) == (2, "")
    assert "--all" in err
    assert len(aetui.data("client", "list")) == 1
    aetui.good("client", "import", str(FILES / "v19-phonebook-60-orgs.vcf"), "--all")
    assert len(aetui.data("client", "list")) == 61


def test_a_file_with_a_byte_order_mark_is_taken_like_without(bare: Shell, tmp_path: Path) -> None:
    plain = tmp_path / "plain.json"
    plain.write_bytes((FILES / "j02-bom.json").read_bytes().removeprefix(b"\xef\xbb\xbf"))
    first = bare.data("import", str(FILES / "j02-bom.json"), "--user", "one")
    other = bare.data("import", str(plain), "--user", "two")
    assert {**first, "file": ""} == {**other, "file": ""}
    assert first["new"] == 6
    assert bare.data("card", "list", "--user", "one") == bare.data("card", "list", "--user", "two") != []


def test_a_later_edit_here_stands_against_a_file_whose_clock_was_ahead(bare: Shell) -> None:
    file = str(FILES / "j04-future.json")
    bare.good("import", file)
    bare.good("client", "set", "梅林", "--contact", "陈小姐 021-5555-0101", now="2026-11-23T10:00:00+08:00")
    told = bare.good("import", file, now="2026-11-23T11:00:00+08:00")
    assert "时钟快了" in told
    assert bare.data("import", file, now="2026-11-23T11:00:00+08:00")["ahead"] == 6
    assert contacts(bare)["陈小姐"][0] == "021-5555-0101"


def test_one_id_twice_is_refused_whole(bare: Shell) -> None:
    status, out, err = bare("import", str(FILES / "j05-same-id-twice.json"))
    assert (status, out) == (2, "")
    data: dict[str, Any] = json.loads((FILES / "j05-same-id-twice.json").read_text())
    ids = [r["id"] for records in data["records"].values() for r in records]
    (twice,) = {i for i in ids if ids.count(i) > 1}
    assert twice in err
    assert "1" in err
    assert "2" in err
    assert bare.data("client", "list") == []


def test_each_file_has_its_test() -> None:
    told = Path(__file__).read_text()
    screens = (Path(__file__).parents[1] / "screens" / "test_nothing_lost.py").read_text()
    for file in FILES.iterdir():
        assert file.name in told + screens, file.name
