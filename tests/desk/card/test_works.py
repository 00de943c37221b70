"""Works: drafts, sign-offs, sending (Q1, Q2, A2)."""

from __future__ import annotations

import pytest
from cards_made import NOW, in_work
from desks import at, everything
from msgspec.structs import replace

from aetui.desk.card.brief import fill_brief
from aetui.desk.card.state import close
from aetui.desk.card.works import (
    add_work,
    answer_remark,
    change_work,
    note_remarks,
    review_work,
    send_work,
    sign_work,
    the_work,
    tick_work,
)
from aetui.desk.core import Desk
from aetui.domain.cards.works import open_remarks
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.gates import card_missing, sign_off_missing
from aetui.domain.records import SIGNED_KINDS, Fact, WorkKind
from aetui.locales import Texts
from aetui.locales.errors import sentence


@pytest.mark.parametrize("kind", sorted(SIGNED_KINDS))
def test_none_of_the_six_kinds_leaves_unsigned(desk: Desk, kind: WorkKind) -> None:
    card = in_work(desk, kind)
    add_work(desk, card.number, "初稿", NOW)
    before = everything(desk)
    with pytest.raises(Refused) as shut:
        send_work(desk, card.number, "初稿", NOW)
    assert sentence(Texts("zh"), shut.value).startswith("A2、Q2：“初稿”送出前还缺内部审议、主管签字")
    review_work(desk, card.number, "初稿", NOW, by="赵敏", how="字再大些")
    with pytest.raises(Refused) as shut:
        send_work(desk, card.number, "初稿", NOW)
    assert shut.value.args_["missing"] == ["signed"]
    desk.undo(NOW)
    assert everything(desk) == before
    signed = sign_work(desk, card.number, "初稿", NOW, by="王磊")
    assert signed.works[0].reviewed is not None  # the supervisor's signature is a review too
    sent = send_work(desk, card.number, "初稿", NOW, how="快递")
    assert sent.works[0].sent is not None
    assert sent.passed == []


def test_what_is_of_another_kind_just_goes(desk: Desk) -> None:
    card = in_work(desk)
    add_work(desk, card.number, "说明", NOW)
    assert send_work(desk, card.number, "说明", NOW).works[0].sent is not None


def test_sent_unsigned_with_a_reason(desk: Desk) -> None:
    card = in_work(desk, "proof")
    add_work(desk, card.number, "打样", NOW)
    sent = send_work(desk, card.number, "打样", NOW, why="王磊出差，电话同意")
    assert [(p.gate, p.why) for p in sent.passed] == [("A2", "王磊出差，电话同意")]


def test_the_newest_version_counts(desk: Desk) -> None:
    card = in_work(desk, "proof")
    add_work(desk, card.number, "打样", NOW)
    sign_work(desk, card.number, "打样", NOW, by="陈小姐", client=True, copy="档案柜")
    assert sign_off_missing(add_work(desk, card.number, "打样", at("11:00"))) == ["打样"]
    signed = sign_work(desk, card.number, "打样", at("11:30"), by="陈小姐", client=True, copy="档案柜3")
    assert [w.client_signed is not None and w.client_signed.at for w in signed.works] == [NOW, at("11:30")]
    assert sign_off_missing(signed) == []


def test_which_work_is_meant(desk: Desk) -> None:
    card = in_work(desk)
    for name in ("横版海报", "竖版海报"):
        card = add_work(desk, card.number, name, NOW)
    assert the_work(card, "2").name == "竖版海报"
    assert the_work(card, "横").name == "横版海报"
    before = everything(desk)
    with pytest.raises(BadInput):
        the_work(card, "海报")
    with pytest.raises(NotThere):
        send_work(desk, card.number, "单页", NOW)
    with pytest.raises(BadInput):
        add_work(desk, card.number, " ", NOW)
    with pytest.raises(BadInput):
        sign_work(desk, card.number, "1", NOW, by=" ")
    with pytest.raises(BadInput):
        sign_work(desk, card.number, "1", NOW, by="x", at=at("10:01"))
    assert everything(desk) == before


