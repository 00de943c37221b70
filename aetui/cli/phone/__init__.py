"""Calls: noted from a shell, and put right afterwards (D2, D3)."""
