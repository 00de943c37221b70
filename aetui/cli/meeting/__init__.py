"""Meetings, their agendas and minutes (M1–M8)."""