def test_a_work_goes_through_rounds_until_it_passes(desk: Desk) -> None:
    """Q1: what was wrong, what was changed; returned it isn't reviewed, and no signature of before counts."""
    number = in_work(desk, "proof").number
    add_work(desk, number, "打样", NOW)
    sign_work(desk, number, "打样", NOW, by="王磊")
    card = review_work(desk, number, "打样", at("10:10"), by="王磊", wrong=["标题不清", " logo 太小 ", " "])
    work = card.works[0]
    assert (work.reviewed, work.signed) == (None, None)
    assert [(r.held.by, r.wrong) for r in work.rounds] == [("王磊", []), ("王磊", ["标题不清", "logo 太小"])]
    with pytest.raises(Refused) as shut:
        send_work(desk, number, "打样", at("10:11"))
    assert shut.value.args_["missing"] == ["reviewed", "signed"]
    with pytest.raises(BadInput, match=r"work\.unchanged"):
        change_work(desk, number, "打样", " ", at("10:12"))
    change_work(desk, number, "打样", "标题放大", at("10:20"))
    card = change_work(desk, number, "打样", "logo 换了", at("10:30"))
    assert [f.how for f in card.works[0].rounds[-1].changed] == ["标题放大", "logo 换了"]
    assert card.works[0].reviewed is None
    card = review_work(desk, number, "打样", at("10:40"), by="王磊", wrong=["标题不清", "logo 太小"])
    assert len(card.works[0].rounds) == 3  # looked at again after the change, it is another round
    card = review_work(desk, number, "打样", at("10:50"), by="王磊")
    assert card.works[0].reviewed == card.works[0].rounds[-1].held
    with pytest.raises(BadInput, match=r"work\.not_returned"):
        change_work(desk, number, "打样", "又改", at("10:55"))
    sign_work(desk, number, "打样", at("11:00"), by="王磊")
    assert send_work(desk, number, "打样", at("11:10")).works[0].sent is not None
    with pytest.raises(BadInput, match=r"work\.out"):
        review_work(desk, number, "打样", at("11:20"), by="王磊", wrong=["晚了"])


def test_a_signature_after_a_return_is_the_round_that_passes_it(desk: Desk) -> None:
    number = in_work(desk, "proof").number
    add_work(desk, number, "打样", NOW)
    review_work(desk, number, "打样", NOW, by="赵敏", wrong=["字小"])
    work = sign_work(desk, number, "打样", at("10:30"), by="王磊").works[0]
    assert [(r.held.by, bool(r.wrong)) for r in work.rounds] == [("赵敏", True), ("王磊", False)]
    assert work.reviewed == work.signed


def test_what_an_older_file_kept_is_the_first_round(desk: Desk) -> None:
    number = in_work(desk, "proof").number
    card = add_work(desk, number, "打样", NOW)
    with desk.change("test", NOW) as change:
        old = replace(card.works[0], reviewed=Fact(at=NOW, by="赵敏"))
        change.put(replace(card, works=[old]))
    work = review_work(desk, number, "打样", at("11:00"), by="王磊", wrong=["字小"]).works[0]
    assert [(r.held.by, r.wrong) for r in work.rounds] == [("赵敏", []), ("王磊", ["字小"])]


def test_what_is_out_is_defended_to_the_end(desk: Desk) -> None:
    """Q1: each remark of the client is answered before the card is closed; what is for the house alone asks for nothing."""
    number = in_work(desk).number
    add_work(desk, number, "说明", NOW)
    with pytest.raises(BadInput, match=r"work\.not_out"):
        note_remarks(desk, number, "说明", ["字小"], NOW)
    send_work(desk, number, "说明", NOW)
    with pytest.raises(BadInput, match=r"remark\.empty"):
        note_remarks(desk, number, "说明", [" "], NOW)
    card = note_remarks(desk, number, "说明", ["字小", "# 他没看懂", "logo 再大 # 难办"], NOW, by="陈小姐")
    assert [one.text for one in card.works[0].remarks] == ["字小", "# 他没看懂", "logo 再大 # 难办"]
    assert [one.text for _, one in open_remarks(card)] == ["字小", "logo 再大 # 难办"]
    assert card_missing(card)[0] == "remarks"
    assert note_remarks(desk, number, "说明", ["字小"], at("10:30"), by="陈小姐") == card  # said already
    with pytest.raises(Refused, match=r"gate\.remarks"):
        close(desk, number, at("11:00"))
    with pytest.raises(BadInput, match=r"remark\.answer"):
        answer_remark(desk, number, "说明", "1", " ", at("11:00"))
    answer_remark(desk, number, "说明", "1", "大一号", at("11:00"), by="李雯")
    card = answer_remark(desk, number, "说明", "logo", "下一版", at("11:10"))
    assert open_remarks(card) == []
    assert close(desk, number, at("11:20")).state == "closed"


def test_criteria_are_ticked_one_by_one_and_kept_in_the_round(desk: Desk) -> None:
    """R7: what stands in the brief when it is looked at, in its order."""
    number = in_work(desk, "proof").number
    fill_brief(desk, number, NOW, proposition="一眼看见", tone="热闹", mandatory="logo")
    add_work(desk, number, "打样", NOW)
    tick_work(desk, number, "打样", "3", NOW)
    tick_work(desk, number, "打样", "调性", NOW)
    tick_work(desk, number, "打样", "tone", NOW)  # and not after all
    tick_work(desk, number, "打样", "一眼", NOW)
    with pytest.raises(NotThere, match="criterion"):
        tick_work(desk, number, "打样", "背景", NOW)
    work = review_work(desk, number, "打样", at("10:30"), by="王磊").works[0]
    assert (work.ticked, work.rounds[-1].ticked) == ([], ["proposition", "mandatory"])
