"""What the system says of a file is told in the user's language, whoever met it and whether it was kept as words meanwhile."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from aetui.desk.files.given import read_file
from aetui.domain.errors import BadInput
from aetui.locales import Texts
from aetui.locales.errors import sentence, system_words

CODES = [
    code
    for code, name in errno.errorcode.items()
    if name in {"ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR", "ENOSPC", "EROFS", "EIO", "ENAMETOOLONG", "ELOOP"}
]


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_a_chinese_sentence_holds_no_english_of_the_system(code: int) -> None:
    said = os.strerror(code)
    kept = sentence(Texts("zh"), BadInput("import.read", file="名单", why=said))
    assert not re.search("[A-Za-z]", kept)
    assert system_words(Texts("zh"), OSError(code, said)) in kept
    assert said not in sentence(Texts("en"), BadInput("import.read", file="book", why=said))


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as told:
        read_file(tmp_path, 10)
    assert "是一个文件夹" in sentence(Texts("zh"), told.value)


def test_what_is_in_nobody_s_table_stays_as_it_was_said() -> None:
    assert system_words(Texts("zh"), "line 3: nothing there") == "line 3: nothing there"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_mistake_stays_one_sentence_however_much_was_typed(lang: str) -> None:
    told = sentence(Texts(lang), BadInput("time.unknown", text="例" * 5000))
    assert "例" * 60 + "…" in told
    assert len(told) < 240
    assert "例" * 200 in sentence(Texts(lang), BadInput("time.unknown", text="例" * 200)), (
        "what is read whole stays whole"
    )
