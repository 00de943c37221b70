"""The rules of the trade: pure, without I/O, clock, screen or database."""
