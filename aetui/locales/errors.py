"""An error as one sentence."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date, datetime

from aetui.domain.errors import DeskError, Refused, Shut
from aetui.domain.handover import Lacks
from aetui.locales import Texts
from aetui.locales.dates import day_number, stamp
from aetui.locales.handover import lacks_words

KeyOf = Callable[[str], str]
"""The key that mends what a gate lacks, by the gate, as a screen prints it."""


def sentence(say: Texts, mistake: DeskError, *, key_of: KeyOf | None = None) -> str:
    """What went wrong and what to do, in the user's language. Where a gate is shut: the command that mends it, or on a screen
    (`key_of`) the key; of several gates each."""
    where = ".screen" if key_of else ""
    if isinstance(mistake, Shut):
        told = [say("error.gate.of_several", **_parts(say, one, key_of)) for one in mistake.gates]
        return say(f"error.gate.several{where}", whats=say("error.gate.joint").join(told))
    if isinstance(mistake, Refused) and say.has(f"mend.{mistake.key}"):
        return say(f"error.gate.one{where}", **_parts(say, mistake, key_of))
    args = _args(say, mistake)
    near = args.pop("near", None)
    own = f"error.{mistake.key}{where}"
    said = say(own if say.has(own) else f"error.{mistake.key}", **args)
    if isinstance(near, list) and near:
        said += say("error.near", names=say("list.comma").join(near))
    return said


def reason(say: Texts, mistake: DeskError) -> str:
    """What went wrong alone, where what mends it is told elsewhere or is another's matter."""
    return say(f"error.{mistake.key}", **_args(say, mistake))


def _parts(say: Texts, refused: Refused, key_of: KeyOf | None) -> dict[str, str]:
    args = _args(say, refused)
    mend = f"mend.screen.{refused.key}" if key_of else f"mend.{refused.key}"
    return {
        "what": say(f"error.{refused.key}", **args),
        "mend": say(mend, **args, key=key_of(refused.key) if key_of else ""),
    }


_LONG, _SHOWN = 240, 60
"""What was typed is told again as far as anybody reads it: more than so many characters are cut after the first ones."""


def typed_words(text: str) -> str:
    """What was typed, as far as a sentence tells it again."""
    return text if len(text) <= _LONG else text[:_SHOWN] + "…"


def _in_words(value: object) -> object:
    if isinstance(value, str):
        return typed_words(value)
    return stamp(value) if isinstance(value, datetime) else day_number(value) if isinstance(value, date) else value


def system_words(say: Texts, why: object) -> object:
    """What the system says of a file or a port, in the user's language; what it says in words of its own stays. It is told by its words,
    since what is kept for later (a calendar's, a command's trouble) keeps words alone."""
    if isinstance(why, OSError):
        why = why.strerror or str(why)
    name = next((n for code, n in errno.errorcode.items() if os.strerror(code) == why), None)
    return say(f"system.{name}") if name and say.has(f"system.{name}") else why


def _args(say: Texts, mistake: DeskError) -> dict[str, object]:
    args = {k: _in_words(v) for k, v in mistake.args_.items()}
    if "why" in args:
        args["why"] = system_words(say, args["why"])
    if isinstance(lacks := args.get("missing"), list):  # a gate names what is lacking by keys
        args["missing"] = say("list.comma").join(say(f"lack.{key}") for key in lacks)
    if isinstance(missing := args.get("lacks"), Lacks):
        args["lacks"] = lacks_words(say, missing)
    for name, told in args.items():  # several things, told one after another
        if name != "near" and isinstance(told, list):
            args[name] = say("list.comma").join(map(str, told))
    return args
