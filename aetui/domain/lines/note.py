"""What is known of a client, in one line: `市场：竞品本月买一送一`, `products: the 330 g jar is new` (R1)."""

from __future__ import annotations

from typing import get_args

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern
from aetui.domain.records import About, Note
from aetui.domain.text import opening
from aetui.domain.tongues import Text

HEADS: dict[About, Text] = {
    "products": Text(zh="产品", en="products"),
    "market": Text(zh="市场", en="market"),
    "company": Text(zh="公司", en="company"),
}
"""What each of the three is called at the head of a line."""

_NAMED: dict[str, About] = {
    **{word: about for about, head in HEADS.items() for word in (head.zh, head.en)},
    "product": "products", "products": "products", "新品": "products",
    "市场状况": "market", "竞品": "market", "markets": "market", "competition": "market", "competitors": "market",
    "客户公司": "company", "公司运作": "company", "公司运作状况": "company", "内部": "company", "the company": "company",
}  # fmt: skip
_HEAD = pattern(r"\s*([^\s:：]+)\s*[:：]\s*(.*)", 16)
_PRODUCTS = pattern(
    r"产品|新品|口味|包装|规格|克装|\d+ ?(?:g|ml|克|毫升)\b|配方|型号|款|上市|停产|保质期|\b(?:products?|flavou?rs?|packag\w*|range|recipe|sku|launch\w*)\b"
)
_MARKET = pattern(
    r"市场|竞品|竞争|对手|份额|渠道|卖场|商超|铺货|促销|价格战|销量|消费者|电商|经销|区域|华[东南北中]|西[南北]|东北|\b(?:market\w*|competit\w*|rivals?|shares?|channels?|retail\w*|price war|consumers?|sales|shelf|shelves)\b"
)


class NoteLine(msgspec.Struct, frozen=True):
    """What a line says: about what, where it says so at its head, and the text. `guessed`: its words alone tell."""

    about: About
    text: str
    guessed: bool = False


def read(line: str, *, about: About | None = None) -> NoteLine:
    """The head names one of the three; without, its words tell, unless it is said otherwise (`about`). Never raises; the text may be
    empty. A remark's sign at its head is passed over: all of it is for the house."""
    text = " ".join(line.split())
    if opening(text) == 0:
        text = text[1:].strip()
    found = _HEAD.fullmatch(text)
    named = _NAMED.get(found[1].casefold()) if found else None
    if found and named:
        return NoteLine(named, found[2].strip())
    if about is not None:
        return NoteLine(about, text)
    return NoteLine(_told(text), text, guessed=True)


def write(note: Note, *, lang: str = "zh") -> str:
    """The same line again: `市场：竞品本月买一送一`."""
    head = HEADS[note.about].get(lang)
    return f"{head}：{note.text}" if lang == "zh" else f"{head}: {note.text}"


def _told(text: str) -> About:
    lower = text.casefold()
    if _MARKET.search(lower):
        return "market"
    return "products" if _PRODUCTS.search(lower) else "company"


def about_of(word: str) -> About:
    """Which of the three a word names. Raises BadInput (`note.about`) for none."""
    said = word.strip().casefold()
    found = next((about for about in get_args(About) if about == said), _NAMED.get(said))
    if found is None:
        raise BadInput("note.about", text=word)
    return found
