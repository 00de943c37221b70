"""Chinese, joined from its parts."""

from __future__ import annotations

from aetui.locales.zh import (
    board,
    cards,
    coming_back,
    common,
    detail,
    errors,
    handover,
    help,
    meetings,
    papers,
    phone,
    review,
    shell,
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
    **papers.TEXTS,
    **review.TEXTS,
    **handover.TEXTS,
    **coming_back.TEXTS,
}
