"""The board: the day in one look, and the first morning."""
