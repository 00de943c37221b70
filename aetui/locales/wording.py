"""What an obligation is called, in the user's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from aetui.domain.gates import paper_state
from aetui.domain.records import Client, Fact, Item, Paper, TeamLine, TeamPaper
from aetui.domain.whose import is_client_word
from aetui.locales import Texts
from aetui.locales.dates import ago, period_short

if TYPE_CHECKING:
    from aetui.domain.obligations import Obligation
    from aetui.domain.rulebook import Rulebook
    from aetui.domain.talk import News


def team_title(say: Texts, line: TeamLine, rulebook: Rulebook) -> str:
    """A thing of an AE's week, with whom it was given to."""
    words = line_words(say, line, rulebook)
    return words if line.rule else f"{words} {whose(say, line.owner, theirs=line.theirs)}".rstrip()


def line_words(say: Texts, line: TeamLine, rulebook: Rulebook) -> str:
    """A thing of an AE's: a duty as `title` puts it, anything else in its own words."""
    return title(say, line, rulebook) if line.rule else line.what


def title(say: Texts, obligation: Obligation | TeamLine, rulebook: Rulebook) -> str:
    """`工作进度表 · 秋季海报`: the rule's line with the user's own words in it, as the rulebook (or the user's
    own rule file) puts it; of an earlier day or week with which it is, and that its due time is estimated where it is.
    A rule that is gone from the file is called by its id."""
    named = title_of(
        say, obligation.rule, obligation.what, asked(say, obligation.owner, theirs=obligation.theirs), rulebook
    )
    if obligation.of:
        named = say("title.of", title=named, period=period_short(say, obligation.of))
    return say("title.estimated", title=named) if obligation.estimated else named


def title_of(say: Texts, rule_id: str, what: str, owner: str, rulebook: Rulebook) -> str:
    """A rule's line with these words in it."""
    rule = rulebook.rules.get(rule_id)
    return rule.put(say.lang, what, owner) if rule else ": ".join(filter(None, (rule_id, what)))


def asked(say: Texts, owner: str | None, *, theirs: bool) -> str:
    """Who is asked for something: by name, the client's people as such (`客户陈小姐`)."""
    if not owner or not theirs:
        return owner or ""
    return say("whose.client") if is_client_word(owner) else say("whose.client_named", name=owner)


def whose(say: Texts, owner: str | None, *, theirs: bool) -> str:
    """Whose it is, in a list: `@小王`; of the client's side that we wait for it (`等 @陈小姐`). Nothing for the user's own."""
    if not owner:
        return ""
    return say("whose.awaited", name=owner) if theirs else f"@{owner}"


def news_words(say: Texts, one: News) -> str:
    """What was done for a client, on the phone: `完成：文案`, `答复：媒介排期`."""
    return say(f"round.told.{one.kind}", what=say(f"paper.{one.what}") if one.kind == "paper" else one.what)


def item_line(item: Item) -> str:
    """An item as it was said: `@小王 周二17:00前重出完稿`, `> 周三12:00前给修改稿`, `· 没有新的工作指示`."""
    if item.mark == "@":
        return f"@{item.owner or ''} {item.text}".strip()
    return f"{item.mark or '·'} {item.text}"


def client_added(say: Texts, client: Client, taken_by: Client | None = None) -> str:
    """A new client, and what else finds it: the short name where that is another, its sound, its initials. `taken_by`: who has the
    short name that it would have had."""
    others = [client.short] if client.short != client.name else []
    told = say("client.added", name=client.name, keys=say("list.comma").join([*others, *client.keys]))
    if taken_by is None:
        return told
    return told + say("client.short_taken", short=taken_by.short, other=taken_by.name, name=client.short)


def called_words(say: Texts, called: datetime | None, now: datetime, *, quiet: int) -> str:
    """When a client was last called, as far as it is known, and for how many working days nothing was heard of them where that is
    long (D3; 0: it isn't)."""
    said = [say("client.called", ago=ago(say, called, now))] if called else []
    said += [say("client.quiet", n=quiet)] if quiet else []
    return say("list.comma").join(said) or say("client.never")


def paper_words(say: Texts, paper: Paper | TeamPaper) -> str:
    """How a paper stands with the AM (A2): who approved it, what it was returned for, what was answered."""
    state = paper_state(paper)
    if isinstance(paper, TeamPaper) and paper.before and state == "open":
        return say("check.before")
    if state in ("open", "anew"):
        return say("paper.not_approved" if state == "open" else "paper.state.anew")
    fact = getattr(paper, state) or Fact(at=paper.sent.at)
    return say(f"paper.state.{state}", by=fact.by or "AM", how=fact.how or "")


_ROLES = {"supervisor": "role.supervisor", "front_desk": "role.front_desk"}


def role_word(say: Texts, role: str | None) -> str:
    """A role as it is read: `主管`, `AM`, or what the user wrote; empty for none."""
    return say(_ROLES[role]) if role in _ROLES else role or ""


def how_signed(say: Texts, fact: Fact) -> str:
    """How minutes were signed (M8): with a picture of the signature, or by hand; else as somebody wrote it."""
    known = f"sign.{fact.how}"
    return say(known) if fact.how and say.has(known) else fact.how or ""


def states(say: Texts, found: Sequence[str]) -> str:
    """How several of one kind stand, each state once: `超时 ×3 · 错过 ×2`."""
    return " · ".join(f"{say(f'state.{state}')} ×{n}" for state, n in Counter(found).most_common())
