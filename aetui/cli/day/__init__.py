"""The day: what is owed, the board as text, the review (A1, D1)."""
