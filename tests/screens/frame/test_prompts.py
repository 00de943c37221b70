"""Whatever is asked shows an example of an answer and names what it is about, and the bottom line says what the keys mean
meanwhile. All questions of the catalogue are held to an example; those that a key opens on a full desk are opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from full_desk import full_desk
from on_a_desk import Hand, on_screen
from test_footers import MADE, hints_of

from aetui.desk.demo import MONDAY
from aetui.locales import LANGS, Texts, all_texts
from aetui.screens.leave.handover import HandoverScreen
from aetui.widgets.lines import LineList
from aetui.widgets.prompt import Prompt


def questions(lang: str) -> dict[str, str]:
    """What may be asked, by its key; a field's own example goes by the field."""
    found = all_texts(lang).items()
    return {
        key: text
        for key, text in found
        if re.match(r"ask\.(?!usual\.)", key) and not key.endswith(".like") and "{label}" not in text
    }


@pytest.mark.parametrize("lang", LANGS)
def test_each_question_has_an_example(lang: str) -> None:
    texts = all_texts(lang)
    assert [key for key in questions(lang) if not texts.get(f"{key}.like", "").strip()] == []


OPENED: dict[str, list[tuple[str, str, str]]] = {
    "board": [
        ("", "todo", "todo"),
        ("", "card", "card"),
        ("", "memo", "memo"),
        ("", "meeting", "meeting"),
        ("", "client", "client.name"),
        ("", "narrow", "narrow"),
        ("obligation:month.report", "done", "how"),
        ("obligation:month.report", "waive", "why"),
        ("obligation:trouble.report", "done", "how.trouble.report"),
        ("obligation:card.open", "done", "how.card.open"),
        ("obligation:card.chase", "done", "how.card.chase"),
        ("obligation:news.share", "done", "how.news.share"),
        ("todos", "waive", "why"),
        ("calls", "remove", "drop_call"),
    ],
    "call": [],
    "detail": [("", "remove", "drop_call")],
    "card": [
        ("step", "edit", "step_edit"),
        ("step", "step", "step"),
        ("step", "chase", "how.card.chase"),
        ("", "next_state", "pass"),
        ("", "work", "work"),
        ("", "money", "money"),
        ("", "send_schedule", "sent_schedule"),
        ("obligation:card.schedule", "done", "how"),
        ("obligation:card.chase", "waive", "why"),
        *((f"field:{field}", "edit", "field") for field in ("title", "what", "audience", "kind", "deliver_at")),
        *((f"field:{field}", "edit", "field") for field in ("requested_by", "proposition", "mandatory")),
        ("estimate", "edit", "estimate"),
        ("estimate", "done", "agreed"),
        ("money", "edit", "money"),
        ("money", "done", "settle"),
        ("work", "done", "reviewed"),
    ],
    "client": [
        ("", "contact_add", "contact"),
        ("", "client_card", "client_card"),
        ("obligation:call.return", "done", "how.call.return"),
        ("obligation:call.promise", "done", "how.call.promise"),
        *((f"field:{field}", "edit", "field") for field in ("name", "short", "report", "team", "copies")),
        ("about:market", "edit", "note"),
        ("", "note", "note"),
        ("contact", "edit", "contact"),
    ],
    "meeting": [
        ("point", "edit", "point"),
        ("", "minutes", "minutes"),
        ("", "next_paper", "agenda_sent"),
        ("", "move", "move"),
        ("", "prep_add", "prep"),
        ("", "cancel", "cancel"),
        ("obligation:meeting.agenda", "done", "how"),
        ("field:start", "edit", "move"),
        *((f"field:{field}", "edit", "field") for field in ("title", "end", "room", "travel", "attendees")),
    ],
    "paper": [("", "send_paper", "paper.how"), ("", "write_file", "paper.file")],
    "week": [("clients", "done", "week.how"), ("clients", "waive", "week.why")],
    "reports": [("", "sent", "paper.how")],
    "plan": [("", "edit", "plan_line_edit"), ("", "plan_line", "plan_line")],
    "appraisal": [("word:improve", "edit", "field"), ("change:", "edit", "field")],
    "review": [("", "another_day", "review.day"), ("", "give", "review.someone"), ("", "drop", "review.drop")],
    "handover": [
        ("", "person", "handover.whom"),
        *(("", command, "field") for command in ("instruct", "otherwise", "whom", "files")),
        ("", "write_file", "handover.file"),
        ("", "absence_span", "handover.span"),
        ("", "another", "handover.span"),
    ],
    "return": [("", "fetch_log", "return.file")],
    "week_review": [
        ("", "take_weeks", "week.take"),
        ("", "plan_add", "week.plan"),
        ("", "week_words", "week.words"),
        ("", "write_file", "summary.file"),
    ],
    "figures": [("", "figures_client", "figures.client")],
    "settings": [
        *((f"set:{name}", "edit", "setting") for name in ("name", "roles", "supervisor", "hours", "calendar", "quiet")),
        ("person", "edit", "person"),
        ("", "person_add", "person_add"),
        ("person", "person_away", "person_away"),
        ("", "day_add", "own_day"),
    ],
}
"""On which row which command asks what."""


