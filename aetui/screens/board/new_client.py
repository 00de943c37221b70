"""The questions that take a client into the book."""

from __future__ import annotations

import asyncio

from aetui.desk.book.clients import add_client, short_taken_by
from aetui.desk.find.names import keys_of
from aetui.domain.errors import DeskError
from aetui.domain.lines import slot
from aetui.domain.records import Contact
from aetui.locales.wording import client_added
from aetui.screens.frame.base import DeskScreen
from aetui.widgets.prompt import Prompt


def ask_client(screen: DeskScreen, prompt: Prompt) -> None:
    """Name, contact, phone, report slot, one question after another; an empty answer leaves that out."""
    said: dict[str, str] = {}
    steps = ("name", "contact", "phone", "report")

    def ask(n: int, draft: str = "") -> None:
        step = steps[n]

        def answered(text: str | None) -> None:
            if text is None or (step == "name" and not text.strip()):
                return
            said[step] = text.strip()
            if step == "report" and said[step]:
                try:
                    slot.read(said[step])
                except DeskError as mistake:
                    screen.desk_app.complain(mistake)
                    ask(n, text)
                    return
            if n + 1 < len(steps):
                ask(n + 1)
            else:
                _add(screen, prompt, said)

        prompt.ask(
            screen.say(f"ask.client.{step}"),
            answered,
            like=screen.say(f"ask.client.{step}.like"),
            key=f"client {step}",
            default=said.get(step, ""),
            draft=draft,
        )

    # What a name sounds like takes a third of a second to reckon the first time: it is begun while the questions are answered.
    screen.run_worker(asyncio.to_thread(keys_of, "客户"))
    ask(0)


def _add(screen: DeskScreen, prompt: Prompt, said: dict[str, str]) -> None:
    name = said["name"]
    report = slot.read(said["report"])
    contact = Contact(name=said["contact"], phone=said["phone"] or None) if said["contact"] else None
    try:
        made = add_client(screen.desk, name, screen.now(), contacts=[contact] if contact else [], report=report)
    except DeskError as mistake:
        screen.desk_app.complain(mistake)
        for step, text in said.items():  # each is offered again
            if text:
                prompt.put_by(f"client {step}", text)
        return
    screen.desk_app.tell(client_added(screen.say, made, short_taken_by(screen.desk, made)))
