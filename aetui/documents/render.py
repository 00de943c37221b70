"""A sheet written as Markdown, HTML or Word, through templates that a user can replace.

In `HOME/templates/` the first of `KIND.md.j2` and `sheet.md.j2` (so too `.html.j2`, and `.txt.j2` for the message that goes with
the paper) comes before the program's own; for Word `KIND.docx` or `sheet.docx` there gives page, styles, header and footer. Templates run in jinja2's
sandbox: they see the sheet as `paper`, and nothing of the machine.
"""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aetui.documents.bars import SIGNS, bar_text
from aetui.documents.sheet import Pictures, Sheet
from aetui.documents.widths import in_one_line, in_pairs, shares, to_fill, whole
from aetui.domain.errors import BadInput
from aetui.domain.text import cleaned

if TYPE_CHECKING:
    from jinja2 import Environment

FORMATS = ("md", "html", "docx")
MESSAGE = "txt"

_OWN = Path(__file__).parent / "templates"
_INLINE = re.compile(r"([\\`*_\[\]<>|~])")
_LEADING = re.compile(r"^(\s*)([#+\-=:])", re.MULTILINE)
_UNQUOTED = re.compile(r"[\\\"\n<>&{}]")
_NUMBER = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_MM = 1.7
"""Millimetres of a hundredth of the width between a page's margins."""


def _bare(_: str) -> tuple[str, bytes] | None:
    return None


def render(sheet: Sheet, form: str, home: Path | None = None, *, pictures: Pictures = _bare) -> bytes:
    """The document in that form (`md`, `html`, `docx`; `txt`: the message that goes with it). `home`: the folder that may hold
    `templates/`. Raises BadInput: an unknown form, or a template with a mistake, named with file and line."""
    if form == "docx":
        from aetui.documents.word import write_word

        return write_word(sheet, _found(home, sheet.kind, "docx"), pictures)
    if form not in (*FORMATS, MESSAGE):
        raise BadInput("report.format", format=form)
    return _fill(sheet, form, home, pictures).encode()


def form_of(path: Path) -> str:
    """The form that a file's ending says. Raises BadInput."""
    form = path.suffix.lower().lstrip(".")
    if form not in FORMATS:
        raise BadInput("report.format", format=path.name)
    return form


def markdown(text: object) -> str:
    """User text as Markdown that shows it letter for letter."""
    plain = _INLINE.sub(r"\\\1", cleaned(str(text)))
    return _NUMBER.sub(r"\1\\\2", _LEADING.sub(r"\1\\\2", plain))


def cell(text: object) -> str:
    """User text for a cell of a Markdown table: one line."""
    return " ".join(markdown(text).split())


def _found(home: Path | None, kind: str, ending: str) -> Path | None:
    for name in (f"{kind}.{ending}", f"sheet.{ending}"):
        path = home / "templates" / name if home is not None else None
        if path is not None and path.is_file():
            return path
    return None


def own_template(home: Path, kind: str, form: str) -> Path | None:
    """The user's own template of that kind of paper in that form; None: the program's stands."""
    return _found(home, kind, f"{form}.j2")


def _fill(sheet: Sheet, form: str, home: Path | None, pictures: Pictures) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError

    path = _found(home, sheet.kind, f"{form}.j2") or _OWN / f"sheet.{form}.j2"
    try:
        source = path.read_text(encoding="utf-8")
        env = _environment(form)
        env.filters["picture"] = lambda picture_id: _link(pictures(str(picture_id)))
        return str(env.from_string(source).render(paper=_plain(sheet)))
    except (OSError, UnicodeDecodeError) as mistake:
        raise BadInput("template.unreadable", file=path, why=getattr(mistake, "strerror", None) or "UTF-8") from None
    except TemplateSyntaxError as mistake:
        raise BadInput("template.mistake", file=path, line=mistake.lineno, why=mistake.message or "") from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as mistake:
        raise BadInput("template.mistake", file=path, line=_line_of(mistake), why=str(mistake)) from None


def _environment(form: str) -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    env = SandboxedEnvironment(
        autoescape=form == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["md"] = markdown
    env.filters["cell"] = cell
    env.filters["whole"] = lambda text: whole(str(text))
    env.filters["room"] = _room
    env.filters["full"] = _full
    env.filters["bar"] = bar_text
    env.filters["sign"] = SIGNS.__getitem__
    env.filters["css"] = lambda text: Markup(_UNQUOTED.sub(" ", str(text)))  # within a style no sign is an entity
    return env


def _room(table: Any) -> int:
    """How many hundredths of a table its last column has, where it is to be filled in; else 0."""
    columns = list(zip(table["columns"], *table["rows"], strict=True))
    return round(shares(columns, 100 * _MM, 4.0)[-1] / _MM) if to_fill(columns) else 0


def _full(table: Any) -> list[int]:
    """How many hundredths each column has of a table that is wider than the page where no cell is broken; else none."""
    columns = list(zip(table["columns"], *table["rows"], strict=True))
    if in_one_line(columns, 100 * _MM, 4.0):
        return []
    return [round(share / _MM) for share in shares(columns, 100 * _MM, 4.0)]


def _link(picture: tuple[str, bytes] | None) -> str:
    """A picture as an address that holds it; empty without one."""
    return f"data:{picture[0]};base64,{b64encode(picture[1]).decode()}" if picture else ""


def _plain(sheet: Sheet) -> Any:
    """The sheet as dictionaries and lists, each text without what no document may hold; blocks say their `type`."""
    import msgspec

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return cleaned(value)
        if isinstance(value, dict):
            return {key: clean(one) for key, one in value.items()}
        return [clean(one) for one in value] if isinstance(value, list | tuple) else value

    plain: dict[str, Any] = clean(msgspec.to_builtins(sheet))
    return {**plain, "fact_rows": in_pairs(plain["facts"])}


def _line_of(mistake: BaseException) -> int:
    """The line of the template that a mistake rose from."""
    line, trace = 1, mistake.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
