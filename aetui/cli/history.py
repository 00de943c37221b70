"""`aetui find`, `log`, `undo`, `redo`, `rules`: looking back, and taking back."""

from __future__ import annotations

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import NotThere


@click.command(cls=Spoken)
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@common
@click.pass_obj
def find(session: Session, words: tuple[str, ...]) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.find.mentions import find_text
    from aetui.locales.dates import stamp

    desk = session.desk
    session.relearn()
    hits = list(find_text(desk, " ".join(words)))
    if session.json:
        session.out_json(
            [
                {"kind": h.kind, "id": h.id, "at": desk.local(h.at), "client": h.client or None, "text": h.text}
                for h in hits
            ]
        )
        return
    if not hits:
        session.out(session.say("empty.find", text=" ".join(words)))
    rows = [[stamp(desk.local(h.at)), session.say(f"record.{h.kind}"), h.client, h.text] for h in hits]
    for line in columns(rows):
        session.out(line)


@click.command(cls=Spoken)
@click.option("-n", "--limit", type=click.IntRange(1), default=30, metavar="N")
@common
@click.pass_obj
def log(session: Session, limit: int) -> None:
    from aetui.cli.plain import columns
    from aetui.locales.dates import stamp
    from aetui.locales.history import told

    desk = session.desk
    session.relearn()
    entries = desk.store.log(limit)
    if session.json:
        session.out_json(
            [
                {
                    "seq": e.seq,
                    "at": desk.local(e.at),
                    "program": e.program,
                    "verb": e.verb,
                    "args": e.args,
                    "undone": e.undone,
                }
                for e in entries
            ]
        )
        return
    if not entries:
        session.out(session.say("empty.log"))
    rows = [
        [
            stamp(desk.local(e.at)),
            told(session.say, e.verb, e.args, desk.rulebook),
            session.say("log.undone") if e.undone else "",
            e.program,
        ]
        for e in entries
    ]
    for line in columns(rows):
        session.out(line)


@click.command(cls=Spoken)
@common
@click.pass_obj
def undo(session: Session) -> None:
    _turn(session, "undo")


@click.command(cls=Spoken)
@common
@click.pass_obj
def redo(session: Session) -> None:
    _turn(session, "redo")


def _turn(session: Session, way: str) -> None:
    from aetui.locales.history import told

    desk = session.desk
    turned = desk.undo(session.now) if way == "undo" else desk.redo(session.now)
    session.relearn()
    if turned is None:
        raise NotThere(f"{way}.nothing")
    verb, args = turned
    if session.json:
        session.out_json({"verb": verb, "args": args})
    else:
        session.out(session.say(f"{way}.said", what=told(session.say, verb, args, desk.rulebook)))


@click.command(cls=Spoken)
@click.argument("rule", required=False)
@common
@click.pass_obj
def rules(session: Session, rule: str | None) -> None:
    from aetui.cli.day.duties import warn
    from aetui.cli.plain import columns
    from aetui.desk.rulepage import page, rows

    desk = session.desk
    session.relearn()
    say = session.say
    if rule is None:
        table = rows(desk, say)
        if session.json:
            session.out_json([dict(zip(("rule", "source", "title", "due", "on"), r, strict=True)) for r in table])
        else:
            for line in columns([[r[0], r[1], r[2], r[3], "" if r[4] else say("rules.off")] for r in table]):
                session.out(line)
        warn(session)
    else:
        facts = page(desk, say, rule)
        if session.json:
            session.out_json({key: value for key, _, value in facts})
            return
        for _, label, value in facts:
            session.out(f"{label}  {value}")
