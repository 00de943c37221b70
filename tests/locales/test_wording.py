"""What the catalogue is for: no text without use, and the sentences that are put together from it."""

from __future__ import annotations

import errno
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from aetui.cli.table import COMMANDS
from aetui.desk import fields
from aetui.desk.book.profile import SETTINGS
from aetui.desk.find.looks import LOOKS
from aetui.desk.meeting.meetings import PREPARATION
from aetui.domain import gates
from aetui.domain.errors import BadInput
from aetui.domain.marks import MARKS, TABLE, Mark
from aetui.domain.obligations import Obligation, State
from aetui.domain.plainwords.finding import Why
from aetui.domain.records import KINDS, Absence, CardState, Client, Item, Place, Way, WorkKind
from aetui.domain.rulebook import load_rulebook
from aetui.domain.rulebook.language import DueKind, WhenKind
from aetui.locales import LANGS, Texts, all_texts, choose
from aetui.locales.dates import clock_of, day_line, day_short, left, stamp, when
from aetui.locales.errors import sentence
from aetui.locales.history import told
from aetui.locales.wording import client_added, item_line, title
from aetui.locales.zh import common, errors, help, shell

ROOT = Path(__file__).parents[2] / "aetui"
SOURCE = "\n".join(
    path.read_text("utf-8") for path in ROOT.rglob("*.py") if not {"zh", "en"} & set(path.relative_to(ROOT).parts)
)
NOW = datetime.fromisoformat("2026-11-23T11:30:00+08:00")
GATES = sorted(set(re.findall(r'"(gate\.[a-z_]+)"', SOURCE)) - {"gate.solution", "gate.several"})
# Keys that the code puts together from a word and the values of a type.
ROWS = {"card": fields.CARD, "client": fields.CLIENT, "meeting": fields.MEETING}
FAMILIES = {
    "weekday.": [str(n) for n in range(7)],
    "month.": [str(n) for n in range(1, 13)],
    "state.": get_args(State),
    "mark.": ["", *MARKS, *(f"{m}.tip" for m in MARKS), *(f"{row.sign}.done" for row in TABLE if row.answered)],
    "card.state.": get_args(CardState),
    "kind.": get_args(WorkKind),
    "lack.": get_args(gates.CardPart),
    "place.": (*get_args(Place), "online"),
    "prep.": [key for _, key in PREPARATION],
    "record.": list(KINDS),
    "call.": [f"{way}.logged" for way in get_args(Way)],
    "cli.help.": list(COMMANDS),
    "cli.word.": {field.grammar.word for field in (*fields.CARD, *fields.CLIENT, *fields.MEETING)},
    **{f"{name}.field.": [field.key for field in row] for name, row in ROWS.items()},
    "setting.": list(SETTINGS),
    "error.profile.": [key for key, setting in SETTINGS.items() if setting.ways],
    "hint.": ["n1"],
    "phone.": ["n1"],
    "restore.": ["sure", "left"],
    "return.early.": ["sure"],
    "error.restore.": ["ask"],
    "error.return.early.": ["ask"],
    "rule.": ["id", "source", "words", "title", "starts", "due", "met", "roles", "warn"],
    "verb.": re.findall(r'(?:change|_turn)\(\s*"([a-z._]+)"', SOURCE)
    + re.findall(r'_(?:do|go)\(\s*desk,\s*"([a-z._]+)"', SOURCE)
    + re.findall(r'_turn\(session, "([a-z]+)"', SOURCE)
    + ["undo", "redo", "tinydb"],
    "mend.": [f"{where}{gate}" for gate in GATES for where in ("", "screen.")],
    "duetime.": [*get_args(DueKind), "begins", "typed", "minutes", "hours", "days"],
    "every.": [*get_args(WhenKind), "end"],
    "pass.": ["gate", *(gate for gate in GATES if gate != "gate.open_on_card")],  # that one has a question of its own
    "error.gate.": ["one", "one.screen", "several.screen"],
    **{f"error.{look.kind}.": ["unknown", "ambiguous"] for kind, look in LOOKS.items() if kind is not Absence},
    "error.appraisal.": ["unknown", "ambiguous"],
    **{f"error.{kind}.": ["ambiguous"] for kind in ("call", "item")},
    "error.rules.": [*re.findall(r'file\.error\(\s*"([a-z_]+)"', SOURCE), "unknown", "ambiguous"],
    "error.": ["redo.nothing", "undo.nothing"],
    "redo.": ["said"],
    "undo.": ["said"],
    "unread.": get_args(Why),
    "plain.": ["colon", "obligation.open", "cards.open", "resume.call", "resume.waive"],
    "plain.state.": ["overdue", "soon", "past", "pending"],
    "serve.page.": re.findall(r'"(\w+)"', re.findall(r"_PAGE_WORDS = (.*)", SOURCE)[0]),
    "progress.import.": ["read", "take", "write"],
    "system.": sorted(set(errno.errorcode.values()) & {key.removeprefix("system.") for key in errors.TEXTS}),
}  # fmt: skip


def test_every_key_of_a_family_is_there() -> None:
    for family, values in FAMILIES.items():
        for value in values:
            assert Texts("zh").has(family + value), family + value


@pytest.mark.parametrize("part", [common, errors, help, shell], ids=lambda p: p.__name__.rpartition(".")[2])
def test_every_text_is_used(part: object) -> None:
    made = {family + value for family, values in FAMILIES.items() for value in values}
    texts = part.TEXTS  # type: ignore[attr-defined]
    unused = [
        key
        for key in (key.removesuffix(".screen") for key in texts)  # on a screen a mistake may have words of its own
        if key not in made and f'"{key}"' not in SOURCE and f'"{key.removeprefix("error.")}"' not in SOURCE
    ]
    assert unused == []


