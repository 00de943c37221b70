"""A change of the log in words."""

from __future__ import annotations

from aetui.locales import Texts


def told(say: Texts, verb: str, args: dict[str, str]) -> str:
    """`开卡 2611-001 秋季海报`. A verb of another version is told by its name."""
    key = f"verb.{verb}"
    name = say(key) if say.has(key) else verb
    if "turned" in args:
        return f"{name} {told(say, args['turned'], {k: v for k, v in args.items() if k != 'turned'})}"
    words = [args[k] for k in ("number", "client", "title", "what", "to", "text", "keys", "why") if args.get(k)]
    return " ".join([name, *words])
