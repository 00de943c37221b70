"""What the grammars of one line share: where its parts stand, quotes, whose it is, and its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.marks import unhung
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import find_time, speaks_of_time
from aetui.domain.plainwords.lexer import normalize
from aetui.domain.text import cleaned, opening, parted
from aetui.domain.tongues import Text
from aetui.domain.whose import called, client_word_at, given_names, is_me

SEPARATORS = " \t　，,；;：:、。"
NO_TIME = Text(zh="不限时", en="no time")
"""What says that the words of a line name no time; each is read in every language."""

_SIGN = pattern(r"(?<![A-Za-z0-9._%+-])[@＠]")
_QUOTED = pattern(r'"((?:[^"\n]|"")*)"|“([^”\n]*)”|「([^」\n]*)」')
_HEAD_QUOTE = pattern(r'"((?:[^"\n]|"")*)"(?=[\s@＠，,；;]|$)')
_ANY_QUOTE = pattern(r'([@＠]?)"(?:[^"\n]|"")*"')
_NAME_END = pattern(r"[\s，,：:；;、@＠#＃\"“”]")
_NONE = pattern(r"(?:^|(?<=[\s，,；;、。@\"”」]))(?:不限时|no time)\s*$")
_WHOLE = pattern(
    r"(?:^|(?<=[\s，,；;、。：:\"”」]))[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:[0-9]{2})?)?\s*$"
)
_STAND_IN = "\ufffc"  # holds the place of what is no words: a name, a quotation

TO = Text(zh="到", en=" to ")

_TIME = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:[0-9]{2})?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_RANGE = pattern(rf"({_DATE} {_TIME})\s*(?:到|至|-|~|to)\s*((?:{_DATE} )?{_TIME})(?![0-9:])")

Span = tuple[int, int]


class People(msgspec.Struct, frozen=True):
    """The names that a line may hold. `known` are colleagues, `contacts` clients' people: neither needs a space after `@name`;
    `me`: whose desk it is; `others` are clients. That none of them is a time, the calendar knows (`cal.names`)."""

    known: tuple[str, ...] = ()
    me: str | None = None
    others: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()

    def owner(self, said: str | None) -> str | None:
        """Whose it is; None: the user's own."""
        return None if said is None or self.is_me(said) else said

    def is_me(self, said: str) -> bool:
        """Whether that name is the user: their own, `我`, `me`."""
        return is_me(said, self.me)

    @property
    def owners(self) -> tuple[str, ...]:
        """Who is known behind an `@`."""
        return (*self.known, *self.contacts)

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.known, *self.others, *self.contacts)


NOBODY = People()


class Timed(msgspec.Struct, frozen=True):
    """A time that a line says. `day_only`: no time of day was said, so that it is the end of work on that day."""

    at: datetime
    words: str
    span: Span
    day_only: bool = False


