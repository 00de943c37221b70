"""Hooks are the user's own: read as they stand, refused in one sentence, and never brought by anything that is taken in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from desks import at

from aetui.desk.core import Desk
from aetui.desk.events.hooks import EVENTS, hooks_file, read_hooks
from aetui.desk.files.transfer import export_to, import_from
from aetui.domain.errors import BadInput
from aetui.locales import LANGS, Texts
from aetui.locales.errors import sentence

NOW = at("11:30")


def write(desk_file: Path, text: str | bytes) -> Path:
    path = hooks_file(desk_file)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(0o600)
    return path


def test_there_are_none_until_there_is_a_file(tmp_path: Path) -> None:
    assert read_hooks(tmp_path / "u.json") is None


def test_each_event_by_its_name_quoted_or_not(tmp_path: Path) -> None:
    file = tmp_path / "u.json"
    write(
        file,
        'soon = ["a", "b c", "$HOME;x"]\nday.closed = ["c"]\n"paper.sent" = ["~/d", "~x", "e~/"]\nletter.came = ["f"]\n',
    )
    found = read_hooks(file)
    assert found is not None
    assert found.commands == {
        "soon": ["a", "b c", "$HOME;x"],
        "day.closed": ["c"],
        "paper.sent": [str(Path.home() / "d"), "~x", "e~/"],
        "letter.came": ["f"],
    }
    write(file, "\ufeff" + "\n".join(f'"{event}" = ["x"]' for event in EVENTS))
    assert read_hooks(file).commands.keys() == set(EVENTS)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("soon = [", "hooks.toml"),
        ("soon", "hooks.toml"),
        (b"soon = ['\xff']", "hooks.unreadable"),
        ('sooon = ["a"]', "hooks.event"),
        ('day.open = ["a"]', "hooks.event"),
        ('soon = "rm -rf"', "hooks.command"),
        ("soon = []", "hooks.command"),
        ('soon = [""]', "hooks.command"),
        ('soon = ["a", 1]', "hooks.command"),
        ('soon = ["a\\u0000b"]', "hooks.command"),
        ("soon = true", "hooks.command"),
        ('soon = [["a"]]', "hooks.command"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str | bytes, key: str) -> None:
    file = tmp_path / "u.json"
    write(file, text)
    with pytest.raises(BadInput) as refused:
        read_hooks(file)
    assert refused.value.key == key
    for lang in LANGS:
        assert "u.hooks.toml" in sentence(Texts(lang), refused.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_what_others_may_write_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "u.json"
    path = write(file, 'soon = ["a"]')
    for mode, good in ((0o600, True), (0o644, True), (0o664, False), (0o646, False), (0o622, False)):
        path.chmod(mode)
        if good:
            assert read_hooks(file)
        else:
            with pytest.raises(BadInput, match=r"hooks\.writable"):
                read_hooks(file)
    path.chmod(0o600)
    tmp_path.chmod(0o777)
    with pytest.raises(BadInput, match=r"hooks\.writable"):
        read_hooks(file)
    tmp_path.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(path, 12345, -1)
        with pytest.raises(BadInput, match=r"hooks\.owner"):
            read_hooks(file)
        os.chown(path, 0, -1)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    os_owner = path.stat().st_uid
    if os_owner:
        with pytest.raises(BadInput, match=r"hooks\.owner"):
            read_hooks(file)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_what_is_no_ordinary_file_is_never_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "u.json"
    os.mkfifo(hooks_file(file))
    with pytest.raises(BadInput, match=r"hooks\.unreadable"):
        read_hooks(file)


def test_nothing_that_is_taken_in_brings_hooks(desk: Desk, tmp_path: Path) -> None:
    """Neither an export, nor a backup, a bundle or what a restored desk lay beside: hooks stay where the user wrote them."""
    path = write(desk.store.path, 'soon = ["a"]')
    out, saved = tmp_path / "all.json", desk.store.backup(NOW)
    export_to(desk, out, NOW, say=Texts("zh"))
    for content in (out.read_bytes(), saved.read_bytes()):
        assert b"hooks" not in content
    room = tmp_path / "other"
    room.mkdir()
    other = Desk.open(room / "u.json", program="test", now=NOW)
    import_from(other, out, NOW)
    other.store.restore(saved, NOW)
    other.close()
    assert not [p.name for p in room.rglob("*") if "hooks" in p.name or p.name.endswith(".events")]
    before = path.read_bytes()
    for name in ("liwen.hooks.toml", "x/../liwen.hooks.toml"):
        with pytest.raises(BadInput):
            export_to(desk, tmp_path / name, NOW, say=Texts("zh"))
    assert path.read_bytes() == before
