"""By which command this installation gets a newer version of a library that it uses."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path


def command(library: str) -> str:
    """What to type: pipx and uv keep the program apart, each with a command of its own; else pip, of the Python that
    runs, which need not be the first on the path."""
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return f"pipx runpip aetui install -U {library}"
    if (prefix / "uv-receipt.toml").exists():
        return f"uv tool upgrade aetui --upgrade-package {library}"
    python = _quoted(sys.executable)
    if find_spec("pip") is None:
        return f"uv pip install -U --python {python} {library}"
    if sys.prefix == sys.base_prefix:
        return f"pip install -U {library}"
    return f"{python} -m pip install -U {library}"


def _quoted(path: str) -> str:
    if " " not in path:
        return path
    return f'"{path}"'
