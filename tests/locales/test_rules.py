"""When a rule is due is said in words: nobody but the rules file speaks its tiny language."""

from __future__ import annotations

import pytest

from aetui.domain.rulebook.language import parse_span
from aetui.locales import Texts
from aetui.locales.rules import due_words, span_words, when_words


@pytest.mark.parametrize(
    ("due", "zh", "en"),
    [
        ("+30 min", "30 分钟内", "within 30 minutes"),
        ("+1 working day", "1 个工作日内", "within 1 working day"),
        ("+2 working h", "工作时间 2 小时内", "within 2 hours of working time"),
        ("typed, else +24 h", "说好的时间；没说的，24 小时内", "when it was said, else within 24 hours"),
        ("-0 h", "开始之前", "before it begins"),
        ("-48 h", "提前 48 小时", "48 hours before"),
        ("-10 days", "提前 10 天", "10 days before"),
    ],
)
def test_due(due: str, zh: str, en: str) -> None:
    assert (due_words(Texts("zh"), due), due_words(Texts("en"), due)) == (zh, en)


def test_when() -> None:
    assert when_words(Texts("zh"), "friday 17:30") == "每周五 17:30"
    assert when_words(Texts("en"), "after week.report", {"week.report": "weekly report"}.__getitem__) == (
        "after: weekly report"
    )
    assert span_words(Texts("en"), parse_span("1.5 h")) == "90 minutes"
