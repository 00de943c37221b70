"""The user's own rules over the shipped ones, and what stays in force when they have a mistake."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.doubts import doubts
from aetui.desk.phone.calls import record_call
from aetui.desk.rulepage import due_of, rows
from aetui.locales import LANGS, Texts
from aetui.locales.errors import sentence

NOW = datetime.fromisoformat("2026-11-23T10:00:00+08:00")


def opened(path: Path) -> Desk:
    return Desk.open(path, program="test", now=NOW)


def test_a_mistake_keeps_the_last_good_rules_over_a_restart(tmp_path: Path) -> None:
    path, rules = tmp_path / "a.json", tmp_path / "a.rules.toml"
    desk = opened(path)
    set_profile(desk, "timezone", "Asia/Shanghai", NOW)
    add_client(desk, "梅林食品", NOW, keys=["ml"])
    record_call(desk, NOW, ["? 报价"], client="梅林")
    desk.close()

    rules.write_text('[rule."call.return"]\ndue = "typed, else +1 working h"\n', encoding="utf-8")
    desk = opened(path)
    owed = next(o for o in desk.obligations(NOW) if o.rule == "call.return")
    assert owed.due == NOW + timedelta(hours=1)
    assert doubts(desk, NOW) == []
    desk.close()

    rules.write_text('[rule."call.return"]\ndue = "soonish"\n', encoding="utf-8")
    desk = opened(path)
    owed = next(o for o in desk.obligations(NOW) if o.rule == "call.return")
    assert owed.due == NOW + timedelta(hours=1)
    told = [sentence(Texts(lang), d) for lang in ("zh", "en") for d in doubts(desk, NOW)]
    assert all("a.rules.toml" in t and "call.return" in t and "due" in t for t in told)
    assert len(told) == 2
    desk.close()

    rules.unlink()
    desk = opened(path)
    assert next(o for o in desk.obligations(NOW) if o.rule == "call.return").due == NOW + timedelta(hours=2)
    desk.close()


@pytest.mark.parametrize("lang", LANGS)
def test_no_rule_is_told_as_the_rules_file_says_it(desk: Desk, lang: str) -> None:
    say = Texts(lang)
    assert [rule_id for rule_id, _, _, due, _ in rows(desk, say) if due == due_of(desk, say, rule_id)] == []
