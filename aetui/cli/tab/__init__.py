"""Completion by TAB."""
