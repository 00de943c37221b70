"""Meetings and their papers (M1–M8, A11)."""