@pytest.mark.parametrize("lang", LANGS)
def test_each_rule_is_called_something(lang: str) -> None:
    say, book = Texts(lang), load_rulebook()
    for rule_id, rule in book.rules.items():
        owed = Obligation(
            id=f"{rule_id}:x", rule=rule_id, source=rule.source[0], subject_type="item", subject_id="x", what="海报 {x}",
            start=NOW, due=NOW, act_by=NOW, state="pending", owner="小王",
        )  # fmt: skip
        line = title(say, owed, book)
        assert line.strip()
        assert "{what}" not in line
        assert "{owner}" not in line
        own = rule.line.get(lang) if rule.line else ""
        assert "海报 {x}" in line or "{what}" not in own, rule_id
        assert rule.words.get(lang).strip()
    gone = Obligation(
        id="a.b:x", rule="a.b", source="", subject_type="item", subject_id="x", what="海报", start=NOW, due=NOW,
        act_by=NOW, state="pending",
    )  # fmt: skip
    assert title(say, gone, book) == "a.b: 海报"


@pytest.mark.parametrize(
    ("mark", "owner", "line"),
    [
        ("", None, "· 完稿"),
        (">", None, "> 完稿"),
        ("@", "小王", "@小王 完稿"),
        ("@", None, "@ 完稿"),
        ("#", None, "# 完稿"),
    ],
)
def test_an_item_as_it_was_said(mark: Mark, owner: str | None, line: str) -> None:
    item = Item(id="x", created_at=NOW, updated_at=NOW, call_id="c", n=1, at=NOW, mark=mark, text="完稿", owner=owner)
    assert item_line(item) == line


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [
        (-400, "2025/10/19", "2025/10/19"), (-2, "11/21", "11/21"), (-1, "昨天", "yesterday"), (0, "今天", "today"),
        (1, "明天", "tomorrow"), (2, "后天", "Wed"), (3, "周四", "Thu"), (6, "周日", "Sun"), (7, "11/30", "11/30"),
        (40, "2027/1/2", "2027/1/2"),
    ],
)  # fmt: skip
def test_days_in_few_words(days: int, zh: str, en: str) -> None:
    day = NOW.date() + timedelta(days=days)
    assert (day_short(Texts("zh"), day, NOW.date()), day_short(Texts("en"), day, NOW.date())) == (zh, en)
    moment = NOW + timedelta(days=days)
    assert when(Texts("zh"), moment, NOW) == ("11:30" if days == 0 else f"{zh} 11:30")


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0:00:00", "0:00:00"), (59.9, "0:00:59", "0:00:59"), (1205, "0:20:05", "0:20:05"), (-1200, "-0:20:00", "-0:20:00"),
        (86399, "23:59:59", "23:59:59"), (86400, "1天 0:00", "1d 0:00"), (-185400, "-2天 3:30", "-2d 3:30"),
    ],
)  # fmt: skip
def test_time_left(seconds: float, zh: str, en: str) -> None:
    assert (left(Texts("zh"), seconds), left(Texts("en"), seconds)) == (zh, en)


def test_other_dates() -> None:
    assert day_line(Texts("zh"), date(2026, 11, 23)) == "11月23日 周一"
    assert day_line(Texts("en"), date(2026, 11, 23)) == "Mon 23 November"
    assert stamp(NOW.replace(hour=9, minute=5)) == "11/23 9:05"
    assert (clock_of(0), clock_of(965)) == ("0:00", "16:05")


def test_sentences_take_texts_as_they_are() -> None:
    said = sentence(Texts("zh"), BadInput("client.unknown", name="{x} %s"))
    assert "{x} %s" in said
    assert "11/23 11:30" in sentence(Texts("en"), BadInput("time.future", time=NOW))


def test_the_log_in_words() -> None:
    say = Texts("zh")
    rules = load_rulebook()
    assert told(say, "card.open", {"number": "2611-001", "title": "海报"}, rules) == "开卡 2611-001 海报"
    assert told(say, "undo", {"turned": "todo.add", "text": "买纸"}, rules) == "撤销 加待办 买纸"
    assert told(say, "obligation.met", {"rule": "week.call", "client": "梅林"}, rules).endswith("周一电话 梅林")
    assert told(say, "of.tomorrow", {}, rules) == "of.tomorrow"
    assert told(say, "profile.set", {"keys": "name, roles, moon"}, rules) == "改个人设置 名字、职务、moon"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_change_of_the_log_has_nothing_to_fill_in(lang: str) -> None:
    """Its words stand behind its name, whichever of them an older program kept."""
    assert [key for key, text in all_texts(lang).items() if key.startswith("verb.") and "{" in text] == []


@pytest.mark.parametrize(
    ("asked", "profile", "locale", "lang"),
    [
        ("en", "zh", "zh_CN.UTF-8", "en"), (None, "en", "zh_CN.UTF-8", "en"), (None, None, "en_GB.UTF-8", "en"),
        (None, None, "EN", "en"), (None, None, "C.UTF-8", "zh"), (None, None, None, "zh"), ("fr", None, "de_DE", "zh"),
    ],
)  # fmt: skip
def test_the_language_is_chosen(asked: str | None, profile: str | None, locale: str | None, lang: str) -> None:
    assert choose(asked, profile, locale) == lang


def test_a_new_client_is_told_with_what_else_finds_it() -> None:
    def added(name: str, short: str, *keys: str) -> str:
        made = Client(id="a", created_at=NOW, updated_at=NOW, name=name, short=short, keys=list(keys))
        return client_added(Texts("zh"), made)

    assert added("梅林食品", "梅林", "meilin", "ml") == "客户 梅林食品，也可打 梅林、meilin、ml"
    assert added("Hill", "Hill", "h") == "客户 Hill，也可打 h"
