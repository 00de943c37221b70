"""What records name is found and opened by an argument list; what would run isn't, and a drive that is gone holds up nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest
from desks import at, client, everything

from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card, the_card
from aetui.desk.card.works import add_work
from aetui.desk.core import Desk
from aetui.desk.opening import opener
from aetui.desk.opening.links import add_link, drop_link, set_link
from aetui.desk.opening.opener import Sights, open_place, patient
from aetui.desk.opening.places import Spot, of_card, of_line, of_ref, of_work, place_of
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.records import CoverLine
from aetui.domain.records.refs import ref_to

NOW = at("10:00")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The argument lists that were run."""
    ran: list[list[str]] = []

    class Running:
        def __init__(self, argv: list[str], **settings: object) -> None:
            assert not settings.get("shell")
            assert settings["stdin"] == settings["stdout"] == settings["stderr"] == subprocess.DEVNULL
            ran.append(argv)

        def wait(self, _: float) -> int:
            return 0

    monkeypatch.setattr(opener.subprocess, "Popen", Running)
    monkeypatch.setattr(opener.sys, "platform", "linux")
    return ran


@pytest.fixture
def number(desk: Desk) -> str:
    return open_card(desk, "海报", NOW, client="梅林").number


def path(where: Path | str) -> Spot:
    return Spot(str(where), str(where), "path")


def test_a_card_names_its_links_its_works_its_texts_and_its_calls(desk: Desk, number: str, tmp_path: Path) -> None:
    add_link(desk, number, "客户 brief D:\\a b\\x.docx", NOW)
    add_work(desk, number, "主画面", NOW)
    add_link(desk, number, "https://a.cn/1", NOW, work="主画面")
    fill_brief(desk, number, NOW, what="照 /srv/x/y.psd 做，又见 https://a.cn/1")
    record_call(desk, NOW, [f"{number} 样子在 ~/样/a.png"], client="梅林", way="in")
    card = the_card(desk, number)
    found = of_card(desk, card)
    assert [(p.target, p.name) for p in found] == [
        ("D:\\a b\\x.docx", "客户 brief"),
        ("https://a.cn/1", ""),
        ("/srv/x/y.psd", ""),
        ("~/样/a.png", ""),
    ]
    assert found[3].address == str(Path("~/样/a.png").expanduser())
    assert [p.target for p in of_work(desk, card.works[0])] == ["https://a.cn/1"]
    assert of_ref(desk, ref_to("cards", card.id)) == found
    line = CoverLine(id="l", what="海报", key=ref_to("cards", card.id), files="盘 //nas/交接/a.doc 里")
    assert [p.target for p in of_line(desk, line)] == ["//nas/交接/a.doc", *(p.target for p in found)]
    assert of_ref(desk, ref_to("clients", client(desk, "梅林").id)) == []


def test_links_are_put_once_and_taken_off(desk: Desk, number: str) -> None:
    before = everything(desk)
    add_link(desk, number, "/srv/a/b.doc", NOW)
    desk.undo(NOW)
    assert everything(desk) == before
    add_link(desk, number, "/srv/a/b.doc", NOW)
    assert [(x.target, x.name) for x in add_link(desk, number, "定稿 /srv/a/b.doc", NOW).links] == [
        ("/srv/a/b.doc", "定稿")
    ]
    fill_brief(desk, number, NOW, what="见 https://a.cn/1")
    for which, error in (("2", BadInput), ("9", NotThere), ("没有", NotThere)):
        with pytest.raises(error):
            drop_link(desk, number, which, NOW)
    assert drop_link(desk, number, "定稿", NOW).links == []
    for wrong in ("", "  ", "javascript:alert(1)", "smb://nas/x"):
        with pytest.raises(BadInput):
            add_link(desk, number, wrong, NOW)


def test_what_is_opened(desk: Desk, opened: list[list[str]], tmp_path: Path) -> None:
    folder = tmp_path / "客户 资料; rm -rf $(x)"
    folder.mkdir()
    file = folder / "-a b'\".docx"
    file.write_text("x")
    for place in (
        path(file),
        path(folder),
        place_of(desk, "https://a.cn/?a=1&b=$(x)"),
        place_of(desk, "www.a.cn"),
        place_of(desk, "mailto:a@b.cn"),
    ):
        assert place is not None
        assert open_place(place) == opened[-1][1]
    assert opened == [
        ["xdg-open", str(file)],
        ["xdg-open", str(folder)],
        ["xdg-open", "https://a.cn/?a=1&b=$(x)"],
        ["xdg-open", "https://www.a.cn"],
        ["xdg-open", "mailto:a@b.cn"],
    ]
    link = place_of(desk, file.as_uri())
    assert link is not None
    assert link.address == str(file)


