"""点子 (Y1): noted, used, shown, let go; for one's own eyes until shown."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from desks import at, client, everything

from aetui.desk import ideas
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.find.mentions import find_text
from aetui.desk.papers import Subject, build
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.papers import papers_about
from aetui.domain.records import Idea

NOW = at("11:30")
SECRET = "把罐头竖起来拍"


def test_an_idea_bears_who_and_when_and_stands_on_its_card(desk: Desk) -> None:
    card = open_card(desk, "海报", NOW, client="梅林")
    free = ideas.note_idea(desk, "结尾倒着放 @小王", NOW)
    assert (free.who, free.at, free.card_id, free.client_id) == ("小王", NOW, None, None)
    on = ideas.note_idea(desk, f"{SECRET} {card.number}", NOW + timedelta(minutes=1))
    assert (on.who, on.card_id, on.client_id) == ("李雯", card.id, card.client_id)
    of = ideas.note_idea(desk, "换代言人", NOW + timedelta(minutes=2), client=client(desk, "申花"))
    assert (of.card_id, of.client_id) == (None, client(desk, "申花").id)
    assert [one.id for one in ideas.open_ideas(desk)] == [of.id, on.id, free.id]
    assert ideas.the_idea(desk, "2").id == on.id
    assert ideas.the_idea(desk, "倒着").id == free.id
    before = everything(desk)
    for line in ("", "  ", "@小王"):
        with pytest.raises(BadInput):
            ideas.note_idea(desk, line, NOW)
    with pytest.raises(NotThere):
        ideas.note_idea(desk, "好主意 2611-999", NOW)
    assert everything(desk) == before


def test_put_up_for_editing_and_accepted_it_is_as_it_was(desk: Desk) -> None:
    card = open_card(desk, "海报", NOW, client="梅林")
    for line in ("结尾倒着放 @小王", SECRET, "好 # 别说给阿杰", f"{SECRET} {card.number}"):
        made = ideas.note_idea(desk, line, NOW, card=card)
        before = everything(desk)
        ideas.edit_idea(desk, made.id, ideas.written(desk, made), NOW + timedelta(days=400))
        assert everything(desk) == before


@pytest.mark.parametrize("act", [ideas.use_idea, ideas.drop_idea])
def test_used_or_let_go_it_leaves_the_list_and_comes_back(desk: Desk, act) -> None:  # type: ignore[no-untyped-def]
    made = ideas.note_idea(desk, SECRET, NOW)
    act(desk, made.id, NOW)
    assert (ideas.open_ideas(desk), [one.id for one in ideas.ended_ideas(desk)]) == ([], [made.id])
    act(desk, made.id, NOW)
    assert ideas.open_ideas(desk) == [made]
    desk.undo(NOW)
    assert ideas.open_ideas(desk) == []


def test_until_it_was_shown_no_paper_bears_it(desk: Desk) -> None:
    card = open_card(desk, "海报", NOW, client="梅林")
    made = ideas.note_idea(desk, SECRET, NOW, card=card)
    subject = Subject(client=client(desk, "梅林"), card=card)

    def papers() -> str:
        written = []
        for kind in papers_about("card"):
            with suppress(BadInput):  # an estimate that isn't there
                written.append(repr(build(desk, desk.say, kind, subject, NOW)))
        assert len(written) > 1
        return "".join(written)

    assert SECRET not in papers()
    ideas.show_idea(desk, made.id, NOW, by="阿杰")
    assert SECRET in papers()


def test_find_finds_it(desk: Desk) -> None:
    made = ideas.note_idea(desk, SECRET, NOW)
    assert [(hit.kind, hit.id) for hit in find_text(desk, "竖起来")] == [("ideas", made.id)]


def test_a_card_s_one_idea_of_version_2_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    sample = Path(__file__).parents[1] / "store/files/v2.json"
    tables = json.loads(sample.read_text(encoding="utf-8"))
    (card,) = tables["cards"].values()
    tables["cards"]["2"] = {**card, "id": "d2", "number": "2611-002", "idea": None}
    card["idea"] = "用真人照片"
    path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    desk = Desk.open(path, program="test", now=NOW)
    (idea,) = desk.each(Idea)
    assert (idea.text, idea.card_id, idea.client_id, idea.shown) == ("用真人照片", card["id"], card["client_id"], None)
    assert idea.at.isoformat() == card["created_at"]
    desk.close()
