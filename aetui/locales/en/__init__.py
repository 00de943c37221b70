"""English, joined from its parts."""

from __future__ import annotations

from aetui.locales.en import (
    board,
    cards,
    coming_back,
    common,
    demo,
    detail,
    errors,
    figures,
    handover,
    help,
    meetings,
    month,
    papers,
    phone,
    review,
    settings,
    shell,
    team,
    week,
)

TEXTS: dict[str, str] = {
    **common.TEXTS,
    **errors.TEXTS,
    **shell.TEXTS,
    **help.TEXTS,
    **board.TEXTS,
    **phone.TEXTS,
    **detail.TEXTS,
    **cards.TEXTS,
    **meetings.TEXTS,
    **month.TEXTS,
    **papers.TEXTS,
    **review.TEXTS,
    **settings.TEXTS,
    **handover.TEXTS,
    **team.TEXTS,
    **week.TEXTS,
    **figures.TEXTS,
    **coming_back.TEXTS,
    **demo.TEXTS,
}
