"""A day: what it holds, what is for today, its review (A1, D1)."""
