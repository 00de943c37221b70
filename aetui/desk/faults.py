"""A fault of the program itself: written down for its maintainers, told to the user in one sentence."""

from __future__ import annotations

import os
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

STATUS = 70
"""The exit status of a fault (EX_SOFTWARE)."""


def write_down(error: BaseException, desk_file: Path | None) -> Path:
    """Append the traceback to NAME.fault.log beside the desk's file, or to the temporary folder where that
    can't be written; the path."""
    text = "".join(traceback.format_exception(error))
    stamp = datetime.now().astimezone().isoformat(timespec="seconds")
    # As `store.file.files` lists it; the fault may be that the store can't be imported.
    beside = desk_file.with_suffix(".fault.log") if desk_file else None
    for path in (beside, Path(tempfile.gettempdir()) / f"aetui-{os.getpid()}.fault.log"):
        if path is None:
            continue
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as out:
                out.write(f"{stamp}\n{text}\n")
        except OSError:
            continue
        return path
    return Path(os.devnull)
