"""An estimate in one line: `设计 6000 印刷 12000 场地费 8000`, or its amount alone (D5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from aetui.domain.amounts import Money, read_money
from aetui.domain.errors import BadInput
from aetui.domain.lines.money import amount_words, amounts
from aetui.domain.lines.parts import quoted
from aetui.domain.patterns import pattern
from aetui.domain.records import Estimate
from aetui.domain.text import cleaned, parted

_QUOTE = pattern(r'"((?:[^"\n]|"")*)"')
_PART = pattern(r"[；;、，\n]|,(?!\d{3}(?!\d))")
_GLUE = pattern(r"\s*[=＝]\s*|\s*[:：]\s*(?=[^\d\s]{0,4}[\d０-９])")
_COUNTED = pattern(
    r"\s*(?:款|张|个|天|日|次|份|套|人|支|条|页|版|秒|场|小时|分钟|期|组|件|台|辆|幅|周|年|轮|x|×|\*|pcs?|pieces?|versions?|"
    r"days?|weeks?|pages?|sets?|copies|posters?|films?|rounds?|people|hours?|%|％)(?![A-Za-z])",
    re.IGNORECASE,
)
_STAND_IN = "\ufffc"
_MANY = 100


class EstimateRead(msgspec.Struct, frozen=True):
    """What a line says: its parts, or, without any, the amount alone."""

    lines: list[tuple[str, Money]]
    amount: Money | None = None


def read(text: str) -> EstimateRead:
    """Words, an amount, the next words, the next amount; `，` `、` `；`, spaces and line ends part them alike. A number that counts
    (`3 款`) is none. A remark at the end stays with the last line. Raises BadInput: `amount.line` for words without an amount,
    `amount` for an amount that is none."""
    clean = cleaned(text).strip()
    words, _ = parted(clean)
    tail = clean[len(words) :].rstrip()
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1].replace('""', '"'))
        return f" {_STAND_IN}{len(kept) - 1}{_STAND_IN} "

    line = _GLUE.sub(" ", _QUOTE.sub(keep, words))
    found: list[tuple[str, Money]] = []
    parts = [part for part in _PART.split(line) if part.strip()]
    for part in parts:
        found += _lines(part, alone=len(parts) == 1)
    if not found:
        if not parts:
            raise BadInput("amount.line", text=text)
        return EstimateRead([], read_money(parts[0]))
    named = [(_restored(what, kept), money) for what, money in found]
    if tail:
        named[-1] = (named[-1][0] + tail, named[-1][1])
    return EstimateRead(named)


def read_lines(text: str) -> list[tuple[str, Money]]:
    """As `read`, where an amount alone isn't enough. Raises BadInput."""
    found = read(text)
    if not found.lines:
        raise BadInput("amount.line", text=text)
    return found.lines


def write(estimate: Estimate) -> str:
    """`设计 6000；印刷 12000`."""
    if not estimate.lines:
        return amount_words(estimate.amount, estimate.currency)
    said = []
    for n, line in enumerate(estimate.lines):
        amount = amount_words(line.amount, estimate.currency)
        words, remark = line.text, ""
        if n == len(estimate.lines) - 1:
            words, remark = parted(line.text)[0], line.text[len(parted(line.text)[0]) :]
        said.append(f"{_plain(words, line.amount, estimate.currency)} {amount}{remark}")
    return "；".join(said)


def _plain(what: str, amount: object, currency: str) -> str:
    """The words as they are where they read so, else in quotes."""
    try:
        got = read(f"{what} {amount_words(amount, currency)}；x 1")  # type: ignore[arg-type]
    except BadInput:
        return quoted(what)
    return what if got.lines and len(got.lines) == 2 and got.lines[0][0] == what else quoted(what)


def _lines(part: str, *, alone: bool) -> list[tuple[str, Money]]:
    """The lines in one part: after each amount the next begins."""
    found: list[tuple[str, Money]] = []
    at = 0
    for money, (start, end) in amounts(part):
        before = part[at:start].strip()
        if not before or _counts(part, end, money):
            continue
        found.append((" ".join(before.split()), money))
        at = end
    rest = " ".join(part[at:].split())
    if not found:
        if alone and next(amounts(part), None) is not None and read_money(part):
            return []
        raise BadInput("amount.line", text=part.strip())
    if rest:
        if len(found) > 1:
            raise BadInput("amount.line", text=rest)
        found[-1] = (f"{found[-1][0]} {rest}", found[-1][1])
    return found


def _counts(part: str, end: int, money: Money) -> bool:
    """Whether a number is followed by what it counts: `3 款`, `2 posters`; a large one only by a word that is no more than that
    (`12000 张`, but `12000 场地费`)."""
    found = _COUNTED.match(part, end)
    if found is None:
        return False
    return money.amount < _MANY or not part[found.end() :].strip() or part[found.end()].isspace()


def _restored(what: str, kept: Sequence[str]) -> str:
    return re.sub(rf" ?{_STAND_IN}(\d+){_STAND_IN} ?", lambda m: kept[int(m[1])], what)
