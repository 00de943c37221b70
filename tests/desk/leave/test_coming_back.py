"""Coming back (D8): each line's fate; two words side by side; nothing lost and nothing twice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from desks import all_of, at, carry_todo, client, everything, owed
from handovers import BACK, END, NOW, START, ZH, desk_of, leave, line_of, seen, story, take, take_all
from msgspec.structs import replace

from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk, new_id
from aetui.desk.day.memos import write_memo
from aetui.desk.day.today import in_care
from aetui.desk.day.todos import add_todo, drop_todo, finish_todo
from aetui.desk.leave.bundles import finish, note, send_back, send_out, take_back, take_in
from aetui.desk.leave.coming_back import OURS, Fate, did, fates, find_fate, take_over, tally
from aetui.desk.leave.handover import change_span, cover, plan
from aetui.desk.leave.state import handover_of, keep_numbers
from aetui.desk.leave.which import current, to_take_back
from aetui.desk.obligations import find_obligation, find_open, meet, waive
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Absence, Card, Client, CoverLine, Fact, Item, Memo, Step, Todo
from aetui.locales.errors import reason


@pytest.fixture
def away(desk: Desk) -> Absence:
    story(desk)
    return leave(desk)


def the_fates(desk: Desk, now: datetime = BACK) -> list[Fate]:
    (absence,) = [a for a in all_of(desk, Absence) if not a.cancelled]
    return fates(desk, ZH, absence, now)


def fate_of(desk: Desk, words: str, now: datetime = BACK) -> Fate:
    (one,) = [fate for fate in the_fates(desk, now) if words in (fate.line.id, fate.line.what[-len(words) :])]
    return one


def logged(desk: Desk, folder: Path, *done: tuple[str, str, datetime], who: str = "小王") -> None:
    """A cover works on a desk of their own; the log comes back."""
    absence = current(desk, START)
    assert absence is not None
    with desk_of(folder, who) as theirs:
        send_out(desk, absence, folder / "out.json", person=who)
        take_in(theirs, folder / "out.json", NOW)
        for words, how, when in done:
            held = next(c for c in in_care(theirs, NOW) if words in c.what or words == c.line_id)
            if how.endswith("…"):
                note(theirs, held.id, how.removesuffix("…"), when)
            else:
                finish(theirs, held.id, when, how=how)
        send_back(theirs, "李雯", folder / f"{who}-back.json")
    (folder / f"{who}.json").unlink()
    take_back(desk, folder / f"{who}-back.json", BACK)


def promise_kept(desk: Desk) -> tuple[str, str | None, str | None]:
    (one,) = [o for o in desk.obligations(BACK, ended=True) if o.rule == "call.promise" and "给稿" in o.what]
    return one.state, one.how, one.by


def test_each_line_has_its_fate(desk: Desk, away: Absence, tmp_path: Path) -> None:
    logged(desk, tmp_path, ("给稿", "发了", at("11:00", 25)), ("排期", "还在催…", at("10:00", 26)))
    record_call(desk, at("10:00", 25), ["> 周四给样品"], client="申花")
    assert len(the_fates(desk)) == len(away.lines) + 1
    assert fate_of(desk, "给稿").group == "done"
    assert fate_of(desk, "给稿").due
    assert fate_of(desk, "给排期").group == "due"
    assert [f.how for f in fate_of(desk, "给排期").line.log] == ["还在催"]
    new = fate_of(desk, "给样品")
    assert (new.group, new.line.cover, new.due) == ("new", None, True)
    order = [fate.group for fate in the_fates(desk)]
    assert order == sorted(order, key=["conflict", "done", "due", "open", "new"].index)


def test_what_the_cover_finished_is_done_here(desk: Desk, away: Absence, tmp_path: Path) -> None:
    logged(desk, tmp_path, ("给稿", "发了", at("11:00", 25)), ("整理样品", "理好了", at("12:00", 25)))
    whole, waiting = take_all(desk, away.id, BACK)
    assert waiting == 0
    assert whole.returned is not None
    assert promise_kept(desk) == ("met", "发了", "小王")
    (todo,) = [t for t in all_of(desk, Todo) if t.text == "整理样品"]
    assert todo.done is not None
    assert (todo.done.how, todo.done.by) == ("理好了", "小王")
    assert len(owed(desk, "call.promise", BACK)) == 1  # 益力's: nobody did it, it is ours again
    assert current(desk, BACK) is None
    desk.undo(BACK)
    assert current(desk, BACK) is not None
    assert promise_kept(desk)[0] == "overdue"


def test_a_weekly_duty_done_while_its_week_passed_is_not_lost(desk: Desk, away: Absence, tmp_path: Path) -> None:
    line = next(one for one in away.lines if (one.key or "").startswith("week.report:") and one.due)
    with desk_of(tmp_path, "小王") as theirs:
        send_out(desk, away, tmp_path / "out.json")
        take_in(theirs, tmp_path / "out.json", NOW)
        held = next(c for c in in_care(theirs, NOW) if c.line_id == line.id)
        finish(theirs, held.id, at("11:00", 25), how="传真给了")
        send_back(theirs, "李雯", tmp_path / "back.json")
    back = at("9:00", 30)  # the next week: on our desk it was missed
    take_back(desk, tmp_path / "back.json", back)
    assert find_open(desk, line.key or "", back) is None
    take(desk, away.id, [line.key or ""], back)
    (report,) = [o for o in desk.obligations(back, ended=True) if o.id == line.key]
    assert (report.state in ("met", "met_late"), report.how, report.by) == (True, "传真给了", "小王")


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_met_here_and_there_both_stand_side_by_side(desk: Desk, away: Absence, tmp_path: Path, side: str) -> None:
    line = line_of(away, "给稿")
    ours_at, theirs_at = at("10:00", 25), at("11:00", 25)
    meet(desk, find_open(desk, line.key or "", ours_at), ours_at, how="路上发的")  # type: ignore[arg-type]
    logged(desk, tmp_path, ("给稿", "邮件发了", theirs_at))
    fate = fate_of(desk, "给稿")
    assert fate.group == "conflict"
    assert fate.ours is not None
    assert (fate.ours.at, fate.ours.how, fate.ours.by) == (ours_at, "路上发的", "李雯")
    assert [(f.at, f.how, f.by) for f in fate.theirs] == [(theirs_at, "邮件发了", "小王")]
    before = everything(desk)
    with pytest.raises(BadInput) as undecided:
        take(desk, away.id, [fate.key], BACK)
    assert undecided.value.key == "absence.two_say"
    assert everything(desk) == before
    _, waiting = take_all(desk, away.id, BACK)
    assert waiting == 1
    assert [left.key for left in the_fates(desk)] == [line.key]
    whole = take(desk, away.id, [fate.key], BACK, side=OURS if side == "ours" else 1)
    assert promise_kept(desk) == (("met", "路上发的", None) if side == "ours" else ("met", "邮件发了", "小王"))
    kept = line_of(whole, "给稿")
    assert [f.how for f in kept.log] == ["路上发的", "邮件发了"]  # nothing lost
    assert kept.returned is not None
    assert kept.returned.by == ("李雯" if side == "ours" else "小王")
    assert whole.returned is not None
    items = [i for i in all_of(desk, Item) if "给稿" in i.text]
    assert len(items) == 1  # nothing twice


@pytest.mark.parametrize("how", ["waived", "periodic", "finished", "dropped", "moved", "memo"])
def test_changed_here_meanwhile_is_never_overwritten_by_itself(
    desk: Desk, away: Absence, tmp_path: Path, how: str
) -> None:
    meanwhile = at("10:00", 25)
    words = "会议室" if how == "memo" else "整理样品"
    if how == "memo":
        memo = write_memo(desk, "留会议室", NOW, to="小孙")
        fresh = handover_of(desk, ZH, away, NOW).new
        cover(desk, ZH, away.id, [line.key or "" for line in fresh], "小王", NOW)
        with desk.change("test", meanwhile) as change:
            change.put(replace(memo, sent=Fact(at=meanwhile, how="路上发了")))
    elif how in ("waived", "periodic"):
        rule = "call.promise" if how == "waived" else "week.report"
        keys = {one.key for one in away.lines}
        found = next(o for o in desk.obligations(meanwhile) if o.rule == rule and o.id in keys)
        waive(desk, found, "客户不要了", meanwhile)
        words = next(one.id for one in away.lines if one.key == found.id)
    else:
        (todo,) = [t for t in all_of(desk, Todo) if t.text == "整理样品"]
        if how == "moved":
            carry_todo(desk, todo.id, at("9:00", 30).date(), meanwhile)
        else:
            finish_todo(desk, todo.id, meanwhile) if how == "finished" else drop_todo(
                desk, todo.id, "不要了", meanwhile
            )
    logged(desk, tmp_path, (words, "做完了", at("11:00", 25)))
    (fate,) = [left for left in the_fates(desk) if left.theirs]
    assert fate.group == "conflict"
    assert fate.ours is not None
    assert fate.ours.at == meanwhile
    take(desk, away.id, [fate.key], BACK, side=1)
    assert fate.key not in {left.key for left in the_fates(desk)}
    if how in ("moved", "finished", "dropped"):
        (todo,) = [t for t in all_of(desk, Todo) if t.text == "整理样品"]
        assert todo.done is not None
        assert todo.done.how == "做完了"
    elif how == "memo":
        assert all_of(desk, Memo)[0].done is not None
    else:
        (duty,) = [o for o in desk.obligations(BACK, ended=True) if o.id == fate.key]
        assert (duty.state in ("met", "met_late"), duty.how) == (True, "做完了")


def test_two_covers_tell_it_differently(desk: Desk, away: Absence, tmp_path: Path) -> None:
    logged(desk, tmp_path, ("给稿", "发了邮件", at("11:00", 25)))
    key = line_of(away, "给稿").key or ""
    cover(desk, ZH, away.id, [key], "阿杰", NOW)
    logged(desk, tmp_path, ("给稿", "送了纸样", at("12:00", 25)), who="阿杰")
    fate = fate_of(desk, "给稿")
    assert fate.group == "conflict"
    assert fate.ours is None
    assert [f.how for f in fate.theirs] == ["发了邮件", "送了纸样"]
    with pytest.raises(BadInput):
        take(desk, away.id, [key], BACK, side=3)
    after = take(desk, away.id, [key], BACK, side=2)
    kept = line_of(after, "给稿")
    assert kept.done is not None
    assert (kept.done.how, [f.how for f in kept.claims]) == ("送了纸样", ["发了邮件"])
    assert promise_kept(desk) == ("met", "送了纸样", "阿杰")


def test_neither_cover_counts_and_it_is_ours_again(desk: Desk, away: Absence, tmp_path: Path) -> None:
    logged(desk, tmp_path, ("给稿", "发了邮件", at("11:00", 25)))
    key = line_of(away, "给稿").key or ""
    cover(desk, ZH, away.id, [key], "阿杰", NOW)
    logged(desk, tmp_path, ("给稿", "送了纸样", at("12:00", 25)), who="阿杰")
    take(desk, away.id, [key], BACK, side=OURS)
    assert promise_kept(desk)[0] == "overdue"


def test_the_same_told_twice_is_no_conflict(desk: Desk, away: Absence, tmp_path: Path) -> None:
    logged(desk, tmp_path, ("给稿", "发了", at("11:00", 25)))
    with pytest.raises(BadInput) as twice:
        take_back(desk, tmp_path / "小王-back.json", BACK)
    assert twice.value.key == "bundle.twice"
    assert fate_of(desk, "给稿").group == "done"


def test_a_log_that_comes_after_the_line_was_taken_over(desk: Desk, away: Absence, tmp_path: Path) -> None:
    take_all(desk, away.id, BACK)
    assert current(desk, BACK) is None
    with desk_of(tmp_path, "小王") as theirs:
        send_out(desk, away, tmp_path / "out.json")
        take_in(theirs, tmp_path / "out.json", NOW)
        held = next(c for c in in_care(theirs, NOW) if "给稿" in c.what)
        finish(theirs, held.id, at("11:00", 25), how="发了")
        send_back(theirs, "李雯", tmp_path / "late.json")
    take_back(desk, tmp_path / "late.json", BACK)
    assert fate_of(desk, "给稿").group == "done"
    take_all(desk, away.id, BACK)
    assert promise_kept(desk) == ("met", "发了", "小王")


def test_a_cards_step_and_a_message_on_the_phone(desk: Desk, tmp_path: Path) -> None:
    story(desk)
    for name in ("梅林", "申花", "益力"):
        record_call(desk, at("9:55"), [], client=name, way="out")
    card = open_card(desk, "挂历", at("9:30"), client="申花")
    absence = plan(desk, ZH, at("18:30"), at("9:00", 24), NOW)
    assert absence.lines
    made = plan_for(desk, absence, card)
    (message,) = [one for one in made.lines if (one.key or "").startswith("phone:")]
    logged(desk, tmp_path, ("挂历", "问过了", at("8:00", 24)), (message.what, "要加一个尺寸…", at("8:30", 24)))
    take_all(desk, absence.id, BACK)
    kept = {t.text: t for t in all_of(desk, Todo)}
    done = next(t for t in kept.values() if t.card_id == card.id)
    assert done.done is not None
    assert (done.done.how, done.done.by) == ("问过了", "小王")
    assert kept["小王: 要加一个尺寸"].done is None
    assert kept["小王: 要加一个尺寸"].client_id == message.client_id


def plan_for(desk: Desk, absence: Absence, card: Card) -> Absence:
    """Only the card itself and a client's phone, all 小王's."""
    who = next(c for c in all_of(desk, Client) if c.short == "益力")
    with desk.change("test", NOW) as change:
        lines = [
            CoverLine(
                id=new_id(), key=f"cards:{card.id}", what=f"{card.number} 挂历", client_id=card.client_id, cover="小王"
            ),
            CoverLine(id=new_id(), key=f"phone:{who.id}", what="益力 的电话谁接", client_id=who.id, cover="小王"),
        ]
        return change.put(replace(absence, lines=lines))


def test_what_arises_while_away_is_new_and_uncovered(desk: Desk, away: Absence) -> None:
    during = at("10:00", 25)
    record_call(desk, during, ["> 周四给样品"], client="梅林")
    add_todo(desk, "买笔", during)
    after = handover_of(desk, ZH, away, during)
    assert {line.what for line in after.new} == {"承诺：给样品", "买笔"}
    covers = {o.what: o.cover for o in desk.obligations(during) if o.rule == "call.promise"}
    assert covers == {"给稿": "小王", "给排期": "小王", "给样品": ""}
    cover(desk, ZH, away.id, [line.key or "" for line in after.new], "阿杰", during)
    covers = {o.what: o.cover for o in desk.obligations(during) if o.rule == "call.promise"}
    assert covers["给样品"] == "阿杰"


def test_cut_short_and_prolonged_while_it_runs(desk: Desk, away: Absence) -> None:
    during = at("10:00", 25)
    longer = change_span(desk, ZH, away.id, during, end=at("18:00", 30))
    fresh = [line for line in longer.lines if line.cover is None]
    assert fresh
    assert {line.key for line in away.lines} <= {line.key for line in longer.lines}
    assert not {line.key for line in fresh} & {line.key for line in away.lines}
    shorter = change_span(desk, ZH, away.id, during, end=at("18:00", 26))
    assert {line.key for line in shorter.lines if line.cover} == {line.key for line in away.lines}
    assert [line for line in shorter.lines if line.cover is None and line.due and line.due > shorter.end] == []
    later = [o for o in desk.obligations(during) if o.act_by > shorter.end]
    assert later
    assert {o.cover for o in later} == {None}


def test_new_things_are_seen_before_it_is_over(desk: Desk, away: Absence) -> None:
    record_call(desk, at("10:00", 25), ["> 周四给样品"], client="申花")
    keys = [line.key or "" for line in away.lines]
    open_still = take(desk, away.id, keys, BACK)
    assert open_still.returned is None
    (fate,) = the_fates(desk)
    assert fate.group == "new"
    over = take(desk, away.id, [fate.key], BACK)
    assert over.returned is not None
    assert line_of(over, "给样品").returned is not None
    with pytest.raises(NotThere):
        take(desk, away.id, ["nothing"], BACK)
    assert away.end == END
    assert client(desk, "申花").active


# Three things apart: done by the cover, came due, still open


def test_taking_back_is_not_doing(desk: Desk, away: Absence) -> None:
    before = {o.id: o.state for o in desk.obligations(BACK, ended_since=NOW)}
    whole, _ = take_all(desk, away.id, BACK)
    assert whole.returned is not None
    assert [line.what for line in whole.lines if line.done] == []
    after = {o.id: o.state for o in desk.obligations(BACK, ended_since=NOW)}
    assert {key: state for key, state in after.items() if key in before} == before


def test_the_cover_did_it_is_said_by_itself(desk: Desk, away: Absence) -> None:
    line = line_of(away, "给稿")
    whole = take_over(desk, ZH, away.id, {line.id: did(BACK, "邮件发了", at("11:00", 25))}, BACK).absence
    kept = line_of(whole, "给稿")
    assert kept.done is not None
    assert (kept.done.how, kept.done.by, kept.returned is not None) == ("邮件发了", "小王", True)
    assert promise_kept(desk) == ("met", "邮件发了", "小王")
    desk.undo(BACK)
    assert promise_kept(desk)[0] == "overdue"
    finish_todo(desk, next(t.id for t in all_of(desk, Todo)), BACK)
    todo = line_of(away, "整理样品")
    before = everything(desk)
    for wrong in (todo, replace(line, id="nothing")):
        with pytest.raises((BadInput, NotThere)):
            take_over(desk, ZH, away.id, {wrong.id: did(BACK, "x")}, BACK)
    with pytest.raises(BadInput):
        did(BACK, "x", at("9:00", 30).replace(month=12))
    assert everything(desk) == before


@pytest.mark.parametrize("side", [OURS, 1])
def test_a_side_is_taken_only_where_two_differ(desk: Desk, away: Absence, tmp_path: Path, side: int) -> None:
    logged(desk, tmp_path, ("给稿", "发了", at("11:00", 25)))
    before = everything(desk)
    for fate in the_fates(desk):
        with pytest.raises(BadInput) as agreed:
            take(desk, away.id, [fate.key], BACK, side=side)
        assert agreed.value.key == "absence.agree"
    assert everything(desk) == before


def test_a_number_is_the_lines_own_for_ever(desk: Desk, away: Absence) -> None:
    """As the list before leave shows it, so does the one of coming back, whatever was taken over in between."""
    shown = {line.n: line.id for line in handover_of(desk, ZH, away, NOW).all}
    assert sorted(shown) == list(range(1, len(shown) + 1))
    record_call(desk, at("10:00", 25), ["> 周四给样品", "> 周五给样稿"], client="申花")
    fresh = {f.line.n: f.key for f in the_fates(desk) if f.group == "new"}
    assert min(fresh) == max(shown) + 1
    while left := the_fates(desk):
        for fate in left:
            expected = shown.get(fate.line.n) or fate.line.id
            assert fate.line.id == expected
            assert find_fate(current(desk, BACK) or away, left, str(fate.line.n)) is fate
            if fate.group == "new":
                assert fresh[fate.line.n] == fate.key
        before = left[len(left) // 2]
        after = take(desk, away.id, [before.key], BACK)
        if not after.returned:
            with pytest.raises(NotThere):
                find_fate(after, the_fates(desk), str(before.line.n))


def test_a_number_that_went_with_its_line_is_not_given_again(desk: Desk) -> None:
    story(desk)
    todo = add_todo(desk, "买笔", at("9:55"))
    absence = plan(desk, ZH, START, END, NOW)
    numbers = {line.key: line.n for line in absence.lines}
    finish_todo(desk, todo.id, NOW)
    seen = handover_of(desk, ZH, absence, NOW)
    assert {line.key: line.n for line in seen.all} == {k: n for k, n in numbers.items() if k != f"todos:{todo.id}"}
    cover(desk, ZH, absence.id, [seen.all[0].key or ""], "小王", NOW)
    add_todo(desk, "买纸", NOW)
    (fresh,) = handover_of(desk, ZH, current(desk, NOW) or absence, NOW).new
    assert fresh.n == max(numbers.values()) + 1


def test_lines_of_an_older_file_are_numbered_by_their_place(desk: Desk, away: Absence) -> None:
    with desk.change("test", NOW) as change:
        old = change.put(replace(away, lines=[replace(line, n=0) for line in away.lines], counted=0))
    assert [line.n for line in handover_of(desk, ZH, old, NOW).lines] == list(range(1, len(old.lines) + 1))


def test_what_is_logged_stays_open_and_what_is_done_is_over(desk: Desk, away: Absence, tmp_path: Path) -> None:
    with desk_of(tmp_path, "小王") as theirs:
        send_out(desk, away, tmp_path / "out.json")
        take_in(theirs, tmp_path / "out.json", NOW)
        numbers = {c.id: c.n for c in in_care(theirs, NOW)}
        assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
        one, other = in_care(theirs, NOW)[:2]
        assert note(theirs, one.id, "打过电话", NOW).done is None
        assert finish(theirs, other.id, NOW).done is not None
        assert {c.id: c.n for c in in_care(theirs, NOW)} == {k: n for k, n in numbers.items() if k != other.id}
        for way in (lambda: note(theirs, one.id, " ", NOW), lambda: finish(theirs, other.id, NOW)):
            with pytest.raises((BadInput, NotThere)):
                way()


@pytest.mark.parametrize(("given", "steps"), [("打样", ["彩色打样", "打样", "封面: 打样"]), ("打样", ["打样", "打样"])])
def test_the_step_that_was_handed_over_is_done_and_no_other(
    desk: Desk, tmp_path: Path, given: str, steps: list[str]
) -> None:
    """Steps that end alike, or are called alike, are told apart."""
    made = [Step(id=f"s{n}", what=what) for n, what in enumerate(steps)]
    which = max(n for n, what in enumerate(steps) if what == given)
    story(desk)
    card = open_card(desk, "海报", at("9:30"), client="申花")
    with desk.change("test", NOW) as change:
        before = [replace(step, done=Fact(at=NOW)) if n < which else step for n, step in enumerate(made)]
        told = Fact(at=NOW)  # so that nothing else is owed of the card
        change.put(replace(card, steps=before, schedule_sent=told, schedule_confirmed=told))
    absence = leave(desk)
    line = next(one for one in absence.lines if one.key == f"cards:{card.id}")
    with desk.change("test", NOW) as change:  # what was ticked by mistake is open again
        held = change.get(Card, card.id) or card
        change.put(replace(held, steps=made, schedule_confirmed=Fact(at=NOW)))
    logged(desk, tmp_path, (line.id, "打好了", at("11:00", 25)))
    take_all(desk, absence.id, BACK)
    done = [step.id for step in (desk.get(Card, card.id) or card).steps if step.done]
    assert done == [made[which].id]


@pytest.mark.parametrize("cards", [0, 1, 2])
def test_money_that_the_cover_saw_to_stands_on_a_card(desk: Desk, tmp_path: Path, cards: int) -> None:
    """Y3: on the client's one card in hand, else on one of its own, where the cover named none."""
    story(desk)
    made = [open_card(desk, title, at("9:30"), client="益力") for title in ("海报", "单页")[:cards]]
    record_call(desk, at("9:55"), ["$ 外拍 8000"], client="益力")
    absence = leave(desk)
    line = next(one for one in absence.lines if (one.key or "").startswith("card.open"))
    logged(desk, tmp_path, (line.id, "谈好了", at("11:00", 25)))
    take_all(desk, absence.id, BACK)
    assert owed(desk, "card.open", BACK) == []
    (item,) = [one for one in all_of(desk, Item) if "外拍" in one.text]
    held = desk.get(Card, item.card_id)
    assert held is not None
    assert (held.id in {card.id for card in made}) == (cards == 1)


