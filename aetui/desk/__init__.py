"""The verbs of the trade: each checks its gates, makes one change, and commits it."""
