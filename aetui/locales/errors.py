"""An error as one sentence."""

from __future__ import annotations

from datetime import datetime

from aetui.domain.errors import DeskError
from aetui.domain.handover import Lacks
from aetui.locales import Texts
from aetui.locales.dates import stamp
from aetui.locales.handover import lacks_words


def sentence(say: Texts, mistake: DeskError) -> str:
    """What went wrong and what to do, in the user's language."""
    args = {k: stamp(v) if isinstance(v, datetime) else v for k, v in mistake.args_.items()}
    if isinstance(lacks := args.get("missing"), list):  # a gate names what is lacking by keys
        args["missing"] = say("list.comma").join(say(f"lack.{key}") for key in lacks)
    if isinstance(missing := args.get("lacks"), Lacks):
        args["lacks"] = lacks_words(say, missing)
    near = args.pop("near", None)
    if isinstance(names := args.get("names"), list):  # several that match equally
        args["names"] = say("list.comma").join(names)
    said = say(f"error.{mistake.key}", **args)
    if isinstance(near, list) and near:
        said += say("error.near", names=say("list.comma").join(near))
    return said
