"""The board by other ways than a terminal's screen."""