def test_a_gate_that_keeps_a_duty_open_is_told(desk: Desk, tmp_path: Path) -> None:
    """The cover delivered a card that was never started (D5, R6): it is theirs to have done, and ours to pass."""
    story(desk)
    open_card(desk, "海报", at("9:00"), client="梅林", deliver_at=at("15:00", 25))
    leave(desk)
    line = next(one for one in seen(desk).lines if (one.obligation_id or "").startswith("card.deliver"))
    (absence,) = desk.each(Absence)
    taken = take_over(desk, ZH, absence.id, {line.id: did(BACK, "送到了", at("14:00", 25))}, BACK)
    [(kept, refused)] = taken.kept_open
    assert kept.what == line.what
    assert reason(ZH, refused)
    assert line.obligation_id in {o.id for o in desk.obligations(BACK)}
    after = next(one for one in taken.absence.lines if one.id == line.id)
    assert after.done is not None
    assert after.returned is not None


def test_what_the_cover_did_what_we_did_what_came_due_and_what_is_open_are_apart(
    desk: Desk, away: Absence, tmp_path: Path
) -> None:
    logged(desk, tmp_path, ("承诺：给稿", "发了", at("11:00", 25)))
    meet(desk, find_obligation(desk, "call.return", "报价", at("9:00", 24)), at("9:00", 24), how="路上回的")
    counts = tally(desk, ZH, desk.get(Absence, away.id) or away, BACK)
    assert (counts["done"], counts["own"]) == (1, 1)
    assert counts["due"] > 0
    assert sum(counts.values()) == len(the_fates(desk))
    # Taken over, each stays what it is.
    take_all(desk, away.id, BACK)
    again = desk.get(Absence, away.id)
    assert again is not None
    after = tally(desk, ZH, again, BACK)
    assert (after["done"], after["own"]) == (1, 1)
    assert after["due"] + after["open"] == counts["due"] + counts["open"] + counts["new"]


