"""Names as they are compared, as they sound, and in short.

pypinyin costs a third of a second to import, so what a name sounds like is reckoned once, when the name is
written (`keys_of`), and kept with its record; finding (`desk.find.finder`) needs no library.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from aetui.domain.patterns import pattern

# What a Chinese firm is, rather than what it is called: left off to get the short name.
_GENERIC = pattern(
    r"(股份|有限|责任|集团|控股|公司|实业|食品|家电|饮料|饮品|电器|电子|汽车|服饰|服装|日化|化妆品|药业|医药|乳业|酒业|"
    r"啤酒|地产|置业|房产|银行|保险|科技|网络|通信|通讯|家居|家具|旅游|航空|零售|百货|超市|商场|贸易|国际|中国)+$"
)

_FORM = pattern(r"(股份|有限|责任|集团|公司)+$")


def fold(text: str) -> str:
    """`text` as names are compared: full-width as half-width, no case, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def keys_of(*names: str) -> list[str]:
    """How `names` may be typed on a Latin keyboard: whole pinyin and initials, without repeats."""
    keys: list[str] = []
    for name in names:
        if not name or name.isascii():
            words = re.findall(r"[a-z0-9]+", (name or "").lower())
            if len(words) > 1:
                keys.append("".join(w[0] for w in words))
            continue
        from pypinyin import Style, lazy_pinyin

        whole = lazy_pinyin(name, errors="default")
        first = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default")
        keys += [fold("".join(whole)), fold("".join(first))]
    return list(dict.fromkeys(k for k in keys if k))


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """How running text sounds, a syllable a Chinese character; what is written in Latin letters stays one piece. The first
    call imports pypinyin: a third of a second."""
    if not text or text.isascii():
        return ()
    from pypinyin import lazy_pinyin

    return tuple(fold(syllable) for syllable in lazy_pinyin(text, errors="default"))


def sounds(text: str, asked: str, *, whole: bool = False) -> bool:
    """Whether `asked` (folded) is pinyin or initials in `text`, from the begin of any of its syllables; `whole`: of its first."""
    spoken = syllables(text)
    return any(
        "".join(spoken[n:]).startswith(asked) or "".join(s[:1] for s in spoken[n:]).startswith(asked)
        for n in range(1 if whole and spoken else len(spoken))
    )


def without_form(name: str) -> str:
    """A firm's name without its legal form: 梅林食品有限公司 → 梅林食品."""
    return _FORM.sub("", name) or name


def short_name(name: str) -> str:
    """The short name of a firm: 梅林食品 → 梅林. A name that isn't Chinese stays whole."""
    short = _GENERIC.sub("", name)
    return short if len(short) >= 2 else name
