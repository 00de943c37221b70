"""Pictures that papers bear: taken from a file once, kept for the papers that went out, refused where they can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import all_of, at, everything
from pictures_made import png

from aetui.desk.book.pictures import LIMIT, picture_bytes, picture_of
from aetui.desk.book.profile import set_profile, value_of
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput
from aetui.domain.records import Picture

NOW = at("9:40")


@pytest.mark.parametrize("name", ["logo", "signature"])
def test_a_picture_is_kept_with_the_desk(desk: Desk, tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png(64, 32))
    before = everything(desk)
    set_profile(desk, name, str(file), NOW)
    held = picture_of(desk, name)  # type: ignore[arg-type]
    assert held is not None
    assert picture_bytes(desk, held.id) == ("image/png", png(64, 32))
    log = len(desk.store.log(1000))
    set_profile(desk, name, value_of(desk.profile, name), NOW)
    file.unlink()
    set_profile(desk, name, value_of(desk.profile, name), NOW)
    assert (picture_of(desk, name), len(desk.store.log(1000))) == (held, log)  # type: ignore[arg-type]
    file.write_bytes(png(65, 32))
    set_profile(desk, name, str(file), NOW)
    assert picture_of(desk, name) != held  # type: ignore[arg-type]
    assert picture_bytes(desk, held.id) is not None, "a paper that went out bears the old one"
    set_profile(desk, name, "", NOW)
    assert picture_of(desk, name) is None  # type: ignore[arg-type]
    for _ in range(3):
        desk.undo(NOW)
    assert everything(desk) == before
    assert all_of(desk, Picture) == []


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (None, "picture.read"),
        (b"", "picture.kind"),
        (b"no picture", "picture.kind"),
        (b"GIF89a" + bytes(60), "picture.kind"),
        (png(64, 32)[:20], "picture.kind"),
        (png(8, 8), "picture.kind"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "picture.kind"),
        (png(64, 32) + bytes(LIMIT), "picture.large"),
    ],
)
def test_what_is_no_picture_is_refused(desk: Desk, tmp_path: Path, data: bytes | None, key: str) -> None:
    file = tmp_path / "a.png"
    if data is not None:
        file.write_bytes(data)
    before = everything(desk)
    with pytest.raises(BadInput) as caught:
        set_profile(desk, "logo", str(file), NOW)
    assert caught.value.key == key
    assert everything(desk) == before
    with pytest.raises(BadInput):
        set_profile(desk, "logo", str(tmp_path), NOW)
