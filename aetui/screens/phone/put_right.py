"""A call and its items after it was hung up: put right by the keys of the call, or taken away with what they had led to."""

from __future__ import annotations

from aetui.desk.day.today import client_name
from aetui.desk.find.subject import find_obligation
from aetui.desk.phone.calls import items_of, retract_item
from aetui.desk.phone.drafts import forget_draft
from aetui.desk.phone.past import drop_call
from aetui.domain.records import Call, Item
from aetui.domain.records.refs import Ref
from aetui.locales import agrees
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.prompt import Prompt


def put_right(screen: DeskScreen, ref: str) -> bool:
    """Open the call that `ref` is, or is an item of, or owes an item of, in the call's own screen; False where it is none."""
    found = _said(screen, ref)
    if found is None:
        return False
    call, item = found
    screen.go("call", resume=call.id, item=item.id if item else "")
    return True


def take_away(screen: DeskScreen, prompt: Prompt, ref: str) -> bool:
    """Take away the call or the item that `ref` is; a call that holds something is asked about. False where it is none."""
    kind = Ref.parse(ref).kind
    found = _said(screen, ref) if kind in ("calls", "items") else None
    if found is None:
        return False
    call, item = found
    if item is not None:
        with screen.minding():
            retract_item(screen.desk, item.id, screen.now())
            screen.desk_app.tell(screen.say("phone.retracted", n=item.n))
        return True
    n = len(items_of(screen.desk, call.id))
    client = client_name(screen.desk, call.client_id) or screen.say("phone.nobody")
    if not n:
        _drop(screen, call)
        return True

    def answered(said: str | None) -> None:
        if agrees(said):
            _drop(screen, call)

    prompt.ask(screen.say("ask.drop_call", client=client, n=n), answered, default="y", like="y")
    return True


def _drop(screen: DeskScreen, call: Call) -> None:
    client = client_name(screen.desk, call.client_id) or screen.say("phone.nobody")
    with screen.minding():
        stays = drop_call(screen.desk, call.id, screen.now())
        forget_draft(screen.desk, call.id)
        told = screen.say("calls.dropped", client=client)
        names = [getattr(record, "number", "") or getattr(record, "text", "") for record in stays]
        if names:
            told += screen.say("list.comma") + screen.say("calls.stays", what=screen.say("list.comma").join(names))
        screen.desk_app.tell(told)


def _said(screen: DeskScreen, ref: str) -> tuple[Call, Item | None] | None:
    desk = screen.desk
    kind, key = Ref.parse(ref).pair
    if kind == "obligation":
        obligation = find_obligation(desk, key, screen.now())
        kind, key = (f"{obligation.subject_type}s", obligation.subject_id) if obligation is not None else ("", "")
    item = desk.get(Item, key) if kind == "items" else None
    call = desk.get(Call, item.call_id if item else key) if kind in ("calls", "items") else None
    return (call, item) if call is not None else None
