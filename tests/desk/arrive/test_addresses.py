"""Address books as tables (R1): whatever the columns are called and wherever they stand, nobody stands twice, nothing known is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desks import at, client, everything, fill
from hypothesis import given, settings
from hypothesis import strategies as st

from aetui.desk.arrive.addresses import addresses
from aetui.desk.book.clients import write_contact
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Client, Contact
from aetui.locales import Texts

NOW, SAY = at("10:00"), Texts("zh")
NAMES = {
    "company": [
        "公司",
        "单位",
        "客户名称",
        "公司名稱",
        "公司简称",
        "往来单位",
        "Company",
        "Organization 1 - Name",
        "企业（必填）",
    ],
    "name": ["姓名", "联系人", "聯絡人", "聯絡人姓名", "主要联系人", "Name", "Full Name"],
    "title": ["职务", "职位", "職稱", "现任职务", "Title", "Job Title"],
    "mobile": ["手机", "手机号码", "行動電話", "联系人手机", "Mobile Phone", "联系电话"],
    "email": ["邮箱", "電子郵件", "办公邮箱", "E-mail Address", "电子邮件地址", "E-mail 1 - Value"],
}
PEOPLE = [
    ["梅林食品有限公司", "林总", "总经理", "13800138000", "lin@meilin.cn"],
    ["光明乳业", "何明", "品牌经理", "13900001111", "he@gm.cn"],
    ["光明乳业", "赵小敏", "", "021-5555 0102", ""],
    ["申花家电", "周先生", "市场总监", "13700002222", "zhou@shenhua.cn"],
]


def told(desk: Desk) -> set[tuple[str, ...]]:
    return {
        (c.short, p.name, p.title or "", p.phone or "", p.email or "")
        for c in desk.book.clients.values()
        for p in c.contacts
        if p.name not in ("陈小姐", "刘经理")
    }


RIGHT = {
    ("梅林", "林总", "总经理", "13800138000", "lin@meilin.cn"),
    ("光明", "何明", "品牌经理", "13900001111", "he@gm.cn"),
    ("光明", "赵小敏", "", "021-5555 0102", ""),
    ("申花", "周先生", "市场总监", "13700002222", "zhou@shenhua.cn"),
}


@settings(max_examples=60, deadline=None)
@given(
    order=st.permutations(list(NAMES)),
    names=st.fixed_dictionaries({field: st.sampled_from(words) for field, words in NAMES.items()}),
    sign=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    ends=st.sampled_from(["\n", "\r\n"]),
    head=st.booleans(),
    above=st.booleans(),
    quotes=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_any_order_any_name_any_encoding(
    order: list[str],
    names: dict[str, str],
    sign: str,
    encoding: str,
    ends: str,
    head: bool,
    above: bool,
    quotes: int,
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator=ends, quoting=quotes)  # type: ignore[arg-type]
    if head and above:
        writer.writerow(["客户通讯录 2026", *[""] * 4])
    if head:
        writer.writerow([names[field] for field in order])
    for person in PEOPLE:
        said = dict(zip(NAMES, person, strict=True))
        writer.writerow([said[field] for field in order])
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "x.json", program="test", now=NOW)
        fill(desk)
        before = everything(desk)
        file = Path(folder) / "book.csv"
        file.write_bytes(out.getvalue().encode(encoding))
        arrival = addresses(desk, file, SAY)
        assert everything(desk) == before, "seen, not taken"
        arrival.write(desk, NOW)
        assert told(desk) == RIGHT
        again = addresses(desk, file, SAY)
        assert not again.changes
        again.write(desk, NOW)
        desk.undo(NOW)
        assert {k: v for k, v in everything(desk).items() if k != "log"} == before
        desk.close()


def take(desk: Desk, folder: Path, text: str, **options: object) -> list[tuple[str, str]]:
    file = folder / "book.csv"
    file.write_text(text, "utf-8")
    arrival = addresses(desk, file, SAY, **options)  # type: ignore[arg-type]
    arrival.write(desk, NOW)
    return [(row.becomes, row.text) for row in arrival.rows]


OUTLOOK = (
    '"First Name","Middle Name","Last Name","Company","Department","Job Title","Business Phone","Mobile Phone",'
    '"E-mail Address","Birthday","Notes"\n'
    '"Anna","","Miller","Acme Ltd","Sales","","+44 20 7946 0000","","anna@acme.com","0/0/00","likes\ntea"\n'
)
GOOGLE = (
    "Name,Given Name,Family Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Bo Li,Bo,Li,Acme Ltd,Buyer,* Work,bo@acme.com ::: b@x.com,Mobile,+86 139 1234 5678\n"
)
WECOM = "姓名,帐号,职务,部门,性别,手机,座机,企业邮箱\n孙琪,sunqi,,市场部,女,13612345678,021-1,sq@acme.cn\n"
TAIWAN = "公司簡稱,聯絡人姓名,手機,E-mail,職位,公司地址,備註欄\n統一,陳小姐,0912345678,c@uni.tw,經理,台北市,愛喝茶\n"
WECOM_CLIENTS = "客户名称,备注名,企业,手机\n钱多多,钱总,光明乳业,13512345678\n"


def people(desk: Desk, name: str) -> list[Contact]:
    return [c for one in desk.each(Client) for c in one.contacts if one.name == name]


def test_what_other_programs_write(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, OUTLOOK)
    take(desk, tmp_path, GOOGLE)
    take(desk, tmp_path, WECOM, client="Acme Ltd")
    said = [(c.name, c.title, c.phone, c.email) for c in people(desk, "Acme Ltd")]
    assert said == [
        ("Anna Miller", "Sales", "+44 20 7946 0000", "anna@acme.com"),
        ("Bo Li", "Buyer", "139 1234 5678", "bo@acme.com"),
        ("孙琪", "市场部", "13612345678", "sq@acme.cn"),
    ]
    (acme,) = (c for c in desk.each(Client) if c.name == "Acme Ltd")
    assert [(n.about, n.text) for n in acme.notes] == [("company", "Anna Miller：likes tea")]
    take(desk, tmp_path, TAIWAN)
    (tong,) = (c for c in desk.each(Client) if c.name == "統一")
    assert [(c.name, c.title, c.phone, c.email) for c in tong.contacts] == [
        ("陳小姐", "經理", "0912345678", "c@uni.tw")
    ]
    assert [n.text for n in tong.notes] == ["陳小姐：愛喝茶"], "an address is no company"
    take(desk, tmp_path, WECOM_CLIENTS)
    assert [c.name for c in people(desk, "光明乳业")] == ["钱多多"]


def test_what_is_missing_is_added_and_what_differs_stays(desk: Desk, tmp_path: Path) -> None:
    write_contact(desk, client(desk, "梅林").id, "陈小姐", Contact(name="陈小姐", phone="021-1", keys=["x"]), NOW)
    text = "公司,姓名,电话,职务\n梅林,陈 小 姐,021-2,经理\n"
    assert take(desk, tmp_path, text) == [("changed", "梅林食品 陈 小 姐"), ("differs", "梅林食品 陈 小 姐")]
    assert [(c.name, c.title, c.phone) for c in client(desk, "梅林").contacts] == [("陈小姐", "经理", "021-1")]
    take(desk, tmp_path, text, over=True)
    assert [(c.name, c.phone) for c in client(desk, "梅林").contacts] == [("陈小姐", "021-2")]


def test_one_person_by_number_or_address_stands_once(desk: Desk, tmp_path: Path) -> None:
    take(
        desk,
        tmp_path,
        "公司,姓名,手机,邮箱\n光明,陈明,138 0013 8000,c@gm.cn\n光明,陈小姐,+86-13800138000,\n光明,陈总,,C@gm.cn\n光明,赵四,,c@gm.cn\n",
    )
    assert [c.name for c in people(desk, "光明")] == ["陈明", "赵四"]


def test_who_names_no_company_is_found_or_left(desk: Desk, tmp_path: Path) -> None:
    said = take(desk, tmp_path, "姓名,手机\n陈小姐,13800138000\n王五,13900000000\n")
    assert said == [("changed", "梅林食品 陈小姐"), ("left", "王五")]
    assert [row for row in take(desk, tmp_path, "姓名,手机\n王五,13900000000\n", client="申花家电") if row[0] == "new"]


def test_only_those_chosen_become_clients(desk: Desk, tmp_path: Path) -> None:
    text = "公司,姓名\n甲公司,一一\n乙公司,二二\n梅林,三三\n"
    assert [b for b, _ in take(desk, tmp_path, text, only=["乙"])] == ["left", "new", "new", "new"]
    assert [b for b, _ in take(desk, tmp_path, text, only=[])] == ["left", "same", "same"]
    with pytest.raises(NotThere):
        take(desk, tmp_path, text, only=["丙"])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("数量,颜色\n1,2\n", "addresses.columns"),
        ("公司,姓名\n,\n", "addresses.none"),
        ('公司,姓名\n"甲,乙\n', "arrive.quote"),
    ],
)
def test_what_is_no_address_book_changes_nothing(desk: Desk, tmp_path: Path, text: str, key: str) -> None:
    before = everything(desk)
    with pytest.raises(BadInput) as mistake:
        take(desk, tmp_path, text)
    assert mistake.value.key == key
    assert everything(desk) == before
