"""`aetui help` and what a help page says."""
