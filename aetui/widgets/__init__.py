"""What two or more screens share."""

import aetui.terminal  # noqa: F401 - before Textual, which every widget imports
