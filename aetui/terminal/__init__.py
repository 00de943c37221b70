"""How the full-screen program meets the terminal. Imported before Textual, which looks at it only then."""

from __future__ import annotations

import os

# With the kitty keyboard protocol, text committed by an input method comes as one escape sequence, which
# Textual cuts to pieces when it is long. Without it the text arrives as it is.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"

# What a change leads to is painted with the next frame: of sixty a second each costs a third of what an eye notices as slow.
os.environ.setdefault("TEXTUAL_FPS", "240")

# GNU screen hands on what the terminal around it said, and shows 256 colours at most; tmux has a name like its own.
if "STY" in os.environ and "TMUX" not in os.environ:
    os.environ.pop("COLORTERM", None)

# A terminal that says it can nothing is shown no colour; bold, underlined and reverse it is shown all the same.
if os.environ.get("TERM") == "dumb":
    os.environ.setdefault("NO_COLOR", "1")
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "standard")
