"""The help of a command, with what the tables of fields and of papers list."""

from __future__ import annotations

from aetui.desk.book.profile import SETTINGS, Setting
from aetui.desk.fields import CARD, CLIENT, MEETING, Field
from aetui.domain.papers import papers_about
from aetui.locales import Texts
from aetui.widgets.cells import fit


def page(say: Texts, name: str) -> str:
    """The help of a command, with what the tables of fields and of papers list."""
    if name == "report":
        kinds = {about: "|".join(papers_about(about)) for about in ("card", "client", "meeting", "memo", "desk")}
        plans, person = ("|".join(papers_about(about, planned=True)) for about in ("client", "person"))
        return say("cli.help.report", plans=plans, person=person, **kinds)
    if name in ("card", "client", "meeting", "profile"):
        return say(f"cli.help.{name}", fields=_fields_of(say, name))
    return say(f"cli.help.{name}")


def _fields_of(say: Texts, name: str) -> str:
    """What a command's help lists: the options of its `set`, `[--what TEXT] [--place ours|theirs]`, or the profile's keys."""
    if name == "profile":
        return "\n".join(_listed(say, setting) for setting in SETTINGS.values())
    fields = {"card": CARD, "client": CLIENT, "meeting": MEETING}[name]
    return " ".join(_in_help(say, field) for field in fields if field.option != "")


def _listed(say: Texts, setting: Setting) -> str:
    like = "|".join(way or "auto" for way in setting.ways) or say(f"setting.{setting.key}.like")
    return f"  {setting.key:<13}{fit(say(f'setting.{setting.key}'), 14)}{like}"


def _in_help(say: Texts, field: Field) -> str:
    if field.is_flag:
        return f"[--{option_of(field).replace('/', '|')}]"
    return f"[--{option_of(field)} {say(f'cli.word.{field.grammar.word}')}]" + ("…" if field.several else "")


def option_of(field: Field) -> str:
    return field.option or field.key
