"""Texts that users read, Chinese first."""
