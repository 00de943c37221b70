"""English, in parts."""