def pattern(text: str) -> str:
    """What a question of the catalogue looks like once it is put, whatever it is about."""
    return "(.* · )?" + re.sub(r"\\\{[^}]*\\\}", ".*", re.escape(text))


def stand_on(hand: Hand, prefix: str) -> None:
    for lines in hand.screen.query(LineList):
        for ref in lines.refs if prefix else ():
            if f"{ref}:".startswith(f"{prefix.rstrip(':')}:"):
                hand.screen.set_focus(lines)
                assert lines.select(ref)
                return
    assert not prefix, f"no {prefix}:\n{hand.text}"


@pytest.mark.parametrize("where", [where for where, opened in OPENED.items() if opened])
async def test_the_prompts_of_a_screen(tmp_path: Path, where: str) -> None:
    desk, texts = (
        full_desk(tmp_path, "zh"),
        questions("zh") | {"ask.field": "{label}：", "ask.setting": "{label}（{like}）："},
    )
    made = HandoverScreen() if where == "handover" else MADE[where](desk)
    async with on_screen(desk, made, now=MONDAY, size=(200, 60)) as hand:
        await hand.app.workers.wait_for_complete()
        screen, usual = hand.screen, hints_of(hand)
        prompt = screen.query_one(Prompt)
        for row, command, key in OPENED[where]:
            stand_on(hand, row)
            await screen.run_action(f"screen.{command}")
            await hand.pilot.pause()
            assert prompt.asking, (row, command)
            assert re.fullmatch(pattern(texts[f"ask.{key}"]), prompt._question), (prompt._question, key)
            assert prompt.line.hint, (row, command)
            said = [(hint.key, hint.name) for hint in hints_of(hand)]
            last = [("↑", "上一次写的")] if prompt._kind in prompt._last else []
            assert said == [("Enter", "就这样"), ("Esc", "先放着" if prompt._key else "不问了"), *last]
            prompt.cancel()
            await hand.pilot.pause()
            assert not prompt.asking
        assert {hint.key for hint in hints_of(hand)} == {hint.key for hint in usual}


async def test_a_question_about_a_step_names_it_and_its_row_stays_marked(tmp_path: Path) -> None:
    desk = full_desk(tmp_path, "zh")
    async with on_screen(desk, MADE["card"](desk), now=MONDAY) as hand:
        stand_on(hand, "step")
        lines = hand.screen.focused
        await hand.press("i")
        prompt = hand.screen.query_one(Prompt)
        assert prompt._question.startswith("文案 · ")
        assert isinstance(lines, LineList)
        assert lines._held
        await hand.press("escape")
        assert not lines._held


async def test_up_takes_the_last_answer_where_the_bottom_line_says_so(tmp_path: Path) -> None:
    desk = full_desk(tmp_path, "zh")
    async with on_screen(desk, MADE["card"](desk), now=MONDAY) as hand:
        stand_on(hand, "step")
        await hand.press("i")
        await hand.type("周三中午给\n")
        await hand.press("i")
        assert hints_of(hand)[-1].name == Texts("zh")("asking.last")
        await hand.press("up")
        assert hand.screen.query_one(Prompt).line.text == "周三中午给"


@pytest.mark.parametrize("lang", LANGS)
async def test_what_is_understood_has_room_at_80_cells(tmp_path: Path, lang: str) -> None:
    desk = full_desk(tmp_path, lang)
    async with on_screen(desk, now=MONDAY, size=(80, 24), lang=lang) as hand:
        await hand.press("m")
        client = next(iter(desk.book.clients.values())).short
        said = "例会 周四 14:00到15:30" if lang == "zh" else "meeting thu 2pm to 3:30pm"
        await hand.type(f"{client} {said}")
        suffix = "".join(text for text, _ in hand.screen.query_one(Prompt).line.suffix).strip()
        assert "14:00–15:30" in suffix
        assert suffix in hand.text
