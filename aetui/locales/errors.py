"""An error as one sentence."""

from __future__ import annotations

from datetime import datetime

from aetui.domain.errors import DeskError
from aetui.locales import Texts
from aetui.locales.dates import stamp


def sentence(say: Texts, mistake: DeskError) -> str:
    """What went wrong and what to do, in the user's language."""
    args = {k: stamp(v) if isinstance(v, datetime) else v for k, v in mistake.args_.items()}
    if isinstance(lacks := args.get("missing"), list):  # a gate names what is lacking by keys
        args["missing"] = say("list.comma").join(say(f"lack.{key}") for key in lacks)
    return say(f"error.{mistake.key}", **args)
