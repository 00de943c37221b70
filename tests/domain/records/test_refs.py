"""Ids as values: whatever an id holds, its text names it and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aetui.domain.records import KINDS
from aetui.domain.records.refs import ObligationId, Ref, ref_to, round_id

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
    assert ref_to(ref.kind, ref.id, ref.row) == str(ref)
    assert Ref.parse(str(ref.thing)) == Ref(ref.kind, ref.id)


@given(ANY, ANY)
def test_without_a_kind_it_is_none(named: str, row: str) -> None:
    assert str(Ref("", named, row)) == ""
    assert not Ref.parse("")


@given(DUTIES, ANY)
def test_a_duty_and_a_reference_stand_in_a_reference(duty: ObligationId, row: str) -> None:
    assert ObligationId.parse(Ref.parse(ref_to("obligation", duty, row)).id) == duty
    assert Ref.parse(ref_to("thing", Ref("cards", str(duty)), row)).id == ref_to("cards", duty)


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
    for kind in (Ref, ObligationId):
        found = kind.parse(text)
        assert kind.parse(str(found)) == found or not found


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


ROOT = Path(__file__).parents[3] / "aetui"
OTHERS = {
    "desk/book/profile.py": "a line of people, NAME:ROLE",
    "domain/lines/person.py": "NAME:ROLE",
    "desk/demo.py": "a clock",
    "documents/word.py": "a name of Word's XML",
    "documents/word_bars.py": "a name of Word's XML",
    "documents/word_parts.py": "a name of Word's XML",
    "documents/render.py": "an address that holds a picture",
    "desk/trouble.py": "a clock",
    "documents/vcard.py": "tel: and mailto:",
    "documents/others/invites.py": "mailto:",
    "documents/others/tasks.py": "a heading",
    "documents/calendar.py": "a property of a calendar",
    "desk/arrive/todos.py": "a time's offset",
    "desk/copying/changes.py": "the key of a fact on its own record, of which the rule is wanted",
    "desk/opening/places.py": "an address",
    "domain/named.py": "an address",
    "web/server.py": "a host and its port",
    "office/pgpass.py": "a line of libpq's file of passwords",
}
"""Where such a sign joins other things."""
CUTS = {"partition", "rpartition", "split", "rsplit", "removeprefix", "startswith", "endswith"}
JOINT = re.compile(r"[:#]|[a-z_.]+:|#")
NAMED = re.compile(rf"({'|'.join(KINDS)}|obligation):.*")


def by_hand(tree: ast.AST) -> set[int]:
    """The lines where a reference, or an id of a duty, is cut or joined without its type."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CUTS:
            signs = [c.value for arg in node.args for c in ast.walk(arg) if isinstance(c, ast.Constant)]
            if any(isinstance(sign, str) and JOINT.fullmatch(sign) for sign in signs):
                found.add(node.lineno)
        elif isinstance(node, ast.JoinedStr):
            parts = node.values
            for before, sign, after in zip([None, *parts], parts, parts[1:], strict=False):
                if not isinstance(sign, ast.Constant) or not isinstance(after, ast.FormattedValue):
                    continue
                if after.format_spec is None and (
                    (isinstance(before, ast.FormattedValue) and sign.value in (":", "#"))
                    or (before is None and re.fullmatch(r"[a-z_.]+:", str(sign.value)))
                ):
                    found.add(node.lineno)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMED.fullmatch(node.value):
            found.add(node.lineno)
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_cuts_or_joins_one_by_hand(path: Path) -> None:
    here = path.relative_to(ROOT).as_posix()
    if (
        here in OTHERS
        or here == "domain/records/refs.py"
        or here.startswith(("locales/", "terminal/", "domain/plainwords/"))
    ):
        return
    assert by_hand(ast.parse(path.read_text("utf-8"))) == set(), (
        "domain.refs names it: Ref, ref_to, ObligationId, round_id"
    )


@pytest.mark.parametrize(
    "code",
    [
        'ref.partition(":")', 'ref.partition("#")[0]', 'key.startswith("todos:")', 'key.startswith(("cards:", "memos:"))',
        'ref.removeprefix("thing:")', 'f"cards:{card.id}"', 'f"{kind}:{one.id}"', 'f"{rule}:{client.id}:{period}"',
        'f"{ref}#{n}"', '"obligation:day.review"', 'f"card.chase:{todo.id}"',
    ],
)  # fmt: skip
def test_what_counts_as_by_hand(code: str) -> None:
    assert by_hand(ast.parse(code)) == {1}


@pytest.mark.parametrize("code", ['f"{hour}:{minute:02d}"', 'f"{n}: {text}"', '"a:b"', 'line.partition("=")'])
def test_what_is_something_else(code: str) -> None:
    assert by_hand(ast.parse(code)) == set()


def test_a_round_is_named_by_its_rule_its_subject_and_which_time_it_is() -> None:
    assert round_id("year.appraisal", "J. Smith", 2026) == "year.appraisal:J. Smith:2026"
    assert ObligationId.parse(round_id("week.call", "a:b", "2026-W48")).subject == "a:b"