@pytest.mark.parametrize(
    "name", ["a.exe", "b.BAT", "c.desktop", "d.sh", "e.Lnk", "f.py", "g.app", "h.command", "i.url", "j"]
)
def test_what_would_run_is_not_run(opened: list[list[str]], tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name == "g.app":
        file.mkdir()
    else:
        file.write_text("x")
    if name == "j":
        file.chmod(0o755)
    assert open_place(path(file)) == str(tmp_path)
    (tmp_path / "in").mkdir()
    sly = tmp_path / "in" / "报告.pdf"
    sly.symlink_to(file)
    assert open_place(path(sly)) == str(tmp_path)
    assert {argv[1] for argv in opened} == {str(tmp_path)}


def test_what_can_not_be_opened(opened: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput) as mistake:
        open_place(path(tmp_path / "none"))
    assert (mistake.value.key, opened) == ("open.missing", [])

    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(opener.subprocess, "Popen", absent)
    with pytest.raises(BadInput) as mistake:
        open_place(path(tmp_path))
    assert mistake.value.key == "open.no_opener"


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open")
def test_a_real_opener_gets_one_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program on the path stands for the system's; it is run, and one that fails is told."""
    fake, told = tmp_path / "xdg-open", tmp_path / "told"
    fake.write_text(f'#!/bin/sh\nprintf "%s|%s" "$#" "$1" > {told}\n[ "$1" != /tmp ]\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    file = tmp_path / "a b $(touch x).txt"
    file.write_text("x")
    open_place(path(file))
    assert told.read_text() == f"1|{file}"
    with pytest.raises(BadInput) as mistake:
        open_place(path("/tmp"))
    assert mistake.value.key == "open.failed"


def test_a_drive_that_does_not_answer_holds_up_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, seen = Event(), Event()
    look = opener.look
    monkeypatch.setattr(opener, "look", lambda p: (waits.wait(30), look(p))[1] if "dead" in p else look(p))
    monkeypatch.setattr(opener, "PATIENCE", 0.2)
    begun = time.monotonic()
    states = patient(
        [path(tmp_path), path("/dead/x"), path(tmp_path / "none"), Spot("https://a.cn", "https://a.cn", "web")]
    )
    assert states == ["folder", "unseen", "missing", "there"]
    sights = Sights(seen.set)
    assert sights.state(path("/dead/x")) == "unseen"
    assert time.monotonic() - begun < 5
    waits.set()
    assert seen.wait(10)
    assert sights.state(path("/dead/x")) == "missing"


def test_a_link_is_written_anew_where_it_stands(desk: Desk, number: str) -> None:
    for line in ("甲 /srv/a.doc", "乙 /srv/b.doc", "丙 /srv/c.doc"):
        add_link(desk, number, line, NOW)
    before = the_card(desk, number).links
    after = set_link(desk, number, "乙", "定稿 https://a.cn/2", NOW).links
    assert [(x.id, x.target, x.name) for x in after] == [
        (before[0].id, "/srv/a.doc", "甲"), (before[1].id, "https://a.cn/2", "定稿"), (before[2].id, "/srv/c.doc", "丙"),
    ]  # fmt: skip
    assert [x.target for x in set_link(desk, number, "2", "/srv/c.doc", NOW).links] == ["/srv/a.doc", "/srv/c.doc"]
    kept = the_card(desk, number)
    for which, wrong in (("甲", ""), ("甲", "ssh://a.cn/x"), ("没有", "/srv/d.doc")):
        with pytest.raises(DeskError):
            set_link(desk, number, which, wrong, NOW)
    assert the_card(desk, number) == kept
    add_work(desk, number, "主画面", NOW)
    add_link(desk, number, "主 https://a.cn/1", NOW, work="主画面")
    assert set_link(desk, number, "主", "副 https://a.cn/9", NOW).works[0].links[0].target == "https://a.cn/9"
