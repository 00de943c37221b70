"""What TAB offers for the words of a command: the desk's own cards, clients, people, rules, papers, and fixed words.

Each offer is a value as the command takes it and what it is called. `OPTIONS` and `ARGUMENTS` say which parameter takes what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import get_args

import click

from aetui.cli.session import Session

Offer = tuple[str, str]
Source = Callable[[Session, click.Context], Iterable[Offer]]


def _cards(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.desk.card.cards import hand_cards

    return [(card.number, card.title) for card in hand_cards(session.desk)]


def _steps(session: Session, ctx: click.Context) -> Iterable[Offer]:
    from aetui.desk.card.cards import the_card
    from aetui.locales.dates import stamp

    card, desk = the_card(session.desk, str(ctx.params.get("number") or "")), session.desk
    return [(step.what, stamp(desk.local(step.due)) if step.due else step.owner or "") for step in card.steps]


def _works(session: Session, ctx: click.Context) -> Iterable[Offer]:
    from aetui.desk.card.cards import the_card

    card = the_card(session.desk, str(ctx.params.get("number") or ""))
    return [(work.name, session.say(f"kind.{work.kind}")) for work in card.works]


def _clients(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.desk.book.clients import matching

    return [(client.short, client.name) for client in matching(session.desk, "")]


def _people(session: Session, _: click.Context) -> Iterable[Offer]:
    profile = session.desk.profile
    return [(person.name, person.role or "") for person in profile.people] if profile else []


def _contacts(session: Session, ctx: click.Context) -> Iterable[Offer]:
    """Of the client that stands before, else of all, with whose they are."""
    from aetui.desk.book.clients import matching, resolve

    said = ctx.params.get("client")
    clients = [resolve(session.desk, said)] if said else matching(session.desk, "")
    return [
        (contact.name, " ".join(filter(None, (client.short, contact.title))))
        for client in clients
        if client
        for contact in client.contacts
    ]


def _rules(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.desk.rulepage import rows

    return [(rule, f"{source} {title}") for rule, source, title, _, on in rows(session.desk, session.say) if on]


def _subjects(session: Session, ctx: click.Context) -> Iterable[Offer]:
    """The duties of the rule that stands before, by what names them."""
    from aetui.desk.day.today import client_name
    from aetui.domain.obligations import OPEN
    from aetui.locales.wording import title

    desk, offers = session.desk, []
    for owed in desk.obligations(session.now):
        if owed.rule != ctx.params.get("rule") or owed.state not in OPEN:
            continue
        said = owed.number or client_name(desk, owed.client_id) or owed.what
        offers.append((said, title(session.say, owed, desk.rulebook)))
    return offers


def _meetings(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.domain.records import Meeting
    from aetui.locales.dates import stamp

    local = session.desk.local
    found = [(m.start, m.title) for m in session.desk.book.of("meetings") if isinstance(m, Meeting) and m.start]
    return [(title, stamp(local(start))) for start, title in sorted(found, reverse=True)]


def _todos(session: Session, ctx: click.Context) -> Iterable[Offer]:
    """`todo`: its commands first, then what they are about."""
    from aetui.domain.records import Todo

    words = ctx.params.get("words") or ()
    if not words:
        return [(word, "") for word in ("list", "done", "undo")]
    wanted = words == ("undo",)
    if words not in (("done",), ("undo",)):
        return []
    found = [t for t in session.desk.book.of("todos") if isinstance(t, Todo) and (t.done is not None) is wanted]
    return [(todo.text, todo.owner or "") for todo in found]


def _memos(session: Session, ctx: click.Context) -> Iterable[Offer]:
    from aetui.domain.records import Memo

    words = ctx.params.get("words") or ()
    if not words:
        return [(word, "") for word in ("done", "send")]
    if words not in (("done",), ("send",)):
        return []
    return [(m.text, m.to) for m in session.desk.book.live("memos") if isinstance(m, Memo)]


def _papers(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.domain.papers import PAPERS

    return [*((kind, session.say(f"paper.{kind}")) for kind in PAPERS), ("list", ""), ("show", ""), ("approve", "")]


def _about(session: Session, ctx: click.Context) -> Iterable[Offer]:
    """What a paper of the kind that stands before is about."""
    from aetui.domain.papers import PAPERS

    kind = PAPERS.get(str(ctx.params.get("kind")))
    sources: dict[str, Source] = {"card": _cards, "client": _clients, "meeting": _meetings, "person": _people}
    return sources[kind.about](session, ctx) if kind is not None and kind.about in sources else []


def _keys(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.desk.book.profile import SETTINGS, value_of

    return [*((key, value_of(session.desk.profile, key)) for key in SETTINGS), ("day", "")]


def _values(_: Session, ctx: click.Context) -> Iterable[Offer]:
    from aetui.desk.book.profile import SETTINGS
    from aetui.domain.roles import ROLES

    key = str(ctx.params.get("key"))
    return [
        (word, "")
        for word in (*(SETTINGS[key].ways if key in SETTINGS else ()), *(ROLES if key == "roles" else ()))
        if word
    ]


def _work_kinds(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.domain.records import WorkKind

    return [(session.say(f"kind.{kind}"), kind) for kind in get_args(WorkKind)]


def _money_kinds(session: Session, _: click.Context) -> Iterable[Offer]:
    from aetui.domain.records import MoneyKind

    return [(session.say(f"money.{kind}"), kind) for kind in get_args(MoneyKind)]


def _roles(_: Session, __: click.Context) -> Iterable[Offer]:
    from aetui.domain.roles import ROLES

    return [(role, "") for role in ROLES]


def _tables(_: Session, __: click.Context) -> Iterable[Offer]:
    from aetui.domain.records import KINDS

    return [(name, "") for name in ("due", *KINDS)]


def _commands(session: Session, ctx: click.Context) -> Iterable[Offer]:
    from aetui.cli.main import COMMANDS

    if ctx.params.get("words"):
        return []
    told = told_commands(session)
    return [(name, told.get(name, "")) for name in COMMANDS]


def told_commands(session: Session) -> dict[str, str]:
    """What the list of commands says of each."""
    told: dict[str, str] = {}
    for line in session.say("cli.help").splitlines():
        found = re.match(r"  ((?:[a-z]+, )*[a-z]+)\b(.*)", line)
        if found is not None:
            told |= dict.fromkeys(found[1].split(", "), found[2].strip().rpartition("  ")[2].strip())
    return told


def _words(*known: str) -> Source:
    return lambda _, __: [(word, "") for word in known]


OPTIONS: dict[str, Source] = {
    "--client": _clients, "--card": _cards, "--owner": _people, "--by": _people, "--with": _contacts, "--person": _people,
    "--meeting": _meetings, "--for": _people, "--back": _people, "--table": _tables,
}  # fmt: skip
"""By the option's name, whatever command it stands at."""

