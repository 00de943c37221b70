import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.lines.person import PersonLine, read, write
from aetui.domain.records import Person


@pytest.mark.parametrize(
    ("typed", "name", "role", "phone"),
    [
        ("王磊 主管 13800000000", "王磊", "主管", "13800000000"),
        ("王磊", "王磊", None, None),
        ("Ray Wong", "Ray Wong", None, None),
        ("Ray Wong account director 021-5555-0909", "Ray Wong", "account director", "021-5555-0909"),
        ("Ray Wong: strategy", "Ray Wong", "strategy", None),
        ("小王：studio 分机", "小王", "studio 分机", None),
        ("阿杰 媒介", "阿杰", "媒介", None),
        ("", "", None, None),
    ],
)
def test_a_colleague_in_one_line(typed: str, name: str, role: str | None, phone: str | None) -> None:
    assert read(typed) == PersonLine(name, role, phone)


WORDS = st.from_regex(r"[A-Za-z\u4e00-\u9fa5]{1,8}( [A-Za-z\u4e00-\u9fa5]{1,8}){0,2}", fullmatch=True)


@given(
    WORDS,
    st.none() | WORDS | st.sampled_from(["AE", "supervisor", "前台"]),
    st.none() | st.sampled_from(["021-5555-0909", "+86 138 0000 0000"]),
)
def test_what_is_shown_can_be_typed_back(name: str, role: str | None, phone: str | None) -> None:
    assert read(write(Person(name=name, role=role, phone=phone))) == PersonLine(name, role, phone)
