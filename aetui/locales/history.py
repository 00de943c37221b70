"""A change of the log in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aetui.locales import Texts

if TYPE_CHECKING:  # what writes a change to the log needs the words alone
    from aetui.domain.rulebook.model import Rulebook

SUBJECTS = ("number", "client", "title", "name", "what", "to", "who", "text", "day", "keys", "why")
"""The words of a change that say what it was about, in this order."""


def told(say: Texts, verb: str, args: dict[str, str], rulebook: Rulebook) -> str:
    """`开卡 2611-001 秋季海报`, `做了 周进度报告 梅林`. A verb of another version is told by its name."""
    key = f"verb.{verb}"
    name = say(key) if say.has(key) else verb
    if verb == "back" and "n" in args:  # it took back several, down to the one that is told
        name = f"{name} {say('history.n_undone', n=args['n'])}"
    if "turned" in args:
        return f"{name} {told(say, args['turned'], {k: v for k, v in args.items() if k != 'turned'}, rulebook)}"
    words = [_settings(say, args[k]) if k == "keys" else args[k] for k in SUBJECTS if args.get(k)]
    rule = [rulebook.title(args["rule"], say.lang)] if args.get("rule") else []
    return " ".join([name, *rule, *words])


def _settings(say: Texts, keys: str) -> str:
    """What of the profile was changed, as its page calls it; a key of another version as it is."""
    named = (f"setting.{key}" for key in keys.split(", "))
    return say("list.comma").join(say(key) if say.has(key) else key.removeprefix("setting.") for key in named)
