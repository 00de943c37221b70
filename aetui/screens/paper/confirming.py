"""C2: a weekly report that went is confirmed on the phone, asked for as it goes and later."""

from __future__ import annotations

from aetui.desk.week.rounds import confirm_report
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Client
from aetui.domain.week import CONFIRM
from aetui.screens.frame.questions import AskingScreen


def ask_confirmed(screen: AskingScreen, client: Client) -> None:
    """Who of the client said on the phone that the report came. Nothing is asked where nothing is to be confirmed."""
    if _owed(screen, client) is None:
        return
    contacts = client.contacts
    screen.ask(
        "round.confirm",
        lambda by: _confirm(screen, client, by),
        of=f"confirm {client.id}",
        default=contacts[0].name if contacts else "",
        client=client.short,
    )


def _owed(screen: AskingScreen, client: Client) -> Obligation | None:
    obligations = screen.desk.obligations(screen.now())
    return next((o for o in obligations if o.rule == CONFIRM and o.client_id == client.id and o.state in OPEN), None)


def _confirm(screen: AskingScreen, client: Client, by: str) -> None:
    # It may have been confirmed meanwhile: then the verb says so.
    confirm_report(
        screen.desk, _owed(screen, client), screen.now(), how=screen.say("ask.usual.week.report_confirm"), by=by
    )
    screen.desk_app.tell(screen.say("round.was_confirmed", client=client.short))
