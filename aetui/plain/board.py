"""The board read aloud, over and over: a number is a thing, a letter or a name an act, a line of the shell what it is there."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Callable, Mapping

from aetui.commands import BOARD, Command, of
from aetui.commands.keys import label
from aetui.domain.errors import DeskError
from aetui.locales import LANGS, Texts
from aetui.plain import acts, reading
from aetui.plain.acts import Acting, chosen
from aetui.plain.day import review_day
from aetui.plain.leave import leave
from aetui.plain.phone import go_on, phone
from aetui.plain.talk import Leaves, NothingMore

ASKS: Mapping[str, Callable[[Acting], None]] = {
    "call": phone,
    "todo": acts.note("todo"),
    "card": acts.note("card"),
    "memo": acts.note("memo"),
    "meeting": acts.note("meeting"),
    "client": acts.client,
    "idea": acts.idea,
    "find": acts.find,
    "language": acts.language,
    "review": review_day,
    "handover": leave,
}
"""What is asked about, by the command's id."""
SHELL: Mapping[str, tuple[str, ...]] = {
    "undo": ("undo",),
    "redo": ("redo",),
    "history": ("log",),
    "ideas": ("idea", "list"),
    "quiet": ("client", "quiet"),
    "settings": ("profile",),
    "week": ("week",),
    "week_review": ("team",),
    "month": ("due", "--within", "31d"),
    "figures": ("figures",),
    "billing": ("billing",),
    "rules": ("rules",),
    "report_round": ("round", "reports"),
    "arrive": ("help", "import"),
    "office": ("office", "status"),
    "team": ("team", "board"),
}
"""What is read, as the shell's command says it."""
OF_A_THING = frozenset({"open", "done", "waive", "remove", "care_log", "copy"})
"""What is asked about a thing once its number is typed."""
FOR_EYES = frozenset({"palette", "theme", "narrow", "next_list", "previous_list", "section", "unfold"})
"""What arranges a picture: here all is read, and every list of commands is a key away."""
LEAVES, TELLS = "quit", "help"
_BARE: Mapping[str, str] = {"review": "review", "handover": "handover"}
"""Commands of the shell that open a screen where nothing follows them."""


def read_aloud(a: Acting, name: str, known: Callable[[str], bool]) -> None:
    """Until it is left, or nothing more is typed. `name`: whose desk it is; `known`: whether the shell has a command of that name."""
    talk = a.talk
    try:
        go_on(a)
        things = _read(a, name)
        talk.tell(talk.say("plain.how"))
        while True:
            talk.tell("")
            talk.tell(talk.say("plain.ask", acts=_few(talk.say)))
            line = talk.read()
            if line.end == "over" and not line.text:
                return
            if line.end == "left":
                continue  # a key that leaves questions leaves nothing here
            talk.desk.poll()
            said = _clear(line.text)
            if not said:
                things = _read(a, name)
            elif said.isdecimal() and 1 <= int(said) <= len(things):
                thing = things[int(said) - 1]
                talk.tell(thing.text)
                _trying(a, lambda thing=thing: chosen(a, thing.kind, thing.id, phone))  # type: ignore[misc]
            elif (found := _meant(said)) is not None:
                if found.id == LEAVES:
                    return
                _act(a, found)
            elif not _of_shell(a, line.text, known):
                talk.tell(talk.say("plain.unknown", text=line.text))
    except NothingMore:
        return


def _read(a: Acting, name: str) -> list[reading.NumberedThing]:
    seen = reading.board(a.talk.desk, a.talk.say, a.talk.now(), name)
    a.talk.tell("\n".join(seen.lines))
    return seen.things


def here() -> list[Command]:
    """The board's commands that mean something without a picture."""
    return [c for c in of(BOARD) if c.id in ASKS or c.id in SHELL or c.id in (LEAVES, TELLS)]


def _clear(text: str) -> str:
    """Full-width signs stand for those of the keyboard, as where an input method is on."""
    return unicodedata.normalize("NFKC", text).strip() if len(text.strip()) == 1 else text.strip()


def _meant(said: str) -> Command | None:
    """The command of that letter, or of that name in any language."""
    for command in here():
        names = {Texts(lang)(f"command.{command.id}").lower() for lang in LANGS}
        if said.lower() in names or (command.key and said == label(command.key)):
            return command
    return None


def _act(a: Acting, command: Command) -> None:
    if command.id == TELLS:
        _tell_all(a)
    elif command.id in SHELL:
        a.shell(SHELL[command.id])
    else:
        _trying(a, lambda: ASKS[command.id](a))


def _trying(a: Acting, act: Callable[[], None]) -> None:
    """What is wrong is told, and the board goes on; a question that was left keeps what was typed."""
    try:
        act()
    except Leaves:
        a.talk.tell(a.talk.say("plain.left"))
    except DeskError as mistake:
        a.talk.complain(mistake)


def _few(say: Texts) -> str:
    return say("list.comma").join(f"{label(c.key)} {say(f'command.{c.id}')}" for c in here() if c.rank and c.key)


def _tell_all(a: Acting) -> None:
    say = a.talk.say
    for command in here():
        key = label(command.key) if command.key else ""
        a.talk.tell(
            f"{key} {say(f'command.{command.id}')}{say('plain.colon')}{say(f'command.{command.id}.tip')}".strip()
        )
    a.talk.tell(say("plain.how"))


def _of_shell(a: Acting, text: str, known: Callable[[str], bool]) -> bool:
    """A line as in the shell, `aetui` before it or not. Whether it was one."""
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()
    if words[:1] == ["aetui"]:
        words = words[1:]
    if not words or not known(words[0]):
        return False
    if tuple(words[1:]) == () and words[0] in _BARE:
        _trying(a, lambda: ASKS[_BARE[words[0]]](a))
    elif words[0] == "call" and len(words) < 3:
        _trying(a, lambda: phone(a))
    else:
        a.shell(words)
    return True
