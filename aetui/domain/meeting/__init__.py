"""What a meeting came to, and what it leaves to the next of its series."""
