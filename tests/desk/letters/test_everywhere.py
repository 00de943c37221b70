"""What a list shows every other shows (Law 7), also of what another desk asks: the same time, name and state; and what is decided of it in the
review, or by a handover, is the same answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from carrying import all_letters, carry, house, join, threads, written
from desks import all_of, at, owed
from msgspec.structs import replace

from aetui.desk.book.people import remove_person
from aetui.desk.copying.build import copy_of
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.review import review
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.files.transfer import export_to, import_from
from aetui.desk.letters.shown import waiting
from aetui.desk.obligations import as_json, meet
from aetui.desk.phone.calls import begin_call, log_item, retract_item
from aetui.desk.typed.records import note_todo
from aetui.domain.errors import BadInput
from aetui.domain.records import Letter, Todo
from aetui.domain.records.refs import ref_to
from aetui.domain.review import Thing
from aetui.locales import Texts
from aetui.locales.wording import title

NOW = at("16:00")


def ask(desks: dict[str, Desk]) -> None:
    """李雯 gives 小王 something, and reports trouble to 王磊."""
    mine = desks["liwen"]
    add_todo(mine, "重出完稿 #别让客户知道", at("10:00"), owner="小王", due=at("17:00"))
    call = begin_call(mine, at("10:00"), client="梅林")
    log_item(mine, call.id, "! 印厂停电", at("10:01"))
    (duty,) = owed(mine, "trouble.report", at("10:02"))
    meet(mine, duty, at("10:02"), how="换二厂")
    carry(desks)


@pytest.mark.parametrize(("who", "rule"), [("xiaowang", "todo.accept"), ("wanglei", "trouble.answer")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_board_review_copy_and_json_tell_the_same(tmp_path: Path, who: str, rule: str, lang: str) -> None:
    with house(tmp_path) as desks:
        ask(desks)
        desk, say = desks[who], Texts(lang)
        (duty,) = owed(desk, rule, NOW)
        name = title(say, duty, desk.rulebook)
        assert "李雯" in name
        assert "#" not in name
        told = as_json(desk, say, duty, NOW)
        assert (told["title"], told["state"], told["due"]) == (name, duty.state, desk.local(duty.due).isoformat())
        reviewed = review(desk, NOW, NOW.date())
        assert any(rule in (thing.key or "") for thing in reviewed.undecided)
        copied = copy_of(desk, say, [ref_to("obligation", duty.id)], NOW)
        assert copied is not None
        assert name in copied.text


def test_what_is_private_stays_and_a_remark_goes_to_a_colleague(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        given = add_todo(mine, "重出完稿 #别让客户知道", at("10:00"), owner="小王")
        carry(desks)
        assert all_of(hers, Todo)[0].text == "重出完稿 #别让客户知道"
        with mine.change("todo.set", at("10:10")) as change:
            change.put(replace(given, private=True))
        carry(desks)
        assert [one.state for one in threads(mine).values()] == ["withdrawn"]
        before = len(written(mine))
        add_todo(mine, "体检", at("10:00"), owner="小王", private=True)
        assert len(written(mine)) == before


def test_an_at_item_goes_as_its_to_do_and_comes_back_with_it(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        call = begin_call(mine, at("10:00"), client="梅林")
        item = log_item(mine, call.id, "@小王 17:00前重出完稿", at("10:01")).item
        carry(desks)
        assert (all_of(hers, Todo)[0].text, all_of(hers, Todo)[0].due) == ("重出完稿", at("17:00"))
        retract_item(mine, item.id, at("10:05"))
        carry(desks)
        assert all_of(hers, Todo)[0].dropped is not None
        assert [one.letter.act for one in waiting(hers, hers.say, NOW)] == ["withdraw"]


def test_who_is_in_the_office_alone_is_known_by_name(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine = desks["wanglei"]
        remove_person(mine, "小王", at("9:05"))
        todo = note_todo(mine, "出样 @小王 周五", at("10:00"))
        assert todo.owner == "小王"
        carry(desks)
        assert all_of(desks["xiaowang"], Todo)[0].text == "出样"


def test_an_export_carries_them_and_an_import_writes_none(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ask(desks)
        mine = desks["liwen"]
        export_to(mine, tmp_path / "all.json", NOW, say=mine.say)
        other = Desk.open(tmp_path / "other.json", program="test", now=NOW)
        join(other, "王磊")
        import_from(other, tmp_path / "all.json", NOW)
        assert len(all_letters(other)) == len(all_letters(mine))
        assert {one.id for one in all_letters(mine)} == {one.id for one in all_of(other, Letter)}
        other.close()


def undecided(desk: Desk, rule: str) -> Thing:
    return next(one for one in review(desk, NOW, NOW.date()).undecided if rule in one.key)


def test_a_decision_in_the_review_is_the_answer(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        ask(desks)
        mine, hers, boss = desks["liwen"], desks["xiaowang"], desks["wanglei"]
        with pytest.raises(BadInput):
            decide(boss, [undecided(boss, "trouble.answer")], "done", NOW, day=NOW.date())
        decide(boss, [undecided(boss, "trouble.answer")], "done", NOW, day=NOW.date(), how="可以")
        decide(hers, [undecided(hers, "todo.accept")], "someone", NOW, day=NOW.date(), who="王磊")
        carry(desks)
        assert sorted(one.state for one in threads(mine).values()) == ["done", "taken"]
        (passed,) = (one for one in all_of(boss, Todo) if one.given is not None)
        assert passed.given is not None
        assert passed.given.by == "小王"
        add_todo(mine, "第二件", at("15:00"), owner="小王")
        carry(desks)
        decide(hers, [undecided(hers, "todo.accept")], "drop", NOW, day=NOW.date(), why="排满了")
        finish_todo(boss, passed.id, at("16:30"), how="做了")
        carry(desks)
        assert sorted(one.state for one in threads(mine).values()) == ["done", "done", "refused"]
