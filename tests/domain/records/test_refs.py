"""Ids as values: whatever an id holds, its text names it and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aetui.domain.records.refs import ObligationId, Ref

ANY = st.text(alphabet=st.one_of(st.sampled_from("ab1:.@%#/ 梅_-2E3A"), st.characters(codec="utf-8")), max_size=12)
IDS = ANY.filter(bool)

DUTIES = st.one_of(
    st.builds(ObligationId, IDS, IDS, ANY, since=ANY),
    st.builds(lambda rule, subject, period: ObligationId(rule, subject, period=period), IDS, IDS, IDS),
)


@given(DUTIES)
def test_the_text_of_a_duty_reads_as_that_duty(duty: ObligationId) -> None:
    assert ObligationId.parse(str(duty)) == duty


@given(st.builds(Ref, IDS, ANY, ANY))
def test_the_text_of_a_reference_reads_as_that_reference(ref: Ref) -> None:
    assert Ref.parse(str(ref)) == ref
    assert "#" not in str(ref)  # screens put a row's own sign behind it


@given(DUTIES, DUTIES)
def test_no_two_duties_share_a_text(one: ObligationId, other: ObligationId) -> None:
    assume(one != other)
    assert str(one) != str(other)


@given(DUTIES, DUTIES)
def test_no_two_duties_of_a_record_share_a_key(one: ObligationId, other: ObligationId) -> None:
    assume(":" not in one.rule + other.rule and "@" not in one.rule + other.rule)
    assume((one.rule, one.part, one.since) != (other.rule, other.part, other.since))
    assert one.key != other.key


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    Ref.parse(text)
    ObligationId.parse(text)


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("card.schedule:3f2a9c0d1e", ObligationId("card.schedule", "3f2a9c0d1e")),
        ("card.step:3f2a.9c0d", ObligationId("card.step", "3f2a", "9c0d")),
        ("card.step:3f2a.9c0d@20261123T0930", ObligationId("card.step", "3f2a", "9c0d", since="20261123T0930")),
        ("card.deliver:3f2a@2", ObligationId("card.deliver", "3f2a", since="2")),
        ("week.call:ml:2026-W48", ObligationId("week.call", "ml", period="2026-W48")),
        ("year.appraisal:J. Smith:2026", ObligationId("year.appraisal", "J. Smith", period="2026")),
        ("card.schedule:crm%2E42", ObligationId("card.schedule", "crm.42")),
        ("card.schedule:ext%3A1", ObligationId("card.schedule", "ext:1")),
    ],
)
def test_ids_of_the_usual_form_stand_as_they_are(text: str, duty: ObligationId) -> None:
    assert ObligationId.parse(text) == duty
    assert str(duty) == text


def test_what_comes_round_has_no_part() -> None:
    with pytest.raises(ValueError, match="part"):
        ObligationId("week.call", "ml", "x", period="2026-W48")
