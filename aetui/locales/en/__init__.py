"""English."""

from aetui.locales.facts import Facts

FACTS = Facts(
    name="English",
    near={-1: "yesterday", 0: "today", 1: "tomorrow"},
    days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
)
