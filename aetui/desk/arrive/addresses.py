"""An address book, a table or vCards, comes into the client book (R1)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.arrive.arrival import Arrival, Becomes, Coming
from aetui.desk.arrive.merging import FIELDS, Merged, Merging, Offered
from aetui.desk.core import Desk
from aetui.desk.files.given import read_file
from aetui.desk.files.vcards import COMPANY, is_vcards
from aetui.desk.find.finder import find_one
from aetui.documents.others.addresses import AddressTable, read_addresses
from aetui.documents.others.text import MOST_BYTES, as_text
from aetui.documents.vcard import read_vcards
from aetui.domain.errors import BadInput
from aetui.domain.records import Client
from aetui.locales import Texts

_BECOMES: dict[str, Becomes] = {
    "client": "new",
    "new": "new",
    "filled": "changed",
    "differs": "differs",
    "same": "same",
}


def addresses(
    desk: Desk,
    file: Path,
    say: Texts,
    *,
    client: str | None = None,
    only: Collection[str] | None = None,
    over: bool = False,
    everything: bool = False,
) -> Arrival:
    """The rows of a table, or the cards of a file of vCards, which are their owners' own word, beside the client book. `client`: of those that name no company; `only`: which companies that aren't in the
    book are clients, None: all; `over`: the file's word counts where both say something else. Raises BadInput (`arrive.all_clients`: there is no `everything` of an address book), NotThere."""
    if everything:  # nothing is left out that could be taken: who is of no client is told by `client`
        raise BadInput("arrive.all_clients")
    if is_vcards(file):
        return _judged(desk, file, say, *_cards(file, say), client=client, only=only, over=True)
    known = [name for one in desk.book.live_of(Client) for name in (one.name, one.short)]
    table = read_addresses(as_text(read_file(file, MOST_BYTES + 1), file), file, known)
    entries = [Offered(e.company, e.contact, e.short, e.note, e.line) for e in table.entries]
    told = list(_told(say, table))
    return _judged(desk, file, say, entries, told, table.nameless, client=client, only=only, over=over)


def _cards(file: Path, say: Texts) -> tuple[list[Offered], list[str], list[int]]:
    """What a file of vCards says, what of it couldn't be read, and the cards without a name."""
    cards = read_vcards(file)
    entries = [Offered(c.organisation, c.contact, line=c.line) for c in cards.entries]
    unread = say("list.comma").join(map(str, cards.unread))
    return entries, [say("vcard.unread", file=file.name, lines=unread)] if unread else [], cards.nameless


def _judged(
    desk: Desk,
    file: Path,
    say: Texts,
    entries: Sequence[Offered],
    told: list[str],
    nameless: Sequence[int],
    *,
    client: str | None,
    only: Collection[str] | None,
    over: bool,
) -> Arrival:
    merging = Merging(desk, over=over)
    strange = list(dict.fromkeys(e.company for e in entries if e.company and not merging.knows(e.company)))
    chosen = strange if only is None else [find_one(strange, name, COMPANY) for name in only if name.strip()]
    for entry in entries:
        company = entry.company or (merging.client_of(entry.contact) if entry.contact else None) or client
        said = replace(entry, company=company)
        if company is None or (company in strange and company not in chosen):
            merging.leave(said)
        else:
            merging.take([said])

    rows = [_row(say, one) for one in merging.judged]
    rows += [Coming("left", say("arrive.row", n=n), say("arrive.nameless"), n) for n in nameless]

    def write(to: Desk, now: datetime) -> None:
        merging.write(to, now, file.name)

    return Arrival(file, "clients", told, rows, write, merging.ready)


def _told(say: Texts, table: AddressTable) -> Iterator[str]:
    """Which columns were understood and how, and which weren't."""
    comma = say("list.comma")
    if not table.headed:
        yield say("arrive.unheaded")
    read = [
        say("arrive.column", head=c.head or say("arrive.place", n=c.place + 1), field=say(f"arrive.field.{c.field}"))
        for c in table.columns
        if c.field
    ]
    yield say("arrive.columns", columns=comma.join(read))
    unread = [
        say("arrive.column.unread", head=c.head or say("arrive.place", n=c.place + 1), sample=c.sample[:20])
        for c in table.columns
        if not c.field
    ]
    if unread:
        yield say("arrive.columns.unread", columns=comma.join(unread))


def _row(say: Texts, one: Merged) -> Coming:
    said, contact = one.said, one.said.contact
    who = " ".join(filter(None, (one.client or said.company, contact.name if contact else None)))
    if one.verdict == "left":
        why = say("arrive.unchosen") if said.company else say("arrive.no_company")
        return Coming("left", who or say("arrive.row", n=said.line), why, said.line)
    if one.verdict == "client":
        return Coming("new", one.client, say("arrive.client"), said.line, company=True)
    becomes = _BECOMES[one.verdict]
    if contact is None or one.verdict == "same":
        return Coming(becomes, who, "", said.line)
    if one.verdict == "new":
        return Coming(becomes, who, "  ".join(filter(None, (getattr(contact, f) for f in FIELDS))), said.line)
    here = one.here
    told = [
        say("arrive.differs", field=say(f"arrive.field.{f}"), here=getattr(here, f), there=getattr(contact, f))
        if getattr(here, f)
        else say("arrive.filled", field=say(f"arrive.field.{f}"), there=getattr(contact, f))
        for f in one.fields
    ]
    return Coming(becomes, who, say("list.semicolon").join(told), said.line)