class Cut:
    """A cleaned line from which its parts are taken, one after another; what is left are its words."""

    def __init__(self, text: str) -> None:
        self.text = cleaned(text)
        words, _ = parted(self.text)
        if "\n" in self.text:
            self.text = self.text.replace("\n", " ")
            words = parted(self.text)[0]
        self.end = len(words)
        """Where the words end and the house's remark begins."""
        self.spans: dict[str, Span] = {}
        self._holes: list[Span] = []
        lead = len(self.text) - len(self.text.lstrip())
        self._literal = self._literal_at(lead)

    @property
    def tail(self) -> str:
        """The house's remark as it was typed, with the space before it."""
        return self.text[self.end :].rstrip()

    @property
    def remark_alone(self) -> bool:
        return not self.text[: self.end].strip() and bool(self.tail)

    def take(self, name: str, span: Span) -> None:
        """Off the words with that part."""
        if span[0] < span[1]:
            self._holes.append(span)
            self.spans[name] = span

    def take_head(self, name: str, span: Span) -> None:
        """Off the words with what begins the line; what follows begins anew, with its own quotation."""
        self.take(name, (0, span[1]))
        self.spans[name] = span
        self.begin_anew()

    def begin_anew(self) -> None:
        """The words begin behind what was taken so far, with their own quotation."""
        at = 0
        for start, end in sorted(self._holes):
            if self.text[at:start].strip(SEPARATORS):
                break
            at = end
        while at < self.end and self.text[at] in SEPARATORS:
            at += 1
        self._literal = self._literal_at(at)

    def _literal_at(self, begin: int) -> Span | None:
        found = _HEAD_QUOTE.match(self.text, begin, self.end)
        return found.span() if found is not None and _must_quote(_unquoted(found.group())) else None

    def masked(self, *, quotes: bool = False) -> str:
        """The line with what was taken as spaces, and the quotation at its head as signs that are no words; places stay. `quotes`: what
        stands in straight quotes, but for a name behind an `@`, is no words either."""
        signs = list(self.text[: self.end])
        if quotes:
            for found in _ANY_QUOTE.finditer(self.text, 0, self.end):
                if not found[1]:
                    signs[slice(*found.span())] = _STAND_IN * len(found.group())
        for start, end in self._holes:
            signs[start:end] = " " * (end - start)
        if self._literal is not None:
            start, end = self._literal
            signs[start:end] = _STAND_IN * (end - start)
        return "".join(signs)

    def words(self) -> str:
        """What is left, without the separators that hang where something was taken, with the remark behind it."""
        said = self.bare()
        return f"{said}{self.tail}" if said else self.tail.strip()

    def bare(self) -> str:
        """What is left without the remark."""
        if self._literal is not None:
            start, end = self._literal
            said, rest = _unquoted(self.text[start:end]), self._joined(end)
            return f"{said} {rest}" if rest else said
        return self._joined(0)

    def raw(self) -> str:
        """What is left, with every quotation as it was typed and without the remark."""
        return self._joined(0)

    def _joined(self, begin: int) -> str:
        pieces, at = [], begin
        for start, end in sorted(hole for hole in self._holes if hole[1] > begin):
            pieces.append(self.text[at : max(start, at)])
            at = max(at, end)
        pieces.append(self.text[at : self.end])
        said = pieces[0]
        for piece in pieces[1:]:
            before, after = said.rstrip(SEPARATORS), piece.lstrip(SEPARATORS)
            gap = " "
            if before and after:
                hung = said[len(before) :].strip() or piece[: len(piece) - len(after)].strip()
                gap = hung[:1] + (" " if hung[:1].isascii() else "") if hung else " "
            said = before + gap + after if before and after else before or after
        return said.strip()


# Quotes


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"')


def _must_quote(body: str) -> bool:
    """Whether these words by themselves would be read as something else."""
    if body != body.strip(SEPARATORS):
        return True
    if opening(body) is not None or _SIGN.search(body) or body.count('"') % 2:
        return True
    return _quotes_itself(body)


def _quotes_itself(body: str) -> bool:
    found = _HEAD_QUOTE.match(body)
    return found is not None and _must_quote(_unquoted(found.group()))


def in_words(body: str) -> str:
    """The words as they stand in a line: in quotes where they would be read as something else."""
    return quoted(body) if _must_quote(body) else body


def split_remark(text: str) -> tuple[str, str]:
    """Kept words as (the words, the house's remark with the space before it)."""
    words, _ = parted(text)
    return words, text[len(words) :]


# Whose it is


def take_owner(cut: Cut, people: People = NOBODY, *, key: str = "owner", quotes: bool = False) -> str | None:
    """The name behind an `@`, taken off the line: a known one (which needs no space after it), one in quotes, else up to
    the next space or sign. None without one."""
    line = cut.masked(quotes=quotes)
    for found in _SIGN.finditer(line):
        name, end = owner_at(line, found.end(), people.owners)
        if name:
            after = end + 1 if line[end : end + 1] in tuple("，,：:") else end
            cut.take(key, (found.start(), after))
            return name
    return None