def test_the_desk_knows_what_is_to_be_taken_back(desk: Desk, away: Absence) -> None:
    assert to_take_back(desk, NOW) is None
    found = to_take_back(desk, BACK)
    assert found is not None
    assert (found[0].id, found[1]) == (away.id, len(away.lines))
    take_all(desk, away.id, BACK)
    assert to_take_back(desk, BACK) is None


def test_a_number_that_was_shown_stays_though_another_is_met_meanwhile(desk: Desk, away: Absence) -> None:
    record_call(desk, at("10:00", 24), ["> 周三给样一", "> 周四给样二"], client="申花")
    when = at("11:00", 24)
    before = seen(desk, when)
    keep_numbers(desk, before)
    shown = {line.key: line.n for line in before.new}
    assert len(shown) >= 2
    first = next(line for line in before.new if "样一" in line.what)
    owed_ = find_open(desk, first.obligation_id or "", when)
    assert owed_ is not None
    meet(desk, owed_, when, how="给了")
    after = seen(desk, at("12:00", 24))
    assert {line.key: line.n for line in after.new} == {key: n for key, n in shown.items() if key != first.key}
    # What comes up later has a number that was never shown, and showing is no change of the desk.
    record_call(desk, at("9:30", 24), ["> 周三给样三"], client="申花")
    later, held = seen(desk, at("12:30", 24)), everything(desk)
    keep_numbers(desk, later)
    assert everything(desk) == held
    fresh = [line.n for line in later.new if line.key not in shown]
    assert fresh
    assert not set(fresh) & {*shown.values(), *(line.n for line in later.lines)}
