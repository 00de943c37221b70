"""Before leave and coming back (D8)."""
