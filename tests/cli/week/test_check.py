"""A day gone over and papers judged, as a user calls them (A1, A2, A9): `aetui review --send|--take`, `aetui team …`."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data, good
from shell import Shell, desks_at

EVENING, LATER = "2026-11-26T17:40:00+08:00", "2026-11-26T17:50:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """`aetui(user, …)` on a Thursday evening: an AE with a client, three to-dos for Friday and a report sent, and her AM."""
    morning = "2026-11-26T09:00:00+08:00"
    call = desks_at(
        tmp_path,
        LATER,
        capsys,
        monkeypatch,
        {
            "liwen": {"name": "李雯", "am": "王磊"},
            "wanglei": {"name": "王磊", "roles": "AM", "people": "赵敏:AD,李雯:AE,小王:studio"},
        },
        morning,
    )
    call("liwen", "client", "add", "梅林食品", "--contact", "陈小姐", "--report", "周四 16:00", now=morning)
    for text in ("甲", "乙", "丙"):
        call("liwen", "todo", f"周五 {text}", now=morning)
    assert call("liwen", "report", "weekly", "梅林", "--send", "--how", "e-mail", now=EVENING)[0] == 0
    return call


def test_a_day_and_a_paper_there_and_back(aetui: Shell, tmp_path: Path) -> None:
    day, back = tmp_path / "day.json", tmp_path / "back.json"
    assert (
        data(aetui("liwen", "review", "--on", "2026-11-26", "--send", str(day), "--json", now=EVENING))["to"] == "王磊"
    )
    assert data(aetui("wanglei", "import", str(day), "--json"))["whose"] == "李雯"
    sheet = data(aetui("wanglei", "team", "day", "--json"))
    names = [line["what"] for line in sheet["lines"]]
    assert {"甲", "乙", "丙"} <= set(names)
    place = str(names.index("乙") + 1)
    good(aetui("wanglei", "team", "give", "李雯", place, "@小王", "周五15:00"))
    good(aetui("wanglei", "team", "add", "李雯", "周五10:00", "约看样"))
    good(aetui("wanglei", "team", "order", "李雯", "丙", "1"))
    assert data(aetui("wanglei", "team", "sign", "李雯", "--json"))["signed"]["by"] == "王磊"
    (paper,) = data(aetui("wanglei", "team", "check", "--json"))["papers"]
    assert "退回" in good(aetui("wanglei", "team", "return", paper["title"], "--how", "没写含税"))
    assert data(aetui("wanglei", "team", "back", "李雯", str(back), "--json"))["days"] == 1
    told = data(aetui("liwen", "review", "--take", str(back), "--json"))
    assert (told["days"][0]["added"], told["days"][0]["given"], told["days"][0]["checked_by"]) == (
        ["约看样"],
        ["乙"],
        "王磊",
    )
    assert told["conflicts"] == []
    assert "没写含税" in aetui("liwen", "review", "--check")[1]
    status, _, err = aetui("liwen", "import", str(back))
    assert (status, "已经导入过" in err) == (2, True)
    assert good(aetui("liwen", "report", "answer", paper["title"], "--how", "补上了"))
    assert "收下主管的答复" in good(aetui("liwen", "log"))


def test_what_both_changed_is_numbered(aetui: Shell, tmp_path: Path) -> None:
    day, back = tmp_path / "day.json", tmp_path / "back.json"
    good(aetui("liwen", "review", "--on", "2026-11-26", "--send", str(day), now=EVENING))
    good(aetui("wanglei", "team", "take", str(day)))
    good(aetui("wanglei", "team", "give", "李雯", "乙", "@小王", "周五15:00"))
    good(aetui("wanglei", "team", "sign", "李雯"))
    good(aetui("wanglei", "team", "back", "李雯", str(back)))
    (todo,) = (t for t in data(aetui("liwen", "todo", "list", "--json")) if t["text"] == "乙")
    assert todo["owner"] is None
    status, _, err = aetui("liwen", "review", "--take", str(back), "--theirs", "7")
    assert (status, "7" in err) == (1, True)
    assert "交出：乙" in good(aetui("liwen", "review", "--take", str(back)))


def test_what_to_learn_and_what_became_of_it(aetui: Shell) -> None:
    good(aetui("wanglei", "team", "learn", "李雯", "报价写清含税"))
    (one,) = data(aetui("wanglei", "team", "learn", "李雯", "--became", "三份都写清了", "--json"))
    assert (one["week"], one["text"], one["became"]) == ("2026-W48", "报价写清含税", "三份都写清了")
    assert "三份都写清了" in good(aetui("wanglei", "appraisal", "李雯"))


def test_nobody_at_hand_is_told_when_the_day_is_closed(aetui: Shell) -> None:
    _, out, _ = aetui("liwen", "review", "close", "--on", "2026-11-26", "--why", "王磊出差")
    assert "王磊 没有核对" in out


def test_a_number_stays_the_same_papers_while_others_are_judged(aetui: Shell, tmp_path: Path) -> None:
    week = tmp_path / "week.json"
    good(aetui("liwen", "client", "add", "申花家电", "--contact", "周先生"))
    good(aetui("liwen", "report", "weekly", "申花", "--send", "--how", "e-mail"))
    good(aetui("liwen", "team", "send", str(week)))
    assert "收进客户簿：梅林、申花" in good(aetui("wanglei", "team", "take", str(week), "--clients"))
    one, two = (paper["title"] for paper in data(aetui("wanglei", "team", "check", "--json"))["papers"])
    assert one in good(aetui("wanglei", "team", "approve", "1"))
    listed = good(aetui("wanglei", "team", "check"))
    assert "待审的文件 1" in listed
    assert [line.split()[0] for line in listed.splitlines() if one in line or two in line] == ["1", "2"]
    assert two in good(aetui("wanglei", "team", "return", "2", "--how", "没写含税"))
    assert "待审的文件 0" in good(aetui("wanglei", "team", "check"))


def test_a_paper_names_to_whom_it_went(aetui: Shell) -> None:
    said = aetui("liwen", "review", "--check")[1]
    (line,) = (line for line in said.splitlines() if "文件未经审核" in line)
    assert "给 陈小姐" in line
    assert "等 @" not in line


def test_what_all_are_to_learn(aetui: Shell) -> None:
    good(aetui("wanglei", "team", "learn", "李雯", "报价写清含税"))
    assert "报价写清含税" in good(aetui("wanglei", "team", "learn"))


def test_a_chase_that_is_given_is_its_to_dos(aetui: Shell, tmp_path: Path) -> None:
    """Giving a chase gives what it is about, as in the review; a colleague is no client."""
    day, back = tmp_path / "day.json", tmp_path / "back.json"
    good(aetui("liwen", "todo", "周五17:00 给监制字样 @小李"))
    good(aetui("liwen", "call", "梅林", "@陈小姐 周五17:00 给产品图", "--out"))
    good(aetui("liwen", "review", "--on", "2026-11-26", "--send", str(day)))
    good(aetui("wanglei", "team", "take", str(day)))
    for what in ("给产品图", "给监制字样"):
        said = good(aetui("wanglei", "team", "give", "李雯", what, "@小王", "周五15:00"))
        assert f"催小王：{what}" in said
    good(aetui("wanglei", "team", "sign", "李雯"))
    good(aetui("wanglei", "team", "back", "李雯", str(back)))
    good(aetui("liwen", "review", "--take", str(back)))
    owners = {todo["text"]: todo["owner"] for todo in data(aetui("liwen", "todo", "list", "--json"))}
    assert [owners[text] for text in ("给产品图", "给监制字样")] == ["小王", "小王"]
    assert sum("产品图" in text for text in owners) == 1


def test_the_am_gathers_the_months_of_her_aes(aetui: Shell, tmp_path: Path) -> None:
    """A8: an AE's monthly report goes to her AM by file, and stands in the AM's; who hasn't handed in is named."""
    week = tmp_path / "week.json"
    good(aetui("liwen", "call", "梅林", "+ 秋季海报 下周五前", "--out"))
    good(aetui("liwen", "team", "send", str(week)))
    good(aetui("wanglei", "team", "take", str(week), "--clients"))
    assert "未收到：李雯" in good(aetui("wanglei", "report", "monthly", "梅林"))
    assert "已发给 王磊" in good(aetui("liwen", "report", "monthly", "梅林", "--send", "--how", "e-mail"))
    good(aetui("liwen", "client", "set", "梅林", "--name", "梅林罐头"))
    later = "2026-11-26T18:10:00+08:00"
    good(aetui("liwen", "report", "monthly", "--hand-in", str(week), now=later))
    good(aetui("wanglei", "team", "take", str(week), now=later))
    assert "月度报告" not in good(aetui("wanglei", "team", "check"))  # nothing for a client, and nothing to approve
    said = good(aetui("wanglei", "report", "monthly", "梅林"))
    assert "未收到" not in said
    assert "据：李雯" in said
    assert "秋季海报" in said
    assert "客户总监" in said
    assert "未收到：李雯" in good(aetui("wanglei", "report", "monthly", "梅林", "--period", "2026-10"))
