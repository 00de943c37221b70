"""How keys are printed, and the keys as one user has them: with a key file, and while an input method is on.

Footer, help, palette and every text that names a key ask here, so that they cannot differ.
"""

from __future__ import annotations

from aetui.commands import BY_ID, TYPED, Command
from aetui.domain.errors import BadInput

_LABELS = {
    "enter": "Enter",
    "escape": "Esc",
    "slash": "/",
    "comma": ",",
    "semicolon": ";",
    "asterisk": "*",
    "colon": ":",
    "full_stop": ".",
    "plus": "+",
    "equals_sign": "=",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "question_mark": "?",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "dollar_sign": "$",
    "space": "Space",
    "backslash": "\\",
    "underscore": "_",
    "delete": "Del",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}

KEPT_BY_BROWSERS = frozenset({"ctrl+w", "ctrl+t", "ctrl+n", "ctrl+q", "f11"})
"""What a browser takes for itself and shows no page (docs/terminals.md says how that was tried)."""

SHIFTED = 12
"""Terminals count F13 to F24 where Shift is held with F1 to F12."""


def label(key: str) -> str:
    """How a key is printed: `Ctrl+T`, `F8`, `Shift+F5`, `?`."""
    if key in _LABELS:
        return _LABELS[key]
    for held in ("ctrl", "shift"):
        if key.startswith(f"{held}+"):
            rest = label(key.partition("+")[2])
            return f"{held.title()}+{rest.upper() if len(rest) == 1 else rest}"
    if len(key) > 1 and key[0] == "f" and key[1:].isdecimal():
        n = int(key[1:])
        return f"F{n}" if n <= SHIFTED else f"Shift+F{n - SHIFTED}"
    return key


def is_dead(key: str) -> bool:
    """Whether an input method takes it for a word: letters. Signs arrive full-width and stand for their keys."""
    return len(key) == 1 and key.isalpha()


_MENDS = {
    "gate.estimate": "estimate",
    "gate.brief": "edit",
    "gate.signed": "done",
    "gate.client_sign": "done",
    "gate.open_on_card": "done",
    "gate.remarks": "done",
    "gate.schedule": "step",
    "gate.schedule_time": "edit",
    "gate.minutes_lack": "minutes",
    "gate.minutes_unsigned": "next_paper",
    "gate.handover": "person",
    "gate.day": "review_done",
    "gate.week": "take_weeks",
    "gate.week_plan": "plan_add",
    "gate.finance": "finance",
}
"""The command that mends what a gate lacks."""


class Keys:
    """`chosen`: keys of the user's own, by command; `function`: whether letters are dead; `kept`: keys that don't arrive here."""

    def __init__(
        self, chosen: dict[str, str] | None = None, *, function: bool = False, kept: frozenset[str] = frozenset()
    ) -> None:
        self.chosen, self.function, self.kept = chosen or {}, function, kept

    def of(self, command: Command, where: str) -> tuple[str, ...]:
        """The keys of a command on that screen, the first is the one to print."""
        own = self.chosen.get(command.id)
        keys = tuple(own.split(",")) if own else command.keys_on(where)
        arrive = tuple(k for k in keys if k not in self.kept) or keys
        return tuple(k for k in arrive if not is_dead(k)) if where in TYPED else arrive

    def printed(self, command: Command, where: str, *, function: bool | None = None) -> str:
        """The one key that is printed beside a command now."""
        keys = self.of(command, where)
        if self.function if function is None else function:
            keys = tuple(k for k in keys if not is_dead(k)) or keys
        return label(keys[0]) if keys else ""

    def at(self, command_id: str, where: str) -> str:
        """The one key that is printed for a command on that screen."""
        return self.printed(BY_ID[command_id], where)

    def all(self, command: Command, where: str) -> str:
        """All of them, for the help and the manual."""
        keys = self.of(command, where)
        if len(keys) > 2 and all(k.isdecimal() for k in keys):
            return f"{keys[0]}…{keys[-1]}"
        return " ".join(label(k) for k in keys)

    def mending(self, gate: str) -> str:
        """The key that mends what a gate lacks; empty where none does."""
        return getattr(self, _MENDS[gate]) if gate in _MENDS else ""

    def __getattr__(self, command_id: str) -> str:
        """In texts of the catalogue: `{k.done}` is the key of `done`. Raises AttributeError for what is no command."""
        command = BY_ID.get(command_id)
        if command is None:
            raise AttributeError(command_id)
        return self.printed(command, command.where[0])


def keymap(text: str | None, name: str) -> dict[str, str]:
    """The keys of the user's key file (TOML: `call = "c,f2"`), by command. Raises BadInput naming file and line."""
    if not text:
        return {}
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        raise BadInput("keys.toml", file=name, mistake=str(mistake)) from None
    chosen: dict[str, str] = {}
    for command_id, keys in table.items():
        if command_id not in BY_ID:
            raise BadInput("keys.command", file=name, key=command_id)
        if not isinstance(keys, str) or not keys.strip():
            raise BadInput("keys.value", file=name, key=command_id)
        chosen[command_id] = keys.replace(" ", "")
    return chosen
