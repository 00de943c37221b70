"""`aetui card`: the group of all that is done to a work card."""

from __future__ import annotations

import click

from aetui.cli.card import money as cardmoney
from aetui.cli.card import order as cards
from aetui.cli.card import steps as cardsteps
from aetui.cli.card import works as cardworks
from aetui.cli.main import SpokenGroup, common


@click.group(cls=SpokenGroup)
@common
def card() -> None:
    pass


for _command in (
    *(cards.open_, cards.list_, cards.show, cards.set_),
    *(cardsteps.step, cardsteps.done, cardsteps.move, cardsteps.chase, cardsteps.late, cardsteps.drop),
    *(cardsteps.schedule, cardsteps.start, cardsteps.deliver, cardsteps.close, cardsteps.back),
    *(cardmoney.estimate, cardmoney.agree, cardmoney.money, cardmoney.settle),
    *(cardworks.work, cardworks.review, cardworks.sign, cardworks.send, cardworks.copy),
):
    card.add_command(_command)
