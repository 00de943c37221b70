"""What every command is made of: its page in the catalogue, the options that stand everywhere, the session; groups whose
commands are imported when they are run; and the options that many commands share, read as what they are.

A type reads its text with the desk's clock, calendar, records and language, complains by itself, and knows what TAB offers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aetui.cli.session import Session
from aetui.domain.errors import BadInput
from aetui.locales import LANGS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Offers = Callable[[Session, click.Context], Iterable[tuple[str, str]]]
"""What TAB shows for a parameter: each a value as the command takes it, and what it is called."""


class Spoken(click.Command):
    """A command whose help page stands in the catalogue; a group's page tells of all that is in it."""

    def __init__(self, name: str, *, params: Sequence[click.Parameter] = (), **settings: Any) -> None:
        super().__init__(name, params=[*params, *EVERYWHERE], **settings)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        return ""  # what the code says of it is for who reads the code

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.ensure_object(Session).command = ctx.command_path
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from aetui.cli.help.page import page

        formatter.write(page(ctx.ensure_object(Session).say, ctx.command_path.split()[1]))


class SpokenGroup(Spoken, click.Group):
    """`modules`: in which module of `aetui.cli` each command lives that isn't beside its group; imported when it is run."""

    def __init__(self, name: str, *, modules: Mapping[str, str] | None = None, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.modules = dict(modules or {})

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted({*self.commands, *self.modules})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.modules:
            return loaded(self.modules[cmd_name], cmd_name)
        return super().get_command(ctx, cmd_name)


def loaded(module: str, name: str) -> click.Command:
    """The command of that name out of a module of `aetui.cli`."""
    there = vars(import_module(f"aetui.cli.{module}")).values()
    return next(one for one in there if isinstance(one, click.Command) and one.name == name)


def command(
    name: str, *params: click.Parameter, of: click.Group | None = None, cls: type[Spoken] = Spoken, desk: bool = True
) -> Callable[[Callable[..., None]], click.Command]:
    """A function of the session and the parameters as a command. `of`: the group it belongs to, where that stands beside it.
    `desk`: it works on the desk, which is opened first, so that the language is that of its profile."""

    def made(run: Callable[..., None]) -> click.Command:
        one = cls(name, params=params, callback=_called(run, desk=desk))
        if of is not None:
            of.add_command(one)
        return one

    return made


def group(
    name: str, *params: click.Parameter, modules: Mapping[str, str] | None = None, cls: type[SpokenGroup] = SpokenGroup
) -> Callable[[Callable[..., None] | None], SpokenGroup]:
    """A group; the function, if there is one, runs where no command of it is called."""

    def made(run: Callable[..., None] | None) -> SpokenGroup:
        called = _called(run, desk=True) if run is not None else None

        def alone(**given: Any) -> None:
            if called is not None and click.get_current_context().invoked_subcommand is None:
                called(**given)

        return cls(name, params=params, modules=modules, callback=alone, invoke_without_command=run is not None)

    return made


def _called(run: Callable[..., None], *, desk: bool) -> Callable[..., None]:
    def called(**given: Any) -> None:
        session = click.get_current_context().find_object(Session)
        assert session is not None
        if desk:
            _ = session.desk
        run(session, **{name: read_now(session, value) for name, value in given.items()})

    return called


def opt(*names: str, type: Any = None, **settings: Any) -> click.Option:
    """An option. `names`: as it is typed, and the function's parameter where that has another name."""
    return click.Option(names, type=type, **settings)


def flag(*names: str, **settings: Any) -> click.Option:
    return click.Option(names, is_flag=True, **settings)


def arg(name: str, type: Any = None, **settings: Any) -> click.Argument:
    return click.Argument([name], type=type, **settings)


def _set(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value not in (None, False):
        setattr(ctx.ensure_object(Session), str(param.name), value)


# Types


class Typed(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """A parameter that `read` makes of what was typed; without it, the text as it stands. An option that is given without
    a word counts as not given. What `read` raises is the command's error; it is asked when the whole call is known to be right."""

    name = "text"

    def __init__(self, read: Callable[[Session, str], Any] | None = None, offers: Offers | None = None) -> None:
        self.read, self.offers = read, offers

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if self.read is None or ctx is None or ctx.resilient_parsing or not isinstance(value, str):
            return value
        return None if not value and isinstance(param, click.Option) else _Unread(self.read, value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG002
        session = ctx.ensure_object(Session)
        if self.offers is None or not session.path.exists():
            return []
        from aetui.cli.tab.answer import offers_for

        return offers_for(incomplete, self.offers(session, ctx))


class _File(Typed):
    """The name of a file; click's own type looks for translations as soon as it is made."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG002
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class _Unread:
    """A text that waits to be read, until the rest of the call was found right."""

    def __init__(self, read: Callable[[Session, str], Any], text: str) -> None:
        self.read, self.text = read, text


def read_now(session: Session, value: Any) -> Any:
    """The value of a parameter, read where its type reads."""
    if isinstance(value, _Unread):
        return value.read(session, value.text)
    return tuple(read_now(session, one) for one in value) if isinstance(value, tuple) else value


def one_of(error: str, *known: str) -> Typed:
    """One of a few words. Raises BadInput(`error`) for another."""

    def read(_: Session, text: str) -> str:
        if text not in known:
            raise BadInput(error, text=text)
        return text

    return Typed(read, lambda _, __: [(word, "") for word in known])


def _day(session: Session, text: str) -> Any:
    from aetui.domain.plainwords import parse_day

    return parse_day(text, now=session.now, cal=session.desk.calendar)


def _start(session: Session, text: str) -> Any:
    from aetui.domain.plainwords import parse_range

    try:
        return parse_range(text, now=session.now, cal=session.desk.calendar)[0]
    except BadInput:
        return session.time(text)


def _span(_: Session, text: str) -> Any:
    from aetui.domain.plainwords import parse_span

    return parse_span(text)


def _lines(_: Session, text: str) -> list[str]:
    from aetui.cli.stdin import typed_lines

    return typed_lines(text)


TIME = Typed(Session.time)
"""ISO 8601 or plain words."""
START = Typed(_start)
"""When something begins: a day without a clock is its morning, not the end of work."""
DAY = Typed(_day)
SPAN = Typed(_span)
"""How long: `2d`, `10m`, `半小时`."""
LINES = Typed(_lines)
"""Lines that aren't empty; `-` reads them from standard input, or from the editor."""
FILE = _File(lambda _, text: Path(text))
OFFICE = Path()
"""What an option for a file is that was given without one: it goes to the office, or came from there."""


def _desks(session: Session, _: click.Context) -> Iterable[tuple[str, str]]:
    """Whose desks can be looked at."""
    from aetui.desk.office.replicas import replicas

    return [(one.person.name, one.person.role) for one in replicas(session.own.store)]


EVERYWHERE = [
    opt("--user", callback=_set, expose_value=False),
    opt("--home", callback=_set, expose_value=False),
    opt("--desk", "of_desk", type=Typed(offers=_desks), callback=_set, expose_value=False),
    opt("--lang", "asked_lang", type=click.Choice(LANGS), callback=_set, expose_value=False),
    opt("--now", "asked_now", callback=_set, expose_value=False),
    flag("--json", callback=_set, expose_value=False),
]
"""The options of interface.md that stand everywhere, before or after the command's name."""

AT = opt("--at", type=TIME)
HOW = opt("--how")
WHY = opt("--why")
ALL = flag("--all", "everything")
