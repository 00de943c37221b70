"""A user's own rules: a TOML file of the shipped one's shape that changes a figure, switches a rule off or
adds one. Every mistake is told with file, rule and key (domain.md, The rulebook)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from aetui.domain.patterns import pattern
from aetui.domain.rulebook.hints import with_hints
from aetui.domain.rulebook.language import parse_due, parse_span, parse_when
from aetui.domain.rulebook.model import Each, Rule, Rulebook, RulebookError, Shift
from aetui.domain.rulebook.vocabulary import CALENDAR_MET, EVENT_MET, LOGGED, TRIGGERS, TYPED_ONLY
from aetui.domain.tongues import Text

_NAME = pattern(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_LINE = pattern(r"at line (\d+)")
_PLACES = pattern(r"\{(.*?)\}")
_EXAMPLES = {
    "due": '"+24 h", "+2 working h", "+1 working day", "-48 h", "at", "end of day"',
    "when": '"working day, end of work", "friday 17:30", "report slot", "day 10", "quarter end", "12-15"',
    "warn": '"30 min", "4 h"',
    "lead": '"10 days"',
    "on": "true, false",
    "each": '"user", "client", "ae"',
    "shift": '"first", "last", "next"',
    "roles": '["AE", "AM"]',
    "source": '["D4"]',
    "trigger": ", ".join(f'"{name}"' for name in TRIGGERS),
    "met": f'"{LOGGED}"',
    "title": '"…", { zh = "…", en = "…" }',
    "line": '"{what} …", { zh = "…", en = "…" }',
    "words": '"…", { zh = "…", en = "…" }',
}
_TYPES: dict[str, Any] = {
    "due": str,
    "when": str,
    "warn": str,
    "lead": str,
    "on": bool,
    "each": Each,
    "shift": Shift,
    "roles": list[str],
    "source": list[str],
    "trigger": list[str],
    "met": str,
}
_TEXTS = ("title", "line", "words")
_ABOUT = ("at", "before", "travel")
"""Due times that follow from the time that the record is about."""
_FIXED = ("trigger", "met", "each")
"""What a shipped rule is; a file may change its figures, not these."""


class _File:
    """Says what is wrong in one file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def bad(self, rule: str, key: str, value: object) -> RulebookError:
        return RulebookError(
            "rules.bad_value",
            file=self.name,
            rule=rule,
            field=key,
            value=_shown(value),
            allowed=_EXAMPLES[key],
        )

    def error(self, what: str, **args: object) -> RulebookError:
        return RulebookError(f"rules.{what}", file=self.name, **args)


