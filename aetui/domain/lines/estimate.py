"""An estimate in one line: `设计 6000 印刷 500张 × 4.5；税 6%；有效期 30天；付款 预付一半；不含 运输`, or its amount alone (D5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from aetui.domain.amounts import LIMIT, Money, may_be_a_size, read_money
from aetui.domain.errors import BadInput
from aetui.domain.lines.money import amount_words, amounts
from aetui.domain.lines.parts import quoted
from aetui.domain.patterns import pattern
from aetui.domain.records import Estimate, EstimateLine
from aetui.domain.text import cleaned, parted

_QUOTE = pattern(r'"((?:[^"\n]|"")*)"')
_PART = pattern(r"[；;、，\n]|,(?!\d{3}(?!\d))")
_GLUE = pattern(r"\s*[=＝]\s*|\s*[:：]\s*(?=[^\d\s]{0,4}[\d０-９])")
_COUNTED = pattern(
    r"\s*(?:款|张|个|天|日|次|份|套|人|支|条|页|版|秒|场|小时|分钟|期|组|件|台|辆|幅|周|年|轮|x|×|\*|pcs?|pieces?|versions?|"
    r"days?|weeks?|pages?|sets?|copies|posters?|films?|rounds?|people|hours?|%|％)(?![A-Za-z])",
    re.IGNORECASE,
)
_TIMES = pattern(
    r"(?<![A-Za-z0-9.,×*])(\d[\d,]*(?:\.\d+)?)\s*([^\W\d_]{0,16}?)\s*(?:[×*＊]|(?<![A-Za-z])[xX](?![A-Za-z]))\s*(?=[^\w\s]{0,3}\s*\d|[A-Z]{2,3}\$? ?\d)"
)
_MEASURED = pattern(r"\s*(?:mm|cm|m|px|厘米|毫米|公分|米|寸|吋|像素|[×xX*])(?![A-Za-z])", re.IGNORECASE)
_SIZE = pattern(r"\d+(?:\.\d+)?(?:\s*[×xX*＊]\s*\d+(?:\.\d+)?)+")
_STRONG = pattern(r"[；;\n]")
_TAX = pattern(r"(?:税率?|税金|增值税|tax|vat)\s*[:：=]?\s*(\d{1,2}(?:\.\d{1,2})?)\s*[%％]", re.IGNORECASE)
_VALID = pattern(r"(?:报价)?(?:有效期?|valid(?: for)?|validity)\s*[:：=]?\s*(\d{1,3})\s*(?:天|日|days?)", re.IGNORECASE)
_TERMS = pattern(r"(?:付款(?:方式|条件)?|terms|payment)\s*[:：]?\s+(\S.*)|付款(?:方式|条件)?[:：](.+)", re.IGNORECASE)
_EXCLUDES = pattern(
    r"(?:不含|不包括|excluding|excludes|excl\.?|not included)\s*[:：]?\s+(\S.*)|不(?:含|包括)[:：](.+)", re.IGNORECASE
)
_CENT = Decimal("0.01")
_STAND_IN = "\ufffc"
_MANY = 100


class Count(msgspec.Struct, frozen=True):
    """`500张 × 4.5`: how many, of what, at how much each."""

    quantity: Decimal
    unit: str
    price: Decimal


class EstimateRead(msgspec.Struct, frozen=True):
    """What a line says: its parts, or, without any, the amount alone. `counts`: of the parts that are counted, by their place;
    then what the whole estimate bears."""

    lines: list[tuple[str, Money]]
    amount: Money | None = None
    counts: dict[int, Count] = {}
    tax: Decimal | None = None
    valid_days: int | None = None
    terms: str | None = None
    excludes: str | None = None

    @property
    def bears(self) -> bool:
        """Whether it says something of the whole: tax, validity, terms, what is not in it."""
        return any(one is not None for one in (self.tax, self.valid_days, self.terms, self.excludes))


def read(text: str) -> EstimateRead:
    """Tax, validity, terms and what isn't in it are told by their first word and end with a `；`; else: words, an amount, the next words, the next amount; `，` `、` `；`, spaces and line ends part them alike. A number that counts
    (`3 款`) is none. A remark at the end stays with the last line. Raises BadInput: `amount.line` for words without an amount,
    `amount` for an amount that is none, `estimate.bears` for a tax or terms without a line that they are of."""
    clean = cleaned(text).strip()
    words, _ = parted(clean)
    tail = clean[len(words) :].rstrip()
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1].replace('""', '"'))
        return f" {_STAND_IN}{len(kept) - 1}{_STAND_IN} "

    whole, line = _whole(_QUOTE.sub(keep, words), kept)
    line = _GLUE.sub(" ", line)
    counted: list[tuple[str, Money, Count | None]] = []
    parts = [part for part in _PART.split(line) if part.strip()]
    for part in parts:
        counted += _lines(part, alone=len(parts) == 1)
    found = [(what, money) for what, money, _ in counted]
    if whole and not found:
        raise BadInput("estimate.bears", text=text)
    if not found:
        if not parts:
            raise BadInput("amount.line", text=text)
        return EstimateRead([], read_money(parts[0]))
    named = [(_restored(what, kept), money) for what, money in found]
    if tail:
        named[-1] = (named[-1][0] + tail, named[-1][1])
    counts = {n: count for n, (_, _, count) in enumerate(counted) if count is not None}
    return EstimateRead(named, counts=counts, **whole)


def joined(texts: Sequence[str]) -> EstimateRead:
    """Several lines as one estimate. Raises BadInput."""
    return read("\n".join(texts))


def product(count: Count) -> Decimal:
    """What so many cost, to the cent."""
    return rounded(count.quantity * count.price)


def rounded(amount: Decimal) -> Decimal:
    """To the cent, halves up; a whole amount without cents."""
    cents = amount.quantize(_CENT, ROUND_HALF_UP)
    return cents.quantize(Decimal(1)) if cents == cents.to_integral_value() else cents


def write(estimate: Estimate) -> str:
    """`设计 6000；印刷 12000`."""
    if not estimate.lines:
        return amount_words(estimate.amount, estimate.currency)
    last = estimate.lines[-1]
    words = parted(last.text)[0]
    tail = last.text[len(words) :]
    said = [_said(line.text, line, estimate.currency) for line in estimate.lines[:-1]]
    said.append(_said(words, last, estimate.currency))
    whole = _with_terms(said, estimate)
    if tail and parted(whole + tail)[0] != whole:  # behind an amount it would be no remark
        return _with_terms([*said[:-1], f"{quoted(last.text)} {_amount_of(last, estimate.currency)}"], estimate)
    return whole + tail


def _said(words: str, line: EstimateLine, currency: str) -> str:
    amount = _amount_of(line, currency)
    return f"{_plain(words, amount)} {amount}"


def _with_terms(lines: list[str], estimate: Estimate) -> str:
    """The lines, and what holds for all of them."""
    said = list(lines)
    if estimate.tax is not None:
        said.append(f"税 {estimate.tax:f}" + "%")
    if estimate.valid_days is not None:
        said.append(f"有效期 {estimate.valid_days}天")
    for head, whole in (("付款", estimate.terms), ("不含", estimate.excludes)):
        if whole:
            said.append(f"{head} {_plain_term(head, whole)}")
    return "；".join(said)


def _amount_of(line: EstimateLine, currency: str) -> str:
    if line.quantity is None or line.price is None:
        return amount_words(line.amount, currency)
    return f"{line.quantity:f}{line.unit or ''} × {amount_words(line.price, currency)}"


def _plain(what: str, amount: str) -> str:
    """The words as they are where they read so, else in quotes; a lone quotation mark would open one."""
    if '"' in what:
        return quoted(what)
    try:
        got = read(f"{what} {amount}；x 1")
    except BadInput:
        return quoted(what)
    return what if len(got.lines) == 2 and got.lines[0][0] == what and not got.bears else quoted(what)


def _plain_term(head: str, words: str) -> str:
    """What stands behind such a word, likewise."""
    if '"' in words:
        return quoted(words)
    try:
        got = read(f"x 1；{head} {words}")
    except BadInput:
        return quoted(words)
    same = words in (got.terms, got.excludes) and len(got.lines) == 1 and got.lines[0][0] == "x"
    return words if same else quoted(words)


def _whole(line: str, kept: Sequence[str]) -> tuple[dict[str, Any], str]:
    """What is said of the whole estimate, and the line without it. A word of it behind which an amount ends the part is an item
    (`不含税价 5000`)."""
    found: dict[str, Any] = {}
    rest = []
    for part in _STRONG.split(line):
        said = part.strip()
        if (tax := _TAX.fullmatch(said)) is not None:
            found["tax"] = Decimal(tax[1])
        elif (valid := _VALID.fullmatch(said)) is not None and int(valid[1]):
            found["valid_days"] = int(valid[1])
        elif (terms := _TERMS.fullmatch(said)) is not None and _ends_in_amount(terms[1] or terms[2]) is None:
            found["terms"] = _restored((terms[1] or terms[2]).strip(), kept)
        elif (without := _EXCLUDES.fullmatch(said)) is not None and _ends_in_amount(without[1] or without[2]) is None:
            found["excludes"] = _restored((without[1] or without[2]).strip(), kept)
        else:
            rest.append(part)
    return found, "；".join(rest)


def _ends_in_amount(words: str) -> Money | None:
    return next((money for money, (_, end) in amounts(words) if not words[end:].strip()), None)


def _lines(part: str, *, alone: bool) -> list[tuple[str, Money, Count | None]]:
    """The lines in one part: after each amount the next begins."""
    found: list[tuple[str, Money, Count | None]] = []
    part, multiplied = _multiplied(part)
    sizes = [size.span() for size in _SIZE.finditer(part)]
    at = 0
    for money, (start, end) in amounts(part):
        before, count = part[at:start].strip(), multiplied.get(start)
        if any(a <= start < b for a, b in sizes):
            continue
        if not before or (count is None and _counts(part, end, money)):
            continue
        found.append((" ".join(before.split()), money, count))
        at = end
    rest = " ".join(part[at:].split())
    if not found:
        if alone and (next(amounts(part), None) is not None or may_be_a_size(part.strip())) and read_money(part):
            return []
        raise BadInput("amount.line", text=part.strip())
    if rest:
        if len(found) > 1:
            raise BadInput("amount.line", text=rest)
        found[-1] = (f"{found[-1][0]} {rest}", *found[-1][1:])
    return found


def _multiplied(part: str) -> tuple[str, dict[int, Count]]:
    """The part with each `500张 × 4.5` as what it comes to, and where those stand. What measures (`60 × 90 cm`, `60 × 90 5000`) is
    no count."""
    pieces: list[str] = []
    found: dict[int, Count] = {}
    at = 0
    for times in _TIMES.finditer(part):
        if times.start() < at or not part[at : times.start()].strip():
            continue
        price = next(amounts(part[times.end() :]), None)
        if price is None or part[times.end() : times.end() + price[1][0]].strip():
            continue
        money, end = price[0], times.end() + price[1][1]
        following = next(amounts(part[end:]), None)
        if _MEASURED.match(part, end) or (following is not None and not part[end : end + following[1][0]].strip()):
            continue
        count = Count(Decimal(times[1].replace(",", "")), times[2], money.amount)
        if not 0 < product(count) < LIMIT:
            continue
        pieces.append(part[at : times.start()] + ("" if part[times.start() - 1].isspace() else " "))
        found[sum(map(len, pieces))] = count
        pieces.append(amount_words(product(count), money.currency))
        at = end
    pieces.append(part[at:])
    return "".join(pieces), found


def _counts(part: str, end: int, money: Money) -> bool:
    """Whether a number is followed by what it counts: `3 款`, `2 posters`; a large one only by a word that is no more than that
    (`12000 张`, but `12000 场地费`)."""
    found = _COUNTED.match(part, end)
    if found is None:
        return False
    return money.amount < _MANY or not part[found.end() :].strip() or part[found.end()].isspace()


def _restored(what: str, kept: Sequence[str]) -> str:
    return re.sub(rf" ?{_STAND_IN}(\d+){_STAND_IN} ?", lambda m: kept[int(m[1])], what)
