"""A paper before it goes, and its confirmation (M2, C2, M8)."""