ARGUMENTS: dict[str, Source] = {
    "number": _cards, "client": _clients, "rule": _rules, "subject": _subjects, "meeting_id": _meetings, "step": _steps,
    "person": _people, "key": _keys, "value": _values, "role": _roles,
}  # fmt: skip
"""By the argument's name, where the command gives it no other meaning."""

OF: dict[tuple[str, str], Source | None] = {
    ("card work", "name"): None, ("card review", "name"): _works, ("card sign", "name"): _works,
    ("card send", "name"): _works, ("card copy", "name"): _works, ("card money", "kind"): _money_kinds,
    ("card open", "--kind"): _work_kinds, ("card set", "--kind"): _work_kinds, ("card work", "--kind"): _work_kinds,
    ("card open", "--by"): _contacts, ("card set", "--for"): None,
    ("client show", "name"): _clients, ("client set", "name"): _clients, ("people remove", "name"): _people,
    ("people away", "name"): _people, ("people back", "name"): _people, ("people phone", "name"): _people,
    ("people phone", "number"): None, ("report", "kind"): _papers, ("report", "ident"): _about, ("plan", "kind"): _words("media", "budget"),
    ("round", "kind"): _words("calls", "reports"), ("review", "action"): _words("close"), ("help", "words"): _commands,
    ("todo", "words"): _todos, ("memo", "words"): _memos,
}  # fmt: skip
"""By the command and the argument or option, before all others; None: nothing is offered."""


def source_of(command: str, param: click.Parameter) -> Source | None:
    """What is offered for a parameter of `command` (`card step`); None where nothing is, or where its type knows."""
    names = param.opts if isinstance(param, click.Option) else [param.name or ""]
    for name in names:
        if (command, name) in OF:
            return OF[command, name]
    known = OPTIONS if isinstance(param, click.Option) else ARGUMENTS
    return next((known[name] for name in names if name in known), None)