def owner_at(line: str, at: int, known: Iterable[str] = ()) -> tuple[str, int]:
    """The name behind an `@`, and where it ends: as `name_at`, the word for the client (`@客户确认尺寸`), and the given name of
    the one of `known` who has it (`@Grace`: Grace Li) where it isn't in quotes. One that several have stays as it was typed."""
    known = tuple(known)
    name, end = called_at(line, at, known)
    stop = client_word_at(line, at)
    return (line[at:stop], stop) if stop > at and name not in known else (name, end)


def named_in(line: str) -> Iterator[str]:
    """The names behind each `@` in a line that aren't in quotes."""
    for found in _SIGN.finditer(line):
        if _QUOTED.match(line, found.end()) is None:
            yield name_at(line, found.end())[0]


def called_at(line: str, at: int, known: Iterable[str], others: Iterable[str] = ()) -> tuple[str, int]:
    """As `name_at`, by the given name too; `others` are called by their whole names alone."""
    known = tuple(known)
    given = given_names(known)
    whole = (*known, *others)
    name, end = name_at(line, at, (*whole, *(said for said, who in given.items() if len(who) == 1)))
    if name in whole or _QUOTED.match(line, at) is not None:
        return name, end
    who = called(name, given)
    return (who[0], end) if len(who) == 1 else (name, end)


def name_at(line: str, at: int, known: Iterable[str] = ()) -> tuple[str, int]:
    """The name that begins at `at`, and where it ends."""
    quote = _QUOTED.match(line, at)
    if quote is not None:
        said = quote[1].replace('""', '"') if quote[1] is not None else quote[2] or quote[3] or ""
        return said.strip(), quote.end()
    known = tuple(known)
    best = max((n for n in known if n and line.startswith(n, at)), key=len, default="")
    best = best or max((n for n in known if " " in n and _alike(line, at, n)), key=len, default="")
    if best and not (
        best[-1:].isascii() and best[-1:].isalnum() and line[at + len(best) : at + len(best) + 1].isalnum()
    ):
        return best, at + len(best)
    end = _NAME_END.search(line, at)
    stop = end.start() if end else len(line)
    return line[at:stop], stop


def _alike(line: str, at: int, name: str) -> bool:
    """Whether a name of several words stands there, whatever its capitals."""
    return line[at : at + len(name)].casefold() == name.casefold()


def owner_words(name: str | None, known: Iterable[str] = ()) -> str:
    """` @小王`, ` @"Li Wei"`; nothing for the user's own. `known`: who will be known where it is read."""
    if not name:
        return ""
    plain = (
        {owner_at(f"{name} ", 0, who)[0] for who in ((), known)} == {name}
        and not name.startswith(("@", "＠"))
        and name == name.strip()
    )
    return f" @{name if plain else quoted(name)}"


# Its time


def take_time(cut: Cut, *, now: datetime, cal: WorkCalendar, key: str = "due") -> Timed | None:
    """The time that the line says, taken off it. A whole one at the end is taken at its word, also where it is past; where
    `不限时` stands at the end the words name none. Never raises."""
    line = cut.masked()
    low = normalize(line)
    none = _NONE.search(low)
    if none is not None and _would_be_timed(cut.masked()[: none.start()]):
        cut.take("no_time", none.span())
        return None
    found = whole_at_end(line, cal)
    if found is None:
        read = find_time(line, now=now, cal=cal)
        found = Timed(read.at, read.text, (read.start, read.end), read.day_only) if read else None
    if found is not None:
        cut.take(key, found.span)
    return found


