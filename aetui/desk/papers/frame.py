"""What every paper has around its body: whose it is, to whom, with a copy to whom, of what, its number and date, and who wrote it."""

from __future__ import annotations

from msgspec.structs import replace

from aetui.desk.book.pictures import picture_of
from aetui.desk.core import Desk
from aetui.desk.papers.message import PERIODS, message
from aetui.desk.papers.writer import Subject, Writer, client_of
from aetui.documents.sheet import Letterhead, Sheet
from aetui.domain.papers import PAPERS
from aetui.domain.records import Client
from aetui.domain.roles import someone
from aetui.locales import Texts

_TO = {"day": ("AM", "supervisor"), "billing": ("supervisor", "AM"), "brief": ("CD",)}
"""Who in the house gets a paper that isn't the AD's, by role."""


def framed(w: Writer, subject: Subject, made: Sheet) -> Sheet:
    """The paper with its frame; what the builder says more stands below it."""
    say, kind = w.say, made.kind
    today = w.day(w.now.date())
    number, to = number_of(w, kind, subject, made.number), receiver(w.desk, kind, subject) or ""
    facts = w.facts(
        ("to", _whole(w, subject, to)),
        ("copy", say("list.comma").join(copies(w.desk, kind, subject, outside=w.outside))),
        ("from", writer_line(w.desk, say)),
        ("re", made.re if made.re != today else ""),
        ("no", number),
        ("date", today),
    )
    heading = say(f"paper.{kind}")
    # What the paper is called stands above it already.
    parts = [replace(part, heading="") if part.heading == heading else part for part in made.parts]
    sheet = replace(
        made,
        title=" · ".join(t for t in (heading, made.re) if t),
        heading=heading,
        facts=[*facts, *made.facts],
        parts=parts,
        number=number,
    )
    sheet = with_house(w.desk, say, sheet)
    return replace(sheet, message=message(w, subject, sheet, to))


def with_house(desk: Desk, say: Texts, sheet: Sheet) -> Sheet:
    """The paper with the house's letterhead, the writer's line at its end, and its pages counted."""
    profile = desk.profile
    before, between, behind = say("paper.page", n="\0", of="\0").split("\0")
    sheet = replace(sheet, foot=writer_line(desk, say, reach=True), pages=(before, between, behind))
    if profile is None:
        return sheet
    agency, address = profile.agency or "", (profile.address or "").splitlines()
    picture = picture_of(desk, "logo")
    if agency or address or picture:
        sheet = replace(sheet, letterhead=Letterhead(agency, address, picture.id if picture else ""))
    return sheet


def writer_line(desk: Desk, say: Texts, *, reach: bool = False) -> str:
    """`李雯（客户执行）`; with how to reach them: `李雯　客户执行　电话 021-5555-0000　liwen@…`."""
    profile = desk.profile
    if profile is None or not profile.name:
        return ""
    if not reach:
        return say("paper.titled", name=profile.name, title=profile.title) if profile.title else profile.name
    phone = say("paper.phone", number=profile.phone) if profile.phone else ""
    return "  ".join(t for t in (profile.name, profile.title, phone, profile.email) if t)


def number_of(w: Writer, kind: str, subject: Subject, told: str = "") -> str:
    """The paper's own number, which stays the same for the same paper: its kind's sign, and the card, the period or the day
    that it is of (`told`: as its builder says); what has versions bears which."""
    card, meeting, memo = subject.card, subject.meeting, subject.memo
    if told:
        pass
    elif card is not None:
        versions = {"schedule": len(card.schedule_sendings), "estimate": len(card.estimates)}
        n = versions.get(kind, 0)
        if kind == "schedule" and (n == 0 or card.replanned):
            n += 1
        told = f"{card.number}/{n}" if n else card.number
    elif meeting is not None:
        told = w.desk.local(meeting.start or w.now).strftime("%Y%m%d")
    elif memo is not None:
        told = w.desk.local(memo.created_at).strftime("%Y%m%d-%H%M")
    else:
        of = PERIODS[kind](w.now.date()) if kind in PERIODS else str(w.now.year)
        told = (subject.period or of).replace("-W", "-")
    return "-".join(t for t in (PAPERS[kind].sign, told) if t)


def _whole(w: Writer, subject: Subject, to: str) -> str:
    """`梅林食品 陈小姐（品牌经理）`: whoever gets it, with the client and what they are there, where they are the client's."""
    client = w.client(client_of(subject)) if w.outside else None
    if client is None:
        return to
    contact = next((c for c in client.contacts if c.name == to), None)
    named = w.say("paper.titled", name=to, title=contact.title) if contact and contact.title else to
    return w.say("paper.to", client=client.name, name=named).strip(" ,，")  # nobody there is known by name yet


def leads(desk: Desk) -> bool:
    """Whether the one whose desk it is hands in to the AD, and AEs to them."""
    return desk.profile is not None and bool({"AM", "AD", "GM"} & set(desk.profile.roles))


def receiver(desk: Desk, kind: str, subject: Subject) -> str | None:
    """The name of whoever gets the paper where nobody else is said."""
    if subject.to:
        return subject.to
    if kind in _TO:
        return next((name for role in _TO[kind] if (name := someone(desk.profile, role))), None)
    if kind == "monthly" and not leads(desk) and (am := someone(desk.profile, "AM")):  # A8: gathered by the AM
        return am
    if PAPERS[kind].source.startswith("A"):  # A3, A6–A8, A10: what an AM hands in goes to the AD
        return someone(desk.profile, "AD")
    if subject.memo is not None:
        return subject.memo.to
    if subject.card is not None and subject.card.requested_by:
        return subject.card.requested_by
    client = desk.get(Client, client_of(subject))
    return client.contacts[0].name if client and client.contacts else None


def copies(desk: Desk, kind: str, subject: Subject, *, outside: bool) -> list[str]:
    """Who gets a copy: as it was said for this paper or for the client, else of a client's paper whoever reviews it (A2)."""
    if subject.copies is not None:
        return list(subject.copies)
    if not outside:
        return []
    client = desk.get(Client, client_of(subject))
    if client is not None and client.copies:
        return list(client.copies)
    above = someone(desk.profile, "AM") or someone(desk.profile, "supervisor")
    return [above] if above and above not in (desk.owner, receiver(desk, kind, subject)) else []
