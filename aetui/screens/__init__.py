"""One file for each screen."""

import aetui.terminal  # noqa: F401 - before Textual, which every screen imports
