"""An address book as a table: people and the companies that they are of, whatever its columns are called, or not called at all (R1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from aetui.documents.others.heads import head_row, heads_of, meaning, plain
from aetui.documents.others.rows import TableRow, rows_of
from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern
from aetui.domain.records import Contact

HEADS = heads_of(
    {
        "company": "公司 公司名 公司名称 公司全称 单位 单位名称 工作单位 企业 企业名称 组织 组织名称 机构 品牌方 所属公司 所属企业 "
        "company companyname organization organisation organizationname organization1name org employer firm account accountname",
        "client": "客户 客户名 客户名称 客户公司 客户全称 client clientname customer customername",
        "short": "简称 客户简称 公司简称 shortname short",
        "name": "姓名 联系人 联系人姓名 联系人名称 联络人 客户联系人 称呼 显示名 显示名称 全名 昵称 "
        "fullname name contact contactname contactperson displayname person",
        "family": "姓 姓氏 lastname familyname surname",
        "given": "名 名字 firstname givenname",
        "middle": "中间名 middlename additionalname",
        "title": "职务 职位 职称 头衔 岗位 title jobtitle position role organizationtitle organization1title",
        "department": "部门 所属部门 department organizationdepartment organization1department",
        "mobile": "手机 手机号 手机号码 移动电话 移动电话号码 行动电话 联系方式 联系电话 mobile mobilephone mobilenumber cell cellphone",
        "phone": "电话 电话号码 座机 办公电话 商务电话 公司电话 公司主要电话 固话 固定电话 单位电话 工作电话 主要电话 "
        "phone phonenumber phone1value telephone tel businessphone workphone primaryphone companymainphone",
        "other_phone": "商务电话2 住宅电话 其他电话 businessphone2 homephone otherphone phone2value phone3value",
        "email": "邮箱 电子邮箱 电子邮件 电子邮件地址 电子邮件1地址 邮件 邮件地址 邮箱地址 企业邮箱 工作邮箱 信箱 "
        "email emailaddress email1value email1address mail workemail",
        "other_email": "个人邮箱 电子邮件2地址 email2address email2value personalemail",
        "note": "备注 说明 附注 notes note remark remarks comment comments memo",
    }
)
"""The names of the columns of spreadsheets, Outlook, Google Contacts, WeChat-work and DingTalk."""

_MAIL = pattern(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+")
_PHONE = pattern(r"(?:\+|00)?[\d\s()（）\-–.*]{5,}(?:(?:转|ext\.?|x)\s*\d+)?")
_MOBILE = pattern(r"(?:\+?86)?1\d{10}")
_FIRM = pattern(
    r".*(?:公司|集团|有限|股份|厂|店|银行|酒店|中心|学校|医院|工作室|事务所|传媒|食品|\b(?:inc|ltd|llc|co|corp|gmbh|group)\.?)"
)
_TITLE = pattern(
    r".*(?:经理|总监|总裁|主任|主管|专员|助理|董事长|老板|部长|总|manager|director|officer|assistant|president|head|lead)"
)
_NAME = pattern(r"[\u3400-\u9fff·]{2,4}(?:先生|女士|小姐|总)?|[a-z][a-z.'-]*(?: [a-z][a-z.'-]*){1,3}")
_HANZI = pattern(r"[\u3400-\u9fff]")
_SEVERAL = pattern(r"\s*(?:::: ?|:::|[;；/]|\n)\s*")
_GUESSED = 200
"""So many rows are looked at to see what a column without a name holds."""


class Column(msgspec.Struct, frozen=True):
    """A column as it was understood. `head`: what it is called, "" where it has no name; `field`: what it means, None: nothing that a
    contact holds; `sample`: the first thing in it."""

    place: int
    head: str
    field: str | None
    sample: str


class Entry(msgspec.Struct, frozen=True):
    """A row: a person, or a company alone. `line`: in the file."""

    line: int
    company: str | None
    short: str | None
    contact: Contact | None
    note: str | None = None


class AddressTable(msgspec.Struct, frozen=True):
    """What a table says. `headed`: its columns are named; `nameless`: the lines of rows that name neither a person nor a company."""

    columns: list[Column]
    entries: list[Entry]
    headed: bool
    nameless: list[int]


def read_addresses(text: str, file: Path, known: Collection[str] = ()) -> AddressTable:
    """The rows of a table as people and companies. `known`: names of companies, by which a column without a name is told. Raises BadInput
    (`addresses.columns`) where no column can be told to be a name or a company."""
    rows = rows_of(text, file)
    head = head_row(rows, HEADS)
    body = rows if head is None else rows[head + 1 :]
    width = max(len(row.cells) for row in rows)
    names = rows[head].cells if head is not None else []
    fields = _named(names, width) if head is not None else _guessed(body, width, known)
    if not {"company", "name", "family", "given"} & set(filter(None, fields)):
        raise BadInput("addresses.columns", file=file)
    columns = [
        Column(n, names[n] if n < len(names) else "", field, next((r.cell(n) for r in body if r.cell(n)), ""))
        for n, field in enumerate(fields)
    ]
    entries, nameless = [], []
    for row in body:
        entry = _entry(row, fields)
        if entry is None:
            nameless.append(row.number)
        else:
            entries.append(entry)
    if not entries:
        raise BadInput("addresses.none", file=file)
    return AddressTable([c for c in columns if c.sample], entries, head is not None, nameless)


def _named(names: Sequence[str], width: int) -> list[str | None]:
    """What the columns mean by their names, each meaning once. A table that has a company beside its clients calls people so."""
    exact = {HEADS.get(plain(name)) for name in names}
    near = (meaning(name, HEADS) for name in names)  # gives way to a name that is known as it stands
    fields = [
        field if plain(name) in HEADS or field not in exact else None for name, field in zip(names, near, strict=True)
    ]
    fields += [None] * (width - len(names))
    people = {"name", "family", "given"} & set(filter(None, fields))
    if "short" in fields and not {"company", "client"} & set(fields):
        fields[fields.index("short")] = "company"  # a name of it that is short is all there is
    as_client = "company" if "company" not in fields else "name" if not people else None
    if "name" not in fields and "family" not in fields and "given" in fields:
        fields[fields.index("given")] = "name"  # 名字 alone is the whole of it
    fields = [as_client if field == "client" else field for field in fields]
    seen: set[str] = set()
    for n, field in enumerate(fields):
        if field in seen and field not in ("note",):
            fields[n] = {"phone": "other_phone", "email": "other_email"}.get(field or "")
        elif field:
            seen.add(field)
    return fields


def _guessed(rows: Sequence[TableRow], width: int, known: Collection[str]) -> list[str | None]:
    """What the columns mean by what they hold: each meaning goes to the column in which the most cells look so."""
    looks = (
        ("email", 0.6, lambda cell: _MAIL.fullmatch(cell) is not None),
        ("mobile", 0.6, lambda cell: _MOBILE.fullmatch(_digits(cell)) is not None),
        ("phone", 0.6, lambda cell: _PHONE.fullmatch(cell) is not None),
        ("company", 0.3, lambda cell: cell in known or _FIRM.match(cell.casefold()) is not None),
        ("title", 0.3, lambda cell: _TITLE.fullmatch(cell.casefold()) is not None),
        ("name", 0.6, lambda cell: _NAME.fullmatch(cell.casefold()) is not None),
    )
    fields: list[str | None] = [None] * width
    cells = [[cell for row in rows[:_GUESSED] if (cell := row.cell(n))] for n in range(width)]
    for field, share, looks_so in looks:
        best, n = max(
            ((sum(map(looks_so, held)) / len(held), -n) for n, held in enumerate(cells) if held and fields[n] is None),
            default=(0.0, 0),
        )
        if best >= share:
            fields[-n] = field
    if "company" not in fields and "name" not in fields:
        return fields
    for field in ("company", "name"):
        words = [
            n for n, held in enumerate(cells) if held and fields[n] is None and not any(c.isdigit() for c in held[0])
        ]
        if field not in fields and words:
            fields[words[0]] = field
    return fields


def _entry(row: TableRow, fields: Sequence[str | None]) -> Entry | None:
    said: dict[str, str] = {}
    notes = []
    for n, field in enumerate(fields):
        cell = row.cell(n)
        if field == "note" and cell:
            notes.append(" ".join(cell.split()))
        elif field and cell:
            said.setdefault(field, " ".join(cell.split()))
    company, name = said.get("company"), _name(said)
    if not company and not name:
        return None
    contact = Contact(
        name=name,
        title=said.get("title") or said.get("department"),
        phone=_phone(said),
        email=_first(said.get("email") or said.get("other_email")),
    ) if name else None  # fmt: skip
    return Entry(row.number, company, said.get("short"), contact, "；".join(notes) or None)


def _name(said: dict[str, str]) -> str | None:
    if whole := said.get("name"):
        return whole
    family, given, middle = said.get("family", ""), said.get("given", ""), said.get("middle", "")
    if _HANZI.search(family + given):
        return family + middle + given
    return " ".join(part for part in (given, middle, family) if part) or None


def _phone(said: dict[str, str]) -> str | None:
    """The mobile number, else the one at work, else another; as it is written, without what spreadsheets make of it."""
    for field in ("mobile", "phone", "other_phone"):
        cell = _first(said.get(field))
        if cell:
            found = _MOBILE.fullmatch(_digits(cell))
            whole = cell.removesuffix(".0")
            return whole if found is None or not whole.startswith("+86") else whole.removeprefix("+86").strip(" -")
    return None


def _first(cell: str | None) -> str | None:
    """The first of several in one cell."""
    return _SEVERAL.split(cell)[0].strip() or None if cell else None


def _digits(cell: str) -> str:
    return "".join(c for c in cell.removesuffix(".0") if c.isdigit() or c == "+")
