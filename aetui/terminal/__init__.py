"""How the full-screen program meets the terminal. Imported before Textual, which looks at it only then."""

from __future__ import annotations

import os

# With the kitty keyboard protocol, text committed by an input method comes as one escape sequence, which
# Textual cuts to pieces when it is long. Without it the text arrives as it is.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