def lay_over(base: Rulebook, text: str, name: str) -> Rulebook:
    """`base` with the file's rules. Raises RulebookError at the first mistake."""
    import tomllib

    file = _File(name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        where = _LINE.search(str(mistake))
        line = int(where[1]) if where else len(text.splitlines())
        raise file.error("not_toml", line=line, detail=str(mistake)) from None
    for section in data:
        if section not in ("rule", "hint", "words"):
            raise file.error("unknown_section", field=section)
    rules = dict(base.rules)
    for rule_id, fields in _flat(file, data.get("rule", {})):
        rules[rule_id] = _rule(file, rule_id, fields, base.rules.get(rule_id))
    for rule in rules.values():
        if rule.calendar and rule.comes.kind == "after":
            before = rules.get(rule.comes.after)
            if before is None or not before.calendar or before.comes.kind == "after":
                raise file.bad(rule.id, "when", rule.when)
    own = with_hints(base.hinting, data, name) if data.keys() & {"hint", "words"} else base.own_hints
    return msgspec.structs.replace(base, rules=rules, own_hints=own)


def check(rule: Rule, name: str) -> None:
    """Whether a whole rule can be reckoned with. Raises RulebookError."""
    file = _File(name)
    for key, parse in (("warn", parse_span), ("lead", parse_span), ("due", parse_due), ("when", parse_when)):
        _parsed(file, rule, key, parse)
    if rule.when and rule.trigger:
        raise file.error("either", rule=rule.id)
    if rule.when:
        _check_calendar(file, rule)
    else:
        _check_event(file, rule)
    for said in (rule.line.zh, rule.line.en) if rule.line else ():
        if not set(_PLACES.findall(said)) <= {"what", "owner"}:
            raise file.bad(rule.id, "line", said)


def _check_calendar(file: _File, rule: Rule) -> None:
    if not rule.each:
        raise file.error("missing_key", rule=rule.id, field="each")
    if rule.met not in CALENDAR_MET:
        raise file.bad(rule.id, "met", rule.met)
    comes = rule.comes
    if rule.leads > (timedelta(days=364) if comes.kind == "yearly" else timedelta(days=28)):
        raise file.bad(rule.id, "lead", rule.lead)  # or the next would stand before this one is due
    if comes.kind == "slot" and rule.each != "client":
        raise file.bad(rule.id, "each", rule.each)
    if comes.kind == "after" and not rule.due:
        raise file.error("missing_key", rule=rule.id, field="due")
    if rule.due and (comes.kind != "after" or rule.due_at.typed or rule.due_at.kind in _ABOUT):
        raise file.bad(rule.id, "due", rule.due)


def _check_event(file: _File, rule: Rule) -> None:
    for key in ("trigger", "due"):
        if not getattr(rule, key):
            raise file.error("missing_key", rule=rule.id, field=key)
    for trigger in rule.trigger:
        if trigger not in TRIGGERS:
            raise file.bad(rule.id, "trigger", trigger)
    due = rule.due_at
    about = [TRIGGERS[t] and t not in TYPED_ONLY for t in rule.trigger]
    if due.kind in _ABOUT and not all(about):
        raise file.bad(rule.id, "due", rule.due)
    if due.kind == "travel" and not all(t.startswith("meeting") for t in rule.trigger):
        raise file.bad(rule.id, "due", rule.due)
    if rule.met not in EVENT_MET:
        raise file.bad(rule.id, "met", rule.met)


def _rule(file: _File, rule_id: str, fields: dict[str, Any], base: Rule | None) -> Rule:
    if base is None and not fields.keys() & {"title", "trigger", "when"}:
        raise file.error("unknown_rule", rule=rule_id)  # a slip of the pen rather than a new rule
    if base is None and not _NAME.fullmatch(rule_id):
        raise file.error("bad_name", rule=rule_id)
    found: dict[str, Any] = {}
    for key, value in fields.items():
        if key not in _EXAMPLES:
            raise file.error("unknown_key", rule=rule_id, field=key)
        if base is not None and key in _FIXED:
            raise file.error("fixed_key", rule=rule_id, field=key)
        if key in _TEXTS:
            found[key] = _text(file, rule_id, key, value, base)
        else:
            found[key] = _typed(file, rule_id, key, value)
    if base is not None:
        other = next((k for k in ("due", "when") if k in found and not getattr(base, k)), None)
        if other:
            raise file.error("fixed_key", rule=rule_id, field=other)
        rule = msgspec.structs.replace(base, **found)
    else:
        if "title" not in found:
            raise file.error("missing_key", rule=rule_id, field="title")
        if found.get("met", LOGGED) != LOGGED:
            raise file.bad(rule_id, "met", found["met"])
        found.setdefault("words", found["title"])
        found.setdefault("source", [rule_id])
        rule = Rule(id=rule_id, own=True, **found)
    check(rule, file.name)
    return rule


def _typed(file: _File, rule_id: str, key: str, value: object) -> object:
    if key in ("roles", "source", "trigger") and isinstance(value, str):
        value = [value]
    try:
        checked: object = msgspec.convert(value, _TYPES[key])
    except msgspec.ValidationError:
        raise file.bad(rule_id, key, value) from None
    if key in ("source", "trigger") and not checked:
        raise file.bad(rule_id, key, value)
    return checked


def _text(file: _File, rule_id: str, key: str, value: object, base: Rule | None) -> Text:
    """A text may be one string for both languages, or change just one of them."""
    if isinstance(value, str):
        value = {"zh": value, "en": value}
    known: Text | None = getattr(base, key) if base else None
    if isinstance(value, dict) and known:
        value = {"zh": known.zh, "en": known.en, **value}
    try:
        text = msgspec.convert(value, Text)
    except msgspec.ValidationError:
        raise file.bad(rule_id, key, value) from None
    if not text.zh.strip() or not text.en.strip():
        raise file.bad(rule_id, key, value)
    return text


def _parsed(file: _File, rule: Rule, key: str, parse: Callable[[str], object]) -> None:
    value = getattr(rule, key)
    if not value and key != "warn":
        return
    try:
        parse(value)
    except ValueError:
        raise file.bad(rule.id, key, value) from None


def _flat(file: _File, given: object, prefix: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Rules by id, also where the id was written without quotes (`[rule.card.open]` nests)."""
    if not isinstance(given, dict):
        raise file.error("unknown_section", field="rule")
    found: list[tuple[str, dict[str, Any]]] = []
    for name, fields in given.items():
        if not isinstance(fields, dict):
            raise file.error("unknown_key", rule=prefix.rstrip("."), field=name)
        tables = fields and all(isinstance(v, dict) for v in fields.values())
        if tables and not prefix and "." not in name and not fields.keys() & set(_TEXTS):
            found += _flat(file, fields, f"{name}.")
        else:
            found.append((prefix + name, fields))
    return found


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
