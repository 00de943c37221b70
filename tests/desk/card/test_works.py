"""Works: drafts, sign-offs, sending (Q1, Q2, A2)."""

from __future__ import annotations

import pytest
from cards_made import NOW, in_work
from desks import at, everything

from aetui.desk.card.works import add_work, review_work, send_work, sign_work, the_work
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.gates import sign_off_missing
from aetui.domain.records import SIGNED_KINDS, WorkKind
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