def whole_at_end(line: str, cal: WorkCalendar) -> Timed | None:
    """A full time, or a full date, that ends the line."""
    low = normalize(line)
    found = _WHOLE.search(low)
    if found is None:
        return None
    said = found.group().strip()
    span = (found.start(), found.start() + len(found.group().rstrip()))
    try:
        when = datetime.fromisoformat(said.upper())
        if len(said) == len("2026-11-25"):
            return Timed(cal.day_end(when.date()), line[slice(*span)], span, day_only=True)
        at = when.astimezone(cal.tz) if when.tzinfo else when.replace(tzinfo=cal.tz).astimezone(UTC).astimezone(cal.tz)
    except (ValueError, OverflowError):
        return None
    return Timed(at, line[slice(*span)], span)


def whole_time(when: datetime, cal: WorkCalendar) -> str:
    """`2026-11-25 11:00`; seconds only where there are some, the offset only where the clock shows that hour twice."""
    local = when.astimezone(cal.tz)
    exact = "minutes" if not (local.second or local.microsecond) else "auto"
    said = local.replace(tzinfo=None).isoformat(sep=" ", timespec=exact)
    again = local.replace(tzinfo=None, fold=0).replace(tzinfo=cal.tz).astimezone(UTC)
    return said if again == when.astimezone(UTC) else local.isoformat(sep=" ", timespec=exact)


def ended(body: str, owner: str | None, when: str, *, lang: str, behind: str = "", known: Iterable[str] = ()) -> str:
    """The line of these words: whose, its time at the end (`behind` follows it), and `不限时` where the words hold one that is
    none. The house's remark in `body` comes last."""
    words, remark = split_remark(body)
    said = in_words(words) if words else ""
    line = _with_time(said + owner_words(owner, known), when)
    if not when and said == words and _would_be_timed(words):
        line += f" {NO_TIME.get(lang)}"
    line += behind
    if not remark or not line:
        return line.strip() + remark.strip()
    if split_remark(line + remark) != (line, remark):  # 改版##
        return _with_time(quoted(body) + owner_words(owner, known), when) + behind
    return line + remark


def _with_time(line: str, when: str) -> str:
    return f"{line} {when}" if when else line


def _would_be_timed(words: str) -> bool:
    """Whether a time would be read in these words, on some day or another."""
    low = normalize(words)
    none = _NONE.search(low)
    if none is not None and _would_be_timed(words[: none.start()]):
        return True
    return _WHOLE.search(low) is not None or speaks_of_time(words)


def whole_range(line: str, cal: WorkCalendar) -> tuple[datetime, datetime, Span] | None:
    """The last range of full times in the line, and where it stands."""
    low = normalize(line)
    for found in reversed(list(_RANGE.finditer(low))):
        first, last = found[1], found[2]
        if len(last) < len("2026-11-26 1"):
            last = f"{first[:10]} {last}"
        begin, end = whole_at_end(first, cal), whole_at_end(last, cal)
        if begin is not None and end is not None and begin.at < end.at:
            return begin.at, end.at, found.span()
    return None


def range_words(start: datetime, end: datetime, cal: WorkCalendar, *, lang: str = "zh") -> str:
    """`2026-11-26 14:00到16:00`; the end's day where it is another."""
    first, last = whole_time(start, cal), whole_time(end, cal)
    return TO.get(lang).join((first, last[11:] if last[:10] == first[:10] else last))


def cut_out(text: str, start: int, end: int) -> str:
    """The text without what stands at [start, end), and the separators around it, of which a comma before it stays between what is
    left; all of it where nothing else would be left. A word that said but that it is for then goes with it (周五前要)."""
    before, behind = unhung(text[:start], text[end:].lstrip(SEPARATORS))
    before, behind = before.rstrip(SEPARATORS), behind.lstrip(SEPARATORS)
    comma = next((sign for sign in text[len(before) : start] if sign in "，,；;、：:"), "") if before and behind else ""
    joined = comma + (" " if before.isascii() and behind.isascii() else "")
    return (before + joined + behind).strip() or text
