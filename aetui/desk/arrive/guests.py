"""Who comes to a meeting that another program tells of: which client they are of, who is of the house, who is the user."""

from __future__ import annotations

import msgspec

from aetui.desk.core import Desk
from aetui.desk.find import names
from aetui.documents.others.invites import Appointment, Invited
from aetui.domain.meeting.online import is_online
from aetui.domain.patterns import pattern
from aetui.domain.records import Client
from aetui.domain.whose import is_me

_PUBLIC = pattern(
    r"(?:vip\.)?qq\.com|foxmail\.com|(?:163|126|139)\.com|yeah\.net|189\.cn|sina\.(?:com|cn)|sohu\.com|aliyun\.com|g(?:oogle)?mail\.com|"
    r"(?:outlook|hotmail|live|msn)\.com|(?:icloud|me)\.com|yahoo\.\w+(?:\.\w+)?|proton\.me"
)
"""Where everybody has an address: nothing follows from two of them."""
_OURS = ("我司", "我们公司", "本公司", "我方", "our office", "our place")


class Party(msgspec.Struct, frozen=True):
    """The people of one appointment. `inside`: all are of the house; `others`: all but the user; `names`: as the meeting has them."""

    client: Client | None
    inside: bool
    others: tuple[str, ...]
    names: tuple[str, ...]
    declined: bool

    @property
    def client_id(self) -> str | None:
        return self.client.id if self.client else None


class Guests:
    """The people on the desk, by address and by name. `usual`: the client of those whom nobody knows."""

    def __init__(self, desk: Desk, usual: Client | None) -> None:
        self._desk, self._usual = desk, usual
        self._clients = sorted((c for c in desk.book.live_of(Client) if c.active), key=lambda c: -len(c.short))
        self._by_mail = {p.email.casefold(): (c, p.name) for c in self._clients for p in c.contacts if p.email}
        self._by_name = {names.fold(p.name): (c, p.name) for c in reversed(self._clients) for p in c.contacts}
        self._domains = {domain: c for mail, (c, _) in self._by_mail.items() if (domain := _domain(mail))}
        self._colleagues = {names.fold(name) for name in desk.colleagues}

    def of(self, one: Appointment) -> Party:
        people = {
            (g.email.casefold() or names.fold(g.name)): g for g in (one.organizer, *one.attendees) if g is not None
        }
        mine = [g for g in people.values() if self._is_me(g)]
        others = [g for g in people.values() if not self._is_me(g) and not g.declined and (g.name or g.email)]
        client = next((c for g in others if (c := self._client_of(g))), None) or self._in_title(one.title)
        inside = client is None and bool(others) and all(self._is_ours(g) for g in others)
        if client is None and not inside:
            client = self._usual
        return Party(
            client,
            inside,
            tuple(g.name or g.email for g in others),
            tuple(dict.fromkeys(self._name(g) for g in others)),
            any(g.declined for g in mine) and not (one.organizer is not None and self._is_me(one.organizer)),
        )

    def is_ours(self, location: str) -> bool:
        """Whether a place is the house's own, or none that anybody goes to."""
        if is_online(location):
            return True
        profile, place = self._desk.profile, location.casefold()
        own = [said.casefold() for said in (profile.address, profile.agency) if said] if profile else []
        return any(word in place for word in (*own, *_OURS))

    def _client_of(self, guest: Invited) -> Client | None:
        mail = guest.email.casefold()
        if mail in self._by_mail:
            return self._by_mail[mail][0]
        if (domain := _domain(mail)) in self._domains:
            return self._domains[domain or ""]
        found = self._by_name.get(names.fold(guest.name)) if guest.name and not self._is_ours(guest) else None
        return found[0] if found else None

    def _in_title(self, title: str) -> Client | None:
        """The client whose name stands in the title, the longest first."""
        words = names.fold(title)
        return next((c for c in self._clients if names.fold(c.short) in words or names.fold(c.name) in words), None)

    def _is_me(self, guest: Invited) -> bool:
        profile = self._desk.profile
        mail = (profile.email or "").casefold() if profile else ""
        return bool(mail and guest.email.casefold() == mail) or bool(guest.name and is_me(guest.name, self._desk.owner))

    def _is_ours(self, guest: Invited) -> bool:
        profile = self._desk.profile
        house = _domain((profile.email or "").casefold()) if profile else None
        return names.fold(guest.name) in self._colleagues or bool(house and _domain(guest.email.casefold()) == house)

    def _name(self, guest: Invited) -> str:
        known = self._by_mail.get(guest.email.casefold()) or self._by_name.get(names.fold(guest.name))
        return known[1] if known else guest.name or guest.email.partition("@")[0]


def _domain(mail: str) -> str | None:
    _, _, domain = mail.rpartition("@")
    return domain if domain and _PUBLIC.fullmatch(domain) is None else None
